"""Wat als in a real browser: it follows the hand, and every amount it shows is that of `domain/`, to the cent."""

from __future__ import annotations

import csv
import datetime as dt
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import WebSocket, expect
from screen import DRAWN_WITHIN, Screen
from what_if_board import WhatIfBoard, cents

from pokdash import texts
from pokdash.domain.measure import Measuring
from pokdash.domain.month import first_day
from pokdash.domain.scenario import AmountChange, CourseChange, LeftOver, Scenario
from pokdash.domain.what_if import Baseline, LineOutcome, outcome
from pokdash.domain.what_if_baseline import baseline
from pokdash.store import Store, queries

AS_OF = dt.date(2026, 9, 30)
THOUSAND = Decimal(1000)


def start(home: Path, plan: str) -> Baseline:
    """What the program computes from, without a browser."""
    current = Store.at(home / "store").snapshot()
    version = queries.plan_version(current, plan)  # type: ignore[arg-type]
    assert version is not None
    return baseline(Measuring.of(version.plan, queries.ledger(current, plan, AS_OF), AS_OF))  # type: ignore[arg-type]


def end_words(found: LineOutcome) -> list[str]:
    if found.end is None:
        return [texts.text("nl", "what_if.board.end_unknown"), ""]
    key = "what_if.board.end_short" if found.end < 0 else "what_if.board.end_over"
    possible = texts.text("nl", "what_if.board.still_possible") if found.may_be_short else ""
    return [texts.text("nl", key, amount=texts.estimate(abs(found.end))), possible]


def compare(board: WhatIfBoard, on: Baseline, scenario: Scenario, *, claims: bool) -> None:
    """Every amount on the board with that of the domain, and its words."""
    shown = board.shown()
    lines = on.of([one.line for one in on.lines if claims or one.line.isdigit() or len(on.lines) == 1])
    found = outcome(lines, scenario)
    for cell in lines.cells:
        assert cell.amount is not None
        delta = scenario.delta(cell.line, cell.year)
        key = f"{cell.line}|{cell.year or ''}"
        assert shown["amounts"][key] == [cents(cell.amount + delta), texts.euro(cell.amount + delta)]
        assert shown["deltas"][key][0] == cents(delta)
    for one in found.lines:
        assert shown["left"][one.line][0] == cents(one.left)
        assert shown["ends"][one.line] == [cents(one.end), *end_words(one)]
        for year, left in one.by_year if len(on.lines) == 1 else ():
            assert shown["ends"][f"{one.line}|{year}"][0] == cents(left)
    sums = {name: shown["sums"][name][1][0] for name in shown["sums"] if name not in ("may_be_short", "without_end")}
    expected = {"allocated": found.allocated, "surplus": found.surplus.amount, "shortage": found.shortage.amount}
    if found.carried_on.lines:
        expected["carried_on"] = found.carried_on.amount
    if found.lapsed.lines:
        expected["lapsed"] = found.lapsed.amount
    assert sums == {name: cents(amount) for name, amount in expected.items()}
    assert shown["check"][0] == cents(found.undivided)
    without = board.page.locator('[data-sum="without_end"]')
    assert without.is_visible() == bool(found.without_end)


class _Hand:
    """Moves levers at random, and knows which scenario that should make."""

    def __init__(self, board: WhatIfBoard, on: Baseline, seed: int) -> None:
        self.board, self.on, self.chance = board, on, random.Random(seed)  # noqa: S311 - repeatable moves
        self.deltas: dict[tuple[str, int | None], Decimal] = {}
        self.courses: dict[str, dict[str, Any]] = {}

    def move(self) -> Scenario:
        kind = self.chance.choice(["slide", "slide", "type", "pace", "months", "left"])
        movable = [one for one in self.on.lines if one.course and one.course.movable]
        if kind in ("slide", "type"):
            self._amount(kind)
        elif kind == "left":
            line = self.chance.choice(self.on.lines).line
            self._course(line, 3, "left_over", self.chance.choice(["", *LeftOver]))
        else:
            line = self.chance.choice(movable).line
            if kind == "pace":
                self._course(line, 0, "pace", self.chance.randint(0, 200))
            else:
                self._months(line)
        return Scenario(
            amounts=tuple(
                AmountChange(line=line, year=year, delta=delta) for (line, year), delta in self.deltas.items()
            ),
            courses=tuple(CourseChange(line=line, **course) for line, course in self.courses.items()),
        )

    def _amount(self, kind: str) -> None:
        cell = self.chance.choice(self.on.cells)
        key, amount = f"{cell.line}|{cell.year or ''}", cell.amount or Decimal(0)
        if kind == "type":
            wanted = cell.least + Decimal(self.chance.randint(0, 30_000_000)).scaleb(-2)
            self.board.put(self.board.field(key), texts.euro(wanted))
            delta = wanted - amount
        else:
            slider = self.board.slider(key)
            lowest, highest = (int(slider.get_attribute(name) or 0) for name in ("min", "max"))
            step = self.chance.choice([lowest, highest, self.chance.randint(lowest, highest)])
            self.board.put(slider, step)
            delta = max(step * THOUSAND, cell.least - amount)
        self.deltas.pop((cell.line, cell.year), None)
        if delta:
            self.deltas[cell.line, cell.year] = delta

    def _course(self, line: str, number: int, name: str, value: Any) -> None:
        self.board.put(self.board.course(line)[number], value)
        self.courses.setdefault(line, {})[name] = value or None if name == "left_over" else value

    def _months(self, line: str) -> None:
        """The last month first, at the end of the period, so that the first one moves nothing."""
        course = self.on.line(line).course
        assert course is not None
        first = self.chance.randint(0, len(course.spending) - 1)
        last = self.chance.randint(first, len(course.spending) - 1)
        nodes = self.board.course(line)
        self.board.put(nodes[2], "")
        for node, month in ((nodes[1], first), (nodes[2], last)):
            self.board.put(node, self.on.first_month + month)
        months = (f"{first_day(self.on.first_month + month):%Y-%m}" for month in (first, last))
        self.courses.setdefault(line, {}).update(zip(("first_month", "last_month"), months, strict=True))


@pytest.mark.parametrize(("plan", "seed"), [("sudwest-fryslan", 5), ("dordrecht", 6)])
def test_every_amount_is_that_of_the_domain_however_the_levers_are_moved(
    screen: Screen, first_home: Path, plan: str, seed: int
) -> None:
    on = start(first_home, plan)
    screen.open("what_if", plan=plan)
    board = WhatIfBoard(screen)
    claims = plan == "sudwest-fryslan"
    if claims:
        compare(board, on, Scenario(), claims=False)
        screen.page.get_by_label("Eerder bestemd geld meenemen").check()
        board.painted()
    compare(board, on, Scenario(), claims=claims)
    hand = _Hand(board, on, seed)
    for _ in range(60):
        compare(board, on, hand.move(), claims=claims)
    while board.button("Ongedaan maken").is_enabled():
        board.button("Ongedaan maken").click()
        board.painted()
    compare(board, on, Scenario(), claims=False)


def test_the_kinks_are_those_of_the_domain(screen: Screen, first_home: Path) -> None:
    """A cent around what is expected to be spent, a pace of zero and of twice, and a line that is over its amount."""
    on = start(first_home, "sudwest-fryslan")
    screen.open("what_if")
    board = WhatIfBoard(screen)
    one = on.line("1")
    assert one.course is not None
    (cell,) = one.cells
    assert cell.amount is not None
    exact = cell.spent + one.course.spending[-1]
    for cent, told in ((-1, "te kort"), (0, "over"), (1, "over")):
        wanted = exact + Decimal(cent).scaleb(-2)
        board.put(board.field("1|"), texts.euro(wanted))
        compare(board, on, Scenario(amounts=(AmountChange(line="1", delta=wanted - cell.amount),)), claims=False)
        assert board.shown()["ends"]["1"][0] == cent
        assert told in board.shown()["ends"]["1"][1]
    board.button("Terug naar het plan").click()
    for line in ("1", "2", "5"):
        for pace in (0, 200):
            board.put(board.course(line)[0], pace)
            compare(board, on, Scenario(courses=(CourseChange(line=line, pace=pace),)), claims=False)
        board.put(board.course(line)[0], 100)
    over = on.line("5").cells[0]
    assert over.amount is not None
    assert over.floor > over.amount == over.least
    assert texts.euro(over.floor) in screen.page.locator('[data-cell="5|"] small').inner_text()
    board.field("5|").fill(texts.euro(over.amount - THOUSAND))
    board.field("5|").press("Enter")
    assert "Minder dan" in screen.page.locator('[data-cell="5|"] .pok-wi-wrong').inner_text()
    board.field("5|").press("Escape")
    compare(board, on, Scenario(), claims=False)


def test_it_follows_the_mouse_without_the_server(screen: Screen) -> None:
    messages: list[str] = []

    def connected(socket: WebSocket) -> None:
        socket.on("framesent", lambda _: messages.append("sent"))
        socket.on("framereceived", lambda _: messages.append("received"))

    screen.page.on("websocket", connected)
    screen.open("what_if")
    board = WhatIfBoard(screen)
    box = board.slider("1|").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] * 0.35, box["y"] + box["height"] / 2
    screen.page.mouse.move(x, y)
    screen.page.mouse.down()
    board.painted()
    messages.clear()
    seen = []
    for step in range(12):
        screen.page.mouse.move(x - 6 * step, y)
        board.painted()
        seen.append(board.shown()["ends"]["1"][0])
    assert not messages
    assert len(set(seen)) == len(seen)
    assert seen == sorted(seen, reverse=True)
    screen.page.mouse.up()
    screen.settle()
    assert 0 < messages.count("sent") <= 2
    assert board.shown()["ends"]["1"][0] == seen[-1]


def test_the_keyboard_does_everything(screen: Screen) -> None:
    screen.open("what_if")
    board = WhatIfBoard(screen)
    board.slider("1|").focus()
    keys = screen.page.keyboard
    for key in ("ArrowLeft", "PageDown", "PageDown"):
        keys.press(key)
    board.painted()
    assert board.shown()["deltas"]["1|"][0] == -2_100_000
    assert board.check == "◆ U moet nog €\u00a021.000 verdelen."
    assert "−\u00a0€\u00a021.000" in (board.slider("1|").get_attribute("aria-valuetext") or "")
    board.slider("3|").focus()
    for key in ("PageUp", "PageUp", "ArrowRight"):
        keys.press(key)
    board.painted()
    assert board.check == "✓ Het totaal klopt: €\u00a01.314.085 is verdeeld."
    board.slider("2|").focus()
    keys.press("Home")
    board.painted()
    assert board.shown()["amounts"]["2|"][1] == "€\u00a050.111,63"  # exactly what is spent
    keys.press("Tab")
    keys.type("100.000")
    keys.press("Enter")
    board.painted()
    assert board.shown()["amounts"]["2|"][0] == 10_000_000
    keys.press("Tab")
    keys.press("Space")  # fixed
    board.painted()
    assert board.slider("2|").is_disabled()
    screen.settle()


def test_what_is_typed_is_read_exactly_or_refused_in_words(screen: Screen) -> None:
    screen.open("what_if")
    board = WhatIfBoard(screen)
    wrong = screen.page.locator('[data-cell="1|"] .pok-wi-wrong')
    for typed, told in (("twee ton", "geen bedrag"), ("82.66", "geen bedrag"), ("100", "Minder dan")):
        board.field("1|").fill(typed)
        board.field("1|").press("Enter")
        assert told in wrong.inner_text()
        assert board.check.startswith("✓")
    board.field("1|").fill("563.224,07")
    board.field("1|").press("Enter")
    board.painted()
    assert wrong.is_hidden()
    assert board.check == "◆ U verdeelt €\u00a00,07 te veel."


TYPED = ["82.660,00", "82660", "€ 82.660,5", "82.66", "-5", "− € 1.000", "€ -3", "--4", "1.0000", "7,-", "", "x", "1e3"]
TYPED += ["+ 5", "+€ 1.000", "75000+500", "1+2", "5+", "+-5", "+"]


def test_the_browser_reads_a_typed_amount_as_the_program_does(screen: Screen) -> None:
    screen.open("what_if")
    board = WhatIfBoard(screen)
    assert board.check
    script = next(
        one
        for one in screen.page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
        if one.endswith("/words.js")
    )
    for english, language in ((False, "nl"), (True, "en")):
        read = screen.page.evaluate(
            "([script, typed, english]) => import(script).then(m => typed.map(t => new m.Words({}, english).typed(t)))",
            [script, TYPED, english],
        )
        assert read == [cents(texts.typed_amount(typed, language)) for typed in TYPED]


def test_the_rest_is_divided_over_what_is_not_fixed(screen: Screen) -> None:
    screen.open("what_if")
    board = WhatIfBoard(screen)
    board.field("1|").fill("463.224")
    board.field("1|").press("Enter")
    for key in ("1|", "6|"):
        screen.page.locator(f'[data-cell="{key}"]').get_by_label("Vast").check()
    screen.page.locator(".pok-wi-menu summary").click()
    board.button("Gelijk over").click()
    screen.settle()
    deltas = {key: delta[0] for key, delta in board.shown()["deltas"].items()}
    assert deltas == {"1|": -10_000_000, "2|": 2_500_000, "3|": 2_500_000, "4|": 2_500_000, "5|": 2_500_000, "6|": 0}
    assert board.check.startswith("✓")
    board.button("Ongedaan maken").click()
    board.painted()
    assert board.check == "◆ U moet nog €\u00a0100.000 verdelen."
    board.button("Opnieuw").click()
    screen.settle()
    assert board.check.startswith("✓")
    screen.page.locator('[data-cell="3|"]').get_by_role("button").click()
    board.painted()
    assert board.check == "◆ U moet nog €\u00a025.000 verdelen."
    board.button("Terug naar het plan").click()
    screen.settle()
    assert {delta[0] for delta in board.shown()["deltas"].values()} == {0}


def test_more_money_needs_a_place_that_it_comes_from_and_changes_the_check(screen: Screen) -> None:
    screen.open("what_if")
    board = WhatIfBoard(screen)
    screen.page.get_by_label("Met meer of minder geld").check()
    field = screen.page.get_by_label("Hoeveel geld erbij, of met een minteken eraf")
    field.fill("50.000")
    field.press("Enter")
    board.painted()
    assert board.check == "◆ U moet nog €\u00a050.000 verdelen."
    board.field("6|").fill("94.350")
    board.field("6|").press("Enter")
    board.painted()
    assert board.check == "✓ Het totaal klopt: €\u00a01.364.085 is verdeeld."
    screen.page.get_by_label("Binnen het totaal").check()
    board.painted()
    assert board.check == "◆ U verdeelt €\u00a050.000 te veel."


def test_a_finger_moves_a_slider(screen: Screen) -> None:
    screen.open("what_if")
    board = WhatIfBoard(screen)
    box = board.slider("1|").bounding_box()
    assert box is not None
    touch = screen.page.context.new_cdp_session(screen.page)
    touch.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    x, y = box["x"] + box["width"] * 0.35, box["y"] + box["height"] / 2
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 10):
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x - 8 * step, "y": y}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    board.painted()
    assert board.shown()["deltas"]["1|"][0] < -5_000_000


def test_each_change_has_its_own_burn_down_with_a_sentence(screen: Screen) -> None:
    screen.open("what_if")
    board = WhatIfBoard(screen)
    panels = screen.page.locator("[data-panel]:visible")
    assert panels.count() == 0
    board.put(board.slider("3|"), 100)
    board.put(board.course("1")[0], 0)
    assert panels.count() == 2
    told = [one.locator("p").inner_text() for one in panels.all()]
    assert told[0].startswith("Uw scenario: €\u00a0297.000 over.")  # pace 0: what is promised is spent all the same
    assert told[1] == "Uw scenario: €\u00a068.000 te kort. Plan: €\u00a0168.000 te kort."
    assert (
        panels.nth(1).locator("svg").get_attribute("aria-label", timeout=1000)
        == f"3.\u00a0Wijkteams: plan en uw scenario. {told[1]}"
    )
    board.put(board.slider("3|"), 0)
    board.put(board.course("1")[0], 100)
    assert panels.count() == 0


def test_two_tabs_do_not_touch_each_other(screen: Screen) -> None:
    screen.open("what_if")
    board = WhatIfBoard(screen)
    with screen.page.context.new_page() as other:
        other.goto(screen.page.url)
        other.locator(".pok-wi[data-drawn]").wait_for()
        board.put(board.slider("1|"), -50)
        screen.settle()
        assert "✓" in other.locator(".pok-wi-check").inner_text()
    assert board.check == "◆ U moet nog €\u00a050.000 verdelen."


def test_the_board_is_as_it_was_when_one_comes_back_to_the_page(screen: Screen) -> None:
    screen.open("what_if")
    board = WhatIfBoard(screen)
    board.put(board.slider("1|"), -50)
    screen.settle()
    screen.go_to("overview")
    screen.go_to("what_if")
    assert WhatIfBoard(screen).check == "◆ U moet nog €\u00a050.000 verdelen."


def says(screen: Screen, words: str) -> None:
    """Wait until the page says this, and is drawn."""
    expect(screen.page.get_by_text(words).first).to_be_visible(timeout=DRAWN_WITHIN)
    screen.settle()


def test_without_the_board_ordinary_fields_do_the_same(screen: Screen, first_home: Path) -> None:
    screen.page.route("**/board.js", lambda route: route.abort())
    screen.open("what_if")
    field = screen.page.get_by_label("1.\u00a0Digitale overheid", exact=True)
    field.wait_for()
    field.fill("500.000,50")
    field.press("Enter")
    says(screen, "U moet nog €\u00a063.223,50 verdelen")
    on = start(first_home, "sudwest-fryslan")
    found = outcome(on, Scenario(amounts=(AmountChange(line="1", delta=Decimal("-63223.50")),))).line("1")
    assert end_words(found)[0] in screen.text()
    field.fill("veel")
    field.press("Enter")
    screen.settle()
    assert "veel is geen bedrag" in screen.text()
    screen.page.get_by_role("button", name="Gelijk over de lijnen").click()
    says(screen, "Het totaal klopt")
    screen.page.get_by_role("button", name="Ongedaan maken").click()
    says(screen, "U moet nog €\u00a063.223,50 verdelen")
    extra = screen.page.get_by_label("Hoeveel geld erbij, of met een minteken eraf")
    assert extra.count() == 0
    screen.page.get_by_text("Met meer of minder geld").click()
    screen.settle()
    extra.fill("−63.223,50")
    extra.press("Enter")
    says(screen, "Het totaal klopt")
    screen.page.get_by_text("Binnen het totaal").click()
    says(screen, "U moet nog €\u00a063.223,50 verdelen")
    screen.page.get_by_text("Eerder bestemd geld meenemen").click()
    screen.settle()
    set_aside = screen.page.get_by_label("SWF Tichtby, 2026", exact=True)
    set_aside.fill("400.000")
    set_aside.press("Enter")
    screen.settle()
    assert "U moet nog €\u00a063.223,50 verdelen" not in screen.text()
    screen.page.get_by_text("Eerder bestemd geld meenemen").click()
    says(screen, "U moet nog €\u00a063.223,50 verdelen")
    screen.errors.clear()  # that the board could not load is what this test is about


@pytest.mark.parametrize("plan", ["sudwest-fryslan", "dordrecht"])
def test_the_table_is_taken_along_with_its_mark_and_its_cents(screen: Screen, first_home: Path, plan: str) -> None:
    screen.open("what_if", plan=plan)
    board = WhatIfBoard(screen)
    key, line = ("1|", "1") if plan == "sudwest-fryslan" else ("wijkteam|2023", "wijkteam")
    board.put(board.slider(key), -20)
    screen.page.get_by_text("Bekijk de cijfers als tabel").click()
    with screen.page.expect_download() as download:
        screen.page.get_by_role("button", name="Download deze tabel (CSV)").click()
    assert download.value.suggested_filename == f"wat-als-{plan}-2026-09-30-voorbeeld.csv"
    rows = list(csv.DictReader(Path(download.value.path()).read_text("utf-8-sig").splitlines(), delimiter=";"))
    found = outcome(start(first_home, plan), Scenario()).line(line)
    assert {row["Wat dit is"] for row in rows} == {"Scenario: verkenning, geen besluit"}
    assert {row["Soort"] for row in rows} == {"Voorbeeld: de uitgaven zijn verzonnen"}
    assert found.allocated is not None
    assert rows[0]["Uw scenario"] == f"{found.allocated - 20000:.2f}".replace(".", ",")
    assert rows[0]["Verschil"] == "-20000,00"
