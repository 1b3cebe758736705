"""Text files: how they are written, and their rows as a grid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from pokdash.ledger.grid import Note
from pokdash.ledger.layout import LONGEST_ROW
from pokdash.ledger.source import dialect, encoding
from pokdash.ledger.source.content import (
    BLOCK,
    blocks,
    end_of_text,
    first_of_text,
    in_utf_8,
    line_feeds,
    pieces,
    size_of,
    temporary,
)
from pokdash.ledger.source.model import Hints, Kind, Seen, Source, Trouble

_HEAD = 1 << 20
_LINES = 400
_OLD = ("cp850", "cp437", "cp858")


@dataclass(slots=True)
class _Traits:
    """What is noticed while the blocks of a file go by."""

    quotes: bool = False
    trouble: Trouble | None = None


def open_text(file: BinaryIO, path: Path, hints: Hints) -> Source | Trouble:
    """How this text is written; every byte of it has been looked at."""
    file.seek(0)
    mark = encoding.marked(file.read(1 << 12))
    if mark in (encoding.UTF_16_LE, encoding.UTF_16_BE):
        try:
            file = temporary(in_utf_8(pieces(file), mark))
        except UnicodeDecodeError as error:
            return Trouble("utf_16_damaged", {"byte": error.start})
    first, end, size = first_of_text(file), end_of_text(file), size_of(file)
    file.seek(first)
    head = file.read(max(0, min(_HEAD, end - first)))
    if not head.strip():
        return Trouble("empty")
    line_end = line_end_of(head)
    traits = _Traits()
    stream = blocks(pieces(file, first, end), line_end[-1].encode())
    found = encoding.recognise(_watched(stream, traits))
    if traits.trouble:
        return traits.trouble
    if isinstance(found, Trouble):
        found = _as_said(found, hints)
    if isinstance(found, Trouble):
        return found
    written, seen = found
    source = Source(
        path, Kind.TEXT, "csv", encoding=written, declared_encoding=mark, encoding_seen=seen, line_end=line_end
    )
    if mark in (encoding.UTF_16_LE, encoding.UTF_16_BE):
        source = replace(source, encoding=mark)
    file.seek(end - 1)
    unended = file.read(1) not in (b"\n", b"\r")
    source = replace(source, notes=tuple(_notes(source, junk=size - end)), unended=unended)
    return _with_dialect(source, _sample(head, written, line_end), hints, quotes=traits.quotes)


def line_end_of(head: bytes) -> str:
    """How the lines of a text end: the way that most of the first lines do."""
    lines = head.count(b"\n")
    if not lines:
        return "\r" if b"\r" in head else "\n"
    if 2 * head.count(b"\r\r\n") > lines:
        return "\r\r\n"
    return "\r\n" if 2 * head.count(b"\r\n") > lines else "\n"


def _watched(stream: Iterator[bytes], traits: _Traits) -> Iterator[bytes]:
    """The blocks as they are, up to the first one that no text has."""
    line = 1
    for block in stream:
        traits.quotes = traits.quotes or b'"' in block
        if (nul := block.find(b"\0")) >= 0:
            traits.trouble = Trouble("nul", {"line": line + block.count(b"\n", 0, nul)})
            return
        if len(block) > BLOCK + LONGEST_ROW and block.count(b"\n") + block.count(b"\r") == 0:
            traits.trouble = Trouble("cell_too_long", {"row": line, "longest": LONGEST_ROW})
            return
        line += line_feeds(block)
        yield block


def _as_said(trouble: Trouble, hints: Hints) -> tuple[str, Seen | None] | Trouble:
    """An old encoding cannot be proven, but a person may say it."""
    said = hints.encoding in _OLD and trouble.key in ("encoding_dos", "encoding_unknown")
    return (str(hints.encoding), None) if said else trouble


def _notes(source: Source, junk: int) -> Iterator[Note]:
    if source.declared_encoding and source.declared_encoding != source.encoding:
        yield Note("encoding_differs", {"declared": source.declared_encoding, "found": str(source.encoding)})
    if source.line_end == "\r\r\n":
        yield Note("line_end_doubled")
    if junk:
        yield Note("junk_tail", {"bytes": junk})


def _sample(head: bytes, written: str, line_end: str) -> list[str]:
    """The first lines as text, without a line that may have been cut off."""
    lines = head.decode(written, errors="replace").split(line_end[-1])
    whole = lines[: max(1, len(lines) - 1)] if len(head) > _HEAD - 8 else lines
    return [line.rstrip("\r") for line in whole[:_LINES]]


def _with_dialect(source: Source, lines: list[str], hints: Hints, *, quotes: bool) -> Source | Trouble:
    found = dialect.recognise(lines, hints)
    if isinstance(found, Trouble):
        return found
    return replace(
        source,
        delimiter=found.delimiter,
        quote=found.quote or ('"' if quotes else None),
        columns=found.columns,
        usual_columns=found.usual_columns,
        ruled=found.ruled,
    )
