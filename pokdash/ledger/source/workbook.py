"""Workbooks (XLSX, XLSM, XLS, ODS): their sheets, and the cells of one sheet as a grid."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from pokdash.ledger.grid import RELATION, Grid, Note
from pokdash.ledger.layout import LONGEST_ROW, MOST_COLUMNS
from pokdash.ledger.source.cells import Cells, SheetCells, column_cells
from pokdash.ledger.source.error_cells import with_errors
from pokdash.ledger.source.hidden_cells import hidden_cells, hidden_notes
from pokdash.ledger.source.model import Hints, Kind, Sheet, Source, Trouble
from pokdash.ledger.source.old_workbook import old_cells, old_sheets

_OLD = "xls"


def open_workbook(file: BinaryIO, path: Path, form: str, hints: Hints) -> Source | Trouble:
    """Which sheets there are, and which one is meant: the hint, or the visible one that is named as the plan.

    Without these it is the visible sheet that has the most rows.

    Trouble `password`, `damaged`, `no_sheet` (the hint names none of them) or `empty`.
    """
    sheets = old_sheets(file) if form == _OLD else _sheets(file)
    if isinstance(sheets, Trouble):
        return sheets
    names = [sheet.name for sheet in sheets]
    if hints.sheet is not None and hints.sheet not in names:
        return Trouble("no_sheet", {"sheet": hints.sheet, "sheets": ", ".join(names)})
    filled = [sheet for sheet in sheets if sheet.rows != 0]
    if not filled:
        return Trouble("empty")
    best = max(filled, key=lambda sheet: (not sheet.hidden, sheet.name == hints.plan, sheet.rows or 0))
    chosen = hints.sheet or best.name
    source = Source(path, Kind.WORKBOOK, form, sheet=chosen, sheets=sheets)
    return replace(source, notes=_notes(sheets, chosen))


def attach_workbook(file: BinaryIO, source: Source, connection: duckdb.DuckDBPyConnection) -> Grid | Trouble:
    """Make the relation `grid` of the chosen sheet: a table of Arrow columns, text and typed value of every cell."""
    name = str(source.sheet)
    read = old_cells(file, name) if source.format == _OLD else _cells(file, name)
    if isinstance(read, Trouble):
        return read
    if not read.rows:
        return Trouble("empty")
    cells = _up_to_last_filled(with_errors(read.columns, file, source))
    if len(cells) > MOST_COLUMNS:
        return Trouble("too_many_columns", {"columns": len(cells), "most": MOST_COLUMNS})
    if (row := _too_long(cells)) is not None:
        return Trouble("cell_too_long", {"row": row, "longest": LONGEST_ROW})
    connection.register(RELATION, _table(cells, read.rows))
    hidden = read.hidden or hidden_cells(file, source, read.rows, len(cells))
    notes = (Note("merged_cells", {"count": read.merged}),) if read.merged else ()
    return Grid(len(cells), read.rows, has_values=True, notes=(*notes, *hidden_notes(hidden)))


def _cells(file: BinaryIO, name: str) -> SheetCells | Trouble:
    workbook = _opened(file)
    if isinstance(workbook, Trouble):
        return workbook
    with _without_collector():
        try:
            sheet = workbook.get_sheet_by_name(name)
            rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
            merged = len(sheet.merged_cell_ranges or ())
        except CalamineError:
            return Trouble("damaged")
        workbook.close()
        return SheetCells([column_cells(column) for column in zip(*rows, strict=True)], len(rows), merged)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep Python from looking for cycles in millions of cells, which have none, each time that more are made."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _opened(file: BinaryIO) -> CalamineWorkbook | Trouble:
    file.seek(0)
    try:
        return CalamineWorkbook.from_filelike(file)
    except PasswordError:
        return Trouble("password")
    except CalamineError:
        return Trouble("damaged")


def _sheets(file: BinaryIO) -> tuple[Sheet, ...] | Trouble:
    """All sheets with cells; they are only measured when there are several, because that means reading them."""
    workbook = _opened(file)
    if isinstance(workbook, Trouble):
        return workbook
    found = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    sheets = tuple(Sheet(sheet.name, sheet.visible != SheetVisibleEnum.Visible) for sheet in found)
    if len(sheets) == 1:
        return sheets
    try:
        return tuple(_measured(sheet, workbook.get_sheet_by_name(sheet.name)) for sheet in sheets)
    except CalamineError:
        return Trouble("damaged")


def _measured(sheet: Sheet, read: CalamineSheet) -> Sheet:
    last_row, last_column = read.end or (-1, -1)
    return replace(sheet, rows=last_row + 1, columns=last_column + 1)


def _notes(sheets: tuple[Sheet, ...], chosen: str) -> tuple[Note, ...]:
    notes = []
    hidden = [sheet.name for sheet in sheets if sheet.hidden]
    others = [sheet.name for sheet in sheets if sheet.rows and sheet.name != chosen]
    if hidden:
        notes.append(Note("hidden_sheets", {"names": ", ".join(hidden)}))
    if others:
        notes.append(Note("other_sheets", {"sheet": chosen, "names": ", ".join(others)}))
    return tuple(notes)


def _up_to_last_filled(cells: list[Cells]) -> list[Cells]:
    """The columns up to the last one that has more than spaces; the first one always."""
    last = len(cells)
    while last > 1 and not pc.any(pc.not_equal(pc.utf8_trim_whitespace(cells[last - 1].text), "")).as_py():
        last -= 1
    return cells[:last]


def _too_long(cells: list[Cells]) -> int | None:
    """The row of the first cell that is longer than any text in a ledger."""
    rows = [
        int(pc.index(pc.greater(lengths, LONGEST_ROW), True).as_py()) + 1
        for lengths in (pc.binary_length(cell.text) for cell in cells)
        if (pc.max(lengths).as_py() or 0) > LONGEST_ROW
    ]
    return min(rows, default=None)


def _table(cells: list[Cells], count: int) -> pa.Table:
    columns: dict[str, Any] = {
        "source_row": pa.array(np.arange(1, count + 1)),
        "fields": pa.array(np.full(count, len(cells), np.int32)),
        "quotes_wrong": pa.array(np.zeros(count, bool)),
    }
    columns |= {f"c{number}": cell.text for number, cell in enumerate(cells, start=1)}
    columns |= {f"n{number}": cell.value for number, cell in enumerate(cells, start=1)}
    return pa.table(columns)
