"""What the ledger says up to a reference date: sums of bookings, ready for the definitions in `position`.

The database adds these up; nothing here subtracts. Amounts are exact euro; costs are positive.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class MonthlySpending:
    """Expenditures of one line and fiscal year, booked in one calendar month up to the reference date."""

    line: str
    fiscal_year: int
    month: dt.date  # first day of the booking month
    spent: Decimal
    invoiced: Decimal  # the part of it that names a commitment
    bookings: int


@dataclass(frozen=True, slots=True)
class CommitmentBalance:
    """One commitment on one line: promised (changes included) and invoiced so far, both as of the reference date."""

    number: str
    line: str
    fiscal_year: int
    committed: Decimal
    invoiced: Decimal


@dataclass(frozen=True, slots=True)
class LedgerAmendment:
    """A change of an allocation that came in through the ledger import; `year` None is for the whole period."""

    line: str
    year: int | None
    on: dt.date
    delta: Decimal
    decision: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """All live bookings of one plan, as of a reference date and as shown on a moment.

    `covered_until` (geboekt t/m) is the latest date that a live batch with expenditures covers; None: no such batch.
    """

    generation: int
    committed_known: bool  # False: nothing that was imported says what is committed
    example: bool  # the live bookings are invented
    covered_until: dt.date | None
    imported_at: dt.datetime | None  # when the latest live batch was imported (UTC)
    spending: tuple[MonthlySpending, ...] = ()
    commitments: tuple[CommitmentBalance, ...] = ()
    amendments: tuple[LedgerAmendment, ...] = ()

    @property
    def spent_known(self) -> bool:
        """Whether something that was imported says what was spent; else spent is unknown, and not zero."""
        return self.covered_until is not None

    def years_without_bookings(self, first_year: int) -> tuple[int, ...]:
        """The fiscal years from `first_year` up to the last one with spending that have no booking at all."""
        spent = {one.fiscal_year for one in self.spending}
        booked = spent | {one.fiscal_year for one in self.commitments}
        return tuple(year for year in range(first_year, max(spent, default=first_year)) if year not in booked)


@dataclass(frozen=True, slots=True)
class Booking:
    """One booked expenditure, commitment or amendment as it stands in the ledger (for lists, never for sums)."""

    batch: int
    row: int
    kind: str  # expenditure, commitment, amendment
    line: str
    booking_date: dt.date
    fiscal_year: int | None
    amount: Decimal
    booking_number: str
    booking_line: int
    description: str
    commitment_number: str | None
    decision: str | None
    example: bool
