"""Burn-down: what remains of a scope over time, as planned, as it went, and as it goes on at the present pace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pokdash.domain.account import remaining_of_accounts, split
from pokdash.domain.amended_amounts import original
from pokdash.domain.branch import Expected, forecast_days, own_branches, together, without_line
from pokdash.domain.budget import BudgetPart, budget, planned
from pokdash.domain.carry_over import carried, carried_until, carry_overs_of
from pokdash.domain.ending import ForecastEnding, Outlook, Period, ending, period
from pokdash.domain.inflow import received, received_by
from pokdash.domain.ledger import Ledger, MonthlySpending
from pokdash.domain.measure import Measuring, lines_in
from pokdash.domain.money import ZERO, cents, known_total, total
from pokdash.domain.month import first_day, last_day, month_number
from pokdash.domain.phasing import assumes_equal_months
from pokdash.domain.plan import Plan
from pokdash.domain.plan_events import Event, events
from pokdash.domain.position import Figures


@dataclass(frozen=True, slots=True)
class BurnDownPoint:
    """What remains at the end of a day, in euro."""

    day: dt.date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class BandPoint:
    """What may remain at the end of a day in the worst and in the best of 8 of 10 cases, in euro."""

    day: dt.date
    low: Decimal
    high: Decimal


Points = tuple[BurnDownPoint, ...]

__all__ = ["BandPoint", "BurnDown", "BurnDownPoint", "ForecastEnding", "Outlook", "Period", "Points", "burn_down"]


@dataclass(frozen=True, slots=True)
class BurnDown:
    """The lines of the chart; amounts in euro.

    `equal_months` is whether what is assumed of the spread over months is that they are equal.
    `original`: as `planned`, without amendments; empty where none of the scope counts on `as_of`.
    `planned`: at `first_day` all that is allocated, at every month end and on `as_of` what should remain by the
    phasing; an amendment changes it from its own date. Empty where nothing can be planned.
    `actual`: what remained at `first_day`, at every month end and at every amendment or decision on carry-over; the
    bookings of a month are drawn at its end. The last point equals `remaining` of the position, and stands where the
    ledger ends (not after `as_of`) or on a later change of the plan; a day of which it is unknown is left out. Empty
    where that is unknown, or the scope starts after that.
    `surplus`, `shortage`: from where the ledger ends on, the sum of the lines that remain above and below zero if each
    goes on as its forecast says; together they are what remains. A line without forecast stays where it is. Empty
    without a forecast, and `shortage` without a line below zero. Their bands are on the same days, empty without a
    range; `together_band` is that of what remains in all. `complete`: each line of the scope has a forecast; where that
    is not so, nobody can tell what will remain in all, and `together_band` is empty.
    `received`: what had come in by a day, on `first_day`, on each day that something came in, and on `as_of`;
    `in_hand`: what of that was left, on the days of `spent` too. Only of the whole plan, and empty where unknown.
    `committed` are the open commitments on `as_of`, `available` what is left without them.
    `spent`, `planned_spent`, `original_spent`: what was and should have been spent by a day since `first_day`, on the
    days of `actual`, `planned` and `original`; `spent` is also known where nobody gives what may be spent.
    `may_spend`: all that is allocated and carried over by decision, at `first_day`, on each day that changes it, and on
    `as_of`; a day of which it is unknown is left out.
    `events`: what is on the axis, in the order of time.
    `period`: when the money of the scope is meant to be spent, which can end before `last_day`; None without months.
    `ending`: how it ends on the last day of the period.
    """

    scope: str
    first_day: dt.date
    last_day: dt.date
    as_of: dt.date
    allocated: Decimal | None
    planned_kind: str | None
    equal_months: bool
    planned: Points
    original: Points
    actual: Points
    committed: Decimal | None
    available: Decimal | None
    surplus: Points
    surplus_band: tuple[BandPoint, ...]
    shortage: Points
    shortage_band: tuple[BandPoint, ...]
    together_band: tuple[BandPoint, ...]
    complete: bool
    spent: Points
    planned_spent: Points
    original_spent: Points
    may_spend: Points
    received: Points
    in_hand: Points
    events: tuple[Event, ...]
    period: Period | None
    ending: ForecastEnding | None


def burn_down(plan: Plan, ledger: Ledger, as_of: dt.date, scope: str = "total") -> BurnDown:
    """Draw a scope: `total`, a group or a line code; KeyError for any other.

    The axis runs from the first month to the last that is phased or booked, and at least to the reference date.
    """
    codes = frozenset(line.code for line in plan.lines_of(scope))
    spending = tuple(part for part in ledger.spending if part.line in codes)
    measuring = Measuring.of(plan, ledger, as_of)
    drawing = _Drawing(plan, ledger, as_of, lines_in(plan, scope), codes, spending, measuring)
    figures = drawing.measuring.scope(drawing.lines)
    first, last = drawing.axis()
    own = own_branches(drawing.measuring, drawing.lines)
    lines = (*own, *without_line(drawing.measuring, drawing.lines))
    days = forecast_days(lines, measuring.known_until, last_day(last))
    on = {day: [line.on(day) for line in lines] for day in days}
    complete = {branch.line for branch in own if branch.forecast} == codes
    surplus = [together((one for one in on[day] if one.amount >= 0), day) for day in days]
    by_plan = tuple(drawing.planned(first, last)) if figures.planned_to_date is not None else ()
    before = tuple(drawing.original().planned(first, last)) if drawing.amended() else ()
    shortage = _from_first_shortage([together((one for one in on[day] if one.amount < 0), day) for day in days])
    return BurnDown(
        scope=scope,
        first_day=first_day(first),
        last_day=last_day(last),
        as_of=as_of,
        allocated=figures.allocated,
        planned_kind=figures.planned_kind,
        equal_months=assumes_equal_months(plan, codes),
        planned=tuple(one.left for one in by_plan),
        original=tuple(one.left for one in before),
        actual=tuple(drawing.actual(first, figures)),
        committed=figures.committed,
        available=figures.available,
        surplus=_points(surplus),
        surplus_band=_band(surplus),
        shortage=_points(shortage),
        shortage_band=_band(shortage),
        together_band=_band([together(on[day], day) for day in days]) if complete else (),
        complete=complete,
        spent=tuple(drawing.spent(first, figures)),
        planned_spent=tuple(one.spent for one in by_plan),
        original_spent=tuple(one.spent for one in before),
        may_spend=tuple(drawing.may_spend(first, figures)),
        received=tuple(drawing.received(first)),
        in_hand=tuple(drawing.in_hand(first, figures)),
        events=events(plan, ledger, own, scope),
        period=period(drawing.measuring, drawing.lines),
        ending=ending(drawing.measuring, drawing.lines, own),
    )


def _points(expected: Iterable[Expected]) -> Points:
    return tuple(BurnDownPoint(one.day, one.amount) for one in expected)


def _band(expected: Sequence[Expected]) -> tuple[BandPoint, ...]:
    """The range on each day; none at all where it is unknown on one of them."""
    known = [BandPoint(one.day, one.low, one.high) for one in expected if one.low is not None and one.high is not None]
    return tuple(known) if len(known) == len(expected) else ()


def _from_first_shortage(points: list[Expected]) -> list[Expected]:
    below = next((number for number, point in enumerate(points) if point.amount < 0), None)
    return [] if below is None else points[max(0, below - 1) :]


@dataclass(frozen=True, slots=True)
class _ByPlan:
    """What should be left and what should be spent at the end of a day."""

    left: BurnDownPoint
    spent: BurnDownPoint


@dataclass(frozen=True, slots=True)
class _Drawing:
    plan: Plan
    ledger: Ledger
    as_of: dt.date
    lines: frozenset[str] | None
    codes: frozenset[str]
    spending: tuple[MonthlySpending, ...]
    measuring: Measuring

    def axis(self) -> tuple[int, int]:
        """First and last month (numbers)."""
        accounts = self.measuring.of_lines(self.lines)
        spreads = [piece.spread for account in accounts for piece in account.part.slices]
        booked = [month_number(part.month) for part in self.spending]
        firsts = [found.first for found in spreads if found is not None] + booked
        lasts = [found.last for found in spreads if found is not None] + booked
        if not lasts or not all(spreads):
            firsts, lasts = [*firsts, self.plan.first_year * 12], [*lasts, self.plan.last_year * 12 + 11]
        lasts += [month for code in self.codes if (month := carried_until(self.plan, self.as_of, code)) is not None]
        return min(firsts), max(*lasts, month_number(self.as_of))

    def planned(self, first: int, last: int) -> Iterator[_ByPlan]:
        """All of it at the start, and what should remain and be spent at every month end."""
        start = known_total(part.allocated for part in self._parts(min(first_day(first), self.as_of)))
        if start is not None:
            yield _ByPlan(BurnDownPoint(first_day(first), start), BurnDownPoint(first_day(first), ZERO))
        month_ends = {last_day(month) for month in range(first, last + 1)}
        for day in sorted(month_ends | ({self.as_of} if first_day(first) < self.as_of else set())):
            parts = self._parts(min(day, self.as_of))
            allocated, by_plan = known_total(part.allocated for part in parts), planned(parts, day).amount
            if allocated is not None and by_plan is not None:
                yield _ByPlan(BurnDownPoint(day, cents(allocated - by_plan)), BurnDownPoint(day, by_plan))

    def original(self) -> _Drawing:
        """The same without amendments."""
        return replace(self, plan=original(self.plan), ledger=replace(self.ledger, amendments=()))

    def amended(self) -> bool:
        """Whether an amendment of the scope counts on the reference date."""
        of_plan = ((change.line, change.on) for change in self.plan.amendments)
        of_ledger = ((change.line, change.on) for change in self.ledger.amendments)
        return any(line in self.codes and on <= self.as_of for line, on in (*of_plan, *of_ledger))

    def actual(self, first: int, figures: Figures) -> Iterator[BurnDownPoint]:
        """What remained, up to where it is known: where the ledger ends, or a change of the plan after that."""
        start, until = first_day(first), self.measuring.known_until
        if figures.remaining is None or start > until:
            return
        month_ends = self._month_ends(first)
        changes = {day for day in self._changes(start) if day <= self.as_of}
        last = max(until, *changes) if changes else until
        for day in sorted({start, *month_ends, *changes}):
            remained = self._remaining(day, booked=day in month_ends)
            if day < last and remained is not None:
                yield BurnDownPoint(day, remained)
        yield BurnDownPoint(last, figures.remaining)

    def spent(self, first: int, figures: Figures) -> Iterator[BurnDownPoint]:
        """What was spent, up to where the ledger ends; nothing where that is unknown."""
        start, until = first_day(first), self.measuring.known_until
        if figures.spent is None or start > until:
            return
        if start < until:
            yield BurnDownPoint(start, ZERO)
        for day in sorted(day for day in self._month_ends(first) if day < until):
            yield BurnDownPoint(day, total(part.spent for part in self._booked(month_number(day))))
        yield BurnDownPoint(until, figures.spent)

    def may_spend(self, first: int, figures: Figures) -> Iterator[BurnDownPoint]:
        """What there was to spend in all on the first day, on each day that changed it, and on the reference date."""
        start = first_day(first)
        days = {start, self.as_of, *(day for day in self._changes(start) if day <= self.as_of)}
        for day in sorted(days) if figures.allocated is not None and start <= self.as_of else ():
            allocated = known_total(part.allocated for part in self._parts(day))
            if allocated is not None:
                yield BurnDownPoint(day, cents(allocated + carried(self.plan, day, self.lines).net))

    def received(self, first: int) -> Iterator[BurnDownPoint]:
        """What had come in on the first day, on each day that something came in, and on the reference date."""
        flows, start = received(self.plan) if self.lines is None else None, first_day(first)
        if flows is None or start > self.as_of:
            return
        for day in sorted({start, self.as_of, *(flow.day for flow in flows if start < flow.day <= self.as_of)}):
            yield BurnDownPoint(day, received_by(flows, day))

    def in_hand(self, first: int, figures: Figures) -> Iterator[BurnDownPoint]:
        """What of the money that had come in was left; below zero where more was spent than had come in."""
        came, spent = list(self.received(first)), list(self.spent(first, figures))
        for day in sorted({point.day for point in (*came, *spent)}) if came and spent else ():
            by_then = max((point for point in came if point.day <= day), key=lambda point: point.day)
            gone = max((point for point in spent if point.day <= day), key=lambda point: point.day)
            yield BurnDownPoint(day, cents(by_then.amount - gone.amount))

    def _month_ends(self, first: int) -> set[dt.date]:
        """Up to where the ledger ends."""
        ends = (last_day(month) for month in range(first, month_number(self.as_of) + 1))
        return {
            day
            for day in ends
            if day <= max(self.measuring.known_until, last_day(month_number(self.measuring.known_until)))
        }

    def _booked(self, through: int) -> list[MonthlySpending]:
        """The bookings up to and with a month (number)."""
        return [part for part in self.spending if month_number(part.month) <= through]

    def _changes(self, start: dt.date) -> set[dt.date]:
        decided = {found.decided_on for found in carry_overs_of(self.plan, self.lines) if found.decided_on}
        by_plan = {change.on for change in self.plan.amendments if change.line in self.codes}
        by_ledger = {change.on for change in self.ledger.amendments if change.line in self.codes}
        return {day for day in decided | by_plan | by_ledger if start < day}

    def _remaining(self, day: dt.date, *, booked: bool) -> Decimal | None:
        """At the end of a day, with the bookings of earlier months and (`booked`) of the day's own month."""
        spent = self._booked(month_number(day) if booked else month_number(day) - 1)
        return remaining_of_accounts(split(self._parts(day), spent), carried(self.plan, day, self.lines).net)

    def _parts(self, day: dt.date) -> tuple[BudgetPart, ...]:
        return tuple(part for part in budget(self.plan, self.ledger.amendments, day) if part.line in self.codes)
