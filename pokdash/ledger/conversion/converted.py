"""What a conversion found: the bookings, what was left out and why, what is wrong, and the counts and sums of each."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal
from string import Formatter

import duckdb
import pyarrow as pa

from pokdash.domain.plan import Plan
from pokdash.ledger.conversion.instructions import Instructions
from pokdash.ledger.conversion.macros import sql
from pokdash.ledger.conversion.twins import Keys
from pokdash.ledger.row_problem import Params, RowProblem
from pokdash.texts import text

_LOADED = "reason is null and wrong is null"
_BATCH = 100_000  # rows
_LEFT_OUT = "wrong is null and reason is not null"


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows: how many, how many amounts in them can be read, and the sum of those in euro."""

    rows: int
    with_amount: int
    total: Decimal


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no booking of this plan: text key `left_out.<reason>`."""

    line: int
    reason: str
    amount: Decimal | None


class Converted:
    """The result of `convert`; lives as long as its connection. Rows are counted as the file counts them."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, columns: int, instructions: Instructions, plan: Plan, keys: Keys
    ) -> None:
        self._connection = connection
        self.keys = keys
        self._columns, self._instructions, self._plan = columns, instructions, plan
        self.loaded, self.left_out, self.rejected = self._parts()

    @property
    def rows_read(self) -> int:
        """Every row of the file under the headings: what is loaded, left out and rejected together."""
        return self.loaded.rows + self.left_out.rows + self.rejected.rows

    def entries(self) -> pa.RecordBatchReader:
        """The bookings in the order of the file, as the store takes them.

        Columns: source_row, kind, booking_date, fiscal_year, line, amount (euro, costs positive), booking_number,
        booking_line, commitment_number, decision, description.
        """
        return self._connection.sql(
            f"select * exclude (reason, wrong, content) from booking where {_LOADED} order by source_row, fiscal_year"
        ).to_arrow_reader(_BATCH)

    def problems(self, most: int) -> tuple[tuple[RowProblem, ...], int]:
        """What is wrong, in the order of the file: the first `most`, and how many there are in all."""
        ((count,),) = self._connection.execute("select coalesce(sum(len(wrong)), 0) from booking").fetchall()
        found = self._connection.execute(
            "select source_row, column_name, found, reason, other from row_problem"
            " order by source_row, place limit $most",
            {"most": most},
        ).fetchall()
        texts = self._texts()
        return tuple(
            RowProblem(row, column, stands, reason, {"other": other} if other else texts)
            for row, column, stands, reason, other in found
        ), count

    def rejected_rows(self) -> pa.RecordBatchReader:
        """Everything that is wrong, in the order of the file, as the store keeps it.

        Columns: source_row, column_name (heading in the file), found (shortened), reason (text key
        `row_problem.<reason>`), params (the placeholders of that text, as JSON).
        """
        texts = self._texts()
        reasons = [row for (row,) in self._connection.execute("select distinct reason from row_problem").fetchall()]
        params = [json.dumps({name: texts[name] for name in _placeholders(row) if name in texts}) for row in reasons]
        table = pa.table({"reason": pa.array(reasons, pa.string()), "params": pa.array(params, pa.string())})
        self._connection.register("reason_params", table)
        return self._connection.sql(
            "select source_row, column_name, found, reason,"
            " case when other is null then reason_params.params else to_json({'other': other})::varchar end as params"
            " from row_problem left join reason_params using (reason) order by source_row, place"
        ).to_arrow_reader(_BATCH)

    def reasons(self) -> dict[str, Part]:
        """Why rows were left out, the reason with the most rows first."""
        rows = self._connection.execute(
            "select reason, count(distinct source_row), count(amount), coalesce(sum(amount), 0) from booking"
            f" where {_LEFT_OUT} group by reason order by 2 desc, 1"
        ).fetchall()
        return {reason: Part(*numbers) for reason, *numbers in rows}

    def left_out_rows(self, most: int) -> tuple[LeftOut, ...]:
        """The first rows that were left out, in the order of the file."""
        rows = self._connection.execute(
            f"select source_row, reason, amount from booking where {_LEFT_OUT} order by source_row limit $most",
            {"most": most},
        ).fetchall()
        return tuple(LeftOut(*row) for row in rows)

    def dates(self) -> tuple[dt.date | None, dt.date | None]:
        """The first and the last booking date of what is loaded."""
        return self._connection.execute(
            f"select min(booking_date), max(booking_date) from booking where {_LOADED}"
        ).fetchall()[0]

    def by_line_and_year(self) -> dict[tuple[str, str, int | None], Part]:
        """What is loaded for each kind, line and fiscal year."""
        rows = self._connection.execute(
            "select kind, line, fiscal_year, count(*), count(amount), sum(amount) from booking"
            f" where {_LOADED} group by all order by all"
        ).fetchall()
        return {(kind, line, year): Part(*numbers) for kind, line, year, *numbers in rows}

    def _parts(self) -> tuple[Part, Part, Part]:
        """Loaded, left out, rejected; a row that makes several bookings counts once, as loaded if one of them is."""
        counted = "counted_by_row" if self._instructions.year_columns else "counted"
        found = {verdict: Part(*numbers) for verdict, *numbers in self._connection.execute(sql(counted)).fetchall()}
        nothing = Part(0, 0, Decimal(0))
        return found.get("loaded", nothing), found.get("left_out", nothing), found.get("rejected", nothing)

    def _texts(self) -> Params:
        """What the sentences about a row may name."""
        instructions, plan = self._instructions, self._plan
        mark, groups = instructions.decimal_mark, instructions.thousands_mark
        return {
            "covered_until": (instructions.covered_until or dt.date.max).isoformat(),
            "expenditures_until": (instructions.expenditures_until or dt.date.max).isoformat(),
            "first_year": plan.first_year,
            "last_year": plan.last_year,
            "lines": ", ".join(line.code for line in plan.lines),
            "fields": instructions.columns or self._columns,
            "amount": f"1{groups}234{mark}50" if mark else f"1{groups}234",
            "date": {"dmy": "30-09-2026", "mdy": "09-30-2026", "ymd": "2026-09-30"}.get(
                instructions.date_order, "46295"
            ),
            "words": ", ".join(instructions.flags),
            "kinds": ", ".join(instructions.kinds),
        }


def _placeholders(reason: str) -> list[str]:
    """What the sentence about this problem names."""
    return [name for _, name, _, _ in Formatter().parse(text("nl", f"row_problem.{reason}")) if name]
