"""The project's own ledger layout: its words, and what each column is called inside the house."""

from __future__ import annotations

NAME = "pokdash-grootboek"
VERSION = "1"
DELIMITER = ";"
COVERED_UNTIL = "geboekt t/m"
EXPENDITURES_UNTIL = "uitgaven t/m"
DATA = "gegevens"
DATA_KINDS = {"echt": False, "voorbeeld": True}  # True: invented
KINDS = {"uitgave": "expenditure", "verplichting": "commitment", "wijziging": "amendment"}

COLUMNS = {
    "soort": "kind",
    "boekdatum": "booking_date",
    "boekjaar": "fiscal_year",
    "regel": "line",
    "bedrag": "amount",
    "boekstuk": "booking_number",
    "boekstukregel": "booking_line",
    "verplichting": "commitment_number",
    "besluit": "decision",
    "omschrijving": "description",
}
"""Every column of the layout, in the order of the documentation; all are required, in any order."""

LONGEST_ROW = 100_000
"""Bytes in one row, quoted line breaks included; a longer row is a damaged file, not a booking."""

MOST_COLUMNS = 500
"""A table with more is refused: no export of a ledger has so many, and to understand it would take minutes."""
