"""Shares: which part of the money of a line is left, committed and spent."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pokdash.domain.money import ZERO
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


@dataclass(frozen=True, slots=True)
class ChangeShares:
    """A bar of what may be spent, divided by what new bookings do to it; everything in percent.

    `width` is of the longest bar. Of the bar itself: `left` stays after the bookings, `booked` is newly spent,
    `returned` comes back (it is left too), `earlier` was spent before. Together 100.
    """

    width: float
    left: float
    booked: float
    returned: float
    earlier: float
    overspent: bool


def change_shares(after: Figures, change: Decimal | None, longest: Decimal) -> ChangeShares | None:
    """Divide the money of a scope; `change` is what bookings did to what is left (spending is negative), in euro.

    `longest` is what may be spent in the scope with the longest bar. None where what is left, or may be spent, is
    unknown.
    """
    has = budget_after_carry_over(after)
    if has is None or has <= 0 or after.remaining is None:
        return None
    now = _inside(after.remaining, has)
    before = _inside(after.remaining - (change or ZERO), has)
    return ChangeShares(
        width=float(has / longest * 100),
        left=float(min(now, before) / has * 100),
        booked=float(max(before - now, ZERO) / has * 100),
        returned=float(max(now - before, ZERO) / has * 100),
        earlier=float((has - max(now, before)) / has * 100),
        overspent=after.remaining < 0,
    )


def _inside(amount: Decimal, has: Decimal) -> Decimal:
    return min(max(amount, ZERO), has)
