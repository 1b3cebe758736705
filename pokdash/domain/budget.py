"""Budget: the amounts of a line as they stand on a day, apart for each fiscal year and for the whole period.

A line may have both. Bookings of a fiscal year with an amount of its own count against that year; the rest counts
against the period amount. A line with years only has all its bookings in their years, also in a year without amount.
An amendment counts from its own date, whatever its standing (as the amounts themselves do). It counts for its year
where the line has an amount for that year or has no period amount; otherwise it changes the period amount.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pokdash.domain.ledger import LedgerAmendment
from pokdash.domain.money import known_total, strict_total, total
from pokdash.domain.phasing import Spread, spread, weakest_kind
from pokdash.domain.plan import Line, Plan, YearRange


@dataclass(frozen=True, slots=True)
class Slice:
    """Money of a line with one spread over months; `amount` None is unknown, `spread` None cannot be planned."""

    amount: Decimal | None
    spread: Spread | None


@dataclass(frozen=True, slots=True)
class BudgetPart:
    """What a line has for one fiscal year, or (`year` None) for its whole period; no slices: nothing was given."""

    line: str
    year: int | None
    slices: tuple[Slice, ...] = ()

    @property
    def allocated(self) -> Decimal | None:
        """The known amounts, amendments included; None where none is known."""
        return known_total(piece.amount for piece in self.slices)

    @property
    def unknown(self) -> bool:
        """Whether an amount of this part is named but not given."""
        return any(piece.amount is None for piece in self.slices)


@dataclass(frozen=True, slots=True)
class Planned:
    """What was planned to be spent, in euro, and whose spread that is; both None where it is not known."""

    amount: Decimal | None
    kind: str | None


def budget(plan: Plan, amendments: Sequence[LedgerAmendment], on: dt.date) -> tuple[BudgetPart, ...]:
    """The parts of all lines as they stand on a day, with the amendments of the plan and those of the ledger."""
    changes = [*_plan_changes(plan), *amendments]
    in_force = [change for change in changes if change.on <= on]
    return tuple(
        part
        for line in plan.lines
        for part in _line_parts(plan, line, [change for change in in_force if change.line == line.code])
    )


def _plan_changes(plan: Plan) -> Iterator[LedgerAmendment]:
    for change in plan.amendments:
        if change.delta.value is not None:
            yield LedgerAmendment(change.line, change.year, change.on, change.delta.value, change.decision)


def _line_parts(plan: Plan, line: Line, changes: Iterable[LedgerAmendment]) -> Iterator[BudgetPart]:
    pieces: dict[tuple[int | None, Spread | None], list[Decimal | None]] = {}
    for allocation in line.allocations:
        months = spread(plan, line, allocation.year, allocation.period)
        pieces.setdefault((allocation.year, months), []).append(allocation.amount.value)
    if not line.allocations:
        pieces[None, spread(plan, line, None, None)] = [None]
    for change in changes:
        pieces.setdefault(_place(plan, line, change), []).append(change.delta)
    for year in sorted({year for year, _ in pieces}, key=lambda year: (year is None, year or 0)):
        slices = [Slice(_amended(amounts), months) for (own, months), amounts in pieces.items() if own == year]
        yield BudgetPart(line.code, year, tuple(slices))


def _amended(amounts: list[Decimal | None]) -> Decimal | None:
    """An unknown amount stays unknown, whatever is added to it."""
    return strict_total(amounts)


def _place(plan: Plan, line: Line, change: LedgerAmendment) -> tuple[int | None, Spread | None]:
    own_years = [allocation.year for allocation in line.allocations if allocation.year is not None]
    periods = [allocation.period for allocation in line.allocations if allocation.year is None]
    if change.year is not None and (change.year in own_years or not periods):
        return change.year, spread(plan, line, change.year, None)
    if periods or not own_years:
        return None, spread(plan, line, None, periods[0] if periods else None)
    return None, spread(plan, line, None, YearRange(first=min(own_years), last=max(own_years)))


def part_year(parts: Iterable[BudgetPart], fiscal_year: int) -> int | None:
    """Against which part of its line a booking of `fiscal_year` counts: that year, or None for the period amount."""
    years = {part.year for part in parts}
    return None if fiscal_year not in years and None in years else fiscal_year


def planned(parts: Iterable[BudgetPart], day: dt.date) -> Planned:
    """Planned up to and including a day; unknown where an amount cannot be spread, or where no amount is known."""
    known = [(piece.amount, piece.spread) for part in parts for piece in part.slices if piece.amount is not None]
    spreads = [(amount, months) for amount, months in known if months is not None]
    if not known or len(spreads) < len(known):
        return Planned(None, None)
    amount = total(months.planned(amount, day) for amount, months in spreads)
    return Planned(amount, weakest_kind(months.kind for _, months in spreads))


def phased_months(parts: Iterable[BudgetPart]) -> tuple[int, int] | None:
    """First and last month (numbers) that the amounts are spread over; None where one amount has no months."""
    months = [piece.spread for part in parts for piece in part.slices]
    spreads = [found for found in months if found is not None]
    if not spreads or len(spreads) < len(months):
        return None
    return min(found.first for found in spreads), max(found.last for found in spreads)
