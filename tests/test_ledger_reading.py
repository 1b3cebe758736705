"""Reading the own ledger layout: what is right comes through exactly, what is wrong is named with its place."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_files import HEADING, file, row, rows, small_plan

from pokdash.ledger import MOST_PROBLEMS, RowProblem, read_ledger
from pokdash.texts import LANGUAGES, text
from pokdash.texts.catalog import catalog

PLAN = small_plan()


def read(content: bytes) -> list[dict[str, object]]:
    reading = read_ledger(content, PLAN)
    assert reading.problems == ()
    assert reading.rows is not None
    assert reading.rows.count == reading.rows.table.num_rows
    return list(reading.rows.table.to_pylist())


def problems(content: bytes) -> tuple[RowProblem, ...]:
    reading = read_ledger(content, PLAN)
    assert reading.rows is None
    assert reading.problem_count == len(reading.problems) > 0
    for problem in reading.problems:
        for language in LANGUAGES:
            assert "{" not in text(language, f"row_problem.{problem.problem}", **problem.params, unused=None)
    return reading.problems


def only_problem(content: bytes) -> RowProblem:
    (problem,) = problems(content)
    return problem


def test_a_file_with_every_kind_comes_through_exactly() -> None:
    content = file([
        row(soort="verplichting", bedrag="60000,00", boekstuk="V-1", verplichting="V-1", boekdatum="2025-09-01"),
        row(bedrag="4530,05", verplichting="V-1", omschrijving="Inhuur"),
        row(soort="wijziging", boekjaar="", bedrag="-25000,00", boekstuk="W-1", besluit="Raad 12 maart", regel="b"),
    ])  # fmt: skip
    promised, spent, changed = read(content)
    assert promised["kind"] == "commitment"
    assert promised["amount"] == Decimal("60000.00")
    assert promised["booking_date"] == dt.date(2025, 9, 1)
    assert spent == {
        "source_row": 5, "kind": "expenditure", "booking_date": dt.date(2026, 3, 2), "fiscal_year": 2026, "line": "a",
        "amount": Decimal("4530.05"), "booking_number": "B-1", "booking_line": 1, "commitment_number": "V-1",
        "decision": None, "description": "Inhuur",
    }  # fmt: skip
    assert changed["kind"] == "amendment"
    assert changed["fiscal_year"] is None
    assert changed["amount"] == Decimal("-25000.00")
    assert changed["decision"] == "Raad 12 maart"


def test_the_reader_counts_rows_and_adds_all_amounts() -> None:
    reading = read_ledger(file(rows("0,01", "-99,99", "9999999999999999,99")), PLAN)
    assert reading.rows is not None
    assert (reading.rows.count, reading.rows.total) == (3, Decimal("9999999999999900.01"))
    assert reading.rows.covered_until == dt.date(2026, 9, 30)
    assert reading.rows.example is False


def test_example_data_are_marked() -> None:
    reading = read_ledger(file(rows("1,00"), example=True), PLAN)
    assert reading.rows is not None
    assert reading.rows.example is True


@pytest.mark.parametrize("written", ["a", "A", "alfa", "ALFA", '"Lijn A, voluit"', " alfa "])
def test_a_line_is_found_by_its_code_or_an_alias(written: str) -> None:
    assert read(file([row(regel=written)]))[0]["line"] == "a"


def test_bom_crlf_trailing_blank_lines_and_padded_preamble_are_no_trouble() -> None:
    content = b"\xef\xbb\xbf" + file(rows("1,00", "2,00"), end="\r\n") + b"\r\n;;;;;;;;;\r\n\r\n"
    content = content.replace(b"2026-09-30\r\n", b"2026-09-30;;;;;;;;\r\n", 1)
    assert [(one["source_row"], one["amount"]) for one in read(content)] == [(4, 1), (5, 2)]


def test_a_file_without_a_line_end_at_the_end_is_complete() -> None:
    assert len(read(file(rows("1,00", "2,00")).rstrip(b"\n"))) == 2


def test_columns_may_stand_in_any_order() -> None:
    names = HEADING.split(";")
    turned = [";".join(reversed(text.split(";"))) for text in (HEADING, row(bedrag="12,50"))]
    content = "pokdash-grootboek;1\ngeboekt t/m;2026-09-30\n" + "\n".join(turned)
    (found,) = read(content.encode())
    assert names[0] == "soort"
    assert (found["amount"], found["kind"], found["description"]) == (Decimal("12.50"), "expenditure", "Inhuur")


def test_quoted_fields_hold_delimiters_quotation_marks_and_line_breaks() -> None:
    content = file([
        row(omschrijving='"Inhuur; ""training"""'),
        row(boekstuk='"B;2"', omschrijving='"eerste\nregel\r\nderde"'),
        row(boekstuk="B-3"),
    ])  # fmt: skip
    first, second, third = read(content)
    assert first["description"] == 'Inhuur; "training"'
    assert (second["booking_number"], second["description"]) == ("B;2", "eerste\nregel\r\nderde")
    assert (second["source_row"], third["source_row"]) == (5, 8)


def test_lines_are_counted_as_an_editor_does_after_quoted_line_breaks_and_blank_lines() -> None:
    content = file(
        [row(omschrijving='"a\nb\nc"'), "", row(boekstuk="B-2", bedrag="81.000"), "", row(boekstuk="B-3", regel="x")]
    )
    lines = content.decode().split("\n")
    for problem in problems(content):
        assert problem.found is not None
        assert problem.line is not None
        assert problem.found in lines[problem.line - 1]
    assert [problem.line for problem in problems(content)] == [8, 10]


MONEY = {
    "81.000": "amount_point", "12.34": "amount_point", "1.234,56": "amount_point", "1.234": "amount_point",
    "1,5": "amount_decimals", "81": "amount_decimals", "81,": "amount_decimals", "1,234": "amount_decimals",
    "": "cell_empty", "-": "amount", "81,000,00": "amount", "1 234,00": "amount", "€ 5,00": "amount",
    "5,00-": "amount", "+5,00": "amount", "--5,00": "amount", "1e3,00": "amount", "(5,00)": "amount",
    "−5,00": "amount", "٣,00": "amount", "NaN": "amount", "12345678901234567,00": "amount_too_large",
    "=1+1": "amount", "1,5O": "amount", "n.v.t.": "amount_point",
}  # fmt: skip


@pytest.mark.parametrize(("written", "problem"), MONEY.items())
def test_money_that_could_be_misread_is_refused(written: str, problem: str) -> None:
    found = only_problem(file([row(), row(boekstuk="B-2", bedrag=written)]))
    assert (found.line, found.column, found.found, found.problem) == (5, "bedrag", written, problem)


@given(st.decimals(min_value="-9999999999999999.99", max_value="9999999999999999.99", places=2, allow_nan=False))
def test_every_amount_comes_through_to_the_cent(amount: Decimal) -> None:
    (found,) = read(file(rows(amount)))
    assert found["amount"] == amount


CELLS = [
    ({"soort": "Uitgave"}, "soort", "kind"),
    ({"soort": ""}, "soort", "kind"),
    ({"boekdatum": "02-03-2026"}, "boekdatum", "date"),
    ({"boekdatum": "2026-02-30"}, "boekdatum", "date"),
    ({"boekdatum": "2026-3-2"}, "boekdatum", "date"),
    ({"boekdatum": "2026-03-02 00:00"}, "boekdatum", "date"),
    ({"boekdatum": ""}, "boekdatum", "cell_empty"),
    ({"boekdatum": "2026-10-01"}, "boekdatum", "date_after_coverage"),
    ({"boekdatum": "0226-03-02"}, "boekdatum", "date_too_early"),
    ({"boekjaar": "26"}, "boekjaar", "year"),
    ({"boekjaar": ""}, "boekjaar", "cell_empty"),
    ({"boekjaar": "2027"}, "boekjaar", "year_after_date"),
    ({"boekjaar": "2025", "boekdatum": "2026-01-20"}, None, None),
    ({"boekjaar": "2024", "boekdatum": "2025-01-20"}, "boekjaar", "year_outside_plan"),
    ({"boekjaar": "2029"}, "boekjaar", "year_outside_plan"),
    ({"regel": "c"}, "regel", "line_unknown"),
    ({"regel": ""}, "regel", "cell_empty"),
    ({"boekstuk": ""}, "boekstuk", "cell_empty"),
    ({"boekstukregel": "0"}, "boekstukregel", "booking_line"),
    ({"boekstukregel": "1,5"}, "boekstukregel", "booking_line"),
    ({"boekstukregel": ""}, "boekstukregel", "cell_empty"),
    ({"soort": "verplichting"}, "verplichting", "cell_empty"),
    ({"soort": "verplichting", "verplichting": "V-1", "boekjaar": "2027"}, None, None),
    ({"soort": "wijziging", "besluit": "B", "boekjaar": ""}, None, None),
    ({"soort": "wijziging"}, "besluit", "cell_empty"),
    ({"soort": "wijziging", "besluit": "B", "verplichting": "V-1"}, "verplichting", "cell_filled"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "column", "problem"), CELLS)
def test_every_cell_is_checked(cells: dict[str, str], column: str | None, problem: str | None) -> None:
    content = file([row(boekstuk="B-0"), row(**cells)])
    if problem is None:
        assert len(read(content)) == 2
    else:
        found = only_problem(content)
        assert (found.line, found.column, found.problem) == (5, column, problem)
        assert found.found == cells.get(column or "", "")


def test_a_year_too_far_before_its_date_is_refused() -> None:
    found = only_problem(file([row(boekjaar="2025", boekdatum="2027-01-02")], covered_until="2027-06-30"))
    assert (found.column, found.problem) == ("boekjaar", "year_before_date")


def test_all_problems_of_a_row_are_told_at_once() -> None:
    found = problems(file([row(bedrag="81.000", regel="x", boekdatum="gisteren")]))
    assert {problem.column for problem in found} == {"bedrag", "regel", "boekdatum"}


def test_a_booking_that_is_in_the_file_twice_points_at_the_first() -> None:
    found = only_problem(
        file([row(), row(boekstuk="B-2"), row(bedrag="5,00"), row(soort="verplichting", verplichting="V")])
    )
    assert (found.line, found.problem, found.params) == (6, "key_twice", {"other": 4})


@pytest.mark.parametrize(
    ("text_of_row", "problem"),
    [
        (row() + ";", "field_count"),
        ("uitgave;2026-03-02", "field_count"),
        (row(omschrijving='Scherm 19" groot, 5" rand'), "quotes"),
        (row(omschrijving='"open" en meer'), "quotes"),
    ],
)
def test_a_row_of_the_wrong_shape_is_refused(text_of_row: str, problem: str) -> None:
    found = only_problem(file([row(boekstuk="B-0"), text_of_row, row(boekstuk="B-9")]))
    assert (found.line, found.problem) == (5, problem)


PREAMBLES = [
    ("", "file_empty", None),
    ("\ufeff\n\n", "file_empty", None),
    (HEADING + "\n" + row(), "no_preamble", 1),
    ("pokdash-grootboek,1\n", "delimiter", 1),
    ("pokdash-grootboek\t1\n", "delimiter", 1),
    ("pokdash-grootboek;2\n", "layout_version", 1),
    ("pokdash-grootboek;1\n" + HEADING, "no_coverage", None),
    ("pokdash-grootboek;1\ngeboekt t/m;30-09-2026\n" + HEADING, "date", 2),
    ("pokdash-grootboek;1\ngeboekt t/m;\n" + HEADING, "date", 2),
    ("pokdash-grootboek;1\ngeboekt t/m;2026-09-30\ngegevens;misschien\n" + HEADING, "data_kind", 3),
    ("pokdash-grootboek;1\ngeboekt t/m;2026-09-30\ngeboekt t/m;2026-08-31\n" + HEADING, "preamble_twice", 3),
    ("pokdash-grootboek;1\ngeboekt t/m;2026-09-30\ngemeente;Sneek\n" + HEADING, "preamble_unknown", 3),
    ("pokdash-grootboek;1\ngeboekt t/m;2026-09-30\n", "no_heading", None),
    ("pokdash-grootboek;1\ngeboekt t/m;2026-09-30\n" + HEADING.replace(";", ","), "delimiter", 3),
    ("pokdash-grootboek;1\ngeboekt t/m;2026-09-30\n" + HEADING.replace(";besluit", ""), "column_missing", 3),
    ("pokdash-grootboek;1\ngeboekt t/m;2026-09-30\n" + HEADING + ";kostenplaats", "column_unknown", 3),
    ("pokdash-grootboek;1\ngeboekt t/m;2026-09-30\n" + HEADING + ";bedrag", "column_twice", 3),
    ("pokdash-grootboek;1\ngeboekt t/m;2026-09-30\n" + HEADING + "\n", "no_rows", None),
    ("pokdash-grootboek;1\rgeboekt t/m;2026-09-30\r", "line_ends", 1),
]


@pytest.mark.parametrize(("content", "problem", "line"), PREAMBLES)
def test_a_file_that_is_wrong_as_a_whole_is_refused_with_the_reason(
    content: str, problem: str, line: int | None
) -> None:
    found = only_problem(content.encode())
    assert (found.problem, found.line) == (problem, line)


def test_bytes_that_are_no_text_are_refused_with_their_place() -> None:
    good = file([row(), row(boekstuk="B-2", omschrijving="Súdwest-Fryslân")])
    cases = {
        "encoding": good.decode().encode("cp1252"),
        "nul": good[:-10] + b"\0" + good[-10:],
    }
    for problem, content in cases.items():
        found = only_problem(content)
        assert (found.problem, found.line) == (problem, 5)
    assert "Súdwest-Fryslân" in str(only_problem(cases["encoding"]).found)
    assert only_problem(good.decode().encode("utf-16")).found == "UTF-16"
    assert only_problem(good.decode().encode("utf-16-le")).problem == "nul"
    assert only_problem(b"PK\x03\x04" + b"\0" * 50).problem == "workbook"


def test_a_utf8_character_that_straddles_two_chunks_is_text() -> None:
    filler = "x" * 99_000
    long_rows = [
        row(boekstuk=f"B-{number}", omschrijving=filler[: 98_990 + number % 7] + "é" * 5) for number in range(180)
    ]
    assert len(read(file(long_rows))) == 180


def test_a_field_of_3_mb_is_refused_with_its_line() -> None:
    found = only_problem(file([row(), row(boekstuk="B-2", omschrijving="x" * 3_000_000), row(boekstuk="B-3")]))
    assert (found.line, found.problem) == (5, "row_too_long")
    assert len(str(found.found)) < 100


def test_a_quotation_mark_that_is_never_closed_is_refused_with_the_line_where_that_row_begins() -> None:
    found = only_problem(file([row(), row(boekstuk="B-2", omschrijving='"open'), row(boekstuk="B-3")]))
    assert (found.line, found.problem) == (5, "quote_open")


def test_of_very_many_problems_the_first_are_kept_and_all_are_counted() -> None:
    reading = read_ledger(file(row(boekstuk=f"B-{number}", bedrag="81.000", regel="x") for number in range(3000)), PLAN)
    assert reading.rows is None
    assert reading.problem_count == 6000
    assert len(reading.problems) == MOST_PROBLEMS
    assert (reading.problems[0].line, reading.problems[-1].line) == (4, 503)


def test_every_text_of_a_row_problem_is_used_by_the_reader_or_the_comparison() -> None:
    known = {key.removeprefix("row_problem.") for key in catalog("nl") if key.startswith("row_problem.")}
    seen = {problem for _, problem, _ in PREAMBLES} | {problem for _, _, problem in CELLS} | set(MONEY.values())
    seen |= {"encoding", "nul", "workbook", "row_too_long", "quote_open", "quotes", "field_count", "key_twice"}
    seen |= {"year_before_date", "key_differs", "commitment_unknown"}
    seen |= {"kind_word", "date_form", "period", "no_rule", "flag_word", "key_differs_here"}  # tests/test_conversion.py
    seen |= {"amount_typed", "amount_unknown", "amount_text", "amount_marks"}
    assert known == seen - {None}


SHORT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=30)


@given(st.lists(SHORT, min_size=1, max_size=5))
def test_any_description_comes_back_as_it_was(descriptions: list[str]) -> None:
    quoted = [f'"{text.replace(chr(34), chr(34) * 2)}"' for text in descriptions]
    found = read(file(row(boekstuk=f"B-{number}", omschrijving=text) for number, text in enumerate(quoted)))
    assert [one["description"] for one in found] == [text.strip(" ") for text in descriptions]


@given(st.binary(max_size=400))
def test_no_bytes_make_the_reader_fail(content: bytes) -> None:
    assert read_ledger(content, PLAN).rows is None


@given(
    st.lists(st.sampled_from([*file(rows("1,00", "2,00")).decode(), '"', "\n", ";", "\r"]), max_size=60),
    st.integers(0, 300),
)
def test_no_damage_to_a_file_makes_the_reader_fail(noise: list[str], place: int) -> None:
    content = file(rows("1,00", "2,00")).decode()
    reading = read_ledger((content[:place] + "".join(noise) + content[place:]).encode(), PLAN)
    assert (reading.rows is None) == bool(reading.problems)
