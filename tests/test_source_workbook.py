"""Workbooks: cells as people see them, and the exact values that the file itself holds."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path

import duckdb
import pytest
import xlsxwriter
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_sources import good, ods, put, trouble
from ledger_workbooks import workbook, xls

from pokdash.ledger.conversion import register_macros
from pokdash.ledger.proposal import Subject, propose
from pokdash.ledger.source import Hints, Kind, Sheet, attach, open_source
from pokdash.ledger.source.cells import column_cells

ROWS: list[list[object]] = [
    ["Grootboek"],
    [],
    ["Datum", "Rekening", "Bedrag", "Akkoord"],
    [dt.date(2026, 9, 30), 43812, -1234.5, True],
    [dt.datetime(2026, 9, 30, 14, 5), "0043812", "1.234,56", False],  # noqa: DTZ001
    ["=1+1", 0.1, 1e16, "#REF!"],
]
TEXTS = [
    ["Grootboek", "", "", ""],
    ["", "", "", ""],
    ["Datum", "Rekening", "Bedrag", "Akkoord"],
    ["2026-09-30", "43812", "-1234.5", "TRUE"],
    ["2026-09-30 14:05:00", "0043812", "1.234,56", "FALSE"],
    ["=1+1", "0.1", "10000000000000000", "#REF!"],
]
VALUES = [
    [None] * 4,
    [None] * 4,
    [None] * 4,
    ["2026-09-30", "43812", "-1234.5", "true"],
    ["2026-09-30", None, None, "false"],
    [None, "0.1", "10000000000000000", None],
]


@pytest.mark.parametrize("form", ["xlsx", "xls"])
def test_text_and_value_of_every_cell(tmp_path: Path, form: str) -> None:
    path = xls(tmp_path / "a.csv", ROWS) if form == "xls" else workbook(tmp_path / "a.csv", Blad1=ROWS)
    found = good(path)
    assert (found.source.kind, found.source.format, found.source.sheet) == (Kind.WORKBOOK, form, "Blad1")
    assert found.rows == list(enumerate(TEXTS, start=1))
    assert [[row[f"n{n}"] for n in range(1, 5)] for row in found.raw] == VALUES


def test_an_ods(tmp_path: Path) -> None:
    cells = """<table:table-row><table:table-cell office:value-type="string"><text:p>Súdwest</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="-1234.5"><text:p>-1.234,50</text:p></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="2026-09-30"><text:p>30-09-26</text:p></table:table-cell>
<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAAR</text:p></table:table-cell>
</table:table-row>"""
    found = good(put(tmp_path, ods(cells)))
    assert (found.source.format, found.cells) == ("ods", [["Súdwest", "-1234.5", "2026-09-30", "TRUE"]])
    assert [found.raw[0][f"n{n}"] for n in range(1, 5)] == [None, "-1234.5", "2026-09-30", "true"]


def test_rows_and_columns_count_from_the_corner_of_the_sheet(tmp_path: Path) -> None:
    found = good(workbook(tmp_path / "a.xlsx", Blad1=[[], [], [None, None, "x"]]))
    assert found.rows == [(1, ["", "", ""]), (2, ["", "", ""]), (3, ["", "", "x"])]


def test_the_sheet_with_most_rows_is_proposed_and_a_hint_chooses(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", Uitleg=[["lees mij"]], Boekingen=[["a", "b"], ["1", "2"]], Leeg=[])
    found = good(path)
    assert found.source.sheet == "Boekingen"
    assert found.source.sheets == (
        Sheet("Uitleg", hidden=False, rows=1, columns=1),
        Sheet("Boekingen", hidden=False, rows=2, columns=2),
        Sheet("Leeg", hidden=False, rows=0, columns=0),
    )
    assert found.notes["other_sheets"] == {"sheet": "Boekingen", "names": "Uitleg"}
    assert good(path, Hints(sheet="Uitleg")).cells == [["lees mij"]]
    assert trouble(path, Hints(sheet="Weg")).params == {"sheet": "Weg", "sheets": "Uitleg, Boekingen, Leeg"}


def test_a_hidden_sheet_is_noted_and_not_proposed(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    for name, rows in (("Klein", 1), ("Groot", 5)):
        sheet = book.add_worksheet(name)
        for row in range(rows):
            sheet.write(row, 0, "x")
    sheet.hide()
    book.close()
    found = good(tmp_path / "a.xlsx")
    assert (found.source.sheet, found.notes["hidden_sheets"]) == ("Klein", {"names": "Groot"})


def test_merged_cells_have_their_value_once(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet()
    sheet.merge_range(0, 0, 0, 2, "Bedragen")
    sheet.write_row(1, 0, ["a", "b", "c"])
    book.close()
    found = good(tmp_path / "a.xlsx")
    assert found.cells == [["Bedragen", "", ""], ["a", "b", "c"]]
    assert found.notes["merged_cells"] == {"count": 1}


def test_hidden_rows_and_columns_are_read_and_told(tmp_path: Path) -> None:
    rows = [["a", "b", "c"], *[[str(number), "2", "3"] for number in range(4)]]
    new, old = xlsxwriter.Workbook(tmp_path / "a.xlsx"), xlwt.Workbook()
    sheet, old_sheet = new.add_worksheet(), old.add_sheet("Blad1")
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, cell)
            old_sheet.write(number, column, cell)
    sheet.set_column(1, 1, None, None, {"hidden": True})
    sheet.set_column(7, 99, None, None, {"hidden": True})
    old_sheet.col(1).hidden = True
    for number in (2, 3, 90):
        sheet.set_row(number, None, None, {"hidden": True})
        old_sheet.row(number).hidden = True
    new.close()
    old.save(str(tmp_path / "a.xls"))
    visible, hidden = "<table:table-row>", '<table:table-row table:number-rows-repeated="2" table:visibility="filter">'
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
    column = '<table:table-column table:visibility="collapse"/>'
    put(tmp_path, ods(column + "".join(row + cell for row in (visible, visible, hidden))), "a.ods")
    for name in ("a.xlsx", "a.xls", "a.ods"):
        found = good(tmp_path / name)
        assert found.notes == {"hidden_rows": {"count": 2, "row": 3}, "hidden_columns": {"count": 1}}, name
    assert good(tmp_path / "a.xlsx").cells == rows


def test_an_empty_workbook(tmp_path: Path) -> None:
    assert trouble(workbook(tmp_path / "a.xlsx", Blad1=[])).key == "empty"


def test_a_cell_far_to_the_right_of_a_workbook_is_told(tmp_path: Path) -> None:
    found = trouble(workbook(tmp_path / "a.xlsx", Blad1=[["a", "b"], ["1", *[""] * 600, "x"]]))
    assert (found.key, found.params) == ("too_many_columns", {"columns": 602, "most": 500})


def test_cells_with_nothing_far_to_the_right_of_a_workbook_do_not_count(tmp_path: Path) -> None:
    rows: list[list[object]] = [["a", "b"], ["1", *[""] * 600, " "]]
    assert good(workbook(tmp_path / "a.xlsx", Blad1=rows)).cells == [["a", "b"], ["1", ""]]


def test_a_huge_cell_in_a_workbook(tmp_path: Path) -> None:
    text = "x" * 100_001
    cells = f'<table:table-row><table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
    first = cells.replace(text, "a") + "</table:table-row>"
    found = trouble(put(tmp_path, ods(first + cells + "</table:table-row>")))
    assert (found.key, found.params["row"]) == ("cell_too_long", 2)


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
@settings(max_examples=300)
def test_a_number_is_the_shortest_text_that_is_the_same_number(numbers: list[float]) -> None:
    texts = column_cells(numbers).value.to_pylist()
    assert [float(text) for text in texts] == numbers
    assert all(set(text) <= set("-.0123456789") for text in texts)
    assert [len(text.replace("-", "").replace(".", "").strip("0")) for text in texts] == [
        len(repr(number).split("e")[0].replace("-", "").replace(".", "").strip("0")) for number in numbers
    ]


# Cells that hold an error


CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"


def with_errors(path: Path) -> Path:
    book = xlsxwriter.Workbook(path)
    for sheet in (book.add_worksheet("Ander"), book.add_worksheet("Boekingen")):
        for column, heading in enumerate(("Datum", "Debet", "Credit")):
            sheet.write_string(0, column, heading)
        sheet.write_number(1, 1, 5)
        sheet.write_formula(2, 1, "=A9", None, "#REF!" if sheet.name == "Boekingen" else 8)
        sheet.write_number(2, 2, 7)
        sheet.write_formula(3, 2, "=1/0", None, "#DIV/0!" if sheet.name == "Boekingen" else 9)
    book.close()
    return path


def test_an_error_in_a_workbook_is_no_empty_cell(tmp_path: Path) -> None:
    found = good(with_errors(tmp_path / "a.xlsx"), Hints(sheet="Boekingen"))
    assert found.cells[1:] == [["", "5", ""], ["", "#REF!", "7"], ["", "", "#DIV/0!"]]
    assert [(row["n2"], row["n3"]) for row in found.raw[1:]] == [("5", None), (None, "7"), (None, None)]


def test_errors_of_another_sheet_are_not_taken(tmp_path: Path) -> None:
    assert good(with_errors(tmp_path / "a.xlsx"), Hints(sheet="Ander")).cells[2:] == [["", "8", "7"], ["", "", "9"]]


def test_formulas_without_an_outcome_are_no_empty_amounts(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "written.xlsx")
    sheet = book.add_worksheet()
    for column, heading in enumerate(("Boekdatum", "Uren", "Bedrag", "Code", "Saldo")):
        sheet.write_string(0, column, heading)
    for row in (1, 2):
        sheet.write_datetime(row, 0, dt.datetime(2026, 9, row), book.add_format({"num_format": "dd-mm-yyyy"}))  # noqa: DTZ001
        sheet.write_number(row, 1, row)
        sheet.write_formula(row, 2, f"=B{row + 1}*2", None, 12345)
        sheet.write_formula(row, 3, '=""', None, "empty")
    sheet.write_number(1, 4, 5)
    sheet.write_formula(2, 4, "=E2", None, 12345)
    book.close()
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(tmp_path / "written.xlsx") as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(b"<v>(?:12345|empty)</v>", b"<v></v>", old.read(name)))
    assert [row[2:] for row in good(path).cells[1:]] == [["=B2*2", "", "5"], ["=B3*2", "", ""]]
    source = open_source(path)
    with duckdb.connect() as connection:
        found = propose(Subject(connection, attach(source, connection), source, None))  # type: ignore[arg-type]
    assert found.trouble is not None
    assert (found.trouble.key, found.trouble.params) == ("not_calculated", {"column": "Bedrag"})


def test_an_error_is_an_amount_that_is_not_known(tmp_path: Path) -> None:
    read = good(with_errors(tmp_path / "a.xlsx"), Hints(sheet="Boekingen"))
    with duckdb.connect() as connection:
        register_macros(connection)
        found = connection.execute("select amount_fault(?, ?)", [read.raw[2]["c2"], read.raw[2]["n2"]]).fetchall()
    assert found == [("amount_unknown",)]


def test_an_error_in_an_open_document_is_not_zero(tmp_path: Path) -> None:
    error = f'xmlns:calcext="{CALC}" calcext:value-type="error"'
    cell, row = "table:table-cell", "table:table-row"
    rows = (
        f'<{row} table:number-rows-repeated="2"><{cell} office:value-type="float" office:value="3">'
        f'<text:p>3</text:p></{cell}></{row}><{row}><{cell} table:number-columns-repeated="2" office:value-type="float"'
        f' office:value="4"><text:p>4</text:p></{cell}><{cell} table:formula="of:=1/0" office:value-type="float"'
        f' office:value="0" {error}><text:p>#DIV/0!</text:p></{cell}></{row}><{row}><{cell} table:formula="of:=#REF!"'
        f' office:value-type="string" office:string-value="" {error}><text:p>#REF!</text:p></{cell}></{row}>'
    )
    found = good(put(tmp_path, ods(rows), "a.ods"))
    assert [row["n3"] for row in found.raw] == [None] * 4
    assert found.cells == [["3", "", ""], ["3", "", ""], ["4", "4", "#DIV/0!"], ["#REF!", "", ""]]
