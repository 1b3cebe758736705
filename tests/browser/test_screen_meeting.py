"""A meeting as it goes: one presents, others follow on their own screens, finance publishes, a question is parked."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from dashboard_server import command
from playwright.sync_api import BrowserContext, expect
from screen import DRAWN_WITHIN, PAGES, Screen, tab

Served = Callable[[Path], Screen]
PLAN = "sudwest-fryslan"
OPERATED = "button:not([disabled]), input, textarea, select"


def publish(home: Path) -> None:
    """Record something about the plan, from another process."""
    command(home, "note", PLAN, "add", "--on", "2026-03-01", "--text", "Er is iets besloten.")


class Meeting:
    """A meeting that one tab leads, with what the others need of it."""

    def __init__(self, lead: Screen, name: str = "Commissie") -> None:
        self.lead = lead
        lead.open("meeting", plan=PLAN)
        lead.keyed("meeting-begin-name").locator("input").fill(name)
        lead.page.get_by_role("button", name="Begin en toon de eerste dia").click()
        lead.page.wait_for_url(re.compile("presentation.*meeting="))
        lead.settle()
        self.id = lead.view["meeting"]

    def link(self) -> str:
        """The token of the link to follow, as it stands on the screen."""
        self.lead.page.get_by_role("button", name="Kijk mee").click()
        address = self.lead.page.locator(".pok-follow-link").inner_text()
        self.lead.page.get_by_role("button", name="Klaar").click()
        expect(self.lead.page.get_by_role("dialog")).to_have_count(0)
        self.lead.settle()
        return address.partition("follow=")[2]

    def go(self, key: str, shows: str) -> None:
        """Press a key, and wait until the slide that it leads to is there."""
        self.lead.page.keyboard.press(key)
        self.lead.page.wait_for_url(re.compile(rf"slide={shows}(&|$)"))
        self.lead.settle()

    def end(self, screen: Screen) -> None:
        """End it, on another page."""
        screen.open("meeting", plan=PLAN)
        screen.page.get_by_role("button", name="Beëindig", exact=False).first.click()
        screen.page.get_by_role("button", name="Beëindig deze vergadering").click()
        expect(screen.page.get_by_text("is afgelopen.")).to_be_visible(timeout=DRAWN_WITHIN)


@pytest.fixture
def others(browser: BrowserContext) -> Iterator[Callable[[Screen], Screen]]:
    """Opens one more tab on the server of a screen."""
    with ExitStack() as stack:
        yield lambda screen: stack.enter_context(tab(browser, screen.url))


def shows(screen: Screen, number: int, version: int | None = None) -> None:
    """Wait until a screen shows the slide with this number, of this version of the data."""
    where = screen.page.locator(".pok-presenter p").first
    expect(where).to_have_text(re.compile(rf"^{number} van "), timeout=DRAWN_WITHIN)
    if version is not None:
        expect(screen.page.get_by_text(f"vergaderversie {version}")).to_be_visible(timeout=DRAWN_WITHIN)


def test_a_portfolio_holder_presents_answers_parks_a_question_ends_and_exports(
    served: Served, own_home: Path, tmp_path: Path
) -> None:
    screen = served(own_home)
    screen.open("meeting", plan=PLAN)
    screen.keyed("meeting-mark").locator("summary").click()
    screen.keyed("meeting-mark-name").locator("input").fill("Raad van juni")
    screen.keyed("meeting-mark-on").locator("[data-type=day]").click()
    for digit in "17062026":
        screen.page.keyboard.press(digit)
    screen.page.get_by_role("button", name="Schrijf op", exact=True).click()
    expect(screen.page.get_by_text("Opgeschreven: Raad van juni.")).to_be_visible()
    expect(screen.page.locator(".pok-meetings")).to_contain_text("17 juni 2026")
    meeting = Meeting(screen)
    for number in range(2, 9):
        screen.page.keyboard.press("ArrowRight")
        shows(screen, number)
    screen.settle()
    screen.page.keyboard.press("End")
    screen.settle()
    screen.page.keyboard.press("ArrowLeft")
    expect(screen.page.locator("h1")).to_contain_text("Sinds 17 juni 2026 is er €", timeout=DRAWN_WITHIN)
    screen.page.get_by_role("button", name="Vraag").click()
    form = screen.page.get_by_role("dialog")
    form.locator("textarea").press_sequentially("Waarom 1, en b en f?")  # these are keys of the presentation elsewhere
    form.get_by_role("button", name="Bewaar", exact=True).click()
    expect(screen.page.get_by_text("De vraag is bewaard.")).to_be_visible()
    assert "Waarom 1" not in screen.page.locator(".st-key-stage").inner_text()
    meeting.end(screen)
    card = screen.page.locator("[class*=st-key-remark-]").first
    expect(card).to_contain_text("Waarom 1, en b en f?")
    expect(card).to_contain_text("Sinds de vorige vergadering")
    with screen.page.expect_download() as caught:
        screen.page.get_by_role("button", name="Download deze tabel").click()
    file = tmp_path / "vragen.csv"
    caught.value.save_as(file)
    (asked,) = csv.DictReader(file.read_text("utf-8-sig").splitlines(), delimiter=";")
    assert asked["Tekst"] == "Waarom 1, en b en f?"
    assert asked["Dia"] == "Sinds de vorige vergadering"
    assert asked["Vergadering"].startswith("Commissie, ")
    assert screen.errors == []


def test_followers_see_the_slide_of_the_meeting_and_may_look_back_alone(
    served: Served, own_home: Path, others: Callable[[Screen], Screen]
) -> None:
    meeting = Meeting(served(own_home))
    follower = others(meeting.lead)
    follower.open("presentation", follow=meeting.link())
    shows(follower, 1)
    meeting.go("3", "burn-down")
    shows(follower, 3)
    follower.page.get_by_role("button", name="Vorige").click()
    shows(follower, 2)
    follower.settle()
    meeting.go("ArrowRight", "year-2024")
    expect(follower.page.get_by_text("U bladert zelf.")).to_be_visible()
    shows(follower, 2)
    follower.page.get_by_role("button", name="Volg weer").click()
    shows(follower, 4)
    follower.page.reload()
    shows(follower, 4)
    follower.settle()
    assert not follower.violations()
    assert follower.errors == meeting.lead.errors == []


def test_who_follows_can_change_nothing_on_any_path(
    served: Served, own_home: Path, others: Callable[[Screen], Screen]
) -> None:
    meeting = Meeting(served(own_home))
    token = meeting.link()
    may, may_not = others(meeting.lead), others(meeting.lead)
    for stem in PAGES:
        may.open(stem, plan=PLAN)
        may_not.open(stem, follow=token)
        assert may_not.page.locator("[data-testid=stTopNavLink]").count() == 0
        assert may_not.view["follow"] == token
        if stem in ("data", "phasing", "meeting"):  # where a manager has more to press
            assert may_not.page.locator(OPERATED).count() < may.page.locator(OPERATED).count(), stem
        for changes in ("Begin en toon", "Beëindig", "Bewaar", "Schrijf op", "Vraag", "Laad"):
            found = may_not.page.get_by_role("button", name=re.compile(f"^{changes}"))
            assert found.count() == 0, (stem, changes)
        assert may_not.page.locator("input[type=file]").count() == 0, stem
    before = [one.name for one in (own_home / "store").glob("snap-*")]
    may_not.open("what_if", follow=token)
    may_not.page.keyboard.press("Tab")
    assert [one.name for one in (own_home / "store").glob("snap-*")] == before


def test_the_link_stops_when_the_meeting_ends(
    served: Served, own_home: Path, others: Callable[[Screen], Screen]
) -> None:
    meeting = Meeting(served(own_home))
    token = meeting.link()
    follower, manager = others(meeting.lead), others(meeting.lead)
    follower.open("presentation", follow=token)
    meeting.end(manager)
    over = "Deze vergadering is afgelopen. Meekijken kan niet meer."
    expect(follower.page.get_by_text(over)).to_be_visible(timeout=DRAWN_WITHIN)
    expect(meeting.lead.page.get_by_text(over)).to_be_visible(timeout=DRAWN_WITHIN)
    for stem in ("presentation", "overview", "data"):
        follower.open(stem, follow=token)
        assert over in " ".join(follower.messages())
        assert not follower.figures()
    follower.open("presentation", follow="x" * 22)
    assert "Deze vergadering kennen wij niet" in " ".join(follower.messages())
    meeting.lead.page.keyboard.press("ArrowRight")
    meeting.lead.page.wait_for_url(re.compile("slide=lines"))
    meeting.lead.settle()
    assert "meeting" not in meeting.lead.view
    assert over not in " ".join(meeting.lead.messages())


def test_new_figures_wait_until_the_meeting_moves_on(
    served: Served, own_home: Path, others: Callable[[Screen], Screen]
) -> None:
    meeting = Meeting(served(own_home))
    lead, follower, alone = meeting.lead, others(meeting.lead), others(meeting.lead)
    follower.open("presentation", follow=meeting.link())
    alone.open("overview", plan=PLAN)
    version = int(re.findall(r"vergaderversie (\d+)", lead.text())[0])
    meeting.go("ArrowRight", "lines")
    publish(own_home)
    expect(alone.page.get_by_text(f"gegevens versie {version + 1}")).to_be_visible(timeout=DRAWN_WITHIN)
    expect(lead.page.get_by_text("Er zijn nieuwe cijfers.")).to_be_visible(timeout=DRAWN_WITHIN)
    follower.settle()
    shows(lead, 2, version)
    shows(follower, 2, version)
    assert "nieuwe cijfers" not in follower.text()
    follower.page.reload()  # who comes later sees the version of the meeting too
    shows(follower, 2, version)
    lead.page.get_by_role("button", name="Toon ze").click()
    told = lead.page.get_by_role("dialog")
    expect(told).to_contain_text(f"U toont vergaderversie {version}. De nieuwste is versie {version + 1}.")
    expect(told).to_contain_text("Er is iets over het plan zelf vastgelegd")
    lead.settle()
    assert not lead.violations()
    told.get_by_role("button", name="Toon de nieuwe cijfers aan iedereen").click()
    for one in (lead, follower):
        shows(one, 2, version + 1)
    expect(lead.page.get_by_text("Er zijn nieuwe cijfers.")).to_have_count(0)
    lead.settle()
    assert lead.errors == follower.errors == []


def test_two_who_lead_one_meeting_show_the_same_and_two_meetings_do_not_meet(
    served: Served, own_home: Path, others: Callable[[Screen], Screen]
) -> None:
    first = Meeting(served(own_home))
    second, elsewhere = others(first.lead), others(first.lead)
    second.open("presentation", meeting=first.id)
    other = Meeting(elsewhere, "Een andere vergadering")
    first.go("3", "burn-down")
    shows(second, 3)
    second.page.keyboard.press("ArrowLeft")
    shows(first.lead, 2)
    first.lead.settle()
    assert first.lead.view["slide"] == "lines"
    shows(other.lead, 1)
    first.lead.page.reload()
    shows(first.lead, 2)


def test_a_connection_that_was_lost_comes_back_to_where_the_meeting_is(
    served: Served, own_home: Path, others: Callable[[Screen], Screen], browser: BrowserContext
) -> None:
    lead = served(own_home)
    meeting = Meeting(lead)
    follower = others(lead)
    follower.open("presentation", follow=meeting.link())
    shows(follower, 1)
    browser.set_offline(True)
    try:
        follower.page.wait_for_timeout(1500)
    finally:
        browser.set_offline(False)
    meeting.go("4", "year-2024")
    shows(follower, 4)


def test_an_agenda_has_the_slides_in_the_order_that_was_chosen(served: Served, own_home: Path) -> None:
    screen = served(own_home)
    screen.open("meeting", plan=PLAN)
    screen.page.get_by_role("button", name="Bewaar als agenda").click()
    screen.keyed("agenda-name").locator("input").fill("Kort")
    screen.page.get_by_role("button", name="Bewaar de agenda").click()
    screen.page.wait_for_url(re.compile("agenda="))
    screen.settle()
    rows = screen.page.locator(".pok-agenda-row")
    before = rows.all_inner_texts()
    screen.keyed("agenda-up-2").locator("button").click()
    expect(rows.nth(1)).to_contain_text("Het verloop", timeout=DRAWN_WITHIN)
    screen.settle()
    screen.keyed("agenda-out-0").locator("button").click()
    expect(rows).to_have_count(len(before) - 1, timeout=DRAWN_WITHIN)
    screen.settle()
    choice = screen.keyed("agenda").get_by_label("Voeg een dia toe")
    choice.scroll_into_view_if_needed()  # a list that is open closes when the page scrolls
    screen.settle()
    choice.click()
    screen.page.get_by_role("option", name="Het geheel").click()
    expect(rows.last).to_contain_text("Het geheel", timeout=DRAWN_WITHIN)
    screen.settle()
    assert not screen.violations()
    screen.page.get_by_role("link", name="Bekijk de presentatie").click()
    expect(screen.page.locator(".pok-presenter p").first).to_have_text(f"1 van {len(before)}", timeout=DRAWN_WITHIN)
    screen.settle()
    screen.page.keyboard.press("End")
    screen.page.wait_for_url(re.compile("slide=total"))
    assert screen.errors == []


def test_the_briefing_is_one_sheet_of_paper_and_says_the_same_amounts(screen: Screen, tmp_path: Path) -> None:
    for plan in (PLAN, "dordrecht"):
        screen.open("overview", plan=plan)
        lead = screen.page.locator(".pok-lead h1, .pok-lead p").first.inner_text()
        screen.open("meeting", plan=plan)
        sheet = screen.page.locator(".pok-a4")
        assert lead.split(".")[0] in sheet.inner_text().replace("\u00a0", " ") or lead in sheet.inner_text()
        paper = screen.page.pdf(format="A4", prefer_css_page_size=False)
        assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") == 1 or paper.count(b"/Type/Page/") == 1
