"""Year panel: one fiscal year of a scope, with its budget, what was spent of it and what is left.

A panel shows all spending of its fiscal year, also that of period amounts; the share of a period amount that falls in
a year comes from the phasing and is for drawing only. The panels of a scope add up to its position.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pokdash.domain.account import remaining_of, split
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
    without a budget only where there is spending or carry-over.
    `planned`, `actual`: from 1 January. A booking outside the year is drawn on its first or last month; carry-over in
    is part of the start, carry-over out leaves after the last point. `actual` is empty before the year has started.
    `carry_overs` come into this year, `leaving` go out of it; any status.
    """

    year: int
    source_allocated: Decimal | None
    phased_allocated: Decimal | None
    phased_kind: str | None
    budget: Decimal | None
    spent: Decimal | None
    remaining: Decimal | None
    closed: bool  # a year before that of the reference date
    started: bool
    planned: tuple[BurnDownPoint, ...]
    actual: tuple[BurnDownPoint, ...]
    carry_overs: tuple[CarryOver, ...]
    leaving: tuple[CarryOver, ...]


def year_panels(plan: Plan, ledger: Ledger, as_of: dt.date, scope: str = "total") -> tuple[YearPanel, ...]:
    """A panel for every year of the plan, and for others with money or bookings; KeyError for no such scope."""
    lines = lines_in(plan, scope)
    parts = [account.part for account in Measuring.of(plan, ledger, as_of).of_lines(lines)]
    codes = {part.line for part in parts}
    booked = [part for part in ledger.spending if part.line in codes]
    moved = carry_overs_of(plan, lines)
    others = {*(part.year for part in parts if part.year is not None), *(part.fiscal_year for part in booked)}
    return tuple(
        _Year(year, parts, [part for part in booked if part.fiscal_year == year], as_of).panel(
            carried(plan, as_of, lines, year), moved, booked=ledger.spent_known
        )
        for year in sorted({*plan.years, *others})
    )


@dataclass(frozen=True, slots=True)
class _Year:
    year: int
    parts: list[BudgetPart]
    spending: list[MonthlySpending]
    as_of: dt.date

    def panel(self, carry: Carried, moved: tuple[CarryOver, ...], *, booked: bool) -> YearPanel:
        """The whole panel; `booked` False: nothing was imported, so spending is unknown."""
        phased, spent = self._phased(self._december), total(part.spent for part in self.spending)
        budget = self._budget(phased)
        left = remaining_of(budget, carry.net, spent, unknown=self._incomplete())
        return YearPanel(
            year=self.year,
            source_allocated=known_total(part.allocated for part in self._own()),
            phased_allocated=phased,
            phased_kind=planned(self._of_period(), self._december).kind if phased is not None else None,
            budget=budget,
            spent=spent if booked else None,
            remaining=left if booked else None,
            closed=self.year < self.as_of.year,
            started=self.year <= self.as_of.year,
            planned=tuple(self._planned(budget)),
            actual=tuple(self._actual(budget, carry)) if booked else (),
            carry_overs=tuple(move for move in moved if move.to_year == self.year),
            leaving=tuple(move for move in moved if move.from_year == self.year),
        )

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
        if budget is None or self.as_of < self._january:
            return
        start = cents(budget + carry.known_inward)
        last = min(self.as_of, self._december)
        if last > self._january:
            yield BurnDownPoint(self._january, start)
        for day in (*(day for day in self._month_ends() if day < last), last):
            drawn = [part for part in self.spending if day == last or month_number(part.month) <= month_number(day)]
            spent = total(part.spent for part in drawn)
            yield BurnDownPoint(day, cents(start - spent))

    def _month_ends(self) -> list[dt.date]:
        return [last_day(self.year * 12 + month) for month in range(12)]
