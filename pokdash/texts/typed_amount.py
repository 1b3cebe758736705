"""An amount as a person types it, in the notation of a language: read exactly, or not at all."""

from __future__ import annotations

import re
from decimal import Decimal

_SIGNS = str.maketrans({"\u2212": "-", "\u00a0": " ", "\u202f": " "})


def typed_amount(written: str, language: str = "nl") -> Decimal | None:
    """Euro from `82.660,00`, `82660` or `€ 82.660,5` (English: `82,660.00`); None for what is no amount.

    A plus in front is allowed. Thousands are groups of three or not apart at all, so `82.66` is no amount in Dutch.
    """
    point, group = (".", ",") if language == "en" else (",", ".")
    digits = rf"(\d{{1,3}}(?:{re.escape(group)}\d{{3}})+|\d{{1,16}})(?:{re.escape(point)}(\d{{1,2}}|-))?"
    found = re.fullmatch(rf"([-+]?) ?(?:€ ?)?(-?){digits}", written.translate(_SIGNS).strip(), re.ASCII)
    if not found or (found[1] and found[2]):
        return None
    cents = (found[4] or "").replace("-", "")
    return Decimal(f"{found[1]}{found[2]}{found[3].replace(group, '')}.{cents or 0}")
