"""What is printed can be read and says what it is, also from a dark screen."""

from __future__ import annotations

import pytest
from dashboard_server import Server
from playwright.sync_api import BrowserContext
from screen import PAGES, Screen, tab

# Words of which the contrast with what lies behind them is less than 4,5; a background that is not printed is paper.
FAINT = """
() => {
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = colour => {
    const [r, g, b] = parts(colour).map(value => value / 255)
      .map(value => value <= .03928 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const behind = node => {
    for (let up = node; up; up = up.parentElement) {
      const colour = getComputedStyle(up).backgroundColor;
      if (parts(colour)[3] !== 0) return light(colour);
    }
    return 1;
  };
  const said = node => [...node.childNodes].some(child => child.nodeType === 3 && child.textContent.trim());
  return [...document.querySelectorAll("body *:not(script, style)")].filter(node => {
    if (!said(node) || !node.checkVisibility({visibilityProperty: true})) return false;
    const [dark, bright] = [light(getComputedStyle(node).color), behind(node)].sort((one, other) => one - other);
    return (bright + .05) / (dark + .05) < 4.5;
  }).map(node => node.outerHTML.slice(0, 160));
}
"""


@pytest.mark.parametrize("stem", PAGES)
def test_what_is_printed_from_a_dark_screen_can_be_read(browser: BrowserContext, server: Server, stem: str) -> None:
    with tab(browser, server.url, "dark") as screen:
        screen.open(stem)
        screen.page.emulate_media(media="print", color_scheme="dark")
        screen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        screen.settle()
        assert screen.page.evaluate(FAINT) == []


@pytest.mark.parametrize(("plan", "municipality"), [("sudwest-fryslan", "Súdwest-Fryslân"), ("dordrecht", "Dordrecht")])
def test_paper_says_whose_plan_it_is_and_names_every_gauge(screen: Screen, plan: str, municipality: str) -> None:
    screen.open(plan=plan)
    names = screen.page.locator('[class*="st-key-gauge-"] [data-testid="stPageLink"]').all_inner_texts()
    screen.page.emulate_media(media="print")
    printed = screen.text()
    assert names
    assert all(name.strip() in printed for name in (municipality, "sommen kloppen", *names))
    assert "Bekijk de cijfers als tabel" not in printed
