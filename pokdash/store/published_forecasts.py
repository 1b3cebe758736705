"""Published forecasts: what each generation expected, kept as it was computed then and never computed again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from pokdash.domain.forecast import Forecast, Method, path
from pokdash.domain.ledger import Ledger
from pokdash.domain.measure import Measuring
from pokdash.domain.plan import Plan
from pokdash.store import queries
from pokdash.store.answers import UnreadablePlanError
from pokdash.store.writing import Writing

Row = tuple[str, str, bool, dt.date, Decimal, Decimal | None, Decimal | None]
"""Line, method, whether it is the one that is shown, day, and what will have been spent by then with its range."""

_METHODS = tuple(method for method in Method if method is not Method.ACTUAL)


def publish(writing: Writing) -> None:
    """Keep what every plan expects with what is now known of it, unless exactly that was kept before."""
    for plan_id in queries.plan_ids(writing):
        made_on = queries.covered(writing, plan_id)[1]
        plan = _plan(writing, plan_id)
        if made_on is None or plan is None:
            continue
        ledger = queries.ledger(writing, plan_id, made_on)
        found = list(_rows(plan, ledger, made_on))
        about = {"plan": plan_id, "made_on": made_on, "example": ledger.example}
        if found and found != writing.rows("forecasts_made_on", about):
            writing.record_forecasts(about, found)


def _plan(writing: Writing, plan_id: str) -> Plan | None:
    try:
        version = queries.plan_version(writing, plan_id)
    except UnreadablePlanError:  # a plan of an older form, which nothing can be expected of
        return None
    return version.plan if version else None


def _rows(plan: Plan, ledger: Ledger, made_on: dt.date) -> Iterator[Row]:
    measuring = Measuring.of(plan, ledger, made_on)
    for line in sorted(line.code for line in plan.lines):
        history, shown = measuring.history(line), measuring.forecasts[line].why
        for method in sorted(_METHODS):
            for one in path(history, method):
                yield _row(line, one, shown == method)


def _row(line: str, one: Forecast, shown: bool) -> Row:  # noqa: FBT001 - a column of the row
    return line, one.method.value, shown, one.day, one.eac, one.low, one.high
