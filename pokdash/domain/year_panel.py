"""Year panel: one fiscal year of a scope, with its budget, what was spent of it and what is left.

A panel shows all spending of its fiscal year, also that of period amounts; the share of a period amount that falls in
a year comes from the phasing and is for drawing only. The panels of a scope add up to its position.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pokdash.domain.account import remaining_of, remaining_of_accounts, split
from pokdash.domain.budget import BudgetPart, planned
from pokdash.domain.burn_down import BurnDownPoint
from pokdash.domain.carry_over import Carried, carried, carry_overs_of
from pokdash.domain.ledger import Ledger, MonthlySpending
from pokdash.domain.measure import Measuring, lines_in
from pokdash.domain.money import ZERO, cents, difference, known_total, total
from pokdash.domain.month import last_day, month_number
from pokdash.domain.plan import Plan
from pokdash.domain.plan_changes import CarryOver


@dataclass(frozen=True, slots=True)
class YearPanel:
    """One fiscal year; amounts in euro, None is not given or unknown.

    `source_allocated`: amounts that sources give for this year. `phased_allocated`: the share of period amounts by
    the phasing (0.00 where their months lie in other years; None without period amounts or without their months).
    `budget`: both together. `remaining`: budget + decided carry-over − spent, so that years add up to what remains;
    without a budget only where there is spending or carry-over. `own_remaining`: what is left of the amounts
    that sources give for this year, with the carry-over; the rest of `remaining` is of money without a year, of which
    the phasing says how much was meant for this one. None without such amounts.
    `planned`, `actual` and `spending` (what was spent by a day): from 1 January. A booking outside the year is drawn on
    its first or last month; carry-over in is part of the start, carry-over out leaves after the last point. Before the
    year has started the last two are empty. Of a closed year these are drawn as they were shown when it was closed,
    where that is known; `shown` is then what was left in that drawing, if more than carry-over has changed it since.
    `carry_overs` come into this year, `leaving` go out of it; any status.
    """

    year: int
    source_allocated: Decimal | None
    phased_allocated: Decimal | None
    phased_kind: str | None
    planned_kind: str | None  # of the whole budget of the year
    budget: Decimal | None
    spent: Decimal | None
    remaining: Decimal | None
    own_remaining: Decimal | None
    closed: bool  # a year before that of the reference date, of which all spending was imported
    started: bool
    planned: tuple[BurnDownPoint, ...]
    actual: tuple[BurnDownPoint, ...]
    carry_overs: tuple[CarryOver, ...]
    leaving: tuple[CarryOver, ...]
    spending: tuple[BurnDownPoint, ...] = ()
    shown: Decimal | None = None


Closed = Mapping[int, tuple[Plan, Ledger]]
"""The plan and the ledger as they were shown when a year was closed, by year."""


def year_panels(
    plan: Plan, ledger: Ledger, as_of: dt.date, scope: str = "total", closed: Closed | None = None
) -> tuple[YearPanel, ...]:
    """A panel for every year of the plan, and for others with money or bookings; KeyError for no such scope.

    A year of `closed` is drawn with what was known then; its figures are those of now.
    """
    now = _panels(plan, ledger, as_of, scope)
    return tuple(_as_shown(panel, (closed or {}).get(panel.year), as_of, scope) for panel in now)


def _as_shown(now: YearPanel, then: tuple[Plan, Ledger] | None, as_of: dt.date, scope: str) -> YearPanel:
    if then is None or not now.closed:
        return now
    try:
        drawn = next((one for one in _panels(*then, _shown_then(then[1], as_of), scope) if one.year == now.year), None)
    except KeyError:  # the plan did not have this line or group yet
        drawn = None
    if drawn is None:
        return now
    moved = difference(_before_carry_over(now), _before_carry_over(drawn))
    return replace(
        now,
        planned=drawn.planned,
        planned_kind=drawn.planned_kind,
        actual=drawn.actual,
        spending=drawn.spending,
        shown=drawn.remaining if moved else None,
    )


def _shown_then(ledger: Ledger, as_of: dt.date) -> dt.date:
    """The reference date that the version in which a year was closed was shown with."""
    return as_of if ledger.covered_until is None else min(as_of, ledger.covered_until)


def _before_carry_over(panel: YearPanel) -> Decimal | None:
    """What was spent less than the budget, whatever was carried over since."""
    return difference(panel.budget, panel.spent)


def _panels(plan: Plan, ledger: Ledger, as_of: dt.date, scope: str) -> tuple[YearPanel, ...]:
    lines = lines_in(plan, scope)
    parts = [account.part for account in Measuring.of(plan, ledger, as_of).of_lines(lines)]
    codes = {part.line for part in parts}
    booked = [part for part in ledger.spending if part.line in codes]
    moved = carry_overs_of(plan, lines)
    others = {*(part.year for part in parts if part.year is not None), *(part.fiscal_year for part in booked)}
    return tuple(
        _Year(year, parts, [part for part in booked if part.fiscal_year == year], as_of, ledger.covered_until).panel(
            carried(plan, as_of, lines, year), moved
        )
        for year in sorted({*plan.years, *others})
    )


@dataclass(frozen=True, slots=True)
class _Year:
    year: int
    parts: list[BudgetPart]
    spending: list[MonthlySpending]
    as_of: dt.date
    covered: dt.date | None  # up to when spending is known; None where nothing was imported

    def panel(self, carry: Carried, moved: tuple[CarryOver, ...]) -> YearPanel:
        """The whole panel."""
        booked = self.covered is not None
        phased, spent = self._phased(self._december), total(part.spent for part in self.spending)
        budget = self._budget(phased)
        left = remaining_of(budget, carry.net, spent, unknown=self._incomplete())
        return YearPanel(
            year=self.year,
            source_allocated=known_total(part.allocated for part in self._own()),
            phased_allocated=phased,
            phased_kind=planned(self._of_period(), self._december).kind if phased is not None else None,
            planned_kind=planned([*self._own(), *self._of_period()], self._december).kind,
            budget=budget,
            spent=spent if booked else None,
            remaining=left if booked else None,
            own_remaining=self._own_remaining(carry) if booked else None,
            closed=self.covered is not None and self._december <= min(self.covered, self.as_of - dt.timedelta(days=1)),
            started=self.year <= self.as_of.year,
            planned=tuple(self._planned(budget)),
            actual=tuple(self._actual(budget, carry)) if booked else (),
            carry_overs=tuple(move for move in moved if move.to_year == self.year),
            leaving=tuple(move for move in moved if move.from_year == self.year),
            spending=tuple(self._spending()) if booked else (),
        )

    def _own_remaining(self, carry: Carried) -> Decimal | None:
        own = [account for account in split(self.parts, self.spending) if account.part.year == self.year]
        if all(account.part.allocated is None for account in own):
            return None
        return remaining_of_accounts(own, carry.net)

    @property
    def _january(self) -> dt.date:
        return dt.date(self.year, 1, 1)

    @property
    def _december(self) -> dt.date:
        return dt.date(self.year, 12, 31)

    def _own(self) -> list[BudgetPart]:
        return [part for part in self.parts if part.year == self.year]

    def _of_period(self) -> list[BudgetPart]:
        return [part for part in self.parts if part.year is None]

    def _phased(self, day: dt.date) -> Decimal | None:
        """The share of period amounts from 1 January to a day of this year."""
        before = planned(self._of_period(), self._january - dt.timedelta(days=1)).amount
        return difference(planned(self._of_period(), day).amount, before)

    def _unspreadable(self) -> bool:
        """Whether a period amount is known that has no months, so that no year's share of it can be told."""
        return self._phased(self._december) is None and any(part.allocated is not None for part in self._of_period())

    def _incomplete(self) -> bool:
        """Whether what is left cannot be told: a period amount without months, or spending of an unknown amount."""
        return self._unspreadable() or any(account.of_unknown for account in split(self.parts, self.spending))

    def _budget(self, phased: Decimal | None) -> Decimal | None:
        return None if self._unspreadable() else known_total([*(part.allocated for part in self._own()), phased])

    def _planned(self, budget: Decimal | None) -> Iterator[BurnDownPoint]:
        if budget is None:
            return
        yield BurnDownPoint(self._january, budget)
        for day in self._month_ends():
            own = planned(self._own(), day).amount or ZERO
            yield BurnDownPoint(day, cents(budget - own - (self._phased(day) or ZERO)))

    def _actual(self, budget: Decimal | None, carry: Carried) -> Iterator[BurnDownPoint]:
        if budget is not None:
            start = cents(budget + carry.known_inward)
            for point in self._spending():
                yield BurnDownPoint(point.day, cents(start - point.amount))

    def _spending(self) -> Iterator[BurnDownPoint]:
        last = min(self.as_of, self._december, self.covered or self.as_of)
        if last < self._january:
            return
        if last > self._january:
            yield BurnDownPoint(self._january, ZERO)
        for day in (*(day for day in self._month_ends() if day < last), last):
            drawn = [part for part in self.spending if day == last or month_number(part.month) <= month_number(day)]
            yield BurnDownPoint(day, total(part.spent for part in drawn))

    def _month_ends(self) -> list[dt.date]:
        return [last_day(self.year * 12 + month) for month in range(12)]


def are_divided(plan: Plan, panels: Sequence[YearPanel]) -> bool:
    """Whether a source gives amounts per year or a period to divide over years; else no year has a budget."""
    named = any(panel.source_allocated is not None for panel in panels)
    return named or any(line.allocations[0].period for line in plan.lines)
