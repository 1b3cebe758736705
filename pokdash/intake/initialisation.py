"""Setting up an installation, and bringing it up to date: the plans, the example ledgers, a repair where needed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pokdash.domain.actor import Action, Actor
from pokdash.intake.ledger_import import import_ledger
from pokdash.intake.outcome import Imported, Initialised, Refused, denied, unpublishable
from pokdash.intake.plans import load_plans
from pokdash.store import NoSnapshot, Signed, Unpublishable, queries
from pokdash.store.home import DATA, Home


def initialise(
    home: Home, actor: Actor, now: dt.datetime, *, examples: bool = True, data: Path = DATA
) -> Initialised | Refused:
    """Load the plans and, for a plan that never had a ledger, its invented one.

    Where nothing changed it does nothing, and refuses nobody.
    A store of which the newest generation is damaged is repaired first: published again, whole, from its journal.
    """
    repaired = home.store.damaged()
    if repaired and (refused := _repair(home, actor, now)):
        return refused
    plans = load_plans(home, data / "plans", actor, now)
    if isinstance(plans, Refused):
        return plans
    outcomes = _examples(home, actor, now, data / "examples") if examples else {}
    snapshot = home.store.snapshot()
    return Initialised(
        plans,
        tuple(one for one in outcomes.values() if isinstance(one, Imported)),
        tuple((plan_id, one) for plan_id, one in outcomes.items() if isinstance(one, Refused)),
        None if isinstance(snapshot, NoSnapshot) else snapshot.generation,
        repaired,
    )


def _repair(home: Home, actor: Actor, now: dt.datetime) -> Refused | None:
    if refused := denied(actor, Action.LOAD_PLANS):
        return refused
    outcome = home.store.publish(lambda _: None, Signed(Action.LOAD_PLANS, actor, now))
    return unpublishable(outcome) if isinstance(outcome, Unpublishable) else None


def _examples(home: Home, actor: Actor, now: dt.datetime, folder: Path) -> dict[str, Imported | Refused]:
    snapshot = home.store.snapshot()
    if isinstance(snapshot, NoSnapshot):
        return {}
    return {
        plan_id: import_ledger(home, path, plan_id, actor, now)
        for plan_id in queries.plan_ids(snapshot)
        if (path := folder / f"{plan_id}.csv").exists() and not queries.batches(snapshot, plan_id)
    }
