"""A writer that is killed at any step loses nothing that it had acknowledged, and no reader ever notices."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

from intake_home import ADVISER, AS_OF, PLAN, at, imported, ledger, new_home, snapshot
from ledger_files import file, rows

from pokdash import intake
from pokdash.store import queries

TESTS = Path(__file__).parent
STEPS = (
    "copy", "check copy", "open", "replay", "apply", "commit", "checkpoint", "flush", "reopen", "journal", "name",
    "prune", "done",
)  # fmt: skip
EACH = Decimal("1.10")  # what one file of the writer adds


@contextmanager
def reading(home: intake.Home) -> Iterator[list[str]]:
    """Two readers that look all the time; what they found wrong."""
    wrong: list[str] = []
    stop = threading.Event()

    def look() -> None:
        seen = 0
        while not stop.is_set():
            data = snapshot(home)
            found = queries.ledger(data, PLAN, AS_OF)
            live = [batch for batch in queries.batches(data) if batch.live]
            if sum(part.spent for part in found.spending) != sum(batch.total_read for batch in live):
                wrong.append(f"torn {data.generation}")
            if data.generation < seen or data.warning:
                wrong.append(f"{seen} -> {data.generation} {data.warning}")
            seen = data.generation
            time.sleep(0.03)

    readers = [threading.Thread(target=look) for _ in range(2)]
    for reader in readers:
        reader.start()
    yield wrong
    stop.set()
    for reader in readers:
        reader.join()


def writer_of(home: intake.Home, first: int, *step: str) -> subprocess.Popen[str]:
    """Start a process that imports one file after another, and waits at a step."""
    return subprocess.Popen(
        [sys.executable, TESTS / "ledger_writer.py", home.path, str(first), *step],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(TESTS.parent)},
    )


def written_until_killed(home: intake.Home, first: int, *step: str) -> int:
    """Let a writer write and kill it at a step, or at a random moment; how many files it acknowledged."""
    with writer_of(home, first, *step) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        acknowledged = 0
        if not step:
            time.sleep(random.uniform(0.05, 1))  # noqa: S311 - no secret
            writer.kill()
        for line in writer.stdout:
            acknowledged += line.startswith("done")
            if line == "waiting\n":
                writer.kill()
    return acknowledged


def test_a_killed_writer_loses_nothing(tmp_path: Path) -> None:
    home = new_home(tmp_path)
    imported(home, file(rows(EACH)), 1)
    acknowledged, generation = 1, snapshot(home).generation
    with reading(home) as wrong:
        for attempt, step in enumerate([*([step] for step in STEPS), [], []], start=1):
            acknowledged += written_until_killed(home, 1000 * attempt, *step)
            found = ledger(home)
            batches = len(queries.batches(snapshot(home)))
            assert sum(part.spent for part in found.spending) == EACH * batches
            assert batches - acknowledged in {0, 1}, step  # killed after the pointer and before the answer: one more
            acknowledged = batches
            assert snapshot(home).generation >= generation
            generation = snapshot(home).generation
    assert wrong == []
    assert acknowledged > len(STEPS)
    left = imported(home, file(rows("0,01", start=999_999)), 99)
    names = sorted(f"{path.name[:13]}{path.suffix}" for path in (home.path / "store").iterdir())
    kept = [f"snap-{left.generation - age:08d}{kind}" for age in range(3) for kind in (".duckdb", ".json")]
    assert names == sorted([*kept, "CURRENT", "LOCK", "journal"])


def test_two_writers_take_turns_and_both_are_counted(tmp_path: Path) -> None:
    home = new_home(tmp_path)
    writers = [writer_of(home, first) for first in (1000, 5000)]
    acknowledged = 0
    for writer in writers:
        assert writer.stdout is not None
        for line in writer.stdout:
            acknowledged += line.startswith("done")
            if acknowledged % 4 == 0 and line.startswith("done"):
                break
    for writer in writers:
        writer.kill()
        rest, _ = writer.communicate()
        acknowledged += rest.count("done")
    batches = queries.batches(snapshot(home))
    assert acknowledged <= len(batches) <= acknowledged + 2
    assert sum(part.spent for part in ledger(home).spending) == EACH * len(batches)
    firsts = {batch.file_sha256 for batch in batches}
    assert len(firsts) == len(batches)


def test_a_writer_that_holds_the_lock_is_named(tmp_path: Path) -> None:
    home = new_home(tmp_path)
    home.store.wait_seconds = 0.1
    with writer_of(home, 1000, "apply") as writer:
        assert writer.stdout is not None
        while writer.stdout.readline() != "waiting\n":
            pass
        outcome = intake.undo(home, 1, ADVISER, at(50), "vergissing")
        writer.kill()
    assert isinstance(outcome, intake.Refused)
    assert outcome.key == "store.busy"
    assert f"({writer.pid})" in str(outcome.params["by"])
    assert isinstance(intake.undo(home, 1, ADVISER, at(51), "vergissing"), intake.Changed)
