"""Where the rows of a file lie: byte positions and physical line numbers, found set-wise, not row by row."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pokdash.ledger.layout import LONGEST_ROW
from pokdash.ledger.row_problem import RowProblem, shortened

_CHUNK = 1 << 24
_BOM = codecs.BOM_UTF8
_Positions = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Records:
    """The rows of a file: `starts` has one more entry than there are rows, `lines` the line where each begins."""

    content: bytes
    starts: _Positions
    lines: _Positions

    def __len__(self) -> int:
        return len(self.lines)

    def text(self, record: int) -> str:
        """One row as text, without its line end."""
        return self.content[self.starts[record] : self.starts[record + 1]].decode("utf-8").rstrip("\r\n")

    def table(self, first: int) -> pa.Table:
        """The rows from `first` on as a table (source_row, record) that shares the bytes of the file."""
        offsets = np.ascontiguousarray(self.starts[first:])
        count = len(offsets) - 1
        texts = pa.LargeStringArray.from_buffers(count, pa.py_buffer(offsets), pa.py_buffer(self.content))
        return pa.table({"source_row": pa.array(self.lines[first:]), "record": texts})


def unreadable(content: bytes) -> RowProblem | None:
    """Why these bytes are no text in UTF-8 with ordinary lines; None when they are."""
    if not content.removeprefix(_BOM).strip():
        return RowProblem(None, None, None, "file_empty")
    if content.startswith(b"PK\x03\x04"):
        return RowProblem(None, None, None, "workbook")
    return _wrong_encoding(content) or _wrong_line_ends(content)


def _wrong_encoding(content: bytes) -> RowProblem | None:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return RowProblem(1, None, "UTF-16", "encoding")
    if (nul := content.find(b"\0")) >= 0:
        return RowProblem(_line_at(content, nul), None, None, "nul")
    if (wrong := _first_undecodable(content)) is not None:
        word = content[max(0, wrong - 20) : wrong + 20].decode("cp1252", errors="replace")
        return RowProblem(_line_at(content, wrong), None, shortened(word), "encoding")
    return None


def _wrong_line_ends(content: bytes) -> RowProblem | None:
    only_returns = b"\n" not in content and b"\r" in content.rstrip()
    return RowProblem(1, None, None, "line_ends") if only_returns else None


def split(content: bytes) -> Records | RowProblem:
    """Find the rows; a line break between quotation marks does not end a row. Takes text that is not `unreadable`."""
    start = len(_BOM) if content.startswith(_BOM) else 0
    breaks = _positions(content, b"\n")
    quotes = _positions(content, b'"')
    ends = breaks[np.searchsorted(quotes, breaks) % 2 == 0] if len(quotes) else breaks
    if not len(ends) or ends[-1] != len(content) - 1:
        ends = np.append(ends, len(content) - 1)
    starts = np.concatenate(([start], ends + 1))
    lines = np.searchsorted(breaks, starts[:-1]) + 1
    if len(quotes) % 2:
        return RowProblem(int(lines[-1]), None, None, "quote_open")
    sizes = np.diff(starts)
    if (longest := int(sizes.argmax())) >= 0 and sizes[longest] > LONGEST_ROW:
        first = int((sizes > LONGEST_ROW).argmax())
        found = content[starts[first] : starts[first] + 200].decode("utf-8", errors="ignore")
        return RowProblem(int(lines[first]), None, shortened(found), "row_too_long", {"longest": LONGEST_ROW})
    return Records(content, starts, lines)


def _positions(content: bytes, byte: bytes) -> _Positions:
    """Where this byte stands, in order; by chunks, so that a large file needs little memory."""
    whole = np.frombuffer(content, np.uint8)
    chunks = [
        np.flatnonzero(whole[first : first + _CHUNK] == byte[0]) + first for first in range(0, len(whole), _CHUNK)
    ]
    return np.concatenate(chunks).astype(np.int64, copy=False)


def _line_at(content: bytes, position: int) -> int:
    return content.count(b"\n", 0, position) + 1


def _first_undecodable(content: bytes) -> int | None:
    if content.isascii():
        return None
    decoder = codecs.getincrementaldecoder("utf-8")()
    for first in range(0, len(content), _CHUNK):
        kept = len(decoder.getstate()[0])
        try:
            decoder.decode(content[first : first + _CHUNK], final=first + _CHUNK >= len(content))
        except UnicodeDecodeError as error:
            return first - kept + error.start
    return None
