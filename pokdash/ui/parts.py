"""Shared parts of a page: HTML from templates, messages, charts with their table, downloads."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from pokdash.domain.booking_name import booking_name
from pokdash.domain.position import Status
from pokdash.domain.status import status_key
from pokdash.figures.figure_data import FigureTable
from pokdash.ui import say as speech


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        say=speech.say,
        booking_name=booking_name,
        status_key=status_key,
        pace_words=pace_words,
        say_count=speech.say_count,
        euro=speech.euro,
        number=speech.number,
        euro_html=speech.euro_html,
        about=speech.about,
        percent=speech.percent,
        date=speech.date,
        month=speech.month,
        partial_date=speech.partial_date,
        words=speech.words,
        listed=speech.listed,
    )
    return environment


def html(template: str, *, javascript: bool = False, **context: object) -> None:
    """Draw a template of `ui/templates`; every value in it is escaped."""
    body = _environment().get_template(template).render(**context)
    st.html(body, unsafe_allow_javascript=javascript)


def message(tone: str, sentence: str, *, heading: bool = False) -> None:
    """A sentence that must be seen: tone `info`, `warning` or `danger`; announced to screen readers."""
    html("message.html", tone=tone, sentence=sentence, heading=heading)


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount in a table with its name and scope, as on every other surface; `amount` None is unknown."""

    amount: Decimal | None
    name: str
    scope: str


@dataclass(frozen=True, slots=True)
class Badge:
    """A status in a table; `planned_kind` decides between *dan gepland* and *dan aanname*."""

    status: Status
    planned_kind: str | None


@dataclass(frozen=True, slots=True)
class Pace:
    """More (positive: voordelig) or less (negative: nadelig) left than planned, in euro, in a table."""

    pace: Decimal


Cell = str | Decimal | Badge | Figure | Pace | None
"""A table cell: text, an exact amount, a named figure, a status, a pace, or None for an unknown amount."""


@dataclass(frozen=True, slots=True)
class Table:
    """Cells under their columns; `sums` holds the numbers of the rows that are sums, `note` explains its letters."""

    columns: list[str]
    rows: list[list[Cell]]
    sums: frozenset[int] = frozenset()
    note: str = ""

    @property
    def amounts(self) -> frozenset[int]:
        """The numbers of the columns that hold amounts."""
        return frozenset(
            number for row in self.rows for number, cell in enumerate(row) if not isinstance(cell, str | Badge)
        )


def table(name: str, title: str, shown: Table, *, example: bool) -> None:
    """Bekijk de cijfers als tabel: a foldable table, with a download of the same figures as plain numbers."""
    with st.expander(speech.say("table.open", name=title)):
        html("table.html", caption=title, table=shown)
        download(name, shown.columns, shown.rows, example=example)


def pace_words(amount: Decimal) -> str:
    """A pace in words: `€ 5.000 V` or `€ 5.000 N`."""
    return speech.say("table.favourable" if amount >= 0 else "table.unfavourable", amount=abs(amount))


def figure_table(name: str, title: str, drawn: FigureTable, *, example: bool) -> None:
    """The table of a chart: the same points, exact; a cell that is not drawn stays empty."""
    rows: list[list[Cell]] = [[_cell(cell) for cell in row] for row in drawn.rows]
    table(name, title, Table(list(drawn.columns), rows), example=example)


def _cell(cell: dt.date | Decimal | str | None) -> Cell:
    if isinstance(cell, dt.date):
        return speech.date(cell)
    return "" if cell is None else cell


def download(name: str, columns: list[str], rows: list[list[Cell]], *, example: bool) -> None:
    """A button that saves the cells as CSV for a Dutch spreadsheet; amounts are plain numbers.

    `example` True, when spending in it is invented: the name of the file and every row say so.
    """
    if example:
        columns = [*columns, speech.say("bookings.kind")]
        rows = [[*row, speech.say("table.example")] for row in rows]
    st.download_button(
        speech.say("table.download"),
        data=as_csv(columns, rows),
        file_name=f"{name}-{speech.say('file.example')}.csv" if example else f"{name}.csv",
        mime="text/csv",
        on_click="ignore",
        key=f"download-{name}",
    )


def as_csv(columns: list[str], rows: list[list[Cell]]) -> bytes:
    """The cells as a Dutch spreadsheet reads them: UTF-8 with BOM, semicolons, plain amounts with a comma."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    """A cell as a spreadsheet reads it; text that it would run as a formula gets an apostrophe before it."""
    if isinstance(cell, Figure):
        return _written(cell.amount)
    if cell is None:
        return speech.say("unknown.amount")
    if isinstance(cell, Decimal):
        return f"{cell:.2f}".replace(".", ",")
    if isinstance(cell, Badge):
        return speech.say(status_key(cell.status, cell.planned_kind))
    if isinstance(cell, Pace):
        return _written(cell.pace)
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
