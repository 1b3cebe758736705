"""The commands that show what was imported: every batch with what became of it, and the rows that were not loaded."""

from __future__ import annotations

import argparse

from pokdash.cli import as_json
from pokdash.cli.desk import Desk
from pokdash.cli.problems import row_problems_table
from pokdash.cli.rejected_file import write_rejected
from pokdash.cli.table import text_table
from pokdash.ledger import RowProblem
from pokdash.store import Batch, Snapshot, queries
from pokdash.texts import has_text

_NAMES = (
    "id", "plan", "kind", "file", "profile", "covered_until", "read", "loaded", "left_out", "rejected", "total", "back"
)  # fmt: skip


def batches(args: argparse.Namespace, desk: Desk) -> int:
    """List every import, newest first, with what became of it and why."""
    if (snapshot := desk.opened()) is None:
        return 1
    found = queries.batches(snapshot)
    if args.json:
        print(as_json.written([_content(batch, desk) for batch in found]))
        return 0
    if not found:
        desk.speech.tell("cli.batches.none")
        return 0
    header = [desk.speech.say(f"cli.batches.{name}") for name in (*_NAMES, "imported", "state")]
    print(text_table(header, [_row(batch, desk) for batch in found], right=[0, 6, 7, 8, 9, 10, 11]))
    return 0


def rejected(args: argparse.Namespace, desk: Desk) -> int:
    """List what was wrong with the rows of an import that were not loaded, or put that in a file."""
    if (snapshot := desk.opened()) is None:
        return 1
    if args.batch not in {batch.number for batch in queries.batches(snapshot)}:
        return desk.speech.refuse("refusal.unknown_batch", batch=args.batch)
    found = kept_problems(snapshot, args.batch)
    if args.out:
        write_rejected(found, args.out, desk.speech)
        desk.speech.tell("cli.batches.rejected_written", file=args.out, count=len(found))
    elif args.json:
        print(as_json.written([as_json.row_problem_content(problem, desk.speech) for problem in found]))
    elif found:
        print(row_problems_table(found, desk.speech))
    else:
        desk.speech.tell("cli.batches.none_rejected", batch=args.batch)
    return 0


def kept_problems(snapshot: Snapshot, batch: int) -> tuple[RowProblem, ...]:
    """What was wrong with the rows that an import did not load, all of it, in the order of the file."""
    return tuple(
        RowProblem(row.source_row, row.column, row.found, row.reason, row.params)
        for row in queries.rejected_rows(snapshot, batch)
    )


def _row(batch: Batch, desk: Desk) -> list[str]:
    speech = desk.speech
    state = "undone" if not batch.live else "redone" if batch.changed_at else "live"
    now = speech.say(f"cli.batches.{state}", moment=batch.changed_at, name=batch.changed_by)
    why = _why(batch, desk)
    return [
        str(batch.number),
        batch.plan,
        speech.say("cli.batches.example" if batch.example else "cli.batches.real"),
        batch.file_name,
        batch.profile or speech.say("cli.batches.own_layout"),
        batch.covered_until.isoformat(),
        *(str(count) for count in (batch.rows_read, batch.rows_loaded, batch.rows_left_out, batch.rows_rejected)),
        speech.amount(batch.total_loaded),
        speech.amount(batch.total_reversed),
        speech.say("cli.batches.by", moment=batch.recorded_at, name=batch.actor_name),
        f"{now}: {why}" if why else now,
    ]


def _why(batch: Batch, desk: Desk) -> str | None:
    """The reason of the last undo or redo: as a person wrote it, or in words where the program gave it."""
    key = f"undo_reason.{batch.changed_why}"
    return desk.speech.say(key) if has_text(key) else batch.changed_why


def _content(batch: Batch, desk: Desk) -> dict[str, object]:
    return {
        "batch": batch.number,
        "plan": batch.plan,
        "example": batch.example,
        "file": batch.file_name,
        "sha256": batch.file_sha256,
        "kept": str(desk.home.kept(batch.file_sha256, batch.file_extension)),
        "profile": batch.profile,
        "profile_toml": batch.profile_toml,
        "covered_until": batch.covered_until.isoformat(),
        "imported_at": batch.recorded_at.isoformat(),
        "imported_by": batch.actor_name,
        "rows_read": batch.rows_read,
        "rows_loaded": batch.rows_loaded,
        "rows_left_out": batch.rows_left_out,
        "rows_rejected": batch.rows_rejected,
        "total": as_json.amount(batch.total_read),
        "total_loaded": as_json.amount(batch.total_loaded),
        "total_reversed": as_json.amount(batch.total_reversed),
        "changed_bookings": batch.changed,
        "live": batch.live,
        "changed_at": batch.changed_at.isoformat() if batch.changed_at else None,
        "changed_by": batch.changed_by,
        "why": _why(batch, desk) or None,
    }
