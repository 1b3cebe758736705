"""Floor 1: ledger files to rows. DuckDB in memory only; no files, no database of its own."""

from pokdash.ledger.row_problem import MOST_PROBLEMS, RowProblem, shortened

__all__ = ["MOST_PROBLEMS", "RowProblem", "shortened"]
