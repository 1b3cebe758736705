"""Ending: where each line will stand at the end of its period if it goes on at its pace; lines are never netted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pokdash.domain.branch import Branch, Expected, together, without_line
from pokdash.domain.measure import Measuring
from pokdash.domain.money import ZERO, cents, total
from pokdash.domain.month import last_day


class Outlook(StrEnum):
    """How sure the end of a period is."""

    RUNNING = "running"  # the period goes on after the reference date
    AWAITED = "awaited"  # it is over, but not all is booked yet, or something is still promised: still an expectation
    FINAL = "final"  # it is over and covered, and nothing is promised any more: its end is what was spent


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
    surplus_range: tuple[Decimal, Decimal] | None  # in 8 of 10 cases; None where that of one line is not known
    surplus_lines: tuple[str, ...]
    shortage: Decimal  # 0 or more
    shortage_range: tuple[Decimal, Decimal] | None  # from small to large
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
    settled = covered is not None and covered >= end and not measuring.scope(lines).committed
    return Period(end, Outlook.FINAL if settled else Outlook.AWAITED)


def ending(measuring: Measuring, lines: Collection[str] | None, own: Sequence[Branch]) -> ForecastEnding | None:
    """The expected ending of a scope's lines, given their own branches.

    None where no line has a forecast and none is overspent.
    """
    ends = [branch for branch in own if branch.forecast or branch.now < ZERO]
    if not ends:
        return None
    over, short = ([one for one in ends if one.at_end > 0], [one for one in ends if one.at_end < 0])
    surplus, shortage = _at_end(over), _at_end(short)
    unknown = [branch for branch in own if branch not in ends]
    codes = [line.code for line in measuring.plan.lines if lines is None or line.code in lines]
    known = {branch.line for branch in own}
    return ForecastEnding(
        surplus=surplus.amount,
        surplus_range=_range(surplus.low, surplus.high),
        surplus_lines=_lines(over),
        shortage=cents(-shortage.amount),
        shortage_range=_range(_negated(shortage.high), _negated(shortage.low)),
        shortage_lines=_lines(short),
        unknown=total(branch.now for branch in unknown),
        unknown_lines=_lines(unknown),
        unmeasured_lines=tuple(code for code in codes if code not in known),
        without_line=total(branch.now for branch in without_line(measuring, lines)),
        paced=any(branch.forecast for branch in own),
    )


def _at_end(found: Sequence[Branch]) -> Expected:
    end = max((branch.end_day for branch in found), default=dt.date.min)
    return together([branch.on(end) if branch.end_day > branch.as_of else _last(branch) for branch in found], end)


def _last(branch: Branch) -> Expected:
    return branch.expected[-1] if branch.expected else branch.on(branch.as_of)


def _range(low: Decimal | None, high: Decimal | None) -> tuple[Decimal, Decimal] | None:
    """At least nothing is left of a surplus, and at least nothing is short."""
    return None if low is None or high is None else (max(ZERO, low), max(ZERO, high))


def _negated(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else -amount


def _lines(found: Sequence[Branch]) -> tuple[str, ...]:
    return tuple(branch.line for branch in found if branch.line is not None)
