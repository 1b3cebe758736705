"""Branches: what is expected to remain of each line, month by month, up to the end of its period."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import isqrt

from pokdash.domain.carry_over import carried
from pokdash.domain.forecast import path
from pokdash.domain.measure import Measuring
from pokdash.domain.money import ZERO, cents, share, total
from pokdash.domain.month import last_day, month_number
from pokdash.domain.status import budget_after_carry_over


@dataclass(frozen=True, slots=True)
class Expected:
    """What is expected to remain at the end of a day, and in the worst and best of 8 of 10 cases; in euro.

    `low` and `high` are None where there is no range.
    """

    day: dt.date
    amount: Decimal
    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Branch:
    """What remains of one line: `now`, then what its forecast says for every month end, evenly in between.

    `as_of` is where the ledger ends, or the reference date if that is earlier. After the last of `expected` it stays as
    it is. Without a forecast nothing is expected: it stays at `now`.
    """

    line: str | None  # None: carry-over that names no line
    as_of: dt.date
    now: Decimal
    expected: tuple[Expected, ...] = ()

    @property
    def forecast(self) -> bool:
        """Whether something is known of the end."""
        return bool(self.expected)

    @property
    def end_day(self) -> dt.date:
        """The last day of its period; the reference date without a forecast."""
        return self.expected[-1].day if self.expected else self.as_of

    @property
    def at_end(self) -> Decimal:
        """What is expected to remain at the end."""
        return self.expected[-1].amount if self.expected else self.now

    def on(self, day: dt.date) -> Expected:
        """What is expected to remain at the end of a day; its range is as far from it on both sides as is expected."""
        if day <= self.as_of or not self.expected:
            return Expected(day, self.now, self.now, self.now)
        points = self._points()
        at = bisect_right(points, day, key=lambda one: one.day)
        if at == len(points):
            last = points[-1]
            return Expected(day, last.amount, last.low, last.high)
        before, after = points[at - 1], points[at]
        part = Fraction((day - before.day).days, (after.day - before.day).days)
        return Expected(
            day,
            before.amount + share(after.amount - before.amount, part),
            _between(before.low, after.low, part),
            _between(before.high, after.high, part),
        )

    @property
    def runs_empty(self) -> dt.date | None:
        """The last day on which it has not dropped below zero; None where it never passes zero for good."""
        if not self.now > ZERO > self.at_end or self.end_day <= self.as_of:
            return None
        points = self._points()
        at = max(number for number, point in enumerate(points) if point.amount >= 0)
        before, after = points[at], points[at + 1]
        days = (after.day - before.day).days
        passed = Fraction(before.amount) * days / Fraction(before.amount - after.amount)
        return before.day + dt.timedelta(days=int(passed))

    def _points(self) -> tuple[Expected, ...]:
        ahead = tuple(one for one in self.expected if one.day > self.as_of)
        start = Expected(self.as_of, self.now, self.now, self.now)
        return (start, *ahead) if ahead else (self.expected[-1],)


def _between(before: Decimal | None, after: Decimal | None, part: Fraction) -> Decimal | None:
    return None if before is None or after is None else before + share(after - before, part)


def own_branches(measuring: Measuring, lines: Collection[str] | None) -> tuple[Branch, ...]:
    """One branch for each line of a scope of which is known what remains."""
    found = (_branch(measuring, line.code) for line in measuring.plan.lines if lines is None or line.code in lines)
    return tuple(branch for branch in found if branch is not None)


def _branch(measuring: Measuring, line: str) -> Branch | None:
    figures = measuring.scope({line})
    if figures.remaining is None:
        return None
    budget, chosen = budget_after_carry_over(figures), measuring.forecasts[line].forecast
    if budget is None or chosen is None or measuring.last_month(line) is None:
        return Branch(line, measuring.known_until, figures.remaining)
    months = path(measuring.history(line), chosen.method) or (chosen,)
    expected = (
        Expected(
            one.day,
            budget - one.eac,
            None if one.high is None else budget - one.high,
            None if one.low is None else budget - one.low,
        )
        for one in months
    )
    return Branch(line, measuring.known_until, figures.remaining, tuple(expected))


def without_line(measuring: Measuring, lines: Collection[str] | None) -> tuple[Branch, ...]:
    """Money carried over for the plan as a whole, so that all branches together are what remains of the plan."""
    as_of = measuring.as_of
    of_lines = carried(measuring.plan, as_of, {line.code for line in measuring.plan.lines}).net
    net = carried(measuring.plan, as_of, lines).net - of_lines if lines is None else ZERO
    return (Branch(None, measuring.known_until, net),) if net else ()


def forecast_days(lines: Sequence[Branch], as_of: dt.date, until: dt.date) -> list[dt.date]:
    """The days to draw branches on: the reference date, month ends, and days on which a line runs empty."""
    if not any(branch.forecast for branch in lines):
        return []
    month_ends = {last_day(month) for month in range(month_number(as_of), month_number(until) + 1)}
    empty = {branch.runs_empty for branch in lines} - {None}
    return sorted(day for day in {as_of, *month_ends, *empty} if day is not None and as_of <= day <= until)


def together(parts: Iterable[Expected], day: dt.date) -> Expected:
    """What lines are expected to leave together; the range is None where that of one of them is.

    The lines are taken as independent, so the distances to low and to high add up as the root of the sum of their
    squares (the variance of a sum, by Bienaymé).
    """
    listed = list(parts)
    amount = total(part.amount for part in listed)
    below = [None if part.low is None else part.amount - part.low for part in listed]
    above = [None if part.high is None else part.high - part.amount for part in listed]
    less, more = _root(below), _root(above)
    if less is None or more is None:
        return Expected(day, amount, None, None)
    return Expected(day, amount, amount - less, amount + more)


def _root(distances: Sequence[Decimal | None]) -> Decimal | None:
    """The root of the sum of squares, to the cent; None where one is unknown."""
    known = [distance for distance in distances if distance is not None]
    if len(known) < len(distances):
        return None
    return cents(Decimal(isqrt(sum(int(distance * 100) ** 2 for distance in known))).scaleb(-2))
