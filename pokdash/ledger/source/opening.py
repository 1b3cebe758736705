"""The two steps: look at a file, then attach its cells to a connection."""

from __future__ import annotations

import errno
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipFile

import duckdb

from pokdash.ledger.grid import Grid
from pokdash.ledger.source import archive
from pokdash.ledger.source.audit_file import open_audit_file
from pokdash.ledger.source.audit_grid import attach_audit_file
from pokdash.ledger.source.kinds import Form, form_of
from pokdash.ledger.source.model import Hints, Kind, Source, Trouble
from pokdash.ledger.source.ole import ole_trouble
from pokdash.ledger.source.parquet import attach_parquet, open_parquet
from pokdash.ledger.source.text import open_text
from pokdash.ledger.source.text_grid import attach_text
from pokdash.ledger.source.workbook import attach_workbook, open_workbook

LARGEST_FILE = 4_000_000_000
"""Bytes; a larger file is refused."""
_NOTHING_SAID = Hints()
_ATTACH = {
    Kind.TEXT: attach_text,
    Kind.WORKBOOK: attach_workbook,
    Kind.AUDIT_FILE: attach_audit_file,
    Kind.PARQUET: attach_parquet,
}


def open_source(path: Path, hints: Hints = _NOTHING_SAID) -> Source | Trouble:
    """What this file is and how its cells are to be found, or why it cannot be read."""
    try:
        with path.open("rb") as file:
            if path.stat().st_size > LARGEST_FILE:
                return Trouble("file_too_large", {"most": LARGEST_FILE // 1_000_000})
            return _opened(file, path, hints, inside=False)
    except OSError as error:
        return _machine(error)


def attach(source: Source, connection: duckdb.DuckDBPyConnection) -> Grid | Trouble:
    """Make the relation `grid` with the cells of a source in this connection; it lives as long as the connection."""
    try:
        with ExitStack() as stack:
            file: BinaryIO = stack.enter_context(source.path.open("rb"))
            if source.member is not None:
                member = _member(file, source.member)
                if isinstance(member, Trouble):
                    return member
                file = stack.enter_context(member)
            return _ATTACH[source.kind](file, source, connection)
    except OSError as error:
        return _machine(error)


def _machine(error: OSError) -> Trouble:
    """What the machine says about a file, for the person who can do something about it."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Trouble("no_space")
    return Trouble("unreadable", {"reason": error.strerror or type(error).__name__})


def _opened(file: BinaryIO, path: Path, hints: Hints, *, inside: bool) -> Source | Trouble:
    """By what the file is made of; `inside` a zip file no other zip file is opened."""
    match form_of(file):
        case Trouble() as trouble:
            return trouble
        case Form.ZIP:
            return _zip(file, path, hints, inside=inside)
        case Form.OLE:
            return ole_trouble(file) or open_workbook(file, path, "xls", hints)
        case Form.XML:
            return open_audit_file(file, path, hints)
        case Form.PARQUET:
            return open_parquet(file, path, hints)
    return open_text(file, path, hints)


def _zip(file: BinaryIO, path: Path, hints: Hints, *, inside: bool) -> Source | Trouble:
    opened = archive.open_zip(file)
    if isinstance(opened, Trouble):
        return opened
    match archive.workbook_format(opened):
        case Trouble() as trouble:
            return trouble
        case str(form):
            return open_workbook(file, path, form, hints)
    name = Trouble("zip_in_zip") if inside else archive.ledger_member(opened, hints.member)
    return name if isinstance(name, Trouble) else _from_zip(opened, name, path, hints)


def _from_zip(opened: ZipFile, name: str, path: Path, hints: Hints) -> Source | Trouble:
    member = archive.unpacked(opened, name)
    if isinstance(member, Trouble):
        return member
    with member:
        found = _opened(member, path, hints, inside=True)
    return found if isinstance(found, Trouble) else replace(found, member=name)


def _member(file: BinaryIO, name: str) -> BinaryIO | Trouble:
    opened = archive.open_zip(file)
    return opened if isinstance(opened, Trouble) else archive.unpacked(opened, name)
