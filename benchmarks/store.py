"""What a ledger that is a thousand times as large costs a viewer and an importer: `python benchmarks/store.py`."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import logging
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import duckdb

from pokdash import intake
from pokdash.domain.actor import Action, Actor, Role
from pokdash.domain.burn_down import burn_down
from pokdash.domain.checks import checks
from pokdash.domain.measure import position
from pokdash.domain.year_panel import year_panels
from pokdash.store import NewBatch, NoSnapshot, Signed, Snapshot, Writing, comparison, queries

ROOT = Path(__file__).parents[1]
PLAN = "sudwest-fryslan"
AS_OF = dt.date(2026, 9, 17)
ACTOR = Actor("Benchmark", Role.MANAGER)
GOAL = 1.2
ON_TOP = 1000
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


class Steps(logging.Handler):
    """How long each step of a publication takes."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = [("begin", time.perf_counter())]

    def emit(self, record: logging.LogRecord) -> None:
        """Note when a step begins."""
        self.begun.append((record.getMessage(), time.perf_counter()))

    def seconds(self) -> dict[str, float]:
        """The steps with their seconds."""
        ends = [moment for _, moment in self.begun[1:]]
        return {name: end - moment for (name, moment), end in zip(self.begun, ends, strict=False)}


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


def opened(home: intake.Home) -> Snapshot:
    """What is served."""
    found = home.store.snapshot()
    if isinstance(found, NoSnapshot):
        raise SystemExit(found.key)
    return found


def cold(home: intake.Home) -> dict[str, object]:
    """Open the store as the first in a process, and ask for the position."""
    before, began = _cpu(), time.perf_counter()
    data = opened(home)
    wall, cpu = time.perf_counter() - began, _cpu() - before
    queries.ledger(data, PLAN, AS_OF)
    return {"open_wall": wall, "open_cpu": cpu, "first_wall": time.perf_counter() - began, "first_cpu": _cpu() - before}


def on_top(home: intake.Home, bookings: int) -> dict[str, object]:
    """Publish a thousand new bookings on top of what is there."""
    log = logging.getLogger("pokdash.store.publishing")
    log.setLevel(logging.DEBUG)
    log.propagate = False
    steps = Steps()
    log.addHandler(steps)
    published(home, 100, Part(bookings, bookings + ON_TOP, dt.date(2026, 9, 1), 30))
    return {"steps": steps.seconds()}


def questions(data: Snapshot) -> dict[str, Callable[[], object]]:
    """What a page, the command line and an import ask of a store."""
    version = queries.plan_version(data, PLAN)
    if version is None:
        raise SystemExit("no plan")
    plan = version.plan
    lines = [line.code for line in plan.lines]

    def facts() -> object:
        ledger = queries.ledger(data, PLAN, AS_OF)
        return checks(plan, position(plan, version.version, ledger, AS_OF), ledger)

    def drawn() -> object:
        ledger = queries.ledger(data, PLAN, AS_OF)
        return burn_down(plan, ledger, AS_OF), year_panels(plan, ledger, AS_OF)

    return {
        "ledger, last day": lambda: queries.ledger(data, PLAN, AS_OF),
        "ledger, any day": lambda: queries.ledger(data, PLAN, dt.date(2025, 8, 20)),
        "ledger, as shown": lambda: queries.ledger(data, PLAN, AS_OF, at(30)),
        "position and checks": facts,
        "burn-down": drawn,
        "bookings, all lines": lambda: queries.bookings(data, PLAN, lines, AS_OF, limit=100),
        "bookings, one line": lambda: queries.bookings(data, PLAN, lines[:1], AS_OF, limit=100),
        "bookings, any day": lambda: queries.bookings(data, PLAN, lines, dt.date(2025, 8, 20), limit=100),
        "commitments": lambda: queries.bookings(data, PLAN, lines, AS_OF, kinds=("commitment",), limit=100),
        "imports": lambda: (queries.batches(data), queries.coverage(data, PLAN)),
        "what an import added": lambda: queries.batch_lines(data, PLAN, 2),
        "homeless": lambda: comparison.homeless(data, plan),
    }


def asked(small: intake.Home, large: intake.Home, repeats: int) -> dict[str, dict[str, float]]:
    """Ask both stores the same, in turns; medians in milliseconds."""
    both = [questions(opened(home)) for home in (small, large)]
    found = {}
    for name in both[0]:
        times: list[tuple[list[float], list[float]]] = [([], []), ([], [])]
        for _ in range(repeats + 2):
            for (walls, cpus), ask in zip(times, both, strict=True):
                before, began = time.process_time(), time.perf_counter()
                ask[name]()
                walls.append(time.perf_counter() - began)
                cpus.append(time.process_time() - before)
        (w1, c1), (w2, c2) = [(statistics.median(w[2:]) * 1e3, statistics.median(c[2:]) * 1e3) for w, c in times]
        found[name] = {"small_wall": w1, "large_wall": w2, "small_cpu": c1, "large_cpu": c2}
    return found


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def measured(*words: object) -> dict[str, object]:
    """Run one task in a process of its own."""
    done = subprocess.run([sys.executable, __file__, *map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr or done.stdout)
    return dict(json.loads(done.stdout))


def run_task(task: str, folder: Path, bookings: int, repeats: int) -> None:
    """What a process of its own does, with what it cost."""
    home, before, began = intake.Home(folder), _cpu(), time.perf_counter()
    if task == "build":
        found = build(home, bookings)
    elif task == "cold":
        found = cold(home)
    elif task == "on-top":
        found = on_top(home, bookings)
    else:
        found = dict(asked(intake.Home(folder.parent / "small"), intake.Home(folder), repeats))
    found |= {"cpu": _cpu() - before, "wall": time.perf_counter() - began}
    found["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(found))


def main() -> None:
    """Build both stores, ask them the same, and print what it costs and the ratio of large to small."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=10_000_000)
    parser.add_argument("--repeats", type=int, default=25)
    parser.add_argument("--keep", type=Path, help="a folder to build the stores in, and to find them again")
    parser.add_argument("--task")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--bookings", type=int, default=0)
    arguments = parser.parse_args()
    if arguments.task:
        run_task(arguments.task, arguments.folder, arguments.bookings, arguments.repeats)
        return
    with tempfile.TemporaryDirectory() as name:
        report(arguments.keep or Path(name), arguments)


def report(folder: Path, arguments: argparse.Namespace) -> None:
    """Measure in this folder and print tables."""
    sizes = {"small": arguments.small, "large": arguments.large}
    for name, bookings in sizes.items():
        if not (folder / name / "store" / "CURRENT").exists():
            found = measured("--task", "build", "--folder", folder / name, "--bookings", bookings)
            print(f"build {bookings:>12,}: {_told(found)}")
    found = measured("--task", "ask", "--folder", folder / "large", "--repeats", arguments.repeats)
    print(f"{'question':<22}{'ms':>9}{'ms':>9}{'ratio':>7}{'CPU ms':>9}{'CPU ms':>9}{'ratio':>7}   goal {GOAL}")
    for name, cost in found.items():
        if isinstance(cost, dict):
            _line(name, *(cost[key] for key in ("small_wall", "large_wall", "small_cpu", "large_cpu")))
    opened_first = [[measured("--task", "cold", "--folder", folder / name) for _ in range(5)] for name in sizes]
    for what in ("open", "first"):
        values = [
            statistics.median(1e3 * run[f"{what}_{unit}"] for run in runs)
            for unit in ("wall", "cpu")
            for runs in opened_first
        ]
        _line({"open": "first open", "first": "first open + ledger"}[what], *values)
    for name, bookings in sizes.items():
        copied = folder / "copy"
        shutil.copytree(folder / name, copied)
        found = measured("--task", "on-top", "--folder", copied, "--bookings", bookings)
        shutil.rmtree(copied)
        print(f"publish {ON_TOP:,} on {bookings:,}: {_told(found)}")
        steps = found["steps"]
        if isinstance(steps, dict):
            print("    " + ", ".join(f"{step} {seconds:.2f}" for step, seconds in steps.items()))


def _line(name: str, *cost: float) -> None:
    small, large, small_cpu, large_cpu = cost
    ratios = [f"{a:>9.1f}{b:>9.1f}{b / max(a, 1e-9):>7.2f}" for a, b in ((small, large), (small_cpu, large_cpu))]
    print(f"{name:<22}{''.join(ratios)}")


def _told(found: dict[str, object]) -> str:
    return ", ".join(f"{name} {value:.1f}" for name, value in found.items() if isinstance(value, int | float))


if __name__ == "__main__":
    main()
