"""Starting points: what a scenario started from, as it was shown then."""

from __future__ import annotations

from pokdash.domain.measure import Measuring
from pokdash.domain.scenario import StartingPoint
from pokdash.domain.scenario_drift import Stand
from pokdash.store import queries
from pokdash.store.answers import UnreadablePlanError
from pokdash.store.snapshot import Snapshot


def started_from(current: Snapshot, start: StartingPoint) -> Stand | None:
    """The plan and its ledger of the generation that a scenario was made on; None where these data do not know it."""
    moment = queries.published_at(current, start.generation)
    try:
        version = queries.plan_version(current, start.plan, moment) if moment else None
    except UnreadablePlanError:
        return None
    if moment is None or version is None or version.version != start.plan_version:
        return None
    return Stand.of(Measuring.of(version.plan, queries.ledger(current, start.plan, start.as_of, moment), start.as_of))
