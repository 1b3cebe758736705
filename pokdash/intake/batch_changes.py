"""Undoing and redoing imports: one row each, nothing is ever erased."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

from pokdash.domain.actor import Action, Actor
from pokdash.intake.batch_change import MADE_WAY, invented_beside_real, make_way
from pokdash.intake.outcome import Changed, Refused, Unchanged, denied, unpublishable
from pokdash.store import Batch, Signed, Unpublishable, Writing, comparison, queries
from pokdash.store.home import Home

R = TypeVar("R")

EXAMPLES_REMOVED = "examples_removed"
"""Reason of the undo of invented bookings on request."""


def undo(home: Home, batch_id: int, actor: Actor, now: dt.datetime, reason: str) -> Changed | Refused:
    """Take a batch out of every figure from now on, for a reason; what was shown before can still be asked for."""

    def change(writing: Writing) -> Changed | Refused:
        batch = _batch(writing, batch_id)
        if isinstance(batch, Refused):
            return batch
        if not batch.live:
            return Refused("refusal.already_undone", {"batch": batch_id})
        if leaning := comparison.leaning_on(writing, batch.plan, batch_id):
            return _leans(("refusal.leaned_on", "refusal.leaned_on_several"), batch_id, leaning)
        writing.add_event(batch_id, "undone", why)
        if refused := _stranded(writing, batch):
            return refused
        return Changed(writing.generation, (batch_id,))

    if not (why := " ".join(reason.split())):
        return denied(actor, Action.UNDO) or Refused("refusal.no_reason", {"batch": batch_id})
    return _publish(home, change, Action.UNDO, actor, now)


def redo(home: Home, batch_id: int, actor: Actor, now: dt.datetime, reason: str = "") -> Changed | Refused:
    """Put an undone batch back; refused where that would count a booking twice or mix invented and real bookings."""

    def change(writing: Writing) -> Changed | Refused:
        batch = _batch(writing, batch_id)
        if isinstance(batch, Refused):
            return batch
        if refused := _no_redo(writing, batch):
            return refused
        removed = () if batch.example else make_way(writing, batch.plan, MADE_WAY)
        if comparison.doubled(writing, batch.plan, batch_id):
            return Refused("refusal.doubled", {"batch": batch_id})
        writing.add_event(batch_id, "redone", reason)
        if refused := _stranded(writing, batch):
            return refused
        version = queries.plan_version(writing, batch.plan)
        if version and comparison.homeless(writing, version.plan):
            return Refused("refusal.plan_without_line", {"batch": batch_id})
        return Changed(writing.generation, (batch_id,), removed)

    return _publish(home, change, Action.REDO, actor, now)


def remove_examples(home: Home, plan_id: str | None, actor: Actor, now: dt.datetime) -> Changed | Unchanged | Refused:
    """Undo every live batch of invented bookings, of one plan or of all."""

    def change(writing: Writing) -> Changed | Refused | Unchanged:
        plans = queries.plan_ids(writing)
        if plan_id is not None and plan_id not in plans:
            return Refused("refusal.unknown_plan", {"plan": plan_id})
        wanted = plans if plan_id is None else (plan_id,)
        removed = tuple(number for plan in wanted for number in make_way(writing, plan, EXAMPLES_REMOVED))
        return Changed(writing.generation, removed) if removed else Unchanged()

    return _publish(home, change, Action.REMOVE_EXAMPLES, actor, now)


def _publish(
    home: Home, change: Callable[[Writing], Changed | R], action: Action, actor: Actor, now: dt.datetime
) -> Changed | R | Refused:
    if refused := denied(actor, action):
        return refused

    def change_set(writing: Writing) -> Changed | R:
        outcome = change(writing)
        return outcome if isinstance(outcome, Changed) else writing.abandon(outcome)

    outcome = home.store.publish(change_set, Signed(action, actor, now))
    return unpublishable(outcome) if isinstance(outcome, Unpublishable) else outcome


def _batch(writing: Writing, batch_id: int) -> Batch | Refused:
    for one in queries.batches(writing):
        if one.number == batch_id:
            return one
    return Refused("refusal.unknown_batch", {"batch": batch_id})


def _no_redo(writing: Writing, batch: Batch) -> Refused | None:
    if batch.live:
        return Refused("refusal.already_live", {"batch": batch.number})
    if batch.example and (refused := invented_beside_real(writing, batch.plan)):
        return refused
    if needed := comparison.leaned_on(writing, batch.plan, batch.number):
        return _leans(("refusal.leans_on", "refusal.leans_on_several"), batch.number, needed)
    return None


def _stranded(writing: Writing, batch: Batch) -> Refused | None:
    """The refusal where invoices would count whose commitments, now that this batch was changed, do not."""
    pairs = comparison.stranded(writing, batch.plan, batch.number)
    if leaning := tuple(invoiced for invoiced, holder in pairs if holder == batch.number):
        return _leans(("refusal.leaned_on", "refusal.leaned_on_several"), batch.number, leaning)
    if pairs:
        first = pairs[0][0]
        needed = tuple(holder for invoiced, holder in pairs if invoiced == first)
        return _leans(("refusal.leans_on", "refusal.leans_on_several"), first, needed)
    return None


def _leans(keys: tuple[str, str], batch: int, others: tuple[int, ...]) -> Refused:
    """The refusal because of other batches; `keys` are the texts for one of those and for several."""
    return Refused(keys[len(others) > 1], {"batch": batch, "others": ", ".join(map(str, others))})
