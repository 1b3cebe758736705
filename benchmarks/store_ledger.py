"""The invented ledger of `benchmarks/store.py`: bookings made set-wise, published by the way of every import."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import duckdb

from pokdash import intake
from pokdash.domain.actor import Action, Actor, Role
from pokdash.store import NewBatch, Signed, Writing, comparison, queries

ROOT = Path(__file__).parents[1]
PLAN = "sudwest-fryslan"
AS_OF = dt.date(2026, 9, 17)
ACTOR = Actor("Benchmark", Role.MANAGER)
FIXED = {"commitments": 400, "changes": 30}
# First and last of the bookings (as parts of all), first day and days; the third is undone, the fourth corrects.
PARTS = (
    (0.0, 0.6, dt.date(2025, 1, 1), 365),
    (0.6, 0.9, dt.date(2026, 1, 1), 243),
    (0.9, 0.95, dt.date(2026, 9, 1), 30),
    (0.89, 1.0, dt.date(2026, 9, 1), 30),
)
BOOKINGS = """select i + 1 as source_row, 'expenditure' as kind, $start::date + (i % $days)::integer as booking_date,
    year($start::date)::smallint as fiscal_year, $lines[1 + i // 4 % $commitments % len($lines)] as line,
    (((i * 7919) % 1000000) / 100.0)::decimal(18, 2) as amount, (i // 3)::varchar as booking_number,
    (i % 3 + 1)::integer as booking_line,
    case when i % 4 = 0 then 'V-' || (i // 4 % $commitments) end as commitment_number, null::varchar as decision,
    'Inhuur digitale vaardigheden ' || i as description
from range($first, $last) as row(i)"""
AGREED = """
union all
select $last + i + 1, 'commitment', date '2025-01-15', 2025, $lines[1 + i % len($lines)], 90000, 'V-' || i, 1,
    'V-' || i, null, 'Opdracht ' || i
from range($commitments) as row(i)
union all
select $last + $commitments + i + 1, 'amendment', date '2025-03-01', 2025, $lines[1 + i % len($lines)], 10,
    'W-' || i, 1, null, 'Raad', 'Wijziging ' || i
from range($changes) as row(i)"""


def at(minutes: int) -> dt.datetime:
    """A moment, some minutes after the first one."""
    return dt.datetime(2026, 10, 1, 12, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)


@dataclass(frozen=True, slots=True)
class Part:
    """Bookings `first` to `last`, booked in some days from `start` on; `agreed`: with commitments and changes."""

    first: int
    last: int
    start: dt.date
    days: int
    agreed: bool = False

    @property
    def query(self) -> str:
        """The bookings, in the columns that are staged."""
        return BOOKINGS + AGREED if self.agreed else BOOKINGS


def published(home: intake.Home, minutes: int, part: Part) -> None:
    """Publish bookings as one batch, by the way of every import; the bookings are made set-wise."""
    example = False

    def change(writing: Writing) -> None:
        version = queries.plan_version(writing, PLAN)
        if version is None:
            raise SystemExit("no plan")
        known = {"lines": [line.code for line in version.plan.lines], "first": part.first, "last": part.last}
        asked = {**known, "start": part.start, "days": part.days, **FIXED}
        used = {name: value for name, value in asked.items() if f"${name}" in part.query}
        with duckdb.connect() as made:
            ((rows, total),) = made.execute(f"select count(*), sum(amount) from ({part.query})", used).fetchall()
            writing.stage(PLAN, made.sql(part.query, params=used).to_arrow_reader(100_000))
        comparison.conflicts(writing, PLAN, 20)
        comparison.missing_commitments(writing, PLAN, 20, correct=True)
        writing.add_batch(
            NewBatch(
                PLAN, example, f"{part.first}.csv", f"{part.first:064d}", AS_OF, rows, Decimal(total), changed="correct"
            )
        )

    outcome = home.store.publish(change, Signed(Action.IMPORT, ACTOR, at(minutes)))
    if outcome is not None:
        raise SystemExit(f"{outcome}")


def build(home: intake.Home, bookings: int) -> dict[str, object]:
    """A store with this many bookings in four batches."""
    intake.load_plans(home, ROOT / "data" / "plans" / PLAN, ACTOR, at(0))
    for number, (first, last, start, days) in enumerate(PARTS, start=1):
        part = Part(int(first * bookings), int(last * bookings), start, days, agreed=number == 1)
        published(home, 10 * number, part)
        if number == 3:
            intake.undo(home, 3, ACTOR, at(10 * number + 1), "benchmark")
    size = max(path.stat().st_size for path in (home.path / "store").glob("snap-*.duckdb"))
    return {"snapshot_mb": size / 1e6}
