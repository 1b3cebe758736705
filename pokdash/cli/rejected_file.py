"""The rows that were not loaded as a CSV file that a spreadsheet opens."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path

from pokdash.cli.problems import PROBLEM_COLUMNS, row_problem_cells
from pokdash.cli.speech import Speech
from pokdash.ledger import RowProblem

_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def write_rejected(problems: Iterable[RowProblem], path: Path, speech: Speech) -> None:
    """Write what is wrong with rows: the same columns as on screen, whole or not at all; OSError where it cannot be."""
    unfinished = path.with_name(f"{path.name}.tmp")
    try:
        with unfinished.open("w", encoding="utf-8-sig", newline="") as file:
            out = csv.writer(file, delimiter=";")
            out.writerow([speech.say(f"cli.problems.{name}") for name in PROBLEM_COLUMNS])
            out.writerows([_neutral(cell) for cell in row_problem_cells(one, speech)] for one in problems)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _neutral(cell: str) -> str:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{cell}" if _FORMULA.match(cell) else cell
