"""New figures reach every open page by themselves: in a real browser, published by another process."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from dashboard_server import Server, command
from playwright.sync_api import BrowserContext, expect
from screen import DRAWN_WITHIN, PAGES, Screen, tab
from what_if_board import WhatIfBoard

Served = Callable[[Path], Screen]


def publish(home: Path) -> int:
    """Publish a generation from another process; its number."""
    command(home, "note", "sudwest-fryslan", "add", "--on", "2026-03-01", "--text", "Er is iets besloten.")
    return max(int(one.stem.split("-")[1]) for one in (home / "store").glob("snap-*.duckdb"))


def follows(screen: Screen, generation: int) -> None:
    """Wait until the page shows this generation, without anybody touching it."""
    shown = screen.page.get_by_text(re.compile(rf"gegevens versie {generation}\b"))
    expect(shown).to_be_visible(timeout=DRAWN_WITHIN)


def test_all_tabs_of_a_browser_follow_and_share_one_stream(
    browser: BrowserContext, served: Served, own_home: Path
) -> None:
    first = served(own_home)
    with ExitStack() as stack:
        screens = [stack.enter_context(tab(browser, first.url)) for _ in PAGES]  # more than a browser has connections
        for screen, stem in zip(screens, PAGES, strict=True):
            screen.open(stem)
        generation = publish(own_home)
        for screen in screens:
            follows(screen, generation)
        health = first.page.request.get(f"{first.url}/api/health").json()
        assert (health["streams"], health["generation"]) == (1, generation)
        screens[0].page.close()  # the tab that was opened first is not the one that the others need
        generation = publish(own_home)
        for screen in screens[1:]:
            follows(screen, generation)
        assert [screen.errors for screen in screens if screen.errors] == []


def test_the_viewer_is_told_that_the_figures_are_others(served: Served, own_home: Path) -> None:
    screen = served(own_home)
    screen.open()
    generation = publish(own_home)
    told = screen.page.get_by_text(f"U ziet nu versie {generation} van de gegevens.")
    expect(told).to_be_visible(timeout=DRAWN_WITHIN)
    screen.settle()
    assert not screen.violations()
    assert not screen.too_wide()
    expect(told).to_be_hidden(timeout=DRAWN_WITHIN)  # it is no more than news
    screen.open("sources")
    expect(told).to_have_count(0)


def test_a_tab_without_shared_workers_follows_too(browser: BrowserContext, served: Served, own_home: Path) -> None:
    first = served(own_home)
    with tab(browser, first.url) as screen:
        screen.page.add_init_script("delete globalThis.SharedWorker")
        screen.open()
        follows(screen, publish(own_home))


def test_what_is_being_done_is_not_disturbed(served: Served, own_home: Path) -> None:
    screen = served(own_home)
    screen.open("what_if")
    board = WhatIfBoard(screen)
    board.put(board.slider("1|"), 10)
    board.put(board.slider("3|"), -10)
    screen.page.wait_for_url(re.compile("draft="))
    screen.settle()
    board.button("Scenario bewaren").click()
    name = screen.page.get_by_label("Naam")
    name.fill("Half getypt")
    generation = publish(own_home)
    screen.page.wait_for_timeout(1500)
    assert name.input_value() == "Half getypt"
    expect(screen.page.get_by_text(re.compile(rf"gegevens versie {generation}\b"))).to_have_count(0)
    screen.page.keyboard.press("Escape")
    follows(screen, generation)
    assert board.shown()["deltas"]["1|"][0] == 1_000_000


@pytest.mark.parametrize("stem", ["overview", "what_if"])
def test_a_page_finds_its_server_again_and_shows_what_came_meanwhile(
    browser: BrowserContext, own_home: Path, stem: str
) -> None:
    server = Server(own_home)
    with tab(browser, server.url) as screen:
        with server:
            screen.open(stem)
        generation = publish(own_home)
        with server:
            follows(screen, generation)
