"""The next generation while it is being written: every change is a row that is added, never one that is altered."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import duckdb
import pyarrow as pa

from pokdash.domain.actor import Actor
from pokdash.domain.plan import Plan
from pokdash.domain.register import Register
from pokdash.store import day_sums
from pokdash.store.database import Parameters, naive_utc, question, statement, utc
from pokdash.store.matching import match
from pokdash.store.new_batch import Added, Cover, NewBatch, SetAside

V = TypeVar("V")

_EURO = pa.decimal128(38, 2)
_FORECAST = pa.schema({
    "line": pa.string(), "method": pa.string(), "shown": pa.bool_(), "day": pa.date32(), "eac": _EURO, "low": _EURO,
    "high": _EURO,
})  # fmt: skip
_TABLES = ("expenditure", "commitment", "amendment")


class Writing:
    """One change set on a copy of the last generation, inside one transaction.

    `last_call` is called when all is ready, just before it is published; an exception in it has nothing published.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, generation: int, actor: Actor, now: dt.datetime) -> None:
        self._connection = connection
        self._generation = generation
        self._actor = actor
        self.abandoned = False
        self.last_call: Callable[[], None] = _nobody
        (last,) = self._one(statement("last_moment"), {})
        self._now = max(naive_utc(now), last or naive_utc(now))  # as-shown answers must not change

    @property
    def generation(self) -> int:
        """The number that this generation will have."""
        return self._generation

    @property
    def recorded_at(self) -> dt.datetime:
        """The moment of every change in this generation (UTC): as given, but never before the previous one."""
        return utc(self._now)

    def rows(self, name: str, parameters: Parameters) -> list[tuple[Any, ...]]:
        """Answer a question of `questions.sql` on the work copy, earlier changes of this transaction included."""
        return self._connection.execute(question(name), {"plan": None, "shown_on": None, **parameters}).fetchall()

    def abandon(self, why: V) -> V:
        """Have nothing published after all; gives `why` back."""
        self.abandoned = True
        return why

    def record_publication(self) -> None:
        """Note who publishes this generation, and when."""
        self._run("publication", actor_role=self._actor.role.value)

    def record_plan(self, plan: Plan, texts: Mapping[str, str], sha256: str) -> int:
        """Add a plan version: the texts verbatim, and its lines and allocations as tables. The version's number."""
        (version,) = self._one(statement("next_version"), {"plan": plan.id})
        self._run("plan_version", plan=plan.id, version=version, sha256=sha256)
        key = {"generation": self._generation, "plan": plan.id, "version": version}
        self._insert("plan_file", [{**key, "name": name, "content": texts[name]} for name in sorted(texts)])
        self._insert("plan_line", [{**key, **row} for row in _lines(plan)])
        self._insert("allocation", [{**key, **row} for row in _allocations(plan)])
        return int(version)

    def record_entry(  # noqa: PLR0913, PLR0917 - what a version of an entry is
        self, plan_id: str, register: Register, name: str, content: str | None, reason: str, about: str | None = None
    ) -> None:
        """Add a version of an entry of a register; content None takes the entry back.

        `about` is the record of the plan itself that it says more of.
        """
        of = {"plan": plan_id, "register": register.value, "name": name}
        self._run("register_entry", **of, content=content, reason=reason, about=about)

    def record_forecasts(self, about: Mapping[str, object], rows: Sequence[tuple[Any, ...]]) -> None:
        """Keep what is expected of the lines of a plan with the bookings up to a day.

        `about` has plan, made_on and example (whether bookings are invented). Columns of `rows`: line, method, shown,
        day, eac, low, high.
        """
        by_column = zip(zip(*rows, strict=True), _FORECAST.types, strict=True)
        columns = [pa.array(values, of) for values, of in by_column]
        self._connection.register("forecasts", pa.table(columns, schema=_FORECAST))
        self._run("published_forecast", **about)
        self._connection.unregister("forecasts")

    def stage(self, plan_id: str, rows: pa.Table | pa.RecordBatchReader, cover: Cover | None = None) -> None:
        """Put the bookings of a reading ready; find those that a live batch of the plan holds, and what they lack.

        Columns: source_row, kind, booking_date, fiscal_year, line, amount, booking_number, booking_line,
        commitment_number, decision, description. A reader is read once, batch by batch.
        """
        if isinstance(rows, pa.Table):
            self._connection.register("incoming", rows)
        else:
            self._connection.register("stream", rows)
            self._connection.execute("create or replace temp table incoming as from stream")
            self._connection.unregister("stream")
        match(self._connection, plan_id, cover)

    def set_aside(self, plan_id: str, *, correct: bool) -> SetAside:
        """Take the rows that name a commitment which is nowhere out of the staged bookings; these came by a reader.

        `correct`: changed bookings will be corrected. `add_set_aside` keeps the rows with the batch.
        """
        missing = {"plan": plan_id, "shown_on": None, "row_limit": sys.maxsize, "correct": correct}
        self._connection.execute(
            f"create or replace temp table without_commitment as {question('missing_commitments')}", missing
        )
        found = SetAside(*self._one(statement("set_aside"), {}))
        self._connection.execute(statement("remaining"))
        return found

    def add_batch(self, batch: NewBatch) -> Added:
        """Add the staged bookings as one batch, except those that a live batch holds.

        A booking that a live batch holds with other contents is left out, or corrected: the opposite of the live
        booking is added, and the booking as the file has it. `batch.changed` says which. The opposite is also added of
        the live bookings that `stage` found absent and was told to take back.
        """
        number = day_sums.last_batch(self._connection) + 1
        correct: dict[str, object] = {"correct": batch.changed == "correct"}
        known, changed, total_known = self._one(statement("counted"), correct)
        rows_known = known if batch.one_each else self._one(statement("rows_known"), correct)[0]
        left_out = batch.rows_set_aside + rows_known
        (back,) = self._one(statement("taken_back_count"), {})
        self._run(
            "batch",
            batch=number,
            **batch.recorded(),
            rows_left_out=left_out,
            bookings_left_out=known,
            total_left_out=total_known,
            changed=batch.changed if changed or back else None,
        )
        self._run("batch_overlap", batch=number)
        for table in _TABLES:
            self._run(table, batch=number, **correct)
            if back and batch.changed == "correct":
                self._run(f"{table}_reversed", batch=number, reversal=batch.reversal, gone=batch.reversal_gone)
        day_sums.add(self._connection, number - 1)
        ((total_reversed,),) = self.rows("total_reversed", {"batch": number})
        return Added(number, int(left_out), int(rows_known), int(changed), total_known, total_reversed)

    def add_rejected(self, batch: int, rows: pa.Table | pa.RecordBatchReader) -> None:
        """Keep what is wrong with the rows that a batch did not load.

        Columns: source_row, column_name (heading in the file), found, reason (text key `row_problem.<reason>`), params
        (the placeholders of that text, as JSON).
        """
        self._connection.register("rejected", rows)
        self._run("rejected_row", batch=batch)
        self._connection.unregister("rejected")

    def add_set_aside(self, batch: int, column: str | None) -> None:
        """Keep the rows that were set aside as rejected rows of a batch; `column` is the heading above the number."""
        self._run("set_aside_row", batch=batch, column_name=column)

    def add_event(self, batch: int, kind: str, reason: str) -> None:
        """Undo (`undone`) or redo (`redone`) a batch: one row."""
        self._run("batch_event", batch=batch, kind=kind, reason=reason)

    def _insert(self, table: str, rows: list[dict[str, object]]) -> None:
        for row in rows:
            columns = ", ".join(f"${name} as {name}" for name in row)
            self._connection.execute(f"insert into {table} by name select {columns}", row)

    def _run(self, statement_name: str, /, **parameters: object) -> None:
        text = statement(statement_name)
        always = {"generation": self._generation, "actor_name": self._actor.name, "recorded_at": self._now}
        used = {name: value for name, value in always.items() if f"${name}" in text}
        self._connection.execute(text, {**used, **parameters})

    def _one(self, text: str, parameters: dict[str, object]) -> tuple[Any, ...]:
        return self._connection.execute(text, parameters).fetchall()[0]


def _nobody() -> None:
    """Nobody wants to stop it."""


def _lines(plan: Plan) -> list[dict[str, object]]:
    return [
        {
            "line": line.code,
            "position": position,
            "line_group": line.group,
            "name": line.name,
            "official_name": line.official_name,
        }
        for position, line in enumerate(plan.lines, start=1)
    ]


def _allocations(plan: Plan) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for line in plan.lines:
        for position, allocation in enumerate(line.allocations, start=1):
            source, period = allocation.amount.source, allocation.period
            rows.append(
                {
                    "line": line.code,
                    "position": position,
                    "year": allocation.year,
                    "first_year": period.first if period else None,
                    "last_year": period.last if period else None,
                    "amount": allocation.amount.value,
                    "kind": allocation.amount.kind.value,
                    "standing": allocation.standing.value,
                    "document": source.document if source else None,
                    "place": source.place if source else None,
                    "quote": source.quote if source else None,
                }
            )
    return rows
