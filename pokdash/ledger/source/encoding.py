"""In which encoding a text is written, with the proof: every byte of the file is looked at, set-wise."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pokdash.ledger.source.content import line_feeds
from pokdash.ledger.source.model import Seen, Trouble

UTF_8, UTF_16_LE, UTF_16_BE, CP1252 = "utf-8", "utf-16-le", "utf-16-be", "cp1252"
MARKS = {UTF_8: codecs.BOM_UTF8, UTF_16_LE: codecs.BOM_UTF16_LE, UTF_16_BE: codecs.BOM_UTF16_BE}
_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_LOWER = np.zeros(256, bool)
_LOWER[ord("a") : ord("z") + 1] = True
_DOS_LETTERS = np.zeros(256, bool)  # é, ë, ï, ó ... in cp850 and cp437; in Windows-1252 no letters of a Dutch word
_DOS_LETTERS[[*range(0x81, 0x8E), 0x93, 0x94, 0x95, *range(0xA0, 0xA4)]] = True
_UNDEFINED = np.zeros(256, bool)  # bytes that Windows-1252 does not have
_UNDEFINED[[0x81, 0x8D, 0x8F, 0x90, 0x9D]] = True
_AROUND = 30
_BETWEEN_WORDS = r"[^\w'’-]"
_Bytes = npt.NDArray[np.uint8]
_Flags = npt.NDArray[np.bool_]


@dataclass(slots=True)
class _Finds:
    """The first place of everything that tells one encoding from another."""

    seen: dict[str, Seen] = field(default_factory=dict)

    def add(self, what: str, block: bytes, place: int, line: int, encoding: str) -> None:
        if what not in self.seen:
            self.seen[what] = Seen(line + block.count(b"\n", 0, place), _word(block, place, encoding))


def marked(head: bytes) -> str | None:
    """The encoding that the first bytes of a file say: a byte order mark, or the zeros of UTF-16 without one."""
    for encoding, mark in MARKS.items():
        if head.startswith(mark) and not head.startswith(_UTF_32):
            return encoding
    zeros = np.frombuffer(head[: len(head) // 2 * 2], np.uint8) == 0
    even, odd = zeros[::2].mean() if len(zeros) else 0, zeros[1::2].mean() if len(zeros) else 0
    if odd > 0.4 and even < 0.1:
        return UTF_16_LE
    return UTF_16_BE if even > 0.4 and odd < 0.1 else None


def recognise(blocks: Iterable[bytes]) -> tuple[str, Seen | None] | Trouble:
    """UTF-8 or Windows-1252, and a word that shows it; blocks end where lines end.

    Trouble: `encoding_mixed` (some lines in one, some in the other), `encoding_dos`, `encoding_unknown`.
    """
    finds, line = _Finds(), 1
    for block in blocks:
        if not block.isascii():
            _look(block, line, finds)
        line += line_feeds(block)
    seen = finds.seen
    if "broken" not in seen:
        return UTF_8, seen.get(UTF_8)
    if UTF_8 in seen:
        one, other = seen[UTF_8], seen["broken"]
        params: dict[str, str | int] = {
            "line": one.line, "word": one.word, "other_line": other.line, "other_word": other.word,
        }  # fmt: skip
        return Trouble("encoding_mixed", params)
    if "dos" in seen and "letter" not in seen:
        return Trouble("encoding_dos", {"line": seen["dos"].line, "word": seen["dos"].word})
    if "dos" in seen or "undefined" in seen:
        strange = seen.get("dos") or seen["undefined"]
        return Trouble("encoding_unknown", {"line": strange.line, "word": strange.word})
    return CP1252, seen.get("letter") or seen["broken"]


def _look(block: bytes, line: int, finds: _Finds) -> None:
    """Note what a block with bytes outside ASCII shows."""
    whole = np.frombuffer(block, np.uint8)
    if _is_utf_8(block):
        if UTF_8 not in finds.seen:
            finds.add(UTF_8, block, int((whole >= 0x80).argmax()), line, UTF_8)
        return
    high = np.flatnonzero(whole >= 0x80)
    byte, before, after = whole[high], whole[high - 1], whole[np.minimum(high + 1, len(whole) - 1)]
    utf_8 = _utf_8_letters(byte, after)
    trail = np.zeros(len(high), bool)
    trail[1:] = utf_8[:-1] & (np.diff(high) == 1)
    trail[2:] |= (byte[:-2] == 0xE2) & utf_8[:-2] & (high[2:] - high[:-2] == 2)
    single = ~utf_8 & ~trail
    within = _LOWER[before] & _LOWER[after]
    dos = _DOS_LETTERS[byte] & (within | ((byte == 0x82) & _LOWER[before]))
    found = {
        (UTF_8, UTF_8): utf_8,
        ("broken", CP1252): single,
        ("dos", "cp850"): single & dos,
        ("letter", CP1252): single & (byte >= 0xC0) & (_LOWER[before] | _LOWER[after]),
        ("undefined", CP1252): single & _UNDEFINED[byte],
    }
    for (what, encoding), places in found.items():
        if places.any():
            finds.add(what, block, int(high[places.argmax()]), line, encoding)


def _utf_8_letters(byte: _Bytes, after: _Bytes) -> _Flags:
    """Where é, ë, € ... stand in UTF-8: in Windows-1252 these bytes are `Ã©` and `â‚¬`, which nobody writes."""
    follows = (after >= 0x80) & (after < 0xC0)
    begins: _Flags = (byte == 0xC2) | (byte == 0xC3) | ((byte == 0xE2) & ((after == 0x80) | (after == 0x82)))
    return begins & follows


def _is_utf_8(block: bytes) -> bool:
    offsets = pa.py_buffer(np.array([0, len(block)], np.int64))
    try:
        pa.LargeStringArray.from_buffers(1, offsets, pa.py_buffer(block)).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _word(block: bytes, place: int, encoding: str) -> str:
    """The word around a byte, as it reads in this encoding."""
    before = re.split(_BETWEEN_WORDS, block[max(0, place - _AROUND) : place].decode(encoding, errors="ignore"))[-1]
    after = block[place : place + _AROUND].decode(encoding, errors="replace")
    return before + after[0] + re.split(_BETWEEN_WORDS, after[1:])[0]
