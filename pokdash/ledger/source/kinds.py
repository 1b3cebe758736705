"""What kind of file it is: by its first bytes, never by its name."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import BinaryIO

from pokdash.ledger.source.model import Trouble

_HEAD = 1 << 13


class Form(StrEnum):
    """What a file is made of; only these can hold a ledger."""

    TEXT = "text"
    ZIP = "zip"
    OLE = "ole"
    XML = "xml"
    PARQUET = "parquet"


_SIGNATURES = (
    (b"PK\x03\x04", Form.ZIP),
    (b"PK\x05\x06", Form.ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Form.OLE),
    (b"PAR1", Form.PARQUET),
)
_OTHER = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"RIFF", "RIFF"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"BZh", "BZIP2"),
    (b"\xfd7zXZ\0", "XZ"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"ARROW1", "Arrow"),
    (b"SQLite format 3\0", "SQLite"),
    (b"\0\x01\0\0Standard ", "Access"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"{\\rtf", "RTF"),
)
_BINARY_ONLY = frozenset(("BMP", "EXE", "RIFF"))  # signatures of letters: only together with a NUL byte
_MHTML, _TABLE = b"MIME-Version:", b"<table"
_SEARCHED = 1 << 20  # bytes in which a web page has its table
_HTML = re.compile(rb"\s*(?:<!doctype\s+html|<html|<table|<head|<body|<meta)", re.IGNORECASE)
_JSON = re.compile(rb"\s*(?:\{\s*(?:\"|\})|\[\s*(?:\{\s*\"|\[|\"[^\"]*\"\s*,\s*\"|\]))")
_XML = re.compile(rb"\s*<(?:\?xml|!DOCTYPE|!--|[A-Za-z_][\w.:-]*[\s>/])")


def form_of(file: BinaryIO) -> Form | Trouble:
    """What the bytes say; Trouble `empty`, `parquet_locked`, or `other_kind` or `only_in_excel` with its name."""
    file.seek(0)
    head = file.read(_HEAD)
    if not head:
        return Trouble("empty")
    for signature, form in _SIGNATURES:
        if head.startswith(signature):
            return form
    if head.startswith(b"PARE"):
        return Trouble("parquet_locked")
    if head[8:12] == b"DUCK":
        return Trouble("other_kind", {"kind": "DuckDB"})
    for signature, name in _OTHER:
        if head.startswith(signature) and (name not in _BINARY_ONLY or b"\0" in head):
            return Trouble("other_kind", {"kind": name})
    return _written(head, file)


def _written(head: bytes, file: BinaryIO) -> Form | Trouble:
    """What a file of letters is."""
    text = head.removeprefix(b"\xef\xbb\xbf")
    if text[:2] in (b"\xff\xfe", b"\xfe\xff") or text[1:2] == b"\0":
        text = text.replace(b"\0", b"").lstrip(b"\xff\xfe")
    if text.startswith(_MHTML):
        return Trouble("only_in_excel", {"kind": "MHTML"})
    if _HTML.match(text):
        has_table = _TABLE in (text + file.read(_SEARCHED)).lower()
        return Trouble("only_in_excel" if has_table else "other_kind", {"kind": "HTML"})
    if _JSON.match(text):
        return Trouble("other_kind", {"kind": "JSON"})
    return Form.XML if _XML.match(text) else Form.TEXT
