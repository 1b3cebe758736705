"""The rows of a text as a grid: DuckDB splits them when they are asked for, and nobody keeps the cells."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import BinaryIO

import duckdb
import numpy as np
import pyarrow as pa

from pokdash.ledger.grid import Grid, Note
from pokdash.ledger.layout import LONGEST_ROW
from pokdash.ledger.source import encoding
from pokdash.ledger.source.content import BLOCK, blocks, end_of_text, first_of_text, in_utf_8, mapped, pieces, temporary
from pokdash.ledger.source.model import Source, Trouble
from pokdash.ledger.source.quoting import SEPARATOR, Marks, Unquoted, unquote, unquote_lines
from pokdash.ledger.source.rows import Placed, plain_rows, table


def attach_text(file: BinaryIO, source: Source, connection: duckdb.DuckDBPyConnection) -> Grid | Trouble:
    """Make the relation `grid` of a text; the bytes stay in the file, or in a temporary one."""
    placed: list[Placed] = []
    content = _unquoted(file, source, placed) if source.quote else _plain(file, source, placed)
    separator = SEPARATOR if source.quote else str(source.delimiter)
    if trouble := _too_long(placed, content, separator.encode()):
        return trouble
    columns = source.columns or 1
    connection.register("lines", table(placed, content))
    cells = ",\n    ".join(f"coalesce(cells[{number}], '') as c{number}" for number in range(1, columns + 1))
    connection.execute(_sql("text_grid").format(cells=cells, separator=f"chr({ord(separator)})"))
    return Grid(columns, sum(len(rows.starts) for rows, _, _ in placed), has_values=False, notes=tuple(_notes(placed)))


def _text(file: BinaryIO, source: Source) -> Iterator[bytes]:
    """The text as blocks in UTF-8, without byte order mark and junk tail."""
    line_break = (source.line_end or "\n")[-1].encode()
    if source.encoding in (encoding.UTF_16_LE, encoding.UTF_16_BE):
        file = temporary(in_utf_8(pieces(file), source.encoding))
    end, written = end_of_text(file), encoding.UTF_8 if str(source.encoding).startswith("utf") else str(source.encoding)
    return blocks(in_utf_8(pieces(file, first_of_text(file), end), written), line_break)


def _plain(file: BinaryIO, source: Source, placed: list[Placed]) -> pa.Buffer:
    """Find the rows of a text without quotation marks; in UTF-8 its own bytes are used."""
    line_break = ord((source.line_end or "\n")[-1])
    same = source.encoding == encoding.UTF_8

    def find() -> Iterator[bytes]:
        first, line = first_of_text(file) if same else 0, 0
        for block in _text(file, source):
            rows = plain_rows(np.frombuffer(block, np.uint8), line_break)
            placed.append((rows, first, line))
            first, line = first + len(block), line + len(rows.lines)
            yield block

    if not same:
        return mapped(temporary(find()))
    for _ in find():
        pass
    return mapped(file)


def _unquoted(file: BinaryIO, source: Source, placed: list[Placed]) -> pa.Buffer:
    """Write the text without its quotation marks; line by line when they do not all fit."""
    marks = Marks(
        ord(str(source.delimiter)),
        ord(str(source.quote)),
        ord((source.line_end or "\n")[-1]),
        source.usual_columns or 1,
    )
    written = _whole_rows(_text(file, source), marks, placed)
    if written is None:
        placed.clear()
        written = temporary(_lines(_text(file, source), marks, placed))
    return mapped(written)


def _whole_rows(stream: Iterator[bytes], marks: Marks, placed: list[Placed]) -> BinaryIO | None:
    fits = True

    def write() -> Iterator[bytes]:
        nonlocal fits
        first, line, rest = 0, 0, b""
        for block, last in _with_last(stream):
            part = unquote(rest + block, marks, last=last)
            if part is None or len(rest) > BLOCK:
                fits = False
                return
            rest = (rest + block)[part.used :]
            first, line = _place(part, placed, first, line)
            yield part.content

    file = temporary(write())
    return file if fits else None


def _lines(stream: Iterator[bytes], marks: Marks, placed: list[Placed]) -> Iterator[bytes]:
    first, line = 0, 0
    for block in stream:
        part = unquote_lines(block, marks)
        first, line = _place(part, placed, first, line)
        yield part.content


def _place(part: Unquoted, placed: list[Placed], first: int, line: int) -> tuple[int, int]:
    placed.append((part.rows, first, line))
    return first + len(part.content), line + part.lines


def _with_last(stream: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each block, and whether it is the last."""
    before = next(stream, None)
    for block in stream:
        if before is not None:
            yield before, False
        before = block
    if before is not None:
        yield before, True


def _too_long(placed: list[Placed], content: pa.Buffer, separator: bytes) -> Trouble | None:
    """A cell longer than any text in a ledger: a damaged file."""
    for rows, first, before in placed:
        for row in np.flatnonzero(rows.ends - rows.starts > LONGEST_ROW):
            start, end = int(rows.starts[row]) + first, int(rows.ends[row]) + first
            if max(map(len, content[start:end].to_pybytes().split(separator))) > LONGEST_ROW:
                return Trouble("cell_too_long", {"row": int(rows.lines[row]) + before, "longest": LONGEST_ROW})
    return None


def _notes(placed: list[Placed]) -> Iterator[Note]:
    wrong = sum(int(rows.wrong.sum()) for rows, _, _ in placed)
    if wrong:
        first = next(int(rows.lines[rows.wrong.argmax()]) + line for rows, _, line in placed if rows.wrong.any())
        yield Note("quotes_wrong", {"count": wrong, "row": first})


@cache
def _sql(name: str) -> str:
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text(encoding="utf-8")
