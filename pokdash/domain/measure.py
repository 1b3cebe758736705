"""Measure: the position of a plan, its one definition, from the plan, the ledger and a reference date.

Where a figure of a sum has an unknown part it is None, unless the part is listed in `excluded`. Figures use all the
bookings that the ledger has up to the reference date, also where that date lies beyond what the ledger covers. The
forecast and the status then take time as passed only up to where the ledger covers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Self

from pokdash.domain.account import Account, accounts, figures, open_commitments, remaining_of_accounts
from pokdash.domain.budget import planned
from pokdash.domain.carry_over import carried, carried_until
from pokdash.domain.exclusion import excluded
from pokdash.domain.forecast import Choice, Method, chosen, known_until
from pokdash.domain.ledger import Ledger
from pokdash.domain.line_history import LineHistory
from pokdash.domain.money import ZERO, difference, known_total, strict_total, total
from pokdash.domain.month import last_day
from pokdash.domain.plan import Group, Line, Plan
from pokdash.domain.position import (
    Figures,
    GroupPosition,
    LinePosition,
    Position,
    Status,
    Unphased,
    YearPosition,
)
from pokdash.domain.status import Circumstances, holding_gates, status_of


def default_as_of(covered_until: dt.date | None, today: dt.date) -> dt.date:
    """The reference date when nobody chose one: the last date that the ledger covers, else today."""
    return covered_until or today


def position(plan: Plan, plan_version: int, ledger: Ledger, as_of: dt.date) -> Position:
    """All figures at a reference date; `ledger` holds the bookings up to that date."""
    measuring = Measuring.of(plan, ledger, as_of)
    total_figures = measuring.scope(None)
    total_status, total_planned = measuring.judged(total_figures, None)
    return Position(
        plan=plan.id,
        plan_version=plan_version,
        as_of=as_of,
        covered_until=ledger.covered_until,
        known_until=measuring.known_until,
        generation=ledger.generation,
        example=ledger.example,
        total=total_figures,
        total_status=total_status,
        total_planned=total_planned,
        groups=tuple(measuring.group(group) for group in plan.groups),
        lines=tuple(measuring.line(line) for line in plan.lines),
        years=measuring.years(),
        unphased=measuring.unphased(),
        excluded=excluded(plan, ledger, as_of),
    )


@dataclass(frozen=True, slots=True)
class Measuring:
    """A plan and its ledger at a reference date, split into accounts, ready to be added up per scope."""

    plan: Plan
    ledger: Ledger
    as_of: dt.date
    accounts: tuple[Account, ...]
    forecasts: Mapping[str, Choice]  # by line, to the end of its phased months

    @classmethod
    def of(cls, plan: Plan, ledger: Ledger, as_of: dt.date) -> Self:
        """Split a plan and its ledger at a reference date."""
        split = cls(plan, ledger, as_of, accounts(plan, ledger, as_of), {})
        return replace(split, forecasts={line.code: split._forecast(line.code) for line in plan.lines})

    def scope(self, lines: Collection[str] | None) -> Figures:
        """Figures of some lines together, or (None) of the plan; the forecast is None if that of one line is."""
        return figures(
            self.of_lines(lines),
            carried(self.plan, self.as_of, lines),
            self.as_of,
            self.ledger,
            strict_total(_eac(self.forecasts[line.code]) for line in self.plan.lines if _in(line, lines)),
        )

    def of_lines(self, lines: Collection[str] | None) -> list[Account]:
        """The accounts of some lines, or (None) of all."""
        return [account for account in self.accounts if lines is None or account.part.line in lines]

    def history(self, line: str) -> LineHistory:
        """What a forecast of one line may use."""
        own = self.of_lines({line})
        allocated = known_total(account.part.allocated for account in own)
        return LineHistory(
            parts=tuple(account.part for account in own),
            budget=None if allocated is None else allocated + carried(self.plan, self.as_of, {line}).net,
            spending=tuple(part for part in self.ledger.spending if part.line == line),
            committed=total(account.committed for account in own) if self.ledger.committed_known else None,
            committed_year=max(
                (year for of, year, amount in open_commitments(self.ledger) if of == line and amount), default=None
            ),
            until=self.known_until,
            estimate=next((one for one in self.plan.estimates if one.line == line), None),
            carried_until=carried_until(self.plan, self.as_of, line),
        )

    def _forecast(self, line: str) -> Choice:
        return chosen(self.history(line)) if self.ledger.spent_known else Choice("no_data")

    def last_month(self, line: str) -> int | None:
        """The month (number) in which the period of one line ends; None where one of its amounts has no months."""
        return self.history(line).last_month

    def line(self, line: Line) -> LinePosition:
        """Figures and status of one line."""
        measured = self.scope({line.code})
        judged = self.judged(measured, {line.code})
        return LinePosition(line.code, line.name, line.group, measured, *judged, self.forecasts[line.code])

    def group(self, group: Group) -> GroupPosition:
        """Figures of a group; its status by the rules of a line, on the figures of the group."""
        codes = {line.code for line in self.plan.lines if line.group == group.code}
        measured = self.scope(codes)
        return GroupPosition(group.code, group.name.nl, measured, *self.judged(measured, codes))

    def judged(self, measured: Figures, lines: Collection[str] | None) -> tuple[Status, Decimal | None]:
        """The status of some lines together, or (None) of the plan, by the rules of one line, and what was planned.

        Both take time as passed up to where the ledger covers, so that no status comes from bookings not there yet.
        """
        by_plan = planned([account.part for account in self.of_lines(lines)], self.known_until).amount
        pace = difference(by_plan, measured.spent)
        circumstances = Circumstances(
            booked=any(lines is None or part.line in lines for part in self.ledger.spending),
            started=self._started(by_plan, lines),
            measured=all(
                self.forecasts[line.code].why != Method.REMAINING_PLAN for line in self.plan.lines if _in(line, lines)
            ),
            held=bool(holding_gates(self.plan, [line.code for line in self.plan.lines if _in(line, lines)])),
        )
        return status_of(measured, pace, circumstances, self.plan.thresholds), by_plan

    @property
    def known_until(self) -> dt.date:
        """Up to where the status takes time as passed."""
        return known_until(self.ledger, self.as_of)

    def _started(self, by_plan: Decimal | None, lines: Collection[str] | None) -> bool:
        spreads = [piece.spread for account in self.of_lines(lines) for piece in account.part.slices]
        first_months = [last_day(found.first) for found in spreads if found is not None]
        return (by_plan or ZERO) > 0 or any(day < self.known_until for day in first_months)

    def years(self) -> tuple[YearPosition, ...]:
        """The years of the plan, and other fiscal years for which lines with amounts per year have money or bookings.

        A year holds the amounts that sources give to it, and the spending and commitments that count against them.
        With the unphased money the years add up to the total. Its forecast is what was spent, once it is over.
        """
        found = {account.part.year for account in self.accounts if account.part.year is not None}
        return tuple(YearPosition(year, self._year(year)) for year in sorted({*self.plan.years, *found}))

    def _year(self, year: int) -> Figures:
        chosen = [account for account in self.accounts if account.part.year == year]
        spent = total(account.spent for account in chosen)
        over = year < self.as_of.year and any(account.part.slices or account.spent for account in chosen)
        return figures(
            chosen,
            carried(self.plan, self.as_of, None, year),
            self.as_of,
            self.ledger,
            spent if over else None,
        )

    def unphased(self) -> Unphased:
        """The money of lines with an amount for a whole period; 0.00 where the plan has none."""
        chosen = [account for account in self.accounts if account.part.year is None]
        booked = self.ledger.spent_known
        return Unphased(
            allocated=known_total(account.part.allocated for account in chosen) if chosen else ZERO,
            spent=total(account.spent for account in chosen) if booked else None,
            remaining=_unphased_remaining(chosen) if booked else None,
        )


def lines_in(plan: Plan, scope: str) -> frozenset[str] | None:
    """The line codes of a scope (`total`, group or line code); None for the whole plan; KeyError for no such scope."""
    codes = frozenset(line.code for line in plan.lines_of(scope))
    return None if scope == "total" else codes


def _unphased_remaining(chosen: Sequence[Account]) -> Decimal | None:
    return remaining_of_accounts(chosen, ZERO) if chosen else ZERO


def _in(line: Line, lines: Collection[str] | None) -> bool:
    return lines is None or line.code in lines


def _eac(choice: Choice) -> Decimal | None:
    return None if choice.forecast is None else choice.forecast.eac
