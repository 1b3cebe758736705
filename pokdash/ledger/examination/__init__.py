"""A ledger file looked at: opened once, asked many times, and summed up for whoever decides about it."""

from pokdash.ledger.examination.columns import (
    ColumnSummary,
    SampleRow,
    column_summaries,
    headings,
    rows_below_headings,
    sample_rows,
    used_columns,
)
from pokdash.ledger.examination.opened import OUT_OF_MEMORY, Opened, open_ledger
from pokdash.ledger.examination.places import PlaceRow, place_rows

__all__ = [
    "OUT_OF_MEMORY",
    "ColumnSummary",
    "Opened",
    "PlaceRow",
    "SampleRow",
    "column_summaries",
    "headings",
    "open_ledger",
    "place_rows",
    "rows_below_headings",
    "sample_rows",
    "used_columns",
]
