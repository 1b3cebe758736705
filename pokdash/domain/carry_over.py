"""Carry-over: what decided carry-overs bring into and take out of a scope, and which ones are left out.

Only a decided carry-over moves money, from its decision date where that is known. Inside the plan a carry-over moves
money between two years: it counts for those years and cancels for a line, a group and the plan. Across the plan's
border (from before the first year, to after the last) it counts for the line and the plan too. A carry-over that
names no line belongs to the only line of a plan with one line, otherwise to the plan as a whole. A conditional one
moves nothing until it is firm. A deficit is moved like a surplus: as an amount below zero.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from pokdash.domain.money import ZERO, strict_total, total
from pokdash.domain.plan import Plan
from pokdash.domain.plan_changes import CarryOver, CarryOverStatus


@dataclass(frozen=True, slots=True)
class Carried:
    """Decided carry-over into and out of a scope, in euro; an amount that is not known is None in the lists."""

    moved_in: tuple[Decimal | None, ...]
    moved_out: tuple[Decimal | None, ...]

    @property
    def inward(self) -> Decimal | None:
        """Carried in; 0.00 for none, None where a decided amount is unknown."""
        return strict_total(self.moved_in) if self.moved_in else ZERO

    @property
    def outward(self) -> Decimal | None:
        """Carried out; 0.00 for none, None where a decided amount is unknown."""
        return strict_total(self.moved_out) if self.moved_out else ZERO

    @property
    def known_inward(self) -> Decimal:
        """The known amounts carried in: what counts in `remaining`."""
        return total(amount for amount in self.moved_in if amount is not None)

    @property
    def known_outward(self) -> Decimal:
        """The known amounts carried out: what counts in `remaining`."""
        return total(amount for amount in self.moved_out if amount is not None)

    @property
    def net(self) -> Decimal:
        """Known amounts in − known amounts out."""
        return self.known_inward - self.known_outward


def line_of(plan: Plan, carry_over: CarryOver) -> str | None:
    """The line that a carry-over belongs to; None for the plan as a whole."""
    if carry_over.line is None and len(plan.lines) == 1:
        return plan.lines[0].code
    return carry_over.line


def counts(carry_over: CarryOver, as_of: dt.date) -> bool:
    """Whether it is decided and firm on the reference date; a decision without a date counts always."""
    decided_by_then = carry_over.decided_on is None or carry_over.decided_on <= as_of
    return carry_over.status is CarryOverStatus.DECIDED and decided_by_then and not carry_over.conditional


def carry_overs_of(plan: Plan, lines: Collection[str] | None) -> tuple[CarryOver, ...]:
    """The carry-overs of some lines, any status; `lines` None is the plan, with those that name no line."""
    return tuple(found for found in plan.carry_overs if lines is None or line_of(plan, found) in lines)


def carried(plan: Plan, as_of: dt.date, lines: Collection[str] | None, year: int | None = None) -> Carried:
    """Decided carry-over of a scope: all years of the plan together, or one of them.

    A year outside the plan gets nothing: what leaves the plan is gone for the plan.
    """
    inside = set(plan.years) if year is None else {year} & set(plan.years)
    decided = [found for found in carry_overs_of(plan, lines) if counts(found, as_of)]
    return Carried(
        tuple(c.amount.value for c in decided if c.to_year in inside and c.from_year not in inside),
        tuple(c.amount.value for c in decided if c.from_year in inside and c.to_year not in inside),
    )


def carried_until(plan: Plan, as_of: dt.date, line: str) -> int | None:
    """December (month number) of the last year of the plan that a line got money for by carry-over; None for none."""
    years = [
        found.to_year
        for found in carry_overs_of(plan, {line})
        if counts(found, as_of) and found.to_year in plan.years and (found.amount.value or ZERO) > 0
    ]
    return max(years) * 12 + 11 if years else None


def reason_left_out(carry_over: CarryOver, as_of: dt.date) -> str | None:
    """Why a carry-over stays out of the remaining money; None where it counts, or has lapsed."""
    if carry_over.status is CarryOverStatus.LAPSED:
        return None
    if carry_over.status is CarryOverStatus.PROPOSED:
        return "proposed_unknown" if carry_over.amount.value is None else "proposed"
    if carry_over.conditional:
        return "conditional"
    if not counts(carry_over, as_of):
        return "decided_later"
    return "amount_unknown" if carry_over.amount.value is None else None


def undecided(plan: Plan) -> list[CarryOver]:
    """The carry-overs that have a last day to decide, and no firm decision yet."""
    waiting = [one for one in plan.carry_overs if one.status is CarryOverStatus.PROPOSED or one.conditional]
    return [one for one in waiting if one.deadline and one.status is not CarryOverStatus.LAPSED]
