"""Cached reads: one set of figures per plan, published snapshot and reference date, shared by every viewer."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from pokdash.domain.backtest import Tried, backtest, month_ends
from pokdash.domain.burn_down import BurnDown, burn_down
from pokdash.domain.checks import Check, checks
from pokdash.domain.ending import period
from pokdash.domain.ledger import Booking, Ledger
from pokdash.domain.line_forecast import PlanForecast, plan_forecast
from pokdash.domain.measure import Measuring, default_as_of, position
from pokdash.domain.meeting import DataVersion
from pokdash.domain.plan import Plan
from pokdash.domain.position import Position
from pokdash.domain.scenario import StartingPoint
from pokdash.domain.scenario_drift import Stand
from pokdash.domain.track_record import compared_on, published
from pokdash.domain.what_if import Baseline
from pokdash.domain.what_if_baseline import baseline
from pokdash.domain.year_panel import YearPanel, year_panels
from pokdash.store import PlanVersion, Snapshot, UnreadablePlanError, queries
from pokdash.store.starting_points import started_from
from pokdash.ui.session import LAST_DAY, TOTAL, Known


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a page needs to know of one plan at one reference date."""

    version: PlanVersion
    plan: Plan
    ledger: Ledger
    position: Position
    checks: tuple[Check, ...]


def _identity(current: Snapshot) -> str:
    return current.checksum


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What a scenario starts from, and the last day of the period of the plan."""

    baseline: Baseline
    last_day: dt.date


_LOG = logging.getLogger(__name__)
_BY_CHECKSUM: dict[str | type[Any], Callable[[Any], Any]] = {Snapshot: _identity}


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=_BY_CHECKSUM)
def facts(current: Snapshot, plan_id: str, as_of: dt.date) -> Facts:
    """Plan, ledger, position and checks of a plan at a reference date; LookupError for a plan that is not there."""
    version = queries.plan_version(current, plan_id)
    if version is None:
        raise LookupError(plan_id)
    ledger = queries.ledger(current, plan_id, as_of)
    measured = position(version.plan, version.version, ledger, as_of)
    return Facts(version, version.plan, ledger, measured, checks(version.plan, measured, ledger))


@st.cache_resource(max_entries=128, show_spinner=False, hash_funcs=_BY_CHECKSUM)
def drawn(
    current: Snapshot, plan_id: str, as_of: dt.date, scope: str = TOTAL
) -> tuple[BurnDown, tuple[YearPanel, ...]]:
    """Burn-down and year panels of a scope (`total`, a group or a line)."""
    known = facts(current, plan_id, as_of)
    panels = year_panels(known.plan, known.ledger, as_of, scope, closed_years(current, plan_id, as_of))
    return burn_down(known.plan, known.ledger, as_of, scope), panels


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=_BY_CHECKSUM)
def closed_years(current: Snapshot, plan_id: str, as_of: dt.date) -> dict[int, tuple[Plan, Ledger]]:
    """What was shown when each earlier year was closed."""
    return queries.closed_years(current, plan_id, as_of)


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=_BY_CHECKSUM)
def expected(current: Snapshot, plan_id: str, as_of: dt.date) -> PlanForecast:
    """How every line of a plan is expected to end, and when it runs empty."""
    known = facts(current, plan_id, as_of)
    return plan_forecast(Measuring.of(known.plan, known.ledger, as_of))


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=_BY_CHECKSUM)
def what_if(current: Snapshot, plan_id: str, as_of: dt.date) -> WhatIf:
    """What a scenario of a plan starts from, and the last day of its period."""
    known = facts(current, plan_id, as_of)
    measuring = Measuring.of(known.plan, known.ledger, as_of)
    ends = period(measuring, None)
    return WhatIf(baseline(measuring), ends.last_day if ends else dt.date(known.plan.last_year, 12, 31))


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=_BY_CHECKSUM | {StartingPoint: str})
def began(current: Snapshot, start: StartingPoint) -> Stand | None:
    """What a scenario started from, as it was shown then; None where these data do not know that."""
    return started_from(current, start)


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=_BY_CHECKSUM | {DataVersion: str})
def as_it_was(current: Snapshot, plan_id: str, on: dt.date, version: DataVersion | None) -> Position | None:
    """The position that was shown on a day in a version of these data; None where that cannot be known any more.

    Without a version, what these data say of that day.
    """
    then = current if version is None else current.as_shown(version)
    if then is None:
        return None
    as_of = on if version is None else default_as_of(queries.coverage(then, plan_id), on)
    try:
        return facts(then, plan_id, as_of).position
    except (LookupError, UnreadablePlanError):
        return None


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was expected of the lines at earlier dates, with what came by `day`: published then, or computed again."""

    day: dt.date
    published: tuple[Tried, ...]
    recalculated: tuple[Tried, ...]


_QUARTERS = 8
"""How many quarter ends are computed again."""


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=_BY_CHECKSUM)
def earlier(current: Snapshot, plan_id: str, as_of: dt.date) -> Earlier:
    """What was expected earlier of the last month end that is known."""
    plan, until = facts(current, plan_id, as_of).plan, facts(current, plan_id, as_of).position.known_until
    day = compared_on(until)
    came = queries.ledger(current, plan_id, day)
    now = Measuring.of(plan, came, day)
    days = [one for one in month_ends(now) if one.month % 3 == 0][-_QUARTERS:]
    then = (Measuring.of(plan, queries.ledger(current, plan_id, one), one) for one in days)
    if not came.spent_known:
        return Earlier(day, (), ())
    found = queries.published_forecasts(current, plan_id, day, example=came.example)
    kept = published(found, came, day)
    return Earlier(day, kept, backtest(now, then))


LISTED = 1000
"""How many expenditures or commitments of a scope are read for a list: the newest."""


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=_BY_CHECKSUM)
def bookings(current: Snapshot, plan_id: str, as_of: dt.date, scope: str, kind: str) -> tuple[Booking, ...]:
    """The live bookings of one kind behind a scope's figures, newest first.

    Of the expenditures the newest `LISTED`, of the commitments the bookings of the newest `LISTED`.
    """
    lines = tuple(line.code for line in facts(current, plan_id, as_of).plan.lines_of(scope))
    if kind == "commitment":
        return queries.commitment_bookings(current, plan_id, lines, as_of, LISTED)
    return queries.bookings(
        current, plan_id, lines, as_of, kinds=(kind,), limit=LISTED if kind == "expenditure" else None
    )


@dataclass(frozen=True, slots=True)
class There:
    """What can be looked at: the plans, largest total first; `unreadable` are those recorded in an outdated form."""

    known: Known
    plans: dict[str, Plan]
    unreadable: tuple[str, ...]


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs=_BY_CHECKSUM)
def there(current: Snapshot, today: dt.date) -> There:
    """The plans with their lines and default reference dates; a plan that cannot be read is left out and named."""
    read = {plan_id: _plan(current, plan_id) for plan_id in queries.plan_ids(current)}
    plans = {plan_id: plan for plan_id, plan in read.items() if plan is not None}
    ordered = tuple(sorted(plans, key=lambda plan_id: (-(plans[plan_id].total.value or 0), plan_id)))
    scopes = {
        plan_id: frozenset({TOTAL, *(g.code for g in plan.groups), *(line.code for line in plan.lines)})
        for plan_id, plan in plans.items()
    }
    as_of = {plan_id: min(default_as_of(queries.coverage(current, plan_id), today), LAST_DAY) for plan_id in ordered}
    known = Known(ordered, scopes.__getitem__, as_of.__getitem__, lambda plan_id: plans[plan_id].years)
    return There(known, {plan_id: plans[plan_id] for plan_id in ordered}, tuple(read.keys() - plans.keys()))


def _plan(current: Snapshot, plan_id: str) -> Plan | None:
    try:
        version = queries.plan_version(current, plan_id)
    except UnreadablePlanError:
        _LOG.exception(plan_id)
        return None
    return version.plan if version else None
