"""The gauges have room: a word never touches another, and on a wall screen both rows are seen without scrolling."""

from __future__ import annotations

import pytest
from dashboard_server import Server
from playwright.sync_api import BrowserContext
from screen import HEIGHTS, Screen, tab

LANGUAGES = ("nl", "en", "fy")
# The words of a gauge that its word at the tick touches.
CROWDED = """
() => [...document.querySelectorAll(".pok-gauge")].flatMap(gauge => {
  const word = gauge.querySelector(".pok-gauge-tick");
  if (!word?.offsetWidth) return [];
  const around = document.createRange(), here = word.getBoundingClientRect();
  const others = [...gauge.querySelectorAll(":scope > p")].filter(other => {
    around.selectNodeContents(other);
    const there = around.getBoundingClientRect();
    const aside = Math.max(here.left - there.right, there.left - here.right);
    return aside < 6 && Math.max(here.top - there.bottom, there.top - here.bottom) < 0;
  });
  return others.map(other => `${gauge.dataset.gauge}: ${other.className}`);
})
"""


@pytest.mark.parametrize(
    ("plan", "as_of"),
    [("sudwest-fryslan", "2025-08-15"), ("sudwest-fryslan", "2027-11-15"), ("dordrecht", "2023-02-28"),
     ("dordrecht", "2026-09-30")],
)  # fmt: skip
def test_the_word_at_a_tick_touches_nothing(screen: Screen, plan: str, as_of: str) -> None:
    for language in LANGUAGES:
        screen.open(plan=plan, as_of=as_of, lang=language)
        assert screen.page.locator(".pok-gauge-tick").count()
        for width in (1920, 1280, 768):
            screen.resize(width)
            assert screen.page.evaluate(CROWDED) == [], (language, width)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wall_screen_shows_every_gauge(browser: BrowserContext, server: Server, language: str) -> None:
    with tab(browser, server.url, width=1920) as screen:
        screen.open(plan="sudwest-fryslan", lang=language)
        cards = screen.page.locator(".st-key-gauges > * > [class*=st-key-gauge-]").all()
        ends = [box["y"] + box["height"] for card in cards if (box := card.bounding_box())]
        assert len(ends) == 8
        assert max(ends) <= HEIGHTS[1920]
