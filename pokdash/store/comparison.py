"""Staged rows and batches beside the bookings that are live: what would be counted twice, contradict, or hang loose."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from pokdash.domain.money import ZERO
from pokdash.domain.plan import Plan
from pokdash.store.database import Readable

_COMPARED = ("line", "booking_date", "amount", "commitment_number", "decision", "description")

Value = Decimal | dt.date | str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a booking as the file has it now, and as the live booking has it."""

    field: str
    value: Value
    live_value: Value


@dataclass(frozen=True, slots=True)
class Conflict:
    """A staged booking with the key of a live one (a row of a batch), and the fields in which they differ."""

    source_row: int
    batch: int
    live_row: int
    kind: str
    booking_number: str
    booking_line: int
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """A live booking (a row of a batch) that a file does not have although it covers its day; amount in euro."""

    batch: int
    live_row: int
    kind: str
    booking_number: str
    booking_line: int
    line: str
    booking_date: dt.date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Alike:
    """New expenditures that look like live ones: how many, their sum in euro, and of how many new ones."""

    count: int
    total: Decimal
    of: int


@dataclass(frozen=True, slots=True)
class MissingCommitment:
    """A staged expenditure that names a commitment which its line does not have."""

    source_row: int
    number: str
    line: str


@dataclass(frozen=True, slots=True)
class Homeless:
    """Live bookings on a line or in a fiscal year that a plan does not have."""

    line: str
    fiscal_year: int | None
    bookings: int


def conflicts(data: Readable, plan_id: str, limit: int) -> tuple[tuple[Conflict, ...], int]:
    """Staged bookings whose key a live booking has with other contents: the first, and how many."""
    rows = data.rows("conflicts", {"plan": plan_id, "row_limit": limit})
    found = []
    for source_row, batch, live_row, _, kind, number, line, *values in rows:
        pairs = zip(_COMPARED, values[::2], values[1::2], strict=True)
        differences = tuple(Difference(*pair) for pair in pairs if pair[1] != pair[2])
        found.append(Conflict(source_row, batch, live_row, kind, number, line, differences))
    return tuple(found), rows[0][3] if rows else 0


def gone(data: Readable, plan_id: str, limit: int) -> tuple[tuple[Gone, ...], int, Decimal]:
    """Live bookings that the staged file does not have any more: the first, how many, and their sum in euro."""
    rows = data.rows("gone", {"plan": plan_id, "row_limit": limit})
    count, total = rows[0][8:] if rows else (0, ZERO)
    return tuple(Gone(*row[:8]) for row in rows), count, total


def alike(data: Readable, plan_id: str, batch: int) -> Alike:
    """The new expenditures of the staged file, just added as `batch`, that look like other live ones."""
    return Alike(*data.rows("alike", {"plan": plan_id, "batch": batch})[0])


def missing_commitments(
    data: Readable, plan_id: str, limit: int, *, correct: bool
) -> tuple[tuple[MissingCommitment, ...], int]:
    """Staged expenditures whose commitment is neither staged nor live on their line: the first, and how many.

    `correct`: changed bookings will be corrected, so they count as the file has them.
    """
    rows = data.rows("missing_commitments", {"plan": plan_id, "row_limit": limit, "correct": correct})
    return tuple(MissingCommitment(*row[:3]) for row in rows), rows[0][3] if rows else 0


def leaning_on(data: Readable, plan_id: str, batch: int) -> tuple[int, ...]:
    """The live batches that left rows out because this batch holds them."""
    return tuple(number for (number,) in data.rows("leaning_on", {"plan": plan_id, "batch": batch}))


def holders(data: Readable, plan_id: str) -> tuple[int, ...]:
    """The live batches that hold staged bookings, the same or with other contents."""
    return tuple(number for (number,) in data.rows("holders", {"plan": plan_id}))


def leaned_on(data: Readable, plan_id: str, batch: int) -> tuple[int, ...]:
    """The batches that are not live and hold rows which this batch left out."""
    return tuple(number for (number,) in data.rows("leaned_on", {"plan": plan_id, "batch": batch}))


def stranded(data: Readable, plan_id: str, batch: int) -> tuple[tuple[int, int], ...]:
    """What undoing or redoing this batch just now leaves without commitments: pairs of batches.

    The first is live and has invoices, the second is not live and has the commitments that these name.
    """
    return tuple(data.rows("stranded", {"plan": plan_id, "batch": batch}))


def doubled(data: Readable, plan_id: str, batch: int) -> int:
    """How many bookings of a batch that is not live have the key of a live booking."""
    ((count,),) = data.rows("doubled", {"plan": plan_id, "batch": batch})
    return int(count)


def homeless(data: Readable, plan: Plan) -> tuple[Homeless, ...]:
    """The live bookings that this version of a plan has no place for; the year after its last one still has."""
    lines = [line.code for line in plan.lines]
    years = {"first_year": plan.first_year, "last_year": plan.last_year + 1}
    found = data.rows("homeless", {"plan": plan.id, "lines": lines, **years})
    return tuple(Homeless(*row) for row in found)
