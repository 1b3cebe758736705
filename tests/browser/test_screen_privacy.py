"""Descriptions of bookings can be about residents: they stay off the screen until somebody asks for them."""

from __future__ import annotations

import csv

import pytest
from screen import PAGES, ROOT, Screen

PLANS = ("sudwest-fryslan", "dordrecht")


def descriptions(plan: str) -> set[str]:
    """All descriptions in the invented ledger of a plan."""
    lines = (ROOT / "data" / "examples" / f"{plan}.csv").read_text(encoding="utf-8-sig").splitlines()
    header = next(number for number, line in enumerate(lines) if line.startswith("soort;"))
    rows = csv.DictReader(lines[header:], delimiter=";")
    return {row["omschrijving"] for row in rows if row["omschrijving"]}


@pytest.mark.parametrize("plan", PLANS)
def test_descriptions_are_hidden_until_asked_for(screen: Screen, plan: str) -> None:
    known = descriptions(plan)
    assert known
    for stem in PAGES:
        screen.open(stem, plan=plan)
        screen.open_every_fold()
        page = screen.page.content()
        assert not [description for description in known if description in page]

    screen.open("action_line", plan=plan)
    screen.keyed("show_descriptions").locator("label").click()
    screen.settle()
    page = screen.text()
    assert [description for description in known if description in page]


def test_descriptions_are_hidden_again_after_leaving_the_page(screen: Screen) -> None:
    known = descriptions("sudwest-fryslan")
    screen.open("action_line", plan="sudwest-fryslan")
    screen.keyed("show_descriptions").locator("label").click()
    screen.settle()
    screen.open("action_line", plan="sudwest-fryslan")
    page = screen.page.content()
    assert not [description for description in known if description in page]
