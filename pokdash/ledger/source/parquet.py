"""Parquet files: their columns, and for an export of our own the plans in it; their cells as a grid."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pokdash.ledger import layout
from pokdash.ledger.grid import RELATION, Grid, Note
from pokdash.ledger.row_problem import shortened
from pokdash.ledger.source import own_parquet
from pokdash.ledger.source.content import mapped
from pokdash.ledger.source.model import Hints, Kind, Sheet, Source, Trouble
from pokdash.ledger.source.parquet_cells import ParquetCells, Part, cell_trouble, opened
from pokdash.ledger.source.typed_cells import can_read

_KEPT = 1 << 28  # bytes of cells that are kept; when there are more, the file is read again for every question
_INDEX = re.compile(r"__index_level_\d+__")
"""A column that only counts the rows: pandas writes it along."""
_LOCKED = re.compile("crypt", re.IGNORECASE)
_FAULTS = (pa.ArrowException, OSError, ValueError)
"""What the reader raises for a file that is damaged: the bytes are in memory, so the machine has no part in it."""


def open_parquet(file: BinaryIO, path: Path, hints: Hints) -> Source | Trouble:
    """Which table this is. An export of our own has one for each plan: the hint, that of the import, or the longest.

    Trouble `parquet_locked`, `damaged`, `empty`, `too_many_columns`, `parquet_column` or `no_plan`.
    """
    content = mapped(file)
    try:
        parquet = opened(content)
        above = own_parquet.above_of(parquet)
        plans = own_parquet.rows_of_plans(parquet, above) if above else {}
        trouble = _column_trouble(parquet.schema_arrow)
    except _FAULTS as error:
        return _fault(error)
    source = Source(path, Kind.PARQUET, "parquet")
    return trouble or (_of_plan(source, plans, hints) if plans else source)


def attach_parquet(file: BinaryIO, source: Source, connection: duckdb.DuckDBPyConnection) -> Grid | Trouble:
    """Make the relation `grid`: the names of the columns, then every row. Row numbers count the names as row 1.

    An export of our own has the same rows above its bookings as in a workbook, and only those of one plan.
    """
    content = mapped(file)
    try:
        parquet = opened(content)
        part = _part(parquet, source.sheet)
        cells = ParquetCells(content, part)
        kept, count = _kept(cells)
        moments = _moments(parquet.schema_arrow)
    except _FAULTS as error:
        return _fault(error)
    if isinstance(kept, Trouble):
        return kept
    connection.register(RELATION, cells if kept is None else kept)
    if kept is None:  # as for a text: nobody tells DuckDB how many rows will come
        connection.execute("set disabled_optimizers = 'build_side_probe_side'")
    notes = (Note("moments", {"columns": moments}),) if moments else ()
    return Grid(len(part.columns), count, has_values=True, notes=notes, scanned=None if kept else cells)


def _kept(cells: ParquetCells) -> tuple[pa.Table | Trouble | None, int]:
    """All cells, looked at batch by batch, and how many rows; None when they are too much to keep."""
    kept: list[pa.RecordBatch] = []
    size, count = 0, 0
    for batch in cells.batches():
        batch.validate(full=True)  # nobody else looks whether a text is in UTF-8
        if trouble := cell_trouble(batch):
            return trouble, count
        size, count = size + batch.nbytes, count + batch.num_rows
        if size <= _KEPT:
            kept.append(batch)
        else:
            kept.clear()
    return pa.Table.from_batches(kept, cells.schema) if size <= _KEPT else None, count


def _part(parquet: pq.ParquetFile, plan: str | None) -> Part:
    """All columns of a file, under their names; or the bookings of a plan in an export of our own."""
    names, above = parquet.schema_arrow.names, own_parquet.above_of(parquet)
    if above is None or plan is None:
        columns = _columns(parquet.schema_arrow)
        return Part((tuple(names[place] for place in columns),), columns)
    headings = tuple(layout.COLUMNS)
    rows = [(*cells, *[""] * (len(headings) - len(cells))) for cells in above[plan]]
    return Part((*rows, headings), tuple(map(names.index, layout.COLUMNS.values())), plan)


def _columns(schema: pa.Schema) -> tuple[int, ...]:
    return tuple(place for place, name in enumerate(schema.names) if not _INDEX.fullmatch(name))


def _column_trouble(schema: pa.Schema) -> Trouble | None:
    """Why these columns are no columns of cells."""
    columns = _columns(schema)
    if not columns:
        return Trouble("empty")
    if len(columns) > layout.MOST_COLUMNS:
        return Trouble("too_many_columns", {"columns": len(columns), "most": layout.MOST_COLUMNS})
    strange = next((schema.field(place) for place in columns if not can_read(schema.field(place).type)), None)
    if strange is None:
        return None
    return Trouble("parquet_column", {"column": shortened(strange.name), "kind": shortened(str(strange.type))})


def _moments(schema: pa.Schema) -> str:
    """The columns that say at what moment in the world something was, and so not on which day."""
    return ", ".join(field.name for field in schema if pa.types.is_timestamp(field.type) and field.type.tz is not None)


def _of_plan(source: Source, plans: dict[str, int], hints: Hints) -> Source | Trouble:
    """The plans as the sheets that they are in a workbook, and the one that is meant."""
    if hints.sheet is not None and hints.sheet not in plans:
        return Trouble("no_plan", {"sheet": hints.sheet, "sheets": ", ".join(plans)})
    longest = max(plans, key=lambda plan: plans[plan])
    chosen = hints.sheet or (hints.plan if hints.plan in plans else longest)
    columns = len(layout.COLUMNS)
    sheets = (Sheet(plan, hidden=False, rows=rows, columns=columns) for plan, rows in plans.items())
    return replace(source, sheet=chosen, sheets=tuple(sheets))


def _fault(error: Exception) -> Trouble:
    """What is wrong with the file; want of memory is another's trouble."""
    if isinstance(error, MemoryError):
        raise error
    return Trouble("parquet_locked" if _LOCKED.search(str(error)) else "damaged")
