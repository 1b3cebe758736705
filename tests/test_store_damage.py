"""Damaged files: readers get the last sound generation with a warning, and the next publication restores the rest."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from intake_home import ADVISER, AS_OF, MANAGER, PLAN, at, imported, ledger, new_home, refused, snapshot, spent
from ledger_files import PLAN_TOML, file, rows

from pokdash import intake
from pokdash.store import DamagedSnapshotError, NoSnapshot, Store, queries
from pokdash.store.journal import TABLES
from pokdash.texts import LANGUAGES, text

Damage = Callable[[Path], object]


def flip_a_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 255
    path.write_bytes(content)


DAMAGES: dict[str, Damage] = {
    "missing": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "one byte short": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "one byte changed": flip_a_byte,
    "something else": lambda path: path.write_bytes(b"x" * path.stat().st_size),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three imports of 1, 2 and 4 euro in generations 2, 3 and 4; the second is undone in generation 5."""
    place = tmp_path_factory.mktemp("made")
    home = new_home(place)
    for number, amount in enumerate(("1,00", "2,00", "4,00"), start=1):
        imported(home, file(rows(amount, start=number)), number)
    intake.undo(home, 2, ADVISER, at(10), "vergissing")
    return place


@pytest.fixture
def home(made: Path, tmp_path: Path) -> intake.Home:
    """A copy of that state folder."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return intake.Home(tmp_path / "var")


def snapshot_file(home: intake.Home, generation: int) -> Path:
    (found,) = (home.path / "store").glob(f"snap-{generation:08d}-*.duckdb")
    return found


def everything(home: intake.Home) -> dict[str, list[object]]:
    """Every row of every table, without those about publications."""
    connection = snapshot(home)._connection.cursor()
    return {table: sorted(connection.execute(f"from {table}").fetchall(), key=str) for table in TABLES[1:]}


def initialised(home: intake.Home, minutes: int = 20) -> intake.Initialised:
    outcome = intake.initialise(home, MANAGER, at(minutes), examples=False, data=home.path.parent)
    assert isinstance(outcome, intake.Initialised), outcome
    return outcome


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
@pytest.mark.parametrize("opened", [True, False], ids=["opened", "not opened"])
def test_a_damaged_generation_gives_the_one_before_it_with_a_warning(
    home: intake.Home, damage: Damage, opened: bool
) -> None:
    if opened:
        assert (snapshot(home).generation, spent(home)) == (5, 5)
    damage(snapshot_file(home, 5))
    found = snapshot(home)
    assert (found.generation, spent(home)) == (4, 7)
    assert found.warning == ("store.older_generation", {"wanted": 5, "generation": 4})
    for language in LANGUAGES:
        assert "5" in text(language, "store.older_generation", **found.warning[1])
    assert snapshot(home) is found


def test_every_damaged_generation_is_passed_over(home: intake.Home) -> None:
    for generation in (5, 4):
        flip_a_byte(snapshot_file(home, generation))
    assert snapshot(home).generation == 3
    flip_a_byte(snapshot_file(home, 3))
    assert home.store.snapshot() == NoSnapshot("store.unreadable")


def test_a_file_that_is_put_back_is_served_again(home: intake.Home, tmp_path: Path) -> None:
    place = snapshot_file(home, 5)
    shutil.copy2(place, tmp_path / "kept")
    place.unlink()
    assert snapshot(home).generation == 4
    shutil.copy2(tmp_path / "kept", place)
    assert (snapshot(home).generation, snapshot(home).warning) == (5, None)


def test_damage_that_leaves_no_trace_on_the_file_is_an_error_once_and_then_a_fallback(home: intake.Home) -> None:
    imported(home, file(rows(*["0,01"] * 5000, start=100)), 20)
    assert snapshot(home).generation == 6
    path = snapshot_file(home, 6)
    before, content = path.stat(), bytearray(path.read_bytes())
    for place in range(20_000, len(content), 20_000):
        content[place] ^= 255
    with path.open("r+b") as opened:
        opened.write(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(DamagedSnapshotError):
        spent(home)
    assert (snapshot(home).generation, spent(home)) == (5, 5)
    assert snapshot(home).warning == ("store.older_generation", {"wanted": 6, "generation": 5})


@pytest.mark.parametrize("lost", [(5,), (5, 4), (5, 4, 3)], ids=str)
def test_publishing_on_damage_restores_everything_first(home: intake.Home, lost: tuple[int, ...]) -> None:
    before = everything(home)
    for generation in lost:
        flip_a_byte(snapshot_file(home, generation))
    outcome = initialised(home)
    assert (outcome.repaired, outcome.generation) == (True, 6)
    assert everything(home) == before
    assert (spent(home), snapshot(home).warning) == (5, None)
    assert not initialised(home).repaired
    assert snapshot(home).generation == 6


def test_an_import_on_damage_loses_nothing_either(home: intake.Home) -> None:
    flip_a_byte(snapshot_file(home, 5))
    refused(home, file(rows("4,00", start=3)), 20)
    imported(home, file(rows("8,00", start=4)), 21)
    assert spent(home) == 13
    assert [(batch.number, batch.live) for batch in queries.batches(snapshot(home))] == [
        (4, True), (3, True), (2, False), (1, True)
    ]  # fmt: skip


def test_what_was_restored_is_as_it_was_shown(home: intake.Home) -> None:
    moments = [at(minutes) for minutes in (0, 1, 2, 3, 9, 10)]
    before = [spent(home, shown_on=moment) for moment in moments]
    assert before == [None, 1, 3, 7, 7, 5]
    shutil.rmtree(home.path / "store" / "nergens", ignore_errors=True)
    for path in (home.path / "store").glob("snap-*"):
        path.unlink()
    initialised(home)
    assert [spent(home, shown_on=moment) for moment in moments] == before


@pytest.mark.parametrize("pointer", [None, b"", b"{}", b'{"generation": "5"}', b"[]", b"\xff\xfe"])
def test_a_lost_pointer_is_found_back(home: intake.Home, pointer: bytes | None) -> None:
    place = home.path / "store" / "CURRENT"
    if pointer is None:
        place.unlink()
    else:
        place.write_bytes(pointer)
    assert snapshot(home).warning == ("store.no_pointer", {"generation": 5})
    assert spent(home) == 5
    assert initialised(home).repaired
    assert (snapshot(home).generation, snapshot(home).warning) == (6, None)


def test_a_pointer_out_of_the_folder_is_damage(home: intake.Home) -> None:
    place = home.path / "store" / "CURRENT"
    place.write_text(
        json.dumps({**json.loads(place.read_text()), "file": "../elders/snap-00000005-0123456789ab.duckdb"})
    )
    assert snapshot(home).warning == ("store.no_pointer", {"generation": 5})


def test_a_pointer_and_the_newest_snapshot_that_are_lost_together_cost_nothing(home: intake.Home) -> None:
    (home.path / "store" / "CURRENT").unlink()
    snapshot_file(home, 5).with_suffix(".json").unlink()
    assert spent(home) == 7
    initialised(home)
    assert spent(home) == 5


def test_a_store_that_begins_anew_is_not_mixed_up_with_the_old_one(home: intake.Home, tmp_path: Path) -> None:
    old = snapshot(home)
    shutil.rmtree(home.path)
    assert home.store.snapshot() == NoSnapshot("store.empty")
    new_home(tmp_path)
    for number in range(1, 5):
        imported(home, file(rows("0,01", start=number)), number)
    found = snapshot(home)
    assert (found.generation, spent(home)) == (old.generation, Decimal("0.04"))
    assert found.checksum != old.checksum
    assert sum(part.spent for part in queries.ledger(old, PLAN, AS_OF).spending) == 5


def test_the_journal_alone_is_enough(home: intake.Home) -> None:
    before = everything(home)
    for path in (home.path / "store").iterdir():
        if path.is_file():
            path.unlink()
    assert home.store.snapshot() == NoSnapshot("store.unreadable")
    assert initialised(home).repaired
    assert (everything(home), snapshot(home).generation) == (before, 6)


def test_what_cannot_be_restored_is_said_and_nothing_is_published(home: intake.Home) -> None:
    flip_a_byte(snapshot_file(home, 5))
    flip_a_byte(next((home.path / "store" / "journal" / "00000005").glob("batch_event.parquet")))
    outcome = intake.initialise(home, MANAGER, at(20), examples=False)
    assert outcome == intake.Refused("store.unrepairable", {"generation": 5, "last": 5})
    assert refused(home, file(rows("8,00", start=4)), 21).key == "store.unrepairable"
    assert (snapshot(home).generation, spent(home)) == (4, 7)


def test_an_old_journal_entry_that_is_damaged_harms_nothing_while_a_snapshot_is_sound(home: intake.Home) -> None:
    shutil.rmtree(home.path / "store" / "journal" / "00000002")
    imported(home, file(rows("8,00", start=4)), 21)
    assert spent(home) == 13


def test_a_viewer_cannot_repair(home: intake.Home) -> None:
    flip_a_byte(snapshot_file(home, 5))
    viewer = intake.initialise(home, ADVISER, at(20))
    assert isinstance(viewer, intake.Refused)
    assert viewer.key == "refusal.not_allowed_adviser"


def test_only_the_last_three_snapshots_are_kept_and_every_journal_entry(home: intake.Home) -> None:
    store = home.path / "store"
    assert [path.name[:13] for path in sorted(store.glob("snap-*.duckdb"))] == [f"snap-{n:08d}" for n in (3, 4, 5)]
    assert sorted(path.name for path in (store / "journal").iterdir()) == [f"{n:08d}" for n in range(1, 6)]


def test_a_program_that_opens_the_store_anew_sees_the_same(home: intake.Home) -> None:
    again = Store(home.path / "store").snapshot()
    assert not isinstance(again, NoSnapshot)
    assert queries.ledger(again, PLAN, at().date()) == ledger(home, at().date())
    assert (home.path.parent / "plans" / "proef" / "plan.toml").read_text() == PLAN_TOML
