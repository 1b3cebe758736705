"""Year burn-down: the money of one fiscal year in the form of a burn-down, so that both are drawn alike."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pokdash.domain.burn_down import BurnDown, BurnDownPoint, Points
from pokdash.domain.money import cents
from pokdash.domain.plan_events import Happening
from pokdash.domain.year_panel import YearPanel


def year_burn_down(whole: BurnDown, panel: YearPanel) -> BurnDown:
    """The burn-down of one year of the same scope.

    What is committed and what is expected are not known of a year apart, so they are left out.
    """
    happened = (event for event in whole.events if event.day.year == panel.year)
    return replace(
        whole,
        first_day=dt.date(panel.year, 1, 1),
        last_day=dt.date(panel.year, 12, 31),
        as_of=min(whole.as_of, dt.date(panel.year, 12, 31)),
        allocated=panel.budget,
        planned_kind=panel.planned_kind or whole.planned_kind,
        planned=panel.planned,
        original=(),
        actual=panel.actual,
        committed=None,
        available=None,
        surplus=(),
        surplus_band=(),
        shortage=(),
        shortage_band=(),
        together_band=(),
        complete=False,
        spent=panel.spending,
        planned_spent=_spent(panel.planned),
        original_spent=(),
        may_spend=panel.actual[:1],
        received=(),
        in_hand=(),
        events=tuple(event for event in happened if event.happening is not Happening.EMPTY),
        period=None,
        ending=None,
    )


def _spent(left: Points) -> Points:
    """What should be spent by each day, of what should be left; the first point is all there is."""
    return tuple(BurnDownPoint(point.day, cents(left[0].amount - point.amount)) for point in left)
