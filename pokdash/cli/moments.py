"""Dates, moments and ports as they are typed; ValueError for what cannot be read, which the parser puts into words."""

from __future__ import annotations

import datetime as dt

from pokdash.domain.month import month_number


def day(text: str) -> dt.date:
    """A reference date, written 2026-09-30."""
    return dt.date.fromisoformat(text)


def month(text: str) -> int:
    """The number of a month that is written 2026-07 (see `domain.month`)."""
    return month_number(dt.date.fromisoformat(f"{text}-01"))


def moment(text: str) -> dt.datetime:
    """An ISO date or time as UTC: a date means the end of that day, without a zone the clock of this machine counts."""
    try:
        found = dt.datetime.combine(dt.date.fromisoformat(text), dt.time.max)
    except ValueError:
        found = dt.datetime.fromisoformat(text)
    try:
        return found.astimezone(dt.UTC)
    except OverflowError as error:
        raise ValueError(text) from error


def port(text: str) -> int:
    """A port number between 1 and 65535."""
    number = int(text)
    if not 1 <= number <= 65535:
        raise ValueError(text)
    return number
