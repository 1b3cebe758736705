"""The rows of a ledger file in a DuckDB of their own, in memory: converted and checked set-wise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from pokdash.domain.plan import Plan
from pokdash.domain.plan_names import line_names
from pokdash.ledger import layout
from pokdash.ledger.preamble import Preamble
from pokdash.ledger.row_problem import Params, RowProblem, shortened

_YEARS_BEFORE_PLAN = 5  # how long before the first plan year a date is still plausible
HEADINGS = {name: heading for heading, name in layout.COLUMNS.items()}
"""What each field of a row is called in the file."""


class Check:
    """The rows of one file, converted and checked for one plan. Lives as long as the `with` of `checking`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, rows: pa.Table, preamble: Preamble, plan: Plan) -> None:
        self._connection = connection
        self._plan, self._preamble = plan, preamble
        self._parameters = {
            **preamble.columns,
            "fields": len(preamble.columns),
            "covered_until": preamble.covered_until,
            "earliest": dt.date(plan.first_year - _YEARS_BEFORE_PLAN, 1, 1),
            "first_year": plan.first_year,
            "last_year": plan.last_year,
        }
        connection.execute(_sql("unguarded"))
        connection.register("line_code", _line_codes(plan))
        connection.register("incoming", rows)
        connection.execute(f"create table entry as {_sql('rows')} {_sql('entries')}", self._parameters)
        connection.unregister("incoming")
        self._rows = rows

    def problems(self, most: int) -> tuple[tuple[RowProblem, ...], int]:
        """What is wrong, in the order of the file: the first `most`, and how many there are in all."""
        wrong = self._wrong_rows(most)
        repeated = self._connection.execute(_sql("repeated"), {"most": most}).fetchall()
        ((count,),) = self._connection.execute("select coalesce(sum(problems), 0) from entry").fetchall()
        found = sorted([*wrong, *(row[:-1] for row in repeated)], key=lambda row: row[0])[:most]
        texts = self._texts()
        return tuple(
            RowProblem(row, HEADINGS.get(field), shortened(text), problem, {"other": other} if other else texts)
            for row, field, text, problem, other in found
        ), count + (repeated[0][-1] if repeated else 0)

    def counted(self) -> tuple[int, Decimal]:
        """The number of rows and the sum of their amounts: the control total."""
        ((count, total),) = self._connection.execute("select count(*), coalesce(sum(amount), 0) from entry").fetchall()
        return count, total

    def table(self) -> pa.Table:
        """The typed rows, in the order of the file."""
        return self._connection.sql("select * exclude (problems) from entry").to_arrow_table()

    def _wrong_rows(self, most: int) -> list[tuple[Any, ...]]:
        """The first problems in single rows; only rows that have one are looked at again, at most `most` of them."""
        first = self._connection.execute(
            "select source_row from entry where problems > 0 order by source_row limit $most", {"most": most}
        ).fetchall()
        if not first:
            return []
        wanted = pc.is_in(self._rows["source_row"], value_set=pa.array([row for (row,) in first], pa.int64()))
        self._connection.register("incoming", self._rows.filter(wanted))
        return self._connection.execute(
            f"{_sql('rows')} {_sql('wrong_rows')}", {**self._parameters, "most": most}
        ).fetchall()

    def _texts(self) -> Params:
        """What the sentences about a row may name."""
        return {
            "covered_until": self._preamble.covered_until.isoformat(),
            "first_year": self._plan.first_year,
            "last_year": self._plan.last_year,
            "lines": ", ".join(line.code for line in self._plan.lines),
            "fields": len(self._preamble.columns),
        }


@contextmanager
def checking(rows: pa.Table, preamble: Preamble, plan: Plan) -> Iterator[Check]:
    """Convert and check rows of text (source_row, record)."""
    with duckdb.connect(config={"enable_external_access": "false"}) as connection:
        yield Check(connection, rows, preamble, plan)


def _line_codes(plan: Plan) -> pa.Table:
    """Every way to write a line in a ledger, in lower case: its code, its names and its aliases."""
    codes = line_names(plan)
    return pa.table({"written": list(codes), "code": list(codes.values())})


@cache
def _sql(name: str) -> str:
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text(encoding="utf-8")
