"""What a ledger that is a thousand times as large costs a viewer and an importer: `python benchmarks/store.py`."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import logging
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.store_ledger import AS_OF, PLAN, ROOT, Part, at, build, published
from pokdash import intake
from pokdash.domain.burn_down import burn_down
from pokdash.domain.checks import checks
from pokdash.domain.measure import position
from pokdash.domain.year_panel import year_panels
from pokdash.store import NoSnapshot, Snapshot, comparison, queries

GOAL = 1.2
PAGES = (
    ("page overview", "overview", {}),
    ("page of all parts", "action_line", {}),
    ("page of one part", "action_line", {"line": "2"}),
    ("page on any day", "action_line", {"as_of": "2025-08-20"}),
    ("page of sources", "sources", {}),
)
ON_TOP = 1000


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


def pages(repeats: int) -> dict[str, object]:
    """Draw each page as for the first viewer of a generation: nothing is remembered. POKDASH_HOME names the store."""
    # Imported here, because only this task needs Streamlit.
    import streamlit as st  # noqa: PLC0415
    from streamlit.testing.v1 import AppTest  # noqa: PLC0415

    found: dict[str, object] = {}
    for name, stem, chosen in PAGES:
        walls, cpus = [], []
        for _ in range(repeats + 1):
            app = AppTest.from_file(str(ROOT / "pokdash" / "ui" / "main.py"), default_timeout=60)
            app.query_params.update({"plan": PLAN, **chosen})
            app.run()
            st.cache_resource.clear()
            before, began = time.process_time(), time.perf_counter()
            app.switch_page(f"../../pages/{stem}.py").run()
            walls.append(time.perf_counter() - began)
            cpus.append(time.process_time() - before)
            if app.exception:
                raise SystemExit(f"{app.exception}")
        found[name] = [1e3 * statistics.median(walls[1:]), 1e3 * statistics.median(cpus[1:])]
    return found


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def measured(*words: object) -> dict[str, Any]:
    """Run one task in a process of its own."""
    command = [sys.executable, __file__, *map(str, words)]
    place = {"POKDASH_HOME": str(words[words.index("--folder") + 1])}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **place})
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
    elif task == "pages":
        found = pages(repeats)
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
    print(f"{'question':<22}{'ms':>9}{'ms':>9}{'ratio':>7}{'CPU ms':>9}{'CPU ms':>9}{'ratio':>7}   goal {GOAL}")
    found = measured("--task", "ask", "--folder", folder / "large", "--repeats", arguments.repeats)
    for name, cost in found.items():
        if isinstance(cost, dict):
            _line(name, *(cost[key] for key in ("small_wall", "large_wall", "small_cpu", "large_cpu")))
    drawn = [measured("--task", "pages", "--folder", folder / name, "--repeats", 7) for name in sizes]
    for name, _, _ in PAGES:
        _line(name, *(run[name][unit] for unit in (0, 1) for run in drawn))
    first = [[measured("--task", "cold", "--folder", folder / name) for _ in range(5)] for name in sizes]
    for name, what in (("first open", "open"), ("first open + ledger", "first")):
        units = (f"{what}_wall", f"{what}_cpu")
        _line(name, *(1e3 * statistics.median(run[unit] for run in runs) for unit in units for runs in first))
    for name, bookings in sizes.items():
        report_publishing(folder, name, bookings)


def report_publishing(folder: Path, name: str, bookings: int) -> None:
    """Publish on a copy of a store and print what each step takes."""
    copied = folder / "copy"
    shutil.copytree(folder / name, copied)
    found = measured("--task", "on-top", "--folder", copied, "--bookings", bookings)
    shutil.rmtree(copied)
    print(f"publish {ON_TOP:,} on {bookings:,}: {_told(found)}")
    print("    " + ", ".join(f"{step} {seconds:.2f}" for step, seconds in found["steps"].items()))


def _line(name: str, *cost: float) -> None:
    small, large, small_cpu, large_cpu = cost
    ratios = [f"{a:>9.1f}{b:>9.1f}{b / max(a, 1e-9):>7.2f}" for a, b in ((small, large), (small_cpu, large_cpu))]
    print(f"{name:<22}{''.join(ratios)}")


def _told(found: dict[str, object]) -> str:
    return ", ".join(f"{name} {value:.1f}" for name, value in found.items() if isinstance(value, int | float))


if __name__ == "__main__":
    main()
