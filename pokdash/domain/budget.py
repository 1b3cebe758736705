"""Budget: the amounts of a line as they stand on a day, apart for each fiscal year and for the whole period.

A line may have both. Bookings of a fiscal year with an amount of its own count against that year; the rest counts
against the period amount. A line with years only has all its bookings in their years, also in a year without amount.
An amendment counts from its own date, whatever its standing (as the amounts themselves do). It counts for its year
where the line has an amount for that year or has no period amount; otherwise it changes the period amount.
Known amounts count also beside an unknown one. An amendment of which the whole base is unknown does not count: what it
leaves is unknown (`without_base`, listed in `excluded`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from pokdash.domain.ledger import LedgerAmendment
from pokdash.domain.money import difference, known_total, total
from pokdash.domain.month import last_day
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
    in_force = _in_force(plan, amendments, on)
    return tuple(part for line in plan.lines for part in _line_parts(plan, line, in_force))


def without_base(plan: Plan, amendments: Sequence[LedgerAmendment], on: dt.date) -> tuple[LedgerAmendment, ...]:
    """The amendments in force that change an amount that nobody gives, so that they count nowhere."""
    return tuple(
        change
        for line in plan.lines
        for change in _in_force(plan, amendments, on)
        if change.line == line.code and _base_unknown(plan, line, change)
    )


def _in_force(plan: Plan, amendments: Sequence[LedgerAmendment], on: dt.date) -> list[LedgerAmendment]:
    return [change for change in (*_plan_changes(plan), *amendments) if change.on <= on]


def _plan_changes(plan: Plan) -> Iterator[LedgerAmendment]:
    for change in plan.amendments:
        if change.delta.value is not None:
            yield LedgerAmendment(change.line, change.year, change.on, change.delta.value, change.decision)


def _line_parts(plan: Plan, line: Line, changes: Iterable[LedgerAmendment]) -> Iterator[BudgetPart]:
    pieces: dict[tuple[int | None, Spread | None], list[Decimal | None]] = {}
    for allocation in line.allocations:
        months = spread(plan, line, allocation.year, allocation.period)
        pieces.setdefault((allocation.year, months), []).append(allocation.amount.value)
    for change in changes:
        if change.line == line.code and not _base_unknown(plan, line, change):
            pieces.setdefault(_place(plan, line, change), []).append(change.delta)
    for year in sorted({year for year, _ in pieces}, key=lambda year: (year is None, year or 0)):
        own = [(months, amounts) for (of_year, months), amounts in pieces.items() if of_year == year]
        yield BudgetPart(line.code, year, tuple(piece for months, amounts in own for piece in _slices(amounts, months)))


def _slices(amounts: Sequence[Decimal | None], months: Spread | None) -> Iterator[Slice]:
    """The known amounts together, and apart from them that there is an unknown one."""
    known = known_total(amounts)
    if known is not None:
        yield Slice(known, months)
    if None in amounts:
        yield Slice(None, months)


def _base_unknown(plan: Plan, line: Line, change: LedgerAmendment) -> bool:
    year, _ = _place(plan, line, change)
    base = [allocation.amount.value for allocation in line.allocations if allocation.year == year]
    return bool(base) and all(amount is None for amount in base)


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


def planned_by_month(parts: Sequence[BudgetPart]) -> tuple[tuple[int, Decimal | None], ...]:
    """Every phased month (number) with what is planned for it, in euro; nothing where the months are not known."""
    if (months := phased_months(parts)) is None:
        return ()
    first, last = months
    through = [planned(parts, last_day(number)).amount for number in range(first - 1, last + 1)]
    return tuple((first + at, difference(after, before)) for at, (before, after) in enumerate(pairwise(through)))
