"""Backtest: what every method would have said on earlier days, beside what was spent by now.

A forecast is made again with the bookings that are dated up to an earlier day. Bookings that were imported later count
in it, so a backtest judges a method; what was really shown is another question (*as shown on*).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pokdash.domain.forecast import Forecast, Method, by_method
from pokdash.domain.measure import Measuring
from pokdash.domain.money import cents, total
from pokdash.domain.month import last_day, month_number

_METHODS = tuple(method for method in Method if method is not Method.ACTUAL)


@dataclass(frozen=True, slots=True)
class Tried:
    """What a method would have said of a line on `made_on` for `forecast.day`, and what `came`; amounts in euro.

    `shown` is whether it is the method that would have been shown.
    """

    line: str
    made_on: dt.date
    forecast: Forecast
    came: Decimal
    shown: bool

    @property
    def error(self) -> Decimal:
        """What was expected − what came: positive is too high."""
        return self.forecast.eac - self.came

    @property
    def within(self) -> bool | None:
        """Whether what came lies within the range; None without a range."""
        low, high = self.forecast.low, self.forecast.high
        return None if low is None or high is None else low <= self.came <= high


@dataclass(frozen=True, slots=True)
class MethodRecord:
    """How good one method was, or (`method` None) what would have been shown.

    `ranged` of the `count` forecasts had a range, `within` of those held what came. `mean_error` is the mean distance
    to what came, in euro, None without a forecast.
    """

    method: Method | None
    count: int
    ranged: int
    within: int
    mean_error: Decimal | None


def month_ends(now: Measuring) -> tuple[dt.date, ...]:
    """The month ends to try: from the first month with bookings to the last before the day up to which is known."""
    booked = [month_number(part.month) for part in now.ledger.spending]
    until = month_number(now.known_until)
    return tuple(last_day(month) for month in range(min(booked, default=until), until))


def as_known(then: Measuring) -> Measuring:
    """The same without what an adviser expected later than that day."""
    known = tuple(one for one in then.plan.estimates if one.assumption.on <= then.as_of)
    if known == then.plan.estimates:
        return then
    return Measuring.of(then.plan.model_copy(update={"estimates": known}), then.ledger, then.as_of)


def backtest(now: Measuring, earlier: Iterable[Measuring]) -> tuple[Tried, ...]:
    """Every forecast that a method could make of a line on the earlier days, up to `now` or the end of its period."""
    known = (as_known(then) for then in earlier)
    return tuple(tried for then in known for line in now.plan.lines for tried in _tried(now, then, line.code))


def _tried(now: Measuring, then: Measuring, line: str) -> Iterator[Tried]:
    known, came = then.history(line), now.history(line).spent
    for method in _METHODS:
        found = by_method(known, method, now.known_until)
        if isinstance(found, Forecast):
            yield Tried(line, then.as_of, found, came, then.forecasts[line].why == method)


def records(tried: Sequence[Tried]) -> tuple[MethodRecord, ...]:
    """How good what would have been shown was, and then every method."""
    of_methods = (_record(method, [one for one in tried if one.forecast.method is method]) for method in _METHODS)
    return (_record(None, [one for one in tried if one.shown]), *of_methods)


def _record(method: Method | None, tried: Sequence[Tried]) -> MethodRecord:
    judged = [one.within for one in tried if one.within is not None]
    mean = cents(total(abs(one.error) for one in tried) / len(tried)) if tried else None
    return MethodRecord(method, len(tried), len(judged), sum(judged), mean)
