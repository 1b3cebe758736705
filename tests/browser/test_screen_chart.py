"""The charts in a real browser: one drawing that stays, follows theme and width, and speaks when it cannot be drawn."""

from __future__ import annotations

import json
from http.client import HTTPConnection

import pytest
from dashboard_server import Server
from playwright.sync_api import Route
from screen import Screen

from pokdash.texts import text

CHART = ".pok-figure"


def mark(screen: Screen) -> None:
    screen.page.evaluate(f"window.drawnFirst = document.querySelector('{CHART}')")


def is_the_same(screen: Screen) -> bool:
    return bool(screen.page.evaluate(f"document.querySelector('{CHART}') === window.drawnFirst"))


def test_a_chart_tells_in_words_what_it_shows(screen: Screen) -> None:
    screen.open()
    chart = screen.page.locator(CHART).first
    assert chart.get_attribute("role") == "img"
    assert "1 januari 2024 tot en met 31 december 2027" in str(chart.get_attribute("aria-label"))


def test_a_chart_stays_mounted_when_the_page_runs_again(screen: Screen) -> None:
    screen.open()
    mark(screen)
    before = screen.page.locator(CHART).first.get_attribute("aria-label")
    screen.page.get_by_role("radio", name="EN", exact=True).or_(
        screen.page.get_by_role("button", name="EN", exact=True)
    ).first.click()
    screen.page.wait_for_function("document.documentElement.lang === 'en'")
    screen.settle()
    assert is_the_same(screen)
    assert screen.page.locator(CHART).first.get_attribute("aria-label") != before


def test_a_chart_follows_the_theme_without_asking_the_server(screen: Screen) -> None:
    screen.open()
    mark(screen)
    screen.page.emulate_media(color_scheme="light")
    screen.page.wait_for_selector(f"{CHART}[data-drawn=light]")
    light = screen.page.locator(f"{CHART} .bglayer rect").first.evaluate("node => node.style.fill")
    screen.page.emulate_media(color_scheme="dark")
    screen.page.wait_for_selector(f"{CHART}[data-drawn=dark]")
    assert screen.page.locator(f"{CHART} .bglayer rect").first.evaluate("node => node.style.fill") != light
    assert is_the_same(screen)


@pytest.mark.parametrize("width", [1920, 1280, 768, 390, 320])
def test_a_chart_is_as_wide_as_its_place(screen: Screen, width: int) -> None:
    screen.page.set_viewport_size({"width": width, "height": 900})
    screen.open()
    for chart in screen.page.locator(CHART).all():
        box, drawing = chart.bounding_box(), chart.locator(".main-svg").first.bounding_box()
        assert box is not None
        assert drawing is not None
        assert abs(box["width"] - drawing["width"]) <= 1
        assert abs(box["height"] - drawing["height"]) <= 1
        outside = chart.evaluate(
            """chart => [...chart.querySelectorAll("text")].filter(word => {
              const [all, one] = [chart.getBoundingClientRect(), word.getBoundingClientRect()];
              return one.width && (one.left < all.left - 1 || one.right > all.right + 1 || one.bottom > all.bottom + 1);
            }).map(word => word.textContent)"""
        )
        assert outside == []


def test_without_its_script_a_chart_points_to_the_table(screen: Screen) -> None:
    def refuse(route: Route) -> None:
        route.abort()

    screen.page.route("**/assets/plotly.min.js*", refuse)
    screen.open()
    said = screen.page.locator(f"{CHART}-failed").first
    assert said.inner_text() == text("nl", "chart.failed")
    screen.errors.clear()  # the refused script itself


def test_reruns_do_not_collect_all_garbage(server: Server, screen: Screen) -> None:
    """Streamlit would do so after every run, which costs more than the run; see `.streamlit/config.toml`."""

    def full_collections() -> int:
        connection = HTTPConnection(server.address, timeout=30)
        connection.request("GET", "/api/health")
        return int(json.loads(connection.getresponse().read())["full_collections"])

    screen.open()
    before = full_collections()
    for plan in ("dordrecht", "sudwest-fryslan") * 4:
        screen.open(plan=plan)
    assert full_collections() - before < 8
