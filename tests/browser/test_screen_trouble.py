"""What goes wrong on disk is told in words; the last good figures stay on the screen."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from dashboard_server import command, position
from screen import PAGES, ROOT, Screen

from pokdash import intake
from pokdash.domain.actor import Actor, Role

Served = Callable[[Path], Screen]
NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
DIRECTOR = Actor("Beheerder", Role.MANAGER)


def snapshots(home: Path) -> list[Path]:
    """The published generations of a store, oldest first."""
    found = sorted((home / "store").glob("snap-*.duckdb"))
    assert len(found) > 1, "init publishes more than one generation"
    return found


def damage(file: Path) -> None:
    """Overwrite a stretch in the middle of a file."""
    with file.open("r+b") as opened:
        opened.seek(file.stat().st_size // 2)
        opened.write(b"\xff" * 4096)


def remove(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize("harm", [damage, remove])
def test_a_bad_snapshot_is_told_and_the_one_before_it_is_shown(
    own_home: Path, served: Served, harm: Callable[[Path], None]
) -> None:
    harm(snapshots(own_home)[-1])
    screen = served(own_home)
    for stem in PAGES:
        screen.open(stem)
        assert screen.messages()
        assert screen.figures()
    assert screen.errors == []


def test_a_snapshot_that_goes_bad_while_it_is_served_is_told(own_home: Path, served: Served) -> None:
    screen = served(own_home)
    screen.open()
    assert not screen.messages()
    for file in snapshots(own_home)[1:]:
        file.unlink()
    screen.open("sources")
    assert screen.errors == []


def test_without_any_good_snapshot_the_page_says_so(own_home: Path, served: Served) -> None:
    screen = served(own_home)
    for file in snapshots(own_home):
        damage(file)
    for stem in PAGES:
        screen.open(stem)
        assert screen.messages()
    assert screen.violations() == []


def test_a_server_that_starts_without_any_good_snapshot_restores_the_bookings(own_home: Path, served: Served) -> None:
    before = position(own_home, "dordrecht")
    for file in snapshots(own_home):
        damage(file)
    screen = served(own_home)
    screen.open(plan="dordrecht")
    assert not screen.messages()
    restored = position(own_home, "dordrecht")
    assert {**restored, "generation": None} == {**before, "generation": None}


def test_without_a_store_the_page_says_what_to_do(own_home: Path, served: Served) -> None:
    screen = served(own_home)
    shutil.rmtree(own_home / "store")
    screen.open()
    assert screen.messages()
    assert screen.violations() == []
    assert screen.errors == []


def test_a_server_that_starts_on_an_empty_folder_sets_it_up(tmp_path: Path, served: Served) -> None:
    screen = served(tmp_path / "var")
    screen.open()
    assert not screen.messages()
    assert screen.figures()


def test_a_broken_plan_folder_leaves_the_last_good_plan(own_home: Path, served: Served, tmp_path: Path) -> None:
    screen = served(own_home)
    screen.open()
    before = {str(figure) for figure in screen.figures()}
    plans = Path(shutil.copytree(ROOT / "data" / "plans", tmp_path / "plans"))
    broken = next((plans / "sudwest-fryslan").glob("*.toml"))
    broken.write_text(broken.read_text(encoding="utf-8") + "\n[[\n", encoding="utf-8")

    answer = intake.load_plans(intake.Home(own_home), plans, DIRECTOR, NOW)

    assert [problem.file for _folder, problem in answer.problems] == [broken.name]
    screen.open()
    assert {str(figure) for figure in screen.figures()} == before
    assert screen.errors == []


def test_a_plan_check_of_a_broken_folder_names_the_file(own_home: Path, tmp_path: Path) -> None:
    plan = Path(shutil.copytree(ROOT / "data" / "plans" / "dordrecht", tmp_path / "dordrecht"))
    broken = next(plan.glob("*.toml"))
    broken.write_text("total =", encoding="utf-8")
    said = command(own_home, "plans", "check", str(plan), succeed=False)
    assert broken.name in said


def test_two_pages_on_one_store_show_the_same(own_home: Path, served: Served) -> None:
    """A change through the command line is on the next page that the running server draws."""
    screen = served(own_home)
    screen.open(plan="dordrecht")
    spent = position(own_home, "dordrecht")["total"]["spent"]
    assert spent is not None
    command(own_home, "examples", "remove", "dordrecht")
    assert position(own_home, "dordrecht")["total"]["spent"] is None
    screen.open(plan="dordrecht")
    shown = {figure.amount for figure in screen.figures() if (figure.scope, figure.figure) == ("total", "spent")}
    assert shown == {None}
