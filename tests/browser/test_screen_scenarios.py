"""Saving what was made on the board, and what another person sees of it: in a real browser, on a store of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from dashboard_server import Server
from playwright.sync_api import BrowserContext, expect
from screen import Screen, tab
from what_if_board import WhatIfBoard

from pokdash.domain.scenario import Whose
from pokdash.store.home import Home

NAME = "Meer voor Wijkteams"
Served = Callable[[Path], Screen]


def move(screen: Screen, thousands: int = 75) -> WhatIfBoard:
    """Move money from one line to another, and wait until that is kept."""
    board = WhatIfBoard(screen)
    board.put(board.slider("1|"), -thousands)
    board.put(board.slider("3|"), thousands)
    screen.page.wait_for_url(re.compile("draft="))
    screen.settle()
    return board


def save(screen: Screen, name: str = NAME, button: str = "Bewaar") -> None:
    """Save what is on the board under a name."""
    WhatIfBoard(screen).button("Scenario bewaren").click()
    field = screen.page.get_by_label("Naam")
    field.fill(name)
    field.press("Tab")
    pressed = screen.page.get_by_role("dialog").get_by_role("button", name=button, exact=True)
    expect(pressed).to_be_enabled()
    pressed.click()
    screen.page.get_by_role("dialog").wait_for(state="hidden")
    screen.settle()


def test_what_was_made_is_saved_found_again_and_compared(served: Served, own_home: Path) -> None:
    screen = served(own_home)
    screen.open("what_if")
    assert WhatIfBoard(screen).button("Scenario bewaren").is_disabled()
    move(screen)
    save(screen)
    assert f"Bewaard: {NAME}, versie 1." in screen.messages()
    (saved,) = Home(own_home).workspace.scenarios("sudwest-fryslan")
    assert (saved.label.name, saved.label.whose, saved.start.generation) == (NAME, Whose.OFFICIAL, 3)
    assert {(one.line, one.delta) for one in saved.scenario.amounts} == {("1", -75000), ("3", 75000)}
    move(screen, 100)
    save(screen, "Nog meer", "Bewaar als nieuw scenario")
    screen.go_to("scenarios")
    screen.page.get_by_role("paragraph").get_by_text(NAME).click()  # the one saved last is looked at already
    screen.settle()
    assert "Met B wordt €\u00a0122.000 tekort verwacht" in screen.page.locator("h1").inner_text()
    table = screen.page.locator(".pok-scenario-table").first.inner_text()
    assert "€\u00a0446.110" in table
    assert "+\u00a0€\u00a0100.000 · +27%" in table
    assert "✓ nog gelijk" in screen.text()
    assert "A: niet ingesteld wie mag besluiten." in screen.text()
    assert "te verhogen met €\u00a0100.000, van €\u00a0371.110 naar €\u00a0471.110" in screen.text()
    with screen.page.expect_download() as download:
        screen.page.get_by_role("button", name="Word (.docx)").click()
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    assert download.value.suggested_filename.startswith("conceptvoorstel-sudwest-fryslan-")
    with screen.page.expect_download() as download:
        screen.page.get_by_role("button", name="Download deze tabel (CSV)").click()
    written = Path(download.value.path()).read_text("utf-8-sig")
    assert "Scenario: verkenning, geen besluit" in written
    assert "verzonnen" in written
    for width in (1280, 390, 320):
        screen.resize(width)
        assert not screen.violations()
        assert not screen.too_wide(), width


def test_a_link_shows_that_version_and_nothing_can_be_changed_of_it(served: Served, own_home: Path) -> None:
    screen = served(own_home)
    screen.open("what_if")
    move(screen)
    save(screen)
    move(screen, 100)
    save(screen, NAME, "Bewaar als versie 2")
    first, second = (Home(own_home).workspace.scenario(named_in(screen), version) for version in (1, 2))
    assert first is not None
    assert second is not None
    with tab(screen.page.context, screen.url) as other:
        other.open("scenarios", plan="sudwest-fryslan", scenario=f"{first.id}-1")
        assert "€\u00a0446.110" in other.page.locator(".pok-scenario-table").first.inner_text()
        other.open("scenarios", plan="sudwest-fryslan", scenario=f"{first.id}-2")
        assert "€\u00a0471.110" in other.page.locator(".pok-scenario-table").first.inner_text()
        other.open("scenarios", plan="dordrecht", scenario=f"{first.id}-1")
        assert "hoort bij een ander plan" in other.text()
        other.open("scenarios", plan="sudwest-fryslan", scenario="zomaar iets")
        assert "noemt een scenario dat niet bestaat" in other.text()


def named_in(screen: Screen) -> str:
    return screen.view["scenario"].split("-")[0]


def test_a_draft_survives_a_reload_and_a_new_server(served: Served, own_home: Path) -> None:
    screen = served(own_home)
    screen.open("what_if")
    move(screen)
    screen.page.reload()
    screen.settle()
    assert WhatIfBoard(screen).shown()["amounts"]["3|"][0] == 44_611_000
    kept = urlsplit(screen.page.url)
    again = served(own_home)
    again.page.goto(f"{again.url}{kept.path}?{kept.query}")
    again.settle()
    assert WhatIfBoard(again).shown()["amounts"]["3|"][0] == 44_611_000


def test_what_is_on_the_board_survives_a_server_that_stops_and_comes_back(
    browser: BrowserContext, own_home: Path
) -> None:
    first, again = Server(own_home), Server(own_home)
    again.address, again.url = first.address, first.url
    with ExitStack() as stack:
        with first:
            screen = stack.enter_context(tab(browser, first.url))
            screen.open("what_if")
            move(screen)
        board = WhatIfBoard(screen)
        board.put(board.slider("2|"), 7)  # while there is no server at all
        assert board.check == "◆ U verdeelt €\u00a07.000 te veel."
        with again:
            screen.page.locator('[data-testid="stApp"][data-test-connection-state="CONNECTED"]').wait_for(
                timeout=60_000
            )
            screen.settle()
            board.put(board.slider("4|"), -7)
            kept = Home(own_home).workspace
            for _ in range(100):
                found = kept.draft(screen.view["draft"])
                if found and {one.line for one in found.scenario.amounts} == {"1", "2", "3", "4"}:
                    break
                screen.page.wait_for_timeout(100)
            assert found is not None
            assert {one.line: int(one.delta) for one in found.scenario.amounts} == {
                "1": -75000,
                "3": 75000,
                "2": 7000,
                "4": -7000,
            }
            assert board.check.startswith("✓")
        screen.errors.clear()  # the browser says that there was no server for a while


def test_two_tabs_on_one_draft_each_keep_their_own(served: Served, own_home: Path) -> None:
    screen = served(own_home)
    screen.open("what_if")
    move(screen)
    with tab(screen.page.context, screen.url) as other:
        other.page.goto(screen.page.url)
        other.settle()
        move(screen, 100)
        board = WhatIfBoard(other)
        board.put(board.slider("2|"), 10)
        other.page.get_by_text("verder als een eigen concept").wait_for()
        assert other.view["draft"] != screen.view["draft"]
        other.page.reload()
        other.settle()
        assert WhatIfBoard(other).shown()["amounts"]["3|"][0] == 44_611_000
    screen.page.reload()
    screen.settle()
    assert WhatIfBoard(screen).shown()["amounts"]["3|"][0] == 47_111_000


def test_what_changed_under_a_scenario_is_said(served: Served, own_home: Path) -> None:
    screen = served(own_home)
    screen.open("what_if", as_of="2026-06-30")
    move(screen)
    save(screen)
    scenario = screen.view["scenario"]
    screen.open("scenarios", plan="sudwest-fryslan", as_of="2026-06-30", scenario=scenario)
    assert "✓ nog gelijk" in screen.text()
    screen.open("scenarios", plan="sudwest-fryslan", as_of="2026-09-30", scenario=scenario)
    card = screen.page.locator(".pok-scenario-card").inner_text()
    assert "! Uitgangspunt is veranderd. Sindsdien is er €" in card
    assert "3.\u00a0Wijkteams: eerst €" in card
    assert "Het scenario kan nog." in card


def test_the_board_says_which_scenario_it_goes_on_from_and_what_changed_since(served: Served, own_home: Path) -> None:
    screen = served(own_home)
    screen.open("what_if", as_of="2026-06-30")
    move(screen)
    save(screen)
    scenario = screen.view["scenario"]
    with tab(screen.page.context, screen.url) as other:
        other.open("what_if", plan="sudwest-fryslan", as_of="2026-09-30", scenario=scenario)
        told = " ".join(other.messages())
        assert f"U gaat verder met {NAME}, versie 1" in told
        assert "! Uitgangspunt is veranderd." in told
        assert WhatIfBoard(other).shown()["amounts"]["3|"][0] == 44_611_000
    screen.open("what_if", plan="sudwest-fryslan", scenario="0000000000-1")
    assert "Dit scenario is hier niet te vinden" in screen.text()


def test_a_scenario_is_copied_and_put_away(served: Served, own_home: Path) -> None:
    screen = served(own_home)
    screen.open("what_if")
    move(screen)
    save(screen)
    screen.go_to("scenarios")
    screen.page.get_by_role("button", name="Kopieer").click()
    screen.settle()
    assert f"kopie van {NAME}" in screen.text()
    screen.page.get_by_role("button", name="Archiveer").first.click()
    screen.settle()
    assert "Gearchiveerd (1)" in screen.text()
    assert screen.page.locator(".pok-scenario-card:visible").count() == 1


def test_a_new_scenario_starts_from_the_plan_and_the_one_before_stays(served: Served, own_home: Path) -> None:
    screen = served(own_home)
    screen.open("what_if")
    move(screen)
    save(screen)
    move(screen, 100)
    screen.go_to("scenarios")
    screen.page.get_by_role("button", name="Nieuw scenario").click()
    screen.page.wait_for_url(re.compile("/what_if"))
    screen.settle()
    board = WhatIfBoard(screen)
    expect(board.button("Terug naar het plan")).to_be_disabled()
    assert {delta[0] for delta in board.shown()["deltas"].values()} == {0}
    move(screen, 20)
    save(screen, "Klein")
    kept = Home(own_home).workspace.scenarios("sudwest-fryslan")
    assert {(one.label.name, one.version) for one in kept} == {(NAME, 1), ("Klein", 1)}
    screen.go_to("scenarios")
    screen.page.get_by_text("Niet bewaarde concepten (1)").click()  # of what was saved there is no draft any more
    screen.page.get_by_role("link", name="uur: 1. Digitale overheid en 3. Wijkteams").click()
    screen.page.wait_for_url(re.compile("/what_if"))
    screen.settle()
    assert WhatIfBoard(screen).shown()["deltas"]["3|"][0] == 10_000_000
    screen.go_to("scenarios")
    screen.page.get_by_text("Niet bewaarde concepten (1)").click()
    screen.page.get_by_role("button", name=re.compile("^Gooi het concept van .* weg$")).click()
    screen.settle()
    assert "Niet bewaarde concepten" not in screen.text()


def test_a_saved_scenario_is_opened_though_there_is_a_draft(served: Served, own_home: Path) -> None:
    screen = served(own_home)
    screen.open("what_if")
    move(screen)
    save(screen)
    move(screen, 100)
    screen.go_to("scenarios")
    screen.page.get_by_role("link", name="Open in Wat als").click()
    screen.page.wait_for_url(re.compile("/what_if"))
    screen.settle()
    assert WhatIfBoard(screen).shown()["deltas"]["3|"][0] == 7_500_000
    assert any(f"{NAME}, versie 1" in told for told in screen.messages())


def test_a_name_is_shown_as_it_was_written(served: Served, own_home: Path) -> None:
    name = "*Meer* voor <b>wijken</b> :smile: $x^2$ [a](b)"
    screen = served(own_home)
    screen.open("what_if")
    move(screen)
    save(screen, name)
    screen.go_to("scenarios")
    assert name in screen.page.locator('[data-testid="stCheckbox"]').inner_text()
    assert name in screen.page.locator(".pok-scenario-table").first.inner_text()


def test_a_viewer_slides_and_keeps_nothing(served: Served, own_home: Path) -> None:
    (own_home / "settings.toml").write_text('name = "Raadslid"\nrole = "viewer"\n', encoding="utf-8")
    screen = served(own_home)
    screen.open("what_if")
    board = WhatIfBoard(screen)
    board.put(board.slider("1|"), -50)
    screen.settle()
    assert board.button("Scenario bewaren").count() == 0
    assert "draft" not in screen.view
    assert not (own_home / "workspace.sqlite").exists()


@pytest.mark.parametrize("content", [b"this is no database" * 300])
def test_a_damaged_workspace_is_said_and_the_board_goes_on(served: Served, own_home: Path, content: bytes) -> None:
    (own_home / "workspace.sqlite").write_bytes(content)
    screen = served(own_home)
    screen.open("what_if")
    board = WhatIfBoard(screen)
    board.put(board.slider("1|"), -50)
    screen.page.get_by_text("beschadigd of op dit moment niet te gebruiken").wait_for()
    assert board.check == "◆ U moet nog €\u00a050.000 verdelen."
    screen.go_to("scenarios")
    assert "beschadigd of op dit moment niet te gebruiken" in screen.text()
    assert (own_home / "workspace.sqlite").read_bytes() == content
