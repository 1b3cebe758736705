"""The rows of an examined file that cannot be loaded, all of them."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pyarrow as pa

from pokdash.intake.examined import Conversion
from pokdash.ledger import RowProblem

CELLS = "cells.arrow"
"""The rejected rows as they stand in the file, beside what is wrong with them (an Arrow IPC stream)."""


def original_rows(conversion: Conversion) -> dict[int, list[str]]:
    """The cells of every rejected row by its row in the file; empty for a very large file, or when nobody has them."""
    path = conversion.rejected_rows.with_name(CELLS)
    if not path.exists():
        return {}
    with pa.memory_map(str(path)) as file, pa.ipc.open_stream(file) as reader:
        found = reader.read_all()
    return dict(zip(found.column("source_row").to_pylist(), found.column("cells").to_pylist(), strict=True))


def every_problem(conversion: Conversion) -> Iterator[RowProblem]:
    """Everything that is wrong, in the order of the file; OSError where the work folder is gone and many were in it."""
    if len(conversion.problems) == conversion.problem_count:
        yield from conversion.problems
        return
    with pa.memory_map(str(conversion.rejected_rows)) as file, pa.ipc.open_stream(file) as reader:
        for batch in reader:
            columns = (batch.column(name).to_pylist() for name in ("source_row", "column_name", "found", "reason"))
            params = (json.loads(one) if one else {} for one in batch.column("params").to_pylist())
            yield from map(RowProblem, *columns, params)
