"""Shares: which part of the money of a line is left, committed and spent."""

from __future__ import annotations

from decimal import Decimal

from pokdash.domain.position import Figures
from pokdash.domain.status import budget_after_carry_over


def left_share(figures: Figures) -> Decimal | None:
    """What is left as a share (0-1, below 0 when overspent) of all that may be spent; None where unknown."""
    has = budget_after_carry_over(figures)
    if figures.allocated is None or figures.remaining is None or not has:
        return None
    return figures.remaining / has


def breakdown_shares(figures: Figures) -> tuple[tuple[str, float], ...]:
    """Widths in percent of what is available, committed and spent; empty where one is unknown or below zero."""
    has = budget_after_carry_over(figures)
    parts = {"available": figures.available, "committed": figures.committed, "spent": figures.spent}
    known = {name: amount for name, amount in parts.items() if amount is not None and amount >= 0}
    if not has or len(known) < len(parts):
        return ()
    return tuple((name, float(amount / has * 100)) for name, amount in known.items())
