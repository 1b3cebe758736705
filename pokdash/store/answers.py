"""What the store answers, as frozen values: plan versions, batches and what they left behind."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from pokdash.domain.plan import Plan
from pokdash.domain.register import Entry


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """One recorded version of a plan folder: `plan` with what the registers say of it, `filed` as its texts are."""

    version: int
    plan: Plan
    filed: Plan
    entries: tuple[Entry, ...]
    sha256: str
    recorded_at: dt.datetime
    actor_name: str


@dataclass(frozen=True, slots=True)
class Batch:
    """One import; `live` is False while its last event is an undo, which the `changed_` fields describe.

    Rows are rows of the file: loaded, left out (no booking of this plan, or known already) or rejected. Totals are in
    euro, of the bookings: `total_left_out` is the part of `total_read` that was known already, and `total_reversed`
    what was taken back of earlier batches. `changed` says what was done with bookings that an earlier batch has with
    other contents (leave, correct; None: there were none).
    """

    number: int
    plan: str
    example: bool
    file_name: str
    file_sha256: str
    file_extension: str
    profile: str | None  # None: the own layout
    profile_toml: str | None
    covered_until: dt.date
    recorded_at: dt.datetime
    actor_name: str
    rows_read: int
    rows_left_out: int
    rows_rejected: int
    total_read: Decimal
    total_left_out: Decimal
    total_reversed: Decimal
    changed: str | None
    live: bool
    changed_at: dt.datetime | None
    changed_by: str | None
    changed_why: str | None

    @property
    def rows_loaded(self) -> int:
        """Rows of the file of which at least one booking was added."""
        return self.rows_read - self.rows_left_out - self.rows_rejected

    @property
    def total_loaded(self) -> Decimal:
        """What the bookings that were added come to, in euro; reversing entries apart."""
        return self.total_read - self.total_left_out


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """One thing that is wrong with a row that was not loaded: text key `row_problem.<reason>` with its placeholders."""

    source_row: int
    column: str | None
    found: str | None
    reason: str
    params: dict[str, str | int]


@dataclass(frozen=True, slots=True)
class BatchLine:
    """What one import added to one line: bookings of one kind (expenditure, commitment, amendment), in euro."""

    line: str
    kind: str
    bookings: int
    amount: Decimal


class UnreadablePlanError(Exception):
    """A recorded plan version that this program can no longer read."""
