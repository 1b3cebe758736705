"""Calendar months as consecutive numbers (year × 12 + month − 1), so that months can be counted and subtracted."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from fractions import Fraction


def month_number(day: dt.date) -> int:
    """The number of the calendar month that a day lies in."""
    return day.year * 12 + day.month - 1


def parsed_month(written: str) -> int:
    """The number of a month that is written as 2025-07."""
    year, month = written.split("-")
    return int(year) * 12 + int(month) - 1


def first_day(number: int) -> dt.date:
    """The first day of a month."""
    return dt.date(number // 12, number % 12 + 1, 1)


def last_day(number: int) -> dt.date:
    """The last day of a month."""
    year, month = number // 12, number % 12 + 1
    return dt.date(year, month, monthrange(year, month)[1])


def elapsed_share(day: dt.date) -> Fraction:
    """The part of its month that has passed at the end of a day: 15 April is 15/30."""
    return Fraction(day.day, monthrange(day.year, day.month)[1])


def months_through(first: int, day: dt.date) -> Fraction:
    """Months from the start of month `first` to the end of `day`, with the days of the last month as a fraction."""
    return month_number(day) - first + elapsed_share(day)
