"""The bytes of a file, block by block, and the same in UTF-8; nothing is ever held in memory as a whole."""

from __future__ import annotations

import codecs
import mmap
import tempfile
from collections.abc import Iterator
from typing import BinaryIO

import numpy as np
import pyarrow as pa

BLOCK = 1 << 20  # bytes; fits in the cache of a processor
_PIECE = 1 << 16
_C1 = bytes(range(0x80, 0xA0))  # where Windows-1252 differs from ISO 8859-1
_JUNK = b"\0\x1a"  # NUL and Ctrl-Z: what old programs put behind a text


def pieces(file: BinaryIO, first: int = 0, end: int | None = None, size: int = BLOCK) -> Iterator[bytes]:
    """The bytes from `first` up to `end`."""
    file.seek(first)
    left = (end if end is not None else size_of(file)) - first
    file.seek(first)
    while left > 0 and (piece := file.read(min(size, left))):
        left -= len(piece)
        yield piece


def blocks(stream: Iterator[bytes], line_break: bytes) -> Iterator[bytes]:
    """The same bytes, cut where a line ends; the last line gets a line break when it has none.

    A line longer than a block comes out in parts that do not end with a line break.
    """
    rest = b""
    for piece in stream:
        cut = piece.rfind(line_break) + 1
        if cut:
            yield rest + piece[:cut]
            rest = piece[cut:]
        elif len(rest) > BLOCK:
            yield rest
            rest = piece
        else:
            rest += piece
    if rest:
        yield rest + line_break


def line_feeds(block: bytes) -> int:
    """How many line feeds there are in a block."""
    return int(np.count_nonzero(np.frombuffer(block, np.uint8) == 0x0A))


def size_of(file: BinaryIO) -> int:
    """Bytes in the file."""
    return file.seek(0, 2)


def first_of_text(file: BinaryIO) -> int:
    """Where the text begins: after the byte order mark of UTF-8, if there is one."""
    file.seek(0)
    return len(codecs.BOM_UTF8) if file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8 else 0


def end_of_text(file: BinaryIO) -> int:
    """Where the text ends: before a junk tail of NULs and Ctrl-Z, if there is one."""
    end = size_of(file)
    while end:
        first = max(0, end - _PIECE)
        file.seek(first)
        tail = file.read(end - first)
        text = tail.rstrip(_JUNK + b"\r\n \t")
        junk = [place for place in (tail.find(byte, len(text)) for byte in (b"\0", b"\x1a")) if place >= 0]
        if not junk:
            return end
        end = first + min(junk)
        if text or min(junk):
            return end
    return 0


def in_utf_8(stream: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """The same text in UTF-8. A UnicodeDecodeError says that it is not in this encoding."""
    if encoding == "utf-8":
        yield from stream
    elif encoding == "cp1252":
        yield from map(_from_cp1252, stream)
    else:
        decoder = codecs.getincrementaldecoder(encoding)("strict")
        for piece in stream:
            yield decoder.decode(piece).encode("utf-8")
        yield decoder.decode(b"", final=True).encode("utf-8")


def _from_cp1252(block: bytes) -> bytes:
    """By small pieces, because nearly all of them are ASCII or ISO 8859-1, which is much faster."""
    if block.isascii():
        return block
    return b"".join(_small_from_cp1252(block[first : first + _PIECE]) for first in range(0, len(block), _PIECE))


def _small_from_cp1252(piece: bytes) -> bytes:
    latin = len(piece.translate(None, _C1)) == len(piece)
    return piece.decode("latin-1" if latin else "cp1252").encode("utf-8")


def temporary(stream: Iterator[bytes]) -> BinaryIO:
    """A temporary file with these bytes; it is gone when it is closed."""
    file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115
    file.writelines(stream)
    file.flush()
    return file


def mapped(file: BinaryIO) -> pa.Buffer:
    """The bytes of a file that is not empty, as memory that the system reads when it is needed."""
    return pa.py_buffer(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
