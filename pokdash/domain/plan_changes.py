"""What is decided or assumed about the money of a plan: amendments, the spread over months, and carry-over."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from pokdash.domain.provenance import Amount, Assumption, Euro, Month, Record, Source, Standing, Text, Words


class Amendment(Record):
    """A dated change (delta in euro) of a line's allocation, with its decision; counts from `on`."""

    line: str
    on: dt.date
    delta: Amount
    standing: Standing
    decision: str
    year: int | None = None


class PhasingMethod(StrEnum):
    """How an amount is spread over months; the formulas stand in `phasing`."""

    EQUAL_MONTHS = "equal_months"  # a period amount, evenly from first_month to last_month
    EQUAL_MONTHS_WITHIN_YEAR = "equal_months_within_year"  # each year's amount, evenly over its twelve months
    YEAR_AMOUNTS = "year_amounts"  # a period amount with an amount for each year, evenly over the months of that year
    MONTH_AMOUNTS = "month_amounts"  # an amount for each month
    FROM_TO = "from_to"  # evenly by day, from first_day to last_day
    FRONT_LOADED = "front_loaded"  # most in the first month, by the sum of the digits
    BACK_LOADED = "back_loaded"  # most in the last month, by the sum of the digits


class PhasingStanding(StrEnum):
    """Whose spread it is; `planned_kind` on every surface."""

    SOURCE = "source"
    ASSUMPTION = "assumption"
    ADOPTED = "adopted"


class PhasedAmount(Record):
    """An amount (euro, 0 or more) for some consecutive months, evenly over them."""

    first_month: Month
    last_month: Month
    amount: Annotated[Euro, Field(ge=Decimal(0))]


class Phasing(Record):
    """How a line's allocation is spread over months: an assumption until a named decision adopts it.

    `assumption` says who made it, when and why, also of one that was adopted; `source` quotes the decision. Only
    `year_amounts` and `month_amounts` have `amounts`, only `from_to` has days.
    """

    line: str
    method: PhasingMethod
    kind: PhasingStanding
    first_month: Month
    last_month: Month
    assumption: Assumption
    decision: str | None = None
    source: Source | None = None
    amounts: tuple[PhasedAmount, ...] = ()
    first_day: dt.date | None = None
    last_day: dt.date | None = None


class Estimate(Record):
    """What an adviser expects a line to have spent in all at the end of its period, in euro: at least, likely, at most.

    In 8 of 10 cases it comes out between `low` and `high`. `assumption` says who expects it, since when and why.
    """

    line: str
    low: Annotated[Euro, Field(ge=Decimal(0))]
    likely: Annotated[Euro, Field(ge=Decimal(0))]
    high: Annotated[Euro, Field(ge=Decimal(0))]
    assumption: Assumption


class Note(Record):
    """Something that explains the money on a day, of a line or of the whole plan; it changes no amount."""

    on: dt.date
    what: Words
    line: str | None = None


class CarryOverStatus(StrEnum):
    """Only a decided carry-over moves money."""

    PROPOSED = "proposed"
    DECIDED = "decided"
    LAPSED = "lapsed"


class CarryOver(Record):
    """Money moved from one fiscal year to another by a decision; below zero it is a deficit that is moved.

    `amount.value` None is unknown. A conditional one waits for `condition` and moves nothing until it is firm. Not
    decided by `deadline`, it lapses.
    """

    from_year: int
    to_year: int
    amount: Amount
    status: CarryOverStatus
    line: str | None = None
    decision: str | None = None
    decided_on: dt.date | None = None
    deadline: dt.date | None = None
    conditional: bool = False
    condition: Text | None = None
