"""From the bytes of a ledger file in the own layout to rows, or to everything that is wrong with them.

The rows travel as Arrow and are converted and checked set-wise by DuckDB, in memory: no row becomes a Python object.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa

from pokdash.domain.plan import Plan
from pokdash.ledger import layout
from pokdash.ledger.preamble import Preamble, read_preamble
from pokdash.ledger.records import split, unreadable
from pokdash.ledger.row_problem import Params, RowProblem, shortened

MOST_PROBLEMS = 1000
"""Problems that are kept; `problem_count` tells how many there are in all."""

_YEARS_BEFORE_PLAN = 5  # how long before the first plan year a date is still plausible
HEADINGS = {name: heading for heading, name in layout.COLUMNS.items()}
"""What each field of a row is called in the file."""


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
    with duckdb.connect(config={"enable_external_access": "false"}) as connection:
        connection.register("incoming", records.table(preamble.first_row))
        connection.register("line_code", _line_codes(plan))
        connection.execute(_sql("rows"), _parameters(preamble, plan))
        found, count = _problems(connection, preamble, plan)
        return Reading(None, found, count) if found else _sound(connection, preamble)


def _sound(connection: duckdb.DuckDBPyConnection, preamble: Preamble) -> Reading:
    ((count, total),) = connection.execute("select count(*), sum(amount) from entry").fetchall()
    if not count:
        return Reading(None, (RowProblem(None, None, None, "no_rows"),), 1)
    table = connection.sql("select * exclude (problems) from entry").to_arrow_table()
    return Reading(Rows(preamble.covered_until, preamble.example, table, count, total))


def _line_codes(plan: Plan) -> pa.Table:
    """Every way to write a line in a ledger: its code and its aliases; a code comes before another line's alias."""
    codes = {alias: line.code for line in plan.lines for alias in line.aliases}
    codes |= {line.code: line.code for line in plan.lines}
    return pa.table({"written": list(codes), "code": list(codes.values())})


def _parameters(preamble: Preamble, plan: Plan) -> Mapping[str, object]:
    return {
        **preamble.columns,
        "fields": len(preamble.columns),
        "covered_until": preamble.covered_until,
        "earliest": dt.date(plan.first_year - _YEARS_BEFORE_PLAN, 1, 1),
        "first_year": plan.first_year,
        "last_year": plan.last_year,
    }


def _problems(
    connection: duckdb.DuckDBPyConnection, preamble: Preamble, plan: Plan
) -> tuple[tuple[RowProblem, ...], int]:
    ((count,),) = connection.execute(f"select count(*) from ({_sql('problems')})").fetchall()
    found = connection.execute(
        f"select * from ({_sql('problems')}) order by source_row, field limit $most", {"most": MOST_PROBLEMS}
    ).fetchall()
    known: Params = {
        "covered_until": preamble.covered_until.isoformat(),
        "first_year": plan.first_year,
        "last_year": plan.last_year,
        "lines": ", ".join(line.code for line in plan.lines),
        "fields": len(preamble.columns),
    }
    return tuple(
        RowProblem(row, HEADINGS.get(field), shortened(text), problem, known if other is None else {"other": other})
        for row, field, text, problem, other in found
    ), count


@cache
def _sql(name: str) -> str:
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text(encoding="utf-8")
