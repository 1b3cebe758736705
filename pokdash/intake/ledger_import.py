"""The one path by which a ledger file becomes figures: read, check, publish."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

from pokdash.domain.actor import Action, Actor
from pokdash.intake.home import Home
from pokdash.intake.outcome import Imported, Refused, denied, unpublishable
from pokdash.intake.row_comparison import row_problems
from pokdash.ledger import Rows, read_ledger
from pokdash.store import Abandon, NewBatch, NoSnapshot, PlanVersion, Readable, Unpublishable, Writing, queries

MADE_WAY = "first_real_import"
"""Reason of the undo of invented bookings that make way for real ones."""


def import_ledger(home: Home, path: Path, plan_id: str, actor: Actor, now: dt.datetime) -> Imported | Refused:
    """Import a file in the own layout into a plan's ledger: all of it, or nothing with everything that is wrong.

    The first real file of a plan takes the place of its invented bookings, in the same publication.
    """
    if refused := denied(actor, Action.IMPORT):
        return refused
    try:
        content = path.read_bytes()
    except OSError:
        return Refused("refusal.file_unreadable", {"file": path.name})
    return import_content(home, content, path.name, plan_id, actor, now)


def import_content(
    home: Home, content: bytes, file_name: str, plan_id: str, actor: Actor, now: dt.datetime
) -> Imported | Refused:
    """Import the bytes of a file, as `import_ledger` does."""
    if refused := denied(actor, Action.IMPORT):
        return refused
    snapshot = home.store.snapshot()
    version = None if isinstance(snapshot, NoSnapshot) else queries.plan_version(snapshot, plan_id)
    if isinstance(snapshot, NoSnapshot) or version is None:
        return Refused("refusal.unknown_plan", {"plan": plan_id})
    sha256 = hashlib.sha256(content).hexdigest()
    if refused := _already_live(snapshot, plan_id, sha256):
        return refused
    reading = read_ledger(content, version.plan)
    if reading.rows is None:
        count = reading.problem_count
        return Refused("refusal.rows", {"file": file_name, "count": count}, reading.problems, count)
    rows = reading.rows
    batch = NewBatch(plan_id, rows.example, file_name, sha256, rows.covered_until, rows.count, rows.total)

    def change(writing: Writing) -> Imported | Abandon[Refused]:
        refused = _already_live(writing, plan_id, sha256) or _outdated(writing, plan_id, version)
        outcome = refused or _add(writing, batch, rows)
        if isinstance(outcome, Refused):
            return Abandon(outcome)
        home.keep(content)
        return outcome

    outcome = home.store.publish(change, Action.IMPORT, actor, now, extra_bytes=len(content))
    if isinstance(outcome, Unpublishable):
        return unpublishable(outcome)
    return outcome.why if isinstance(outcome, Abandon) else outcome.result


def make_way(writing: Writing, plan_id: str, reason: str) -> tuple[int, ...]:
    """Undo every live batch of invented bookings of a plan; which ones."""
    examples = tuple(sorted(one.number for one in queries.batches(writing, plan_id) if one.live and one.example))
    for number in examples:
        writing.add_event(number, "undone", reason)
    return examples


def invented_beside_real(data: Readable, plan_id: str) -> Refused | None:
    """The refusal of invented bookings for a plan that has real ones."""
    if any(one.live and not one.example for one in queries.batches(data, plan_id)):
        return Refused("refusal.invented_beside_real", {"plan": plan_id})
    return None


def _add(writing: Writing, batch: NewBatch, rows: Rows) -> Imported | Refused:
    if batch.example and (refused := invented_beside_real(writing, batch.plan)):
        return refused
    removed = () if batch.example else make_way(writing, batch.plan, MADE_WAY)
    writing.stage(batch.plan, rows.table)
    problems, count = row_problems(writing, batch.plan)
    if problems:
        return Refused("refusal.rows", {"file": batch.file_name, "count": count}, problems, count)
    number, duplicates = writing.add_batch(batch)
    return Imported(
        writing.generation,
        number,
        batch.plan,
        batch.example,
        batch.covered_until,
        batch.rows_read,
        duplicates,
        batch.total_read,
        removed,
    )


def _already_live(data: Readable, plan_id: str, sha256: str) -> Refused | None:
    for one in queries.batches(data, plan_id):
        if one.live and one.file_sha256 == sha256:
            when = one.recorded_at.isoformat(timespec="minutes")
            return Refused("refusal.already_imported", {"batch": one.number, "name": one.actor_name, "when": when})
    return None


def _outdated(writing: Writing, plan_id: str, version: PlanVersion) -> Refused | None:
    now = queries.plan_version(writing, plan_id)
    same = now is not None and now.version == version.version
    return None if same else Refused("refusal.plan_changed", {"plan": plan_id})
