"""What is known about a file before its cells are read; plain values, so that they can go to another process."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from pokdash.ledger.grid import Note
from pokdash.ledger.row_problem import Params


class Kind(StrEnum):
    """What sort of file it is."""

    TEXT = "text"
    WORKBOOK = "workbook"
    AUDIT_FILE = "audit_file"
    PARQUET = "parquet"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a file cannot be read at all, and what to do: text key `trouble.<key>`, filled by `params`."""

    key: str
    params: Params = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hints:
    """What a person or a profile already says about a file; None where nothing is said."""

    member: str | None = None  # the file inside a zip
    sheet: str | None = None
    plan: str | None = None  # the plan that the bookings are for, by its id
    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    headings: tuple[str, ...] = ()  # what a profile looks for: another delimiter may be the one that gives them


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook, or a plan in an export of our own, and its size if there are several."""

    name: str
    hidden: bool
    rows: int | None = None
    columns: int | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What shows that the encoding is right: a word with a letter outside ASCII, and the line where it stands."""

    line: int
    word: str


@dataclass(frozen=True, slots=True)
class AuditFacts:
    """What the header of an audit file says about its bookings; None where it says nothing."""

    fiscal_year: int | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """How the cells of a file are to be found. Fields that do not belong to its kind are None or empty."""

    path: Path
    kind: Kind
    format: str  # csv, xlsx, xls, ods, parquet, xaf-3.2 ...
    member: str | None = None  # the file inside a zip
    encoding: str | None = None  # utf-8, utf-16-le, utf-16-be or cp1252
    declared_encoding: str | None = None  # what the file itself says: by a BOM, or in its XML declaration
    encoding_seen: Seen | None = None
    line_end: str | None = None  # "\n", "\r\n", "\r" or "\r\r\n"
    delimiter: str | None = None
    quote: str | None = None
    columns: int | None = None  # text: the most fields of a row among the rows that were looked at
    usual_columns: int | None = None  # text: the number of fields that most of these rows have
    sheet: str | None = None
    sheets: tuple[Sheet, ...] = ()
    facts: AuditFacts | None = None
    notes: tuple[Note, ...] = ()
    ruled: bool = False  # text: there are lines of dashes, which only divide the rows for the eye
    unended: bool = False  # text: nothing ends the last line, as in a file of which the end is missing
