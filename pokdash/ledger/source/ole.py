"""The old compound files of Office: an XLS, a password on an XLSX, or another document."""

from __future__ import annotations

from typing import BinaryIO

from pokdash.ledger.source.model import Trouble

_OTHERS = {"WordDocument": "Word", "PowerPoint Document": "PowerPoint", "__properties_version1.0": "Outlook"}
_PIECE = 1 << 20


def ole_trouble(file: BinaryIO) -> Trouble | None:
    """Trouble `password` or `other_kind`; None for a workbook. The names of the parts stand in the file as UTF-16."""
    if _names(file, "EncryptedPackage"):
        return Trouble("password")
    if _names(file, "Workbook") or _names(file, "Book"):
        return None
    kind = next((name for part, name in _OTHERS.items() if _names(file, part)), None)
    return Trouble("other_kind", {"kind": kind}) if kind else Trouble("damaged")


def _names(file: BinaryIO, part: str) -> bool:
    """Whether the file has a part with this name: the name, ended by a zero, at the start of a directory entry."""
    wanted = (part + "\0").encode("utf-16-le")
    file.seek(0)
    rest = b""
    while piece := file.read(_PIECE):
        if wanted in rest + piece:
            return True
        rest = piece[-len(wanted) :]
    return False
