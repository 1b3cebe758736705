"""Files of which everything is in the ledger already: the same file again, or another one with the same bookings."""

from __future__ import annotations

from pokdash.intake.outcome import Params, Refused
from pokdash.intake.row_comparison import Compared
from pokdash.store import Added, NewBatch, Readable, Writing, comparison, queries


def already_live(data: Readable, plan_id: str, sha256: str) -> Refused | None:
    """The refusal of a file of which a live batch of the plan exists: which, when and by whom."""
    for one in queries.batches(data, plan_id):
        if one.live and one.file_sha256 == sha256:
            known: Params = {"batch": one.number, "name": one.actor_name, "when": one.recorded_at}
            return Refused("refusal.already_imported", known)
    return None


def nothing_new(
    writing: Writing, batch: NewBatch, added: Added, beside: Compared, covered: queries.Covered
) -> Refused | None:
    """The refusal of a batch, just `added`, that adds nothing: which batches have it all, who read it, and when.

    Such a file was zipped or sorted since, or it is a part of what was read.

    `covered` is up to when the ledger was complete before it. A file without a rejected row that is complete up to a
    later day, or of which the expenditures are, says something new, and so does one in which bookings changed or are
    gone.
    """
    later = not batch.rows_rejected and queries.covered(writing, batch.plan) != covered
    new = batch.rows_read - added.rows_left_out - batch.rows_rejected
    if new or later or beside.changed_count or beside.gone_count:
        return None
    numbers = comparison.holders(writing, batch.plan)
    newest = next(one for one in queries.batches(writing, batch.plan) if one.number == numbers[-1])
    known: Params = {"name": newest.actor_name, "when": newest.recorded_at}
    if len(numbers) == 1:
        return Refused("refusal.nothing_new", {"batch": newest.number, **known})
    return Refused("refusal.nothing_new_several", {"batches": ", ".join(map(str, numbers)), **known})
