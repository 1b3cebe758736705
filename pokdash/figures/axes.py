"""Axes: where the ticks stand and what they say, in the notation of the language."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal

from pokdash.texts import euro, short_month, text

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_MILLION = Decimal(1_000_000)
Ticks = tuple[list[float], list[str]]
DayTicks = tuple[list[str], list[str]]


def money_ticks(low: float, high: float, language: str, *, most: int = 6) -> Ticks:
    """Round amounts from `low` to `high`, at most `most` on a side of zero, in full: `€ 1,5 mln` or `€ 500.000`."""
    step = _step(max(high, -low, 1.0), most)
    first, last = math.ceil(low / float(step)), math.floor(high / float(step))
    amounts = [step * number for number in range(first, last + 1)]
    return [float(amount) for amount in amounts], [_written(amount, step, amounts[-1], language) for amount in amounts]


def _step(high: float, most: int) -> Decimal:
    power = Decimal(10) ** math.floor(math.log10(high / most))
    return next(factor * power for factor in _STEPS if float(factor * power) * most >= high)


def _written(amount: Decimal, step: Decimal, largest: Decimal, language: str) -> str:
    if largest < _MILLION or not amount:
        return euro(amount, language)
    decimals = max(0, -(step / _MILLION).normalize().as_tuple().exponent)  # type: ignore[operator]  # never NaN
    shown = f"{amount / _MILLION:.{decimals}f}"
    return text(language, "chart.million", amount=shown if language == "en" else shown.replace(".", ","))


def year_starts(first: dt.date, last: dt.date) -> list[dt.date]:
    """The first of January of every year after the one in which the axis starts."""
    return [dt.date(year, 1, 1) for year in range(first.year + 1, last.year + 1)]


def month_ticks(first: dt.date, last: dt.date, language: str, *, narrow: bool) -> DayTicks:
    """Months along the axis: January with its year, and July or every quarter where there is room."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    room = 4 if narrow else 8
    every = next((step for step in (3, 6, 12, 24, 60) if months / step <= room), 120)
    shown = [day for day in _months(first, last) if ((day.year * 12 + day.month - 1) % every) == 0]
    return [day.isoformat() for day in shown], [_month_label(day, first, language, narrow=narrow) for day in shown]


def _months(first: dt.date, last: dt.date) -> list[dt.date]:
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [dt.date(number // 12, number % 12 + 1, 1) for number in numbers]


def _month_label(day: dt.date, first: dt.date, language: str, *, narrow: bool) -> str:
    name = short_month(day, language)
    if day.month != 1 and day != first.replace(day=1):
        return name
    return f"{name} ’{day.year % 100:02}" if narrow else f"{name} {day.year}"
