"""A link to a page works as the first thing that a freshly started server is asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from screen import PAGES, Screen


@pytest.mark.parametrize("stem", PAGES)
def test_a_cold_link_opens_its_page(first_home: Path, served: Callable[[Path], Screen], stem: str) -> None:
    screen = served(first_home)
    screen.open(stem, plan="dordrecht", lang="en")
    assert screen.path == stem
    assert screen.view["plan"] == "dordrecht"
    assert screen.page.evaluate("document.documentElement.lang") == "en"
    assert screen.page.locator("h1").count() == 1
    assert screen.figures()
    assert not screen.messages()
    assert screen.errors == []
    assert screen.outside == []


def test_the_address_of_the_overview_by_name_opens_it(screen: Screen) -> None:
    screen.page.goto(f"{screen.url}/overview?plan=dordrecht")
    screen.settle()
    assert screen.view["plan"] == "dordrecht"
    assert not screen.page.get_by_role("dialog").count()
    assert screen.errors == []


def test_walking_through_the_pages_leaves_no_error(screen: Screen) -> None:
    screen.open()
    for stem in (*PAGES, *reversed(PAGES)):
        screen.go_to(stem)
        assert screen.path == stem
    assert screen.errors == []
    assert screen.outside == []
