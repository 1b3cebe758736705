"""Ending: where each line will stand at the end of its period if it goes on at its pace; lines are never netted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from pokdash.domain.carry_over import carried
from pokdash.domain.measure import Measuring
from pokdash.domain.money import ZERO, cents, share, total
from pokdash.domain.month import last_day, month_number
from pokdash.domain.status import expected_shortage


@dataclass(frozen=True, slots=True)
class Branch:
    """What remains of one line: `now` on `as_of`, then evenly to `at_end` on its last day, then flat; in euro.

    `forecast` is False where nothing is known of the end, so that `at_end` only repeats `now`.
    """

    line: str | None  # None: carry-over that names no line
    as_of: dt.date
    now: Decimal
    end_day: dt.date
    at_end: Decimal
    forecast: bool

    def remaining(self, day: dt.date) -> Decimal:
        """What is expected to remain at the end of a day."""
        if day <= self.as_of:
            return self.now
        if day >= self.end_day:
            return self.at_end
        return self.now + share(self.at_end - self.now, Fraction((day - self.as_of).days, self._days))

    @property
    def runs_empty(self) -> dt.date | None:
        """The last day on which it has not dropped below zero; None where it never passes zero."""
        if not self.now > ZERO > self.at_end or self._days <= 0:
            return None
        return self.as_of + dt.timedelta(days=int(Fraction(self.now) * self._days / Fraction(self.now - self.at_end)))

    @property
    def _days(self) -> int:
        return (self.end_day - self.as_of).days


class Outlook(StrEnum):
    """How sure the end of a period is."""

    RUNNING = "running"  # the period goes on after the reference date
    AWAITED = "awaited"  # it is over, but the ledger does not cover all of it: its end is still an expectation
    FINAL = "final"  # it is over and covered: its end is what was spent


@dataclass(frozen=True, slots=True)
class Period:
    """The period of a scope: its last day is the last day over which the amounts of its lines are spread."""

    last_day: dt.date
    outlook: Outlook


@dataclass(frozen=True, slots=True)
class ForecastEnding:
    """The lines at the end of their period, in euro; lines with money left and lines short are kept apart.

    A line without a forecast that is overspent is short: that much is certain. `paced` is False where such lines are
    all there is, so that the shortage is what is overspent now and says nothing about the pace.
    """

    surplus: Decimal
    surplus_lines: tuple[str, ...]
    shortage: Decimal  # 0 or more
    shortage_lines: tuple[str, ...]
    unknown: Decimal  # what remains now of the other lines without a forecast
    unknown_lines: tuple[str, ...]
    unmeasured_lines: tuple[str, ...]  # of these it is not even known what remains now
    without_line: Decimal  # carried over for the plan as a whole
    paced: bool


def period(measuring: Measuring, lines: Collection[str] | None) -> Period | None:
    """The period of some lines, or (None) of the plan; None where not one line has months.

    A line without months beside lines that have them runs to the end of the plan.
    """
    months = [measuring.last_month(line.code) for line in measuring.plan.lines if lines is None or line.code in lines]
    if not any(months):
        return None
    end = last_day(max(month or measuring.plan.last_year * 12 + 11 for month in months))
    if measuring.as_of < end:
        return Period(end, Outlook.RUNNING)
    covered = measuring.ledger.covered_until
    return Period(end, Outlook.FINAL if covered is not None and covered >= end else Outlook.AWAITED)


def branches(measuring: Measuring, lines: Collection[str] | None) -> tuple[Branch, ...]:
    """One branch per line of a scope of which is known what remains; none at all where no line has a forecast."""
    found = [_branch(measuring, line.code) for line in measuring.plan.lines if lines is None or line.code in lines]
    known = [branch for branch in found if branch is not None]
    if not any(branch.forecast for branch in known):
        return ()
    return (*known, *_without_line(measuring, lines))


def _branch(measuring: Measuring, line: str) -> Branch | None:
    figures = measuring.scope({line})
    if figures.remaining is None:
        return None
    short = expected_shortage(figures)
    last_month = measuring.last_month(line)
    if short is None or last_month is None:
        return Branch(line, measuring.as_of, figures.remaining, measuring.as_of, figures.remaining, forecast=False)
    return Branch(line, measuring.as_of, figures.remaining, last_day(last_month), -short, forecast=True)


def _without_line(measuring: Measuring, lines: Collection[str] | None) -> tuple[Branch, ...]:
    """Money carried over for the plan as a whole, so that all branches together are what remains of the plan."""
    as_of = measuring.as_of
    of_lines = carried(measuring.plan, as_of, {line.code for line in measuring.plan.lines}).net
    net = carried(measuring.plan, as_of, lines).net - of_lines if lines is None else ZERO
    return (Branch(None, as_of, net, as_of, net, forecast=False),) if net else ()


def forecast_days(lines: Sequence[Branch], as_of: dt.date, until: dt.date) -> list[dt.date]:
    """The days to draw branches on: the reference date, month ends, and days on which a line runs empty."""
    if not lines:
        return []
    month_ends = {last_day(month) for month in range(month_number(as_of), month_number(until) + 1)}
    empty = {branch.runs_empty for branch in lines} - {None}
    return sorted(day for day in {as_of, *month_ends, *empty} if day is not None and as_of <= day <= until)


def ending(measuring: Measuring, lines: Collection[str] | None) -> ForecastEnding | None:
    """The expected ending of a scope's lines; None where no line has a forecast and none is overspent."""
    codes = [line.code for line in measuring.plan.lines if lines is None or line.code in lines]
    own = {code: branch for code in codes if (branch := _branch(measuring, code)) is not None}
    ends = {code: branch.at_end for code, branch in own.items() if branch.forecast or branch.now < ZERO}
    if not ends:
        return None
    return ForecastEnding(
        surplus=total(max(ZERO, amount) for amount in ends.values()),
        surplus_lines=tuple(line for line, amount in ends.items() if amount > 0),
        shortage=cents(-total(min(ZERO, amount) for amount in ends.values())),
        shortage_lines=tuple(line for line, amount in ends.items() if amount < 0),
        unknown=total(branch.now for code, branch in own.items() if code not in ends),
        unknown_lines=tuple(code for code in own if code not in ends),
        unmeasured_lines=tuple(code for code in codes if code not in own),
        without_line=total(branch.now for branch in _without_line(measuring, lines)),
        paced=any(branch.forecast for branch in own.values()),
    )
