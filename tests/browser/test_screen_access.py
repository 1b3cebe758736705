"""Everybody can use every page: axe-core, five widths, light and dark, the right language, only a keyboard."""

from __future__ import annotations

import pytest
from dashboard_server import Server
from playwright.sync_api import BrowserContext
from screen import PAGES, PRESENTATION, SCHEMES, WIDTHS, Scheme, Screen, tab

LANGUAGES = ("nl", "en", "fy")
MOST_STOPS = 400
# What has the focus, and how its ring looks: outline, shadow and border of the element and what lies around it.
FOCUSED = """
() => {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  const around = [node];
  while (around.length < 4 && around.at(-1).parentElement) around.push(around.at(-1).parentElement);
  const ring = () => around.map(up => getComputedStyle(up))
    .map(style => (style.outlineStyle === "none" ? "" : style.outline) + style.boxShadow + style.borderColor).join();
  const box = node.getBoundingClientRect(), keys = [];
  for (let up = node; up; up = up.parentElement)
    keys.push(...[...(up.classList ?? [])].filter(name => name.startsWith("st-key-")));
  (window.focused ??= []).push([ring(), ring]);
  return {tag: node.tagName.toLowerCase(), href: node.getAttribute("href") ?? "", keys: keys.join(" "),
    testid: node.closest("[data-testid]")?.dataset.testid ?? "",
    name: (node.innerText || node.ariaLabel || "").trim().slice(0, 40),
    inside: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth};
}
"""
# Which of those had a ring only while they had the focus.
HAD_RING = """
() => { document.activeElement?.blur(); const all = window.focused; window.focused = [];
  return all.map(([then, now]) => then !== now()); }
"""


def in_the_way(screen: Screen, widths: tuple[int, ...]) -> list[str]:
    """What keeps somebody from using the page at these widths: sideways scrolling, and what axe-core finds."""
    wrong = []
    for width in widths:
        screen.resize(width)
        wrong += [f"{width} px: {found}" for found in (*screen.too_wide(), *screen.violations())]
    return wrong


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("stem", PAGES)
def test_nothing_is_in_the_way_folded_and_unfolded(
    browser: BrowserContext, server: Server, stem: str, scheme: Scheme
) -> None:
    with tab(browser, server.url, scheme, WIDTHS[0]) as screen:
        screen.open(stem)
        wrong = in_the_way(screen, WIDTHS)
        assert not wrong, "\n".join(wrong)
        screen.resize(1280)  # what unfolds is placed for the width at which it unfolds
        screen.open_every_fold()
        wrong = in_the_way(screen, (1280, 320))
        assert not wrong, "\n".join(["unfolded", *wrong])
        assert (screen.errors, screen.outside) == ([], [])


@pytest.mark.parametrize("stem", PAGES)
def test_nothing_is_in_the_way_for_a_plan_of_one_line(screen: Screen, stem: str) -> None:
    screen.open(stem, plan="dordrecht")
    wrong = in_the_way(screen, (1920, 320))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("scope", ["claims", "3", "6", "raadslieden"])
def test_the_page_of_a_part_is_in_nobodys_way(screen: Screen, scope: str) -> None:
    screen.open("action_line", line=scope)
    assert not screen.messages()
    wrong = in_the_way(screen, (1280, 390))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("stem", PAGES)
def test_the_page_says_which_language_it_speaks(screen: Screen, stem: str) -> None:
    for language in LANGUAGES:
        screen.open(stem, lang=language)
        assert screen.page.evaluate("document.documentElement.lang") == language
        quoted = screen.page.locator("blockquote").evaluate_all("quotes => quotes.map(quote => quote.lang)")
        assert set(quoted) <= {"nl"}
    assert screen.errors == []


Stop = dict[str, str | bool]


def stops(screen: Screen) -> list[Stop]:
    """Everything that Tab reaches from the top of the page until it leaves the page."""
    screen.page.evaluate("document.activeElement?.blur(); document.body.focus()")
    found: list[Stop] = []
    for _ in range(MOST_STOPS):
        screen.page.keyboard.press("Tab")
        stop = screen.page.evaluate(FOCUSED)
        if stop is None:
            rings = screen.page.evaluate(HAD_RING)
            return [{**stop, "ring": ring} for stop, ring in zip(found, rings, strict=True)]
        found.append(stop)
    pytest.fail(f"Tab does not leave the page within {MOST_STOPS} stops; the last ones: {found[-5:]}")


@pytest.mark.parametrize("stem", [stem for stem in PAGES if stem != PRESENTATION])
def test_tab_reaches_everything_and_shows_where_it_is_in_a_wide_and_a_narrow_window(screen: Screen, stem: str) -> None:
    screen.open(stem)
    found = stops(screen)
    keys = " ".join(str(stop["keys"]) for stop in found)
    links = {str(stop["href"]).split("?")[0].rstrip("/").rsplit("/", 1)[-1] for stop in found if stop["tag"] == "a"}
    assert {page for page in PAGES if page != "overview"} <= links
    assert "st-key-choose_plan" in keys
    assert "st-key-choose_language" in keys
    assert "st-key-as_of" in keys
    if stem == "overview":
        gauges = [stop for stop in found if "st-key-gauge-" in str(stop["keys"]) and stop["tag"] == "a"]
        assert len(gauges) == screen.page.locator("[data-gauge]").count()
        assert [stop for stop in found if stop["testid"] == "stExpander" or stop["tag"] == "summary"]
    without_ring = [f"no ring on {stop}" for stop in found if not stop["ring"] and stop["tag"] != "main"]
    outside = [f"outside the window: {stop}" for stop in found if not stop["inside"]]
    assert not without_ring + outside, "\n".join(without_ring + outside)
    screen.resize(390)
    outside = [f"outside the window: {stop}" for stop in stops(screen) if not stop["inside"]]
    assert not outside, "\n".join(outside)


def test_tab_reaches_the_buttons_of_a_presentation(screen: Screen) -> None:
    screen.open(PRESENTATION, slide="lines")
    found = stops(screen)
    assert [stop["name"] for stop in found if stop["tag"] == "button"] == [
        "← Vorige", "Volgende →", "Vraag", "Hele scherm", "Sluiten ✕",
    ]  # fmt: skip
    assert not [stop for stop in found if stop["tag"] == "button" and not (stop["ring"] and stop["inside"])]


def tab_to(screen: Screen, key: str, tag: str) -> None:
    """Press Tab until the focus is on such an element inside the element with this key."""
    screen.page.evaluate("document.activeElement?.blur(); document.body.focus()")
    for _ in range(MOST_STOPS):
        screen.page.keyboard.press("Tab")
        stop = screen.page.evaluate(FOCUSED)
        if stop and f"st-key-{key}" in stop["keys"] and stop["tag"] == tag:
            return
    pytest.fail(f"Tab never reaches a {tag} in {key}")


def test_the_plan_is_switched_without_a_mouse(screen: Screen) -> None:
    screen.open()
    before = screen.page.locator("h1").first.inner_text()
    tab_to(screen, "choose_plan", "button")
    for key in ("ArrowRight", "Enter"):
        screen.page.keyboard.press(key)
        screen.settle()
        if screen.view.get("plan") == "dordrecht":
            break
    assert screen.view["plan"] == "dordrecht"
    assert screen.page.locator("h1").first.inner_text() != before


def test_a_gauge_opens_its_line_without_a_mouse(screen: Screen) -> None:
    screen.open()
    tab_to(screen, "gauge-3", "a")
    screen.page.keyboard.press("Enter")
    screen.settle()
    assert (screen.path, screen.view["line"]) == ("action_line", "3")


def test_the_table_unfolds_without_a_mouse(screen: Screen) -> None:
    screen.open()
    folds = screen.page.locator('[data-testid="stExpander"] summary')
    folds.last.focus()
    screen.page.keyboard.press("Enter")
    screen.settle()
    assert screen.page.locator('[data-testid="stExpander"] table').last.is_visible()
