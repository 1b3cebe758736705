"""The rows of an examined file that cannot be loaded, all of them."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pyarrow as pa

from pokdash.intake.examined import Conversion
from pokdash.ledger import RowProblem


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
