"""Cells of a workbook with an error (#REF!), or a formula without outcome: the reader gives them empty, or as zero."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.compute as pc

from pokdash.ledger.source.cells import Cells
from pokdash.ledger.source.model import Source
from pokdash.ledger.source.sheet_parts import DAMAGED, OFFICE, elements, part_of_sheet

ErrorCell = tuple[int, int, str]
"""Row and column of a cell, counted from 0, and the error that it shows, or its formula, with = in front."""
_PIECE = 1 << 20
_NO_OUTCOME = (b"</f></c>", b"</f><v/>", b"</f><v />", b"</f><v></v>")
_IN_SHEET = (b't="e"', b"t='e'", *_NO_OUTCOME)
_IN_TABLE = (b'value-type="error"', b":p>#", b":p>Err:")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)")
_SHOWN = re.compile(r"#|Err:\d")


def with_errors(cells: list[Cells], file: BinaryIO, source: Source) -> list[Cells]:
    """The columns with the text of every error in its place, so that an amount that is an error is no empty amount.

    A formula that no program has worked out stands there in a column that has no other numbers.
    """
    if source.format == "ods":
        return _put(cells, list(_errors_of_table(file, str(source.sheet))))
    if source.format in ("xlsx", "xlsm") and any(map(_has_gap, cells)):
        return _put(cells, list(_errors_of_sheet(file, str(source.sheet))))
    return cells


def _has_gap(column: Cells) -> bool:
    """Whether a cell below the first filled one is empty: an error may be there."""
    empty = pc.equal(column.text, "")
    first = pc.index(empty, pa.scalar(value=False)).as_py()
    return first >= 0 and bool(pc.any(empty[first:]).as_py())


def _put(cells: list[Cells], errors: list[ErrorCell]) -> list[Cells]:
    """Errors are few: every column that has one is made again."""
    found, errors = list(cells), [one for one in errors if _counts(cells, one)]
    for number in {column for _, column, _ in errors}:
        text, value = found[number].text.to_pylist(), found[number].value.to_pylist()
        for row, column, shown in errors:
            if column == number and row < len(text):
                text[row], value[row] = shown, None
        found[number] = Cells(pa.array(text, pa.large_string()), pa.array(value, pa.large_string()))
    return found


def _counts(cells: list[Cells], error: ErrorCell) -> bool:
    _, column, shown = error
    return column < len(cells) and not (
        shown.startswith("=") and cells[column].value.null_count < len(cells[column].value)
    )


def _errors_of_sheet(file: BinaryIO, name: str) -> Iterator[ErrorCell]:
    """The errors of an XLSX sheet; its XML is only parsed when its bytes have one, row by row and never as a whole."""
    try:
        with zipfile.ZipFile(file) as archive:
            part = part_of_sheet(archive, name)
            if part is None or not _contains(archive, part, _IN_SHEET):
                return
            with archive.open(part) as member:
                for number, row in enumerate(elements(member, "{*}row")):
                    yield from _errors_of_row(row, int(row.get("r") or number + 1) - 1)
    except DAMAGED:
        return


def _errors_of_row(row: Any, number: int) -> Iterator[ErrorCell]:
    for place, cell in enumerate(row):
        outcome = "".join(value.text or "" for value in cell.iterfind("{*}v"))
        formula = None if outcome or cell.get("t") == "str" else cell.find("{*}f")
        if cell.get("t") == "e" or formula is not None:
            reference = _REFERENCE.fullmatch(cell.get("r") or "")
            column = _column(reference[1]) if reference else place
            yield number, column, outcome or ("#" if formula is None else f"={formula.text or ''}")


def _errors_of_table(file: BinaryIO, name: str) -> Iterator[ErrorCell]:
    """The errors of an ODS sheet; a row or cell may stand for many of the same."""
    try:
        with zipfile.ZipFile(file) as archive:
            if not _contains(archive, "content.xml", _IN_TABLE):
                return
            with archive.open("content.xml") as member:
                for table in elements(member, f"{{{OFFICE}table:1.0}}table"):
                    if table.get(f"{{{OFFICE}table:1.0}}name") == name:
                        yield from _errors_of_rows(table.iter(f"{{{OFFICE}table:1.0}}table-row"))
    except DAMAGED:
        return


def _errors_of_rows(rows: Iterable[Any]) -> Iterator[ErrorCell]:
    number = 0
    for row in rows:
        again, column = int(row.get(f"{{{OFFICE}table:1.0}}number-rows-repeated") or 1), 0
        for cell in row:
            wide = int(cell.get(f"{{{OFFICE}table:1.0}}number-columns-repeated") or 1)
            if shown := _error_of_cell(cell):
                yield from ((number + down, column + right, shown) for down in range(again) for right in range(wide))
            column += wide
        number += again


def _error_of_cell(cell: Any) -> str | None:
    shown = "".join(cell.itertext()).strip()
    if "error" in (value for key, value in cell.items() if key.endswith("}value-type")):
        return shown or "#"
    formula = cell.get(f"{{{OFFICE}table:1.0}}formula")
    return shown if formula and _SHOWN.match(shown) else None


def _contains(archive: zipfile.ZipFile, name: str, wanted: tuple[bytes, ...]) -> bool:
    rest = b""
    with archive.open(name) as member:
        while piece := member.read(_PIECE):
            if any(word in rest + piece for word in wanted):
                return True
            rest = piece[-max(map(len, wanted)) :]
    return False


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number - 1
