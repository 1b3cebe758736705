"""The columns of a file as a proposal reads them, over the rows that it keeps, and the first of those rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from pokdash.ledger.examination.opened import Opened
from pokdash.ledger.profile import Profile
from pokdash.ledger.proposal import Proposal
from pokdash.ledger.proposal.headings import joined

_SAMPLE = 20
_UNREAD_SAMPLE = 5000  # rows by which the kind of a column is told that is not read
_AMOUNTS = ("amount", "debit", "credit")
_OPEN_AMOUNT = ("amount.marks", "amount.unit", "amount.column")
_OPEN_DATE = ("date.order", "date.column")
_DATES, _YEAR = "date.", "year="
"""How the keys of questions begin that say how dates are read, and whether the rows of a year are left out."""


@dataclass(frozen=True, slots=True)
class ColumnSummary:
    """A column of the file as the proposal reads it, over the rows that it keeps.

    `kind` is the field that it holds (booking_date, amount, ...) or, for a column that is not read, text, number or
    date. Marks and date order are None where they do not apply or are still asked. `total` is exact, in euro, of an
    amount column; `first` and `last` are the ends of a column of dates. These are None elsewhere, and as long as a
    question about them is open. Debit and credit have the total that stands in the column itself.
    """

    name: str
    kind: str
    decimal_mark: str | None
    thousands_mark: str | None
    date_order: str | None
    total: Decimal | None
    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class SampleRow:
    """One of the first rows as it was read: its place in the file, and what stands in the columns that are read."""

    row: int
    cells: tuple[str, ...]


def headings(opened: Opened, profile: Profile) -> tuple[str, ...]:
    """The heading of every column, '' where there is none."""
    shape, count = profile.file, opened.grid.columns
    cells = ", ".join(f"c{number}" for number in range(1, count + 1))
    rows = opened.connection.execute(
        _sql("heading_rows").format(cells=cells), {"first": shape.heading_first, "last": shape.heading_last}
    ).fetchall()
    return joined([tuple(" ".join(cell.split()) for cell in row) for (row,) in rows]) if rows else ("",) * count


def column_summaries(opened: Opened, proposal: Proposal) -> tuple[ColumnSummary, ...]:
    """Every column of the file, in order; `propose` has just made this proposal on the same connection."""
    profile = proposal.profile
    fields = {column.number: str(column.field) for column in profile.columns}
    years = {column.number: column.year for column in profile.year_columns}
    names = headings(opened, profile)
    silent = [number for number in range(1, len(names) + 1) if number not in fields and number not in years]
    read, unread = _read(opened, proposal, years), _unread(opened, profile, silent)
    asked = {question.key for question in proposal.questions}
    found = []
    for number, name in enumerate(names, start=1):
        kind = fields.get(number) or ("amount" if number in years else unread[number])
        mine = {**read, "amount": read[f"year_{years[number]}"]} if number in years else read
        found.append(_summary(name, kind, profile, mine, asked))
    return tuple(found)


def used_columns(profile: Profile, columns: int) -> tuple[int, ...]:
    """The numbers of the columns that are read, in the order of the file; every column when none is."""
    used = {column.number for column in profile.columns} | {column.number for column in profile.year_columns}
    return tuple(sorted(used)) or tuple(range(1, columns + 1))


def sample_rows(opened: Opened, profile: Profile) -> tuple[SampleRow, ...]:
    """The first rows below the headings, as they stand in the file; only the columns of `used_columns`."""
    cells = ", ".join(f"c{number}" for number in used_columns(profile, opened.grid.columns))
    rows = opened.connection.execute(
        _sql("sample").format(cells=cells), {"first_row": profile.file.first_row, "most": _SAMPLE}
    ).fetchall()
    return tuple(SampleRow(row, tuple(texts)) for row, *texts in rows)


def rows_below_headings(opened: Opened, profile: Profile) -> int:
    """How many rows the file has below its headings, empty ones included."""
    ((above,),) = opened.connection.execute(_sql("rows_above"), {"first_row": profile.file.first_row}).fetchall()
    return opened.grid.rows - int(above)


def _summary(name: str, kind: str, profile: Profile, read: dict[str, Any], asked: set[str]) -> ColumnSummary:
    marks = profile.marks
    amount = kind in _AMOUNTS and not asked.intersection(_OPEN_AMOUNT)
    date = kind == "booking_date" and not asked.intersection(_OPEN_DATE)
    return ColumnSummary(
        name,
        kind,
        (marks.decimal or None) if amount else None,
        (marks.thousands or None) if amount else None,
        marks.date_order if date and read["written_dates"] else None,
        read[kind] if amount else None,
        read["first"] if date else None,
        read["last"] if date else None,
    )


def _read(opened: Opened, proposal: Proposal, years: dict[int, int]) -> dict[str, Any]:
    """The sums and ends of the columns that are read, by name; one look at the rows that are kept."""
    sums = "".join(
        f",\n    coalesce(sum(amount) filter (fiscal_year = {year}), 0)::decimal(38, 2) as year_{year}"
        for year in years.values()
    )
    unit = proposal.profile.marks.unit
    found = opened.connection.execute(_sql("read_columns").format(unit=unit, years=sums, dated=_dated(proposal)))
    names = [column[0] for column in found.description or ()]
    return dict(zip(names, found.fetchall()[0], strict=True))


def _dated(proposal: Proposal) -> str:
    """The rows that are not rejected for their date, as SQL; all of them as long as it is asked how dates are read."""
    if any(question.key.startswith(_DATES) for question in proposal.questions):
        return "true"
    until, spent, answers = proposal.covered_until, proposal.expenditures_until, proposal.answers.items()
    outside = [key.removeprefix(_YEAR) for key, value in answers if key.startswith(_YEAR) and value == "keep"]
    return " and ".join(
        [
            "booking_date is not null",
            *([f"booking_date <= date '{until}'"] if until else []),
            *([f"(not spending or booking_date <= date '{spent}')"] if spent else []),
            *(f"fiscal_year is distinct from {year}" for year in outside),
        ]
    )


def _unread(opened: Opened, profile: Profile, numbers: list[int]) -> dict[int, str]:
    """What each of these columns seems to hold: text, number or date."""
    if not numbers:
        return {}
    typed = "n{number}" if opened.grid.has_values else "null::varchar"
    cells = ", ".join(
        f"{{'number': {number}, 'text': c{number}, 'typed': {typed.format(number=number)}}}" for number in numbers
    )
    rows = opened.connection.execute(
        _sql("unread_columns").format(cells=cells), {"first_row": profile.file.first_row, "most": _UNREAD_SAMPLE}
    ).fetchall()
    return dict.fromkeys(numbers, "text") | dict(rows)


@cache
def _sql(name: str) -> str:
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text(encoding="utf-8")
