"""A writer that is killed at any step loses nothing that it had acknowledged, and no reader ever notices."""

from __future__ import annotations

import itertools
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest
from intake_home import ADVISER, AS_OF, PLAN, at, imported, ledger, new_home, snapshot
from ledger_files import file, rows
from ledger_writer import DONE, READY, WAITING, Writer, writing

from pokdash import intake
from pokdash.store import queries

STEPS = (
    "copy", "check copy", "open", "replay", "apply", "commit", "checkpoint", "flush", "reopen", "journal", "name",
    "prune", "done",
)  # fmt: skip
KILLS = 50  # three at each step and eleven at a random moment
MANY_KILLS = 500
EACH = Decimal("1.10")  # what one file of the writer adds


@contextmanager
def reading(home: intake.Home, viewers: int = 2) -> Iterator[list[str]]:
    """Viewers that look all the time, until the end of the `with`; what they found wrong."""
    wrong: list[str] = []
    stop = threading.Event()

    def look() -> None:
        seen = 0
        while not stop.wait(0.1 * viewers):
            try:
                data = snapshot(home)
                found = queries.ledger(data, PLAN, AS_OF)
                live = [batch for batch in queries.batches(data) if batch.live]
            except Exception as error:  # noqa: BLE001 - whatever a viewer would see instead of the figures
                wrong.append(repr(error))
                return
            if sum(part.spent for part in found.spending) != sum(batch.total_read for batch in live):
                wrong.append(f"torn {data.generation}")
            if data.generation < seen or data.warning:
                wrong.append(f"{seen} -> {data.generation} {data.warning}")
            seen = data.generation

    readers = [threading.Thread(target=look) for _ in range(viewers)]
    for reader in readers:
        reader.start()
    try:
        yield wrong
    finally:
        stop.set()
        for reader in readers:
            reader.join()


def written_until_killed(home: intake.Home, first: int, step: str | None) -> int:
    """Let a writer write and kill it at a step, or at a random moment; how many files it acknowledged."""
    with writing(home, first, step) as writer:
        told = writer.told
        assert next(told) == READY
        if step is None:
            time.sleep(random.uniform(0, 0.5))  # noqa: S311 - no secret
            writer.kill()
        acknowledged = 0
        for word in told:
            acknowledged += word == DONE
            if word == WAITING:
                writer.kill()
    return acknowledged


def killed_and_nothing_lost(home: intake.Home, kills: int) -> None:
    """Kill writers at every step in turn, and after each round at a few random moments, while two readers look."""
    imported(home, file(rows(EACH)), 1)
    acknowledged, generation = 1, snapshot(home).generation
    moments = itertools.islice(itertools.cycle([*STEPS, None, None, None, None]), kills)
    with reading(home) as wrong:
        for attempt, step in enumerate(moments, start=1):
            acknowledged += written_until_killed(home, 1000 * attempt, step)
            found, data = ledger(home), snapshot(home)
            batches = len(queries.batches(data))
            assert sum(part.spent for part in found.spending) == EACH * batches
            assert batches - acknowledged in {0, 1}, step  # killed after the pointer and before the answer: one more
            assert data.generation >= generation
            acknowledged, generation = batches, data.generation
    assert wrong == []
    assert acknowledged > kills // len(STEPS)
    left = imported(home, file(rows("0,01", start=999_999)), 99)
    names = sorted(f"{path.name[:13]}{path.suffix}" for path in (home.path / "store").iterdir())
    kept = [f"snap-{left.generation - age:08d}{kind}" for age in range(3) for kind in (".duckdb", ".json")]
    assert names == sorted([*kept, "CURRENT", "LOCK", "journal"])


def test_a_killed_writer_loses_nothing(tmp_path: Path) -> None:
    killed_and_nothing_lost(new_home(tmp_path), KILLS)


@pytest.mark.crash
def test_a_writer_that_is_killed_very_often_loses_nothing(tmp_path: Path) -> None:
    killed_and_nothing_lost(new_home(tmp_path), MANY_KILLS)


def acknowledged_by(writer: Writer, files: int) -> int:
    """Wait until a writer has acknowledged this many files, kill it, and count what it acknowledged until then."""
    count = 0
    for word in writer.told:
        count += word == DONE
        if count == files:
            writer.kill()
    return count


def test_two_writers_take_turns_and_both_are_counted(tmp_path: Path) -> None:
    home = new_home(tmp_path)
    with writing(home, 1000) as one, writing(home, 5000) as other:
        acknowledged = acknowledged_by(one, 3) + acknowledged_by(other, 3)
    batches = queries.batches(snapshot(home))
    assert acknowledged <= len(batches) <= acknowledged + 2
    assert sum(part.spent for part in ledger(home).spending) == EACH * len(batches)
    assert len({batch.file_sha256 for batch in batches}) == len(batches)


def test_a_writer_that_holds_the_lock_is_named(tmp_path: Path) -> None:
    home = new_home(tmp_path)
    home.store.wait_seconds = 0.1
    with writing(home, 1000, "apply") as writer:
        while next(writer.told) != WAITING:
            pass
        outcome = intake.undo(home, 1, ADVISER, at(50), "vergissing")
        given_in = intake.LedgerFile("grootboek.csv", file(rows("5,00", start=90)))
        second = intake.import_file(home, given_in, PLAN, ADVISER, at(50))
    for refusal in (outcome, second):
        assert isinstance(refusal, intake.Refused)
        assert refusal.key == "store.busy"
        assert f"({writer.process.pid})" in str(refusal.params["by"])
    assert isinstance(intake.import_file(home, given_in, PLAN, ADVISER, at(51)), intake.Imported)


def test_twenty_five_viewers_notice_nothing_of_imports_by_another_process(tmp_path: Path) -> None:
    home = new_home(tmp_path)
    imported(home, file(rows(EACH)), 1)
    with reading(home, viewers=25) as wrong, writing(home, 1000) as writer:
        assert acknowledged_by(writer, 6) >= 6
    assert wrong == []
    assert snapshot(home).generation >= 8
