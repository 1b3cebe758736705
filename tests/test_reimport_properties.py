"""A file that holds the earlier months again: every booking once, every change told, whatever numbers its rows."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_home import ADVISER, at
from ledger_files import small_plan

from pokdash.ledger.conversion import Instructions, Place, Rule, convert
from pokdash.ledger.grid import Grid
from pokdash.store import Cover, NewBatch, Writing, comparison
from pokdash.store.database import script

PLAN = small_plan()
UNTIL = dt.date(2026, 9, 30)
COLUMNS = ("booking_date", "account", "amount", "description", "booking_number", "booking_line")
Row = tuple[str, ...]
Booking = tuple[str, dt.date, Decimal, str]
FIRST: Row = ("02-01-2026", "1", "1,00", "Begin", "B-0", "1")
"""Stands in every file: an export that overlaps has something in common with what it overlaps, and begins no later."""

days = st.sampled_from(["05-01-2026", "06-01-2026", "03-02-2026"])
rows: st.SearchStrategy[Row] = st.tuples(
    days, st.sampled_from("12"), st.sampled_from(["10,00", "-4,00", "0,05"]), st.sampled_from(["x", "y"]),
    st.sampled_from(["B-1", "B-2"]), st.sampled_from("12"),
)  # fmt: skip


@st.composite
def exports(draw: st.DrawFn) -> tuple[Sequence[Row], Sequence[Row]]:
    """An export, and a later one: rows are gone, changed in one cell, put in between, and in another order."""
    first = draw(st.lists(rows, max_size=5))
    later = []
    for row in draw(st.permutations(first)):
        change = draw(st.sampled_from(["none", "none", "gone", "cell"]))
        cell = draw(st.integers(0, 5))
        later += (
            [] if change == "gone" else [(*row[:cell], draw(rows)[cell], *row[cell + 1 :]) if change == "cell" else row]
        )
    later += draw(st.lists(rows, max_size=2))
    return [FIRST, *first], draw(st.permutations([FIRST, *later]))


def bookings(cells: Sequence[Row], columns: Sequence[str]) -> duckdb.DuckDBPyConnection:
    """A connection in which these rows are converted."""
    connection = duckdb.connect()
    texts = ", ".join(f"c{number} varchar" for number in range(1, 7))
    kept = [tuple(cell if name in columns else "" for name, cell in zip(COLUMNS, row, strict=True)) for row in cells]
    connection.execute(f"create table grid (source_row bigint, fields integer, quotes_wrong boolean, {texts})")
    for at_row, row in enumerate(kept, start=2):
        connection.execute("insert into grid values (?, 6, false, ?, ?, ?, ?, ?, ?)", [at_row, *row])
    places = {name: Place(COLUMNS.index(name) + 1, name) for name in columns}
    rules = (Rule("account", "1", "a"), Rule("account", "2", "b"))
    how = Instructions(2, places, thousands_mark=".", rules=rules)
    found = convert(connection, Grid(6, len(cells), has_values=False), how, PLAN)
    left_out = found.reasons()["duplicate"].rows if found.left_out.rows else 0
    assert found.loaded.rows + left_out == len(cells)
    connection.register("bookings", found.entries().read_all())
    return connection


@dataclass
class Ledger:
    """A ledger in memory that files are read into."""

    columns: Sequence[str]

    def __post_init__(self) -> None:
        self.connection = duckdb.connect()
        self.connection.execute(script("schema"))
        self.writing = Writing(self.connection, 1, ADVISER, at())
        self.writing.record_plan(PLAN, {}, "0" * 64)

    def read(self, cells: Sequence[Row], changed: Literal["leave", "correct"]) -> Counter[Booking]:
        """Read a file in; its bookings."""
        with bookings(cells, self.columns) as made:
            table = made.sql("from bookings").to_arrow_table()
        correct = changed == "correct"
        self.writing.stage(PLAN.id, table, Cover(UNTIL, (1, 2), correct))
        self.changed = comparison.conflicts(self.writing, PLAN.id, 100)[0]
        self.gone, _, self.gone_total = comparison.gone(self.writing, PLAN.id, 100)
        total = Decimal(sum(table["amount"].to_pylist()))
        batch = NewBatch(PLAN.id, False, "x.csv", "0" * 64, UNTIL, len(table), total, changed=changed)
        self.added = self.writing.add_batch(batch)
        faults = self.connection.execute(script("verify"), {"generation": 1}).fetchall()
        assert [fault for fault in faults if fault[0] != "publication"] == []
        columns = (table[name].to_pylist() for name in ("line", "booking_date", "amount", "description"))
        return Counter(zip(*columns, strict=True))

    def bookings(self) -> Counter[Booking]:
        """The bookings as they are now."""
        found = self.writing.rows("whole_ledger", {"plan": PLAN.id, "as_of": dt.date.max})
        return Counter((row[4], row[2], row[5], row[10]) for row in found)

    def total(self) -> Decimal:
        """What all bookings come to, reversing entries included, in euro."""
        ((total,),) = self.connection.execute("select coalesce(sum(amount), 0) from expenditure_day").fetchall()
        return Decimal(total)


def amount(found: Counter[Booking]) -> Decimal:
    return Decimal(sum(one[2] * count for one, count in found.items()))


keys = st.sampled_from([COLUMNS, COLUMNS[:5], COLUMNS[:4], (*COLUMNS[:4], "booking_line")])


@settings(max_examples=4)
@given(exports(), keys)
def test_after_a_correction_the_ledger_is_the_file(
    files: tuple[Sequence[Row], Sequence[Row]], columns: tuple[str, ...]
) -> None:
    ledger = Ledger(columns)
    assert ledger.read(files[0], "correct") == ledger.bookings()
    later = ledger.read(files[1], "correct")
    assert (ledger.bookings(), ledger.total()) == (later, amount(later))
    ledger.read(files[1][::-1], "correct")
    assert (ledger.added.rows_known, ledger.changed, ledger.gone) == (sum(later.values()), (), ())


@settings(max_examples=4)
@given(exports(), keys)
def test_where_changes_are_left_every_euro_of_difference_is_told(
    files: tuple[Sequence[Row], Sequence[Row]], columns: tuple[str, ...]
) -> None:
    ledger = Ledger(columns)
    ledger.read(files[0], "leave")
    later = amount(ledger.read(files[1], "leave"))
    told = [one for conflict in ledger.changed for one in conflict.differences]
    pairs = [(one.live_value, one.value) for one in told]
    kept = sum((was - now for was, now in pairs if isinstance(was, Decimal) and isinstance(now, Decimal)), Decimal(0))
    assert ledger.total() == later + kept + ledger.gone_total
    assert ledger.total() == amount(ledger.bookings())
