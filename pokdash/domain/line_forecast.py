"""Line forecast: how every line of a plan ends, when it runs empty, and which pace would end it exactly."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pokdash.domain.branch import own_branches
from pokdash.domain.ending import ForecastEnding, ending
from pokdash.domain.forecast import Choice, Declined, Forecast, Method, by_method
from pokdash.domain.line_history import LineHistory
from pokdash.domain.measure import Measuring
from pokdash.domain.money import ZERO, share


@dataclass(frozen=True, slots=True)
class LineForecast:
    """The forecast of one line, and what every method says.

    `empty_on`: the last day on which it is not below zero, if it goes as expected; None where it never gets there, or
    is there already. `needed_per_month`: what may be spent each month to come to end at exactly nothing, in euro; None
    where nothing is left, that is unknown, or the period is over.
    """

    line: str
    choice: Choice
    methods: tuple[Forecast | Declined, ...]
    empty_on: dt.date | None
    needed_per_month: Decimal | None


@dataclass(frozen=True, slots=True)
class PlanForecast:
    """The forecasts of all lines, and how they end together: what is left and what is short, never netted."""

    lines: tuple[LineForecast, ...]
    ending: ForecastEnding | None


def plan_forecast(measuring: Measuring) -> PlanForecast:
    """The forecasts of a plan and its ledger at a reference date."""
    own = own_branches(measuring, None)
    empty = {branch.line: branch.runs_empty for branch in own}
    found = [
        LineForecast(
            line.code,
            measuring.forecasts[line.code],
            tuple(by_method(measuring.history(line.code), method) for method in Method if measuring.ledger.spent_known),
            empty.get(line.code),
            None if measuring.scope({line.code}).remaining is None else needed_per_month(measuring.history(line.code)),
        )
        for line in measuring.plan.lines
    ]
    return PlanForecast(tuple(found), ending(measuring, None, own))


def needed_per_month(history: LineHistory) -> Decimal | None:
    """(BAC − AC) ÷ months to come, in euro a month; None where that is no pace that can be kept.

    None too where what is promised already leaves nothing. With less than a month to come it is all that is left.
    """
    ahead = history.months_ahead()
    if history.budget is None or history.budget <= history.spent + (history.committed or ZERO) or not ahead:
        return None
    return share(history.budget - history.spent, 1 / max(Fraction(1), ahead))
