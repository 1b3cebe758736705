"""Monthly points: the burn-down of a scope or of one of its years, by month, as a table or a file holds it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from pokdash.domain.burn_down import BurnDown, BurnDownPoint
from pokdash.domain.month import month_number
from pokdash.domain.year_panel import YearPanel


@dataclass(frozen=True, slots=True)
class MonthlyPoint:
    """What remains at the end of a month (number), in the month of the reference date on that day; in euro.

    `committed` are the open commitments, only where `actual` ends. `surplus` and `shortage` are what lines are
    expected to have left and to be short, `forecast` what that is together; `low` and `high` its range, all three only
    where each line has a forecast. `spent` is what
    was spent by then since the axis begins. None is unknown, or nothing.
    """

    month: int
    planned: Decimal | None = None
    original: Decimal | None = None
    actual: Decimal | None = None
    committed: Decimal | None = None
    surplus: Decimal | None = None
    shortage: Decimal | None = None
    forecast: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    spent: Decimal | None = None


def monthly(burn: BurnDown) -> tuple[MonthlyPoint, ...]:
    """The points of the burn-down of a scope."""
    months = range(month_number(burn.first_day), month_number(burn.last_day) + 1)
    planned, original = (_by_month(points, burn.as_of) for points in (burn.planned, burn.original))
    actual = _by_month(burn.actual)
    surplus, shortage, spent = _by_month(burn.surplus), _by_month(burn.shortage), _by_month(burn.spent)
    found = [
        MonthlyPoint(
            month=month,
            planned=planned.get(month),
            original=original.get(month),
            actual=actual.get(month),
            surplus=surplus.get(month),
            shortage=shortage.get(month),
            forecast=_sum(surplus.get(month), shortage.get(month)) if burn.complete else None,
            spent=spent.get(month),
        )
        for month in months
    ]
    now = month_number(burn.actual[-1].day if burn.actual else burn.as_of)
    ranges = {month_number(one.day): one for one in burn.together_band}
    return tuple(
        replace(
            point,
            committed=burn.committed if point.month == now else None,
            low=ranges[point.month].low if point.month in ranges else None,
            high=ranges[point.month].high if point.month in ranges else None,
        )
        for point in found
    )


def monthly_of_year(panel: YearPanel) -> tuple[MonthlyPoint, ...]:
    """The points of one year; a forecast of a part of the money is not made."""
    planned, actual, spent = (_by_month(points) for points in (panel.planned, panel.actual, panel.spending))
    months = range(panel.year * 12, panel.year * 12 + 12)
    return tuple(
        MonthlyPoint(month, planned=planned.get(month), actual=actual.get(month), spent=spent.get(month))
        for month in months
    )


def _by_month(points: Iterable[BurnDownPoint], as_of: dt.date | None = None) -> dict[int, Decimal]:
    """The last point of each month, so that the opening of the axis on its first day makes way for the month end.

    Of the month of `as_of` it is the point on that day, where there is one.
    """
    listed = list(points)
    on_day = {month_number(point.day): point.amount for point in listed if point.day == as_of}
    return {month_number(point.day): point.amount for point in listed} | on_day


def _sum(surplus: Decimal | None, shortage: Decimal | None) -> Decimal | None:
    return surplus if shortage is None or surplus is None else surplus + shortage
