"""What the viewer looks at is in the address, survives navigation, and a wrong value is told."""

from __future__ import annotations

import pytest
from screen import PAGES, Screen

VIEW = {"plan": "dordrecht", "as_of": "2025-12-31", "lang": "en"}


def kept(screen: Screen, wanted: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in screen.view.items() if name in wanted}


def test_the_view_survives_navigation_and_a_reload(screen: Screen) -> None:
    screen.open(**VIEW)
    for stem in (*PAGES[1:], *PAGES):
        screen.go_to(stem)
        assert (screen.path, kept(screen, VIEW)) == (stem, VIEW)
        assert screen.page.evaluate("document.documentElement.lang") == "en"
    screen.page.reload()
    screen.settle()
    assert kept(screen, VIEW) == VIEW
    assert not screen.messages()


def test_the_address_opens_the_same_screen_for_somebody_else(screen: Screen) -> None:
    screen.open("action_line", plan="sudwest-fryslan", line="3", as_of="2025-12-31")
    read = {(figure.scope, figure.figure, figure.text) for figure in screen.figures()}
    address = screen.page.url
    screen.page.context.clear_cookies()
    screen.page.goto("about:blank")
    screen.page.goto(address)
    screen.settle()
    assert {(figure.scope, figure.figure, figure.text) for figure in screen.figures()} == read
    assert read


def test_the_plan_switch_changes_the_address(screen: Screen) -> None:
    screen.open(plan="sudwest-fryslan", line="3", lang="nl")
    screen.keyed("choose_plan").get_by_text("Dordrecht").click()
    screen.settle()
    assert screen.view["plan"] == "dordrecht"
    assert "line" not in screen.view
    assert not screen.messages()
    screen.page.go_back()
    screen.settle()
    assert not screen.page.get_by_role("dialog").count()


def test_the_language_switch_changes_the_page(screen: Screen) -> None:
    screen.open()
    before = screen.text()
    screen.keyed("choose_language").locator("button").nth(1).click()
    screen.settle()
    assert screen.view["lang"] == "en"
    assert screen.page.evaluate("document.documentElement.lang") == "en"
    assert screen.text() != before


@pytest.mark.parametrize("stem", PAGES)
@pytest.mark.parametrize(
    ("name", "value"),
    [("plan", "atlantis"), ("line", "99"), ("as_of", "2026-02-31"), ("as_of", "gisteren"), ("lang", "de")],
)
def test_a_wrong_value_in_the_address_is_told(screen: Screen, stem: str, name: str, value: str) -> None:
    screen.open(stem, **{name: value})
    messages = screen.messages()
    assert [message for message in messages if value in message], messages
    assert screen.figures()
    assert screen.errors == []


def test_a_wrong_value_is_text_and_never_markup(screen: Screen) -> None:
    screen.open(plan='<img src=x onerror="document.title=1">')
    assert not screen.page.locator(".pok-message img").count()
    assert [message for message in screen.messages() if "<img" in message]
    assert screen.page.title() != "1"


def test_a_reference_date_that_is_typed_counts_at_enter(screen: Screen) -> None:
    screen.open()
    screen.page.locator('.st-key-as_of [data-type="day"]').focus()
    screen.page.keyboard.type("31122025")
    screen.page.keyboard.press("Enter")
    screen.page.wait_for_url("**as_of=2025-12-31**")
    screen.settle()
    assert "31 december 2025" in screen.text()
    assert screen.errors == []


@pytest.mark.parametrize(
    ("header", "buttons"),
    [
        ({}, True),
        ({"X-Forwarded-For": "192.0.2.7"}, False),
        ({"X-Forwarded-Server": "proxy"}, False),
        ({"Forwarded": "for=x"}, False),
        ({"X-Real-IP": "192.0.2.7"}, False),
    ],
)
def test_who_comes_through_a_proxy_only_looks(screen: Screen, header: dict[str, str], buttons: bool) -> None:
    screen.page.set_extra_http_headers(header)
    screen.open("sources")
    assert (screen.page.locator('[class*="st-key-button-manage"]').count() > 0) is buttons
