"""Floor 1: ledger files to rows. DuckDB in memory only; no files, no database of its own."""

from pokdash.ledger.checking import HEADINGS
from pokdash.ledger.reading import MOST_PROBLEMS, Reading, Rows, read_ledger
from pokdash.ledger.row_problem import RowProblem, shortened

__all__ = ["HEADINGS", "MOST_PROBLEMS", "Reading", "RowProblem", "Rows", "read_ledger", "shortened"]
