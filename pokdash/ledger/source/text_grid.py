"""The rows of a text as a grid: of most files the cells are kept; a large one is split whenever they are asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import BinaryIO

import duckdb
import numpy as np

from pokdash.ledger.grid import Grid, Note
from pokdash.ledger.layout import LONGEST_ROW, MOST_COLUMNS
from pokdash.ledger.source import encoding
from pokdash.ledger.source.content import (
    BLOCK,
    blocks,
    end_of_text,
    first_of_text,
    in_utf_8,
    pieces,
    size_of,
    temporary,
)
from pokdash.ledger.source.dialect import RULE_SIGNS
from pokdash.ledger.source.model import Source, Trouble
from pokdash.ledger.source.quoting import SEPARATOR, Marks, unquote, unquote_lines
from pokdash.ledger.source.rows import Lines, Rows

_KEPT = 1 << 28  # bytes of text of which the cells are kept
_ONE_BYTE = b"\x1f"  # stands in for a delimiter that is several bytes in UTF-8


def attach_text(file: BinaryIO, source: Source, connection: duckdb.DuckDBPyConnection) -> Grid | Trouble:
    """Make the relation `grid` of a text; the bytes of a large one stay in the file, or in a temporary one."""
    if (usual := source.usual_columns or 1) > MOST_COLUMNS:
        return Trouble("too_many_columns", {"columns": usual, "most": MOST_COLUMNS})
    lines = _lines(file, source)
    separator = SEPARATOR if source.quote else str(source.delimiter)
    count, wrong, first_wrong = 0, 0, 0
    for rows in lines.rows():
        if trouble := _too_long(rows, separator.encode()):
            return trouble
        count, wrong = count + len(rows.starts), wrong + int(rows.wrong.sum())
        if wrong and not first_wrong:
            first_wrong = int(rows.lines[rows.wrong.argmax()])
    columns = min(source.columns or 1, MOST_COLUMNS)  # a row with more is broken
    kept = lines.end - lines.first <= _KEPT
    connection.register("lines", lines)
    # Nobody tells DuckDB how many rows will come: it takes them for one, and would keep them all to join a short list.
    connection.execute("set disabled_optimizers = 'build_side_probe_side'")
    cells = ",\n    ".join(f"coalesce(cells[{number}], '') as c{number}" for number in range(1, columns + 1))
    split = {"separator": f"chr({ord(separator)})"}
    split["record"] = _sql("ruled_record").format(signs=RULE_SIGNS, **split) if source.ruled else "record"
    relation = "table" if kept else "view"
    connection.execute(_sql("text_grid").format(relation=relation, cells=cells, columns=columns, **split))
    notes = (Note("quotes_wrong", {"count": wrong, "row": first_wrong}),) if wrong else ()
    return Grid(columns, count, has_values=False, notes=notes, scanned=None if kept else lines)


def _lines(file: BinaryIO, source: Source) -> Lines:
    """Where the rows are: in a text in UTF-8 without quotation marks in the file itself, else in a temporary one."""
    line_break = ord((source.line_end or "\n")[-1])
    if source.quote:
        written = _unquoted(file, source, line_break)
    elif source.encoding != encoding.UTF_8:
        written = temporary(_text(file, source))
    else:
        own = os.fdopen(os.dup(file.fileno()), "rb")  # stays open for as long as the rows are read
        return Lines(own, first_of_text(own), end_of_text(own), line_break, unquoted=False)
    return Lines(written, 0, size_of(written), line_break, unquoted=source.quote is not None)


def _text(file: BinaryIO, source: Source) -> Iterator[bytes]:
    """The text as blocks in UTF-8, without byte order mark and junk tail."""
    line_break = (source.line_end or "\n")[-1].encode()
    if source.encoding in (encoding.UTF_16_LE, encoding.UTF_16_BE):
        file = temporary(in_utf_8(pieces(file), source.encoding))
    end, written = end_of_text(file), encoding.UTF_8 if str(source.encoding).startswith("utf") else str(source.encoding)
    return blocks(in_utf_8(pieces(file, first_of_text(file), end), written), line_break)


def _unquoted(file: BinaryIO, source: Source, line_break: int) -> BinaryIO:
    """Write the text without its quotation marks; line by line when they do not all fit."""
    delimiter = str(source.delimiter).encode()
    byte = delimiter if len(delimiter) == 1 else _ONE_BYTE
    marks = Marks(ord(byte), ord(str(source.quote)), line_break, source.usual_columns or 1)

    def text() -> Iterator[bytes]:
        return (block.replace(delimiter, byte) for block in _text(file, source))

    def again(content: bytes) -> bytes:  # between quotation marks the delimiter is text
        return content.replace(byte, delimiter)

    return _whole_rows(text(), marks, again) or temporary(
        again(unquote_lines(block, marks).content) for block in text()
    )


def _whole_rows(stream: Iterator[bytes], marks: Marks, again: Callable[[bytes], bytes]) -> BinaryIO | None:
    fits = True

    def write() -> Iterator[bytes]:
        nonlocal fits
        rest = b""
        for block, last in _with_last(stream):
            part = unquote(rest + block, marks, last=last)
            if part is None or len(rest) > BLOCK:
                fits = False
                return
            rest = (rest + block)[part.used :]
            yield again(part.content)

    file = temporary(write())
    return file if fits else None


def _with_last(stream: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each block, and whether it is the last."""
    before = next(stream, None)
    for block in stream:
        if before is not None:
            yield before, False
        before = block
    if before is not None:
        yield before, True


def _too_long(rows: Rows, separator: bytes) -> Trouble | None:
    """A cell longer than any text in a ledger: a damaged file."""
    for row in np.flatnonzero(rows.ends - rows.starts > LONGEST_ROW):
        record = rows.block[rows.starts[row] : rows.ends[row]]
        if max(map(len, record.split(separator))) > LONGEST_ROW:
            return Trouble("cell_too_long", {"row": int(rows.lines[row]), "longest": LONGEST_ROW})
    return None


@cache
def _sql(name: str) -> str:
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text(encoding="utf-8")
