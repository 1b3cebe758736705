"""Old workbooks (XLS): their sheets, and the cells of one of them, with errors as cells of their own kind."""

from __future__ import annotations

import datetime as dt
import io
import struct
from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import Any, BinaryIO, TypeVar

import xlrd
from xlrd.xldate import xldate_as_datetime

from pokdash.ledger.source.cells import Cells, Hidden, SheetCells, column_cells
from pokdash.ledger.source.model import Sheet, Trouble

_Found = TypeVar("_Found")
_RECORD = struct.Struct("<HH")  # code and length
_START, _END, _MERGED, _ROW, _COLUMNS = 0x0809, 0x000A, 0x00E5, 0x0208, 0x007D
_ROW_PARTS, _COLUMN_PARTS = struct.Struct("<7H"), struct.Struct("<5H")  # the first and the last number matter
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x01
_UNICODE = 80  # the version of Excel 97 and later; older ones have no merged cells
_OWN_KIND = {xlrd.XL_CELL_DATE, xlrd.XL_CELL_BOOLEAN, xlrd.XL_CELL_ERROR}


def old_sheets(file: BinaryIO) -> tuple[Sheet, ...] | Trouble:
    """All sheets with cells; they are only measured when there are several, because that means reading them.

    Trouble `password` or `damaged`.
    """
    return _read(file, _sheets)


def old_cells(file: BinaryIO, name: str) -> SheetCells | Trouble:
    """Text and value of every cell of the sheet with this name. Trouble `password` or `damaged`."""
    return _read(file, lambda book: _cells(book, name))


def _read(file: BinaryIO, find: Callable[[xlrd.Book], _Found]) -> _Found | Trouble:
    """What is found in the workbook. The reader trusts what a file says, so a damaged one fails it in any way."""
    file.seek(0)
    content = file.read()
    try:
        with xlrd.open_workbook(file_contents=content, logfile=io.StringIO(), on_demand=True, ragged_rows=True) as book:
            return find(book)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - assertions, indexes, texts, numbers: all mean the same here
        return Trouble("password" if "encrypted" in str(error) else "damaged")


def _sheets(book: xlrd.Book) -> tuple[Sheet, ...]:
    hidden = [visible != 0 for visible in book._sheet_visibility]  # noqa: SLF001 - else the sheet must be read
    found = [Sheet(name, hidden=hides) for name, hides in zip(book.sheet_names(), hidden, strict=True)]
    if len(found) == 1:
        return tuple(found)
    return tuple(_measured(book, number, sheet) for number, sheet in enumerate(found))


def _measured(book: xlrd.Book, number: int, sheet: Sheet) -> Sheet:
    read = book.sheet_by_index(number)
    rows, columns = read.nrows, read.ncols
    book.unload_sheet(number)
    return Sheet(sheet.name, sheet.hidden, rows=rows, columns=columns)


def _cells(book: xlrd.Book, name: str) -> SheetCells:
    """Column by column; a loop in Python is quick enough, because an XLS has at most 65,536 rows and 256 columns."""
    sheet = book.sheet_by_name(name)
    numbers = range(sheet.nrows)
    columns = zip_longest(*(sheet.row_values(number) for number in numbers), fillvalue="")
    kinds = zip_longest(*(sheet.row_types(number) for number in numbers), fillvalue=xlrd.XL_CELL_EMPTY)
    cells = [_column(*both, book.datemode) for both in zip(columns, kinds, strict=True)]
    merged, hidden = _merged_and_hidden(book, sheet.number)
    inside = Hidden(
        tuple(row for row in hidden.rows if row <= sheet.nrows),
        tuple(column for column in hidden.columns if column <= len(cells)),
    )
    return SheetCells(cells, sheet.nrows, merged, inside)


def _column(column: Sequence[Any], kinds: Sequence[int], first_day: int) -> Cells:
    if _OWN_KIND.isdisjoint(kinds):
        return column_cells(column)
    return column_cells([_seen(cell, kind, first_day) for cell, kind in zip(column, kinds, strict=True)])


def _seen(cell: Any, kind: int, first_day: int) -> Any:
    """The cell as its own type; an error as the text that Excel shows."""
    match kind:
        case xlrd.XL_CELL_ERROR:
            return xlrd.error_text_from_code.get(cell, "#")
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell)
        case xlrd.XL_CELL_DATE:
            return _moment(cell, first_day)
    return cell


def _moment(days: float, first_day: int) -> dt.datetime | dt.date | dt.time | float:
    """A day, a moment on a day, or a time of no day; a number that is no day in Excel either stays a number."""
    try:
        moment: dt.datetime = xldate_as_datetime(days, first_day)
    except (OverflowError, ValueError):
        return days
    if 0 <= days < 1:
        return moment.time()
    return moment if moment.time() != dt.time() else moment.date()


def _merged_and_hidden(book: xlrd.Book, number: int) -> tuple[int, Hidden]:
    """How many ranges of cells are merged, and what is hidden: the records of the sheet, up to its end, say so.

    The reader knows it only when it reads all formatting, and then blank cells make rows, and more files fail.
    """
    if book.biff_version < _UNICODE:
        return 0, Hidden()
    place, inside, merged = book._sh_abs_posn[number], 0, 0  # noqa: SLF001 - nothing else tells where a sheet starts
    rows: list[int] = []
    columns: list[int] = []
    while True:
        code, length = _RECORD.unpack_from(book.mem, place)
        inside += (code == _START) - (code == _END)
        if code == _MERGED:
            merged += int.from_bytes(book.mem[place + 4 : place + 6], "little")
        elif code == _ROW and length >= _ROW_PARTS.size:
            row, *_, how = _ROW_PARTS.unpack_from(book.mem, place + _RECORD.size)
            rows += [row + 1] if how & _ROW_HIDDEN else []
        elif code == _COLUMNS and length >= _COLUMN_PARTS.size:
            first, last, *_, how = _COLUMN_PARTS.unpack_from(book.mem, place + _RECORD.size)
            columns += range(first + 1, last + 2) if how & _COLUMN_HIDDEN else ()
        if not inside:
            return merged, Hidden(tuple(rows), tuple(columns))
        place += _RECORD.size + length
