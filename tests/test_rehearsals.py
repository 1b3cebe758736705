"""Rehearsing a change: everything that publishing does up to the commit, and nothing of it stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from intake_home import ADVISER, PLAN, VIEWER, at, imported, new_home, snapshot
from ledger_files import file, rows

from pokdash.domain.actor import Action
from pokdash.intake import Home
from pokdash.store import Signed, Unpublishable, VerificationError, Writing, queries
from pokdash.store.lock import writer_lock
from pokdash.store.rehearsals import rehearsal_folder

SIGNED = Signed(Action.UNDO, ADVISER, at(5))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return new_home(tmp_path, file(rows("1,00", "2,00")))


def rehearsals(home: Home) -> list[Path]:
    return list((home.path / "store").glob("rehearsals/*"))


def undo(writing: Writing) -> tuple[int, bool]:
    writing.add_event(1, "undone", "vergissing")
    (batch,) = queries.batches(writing, PLAN)
    return writing.generation, batch.live


def test_a_rehearsal_sees_its_change_and_nobody_else_does(home: Home) -> None:
    before = {path: path.stat().st_mtime_ns for path in (home.path / "store").iterdir() if path.name != "LOCK"}
    generation = snapshot(home).generation
    assert home.store.rehearse(undo, SIGNED) == (generation + 1, False)
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert (snapshot(home).generation, queries.batches(snapshot(home), PLAN)[0].live) == (generation, True)
    assert not rehearsals(home)


def test_a_rehearsal_is_verified_and_refused_as_a_publication_is(home: Home) -> None:
    def wrong(writing: Writing) -> None:
        writing.add_event(99, "undone", "bestaat niet")

    with pytest.raises(VerificationError):
        home.store.rehearse(wrong, SIGNED)
    assert not rehearsals(home)
    viewer = Signed(Action.UNDO, VIEWER, at(5))
    assert home.store.rehearse(undo, viewer) == Unpublishable("not_allowed", {"name": VIEWER.name})
    home.store.wait_seconds = 0.0
    with writer_lock(home.path / "store" / "LOCK", "Jelle", 0):
        assert home.store.rehearse(undo, SIGNED) == Unpublishable("busy", {"by": f"Jelle ({os.getpid()})"})


def test_others_publish_while_a_rehearsal_goes_on(home: Home) -> None:
    def slow(writing: Writing) -> tuple[int, bool]:
        imported(home, file(rows("4,00", start=9)), 6)
        assert len(rehearsals(home)) == 1
        return home.store.rehearse(undo_first, SIGNED) if writing.generation else (0, False)  # type: ignore[return-value]

    def undo_first(writing: Writing) -> tuple[int, bool]:
        assert len(rehearsals(home)) == 2
        return writing.generation, True

    generation = snapshot(home).generation
    assert home.store.rehearse(slow, SIGNED) == (generation + 2, True)
    assert snapshot(home).generation == generation + 1
    assert not rehearsals(home)


KILLED = """
import os, signal, sys
from pathlib import Path
from pokdash.store.rehearsals import rehearsal_folder
with rehearsal_folder(Path(sys.argv[1])) as folder:
    (folder / "work-00000009.duckdb").write_bytes(b"half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_rehearsal_leaves_is_removed_by_the_next_writer(home: Home) -> None:
    root = home.path / "store"
    done = subprocess.run([sys.executable, "-c", KILLED, str(root)], check=False)
    assert done.returncode == -signal.SIGKILL
    (left,) = rehearsals(home)
    with rehearsal_folder(root) as alive:
        imported(home, file(rows("4,00", start=9)), 6)
        assert rehearsals(home) == [alive]
    assert not left.exists()
