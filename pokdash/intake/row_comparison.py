"""What is wrong with sound rows once they lie beside the bookings that are live."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from pokdash.ledger import HEADINGS, MOST_PROBLEMS, RowProblem, shortened
from pokdash.store import Writing, comparison


def row_problems(writing: Writing, plan_id: str) -> tuple[tuple[RowProblem, ...], int]:
    """Staged rows that contradict a live booking, or name a commitment that exists nowhere: the first, and how many."""
    conflicts, conflict_count = comparison.conflicts(writing, plan_id, MOST_PROBLEMS)
    missing, missing_count = comparison.missing_commitments(writing, plan_id, MOST_PROBLEMS)
    problems = [_conflict(one) for one in conflicts]
    problems += [
        RowProblem(
            one.source_row, HEADINGS["commitment_number"], one.number, "commitment_unknown", {"budget_line": one.line}
        )
        for one in missing
    ]
    problems.sort(key=lambda problem: problem.line or 0)
    return tuple(problems[:MOST_PROBLEMS]), conflict_count + missing_count


def _conflict(one: comparison.Conflict) -> RowProblem:
    there = _written(one.live_value)
    return RowProblem(
        one.source_row,
        HEADINGS[one.field],
        shortened(_written(one.value)),
        "key_differs",
        {"batch": one.batch, "other": one.live_row, "there": shortened(there)},
    )


def _written(value: Decimal | dt.date | str | None) -> str:
    """A value as the layout writes it."""
    return "" if value is None else str(value).replace(".", ",") if isinstance(value, Decimal) else str(value)
