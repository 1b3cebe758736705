"""A whole ledger as a workbook: the own layout, each plan on sheets of its own."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from pokdash.ledger import layout
from pokdash.ledger.export.plan_ledger import PlanLedger

_SHEET_ROWS = 1_000_000  # a sheet has room for 1,048,576
_LONGEST_SHEET_NAME = 31
_LONGEST_TEXT = 32_767  # in a cell; what is longer would be cut off without a word
_EXACT = Decimal(10) ** 13  # a workbook keeps 15 digits; a larger amount is written as text
_WORDS = {name: word for word, name in layout.KINDS.items()}
_NAMES = tuple(layout.COLUMNS.values())


def write_workbook(ledgers: Iterable[PlanLedger], path: Path) -> int:
    """Write each ledger on sheets of its own, in the own layout; how many bookings there are.

    Texts are text cells, never formulas or links. A workbook cannot be written but cell by cell. TooLongTextError when
    a text does not fit in a cell: it would be cut off.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as workbook:
        sheets = _Sheets(workbook)
        return sum(sheets.write(ledger) for ledger in ledgers)


class TooLongTextError(ValueError):
    """A text is longer than a cell of a workbook can hold; `plan` and `booking` say where."""

    def __init__(self, plan: str, booking: str, longest: int) -> None:
        super().__init__(f"{plan} {booking}")
        self.plan, self.booking, self.longest = plan, booking, longest


class _Sheets:
    """The sheets of one workbook, with the formats of their cells."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._day, self._whole, self._euro = (
            workbook.add_format({"num_format": form}) for form in ("yyyy-mm-dd", "0", "#,##0.00")
        )

    def write(self, ledger: PlanLedger) -> int:
        """Write one ledger; how many bookings it has."""
        sheet, place = self._new(ledger, 0)
        count = 0
        for batch in ledger.bookings:
            for booking in zip(*(batch.column(name).to_pylist() for name in _NAMES), strict=True):
                if count and count % _SHEET_ROWS == 0:
                    sheet, place = self._new(ledger, count // _SHEET_ROWS)
                for column, value in enumerate(booking):
                    if isinstance(value, str) and _units(value) > _LONGEST_TEXT:
                        raise TooLongTextError(ledger.plan, booking[_NAMES.index("booking_number")], _LONGEST_TEXT)
                    self._write_cell(sheet, place, column, value)
                place, count = place + 1, count + 1
        return count

    def _new(self, ledger: PlanLedger, number: int) -> tuple[Any, int]:
        """A sheet with what stands above the rows; and the place of the first row."""
        more = f" {number + 1}" if number else ""
        sheet = self._workbook.add_worksheet(ledger.plan[: _LONGEST_SHEET_NAME - len(more)] + more)
        above = [*ledger.preamble(), tuple(layout.COLUMNS)]
        for place, cells in enumerate(above):
            for column, cell in enumerate(cells):
                sheet.write_string(place, column, cell)
        return sheet, len(above)

    def _write_cell(self, sheet: Any, place: int, column: int, value: Any) -> None:
        if _NAMES[column] == "kind":
            sheet.write_string(place, column, _WORDS[value])
        elif _NAMES[column] == "booking_date":
            sheet.write_datetime(place, column, value, self._day)
        elif isinstance(value, Decimal) and abs(value) >= _EXACT:
            sheet.write_string(place, column, str(value).replace(".", ","))
        elif isinstance(value, Decimal | int):
            sheet.write_number(place, column, value, self._euro if isinstance(value, Decimal) else self._whole)
        elif value:
            sheet.write_string(place, column, value)


def _units(text: str) -> int:
    """How long a spreadsheet finds a text: an emoji counts for two."""
    return len(text) if len(text) * 2 <= _LONGEST_TEXT else len(text.encode("utf-16-le")) // 2
