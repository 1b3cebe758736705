"""The bookings and the rejected rows of a file, written to disk for whoever saves them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from pokdash.domain.plan import Plan
from pokdash.intake.examined import Conversion, Progress, Tell
from pokdash.intake.rejected_rows import CELLS
from pokdash.ledger import MOST_PROBLEMS
from pokdash.ledger.examination import Opened
from pokdash.ledger.proposal import Proposal


def converted_file(opened: Opened, proposal: Proposal, plan: Plan, folder: Path, told: Tell) -> Conversion:
    """Convert a file without open questions; its Arrow IPC streams lie in `folder`."""
    told(Progress("convert", None, opened.grid.rows, None, None))
    converted = opened.convert(proposal, plan)
    personal_data = opened.personal_data(proposal)
    by_line_and_year = converted.by_line_and_year()
    bookings = sum(part.rows for part in by_line_and_year.values())
    entries, rejected = folder / "entries.arrow", folder / "rejected.arrow"
    with converted.entries() as reader:
        _write(reader, entries, lambda rows: told(Progress("write", rows, bookings, None, None)))
    with converted.rejected_rows() as reader:
        _write(reader, rejected, lambda _: None)
    if converted.rejected.rows and (cells := opened.rejected_cells()):
        with cells:
            _write(cells, folder / CELLS, lambda _: None)
    problems, problem_count = converted.problems(MOST_PROBLEMS)
    first, last = converted.dates()
    return Conversion(
        converted.loaded,
        converted.left_out,
        converted.rejected,
        bookings,
        converted.reasons(),
        converted.left_out_rows(MOST_PROBLEMS),
        problems,
        problem_count,
        first,
        last,
        by_line_and_year,
        personal_data,
        entries,
        rejected,
        converted.keys,
    )


def _write(reader: pa.RecordBatchReader, path: Path, written: Callable[[int], None]) -> None:
    """Write what a reader gives, batch by batch, as an Arrow IPC stream; `written` hears how many rows that are."""
    rows = 0
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_stream(file, reader.schema) as writer:
        for batch in reader:
            writer.write_batch(batch)
            rows += batch.num_rows
            written(rows)
