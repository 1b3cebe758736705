"""The change that an import makes: examples make way, rows are compared with what is live, the batch is added."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa

from pokdash.domain.plan import Plan
from pokdash.intake.already_there import already_live, nothing_new
from pokdash.intake.coverage import cover, impossible_coverage
from pokdash.intake.examined import Examined, Request
from pokdash.intake.kept_file import extension_of
from pokdash.intake.outcome import Imported, OnChange, Refused
from pokdash.intake.row_comparison import Compared, compared
from pokdash.ledger import RowProblem, layout
from pokdash.ledger.profile import instructions, write_profile
from pokdash.store import NewBatch, Readable, UsedProfile, Writing, queries
from pokdash.texts import text

DUTCH = "nl"
"""Language of the descriptions that an import itself writes into the ledger."""
MADE_WAY = "first_real_import"
"""Reason of the undo of invented bookings that make way for real ones."""


@dataclass(frozen=True, slots=True)
class PlannedBatch:
    """Everything that adding a batch needs.

    `entries` and `rejected` are Arrow IPC streams on disk, `headings` is what each field is called in the file, and
    `size` about how many bytes it adds.
    """

    plan: Plan
    batch: NewBatch
    entries: Path
    rejected: Path
    on_change: OnChange
    headings: Mapping[str, str]
    size: int
    keep_good_rows: bool

    def add(self, writing: Writing) -> Imported | Refused:
        """Add the batch to the generation being written; refused where something moved, or contradicts what is live."""
        batch = self.batch
        refused = already_live(writing, batch.plan, batch.file_sha256) or _outdated(writing, self.plan)
        if refused or (batch.example and (refused := invented_beside_real(writing, batch.plan))):
            return refused
        removed = () if batch.example else make_way(writing, batch.plan, MADE_WAY)
        covered = queries.covered(writing, batch.plan)
        takes_back = self.on_change is OnChange.CORRECT and not self.batch.rows_rejected
        beside = self._beside(writing, take_back=takes_back)
        if takes_back and beside.missing and self.keep_good_rows:  # a row that is set aside may be what is missed
            takes_back = False
            beside = self._beside(writing, take_back=False)
        if beside.problems:
            good = self._good_part(writing, beside)
            if good is None:
                return replace(
                    wrong_rows(batch.file_name, beside.problems, beside.problem_count),
                    gone=beside.gone,
                    gone_count=beside.gone_count,
                    gone_total=beside.gone_total,
                )
            batch = good
        added = writing.add_batch(batch)
        if refused := nothing_new(writing, batch, added, beside, covered):
            return refused
        if self.batch.rows_rejected:
            with _stream(self.rejected) as rejected:
                writing.add_rejected(added.number, rejected)
        if beside.missing:
            writing.add_set_aside(added.number, self.headings.get("commitment_number"))
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
            self.on_change,
            added.total_known,
            beside.problems,
            beside.gone,
            beside.gone_count,
            beside.gone_total,
            gone_reversed=takes_back,
            total_reversed=added.total_reversed,
        )

    def _beside(self, writing: Writing, *, take_back: bool) -> Compared:
        """What the rows change beside what is live; `take_back`: what is not in the file any more is reversed."""
        with _stream(self.entries) as entries:
            writing.stage(self.batch.plan, entries, cover(writing, self.batch, take_back=take_back))
        return compared(writing, self.batch.plan, self.on_change, self.headings)

    def _good_part(self, writing: Writing, beside: Compared) -> NewBatch | None:
        """The batch without the rows whose commitment exists nowhere, if good rows are to be kept and there are any."""
        whole = self.batch
        if not self.keep_good_rows or beside.missing < beside.problem_count:
            return None
        aside = writing.set_aside(whole.plan, correct=self.on_change is OnChange.CORRECT)
        bookings = (whole.bookings or 0) - aside.bookings
        if not bookings:
            return None
        rejected, total = whole.rows_rejected + aside.rows, whole.total_read - aside.total
        return replace(whole, rows_rejected=rejected, bookings=bookings, total_read=total)


def planned_batch(request: Request, examined: Examined, now: dt.datetime) -> PlannedBatch | Refused:
    """What is to be added, or why nothing can be: open questions, wrong rows, no rows, or an impossible coverage."""
    plan, choices, conversion = request.plan, request.choices, examined.conversion
    proposal = examined.proposal
    if plan is None or conversion is None:
        return Refused("refusal.questions_open", {"count": len(proposal.questions)})
    if conversion.rejected.rows and not (choices.keep_good_rows and conversion.bookings):
        return wrong_rows(request.file_name, conversion.problems, conversion.problem_count)
    if not conversion.bookings or proposal.covered_until is None:
        return wrong_rows(request.file_name, (RowProblem(None, None, None, "no_rows"),), 1)
    for until in filter(None, (proposal.covered_until, proposal.expenditures_until)):
        if refused := impossible_coverage(until, plan, now, example=examined.example):
            return refused
    if not conversion.entries.exists():
        return Refused("refusal.look_again", {"file": request.file_name})
    profile = proposal.profile
    batch = NewBatch(
        plan.id,
        examined.example,
        request.file_name,
        examined.sha256,
        proposal.covered_until,
        conversion.rows_read,
        conversion.loaded.total,
        conversion.left_out.rows,
        conversion.rejected.rows,
        conversion.bookings,
        extension_of(request.file_name),
        None if profile.name == layout.NAME else UsedProfile(profile.name or request.file_name, write_profile(profile)),
        "correct" if choices.on_change is OnChange.CORRECT else "leave",
        text(DUTCH, "intake.reversal", batch="{batch}", row="{row}"),
        text(DUTCH, "intake.reversal_gone", batch="{batch}", row="{row}"),
        proposal.expenditures_until,
    )
    size = conversion.entries.stat().st_size + examined.size
    headings = instructions(profile).heading
    return PlannedBatch(
        plan,
        batch,
        conversion.entries,
        conversion.rejected_rows,
        choices.on_change,
        headings,
        size,
        choices.keep_good_rows,
    )


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


def wrong_rows(name: str, problems: tuple[RowProblem, ...], count: int) -> Refused:
    """The refusal of a file of which rows are wrong."""
    return Refused("refusal.rows", {"file": name, "count": count}, problems, count)


@contextmanager
def _stream(path: Path) -> Iterator[pa.RecordBatchReader]:
    """The rows of an Arrow IPC stream on disk, batch by batch."""
    with pa.memory_map(str(path)) as file, pa.ipc.open_stream(file) as reader:
        yield reader


def _outdated(data: Readable, plan: Plan) -> Refused | None:
    """Refused if the plan is not the newest version: its lines may be others now."""
    newest = queries.plan_version(data, plan.id)
    same = newest is not None and newest.plan == plan
    return None if same else Refused("refusal.plan_changed", {"plan": plan.id})
