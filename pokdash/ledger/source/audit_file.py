"""Audit files (XML Auditfile Financieel, XAF 3.0 to 4.0): what the header says."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from pokdash.ledger.grid import Note
from pokdash.ledger.row_problem import shortened
from pokdash.ledger.source import encoding
from pokdash.ledger.source.content import blocks, in_utf_8, pieces, temporary
from pokdash.ledger.source.model import AuditFacts, Hints, Kind, Seen, Source, Trouble

_VERSIONS = ("3.0", "3.1", "3.2", "3.3", "4.0")
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)[\"']", re.IGNORECASE)
_VERSION = re.compile(r"(\d\.\d)(?:\D|$)")
_HEAD = 1 << 12
_PROLOG = 1 << 16
_EURO = "EUR"
_SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
"""A workbook as XML, which only a spreadsheet program knows."""
_FACTS = ("fiscalYear", "startDate", "endDate", "curCode")


def open_audit_file(file: BinaryIO, path: Path, hints: Hints) -> Source | Trouble:
    """What the header says.

    Trouble `doctype`, `only_in_excel`, `other_xml`, `xaf_version`, `xml_damaged`, `currency` or encoding.
    """
    del hints  # an audit file says everything itself
    written = _written(file)
    if isinstance(written, Trouble):
        return written
    found, seen, declared = written
    file = single_bytes(file, found)
    if _has_doctype(file):
        return Trouble("doctype")
    try:
        version, facts = _header(file, found)
    except etree.XMLSyntaxError as error:
        return Trouble("xml_damaged", {"line": error.lineno or 1})
    if isinstance(version, Trouble):
        return version
    if facts.currency not in (None, _EURO):
        return Trouble("currency", {"currency": shortened(str(facts.currency))})
    source = Source(path, Kind.AUDIT_FILE, f"xaf-{version}", encoding=found, declared_encoding=declared, facts=facts)
    source = replace(source, encoding_seen=seen)
    if _differs(declared, found, seen):
        source = replace(source, notes=(Note("encoding_differs", {"declared": str(declared), "found": found}),))
    return source


def single_bytes(file: BinaryIO, found: str) -> BinaryIO:
    """The file itself, or in UTF-8 when it is UTF-16: from here on `<` is always one byte."""
    return temporary(in_utf_8(pieces(file), found)) if found.startswith("utf-16") else file


def parser_encoding(found: str) -> str:
    """The encoding that the parser must use, whatever the file declares."""
    return "windows-1252" if found == encoding.CP1252 else "utf-8"


def _written(file: BinaryIO) -> tuple[str, Seen | None, str | None] | Trouble:
    """The real encoding with its proof, and the one the file declares."""
    file.seek(0)
    head = file.read(_HEAD)
    if (mark := encoding.marked(head)) and mark != encoding.UTF_8:
        return mark, None, mark
    declared = _DECLARED.search(head)
    name = declared[1].decode("ascii").lower() if declared else None
    found = encoding.recognise(blocks(pieces(file), b"\n"))
    return found if isinstance(found, Trouble) else (*found, name)


def _differs(declared: str | None, found: str, seen: Seen | None) -> bool:
    """Whether the file declares one encoding and holds another; ASCII alone is right in each."""
    if declared is None or seen is None:
        return False
    return (declared in ("utf-8", "utf8")) != (found == encoding.UTF_8)


def _has_doctype(file: BinaryIO) -> bool:
    file.seek(0)
    return b"<!DOCTYPE" in file.read(_PROLOG).upper()


def _header(file: BinaryIO, found: str) -> tuple[str | Trouble, AuditFacts]:
    """The version, and the facts of the header; the parser stops behind the header."""
    file.seek(0)
    values: dict[str, str] = {}
    version: str | Trouble | None = None
    events = etree.iterparse(
        file,
        events=("start", "end"),
        encoding=parser_encoding(found),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    for event, element in events:
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if version is None:
            version = _version(element)
        if isinstance(version, Trouble) or name == "company" or (name == "header" and event == "end"):
            break
        if event == "end" and name in _FACTS:
            values[name] = (element.text or "").strip()
    return version or Trouble("xml_damaged", {"line": 1}), _facts(values)


def _version(root: etree._Element) -> str | Trouble:
    """`3.2` from the namespace of the root element."""
    name = etree.QName(root)
    if name.namespace == _SPREADSHEET:
        return Trouble("only_in_excel", {"kind": "XML"})
    if name.localname.lower() != "auditfile":
        return Trouble("other_xml", {"name": name.localname})
    versions = _VERSION.findall(name.namespace or "")  # the last one: that of 4.0 names its own folder 1.1
    if versions and versions[-1] not in _VERSIONS:
        return Trouble("xaf_version", {"version": versions[-1]})
    return str(versions[-1]) if versions else "3.x"


def _facts(values: dict[str, str]) -> AuditFacts:
    year = values.get("fiscalYear", "")
    return AuditFacts(
        int(year) if re.fullmatch(r"\d{4}", year, re.ASCII) else None,
        _date(values.get("startDate", "")),
        _date(values.get("endDate", "")),
        values.get("curCode", "").upper() or None,
    )


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None
