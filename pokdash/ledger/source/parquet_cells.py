"""The cells of a Parquet file for DuckDB: batch by batch whenever it asks for them; memory holds a batch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pokdash.ledger.layout import LONGEST_ROW
from pokdash.ledger.source import own_parquet
from pokdash.ledger.source.cells import Cells
from pokdash.ledger.source.model import Trouble
from pokdash.ledger.source.typed_cells import typed_cells

_ROWS = 10_000  # in a batch
_KIND = "kind"


@dataclass(frozen=True, slots=True)
class Part:
    """What is read of a file: the rows to put above its cells, the places of its columns, and the plan (None: all)."""

    above: tuple[tuple[str, ...], ...]
    columns: tuple[int, ...]
    plan: str | None = None


class ParquetCells:
    """The rows of `part` as relation (source_row, fields, quotes_wrong, c1.., n1..)."""

    def __init__(self, content: pa.Buffer, part: Part) -> None:
        self._content, self._part = content, part
        self._taken = 0  # rows of the file that the last scan has read

    @property
    def share(self) -> float:
        """The part of the file that the last scan has read, from 0 to 1."""
        return self._taken / max(1, self._rows)

    def restart(self) -> None:
        """Forget the last scan."""
        self._taken = 0

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """All rows from the first on: DuckDB calls this for every scan."""
        return pa.RecordBatchReader.from_batches(self.schema, self.batches()).__arrow_c_stream__(requested_schema)

    @cached_property
    def schema(self) -> pa.Schema:
        """The columns of the relation."""
        numbers = range(1, len(self._part.columns) + 1)
        fixed = [("source_row", pa.int64()), ("fields", pa.int32()), ("quotes_wrong", pa.bool_())]
        return pa.schema(fixed + [(f"{letter}{number}", pa.large_string()) for letter in "cn" for number in numbers])

    @cached_property
    def _rows(self) -> int:
        return int(opened(self._content).metadata.num_rows)

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Every row: first those above the cells, then a batch of the file at a time."""
        part, parquet, row, read = self._part, opened(self._content), 1, 0
        yield self._batch([_text(column) for column in zip(*part.above, strict=True)], row, len(part.above))
        row += len(part.above)
        for batch in parquet.iter_batches(_ROWS, use_threads=False):
            read += batch.num_rows
            self._taken = read
            rows = batch if part.plan is None else _of_plan(batch, part.plan)
            yield self._batch([typed_cells(rows.column(place)) for place in part.columns], row, rows.num_rows)
            row += rows.num_rows

    def _batch(self, cells: list[Cells], row: int, count: int) -> pa.RecordBatch:
        places, fields = np.arange(row, row + count), np.full(count, len(cells), np.int32)
        columns = [pa.array(places), pa.array(fields), pa.array(np.zeros(count, bool))]
        columns += [cell.text for cell in cells] + [cell.value for cell in cells]
        return pa.record_batch(columns, schema=self.schema)


def opened(content: pa.Buffer) -> pq.ParquetFile:
    """The file in this memory; pages that have a checksum are checked when they are read."""
    return pq.ParquetFile(pa.BufferReader(content), page_checksum_verification=True)


def cell_trouble(batch: pa.RecordBatch) -> Trouble | None:
    """Why the texts of a batch cannot be those of a ledger: one is too long, or has a NUL."""
    for name, text in zip(batch.schema.names, batch.columns, strict=True):
        if name[0] != "c":
            continue
        if (row := _first(batch, pc.greater(pc.binary_length(text), LONGEST_ROW))) is not None:
            return Trouble("cell_too_long", {"row": row, "longest": LONGEST_ROW})
        if (row := _first(batch, pc.match_substring(text, "\0"))) is not None:
            return Trouble("nul", {"line": row})
    return None


def _first(batch: pa.RecordBatch, marked: pa.Array) -> int | None:
    """The row of the first cell that is marked."""
    place = pc.index(marked, value=True).as_py()
    return int(batch.column("source_row")[place].as_py()) if place >= 0 else None


def _text(cells: tuple[str, ...]) -> Cells:
    return Cells(pa.array(cells, pa.large_string()), pa.nulls(len(cells), pa.large_string()))


def _of_plan(batch: pa.RecordBatch, plan: str) -> pa.RecordBatch:
    """The rows of this plan, with the kinds in the words of the own layout."""
    rows = batch.filter(pc.equal(batch.column(own_parquet.PLAN), plan))
    place = rows.schema.get_field_index(_KIND)
    return rows.set_column(place, _KIND, own_parquet.in_own_words(rows.column(place)))
