"""Ledgers written in every dialect that exports have, and the truth about them: what they must be read as."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from hypothesis import strategies as st
from ledger_sources import put, written, zipped

from pokdash.ledger.profile import NOT_IN_PLAN
from pokdash.ledger.proposal import Question

LINES = {"43812": "a", "0.10": "a", "0.1": "b", "6-2": "b", "007": NOT_IN_PLAN}
"""The account of a booking, and the line of the small plan that it belongs to."""
HEADINGS = ("Boekdatum", "Boekstuk", "Rekening", "Omschrijving")
_MARKS = ((",", ""), (",", "."), (",", " "), (".", ""), (".", ","), (".", "'"))
_DATES = {"dmy": ("%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"), "mdy": ("%m/%d/%Y",), "ymd": ("%Y-%m-%d", "%Y%m%d", "%Y/%m/%d")}
_FLAGS = {"D/C": ("D", "C"), "Af/Bij": ("Af", "Bij"), "V/N": ("N", "V")}
_LETTERS = "bcdfghé ;,'\"=+-@|&<"


@dataclass(frozen=True)
class Entry:
    """One booking: costs are positive."""

    day: dt.date
    number: str
    account: str
    description: str
    amount: Decimal


@dataclass(frozen=True)
class Dialect:
    """How a file is written."""

    form: str  # csv, zip, xlsx (typed cells) or xlsx-text
    encoding: str
    delimiter: str
    line_end: str
    always_quoted: bool
    titles: int
    blank_rows: bool
    decimal: str
    thousands: str
    cents: bool  # whole amounts have two decimals as well
    sign: str  # leading, trailing, parentheses, columns, prefix, or a heading of _FLAGS
    costs_positive: bool
    euro: str  # before, after, none
    date_order: str
    date_form: str
    total: bool


@st.composite
def dialects(draw: st.DrawFn) -> Dialect:
    decimal, thousands = draw(st.sampled_from(_MARKS))
    order = draw(st.sampled_from(sorted(_DATES)))
    sign = draw(st.sampled_from(["leading", "trailing", "parentheses", "columns", "prefix", *sorted(_FLAGS)]))
    return Dialect(
        form=draw(st.sampled_from(["csv", "csv", "csv", "zip", "xlsx", "xlsx-text"])),
        encoding=draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"])),
        delimiter=draw(st.sampled_from(";\t|,")),
        line_end=draw(st.sampled_from(["\n", "\r\n"])),
        always_quoted=draw(st.booleans()),
        titles=draw(st.sampled_from([0, 1, 10])),
        blank_rows=draw(st.booleans()),
        decimal=decimal,
        thousands=thousands,
        cents=draw(st.booleans()),
        sign=sign,
        costs_positive=sign in {"columns", "prefix", *_FLAGS} or draw(st.booleans()),
        euro=draw(st.sampled_from(["none", "none", "before", "after"])),
        date_order=order,
        date_form=draw(st.sampled_from(_DATES[order])),
        total=draw(st.booleans()),
    )


def ledgers(most: int = 12) -> st.SearchStrategy[list[Entry]]:
    """Bookings of the years of the small plan, each with a number of its own."""
    cents = st.integers(-(10**8), 10**10).filter(bool).map(lambda whole: Decimal(whole).scaleb(-2))
    whole = st.integers(-(10**5), 10**7).filter(bool).map(lambda euro: Decimal(euro).quantize(Decimal("0.01")))
    rows = st.tuples(
        st.dates(dt.date(2025, 1, 1), dt.date(2026, 10, 31)),
        st.sampled_from(sorted(LINES)),
        st.text(_LETTERS, max_size=16).map(lambda text: f"Inkoop {' '.join(text.split())}".strip()),
        st.one_of(cents, whole),
    )
    return st.lists(rows, min_size=1, max_size=most).map(
        lambda found: [Entry(row[0], f"M26-{at:04}", *row[1:]) for at, row in enumerate(found, start=1)]
    )


def expected(ledger: list[Entry]) -> list[tuple[object, ...]]:
    """The bookings that must come out: day, number, line, amount and description."""
    return [
        (one.day, one.number, LINES[one.account], one.amount, one.description)
        for one in ledger
        if LINES[one.account] != NOT_IN_PLAN
    ]


def answer(asked: Question, dialect: Dialect, ledger: list[Entry]) -> str:
    """What somebody who knows the ledger answers; a question that nothing here has an answer to is a fault."""
    kind, _, value = asked.key.partition("=")
    truth = {
        "amount.marks": "comma" if dialect.decimal == "," else "point",
        "amount.sign": "costs_positive" if dialect.costs_positive else "costs_negative",
        "date.order": dialect.date_order,
        "coverage": max(one.day for one in ledger).isoformat(),
        "rule.account": LINES.get(value, ""),
        "flag": "1" if value in {"N", "D", "AF", "Af"} else "-1",
    }
    return truth[kind]


def write(folder: Path, ledger: list[Entry], dialect: Dialect) -> Path:
    """The ledger as a file in this dialect."""
    if dialect.form.startswith("xlsx"):
        return put(folder, _workbook(ledger, dialect), "grootboek.xlsx")
    text = written(table(ledger, dialect), dialect.delimiter, '"', dialect.line_end, always=dialect.always_quoted)
    content = text.encode(dialect.encoding)
    if dialect.form == "zip":
        return put(folder, zipped({"grootboek.csv": content}), "grootboek.zip")
    return put(folder, content, "grootboek.csv")


def table(ledger: list[Entry], dialect: Dialect) -> list[list[str]]:
    """The rows of the file as text."""
    headings = [*HEADINGS, *_amount_headings(dialect)]
    width = len(headings)
    rows = [_padded(["Grootboekmutaties gemeente Proefstad"], width) for _ in range(dialect.titles)]
    rows.append(headings)
    for one in ledger:
        rows.append(
            [
                one.day.strftime(dialect.date_form),
                one.number,
                one.account,
                one.description,
                *_amounts(one.amount, dialect),
            ]
        )
        if dialect.blank_rows:
            rows.append([""] * width)
    if dialect.total:
        rows.append(["Totaal", "", "", "", *_amounts(sum((one.amount for one in ledger), Decimal(0)), dialect)])
    return rows


def _padded(cells: list[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]


def _amount_headings(dialect: Dialect) -> list[str]:
    if dialect.sign == "columns":
        return ["Debet", "Credit"]
    return ["Bedrag", dialect.sign] if dialect.sign in _FLAGS else ["Bedrag"]


def _amounts(amount: Decimal, dialect: Dialect) -> list[str]:
    told = amount if dialect.costs_positive else -amount
    size = _euro(abs(told), dialect)
    if dialect.sign == "columns":
        return [size, ""] if told >= 0 else ["", size]
    if dialect.sign in _FLAGS:
        return [size, _FLAGS[dialect.sign][told < 0]]
    if dialect.sign == "prefix":
        return [f"{'V' if told < 0 else 'N'}{_number(abs(told), dialect)}"]
    if told >= 0:
        return [size]
    return [{"leading": f"-{size}", "trailing": f"{size}-", "parentheses": f"({size})"}[dialect.sign]]


def _values(ledger: list[Entry], dialect: Dialect) -> list[Decimal]:
    """Every amount that the file has."""
    total = [sum((one.amount for one in ledger), Decimal(0))] if dialect.total else []
    return [one.amount for one in ledger] + total


def _told(amount: Decimal, dialect: Dialect) -> Decimal:
    """The number that a typed cell of the workbook holds."""
    if dialect.sign == "columns":
        return abs(amount)
    return amount if dialect.costs_positive else -amount


def _euro(amount: Decimal, dialect: Dialect) -> str:
    number = _number(amount, dialect)
    return {"before": f"€ {number}", "after": f"{number} EUR", "none": number}[dialect.euro]


def _number(amount: Decimal, dialect: Dialect) -> str:
    whole, cents = f"{amount:.2f}".split(".")
    grouped = f"{int(whole):,}".replace(",", dialect.thousands)
    return grouped if cents == "00" and not dialect.cents else f"{grouped}{dialect.decimal}{cents}"


def _workbook(ledger: list[Entry], dialect: Dialect) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, date = book.add_worksheet("Grootboek"), book.add_format({"num_format": "dd-mm-yyyy"})
    typed = dialect.form == "xlsx"
    days = {one.day.strftime(dialect.date_form): one.day for one in ledger}
    numbers = {cell: value for value in _values(ledger, dialect) for cell in _amounts(value, dialect) if cell}
    for at, row in enumerate(table(ledger, dialect)):
        for column, cell in enumerate(row):
            if typed and column == 0 and cell in days:
                sheet.write_datetime(at, column, dt.datetime.combine(days[cell], dt.time()), date)
            elif typed and column >= len(HEADINGS) and cell in numbers and dialect.sign in {"leading", "columns"}:
                sheet.write_number(at, column, float(_told(numbers[cell], dialect)))
            elif cell:
                sheet.write_string(at, column, cell)
    book.close()
    return target.getvalue()
