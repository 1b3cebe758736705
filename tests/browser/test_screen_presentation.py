"""A presentation as the room sees it: every key and button, every slide readable from far, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from dashboard_server import Server, command
from playwright.sync_api import BrowserContext, expect
from screen import DRAWN_WITHIN, SCHEMES, Scheme, Screen, tab

Served = Callable[[Path], Screen]
SMALLEST = {1920: 25.9, 1280: 17.2}
"""Pixels: the smallest text of the design on a wall screen and on a small one."""
WINDOWS = {1920: 1080, 1280: 720}
# Every text that is seen with the size that it has on the screen, as the stage is enlarged.
TEXTS = """
() => [...document.querySelectorAll(".st-key-stage *, .pok-presenter *")].flatMap(node => {
  const own = [...node.childNodes].filter(one => one.nodeType === 3);
  const words = own.map(one => one.textContent.trim()).filter(Boolean);
  const box = node.getBoundingClientRect();
  if (!words.length || box.width < 2 || box.height < 2 || getComputedStyle(node).visibility === "hidden") return [];
  const scaled = node.closest(".st-key-stage, .pok-presenter");
  const scale = scaled.getBoundingClientRect().width / scaled.offsetWidth;
  const inside = box.left >= -1 && box.right <= innerWidth + 1 && box.top >= -1 && box.bottom <= innerHeight + 1;
  return [{words: words.join(" "), size: parseFloat(getComputedStyle(node).fontSize) * scale, inside,
    cents: node.matches(".pok-cents")}];
})
"""


def slide(screen: Screen) -> str:
    """The name of the slide that is shown; the first one has none in its address until it is chosen."""
    return screen.view.get("slide", "total")


def press(screen: Screen, key: str, shows: str) -> None:
    """Press a key, and wait until the slide that it leads to is drawn."""
    screen.page.keyboard.press(key)
    screen.page.wait_for_url(re.compile(rf"slide={re.escape(shows)}(&|$)"))
    screen.settle()


def names(screen: Screen) -> list[str]:
    """Walk through all slides, by key."""
    found = [slide(screen)]
    forward = screen.page.locator(".pok-presenter-next")
    while forward.is_enabled():
        before = screen.page.locator(".pok-presenter [role=status]").inner_text()
        screen.page.keyboard.press("ArrowRight")
        expect(screen.page.locator(".pok-presenter [role=status]")).not_to_have_text(before, timeout=DRAWN_WITHIN)
        screen.settle()
        found.append(slide(screen))
    return found


def test_every_key_and_button_leads_somewhere(screen: Screen) -> None:
    screen.open("presentation", plan="sudwest-fryslan")
    every = names(screen)
    assert every[:4] == ["total", "lines", "burn-down", "year-2024"]
    press(screen, "Home", "total")
    press(screen, "3", "burn-down")
    press(screen, "PageUp", "lines")
    press(screen, "PageDown", "burn-down")
    press(screen, "End", every[-1])
    press(screen, "ArrowLeft", every[-2])
    for digit in "12":
        screen.page.keyboard.press(digit)
    screen.page.wait_for_url(re.compile(rf"slide={every[11]}(&|$)"))
    screen.settle()
    screen.page.get_by_role("button", name="Vorige").click()
    screen.page.wait_for_url(re.compile(rf"slide={every[10]}(&|$)"))
    screen.settle()
    black = screen.page.get_by_role("button", name="Het scherm is zwart")
    screen.page.keyboard.press("b")
    expect(black).to_be_visible()
    screen.page.keyboard.press("Escape")
    expect(black).to_be_hidden()
    screen.page.keyboard.press("f")
    screen.page.wait_for_function("document.fullscreenElement !== null")
    screen.page.keyboard.press("f")
    screen.page.wait_for_function("document.fullscreenElement === null")
    screen.page.keyboard.press("Escape")
    screen.page.locator("#choose_plan, .st-key-frame").first.wait_for()
    screen.settle()
    assert screen.path == "overview"
    assert "slide" not in screen.view
    assert screen.errors == []


def test_a_link_and_a_reload_show_the_same_slide_and_a_wrong_link_the_first(screen: Screen) -> None:
    screen.open("presentation", plan="sudwest-fryslan", slide="line-3")
    title = screen.page.locator("h1").inner_text()
    assert "Wijkteams" in title
    screen.page.reload()
    screen.settle()
    assert screen.page.locator("h1").inner_text() == title
    for wrong in ("line-99", "<b>"):
        screen.open("presentation", plan="sudwest-fryslan", slide=wrong)
        assert "Er is nog" in screen.page.locator("h1").inner_text()
        assert "een dia die er niet is" in " ".join(screen.messages())


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("plan", ["sudwest-fryslan", "dordrecht"])
def test_every_slide_can_be_read_from_far_and_is_in_nobodys_way(
    browser: BrowserContext, server: Server, plan: str, scheme: Scheme
) -> None:
    with tab(browser, server.url, scheme) as screen:
        screen.page.set_viewport_size({"width": 1280, "height": WINDOWS[1280]})
        screen.open("presentation", plan=plan)
        wrong = []
        while True:
            for width, height in WINDOWS.items():
                screen.page.set_viewport_size({"width": width, "height": height})
                screen.settle()
                for text in screen.page.evaluate(TEXTS):
                    least = SMALLEST[width] * (0.6 if text["cents"] else 1)
                    if text["size"] < least or not text["inside"]:
                        wrong.append((slide(screen), width, text))
            wrong += [(slide(screen), one) for one in screen.violations()]
            if not screen.page.locator(".pok-presenter-next").is_enabled():
                break
            names_before = slide(screen)
            screen.page.keyboard.press("ArrowRight")
            screen.page.wait_for_function(
                "before => new URLSearchParams(location.search).get('slide') !== before",
                arg=names_before if "slide" in screen.view else None,
            )
            screen.settle()
        assert not wrong, "\n".join(map(str, wrong))
        assert screen.errors == []


@pytest.mark.parametrize("width", [768, 390, 320])
def test_on_a_telephone_a_slide_flows(screen: Screen, width: int) -> None:
    for name in ("total", "lines", "burn-down", "line-3", "decisions"):
        screen.open("presentation", plan="sudwest-fryslan", slide=name)
        screen.resize(width)
        assert not screen.too_wide(), (name, width)
        assert not screen.violations(), (name, width)


def test_the_invented_example_is_named_on_every_slide_and_the_amounts_are_those_of_everywhere(
    served: Served, own_home: Path
) -> None:
    screen = served(own_home)
    screen.open("presentation", plan="sudwest-fryslan")
    expected = command(own_home, "position", "sudwest-fryslan", "--json")
    total = re.search(r'"remaining": "(\d+)\.(\d+)"', expected)
    assert total
    assert {one.figure for one in screen.figures()} == {"allocated", "spent", "remaining"}
    for _ in range(3):
        expect(screen.page.get_by_text("Voorbeeldgegevens.", exact=True)).to_be_visible()
        screen.page.keyboard.press("ArrowRight")
        screen.settle(800)
    generation = command(own_home, "note", "sudwest-fryslan", "add", "--on", "2026-03-01", "--text", "Iets.")
    assert generation
    expect(screen.page.get_by_text("De cijfers zijn bijgewerkt.")).to_be_visible(timeout=DRAWN_WITHIN)
    assert slide(screen) == "year-2024"
