"""From the bytes of a ledger file in the own layout to rows, or to everything that is wrong with them.

The rows travel as Arrow and are converted and checked set-wise by DuckDB, in memory: no row becomes a Python object.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa

from pokdash.domain.plan import Plan
from pokdash.ledger.checking import checking
from pokdash.ledger.preamble import read_preamble
from pokdash.ledger.records import split, unreadable
from pokdash.ledger.row_problem import RowProblem

MOST_PROBLEMS = 1000
"""Problems that are kept; `problem_count` tells how many there are in all."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The bookings of a sound file, and what was counted while reading: the check for whoever stores them."""

    covered_until: dt.date
    example: bool
    table: pa.Table
    count: int
    total: Decimal


@dataclass(frozen=True, slots=True)
class Reading:
    """The rows of a file, or None with what stands in their way: at most MOST_PROBLEMS of `problem_count`."""

    rows: Rows | None
    problems: tuple[RowProblem, ...] = ()
    problem_count: int = 0


def read_ledger(content: bytes, plan: Plan) -> Reading:
    """Read a ledger file for a plan, whose lines, aliases and years say what can be booked.

    Whatever is wrong with the file is returned as problems, with the line of the file as an editor counts it.
    """
    problem = unreadable(content)
    records = problem or split(content)
    if isinstance(records, RowProblem):
        return Reading(None, (records,), 1)
    preamble, problems = read_preamble(records)
    if preamble is None:
        return Reading(None, problems, len(problems))
    with checking(records.table(preamble.first_row), preamble, plan) as check:
        problems, problem_count = check.problems(MOST_PROBLEMS)
        if problems:
            return Reading(None, problems, problem_count)
        count, total = check.counted()
        if not count:
            return Reading(None, (RowProblem(None, None, None, "no_rows"),), 1)
        return Reading(Rows(preamble.covered_until, preamble.example, check.table(), count, total))
