"""Tables on a phone: each row is a card with the names of its columns, and nothing is off screen."""

from __future__ import annotations

import pytest
from screen import Screen

_HIDDEN_SIDEWAYS = """
() => [...document.querySelectorAll(".pok-scroll")].filter(box => box.scrollWidth > box.clientWidth + 1)
  .map(box => box.getAttribute("aria-label"))
"""


@pytest.mark.parametrize("stem", ["action_line", "sources"])
def test_a_table_on_a_phone_shows_every_column_without_scrolling(screen: Screen, stem: str) -> None:
    screen.page.set_viewport_size({"width": 390, "height": 844})
    screen.open(stem, plan="sudwest-fryslan")
    assert screen.page.locator(".pok-table td").count() > 0
    assert screen.page.evaluate(_HIDDEN_SIDEWAYS) == []
