"""What is exported: the bookings of one plan, and what the own layout says above them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pyarrow as pa

from pokdash.ledger import layout


@dataclass(frozen=True, slots=True)
class PlanLedger:
    """The bookings of one plan, as columns in batches, and up to which day they are complete.

    `expenditures_until` is the day for the expenditures, where that must be said apart.
    """

    plan: str
    covered_until: dt.date
    example: bool
    bookings: pa.RecordBatchReader
    expenditures_until: dt.date | None = None

    def preamble(self) -> list[tuple[str, str]]:
        """What stands above the heading row in the own layout."""
        invented = [(layout.DATA, next(word for word, made in layout.DATA_KINDS.items() if made))]
        start = [(layout.NAME, layout.VERSION), (layout.COVERED_UNTIL, self.covered_until.isoformat())]
        if self.expenditures_until:
            start.append((layout.EXPENDITURES_UNTIL, self.expenditures_until.isoformat()))
        return [*start, *(invented if self.example else [])]
