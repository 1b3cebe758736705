"""The whole ledger as a file: read back it is the same, to the cent and the letter, and no cell is a formula."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from command_line import Typed
from hypothesis import example, given, settings
from hypothesis import strategies as st
from intake_home import ADVISER, AS_OF, PLAN, at, imported, new_home, snapshot, spent
from intake_home import ledger as kept_ledger
from ledger_files import file, row, rows
from ledger_grids import own_bookings, own_file
from python_calamine import CalamineWorkbook

from pokdash import intake
from pokdash.domain.ledger import Ledger
from pokdash.ledger import layout
from pokdash.ledger.export import WRITERS, PlanLedger, write_csv, write_parquet, write_workbook
from pokdash.store import queries
from pokdash.texts import text

UNTIL = dt.date(2026, 9, 30)
SCHEMA = pa.schema([
    ("plan", pa.string()), ("kind", pa.string()), ("booking_date", pa.date32()), ("fiscal_year", pa.int16()),
    ("line", pa.string()), ("amount", pa.decimal128(18, 2)), ("booking_number", pa.string()),
    ("booking_line", pa.int32()), ("commitment_number", pa.string()), ("decision", pa.string()),
    ("description", pa.string()),
])  # fmt: skip
NAMES = list(layout.COLUMNS.values())
DANGEROUS = [
    "=1+1",
    "'=1+1",
    "''@x",
    "+31 6",
    "-",
    "@SOM",
    "\tx",
    "\rx",
    "'s avonds",
    '=a;"b"\nc',
    "a\r\nb",
    "\x1a",
    '"',
    ";",
    "'",
]

texts = st.one_of(
    st.sampled_from(DANGEROUS),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12),
).map(lambda text: text.strip(" "))
printable = st.one_of(
    st.sampled_from([text for text in DANGEROUS if text.isprintable()]),
    st.text(st.sampled_from("=+-@';\"<&>ïø€ ab1"), max_size=12).map(lambda text: text.strip(" ")),
)  # a workbook is XML: it has no control characters, and a line break in it is one character


def drawn_with(texts: st.SearchStrategy[str]) -> st.SearchStrategy[pa.Table]:
    """Bookings with these texts, as a table."""
    return st.lists(bookings(texts), min_size=1, max_size=5).map(table)


def bookings(texts: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({
    "kind": st.sampled_from(["expenditure", "commitment", "amendment"]),
    "booking_date": st.dates(dt.date(2025, 1, 1), dt.date(2025, 12, 31)),
    "line": st.sampled_from("ab"),
    "amount": st.integers(-(10**18) + 1, 10**18 - 1).map(lambda cents: Decimal(cents) / 100),
    "booking_number": texts.filter(bool),
    "commitment_number": texts.filter(bool),
    "decision": texts.filter(bool),
    "description": texts,
})  # fmt: skip


def table(drawn: list[dict[str, Any]]) -> pa.Table:
    """Bookings as the store gives them, each with a line number of its own."""
    rows = [
        {
            **booking, "plan": PLAN, "fiscal_year": 2025, "booking_line": place,
            "commitment_number": None if booking["kind"] == "amendment" else booking["commitment_number"],
        }
        for place, booking in enumerate(drawn, start=1)
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, SCHEMA)


def ledger(rows: pa.Table) -> PlanLedger:
    return PlanLedger(PLAN, UNTIL, example=False, bookings=rows.to_reader())


def values(rows: pa.Table) -> list[tuple[Any, ...]]:
    return [tuple(one.values()) for one in rows.select(NAMES).to_pylist()]


traps = table([
    {"kind": "expenditure", "booking_date": dt.date(2025, 3, 1), "line": "a", "amount": Decimal("-0.01"),
     "booking_number": text, "commitment_number": text, "decision": text, "description": text}
    for text in DANGEROUS
])  # fmt: skip


broken = table([
    {"kind": "expenditure", "booking_date": dt.date(2025, 1, 1), "line": "a", "amount": Decimal(0),
     "booking_number": "b", "commitment_number": "b", "decision": text, "description": "'"}
    for text in ("b", "a\r\nb")
])  # fmt: skip


single = broken.slice(1)  # fewer bookings than lines above the headings, and over two lines of the file


@settings(max_examples=12)
@given(drawn_with(texts))
@example(traps)
@example(broken)
@example(single)
def test_csv_is_read_back_the_same_and_has_no_formula(rows: pa.Table) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "uit.csv"
        assert write_csv([ledger(rows)], path) == rows.num_rows
        content = path.read_bytes()
    assert values(own_bookings(content)) == values(rows)
    lines = csv.DictReader(io.StringIO(content.decode(), newline=""), delimiter=";", fieldnames=list(layout.COLUMNS))
    written = list(lines)[3:]
    cells = [cell for line in written for name, cell in line.items() if name != "bedrag"]
    assert len(written) == rows.num_rows
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@settings(max_examples=20)
@given(drawn_with(texts))
@example(traps)
def test_parquet_is_read_back_the_same(rows: pa.Table) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "uit.parquet"
        assert write_parquet([ledger(rows)], path) == rows.num_rows
        assert pq.read_table(path).equals(rows)
        assert values(own_bookings(path.read_bytes())) == values(rows)


@settings(max_examples=20)
@given(drawn_with(printable))
def test_a_workbook_is_read_back_the_same(rows: pa.Table) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "uit.xlsx"
        assert write_workbook([ledger(rows)], path) == rows.num_rows
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(PLAN).to_python()
    above, found = sheet[:3], sheet[3:]
    assert [line[:2] for line in above[:2]] == [[layout.NAME, layout.VERSION], [layout.COVERED_UNTIL, "2026-09-30"]]
    assert above[2] == list(layout.COLUMNS)
    words = {name: word for word, name in layout.KINDS.items()}
    for cells, booking in zip(found, rows.select(NAMES).to_pylist(), strict=True):
        amount = cells[4] if isinstance(cells[4], str) else f"{Decimal(repr(cells[4])):.2f}"
        assert Decimal(amount.replace(",", ".")) == booking["amount"]
        rest = [*cells[:4], *cells[5:]]
        expected = [words[booking["kind"]], *(booking[name] or "" for name in NAMES[1:4] + NAMES[5:])]
        assert rest == expected


def test_a_formula_in_a_workbook_is_text(tmp_path: Path) -> None:
    write_workbook([ledger(traps)], tmp_path / "uit.xlsx")
    sheet = CalamineWorkbook.from_path(str(tmp_path / "uit.xlsx")).get_sheet_by_index(0).to_python()
    assert [line[9] for line in sheet[3:6]] == DANGEROUS[:3]


def test_a_text_that_a_workbook_would_cut_off_is_refused_and_said(tmp_path: Path) -> None:
    longest = "x" * 32_767
    home = new_home(tmp_path)
    imported(home, file([row(omschrijving=longest)]))
    path = tmp_path / "alles.xlsx"
    assert not isinstance(intake.export_ledger(snapshot(home), path, PLAN, None), intake.Refused)
    path.unlink()
    imported(home, file([row(omschrijving=longest[:-1] + "😀", boekstuk="B-2")]), 2)
    refused = intake.export_ledger(snapshot(home), path, PLAN, None)
    assert isinstance(refused, intake.Refused)
    assert "boekstuk B-2 (proef)" in text("nl", refused.key, **refused.params)
    assert list(tmp_path.glob("alles*")) == []
    assert not isinstance(intake.export_ledger(snapshot(home), tmp_path / "alles.csv", PLAN, None), intake.Refused)


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_an_export_fills_another_home_with_the_same_ledger(tmp_path: Path, form: str) -> None:
    home = new_home(tmp_path)
    imported(home, file([
        row(soort="verplichting", boekstuk="V", verplichting="V", bedrag="500,00"), row(omschrijving="=1+1"),
        row(soort="wijziging", boekstuk="W", boekjaar="", besluit="Raad", bedrag="-0,01"),
    ]))  # fmt: skip
    path = tmp_path / f"uit.{form}"
    assert intake.export_ledger(snapshot(home), path, None, None) == (intake.Exported(path, (PLAN,), 3),)
    (tmp_path / "ander").mkdir()
    other = new_home(tmp_path / "ander")
    imported(other, path.read_bytes(), name=path.name)
    ledgers = [queries.whole_ledger(snapshot(one), PLAN, UNTIL).read_all().select(NAMES) for one in (home, other)]
    assert ledgers[0].equals(ledgers[1])
    assert spent(other) == 100
    assert queries.coverage(snapshot(other), PLAN) == queries.coverage(snapshot(home), PLAN)


@settings(max_examples=9)
@given(st.sampled_from(sorted(WRITERS)), st.dates(dt.date(2025, 12, 31), UNTIL) | st.none(), st.booleans())
def test_both_days_are_read_back_from_every_form(form: str, spent_until: dt.date | None, example: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"uit{form}"
        whole = PlanLedger(PLAN, UNTIL, example=example, bookings=traps.to_reader(), expenditures_until=spent_until)
        WRITERS[form]([whole], path)
        found = own_file(path.read_bytes())[0]
    assert (found.questions, found.trouble, found.example) == ((), None, example)
    assert (found.covered_until, found.expenditures_until) == (UNTIL, spent_until)


PROMISE = row(soort="verplichting", boekstuk="V", verplichting="V", bedrag="500,00", boekdatum="2026-02-01")
AMENDMENT = row(soort="wijziging", boekstuk="W", boekjaar="", besluit="Raad", bedrag="-1,00", boekdatum="2026-02-02")
SPENT = file(rows("1,00", boekdatum="2026-03-01"), "2026-04-23")


def read_back(home: intake.Home, place: Path, form: str, as_of: dt.date | None = None) -> tuple[str, Ledger]:
    """What stands above the headings of an export, and the ledger of another home that it is imported in."""
    path = place / f"uit.{form}"
    assert not isinstance(intake.export_ledger(snapshot(home), path, PLAN, as_of), intake.Refused)
    (place / f"ander {form} {as_of}").mkdir()
    other = new_home(place / f"ander {form} {as_of}")
    imported(other, path.read_bytes(), name=path.name)
    assert queries.coverage(snapshot(other), PLAN) == min(
        queries.coverage(snapshot(home), PLAN) or UNTIL, as_of or UNTIL
    )
    above = path.read_text(encoding="utf-8").partition("\nsoort")[0] if form == "csv" else ""
    return above, figures(other, as_of)


def figures(home: intake.Home, as_of: dt.date | None = None) -> Ledger:
    """The ledger, without what tells one home from another."""
    return dataclasses.replace(kept_ledger(home, as_of or AS_OF), generation=0, imported_at=None)


def test_an_export_keeps_until_when_is_known_what_was_spent(tmp_path: Path) -> None:
    home = new_home(tmp_path, SPENT, file([PROMISE], "2026-04-30"))
    assert figures(home).covered_until == dt.date(2026, 4, 23)
    for form in ("csv", "xlsx", "parquet"):
        above, found = read_back(home, tmp_path, form)
        assert found == figures(home)
        assert form != "csv" or above.splitlines()[1:] == ["geboekt t/m;2026-04-30", "uitgaven t/m;2026-04-23"]
    before = dt.date(2026, 2, 28)  # nothing was spent then, which is known
    above, found = read_back(home, tmp_path, "csv", before)
    assert above.splitlines()[1:] == ["geboekt t/m;2026-02-28", "uitgaven t/m;2026-02-28"]
    assert found == dataclasses.replace(figures(home, before), covered_until=before)


def test_an_export_says_nothing_of_expenditures_that_are_unknown_or_as_complete_as_the_rest(tmp_path: Path) -> None:
    for name, content in (
        ("unknown", file([PROMISE], "2026-04-30")), ("amended", file([AMENDMENT], "2026-04-30")),
        ("one day", file([PROMISE, *rows("1,00", boekdatum="2026-03-01")], "2026-04-30")),
    ):  # fmt: skip
        (tmp_path / name).mkdir()
        home = new_home(tmp_path / name, content)
        above, found = read_back(home, tmp_path / name, "csv")
        assert (found, layout.EXPENDITURES_UNTIL in above) == (figures(home), False)


def test_an_export_without_the_expenditures_that_were_taken_back_still_says_that_nothing_was_spent(
    tmp_path: Path,
) -> None:
    home = new_home(tmp_path, file([PROMISE, *rows("1,00", boekdatum="2026-03-01")], "2026-04-23"))
    again = intake.LedgerFile("x.csv", file([PROMISE], "2026-04-23"))
    outcome = intake.import_file(home, again, PLAN, ADVISER, at(5), on_change=intake.OnChange.CORRECT)
    assert isinstance(outcome, intake.Imported)
    assert (spent(home), kept_ledger(home).covered_until) == (0, dt.date(2026, 4, 23))
    assert read_back(home, tmp_path, "csv")[1].covered_until == dt.date(2026, 4, 23)


def test_every_plan_is_written_by_the_command(typed: Typed, initialised_home: Path, tmp_path: Path) -> None:
    assert typed(initialised_home, "export", "ledger", str(tmp_path / "uit.csv")).status == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["uit-dordrecht.csv", "uit-sudwest-fryslan.csv"]
    done = typed(initialised_home, "export", "ledger", str(tmp_path / "uit.parquet"), "--as-of", "2025-12-31")
    assert done.status == 0
    rows = pq.read_table(tmp_path / "uit.parquet")
    assert set(rows["plan"].to_pylist()) == {"dordrecht", "sudwest-fryslan"}
    assert max(rows["booking_date"].to_pylist()) <= dt.date(2025, 12, 31)


@pytest.mark.parametrize("name", ["uit.doc", "uit"])
def test_a_file_of_another_kind_is_refused(typed: Typed, initialised_home: Path, tmp_path: Path, name: str) -> None:
    done = typed(initialised_home, "export", "ledger", str(tmp_path / name))
    assert (done.status, list(tmp_path.iterdir())) == (1, [])
    assert "csv, parquet, xlsx" in done.err


def test_a_folder_that_is_not_there_is_said(typed: Typed, initialised_home: Path, tmp_path: Path) -> None:
    done = typed(initialised_home, "export", "ledger", str(tmp_path / "nergens" / "uit.csv"), "--plan", "dordrecht")
    assert done.status == 1
    assert "uit.csv" in done.err
