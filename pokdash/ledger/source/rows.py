"""Where the rows of a text lie in memory, as an Arrow table that shares its bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one block: where each starts and ends (line end left out), on which line, and whether its quotes fit."""

    starts: Places
    ends: Places
    lines: Places
    wrong: npt.NDArray[np.bool_]


Placed = tuple[Rows, int, int]
"""The rows of a block, the place of its first byte in the content, and the lines before it in the file."""


def positions(block: npt.NDArray[np.uint8], byte: int) -> Places:
    """Where this byte stands, in order."""
    return np.flatnonzero(block == byte).astype(np.int64, copy=False)


def plain_rows(block: npt.NDArray[np.uint8], line_break: int) -> Rows:
    """The rows of a block without quotation marks: one for every line. The block ends with a line break."""
    breaks = positions(block, line_break)
    starts = np.concatenate((np.zeros(1, np.int64), breaks + 1))[:-1]
    ends = without_returns(block, starts, breaks)
    return Rows(starts, ends, np.arange(1, len(breaks) + 1), np.zeros(len(breaks), bool))


def without_returns(block: npt.NDArray[np.uint8], starts: Places, ends: Places) -> Places:
    """The ends of rows before their carriage returns (CR LF, and CR CR LF)."""
    for _ in range(2):
        ends = ends - ((ends > starts) & (block[ends - 1] == 0x0D))
    return ends


def table(blocks: Sequence[Placed], content: pa.Buffer) -> pa.Table:
    """The rows as (source_row, quotes_wrong, record) over the bytes of `content`.

    Arrow keeps texts that lie one after another. So between two rows lies their line end, as a text with source_row 0.
    """
    count = sum(len(rows.starts) for rows, _, _ in blocks)
    offsets = np.empty(2 * count + 1, np.int64)
    lines, wrong, done = np.zeros(2 * count, np.int32), np.zeros(2 * count, bool), 0
    for rows, first, lines_before in blocks:
        here = slice(2 * done, 2 * (done + len(rows.starts)))
        offsets[here][0::2], offsets[here][1::2] = rows.starts + first, rows.ends + first
        lines[here][0::2], wrong[here][0::2] = rows.lines + lines_before, rows.wrong
        done += len(rows.starts)
    offsets[-1] = content.size
    records = pa.LargeStringArray.from_buffers(2 * count, pa.py_buffer(offsets), content)
    return pa.table({"source_row": pa.array(lines), "quotes_wrong": pa.array(wrong), "record": records})
