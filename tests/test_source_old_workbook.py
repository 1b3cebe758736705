"""Old workbooks (XLS): cells, errors, sheets, and files that are damaged or locked."""

from __future__ import annotations

from pathlib import Path

import xlwt
from ledger_sources import good, put, trouble
from ledger_workbooks import xls

from pokdash.ledger.source import Hints, Sheet

ROWS: list[list[object]] = [["Datum", "Bedrag"], ["2026-09-30", -1234.5], ["2026-10-01", "1.234,56"]]


def old(path: Path, rows: list[list[object]], **hidden: int) -> Path:
    book = xlwt.Workbook()
    for name, visible in {"Boekingen": 0, **hidden}.items():
        sheet = book.add_sheet(name)
        sheet.visibility = visible
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                match value:
                    case str() if value.startswith("#"):
                        sheet.row(number).set_cell_error(column, {"#REF!": 0x17, "#N/A": 0x2A}[value])
                    case (float() | int() as amount, str(form)):
                        sheet.write(number, column, amount, xlwt.easyxf(num_format_str=form))
                    case None:
                        pass
                    case _:
                        sheet.write(number, column, value)
    book.save(str(path))
    return path


def test_an_error_in_an_old_workbook_is_no_empty_cell(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Datum", "Debet", "Credit"], ["a", "#REF!", 7], ["b", 5], ["c", None, "#N/A"]]
    found = good(old(tmp_path / "a.xls", rows))
    assert found.cells[1:] == [["a", "#REF!", "7"], ["b", "5", ""], ["c", "", "#N/A"]]
    assert [(row["n2"], row["n3"]) for row in found.raw[1:]] == [(None, "7"), ("5", None), (None, None)]


def test_the_format_of_a_number_in_an_old_workbook_makes_it_a_day(tmp_path: Path) -> None:
    day, time = "dd-mm-yyyy", "h:mm"
    numbers: list[object] = [
        (46295, day),
        (46295.5, "d mmm yyyy h:mm"),
        (0.25, time),
        (46295, "#,##0.00"),
        (-1, day),
        (1e16, day),
        (0.1, '_ "€" * #,##0.00_ ;[Red]_ "€" * -#,##0.00_ '),
    ]
    found = good(old(tmp_path / "a.xls", [numbers, ["00012", 1e-7, -1234.5, 1e16, "1e5"]]))
    assert found.cells[0][:4] == ["2026-09-30", "2026-09-30 12:00:00", "06:00:00", "46295"]
    assert found.cells[0][5:] == ["10000000000000000", "0.1"]
    assert found.cells[1][:5] == ["00012", "0.0000001", "-1234.5", "10000000000000000", "1e5"]
    assert [found.raw[0][f"n{n}"] for n in (1, 2, 3, 4)] == ["2026-09-30", "2026-09-30", None, "46295"]


def test_sheets_and_merged_cells_of_an_old_workbook(tmp_path: Path) -> None:
    found = good(old(tmp_path / "a.xls", [["a", "b"], ["c"]], Weg=1))
    assert found.source.sheets == (
        Sheet("Boekingen", hidden=False, rows=2, columns=2),
        Sheet("Weg", hidden=True, rows=2, columns=2),
    )
    assert found.source.sheet == "Boekingen"
    assert found.notes["hidden_sheets"] == {"names": "Weg"}
    book = xlwt.Workbook()
    for name in ("Eerste", "Tweede"):
        book.add_sheet(name).write_merge(0, 0, 0, 2, "Bedragen")
    book.get_sheet("Tweede").write_merge(2, 3, 1, 1, "x")
    book.save(str(tmp_path / "b.xls"))
    counts = [good(tmp_path / "b.xls", Hints(sheet=name)).notes["merged_cells"] for name in ("Eerste", "Tweede")]
    assert counts == [{"count": 1}, {"count": 2}]
    assert good(tmp_path / "b.xls", Hints(sheet="Eerste")).cells == [["Bedragen"]]


def test_an_empty_old_workbook(tmp_path: Path) -> None:
    assert trouble(old(tmp_path / "a.xls", [])).key == "empty"


def test_an_old_workbook_that_is_cut_off(tmp_path: Path) -> None:
    whole = xls(tmp_path / "a.xls", ROWS).read_bytes()
    assert {trouble(put(tmp_path, whole[:size], "b.xls")).key for size in range(1024, len(whole), 512)} == {"damaged"}


def test_an_old_workbook_with_a_password(tmp_path: Path) -> None:
    content = xls(tmp_path / "a.xls", ROWS).read_bytes()
    protection = bytes.fromhex("12000200")  # the record that says whether the workbook is protected ...
    assert content.count(protection) > 0
    locked = content.replace(
        protection, bytes.fromhex("2f000200"), 1
    )  # ... made into the one of a file that is encrypted
    assert trouble(put(tmp_path, locked, "b.xls")).key == "password"
