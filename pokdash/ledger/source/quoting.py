"""Text with quotation marks to text without: NUL between the fields, no marks around them, set-wise per block."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pokdash.ledger.source.rows import RIGHT, WRONG, Bytes, Places, positions, starts_of, without_returns

SEPARATOR = "\0"
_SPACE = 0x20
_Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Marks:
    """The bytes that mean something in this text."""

    delimiter: int
    quote: int
    line_break: int
    usual_columns: int


@dataclass(frozen=True, slots=True)
class Unquoted:
    """The rows of a block as bytes, SEPARATOR between the fields, and how many bytes of the block they took."""

    content: bytes
    used: int


def unquote(block: bytes, marks: Marks, *, last: bool) -> Unquoted | None:
    """Take the whole rows off the front of a block that starts with a row and ends with a line break.

    A line break between quotation marks belongs to its cell. A row ends with RIGHT, or with WRONG: it may be several.
    None when the marks do not fit: then `unquote_lines` tells in which lines.
    """
    whole = np.frombuffer(block, np.uint8)
    breaks = positions(whole, marks.line_break)
    quotes, opens, closes = _quotes(whole, marks)
    if not _fit(quotes, opens, closes).all():
        line = np.searchsorted(breaks, quotes)
        touched = np.zeros(len(breaks) + 1, bool)
        touched[line[opens | closes]] = True
        kept = touched[line]  # marks in a line where none begins or ends a cell are text: 5" pipe
        quotes, opens, closes = quotes[kept], opens[kept], closes[kept]
        if not _fit(quotes, opens, closes).all():
            return None
    inside = np.searchsorted(quotes, breaks) % 2 == 1
    ends = breaks[~inside]
    used = int(ends[-1]) + 1 if len(ends) else 0
    if last and used < len(block):
        return None
    wrong = _swallowing(whole[:used], breaks, inside, marks) if inside.any() else np.zeros(len(ends), bool)
    return _stripped(whole[:used], quotes[quotes < used], ends, wrong, marks.delimiter)


def unquote_lines(block: bytes, marks: Marks) -> Unquoted:
    """The same for a text whose quotation marks do not all fit: every line is a row and says if its marks are wrong."""
    whole = np.frombuffer(block, np.uint8)
    breaks = positions(whole, marks.line_break)
    quotes, opens, closes = _quotes(whole, marks)
    line = np.searchsorted(breaks, quotes)
    begun = np.zeros(len(breaks), bool)
    begun[line[opens]] = True
    kept = begun[line]
    quotes, opens, closes, line = quotes[kept], opens[kept], closes[kept], line[kept]
    first = np.searchsorted(line, line)  # of the marks of the same line
    wrong = np.bincount(line, minlength=len(breaks)) % 2 == 1
    wrong[line[~_fit(quotes, opens, closes, np.arange(len(quotes)) - first)]] = True
    return _stripped(whole, quotes[~wrong[line]], breaks, wrong, marks.delimiter)


def _quotes(whole: Bytes, marks: Marks) -> tuple[Places, _Flags, _Flags]:
    """Every quotation mark, whether it can begin a cell, and whether it can end one; spaces may lie around a cell."""
    quotes = positions(whole, marks.quote)
    edge = np.zeros(256, bool)
    edge[[marks.delimiter, 0x0A, 0x0D]] = True
    before, behind = quotes - 1, np.minimum(quotes + 1, len(whole) - 1)
    if (whole[before] == _SPACE).any() or (whole[behind] == _SPACE).any():
        filled = np.flatnonzero(whole != _SPACE)
        place = np.searchsorted(filled, quotes)
        before = np.where(place > 0, filled[place - 1], -1)
        behind = filled[np.minimum(place + 1, len(filled) - 1)]
    opens = edge[whole[before]] | (before < 0)
    return quotes, opens, edge[whole[behind]]


def _fit(quotes: Places, opens: _Flags, closes: _Flags, place: Places | None = None) -> _Flags:
    """Whether each mark is right where it stands: even ones begin a cell, odd ones end it, or two make one of text."""
    odd = (np.arange(len(quotes)) if place is None else place) % 2 == 1
    next_to = np.zeros(len(quotes) + 1, bool)
    next_to[1:-1] = np.diff(quotes) == 1
    return np.where(odd, closes | next_to[1:], opens | next_to[:-1])


def _swallowing(whole: Bytes, breaks: Places, inside: _Flags, marks: Marks) -> _Flags:
    """The rows of several lines that are each a whole row by themselves: two stray marks may have made them one."""
    here = int(np.searchsorted(breaks, len(whole)))
    breaks, ends_row = breaks[:here], ~inside[:here]
    delimiters = np.searchsorted(positions(whole, marks.delimiter), breaks)
    complete = np.diff(delimiters, prepend=0) >= max(1, marks.usual_columns - 1)
    row: Places = np.cumsum(ends_row) - ends_row
    count = int(ends_row.sum())
    lines = np.bincount(row, minlength=count)
    whole_lines = np.bincount(row, weights=complete, minlength=count)
    swallowing: _Flags = (lines > 1) & (lines == whole_lines)
    return swallowing


def _stripped(whole: Bytes, quotes: Places, ends: Places, wrong: _Flags, delimiter: int) -> Unquoted:
    """Put the separator where a delimiter stands outside the marks, mark the ends of the rows, leave the marks out."""
    outside = np.repeat(np.arange(len(quotes) + 1) % 2 == 0, np.diff(quotes, prepend=0, append=len(whole)))
    text = np.where((whole == delimiter) & outside, np.uint8(0), whole)
    text[ends] = np.where(wrong, np.uint8(WRONG), np.uint8(RIGHT))
    doubled = np.zeros(len(quotes), bool)
    doubled[2::2] = quotes[2::2] - quotes[1:-1:2] == 1
    keep = np.ones(len(text), bool)
    keep[quotes[~doubled]] = False
    returns = ends - without_returns(whole, starts_of(ends), ends)
    for back in (1, 2):
        keep[ends[returns >= back] - back] = False
    return Unquoted(text[keep].tobytes(), len(whole))
