"""Sound rows beside the bookings that are live: what changed, and what is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from pokdash.intake.outcome import OnChange
from pokdash.ledger import MOST_PROBLEMS, RowProblem, shortened
from pokdash.store import Writing, comparison


@dataclass(frozen=True, slots=True)
class Compared:
    """What staged rows are beside the live bookings: at most MOST_PROBLEMS of `problem_count` and `changed_count`.

    A changed booking is a problem only where changes are refused; `missing` of the problems are expenditures whose
    commitment exists nowhere. `gone` are live bookings that the file does not have any more, `gone_total` in euro.
    """

    problems: tuple[RowProblem, ...]
    problem_count: int
    changed: tuple[comparison.Conflict, ...]
    changed_count: int
    missing: int
    gone: tuple[comparison.Gone, ...]
    gone_count: int
    gone_total: Decimal


def compared(writing: Writing, plan_id: str, on_change: OnChange, headings: Mapping[str, str]) -> Compared:
    """Compare the staged rows: bookings that changed or are gone, and expenditures whose commitment exists nowhere.

    `headings` is what each field is called in the file.
    """
    changed, changed_count = comparison.conflicts(writing, plan_id, MOST_PROBLEMS)
    correct = on_change is OnChange.CORRECT
    missing, missing_count = comparison.missing_commitments(writing, plan_id, MOST_PROBLEMS, correct=correct)
    column = headings.get("commitment_number")
    problems = [
        RowProblem(one.source_row, column, one.number, "commitment_unknown", {"budget_line": one.line})
        for one in missing
    ]
    count = missing_count
    if on_change is OnChange.REFUSE:
        problems += [_conflict(one, headings) for one in changed]
        count += changed_count
    problems.sort(key=lambda problem: problem.line or 0)
    gone = comparison.gone(writing, plan_id, MOST_PROBLEMS)
    return Compared(tuple(problems[:MOST_PROBLEMS]), count, changed, changed_count, missing_count, *gone)


def written(value: Decimal | dt.date | str | None) -> str:
    """A value as the own layout writes it."""
    return "" if value is None else str(value).replace(".", ",") if isinstance(value, Decimal) else str(value)


def _conflict(one: comparison.Conflict, headings: Mapping[str, str]) -> RowProblem:
    first = one.differences[0]
    return RowProblem(
        one.source_row,
        headings.get(first.field),
        shortened(written(first.value)),
        "key_differs",
        {"batch": one.batch, "other": one.live_row, "there": shortened(written(first.live_value))},
    )
