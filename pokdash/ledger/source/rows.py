"""The rows of a text for DuckDB: found block by block whenever it asks for them; memory holds a block, never a file."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock
from typing import BinaryIO

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pokdash.ledger.source.content import BLOCK

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]

RIGHT, WRONG = 0xFE, 0xFF
"""Bytes that UTF-8 does not have: they end a row that was taken from between quotation marks, which fitted or not."""

_SCHEMA = pa.schema({"source_row": pa.int64(), "quotes_wrong": pa.bool_(), "record": pa.string()})


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one block: where each starts and ends (line end left out), on which line, and whether its quotes fit."""

    block: bytes
    starts: Places
    ends: Places
    lines: Places
    wrong: npt.NDArray[np.bool_]
    next_line: int  # on which the row after these starts


@dataclass(slots=True)
class Lines:
    """The rows from byte `first` to `end` of a file in UTF-8, as relation (source_row, quotes_wrong, record).

    A row ends with a line break; `unquoted`: with RIGHT or WRONG, because line breaks stand in cells too.
    """

    file: BinaryIO
    first: int
    end: int
    line_break: int
    unquoted: bool
    _reading: Lock = field(default_factory=Lock)  # more than one query may read
    _taken: int = 0  # bytes that the last scan has read

    @property
    def share(self) -> float:
        """The part of the text that the last scan has read, from 0 to 1."""
        return self._taken / max(1, self.end - self.first)

    def restart(self) -> None:
        """Forget the last scan."""
        self._taken = 0

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """All rows from the first on: DuckDB calls this for every scan."""
        batches = map(_batch, self.rows())
        return pa.RecordBatchReader.from_batches(_SCHEMA, batches).__arrow_c_stream__(requested_schema)

    def rows(self) -> Iterator[Rows]:
        """Every row of the text, a block at a time."""
        find, line = _unquoted_rows if self.unquoted else _plain_rows, 1
        for block, length in self._blocks():
            rows = find(block, length, self.line_break, line)
            line = rows.next_line
            yield rows

    def _blocks(self) -> Iterator[tuple[bytes, int]]:
        """Bytes of the file, and up to where they are whole rows; the last row gets an end when it has none."""
        row_ends = [bytes([end]) for end in ((RIGHT, WRONG) if self.unquoted else (self.line_break,))]
        place, size = self.first, BLOCK
        while place < self.end:
            block = self._read(place, min(size, self.end - place))
            length = max(map(block.rfind, row_ends)) + 1
            if place + len(block) == self.end and length < len(block):
                block += row_ends[0]
                length = len(block)
            if length:
                yield block, length
                place, size = place + length, BLOCK
                self._taken = place - self.first
            else:
                size *= 2

    def _read(self, place: int, size: int) -> bytes:
        with self._reading:
            self.file.seek(place)
            block = self.file.read(size)
        if len(block) < size:  # the file has become shorter since it was looked at
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return block


def positions(block: Bytes, byte: int) -> Places:
    """Where this byte stands, in order."""
    return np.flatnonzero(block == byte).astype(np.int64, copy=False)


def starts_of(ends: Places) -> Places:
    """Where rows start that end here, one after another from the beginning of a block."""
    return np.concatenate((np.zeros(1, np.int64), ends[:-1] + 1))[: len(ends)]


def without_returns(whole: Bytes, starts: Places, ends: Places) -> Places:
    """The ends of rows before their carriage returns (CR LF, and CR CR LF)."""
    for _ in range(2):
        ends = ends - ((ends > starts) & (whole[ends - 1] == 0x0D))
    return ends


def _plain_rows(block: bytes, length: int, line_break: int, line: int) -> Rows:
    """Every line is a row."""
    whole = np.frombuffer(block, np.uint8, length)
    breaks = positions(whole, line_break)
    starts, lines = starts_of(breaks), np.arange(line, line + len(breaks))
    ends, wrong = without_returns(whole, starts, breaks), np.zeros(len(breaks), bool)
    return Rows(block, starts, ends, lines, wrong, line + len(breaks))


def _unquoted_rows(block: bytes, length: int, line_break: int, line: int) -> Rows:
    """A row takes a line more for every line break in its cells."""
    whole = np.frombuffer(block, np.uint8, length)
    ends = np.flatnonzero(whole >= RIGHT)
    next_lines = line + np.arange(1, len(ends) + 1) + np.searchsorted(positions(whole, line_break), ends)
    lines = np.concatenate((np.array([line]), next_lines[:-1]))
    return Rows(block, starts_of(ends), ends, lines, whole[ends] == WRONG, int(next_lines[-1]))


def _batch(rows: Rows) -> pa.RecordBatch:
    """The rows over the bytes of their block.

    Arrow keeps texts that lie one after another. So between two rows lies their line end, as a text with source_row 0.
    """
    count = 2 * len(rows.starts)
    offsets = np.empty(count + 1, np.int32)
    offsets[0:-1:2], offsets[1::2], offsets[-1] = rows.starts, rows.ends, rows.ends[-1]
    lines, wrong = np.zeros(count, np.int64), np.zeros(count, bool)
    lines[::2], wrong[::2] = rows.lines, rows.wrong
    records = pa.StringArray.from_buffers(count, pa.py_buffer(offsets), pa.py_buffer(rows.block))
    return pa.record_batch([pa.array(lines), pa.array(wrong), records], schema=_SCHEMA)
