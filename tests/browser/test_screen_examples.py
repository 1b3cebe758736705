"""Invented bookings say so on every page, and one button removes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dashboard_server import position
from screen import PAGES, Screen

PLANS = ("sudwest-fryslan", "dordrecht")


def test_every_page_says_that_the_bookings_are_invented(screen: Screen) -> None:
    for plan in PLANS:
        for stem in PAGES:
            screen.open(stem, plan=plan)
            assert screen.page.locator(".pok-strip, .pok-slide-example").is_visible()
            assert "Voorbeeldgegevens" in screen.text()


def test_one_button_removes_the_invented_bookings(own_home: Path, served: Callable[[Path], Screen]) -> None:
    screen = served(own_home)
    screen.open("sources", plan="sudwest-fryslan")
    screen.keyed("manage-remove_examples").locator("button").click()
    screen.settle()
    told = position(own_home, "sudwest-fryslan")
    assert (told["example"], told["total"]["spent"]) == (False, None)
    for stem in PAGES:
        screen.open(stem, plan="sudwest-fryslan")
        assert not screen.page.locator(".pok-strip, .pok-slide-example").count()
    screen.open(plan="sudwest-fryslan")
    spent = [figure for figure in screen.figures() if (figure.scope, figure.figure) == ("total", "spent")]
    assert spent
    assert {figure.amount for figure in spent} == {None}
    assert screen.errors == []
