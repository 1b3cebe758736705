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

__all__ = [
    "OUT_OF_MEMORY",
    "ColumnSummary",
    "Opened",
    "SampleRow",
    "column_summaries",
    "headings",
    "open_ledger",
    "rows_below_headings",
    "sample_rows",
    "used_columns",
]
