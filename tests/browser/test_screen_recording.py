"""What is recorded is what the fields hold when the button is pressed, the one that the hand comes from too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dashboard_server import command
from playwright.sync_api import expect
from screen import DRAWN_WITHIN, Screen


def test_a_day_that_is_typed_last_is_the_day_that_is_recorded(served: Callable[[Path], Screen], own_home: Path) -> None:
    screen = served(own_home)
    screen.open("burn_down", plan="sudwest-fryslan")
    form = screen.keyed("note-form")
    form.locator("summary").click()
    form.locator("[data-testid=stTextInput] input").fill("Iets besloten.")
    screen.page.keyboard.press("Tab")
    screen.settle()
    form.locator("[data-type=day]").click()
    for digit in "17062026":
        screen.page.keyboard.press(digit)
    form.locator("[data-testid=stButton] button").click()  # straight from the field of the day
    expect(screen.page.locator(".pok-message")).to_contain_text("2026-06-17", timeout=DRAWN_WITHIN)
    assert "2026-06-17" in command(own_home, "burn-down", "sudwest-fryslan", "--json")
    assert screen.errors == []
