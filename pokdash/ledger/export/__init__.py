"""A whole ledger as a file, by the extension of that file."""

from collections.abc import Callable, Iterable
from pathlib import Path

from pokdash.ledger.export.files import write_csv, write_parquet
from pokdash.ledger.export.plan_ledger import PlanLedger
from pokdash.ledger.export.workbook import TooLongTextError, write_workbook

Writer = Callable[[Iterable[PlanLedger], Path], int]

WRITERS: dict[str, Writer] = {".csv": write_csv, ".parquet": write_parquet, ".xlsx": write_workbook}
"""By the extension of the file; a CSV file holds one plan, the others any number."""

__all__ = ["WRITERS", "PlanLedger", "TooLongTextError", "Writer", "write_csv", "write_parquet", "write_workbook"]
