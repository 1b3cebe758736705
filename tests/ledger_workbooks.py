"""Workbooks for the tests of the ledger source, new and old."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import xlsxwriter
import xlwt


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    book = xlsxwriter.Workbook(path, {"default_date_format": "dd-mm-yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, dt.date):
                    sheet.write_datetime(number, column, value)
                elif isinstance(value, str):
                    sheet.write_string(number, column, value)
                else:
                    sheet.write(number, column, value)
    book.close()
    return path


def xls(path: Path, rows: list[list[object]]) -> Path:
    """An old workbook with one sheet."""
    book = xlwt.Workbook()
    sheet, day = book.add_sheet("Blad1"), xlwt.easyxf(num_format_str="dd-mm-yyyy")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(number, column, value, day) if isinstance(value, dt.date) else sheet.write(
                number, column, value
            )
    book.save(str(path))
    return path
