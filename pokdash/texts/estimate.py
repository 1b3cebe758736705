"""How an estimate is written, on every surface: never more exact than it is, and never as nothing."""

from __future__ import annotations

from decimal import Decimal

from pokdash.texts.catalog import text
from pokdash.texts.notation import rounded_euro


def estimate(amount: Decimal, language: str = "nl") -> str:
    """In whole thousands of euro: `€ 74.000`; what would round to nothing is `minder dan € 1.000`."""
    if rounded_euro(amount, language) == rounded_euro(Decimal(0), language):
        return text(language, "words.little", amount=rounded_euro(Decimal(1000), language))
    return rounded_euro(amount, language)
