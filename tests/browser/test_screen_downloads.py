"""What every page carries: downloads that name invented spending, and the row under the navigation."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from dashboard_server import command
from screen import PAGES, PRESENTATION, Screen

Csv = list[dict[str, str]]


def downloads(screen: Screen) -> dict[str, Csv]:
    """The files behind every download button of the page, by name."""
    screen.unfold_tables()
    buttons = screen.page.locator('[data-testid="stDownloadButton"] button')
    found: dict[str, Csv] = {}
    for number in range(buttons.count()):
        screen.settle()  # a download draws the page anew, and a click meanwhile is lost
        with screen.page.expect_download() as saved:
            buttons.nth(number).click()
        written = Path(saved.value.path()).read_text(encoding="utf-8-sig")
        found[saved.value.suggested_filename] = list(csv.DictReader(written.splitlines(), delimiter=";"))
    return found


WITHOUT = ("data", "what_if", "scenarios", "meeting", PRESENTATION)
"""Pages without a table to take along, or with files of their own."""


@pytest.mark.parametrize("plan", ["sudwest-fryslan", "dordrecht"])
@pytest.mark.parametrize("stem", [stem for stem in PAGES if stem not in WITHOUT])
def test_invented_spending_is_named_in_every_download(screen: Screen, stem: str, plan: str) -> None:
    screen.open(stem, plan=plan)
    files = downloads(screen)
    assert files
    assert [name for name in files if not name.endswith("-voorbeeld.csv")] == []
    for rows in files.values():
        assert {row["Soort"] for row in rows} == {"Voorbeeld: de uitgaven zijn verzonnen"}


def test_the_whole_ledger_says_that_it_is_invented(screen: Screen) -> None:
    screen.open("data", plan="dordrecht")
    names = []
    for button in screen.page.locator('[data-testid="stDownloadButton"] button').all():
        with screen.page.expect_download() as saved:
            button.click()
        names.append(saved.value.suggested_filename)
        if names[-1].endswith(".csv"):
            assert "gegevens;voorbeeld" in Path(saved.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(names) == 3
    assert all("-voorbeeld." in name for name in names)


def test_the_difference_in_the_download_is_a_plain_amount(screen: Screen) -> None:
    screen.open(plan="sudwest-fryslan")
    rows = downloads(screen)["sudwest-fryslan-2026-09-30-voorbeeld.csv"]
    differences = [value for row in rows for name, value in row.items() if name.startswith("Verschil")]
    assert len(differences) == len(rows)
    assert all(re.fullmatch(r"-?\d+,\d\d", value) for value in differences)
    assert any(value.startswith("-") for value in differences)


def test_without_invented_spending_no_download_says_example(served: Callable[[Path], Screen], own_home: Path) -> None:
    command(own_home, "examples", "remove")
    screen = served(own_home)
    screen.open(plan="sudwest-fryslan")
    files = downloads(screen)
    assert files
    assert not [name for name in files if "voorbeeld" in name]
    assert not [name for name, rows in files.items() if "Soort" in rows[0]]


@pytest.mark.parametrize("language", ["nl", "en", "fy"])
@pytest.mark.parametrize("plan", ["sudwest-fryslan", "dordrecht"])
def test_the_row_under_the_navigation_is_one_row_on_a_wall_screen(screen: Screen, plan: str, language: str) -> None:
    screen.open(plan=plan, lang=language)
    screen.resize(1920)
    state, choice = (screen.keyed(f"frame-{part}").bounding_box() for part in ("state", "choice"))
    assert state
    assert choice
    assert choice["y"] < state["y"] + state["height"]
