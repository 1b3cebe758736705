"""Starting points: what a scenario started from, as it was shown then."""

from __future__ import annotations

from pokdash.domain.measure import Measuring
from pokdash.domain.scenario import StartingPoint
from pokdash.domain.what_if import Baseline
from pokdash.domain.what_if_baseline import baseline
from pokdash.store import queries
from pokdash.store.snapshot import Snapshot


def started_from(current: Snapshot, start: StartingPoint) -> Baseline | None:
    """The plan and its ledger of the generation that a scenario was made on; None where these data do not know it."""
    moment = queries.published_at(current, start.generation)
    version = queries.plan_version(current, start.plan, moment) if moment else None
    if moment is None or version is None or version.version != start.plan_version:
        return None
    return baseline(Measuring.of(version.plan, queries.ledger(current, start.plan, start.as_of, moment), start.as_of))
