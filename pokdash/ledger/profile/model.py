"""A profile: how the files of one export are read, and on which line of the plan their rows go."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from pokdash.domain.provenance import Code

FORMAT = 1
NOT_IN_PLAN = "niet in dit plan"
"""The word, in a profile and in an answer, for rows that belong to no line of the plan; no line can have it as code."""

FieldName = Literal[
    "kind", "booking_date", "fiscal_year", "period", "amount", "debit", "credit", "flag", "sign_flag", "booking_number",
    "booking_line", "description", "account", "account_name", "cost_centre", "cost_object", "project",
    "commitment_number", "decision", "line", "plan", "currency",
]  # fmt: skip
"""What a column can hold. `plan` is the name of a plan, in a file with several; `currency` that of the amount."""
RULE_FIELDS = ("line", "project", "account", "cost_centre", "cost_object", "account_name", "description")
"""The fields that can say on which line a row goes."""

KeyField = Literal["fiscal_year", "booking_number", "booking_line"]
"""A field that a file may leave empty, because it follows from the other fields of the booking."""

Number = Annotated[int, Field(ge=1)]
Year = Annotated[int, Field(ge=1900, le=2999)]
Filled = Annotated[str, Field(min_length=1)]


class _Part:
    """What every part of a profile shares: a key that the format does not know is refused."""

    __slots__ = ()
    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True)
class FileShape(_Part):
    """Where the table is in the file. '' is: not said, the file itself shows it.

    Headings stand on rows `heading_first` to `heading_last`, counted as a person does; both 0: there are none. That
    place is where they were found last; in the next file they are looked for by their words. A row with more
    cells than `columns` (0: not known) is no row of this table. `guarded`: a text that a
    spreadsheet would take for a formula has an apostrophe before it, which is taken off.
    """

    encoding: Literal["", "utf-8", "utf-16-le", "utf-16-be", "cp1252"] = ""
    delimiter: str = ""
    quote: str = ""
    sheet: str = ""
    heading_first: Annotated[int, Field(ge=0)] = 0
    heading_last: Annotated[int, Field(ge=0)] = 0
    first_row: Annotated[int, Field(ge=0)] = 1
    columns: Annotated[int, Field(ge=0)] = 0
    guarded: bool = False


@dataclass(frozen=True, slots=True)
class Column(_Part):
    """The column that holds a field: its heading ('' where there is none) and its number, counted from 1."""

    field: FieldName
    heading: str
    number: Number


@dataclass(frozen=True, slots=True)
class YearColumn(_Part):
    """A column with the amounts of one fiscal year."""

    year: Year
    heading: str
    number: Number


@dataclass(frozen=True, slots=True)
class FlagWord(_Part):
    """A word beside an amount that says its sign: 1 for costs, -1 for what comes back."""

    word: str
    sign: Literal[1, -1]


@dataclass(frozen=True, slots=True)
class Marks(_Part):
    """How amounts and dates are written. A mark '' does not occur.

    `unit` is what 1 in the file is worth in euro; `unit_words` are the words in the file that this was decided on.
    `flag_at_amount`: the word of the sign stands in the cell of the amount (`N75.000`). `minus` is what a minus does to
    an amount that its word or its column takes off already: turn it back, or only repeat it ('': not seen yet, turns).
    `three_digits` is what 81,000 means where the comma stands before the cents: `decimals` (81 euro) or `thousands`;
    '': not seen yet, and no amount.
    """

    decimal: Literal["", ",", "."] = ""
    thousands: Literal["", ".", ",", " ", "'"] = ""
    date_order: Literal["dmy", "mdy", "ymd", "serial"] = "dmy"
    unit: Literal[1, 1000, 1000000] = 1
    unit_words: str = ""
    sign: Literal["costs_positive", "costs_negative"] = "costs_positive"
    flag_at_amount: bool = False
    minus: Literal["", "turns", "repeats"] = ""
    three_digits: Literal["", "decimals", "thousands"] = ""


@dataclass(frozen=True, slots=True)
class KindWord(_Part):
    """A word of the kind column; `planned` rows are no bookings and are left out."""

    word: str
    kind: Literal["expenditure", "commitment", "amendment", "planned"]


@dataclass(frozen=True, slots=True)
class Cell(_Part):
    """A condition: the whole text of the cell fits this regular expression ('' is an empty cell), in any case."""

    number: Number
    pattern: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class LeaveOut(_Part):
    """Rows that are no bookings: all cells fit. `reason` is the suffix of text key `left_out.<reason>`."""

    reason: Literal[
        "opening_balance", "subtotal", "repeated_heading", "group_name", "planned", "not_in_plan", "tail",
        "other_currency", "not_booked",
    ]  # fmt: skip
    cells: Annotated[tuple[Cell, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Rule(_Part):
    """A field with this value (`prefix`: that begins with it), in `year` if given, goes to `line` or NOT_IN_PLAN."""

    field: Literal["line", "project", "account", "cost_centre", "cost_object", "account_name", "description"]
    value: str
    line: Code | Literal["niet in dit plan"]
    prefix: bool = False
    year: Year | None = None

    @property
    def code(self) -> str | None:
        """The code of the line; None is not in this plan."""
        return None if self.line == NOT_IN_PLAN else self.line


class Coverage(StrEnum):
    """How it is known until which day the bookings of a file are complete (geboekt t/m)."""

    ASK = "ask"
    LAST_BOOKING = "last_booking"
    MONTH_END = "month_end"  # the last day of the month of the last booking
    STATED = "stated"  # the file says so above its headings


@dataclass(frozen=True, slots=True)
class Profile(_Part):
    """Everything that is needed to read the next file of the same export without a question."""

    name: str = ""
    note: str = ""
    file: FileShape = FileShape()
    columns: tuple[Column, ...] = ()
    year_columns: tuple[YearColumn, ...] = ()
    unread: tuple[str, ...] = ()  # headings of columns that the file has too; any other may change what amounts mean
    filled_down: tuple[FieldName, ...] = ()  # fields whose value stands on a row of its own above the bookings
    required: tuple[KeyField, ...] = ()  # fields that every booking must have; without them they are worked out
    marks: Marks = Marks()
    flags: tuple[FlagWord, ...] = ()
    kinds: tuple[KindWord, ...] = ()
    euro_words: tuple[str, ...] = ()  # words of the currency column of rows whose amounts are in euro all the same
    usual_kind: Literal["expenditure", "commitment"] = "expenditure"  # where no column says it
    usual_kind_words: str = ""  # the words about commitments in the file that this was decided on
    usual_period: Annotated[int, Field(ge=1, le=12)] | None = None  # month of a booking in a file without dates
    leave_out: tuple[LeaveOut, ...] = ()
    kept: tuple[LeaveOut, ...] = ()  # rows that look as if they should be left out, and that a person called bookings
    rules: tuple[Rule, ...] = ()
    coverage: Coverage = Coverage.ASK
    personal_data: Literal["leave_out", "keep"] = "leave_out"

    def column(self, field: str) -> Column | None:
        """The column of a field, if the file has one."""
        return next((column for column in self.columns if column.field == field), None)

    @property
    def has_amounts(self) -> bool:
        """Whether a column is known that holds amounts."""
        return bool(self.year_columns) or any(self.column(field) for field in ("amount", "debit", "credit"))

    @property
    def headings(self) -> tuple[str, ...]:
        """The heading of every column that is read."""
        return tuple(column.heading for column in self.columns) + tuple(year.heading for year in self.year_columns)
