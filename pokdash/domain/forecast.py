"""Forecast: what a line will have spent in all on a day to come, by several methods, and which of them is shown.

In the terms of earned value: BAC is what may be spent in all (allocated + carried in − carried out), PV what was
planned by a day, AC what was spent (actual cost), ETC what is still to be spent, EAC = AC + ETC the estimate at
completion and VAC = BAC − EAC. CPI and SPI are not used: they need earned progress, and nobody enters that.

- actual: ETC = open commitments, once the period is over.
- commitment_aware: ETC = open commitments + AC on no commitment ÷ months so far × months to come, in the fiscal years
  for which something is still promised; after those AC ÷ months so far × months to come. Needs bookings in three
  different months, and open commitments. Up to a day within those years as much of the commitments counts as
  of the time.
- run_rate: ETC = AC ÷ months so far × months to come. Needs bookings in three different months.
- adviser: EAC = what an adviser expects (likely), with the adviser's own range; up to a day before the end as much of
  what is still to come as of the time.
- remaining_plan: ETC = BAC − PV; up to a day within the period PV on that day − PV now. Needs months for every
  amount.

Months count from the first month with bookings, the last one by day. No estimate is below AC + open commitments: what
was promised will be spent. Sources: Practice Standard for Earned Value Management (Project Management Institute) for
the terms and the methods without earned progress; commitment_aware is run_rate with what is promised taken as it is.

The method that is shown is the first that applies: actual; commitment_aware where there are open commitments; run_rate;
adviser; remaining_plan where the spread over the months is not an assumption of ours.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from operator import sub

from pokdash.domain.forecast_range import Margin, Stretch, margins
from pokdash.domain.ledger import Ledger
from pokdash.domain.line_history import LineHistory
from pokdash.domain.money import ZERO, cents, share, total
from pokdash.domain.month import last_day, month_number
from pokdash.domain.plan_changes import Estimate, PhasingStanding

MONTHS_NEEDED = 3
"""In how many different months something must be booked before a pace is measured."""


class Method(StrEnum):
    """How an expectation comes about; the formulas stand above."""

    ACTUAL = "actual"
    COMMITMENT_AWARE = "commitment_aware"
    RUN_RATE = "run_rate"
    ADVISER = "adviser"
    REMAINING_PLAN = "remaining_plan"


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a line is expected to have spent in all at the end of `day`, in euro.

    Between `low` and `high` it comes out in 8 of 10 cases; both are None where fewer than three whole months are known,
    or something was booked in fewer than three.
    """

    method: Method
    day: dt.date
    eac: Decimal
    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Declined:
    """Why a method says nothing: text key `forecast_declined.<why>`."""

    method: Method
    why: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The forecast that is shown, None without one, and why: text key `forecast_why.<why>`."""

    why: str
    forecast: Forecast | None = None


def known_until(ledger: Ledger, as_of: dt.date) -> dt.date:
    """Up to where time counts as passed: the reference date, or where the ledger ends if that is earlier."""
    return as_of if ledger.covered_until is None else min(as_of, ledger.covered_until)


def chosen(history: LineHistory) -> Choice:
    """The forecast of a line to the end of its period, by the method that applies first."""
    for method in Method:
        if not _declines(history, method) and _applies(history, method):
            return Choice(method.value, _forecasts(history, method, [_end(history)])[0])
    return Choice("no_end" if history.last_month is None else "too_few_months")


def by_method(history: LineHistory, method: Method, day: dt.date | None = None) -> Forecast | Declined:
    """The forecast of a line by one method, up to a day within its period or (None) to the end of it."""
    why = _declines(history, method)
    return Declined(method, why) if why else _forecasts(history, method, [_end(history) if day is None else day])[0]


def path(history: LineHistory, method: Method) -> tuple[Forecast, ...]:
    """The forecast of a line by a method for the end of every month to come, the last one that of its period.

    Empty where the method declines, or the period is over.
    """
    if _declines(history, method) or history.last_month is None:
        return ()
    months = range(month_number(history.until), history.last_month + 1)
    days = [last_day(month) for month in months if last_day(month) > history.until]
    return _forecasts(history, method, days) if days else ()


def _end(history: LineHistory) -> dt.date:
    return last_day(history.last_month or 0)


def _forecasts(history: LineHistory, method: Method, days: Sequence[dt.date]) -> tuple[Forecast, ...]:
    """The forecasts for some days, a day after the end of the period being that end; all on the same draws."""
    at = [min(day, _end(history)) for day in days]
    around: Sequence[Margin] | None = [(ZERO, ZERO)] * len(at)
    if method is Method.ADVISER and history.estimate:
        around = [_own_margin(history, history.estimate, day) for day in at]
    elif method is not Method.ACTUAL and history.months_booked < MONTHS_NEEDED:
        around = None
    elif method is not Method.ACTUAL:
        around = margins(_stretches(history, method, max(at)), [history.months_ahead(day) for day in at])
    return tuple(_forecast(history, method, day, around[number] if around else None) for number, day in enumerate(at))


def _own_margin(history: LineHistory, estimate: Estimate, day: dt.date) -> Margin:
    """The range of an adviser: up to a day before the end as much of it as of the time."""
    part = _part_of_time(history, day)
    return share(estimate.low - estimate.likely, part), share(estimate.high - estimate.likely, part)


def _part_of_time(history: LineHistory, day: dt.date) -> Fraction:
    """Which part of the time to come has passed at the end of a day."""
    ahead = history.months_ahead()
    return history.months_ahead(day) / ahead if ahead else Fraction(1)


def _forecast(history: LineHistory, method: Method, day: dt.date, around: Margin | None) -> Forecast:
    bound = history.spent + (history.committed or ZERO) if day == _end(history) else history.spent
    estimated = history.spent + _to_come(history, method, day, history.months_ahead(day))
    eac = max(estimated, bound)
    if around is None:
        return Forecast(method, day, cents(eac), None, None)
    middle = estimated if method is Method.ADVISER else eac  # what an adviser said stays as it was said
    low, high = (max(middle + far, bound) for far in around)
    return Forecast(method, day, cents(eac), cents(low), cents(high))


def _declines(history: LineHistory, method: Method) -> str | None:
    """Why a method has not enough to go by; None where it has."""
    if history.last_month is None:
        return "no_end"
    if method is Method.ACTUAL:
        return None if history.over else "running"
    return "over" if history.over else _lacks(history, method)


def _lacks(history: LineHistory, method: Method) -> str | None:
    """What a method needs and does not have while the period is running; None where it has all."""
    if method is Method.ADVISER:
        return None if history.estimate else "no_estimate"
    if method is Method.REMAINING_PLAN:
        return "no_plan" if history.budget is None or history.planned(history.until).amount is None else None
    if history.months_booked < MONTHS_NEEDED or history.first_month is None:
        return "too_few_months"
    if method is not Method.COMMITMENT_AWARE or history.committed:
        return None
    return "committed_unknown" if history.committed is None else "nothing_committed"


def _applies(history: LineHistory, method: Method) -> bool:
    """Whether a method that has enough to go by is also the one to show, if none before it is."""
    if method is Method.REMAINING_PLAN:
        return history.planned(history.until).kind != PhasingStanding.ASSUMPTION
    return True


def _at_pace(history: LineHistory, spent: Decimal, ahead: Fraction) -> Decimal:
    """What the months ahead bring if they go as the months since the first with bookings did."""
    return share(spent, ahead / history.months_so_far)


def _to_come(history: LineHistory, method: Method, day: dt.date, ahead: Fraction) -> Decimal:
    """What is still to be spent up to a day (ETC), by the formulas above."""
    if method is Method.RUN_RATE:
        return _at_pace(history, history.spent, ahead)
    if method is Method.COMMITMENT_AWARE:
        free = total(part.spent - part.invoiced for part in history.spending)
        bound = _bound_ahead(history, None)
        within = min(ahead, bound)
        promised = share(history.committed or ZERO, within / bound) if bound else history.committed or ZERO
        return promised + _at_pace(history, free, within) + _at_pace(history, history.spent, ahead - within)
    if method is Method.ADVISER and history.estimate:
        return share(history.estimate.likely - history.spent, _part_of_time(history, day))
    if method is Method.REMAINING_PLAN:
        at_end = history.last_month is not None and day == last_day(history.last_month)
        by_then = history.budget if at_end else history.planned(day).amount
        return (by_then or ZERO) - (history.planned(history.until).amount or ZERO)
    return ZERO


def _bound_ahead(history: LineHistory, day: dt.date | None) -> Fraction:
    """Months to come, up to a day or the end, of fiscal years for which something is still promised."""
    if history.committed_year is None:
        return Fraction(0)
    ahead = history.months_ahead(dt.date(history.committed_year, 12, 31))
    return min(ahead, history.months_ahead(day))


def _stretches(history: LineHistory, method: Method, day: dt.date) -> tuple[Stretch, ...]:
    """What the method leaves to chance in the months to come, and how that went in each whole month so far."""
    ahead = history.months_ahead(day)
    booked = history.by_month(lambda part: part.spent)
    if method is Method.RUN_RATE:
        return (Stretch(booked, ahead),)
    if method is Method.COMMITMENT_AWARE:
        within = _bound_ahead(history, day)
        free = history.by_month(lambda part: part.spent - part.invoiced)
        return Stretch(free, within), Stretch(booked, ahead - within)
    return (Stretch(tuple(map(sub, booked, history.planned_by_month())), ahead),)
