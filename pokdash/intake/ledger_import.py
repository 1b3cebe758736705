"""The one path by which a ledger file becomes figures: read, check, publish."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from pokdash.domain.actor import Action, Actor
from pokdash.domain.plan import Plan
from pokdash.intake.batch_change import DUTCH, MADE_WAY, invented_beside_real, make_way
from pokdash.intake.outcome import Imported, OnChange, Params, Refused, denied, unpublishable
from pokdash.intake.row_comparison import compared
from pokdash.ledger import HEADINGS, RowProblem, Rows, read_ledger
from pokdash.store import NewBatch, NoSnapshot, PlanVersion, Readable, Signed, Unpublishable, Writing, queries
from pokdash.store.home import Home
from pokdash.texts import text


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """A file that someone hands in."""

    name: str
    content: bytes


def import_ledger(  # noqa: PLR0913 - who, when, and what is asked
    home: Home, path: Path, plan_id: str, actor: Actor, now: dt.datetime, *, on_change: OnChange = OnChange.REFUSE
) -> Imported | Refused:
    """Import a file from disk, as `import_file` does."""
    if refused := denied(actor, Action.IMPORT):
        return refused
    try:
        file = LedgerFile(path.name, path.read_bytes())
    except OSError:
        return Refused("refusal.file_unreadable", {"file": path.name})
    return import_file(home, file, plan_id, actor, now, on_change=on_change)


def import_file(  # noqa: PLR0913 - who, when, and what is asked
    home: Home, file: LedgerFile, plan_id: str, actor: Actor, now: dt.datetime, *, on_change: OnChange = OnChange.REFUSE
) -> Imported | Refused:
    """Import a file in the own layout into a plan's ledger: all of it, or nothing with everything that is wrong.

    A booking that a live batch has with other contents is wrong, left as it was, or corrected (`on_change`). The first
    real file of a plan takes the place of its invented bookings, in the same publication.
    """
    if refused := denied(actor, Action.IMPORT):
        return refused
    sha256 = hashlib.sha256(file.content).hexdigest()
    version = _version(home, plan_id, sha256)
    if isinstance(version, Refused):
        return version
    reading = read_ledger(file.content, version.plan)
    rows = reading.rows
    if rows is None:
        return _wrong_rows(file.name, reading.problems, reading.problem_count)
    if refused := _impossible_coverage(rows, version.plan, now):
        return refused
    batch = NewBatch(
        plan_id, rows.example, file.name, sha256, rows.covered_until, rows.count, rows.total,
        changed="correct" if on_change is OnChange.CORRECT else "leave",
        reversal=text(DUTCH, "intake.reversal", batch="{batch}", row="{row}"),
    )  # fmt: skip

    def change(writing: Writing) -> Imported | Refused:
        refused = _already_live(writing, plan_id, sha256) or _outdated(writing, plan_id, version)
        outcome = refused or _add(writing, batch, rows.table, on_change)
        if isinstance(outcome, Refused):
            return writing.abandon(outcome)
        home.keep(file.content)
        return outcome

    signed = Signed(Action.IMPORT, actor, now)
    outcome = home.store.publish(change, signed, extra_bytes=len(file.content))
    return unpublishable(outcome) if isinstance(outcome, Unpublishable) else outcome


def _version(home: Home, plan_id: str, sha256: str) -> PlanVersion | Refused:
    """The plan that a file is read for; refused where there is none, or where its ledger holds this file already."""
    snapshot = home.store.snapshot()
    if isinstance(snapshot, NoSnapshot) and snapshot != NoSnapshot():
        return Refused(snapshot.key, dict(snapshot.params))
    version = None if isinstance(snapshot, NoSnapshot) else queries.plan_version(snapshot, plan_id)
    if isinstance(snapshot, NoSnapshot) or version is None:
        return Refused("refusal.unknown_plan", {"plan": plan_id})
    return _already_live(snapshot, plan_id, sha256) or version


def _add(writing: Writing, batch: NewBatch, bookings: pa.Table, on_change: OnChange) -> Imported | Refused:
    if batch.example and (refused := invented_beside_real(writing, batch.plan)):
        return refused
    removed = () if batch.example else make_way(writing, batch.plan, MADE_WAY)
    writing.stage(batch.plan, bookings)
    beside = compared(writing, batch.plan, on_change, HEADINGS)
    if beside.problems:
        return _wrong_rows(batch.file_name, beside.problems, beside.problem_count)
    added = writing.add_batch(batch)
    return Imported(
        writing.generation,
        added.number,
        batch.plan,
        batch.example,
        batch.covered_until,
        batch.rows_read,
        added.rows_known,
        batch.total_read,
        removed,
        added.rows_left_out,
        batch.rows_rejected,
        beside.changed,
        beside.changed_count,
        on_change,
    )


def _wrong_rows(name: str, problems: tuple[RowProblem, ...], count: int) -> Refused:
    return Refused("refusal.rows", {"file": name, "count": count}, problems, count)


def _already_live(data: Readable, plan_id: str, sha256: str) -> Refused | None:
    for one in queries.batches(data, plan_id):
        if one.live and one.file_sha256 == sha256:
            known: Params = {"batch": one.number, "name": one.actor_name, "when": one.recorded_at}
            return Refused("refusal.already_imported", known)
    return None


def _impossible_coverage(rows: Rows, plan: Plan, now: dt.datetime) -> Refused | None:
    """A ledger cannot be complete up to a day that is still to come (an invented one can), nor end before its plan."""
    today, start = now.astimezone().date(), dt.date(plan.first_year, 1, 1)
    until = rows.covered_until
    known: Params = {"covered_until": until.isoformat(), "today": today.isoformat(), "start": start.isoformat()}
    if until > today and not rows.example:
        return Refused("refusal.covers_future", known)
    return Refused("refusal.covers_nothing", known) if until < start else None


def _outdated(writing: Writing, plan_id: str, version: PlanVersion) -> Refused | None:
    now = queries.plan_version(writing, plan_id)
    same = now is not None and now.version == version.version
    return None if same else Refused("refusal.plan_changed", {"plan": plan_id})
