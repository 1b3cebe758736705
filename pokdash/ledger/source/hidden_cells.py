"""Rows and columns of a sheet that a person does not see: by hand, or by a filter. They are read all the same."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from pokdash.ledger.grid import Note
from pokdash.ledger.source.cells import Hidden
from pokdash.ledger.source.model import Source
from pokdash.ledger.source.sheet_parts import DAMAGED, OFFICE, elements, part_of_sheet

_PIECE = 1 << 20
_TABLE = f"{{{OFFICE}table:1.0}}"
_SOME = b"hidden="
_ELEMENT = re.compile(rb"<(?:\w+:)?(row|col)\s(?:[^>]*\s)?hidden=[\"'](?:1|true)[\"'][^>]*>")
_NUMBERS = re.compile(rb"\s(r|min|max)=[\"'](\d+)[\"']")


def hidden_cells(file: BinaryIO, source: Source, rows: int, columns: int) -> Hidden:
    """Which of the first rows and columns of a sheet of XLSX or ODS are hidden, counted from 1."""
    by_format = {"ods": _of_table, "xlsx": _of_sheet, "xlsm": _of_sheet}
    if source.format not in by_format:
        return Hidden()
    try:
        with zipfile.ZipFile(file) as archive:
            found = list(by_format[source.format](archive, str(source.sheet)))
    except DAMAGED:
        return Hidden()
    return Hidden(
        tuple(at for name, first, last in found if name == "row" for at in range(first, min(last, rows) + 1)),
        tuple(at for name, first, last in found if name == "col" for at in range(first, min(last, columns) + 1)),
    )


def hidden_notes(hidden: Hidden) -> tuple[Note, ...]:
    """What a person is told of it."""
    rows, columns = len(hidden.rows), len(hidden.columns)
    told = Note("hidden_rows", {"count": rows, "row": hidden.rows[0]}) if rows else None
    return tuple(filter(None, (told, Note("hidden_columns", {"count": columns}) if columns else None)))


def _of_sheet(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[str, int, int]]:
    """By the bytes alone, because a sheet may have a million rows."""
    part = part_of_sheet(archive, name)
    if part is None:
        return
    with archive.open(part) as member:
        rest = b""
        while piece := member.read(_PIECE):
            text = rest + piece
            cut = text.rfind(b"<")
            if _SOME in text:
                for element in _ELEMENT.finditer(text, 0, cut):
                    numbers = {key: int(number) for key, number in _NUMBERS.findall(element[0])}
                    first = numbers.get(b"r", numbers.get(b"min", 1))
                    yield element[1].decode(), first, numbers.get(b"max", first)
            rest = text[cut:]


def _of_table(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[str, int, int]]:
    with archive.open("content.xml") as member:
        for table in elements(member, f"{_TABLE}table"):
            if table.get(f"{_TABLE}name") == name:
                for sort in ("row", "column"):
                    first = 1
                    for element in table.iter(f"{_TABLE}table-{sort}"):
                        last = first + int(element.get(f"{_TABLE}number-{sort}s-repeated") or 1) - 1
                        if element.get(f"{_TABLE}visibility") in ("collapse", "filter"):
                            yield sort[:3], first, last
                        first = last + 1
