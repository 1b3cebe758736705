"""How one table of cells is to be converted: a profile after its columns were found in the file, nothing left open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from pokdash.texts import text

FIELDS = (
    "kind", "booking_date", "fiscal_year", "period", "amount", "debit", "credit", "flag", "sign_flag", "booking_number",
    "booking_line", "description", "account", "account_name", "cost_centre", "cost_object", "project",
    "commitment_number", "decision", "line",
)  # fmt: skip
"""Everything that a column can hold for a booking."""

TYPED_FIELDS = ("booking_date", "amount", "debit", "credit")
"""Fields for which the value that a workbook itself types goes before the text."""

KEY_FIELDS = ("fiscal_year", "booking_number", "booking_line")
"""Fields that follow from the others where a file leaves them empty."""

EXPENDITURE, PLANNED = "expenditure", "planned"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field stands: the column, counted from 1, and the heading above it."""

    column: int
    heading: str


Cells = tuple[tuple[int, str], ...]
"""Columns and the pattern that the text in each of them matches completely."""


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """Rows that are no bookings: all `conditions` fit, and not all those of one of `unless`.

    `reason` is the suffix of text key `left_out.<reason>`; a pattern is a regular expression, capitals do not matter,
    and `''` means that the cell is empty.
    """

    reason: str
    conditions: Cells
    unless: tuple[Cells, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A field that is `value` (or begins with it) in `year` (None: any) books on `line`; None: not on this plan."""

    field: str
    value: str
    line: str | None
    prefix: bool = False
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Instructions:
    """Where each field is and how it is written. Amounts become euro, costs positive.

    `year_columns` (fiscal year to its column) stands in for an amount column; `filled_down` are fields that stand on a
    row of their own above the bookings, a row that is left out as `group_name`. `kinds` are the words, in lower case,
    of the kind column: expenditure, commitment, amendment, or `planned` for amounts that are no bookings.
    `usual_period` is the month of every booking in a file that has no dates and no periods. `minus_repeats`: a word
    or a column of credit only repeats the minus of its amount, and does not turn it again.
    `three_digits` says what 81,000 is where the comma is the decimal mark: `decimals` (81 euro), `thousands`, or '' for
    no amount.

    A booking without a field of `required` (fiscal_year, booking_number, booking_line) is wrong; else it is worked out.
    Only an amendment may lack its year: it is then for the whole period. `columns` is how many cells a row may have (0:
    as many as the grid). `guarded`: an apostrophe before what a spreadsheet would take for a formula is taken off.
    `expenditures_until` is the last day of an expenditure, where that is another than `covered_until`.
    """

    first_row: int
    places: Mapping[str, Place]
    year_columns: Mapping[int, Place] = field(default_factory=dict)
    last_row: int | None = None
    decimal_mark: str = ","
    thousands_mark: str = ""
    date_order: str = "dmy"
    unit: int = 1
    costs_positive: bool = True
    flags: Mapping[str, int] = field(default_factory=dict)
    flag_at_amount: bool = False
    minus_repeats: bool = False
    three_digits: str = ""
    kinds: Mapping[str, str] = field(default_factory=dict)
    usual_kind: str = EXPENDITURE
    usual_period: int | None = None
    leave_out: tuple[LeaveOut, ...] = ()
    filled_down: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()
    columns: int = 0
    guarded: bool = False
    rules: tuple[Rule, ...] = ()
    covered_until: dt.date | None = None
    expenditures_until: dt.date | None = None

    @property
    def heading(self) -> dict[str, str]:
        """What each field is called in the file; one without a heading or a column has a plain name."""
        years = {str(year): _named(place) for year, place in self.year_columns.items()}
        places = {name: _named(place) for name, place in self.places.items()}
        if self.flag_at_amount and "amount" in places:
            places["flag"] = places["amount"]
        return {**{name: text("nl", f"row_problem_column.{name}") for name in FIELDS}, **years, **places}


def _named(place: Place) -> str:
    return place.heading or text("nl", "row_problem_column.number", number=place.column)
