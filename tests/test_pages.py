"""Every page, run by Streamlit's own test runner on a real store: what it says, in every language and state."""

from __future__ import annotations

import datetime as dt
import html
import re
import shutil
import time
from decimal import Decimal
from pathlib import Path

import builders
import pytest
from ledger_files import file, row
from streamlit.testing.v1 import AppTest
from third_plan import EXAMPLE_PLAN, MANAGER, THIRD, add_third_plan, book, third_plan

from pokdash import intake
from pokdash.domain.position import Status
from pokdash.store import Snapshot
from pokdash.texts import LANGUAGES, euro, text
from pokdash.ui import cached, decisions, explanation, frame, lead

MAIN = Path(frame.__file__).parent / "main.py"


def opened(page: str, **parameters: str) -> AppTest:
    app = AppTest.from_file(MAIN, default_timeout=30)
    app.query_params.update(parameters)
    if page != frame.PAGES[0]:
        app.switch_page(f"../../pages/{page}.py")
    app.run()
    assert not app.exception, app.exception
    return app


def written(app: AppTest) -> str:
    """All HTML of the page in one string, without the hard spaces of amounts."""
    return "\n".join(str(part.proto.body) for part in app.get("html")).replace("\u00a0", " ")


def plain(page: str) -> str:
    """The words of some HTML without its marks."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def gauges(app: AppTest) -> list[str]:
    return re.findall(r'data-gauge="(\w+)"', written(app))


def part(page: str, label: str) -> str:
    """The words of the card or section under this heading."""
    found = re.findall(r"<(?:article|section).*?</(?:article|section)>", page, re.DOTALL)
    return next(plain(block) for block in found if re.search(rf"<h[23][^>]*>{re.escape(label)}<", block))


def amounts(page: str, attribute: str) -> dict[str, str]:
    """The amounts with this attribute, by the values of their data attributes."""
    inside = r"((?:[^<]|<span [^>]*>[^<]*</span>)*)"
    marked = re.findall(rf"<(span|strong|td)([^>]*{attribute}[^>]*)>{inside}</\1>", page)
    return {
        " ".join(re.findall(r'data-[a-z]+="([^"]*)"', marks)): re.sub(r"<[^>]+>", "", shown)
        for _, marks, shown in marked
    }


def exact(amount: Decimal | None) -> str:
    assert amount is not None
    return euro(amount).replace("\u00a0", " ")


def facts_of(plan: str, as_of: dt.date = dt.date(2026, 9, 30)) -> cached.Facts:
    """What the pages know of a plan on a day."""
    current = intake.Home.from_environment().store.snapshot()
    assert isinstance(current, Snapshot)
    return cached.facts(current, plan, as_of)


@pytest.fixture
def own_home(own_copy: Path, monkeypatch: pytest.MonkeyPatch) -> intake.Home:
    """A state folder that this test may change, and that the pages look at."""
    monkeypatch.setenv("POKDASH_HOME", str(own_copy))
    return intake.Home.from_environment()


@pytest.fixture(autouse=True)
def _home(initialised_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POKDASH_HOME", str(initialised_home))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("plan", ["sudwest-fryslan", "dordrecht"])
@pytest.mark.parametrize("page", frame.PAGES)
def test_every_page_is_drawn_in_every_language(page: str, plan: str, language: str) -> None:
    app = opened(page, plan=plan, lang=language)
    assert text(language, "message.crashed") not in written(app)
    assert text(language, "strip.title") in written(app)
    assert f'lang = "{language}"' in written(app)


@pytest.mark.parametrize("scope", ["claims", "action_lines", "tichtby", "raadslieden", "training", *"123456"])
def test_every_part_of_a_plan_has_its_page(scope: str) -> None:
    page = written(opened("action_line", plan="sudwest-fryslan", line=scope))
    assert f'data-figure="remaining" data-scope="{scope}"' in page


def test_the_view_survives_navigation() -> None:
    app = opened("sources", plan="dordrecht", as_of="2025-12-31", lang="en")
    assert dict(app.query_params) == {"plan": "dordrecht", "as_of": "2025-12-31", "lang": "en"}


def test_a_wrong_value_in_the_url_gets_a_message() -> None:
    page = written(opened("overview", plan="utrecht"))
    assert "pok-message" in page
    assert "utrecht" in page


def test_before_the_first_import_spending_is_unknown_and_never_zero(
    own_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POKDASH_HOME", str(own_copy))
    home = intake.Home.from_environment()
    intake.remove_examples(home, None, home.settings().actor, dt.datetime.now(dt.UTC))
    page = written(opened("overview", plan="sudwest-fryslan"))
    assert text("nl", "lead.no_data") in page
    assert text("nl", "strip.title") not in page
    assert '<span class="pok-unknown">bedrag onbekend</span>' in page
    assert not re.search(r'data-figure="(spent|remaining|committed|available)"[^>]*>€ 0<', page)


def test_with_nothing_but_commitments_they_are_listed_and_spending_stays_unknown(
    own_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POKDASH_HOME", str(own_copy))
    promise = row(soort="verplichting", regel="3", boekstuk="V-1", verplichting="V-1", bedrag="500,00")
    book(intake.Home.from_environment(), "sudwest-fryslan", [promise])
    page = written(opened("action_line", plan="sudwest-fryslan", line="3"))
    assert text("nl", "bookings.no_data") in page
    assert text("nl", "bookings.open_commitments", amount="€ 500") in page
    assert not re.search(r'data-figure="(spent|remaining|available)"[^>]*>€', page)


def test_a_sum_of_unknown_amounts_is_not_counted_as_right(own_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_bookings = text("nl", "reconciliation.right.other", count=23)
    assert with_bookings in written(opened("sources", plan="sudwest-fryslan"))
    monkeypatch.setenv("POKDASH_HOME", str(own_copy))
    home = intake.Home.from_environment()
    intake.remove_examples(home, None, home.settings().actor, dt.datetime.now(dt.UTC))
    page = written(opened("sources", plan="sudwest-fryslan"))
    assert text("nl", "reconciliation.right.other", count=16) in page
    assert text("nl", "reconciliation.unknown.other", count=7) in page
    assert page.count(f">{text('nl', 'reconciliation.not_verifiable')}<") == 7


def test_descriptions_are_shown_only_on_request() -> None:
    app = opened("action_line", plan="sudwest-fryslan", line="3")
    assert "pok-description" not in written(app)
    app.toggle(key="show_descriptions").set_value(True).run()
    assert "pok-description" in written(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_deviations_leaves_out_what_runs_as_expected(language: str) -> None:
    app = opened("overview", plan="sudwest-fryslan", as_of="2025-09-30", lang=language)
    every = gauges(app)
    assert every == ["claims", *"123456"]
    app.toggle(key="only_deviations").set_value(True).run()
    assert gauges(app) == ["claims", *"1346"]
    assert text(language, "gauge.together") in written(app)


def test_an_empty_home_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POKDASH_HOME", str(tmp_path))
    assert "python -m pokdash init" in written(opened("overview"))


EXPENDITURE = "uitgave;2026-02-02;2026;3;100,00;B-1;1;;;Inhuur"
AMENDMENT = "wijziging;2026-03-12;;3;5000,00;W-1;1;;Raadsbesluit 12 maart 2026;Meer training"


def test_an_imported_amendment_makes_the_total_calculated(own_home: intake.Home) -> None:
    book(own_home, "sudwest-fryslan", [EXPENDITURE, AMENDMENT])
    before = part(written(opened("overview", plan="sudwest-fryslan", as_of="2026-03-11")), "Totaal budget")
    assert before.startswith("Totaal budget Uit document € 2.712.000")
    assert "Raadsbesluit 12 maart 2026" not in before
    card = part(written(opened("overview", plan="sudwest-fryslan")), "Totaal budget")
    assert card.startswith("Totaal budget Berekend € 2.717.000")
    assert "Soort Berekend door ons uitgerekend" in card
    assert "Bedrag in het document Uit document € 2.712.000" in card
    assert "12 maart 2026: + € 5.000" in card
    assert "besluit: Raadsbesluit 12 maart 2026" in card


def test_an_imported_amendment_is_listed_on_its_line_only(own_home: intake.Home) -> None:
    book(own_home, "sudwest-fryslan", [EXPENDITURE, AMENDMENT])
    page = plain(written(opened("action_line", plan="sudwest-fryslan", line="3")))
    assert "Wijzigingen van het bedrag" in page
    assert "12 maart 2026 Geboekt Hele periode" in page
    assert "Raadsbesluit 12 maart 2026 + € 5.000,00" in page
    assert "Meer training" not in page
    assert "Raadsbesluit 12 maart 2026" not in written(opened("action_line", plan="sudwest-fryslan", line="2"))


def test_an_amendment_of_the_plan_shows_its_standing_and_words(own_home: intake.Home, tmp_path: Path) -> None:
    add_third_plan(own_home, tmp_path)
    page = written(opened("action_line", plan=THIRD, line="1"))
    assert "het budget voor 2026 met € 5.000 te verlagen" in page
    assert "1 februari 2026: − € 5.000" in plain(page)
    assert "1 februari 2026 Uit document 2026" in plain(page)
    assert "raad besloten" in plain(page)
    assert "Raadsbesluit 29 januari 2026" not in written(
        opened("action_line", plan=THIRD, line="1", as_of="2026-01-31")
    )
    assert "uit document, met wijzigingen" in plain(written(opened("overview", plan=THIRD)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_coverage_plan_is_told_in_its_own_words(own_home: intake.Home, tmp_path: Path, language: str) -> None:
    add_third_plan(own_home, tmp_path)
    page = plain(written(opened("overview", plan=THIRD, lang=language)))
    assert text(language, "lead.left_coverage_council", remaining="€ 94.900").split("€")[0] in page
    assert "Dekking voor de spreekuren, niet voor alle kosten." in page
    assert "2022" not in page
    assert text(language, "kpi.inflow_unknown") not in page


def test_dordrecht_keeps_its_words() -> None:
    page = plain(written(opened("overview", plan="dordrecht")))
    assert "Van de voorgestelde dekking uit POK is nog" in page
    assert "Dekking uit POK: € 2.298.000. Periode van dit bedrag: niet genoemd. Niet bekend of geld uit 2022" in page


@pytest.mark.parametrize(("received", "told"), [("true", False), ("false", True)])
def test_money_that_has_come_in_is_not_still_to_be_received(
    own_home: intake.Home, tmp_path: Path, received: str, *, told: bool
) -> None:
    add_third_plan(own_home, tmp_path, received=received, money='"budget"', note="")
    page = plain(written(opened("overview", plan=THIRD)))
    assert (text("nl", "kpi.inflow_unknown") in page) is told


def test_the_rest_of_a_closed_year_waits_for_a_decision(own_home: intake.Home, tmp_path: Path) -> None:
    add_third_plan(own_home, tmp_path)
    page = plain(written(opened("overview", plan=THIRD)))
    assert text("nl", "years.undecided_rest") in page
    assert text("nl", "years.undecided") not in page.replace(text("nl", "years.undecided_rest"), "")
    assert (
        "Van 2025 naar 2026: € 10.000. Besloten. Besluit: Raadsbesluit over de overheveling (15 januari 2026)." in page
    )
    assert "Uiterlijk te besluiten: 1 juli 2026." in page
    hatched = re.findall(r'class="pok-hatched">([^<]*)', written(opened("overview", plan=THIRD)))
    assert not [sentence for sentence in hatched if "Besloten." in sentence]
    earlier = plain(written(opened("overview", plan=THIRD, as_of="2026-01-14")))
    assert text("nl", "years.undecided") in earlier
    assert text("nl", "years.undecided_rest") not in earlier


def test_a_small_estimate_is_less_than_a_thousand_and_never_zero(own_home: intake.Home, tmp_path: Path) -> None:
    """After 21 of 24 months: line 1 goes to 75.500 of 75.000, line 2 to 39.600 of 40.000."""
    spent = {"1": "22020,83", "2": "11550,00"}
    rows = [
        f"uitgave;{month}-28;{month[:4]};{line};{amount};B-{line}-{month};1;;;Inhuur"
        for month in ("2025-01", "2025-12", "2026-09")
        for line, amount in spent.items()
    ]
    add_third_plan(own_home, tmp_path, rows, "2026-09-30")
    card = part(written(opened("overview", plan=THIRD)), text("nl", "kpi.forecast", year=2026))
    assert "minder dan € 1.000 over op één: Scholing" in card
    assert "minder dan € 1.000 te kort op één: Spreekuren" in card


def test_gates_say_who_and_only_ask_for_a_decision_where_spending_waits(own_home: intake.Home, tmp_path: Path) -> None:
    add_third_plan(own_home, tmp_path)
    for page in (opened("sources", plan=THIRD), opened("action_line", plan=THIRD, line="2")):
        gates = part(written(page), text("nl", "gates.title"))
        waits, related = gates[: gates.index("Wijkaanpak")], gates[gates.index("Wijkaanpak") :]
        assert "eigenaar: Team Dienstverlening" in waits
        assert "termijn voorbij; uitkomst onbekend; besluit nodig" in waits
        assert "termijn voorbij; uitkomst onbekend" in related
        assert "besluit nodig" not in related
        assert "◆" not in related
    before = opened("sources", plan=THIRD, as_of="2025-05-31")
    assert "termijn voorbij" not in written(before)


def test_a_finding_names_its_lines(own_home: intake.Home, tmp_path: Path) -> None:
    add_third_plan(own_home, tmp_path)
    assert "Wie de scholing geeft Scholing" in part(
        written(opened("sources", plan=THIRD)), text("nl", "findings.title")
    )


def test_a_plan_without_a_record_has_no_empty_sections(own_home: intake.Home, tmp_path: Path) -> None:
    add_third_plan(own_home, tmp_path)
    page = plain(written(opened("sources", plan=THIRD)))
    assert text("nl", "record.documents") in page
    for title in ("record.timeline", "record.people", "record.after", "decisions.title"):
        assert text("nl", title) not in page


def test_an_adopted_phasing_names_its_decision(own_home: intake.Home, tmp_path: Path) -> None:
    add_third_plan(own_home, tmp_path)
    page = plain(written(opened("action_line", plan=THIRD, line="2")))
    assert "besluit: Collegebesluit 3 juni 2025" in page
    assert "De streepjeslijn is een aanname" not in page
    assert "verdeeld volgens de aanname;" not in plain(written(opened("overview", plan=THIRD)))


def test_the_card_of_the_spending_tells_whose_spread_it_compares_with() -> None:
    card = part(written(opened("overview", plan="sudwest-fryslan")), "Uitgegeven")
    assert "Verdeling over maanden" in card
    assert "POK-monitor" in card


def test_the_total_says_that_the_college_decided() -> None:
    card = part(written(opened("overview", plan="sudwest-fryslan")), "Totaal budget")
    assert "Status: ter informatie aan de raad." in card
    assert "Het college besloot over dit plan op 10 juni 2025." in card


def test_a_line_shows_plan_and_forecast_with_their_explanation() -> None:
    told = facts_of("sudwest-fryslan").position.line("2").figures
    shown = amounts(written(opened("action_line", plan="sudwest-fryslan", line="2")), "data-figure")
    assert shown["planned_to_date 2"] == exact(told.planned_to_date)
    assert shown["forecast 2"] == exact(told.forecast)
    assert text("nl", "forecast_why.run_rate") in plain(
        written(opened("action_line", plan="sudwest-fryslan", line="2"))
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("1", "In 8 van de 10 gevallen tussen € 107.000 en € 162.000 over."),
        ("3", "In 8 van de 10 gevallen tussen € 153.000 en € 183.000 te kort."),
        ("4", "In 8 van de 10 gevallen tussen € 3.000 te kort en € 4.000 over. Een tekort blijft mogelijk."),
    ],
)
def test_a_line_tells_between_what_it_comes_out(line: str, told: str) -> None:
    shown = plain(written(opened("action_line", plan="sudwest-fryslan", line=line)))
    assert told in shown
    assert text("nl", f"forecast_why.{facts_of('sudwest-fryslan').position.line(line).expected.why}") in shown


def test_the_overview_names_the_lines_on_which_a_shortage_stays_possible_and_how_each_was_expected() -> None:
    card = part(written(opened("overview", plan="sudwest-fryslan")), text("nl", "kpi.forecast", year=2027))
    assert "Een tekort blijft mogelijk op Integraal werken." in card
    assert f"Leervermogen wijken en Integraal werken: {text('nl', 'forecast_why.run_rate')}" in card
    assert f"Toekomstscenario: {text('nl', 'forecast_why.too_few_months')}" in card


def test_too_few_whole_months_give_no_margin() -> None:
    told = text("nl", "margin.too_few_months")
    assert told in plain(written(opened("action_line", plan="dordrecht", line="wijkteam", as_of="2023-03-30")))
    assert told not in plain(written(opened("action_line", plan="dordrecht", line="wijkteam", as_of="2023-02-28")))


def test_year_panels_and_checks_name_their_amounts() -> None:
    overview = amounts(written(opened("overview", plan="sudwest-fryslan")), 'data-figure="year_')
    assert overview["year_budget 2025"].startswith("€ ")
    assert {f"year_{name} 2025" for name in ("budget", "spent", "remaining")} <= overview.keys()
    sources = amounts(written(opened("sources", plan="sudwest-fryslan")), "data-check")
    assert sources["lines_allocated left"] == sources["lines_allocated right"] == "€ 2.712.000"


def test_the_age_of_the_figures_counts_local_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """At half past midnight on 1 November it is still 31 October in UTC."""
    monkeypatch.setenv("TZ", "Europe/Amsterdam")
    time.tzset()
    try:
        known = facts_of("sudwest-fryslan")
        age = lead.age(known, dt.datetime(2026, 10, 31, 23, 30, tzinfo=dt.UTC))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert age == (dt.date(2026, 11, 1) - dt.date(2026, 9, 30)).days


@pytest.mark.parametrize(("language", "written_out"), [("nl", "2,5%"), ("en", "2.5%"), ("fy", "2,5%")])
def test_a_threshold_is_shown_with_its_decimals_wherever_the_rule_is(
    own_home: intake.Home, tmp_path: Path, language: str, written_out: str
) -> None:
    add_third_plan(own_home, tmp_path, note="[thresholds]\npace_percent = 2.5\nshortage_percent = 2.50\n")
    other = written_out.translate(str.maketrans(",.", ".,"))
    overview = plain(written(opened("overview", plan=THIRD, lang=language)))
    line = plain(written(opened("action_line", plan=THIRD, lang=language, line="1")))
    assert written_out in line.split(text(language, "explain.status_rule"))[1]
    assert other not in overview + line
    rule = text(language, "lead.rule_assumption", percent=written_out, euro=euro(Decimal(5000), language))
    assert rule.replace("\u00a0", " ") in overview


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_without_contradictions_says_so_in_words(own_home: intake.Home, tmp_path: Path, language: str) -> None:
    add_third_plan(own_home, tmp_path)
    page = plain(written(opened("sources", plan=THIRD, lang=language)))
    none, gaps = text(language, "record.contradictions.none"), text(language, "record.gaps.one", count=1)
    assert f"{none}, {gaps}." in page
    assert text(language, "record.contradictions.other", count=0) not in page


def test_beyond_what_the_ledger_covers_every_sentence_compares_what_the_status_compares() -> None:
    """The invented ledger ends on 30 September 2026, when Dordrecht is on schedule."""
    then = {"plan": "dordrecht", "as_of": "2026-12-31"}
    covered = facts_of("dordrecht").position
    beyond = facts_of("dordrecht", dt.date(2026, 12, 31)).position
    assert (beyond.status("wijkteam"), beyond.total_pace) == (Status.ON_SCHEDULE, covered.total_pace)
    assert beyond.total.planned_to_date != covered.total.planned_to_date
    overview = plain(written(opened("overview", **then)))
    assert f"Vergeleken tot en met 30 september 2026 is dat {exact(covered.total_pace)} meer over" in overview
    assert f"{exact(covered.total_pace)} V" in overview
    for page in (overview, plain(written(opened("action_line", line="wijkteam", **then)))):
        assert f"{exact(covered.total_pace)} meer over dan aanname" in page
        assert set(re.findall(r"€ [\d.,]+ (?:meer|minder) over", page)) == {f"{exact(covered.total_pace)} meer over"}


def test_beyond_what_the_ledger_covers_plan_and_spending_are_of_the_same_day() -> None:
    then = {"plan": "dordrecht", "as_of": "2026-12-31"}
    covered = facts_of("dordrecht").position.total
    planned = exact(covered.planned_to_date)
    card = part(written(opened("overview", **then)), "Uitgegeven")
    assert f"Bij gelijke maandbedragen (aanname) tot en met 30 september 2026: {planned}" in card
    page = written(opened("action_line", line="wijkteam", **then))
    section = part(page, text("nl", "kpi.forecast_title"))
    assert f"(aanname) uitgegeven tot en met 30 september 2026 {planned} Uitgegeven tot en met 30 sept" in section
    shown = amounts(page, "data-figure")
    assert (shown["planned_until wijkteam"], shown["spent wijkteam"]) == (planned, exact(covered.spent))
    latest = part(written(opened("overview", plan="dordrecht")), "Uitgegeven")
    assert f"Bij gelijke maandbedragen (aanname): {planned}" in latest


def test_the_timeline_keeps_the_order_of_the_plan() -> None:
    timeline = part(written(opened("sources", plan="sudwest-fryslan")), text("nl", "record.timeline"))
    told = ("Start van de sociale raadvrouw", "bij de programmabegroting 2023", "14 maart 2024 Raadsvoorstel",
            "De raad voegt alle bedragen", "Het college stelt het plan vast", "na 2027")  # fmt: skip
    places = [timeline.index(words) for words in told]
    assert places == sorted(places)


def test_a_derived_period_shows_the_words_that_it_was_derived_from() -> None:
    page = written(opened("action_line", plan="sudwest-fryslan", line="5"))
    explained = plain(page[page.index('data-gauge="5"') :])
    assert "We stellen voor dit te verlengen naar 2026." in explained
    assert "Periode Berekend 2026 (afgeleid): door ons afgeleid uit de woorden in" in explained


@pytest.mark.parametrize(("line", "year", "end"), [("raadslieden", 2025, "over"), ("training", 2024, "te kort")])
def test_a_period_that_is_over_has_an_end_and_no_pace(line: str, year: int, end: str) -> None:
    """Both claims are for earlier years; the invented ledger ends on 30 September 2026."""
    left = facts_of("sudwest-fryslan").position.line(line).figures.remaining
    page = written(opened("action_line", plan="sudwest-fryslan", line=line))
    assert left is not None
    assert f"Eind {year}: {exact(abs(left))} {end}." in plain(page)
    assert f"De periode liep tot en met 31 december {year} en is voorbij." in plain(page)
    for words in ("Gaat het zo door", "eind 2026", "Verwacht uitgegeven"):
        assert words not in plain(page)
    assert "forecast" not in {name.split()[0] for name in amounts(page, "data-figure")}


def test_beyond_the_ledger_the_end_of_a_period_is_still_expected() -> None:
    then = {"plan": "dordrecht", "as_of": "2027-02-28"}
    for page in (opened("overview", **then), opened("action_line", line="wijkteam", **then)):
        shown = plain(written(page))
        assert "eind 2026" in shown
        assert "eind 2027" not in shown
        assert "Gaat het zo door" not in shown
    shown = plain(written(opened("action_line", line="wijkteam", **then)))
    assert "De administratie loopt tot en met 30 september 2026." in shown
    assert "Verwacht uitgegeven tot en met 31 december 2026" in shown


def test_the_card_of_a_period_that_is_over_is_exact(own_home: intake.Home, tmp_path: Path) -> None:
    add_third_plan(own_home, tmp_path)
    rows = ("uitgave;2025-03-04;2025;1;0,50;B-3;1;;;Spreekuur", "uitgave;2026-05-05;2026;2;39900,00;B-4;1;;;Cursus")
    content = intake.LedgerFile("jaar.csv", file(rows, "2026-12-31"))
    after = dt.datetime(2027, 1, 5, tzinfo=dt.UTC)
    assert isinstance(intake.import_file(own_home, content, THIRD, MANAGER, after), intake.Imported)
    card = part(written(opened("overview", plan=THIRD)), text("nl", "kpi.final", year=2026))
    assert "€ 54.999,50 over op één: Spreekuren" in card
    assert "In 8 van de 10" not in card
    line = plain(written(opened("action_line", plan=THIRD, line="2")))
    assert "Eind 2026: niets over en niets te kort." in line


@pytest.mark.parametrize("scope", ["total", "claims", "action_lines"])
def test_the_forecasts_of_lines_are_not_netted_on_screen(scope: str) -> None:
    page = written(opened("action_line", plan="sudwest-fryslan", line=scope))
    assert "forecast" not in {name.split()[0] for name in amounts(page, "data-figure")}
    assert text("nl", "kpi.no_forecast") not in plain(page)
    section = part(page, text("nl", "kpi.forecast_title"))
    assert re.search(r"€ [\d.]+ over op ", section)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_figures_explains_its_letters_and_names_the_assumption(language: str) -> None:
    page = written(opened("overview", plan="sudwest-fryslan", lang=language))
    assert text(language, "table.note_assumption") in plain(page)
    assert f'class="pok-number">{text(language, "table.difference_assumption")}<' in page
    assert f'<th scope="col">{text(language, "table.status")}</th>' in page
    assert text(language, "years.column_phased_assumption") in page


def test_the_gauge_of_a_group_names_the_assumption_that_a_line_is_compared_with(own_home: intake.Home) -> None:
    book(own_home, "sudwest-fryslan", [EXPENDITURE.replace(";3;", ";tichtby;")])
    assert facts_of("sudwest-fryslan").position.line("tichtby").status is Status.SLOWER
    drawn = written(opened("overview", plan="sudwest-fryslan"))
    assert re.findall(r'pok-gauge-wide" data-gauge="(\w+)"', drawn) == ["claims"]  # € 1.397.915 does not fit in the arc
    page = plain(drawn)
    assert "SWF Tichtby: Langzamer dan aanname" in page
    assert "SWF Tichtby: Langzamer dan gepland" not in page


def test_a_proposal_is_not_called_a_decision() -> None:
    for page in ("overview", "sources"):
        proposed = part(written(opened(page, plan="dordrecht")), text("nl", "decisions.title_council"))
        assert "Beslispunt 2 · € 2.298.000 voorgesteld" in proposed
        assert "Beslispunt 3 · bedrag onbekend voorgesteld" in proposed
    decided = part(written(opened("sources", plan="sudwest-fryslan")), text("nl", "decisions.title"))
    assert "college besloten" in decided


def test_a_proposal_to_the_college_is_not_put_to_the_council() -> None:
    points = facts_of("dordrecht").plan.documents[0].decision_points
    assert decisions.title(points) == text("nl", "decisions.title_council")
    to_college = points[0].model_copy(update={"body": "College", "council": False})
    for proposed in ([to_college], [*points, to_college]):
        assert decisions.title(proposed) == text("nl", "decisions.title_proposed")


def test_where_nothing_is_waited_for_nobody_is_asked_what_it_waits_for() -> None:
    waits, related = text("nl", "gates.title"), text("nl", "gates.title_related")
    for scope, title in {"1": waits, "2": related, "3": related, "5": waits}.items():
        page = written(opened("action_line", plan="sudwest-fryslan", line=scope))
        assert f"<h2>{title}</h2>" in page
    assert part(written(opened("sources", plan="dordrecht")), related)
    assert part(written(opened("sources", plan="sudwest-fryslan")), waits)


def test_open_commitments_can_be_recalculated() -> None:
    page = plain(written(opened("action_line", plan="sudwest-fryslan", line="5")))
    assert "Van alle verplichtingen nog niet betaald: € 30.000." in page
    assert "V-2026-011 € 42.750,00 € 12.750,00 € 30.000,00" in page
    assert "Samen € 42.750,00 € 12.750,00 € 30.000,00" in page
    total = facts_of("sudwest-fryslan").position.total.committed
    whole = plain(written(opened("action_line", plan="sudwest-fryslan"))).split("Nog niet betaald")[-1]
    assert f"{euro(total, cents=True)}".replace("\u00a0", " ") == re.findall(r"€ [\d.,]+", whole.split("Samen")[1])[2]


def test_a_commitment_that_is_overpaid_is_told_with_its_bookings(own_home: intake.Home) -> None:
    promised = [f"verplichting;2026-01-05;2026;2;100,00;P-{n};1;V-{n};;Cursus" for n in range(16)]
    paid = "uitgave;2026-02-05;2026;2;130,00;U-1;1;V-15;;Cursus"
    book(own_home, "sudwest-fryslan", (*promised, paid))
    page = plain(written(opened("action_line", plan="sudwest-fryslan", line="2")))
    assert "P-15/1 V-15 € 100,00 € 130,00 € 0,00" in page
    assert text("nl", "bookings.overpaid", numbers="V-15") in page
    assert text("nl", "bookings.rest_commitments", count=1) in page
    assert page.count("€ 100,00 € 0,00 € 100,00") == 14
    assert "Samen € 1.600,00 € 130,00 € 1.500,00" in page


def test_a_list_that_would_be_too_long_holds_the_newest_and_says_so(
    own_home: intake.Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cached, "LISTED", 16)
    promised = [f"verplichting;2026-01-{n:02};2026;6;100,00;P-{n};1;V-{n};;Cursus" for n in range(1, 19)]
    spent = [f"uitgave;2026-02-{n:02};2026;6;10,00;U-{n};1;V-1;;Cursus" for n in range(1, 21)]
    book(own_home, "sudwest-fryslan", (*promised, *spent))
    app = opened("action_line", plan="sudwest-fryslan", line="6")
    page = plain(written(app))
    assert "20 uitgaven tot en met 30 september 2026: samen € 200" in page
    assert "En nog 5 oudere boekingen, samen € 50" in page
    assert text("nl", "bookings.not_all", count=16) in page
    assert "U-6/1" in page
    assert "U-5/1" not in page
    assert text("nl", "bookings.rest_commitments", count=3) in page
    assert "Samen € 1.800,00 € 200,00 € 1.700,00" in page
    labels = [toggle.label for toggle in app.toggle]
    assert text("nl", "bookings.newest", count=16) in labels
    assert text("nl", "bookings.newest_commitments", count=16) in labels


def test_the_bookings_of_one_line_do_not_repeat_its_name() -> None:
    column = f'<th scope="col">{text("nl", "bookings.line")}</th>'
    assert column not in written(opened("action_line", plan="sudwest-fryslan", line="2"))
    assert column in written(opened("action_line", plan="sudwest-fryslan", line="action_lines"))


def test_without_bookings_a_sentence_says_so() -> None:
    page = written(opened("action_line", plan="sudwest-fryslan", line="6"))
    assert "Tot en met 30 september 2026 zijn er geen uitgaven geboekt." in plain(page)
    assert "pok-bookings" not in page


def test_a_plan_without_findings_says_so_instead_of_an_empty_table(own_home: intake.Home, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE_PLAN.parent, tmp_path / "plans" / THIRD)
    loaded = intake.load_plans(own_home, tmp_path / "plans" / THIRD, MANAGER, dt.datetime.now(dt.UTC))
    assert isinstance(loaded, intake.PlansLoaded)
    page = written(opened("sources", plan=THIRD))
    assert text("nl", "findings.none") in part(page, text("nl", "findings.title"))
    assert f'<th scope="col">{text("nl", "findings.we")}</th>' not in page


def test_each_spread_over_the_months_names_its_lines() -> None:
    card = part(written(opened("overview", plan="sudwest-fryslan")), "Uitgegeven")
    spreads = card.split("Verdeling over maanden")[1:]
    assert len(spreads) == 3
    assert [re.search(r"Aanname (\w[^:]*):", spread)[1].split(",")[0] for spread in spreads]  # type: ignore[index]


def test_a_spread_of_some_lines_names_them_also_where_the_others_have_none() -> None:
    lines = [builders.line("a", [builders.allocation(100)]), builders.line("b", [builders.allocation(100)])]
    one, both = ([builders.phasing(code, "2025-01", "2026-12") for code in codes] for codes in ("a", "ab"))
    (row,) = explanation.phasings(builders.plan(lines, phasings=one), "total")
    assert row.meaning.startswith("Line a: ")
    (row,) = explanation.phasings(builders.plan(lines, phasings=both), "total")
    assert "Line" not in row.meaning


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_spread_by_the_source_is_not_called_adopted(language: str, own_home: intake.Home, tmp_path: Path) -> None:
    folder = third_plan(tmp_path)
    told = (folder / "plan.toml").read_text(encoding="utf-8").replace('kind = "adopted"', 'kind = "source"')
    (folder / "plan.toml").write_text(told.replace('decision = "Collegebesluit 3 juni 2025"\n', ""), encoding="utf-8")
    loaded = intake.load_plans(own_home, folder, MANAGER, dt.datetime.now(dt.UTC))
    assert isinstance(loaded, intake.PlansLoaded)
    page = plain(written(opened("overview", plan=THIRD, lang=language)))
    assert text(language, "years.phased_source") in page
    assert text(language, "years.note_source") in page
    assert text(language, "years.phased_adopted") not in page


def test_what_is_not_in_the_ledger_yet_is_told_only_where_it_matters() -> None:
    told = text("nl", "clock.not_in_it", date="30 september 2026")
    assert told in plain(written(opened("overview", plan="dordrecht")))
    assert told not in plain(written(opened("overview", plan="dordrecht", as_of="2025-12-31")))


def test_of_what_is_unknown_nothing_is_called_calculated(own_home: intake.Home) -> None:
    intake.remove_examples(own_home, None, own_home.settings().actor, dt.datetime.now(dt.UTC))
    page = written(opened("overview", plan="sudwest-fryslan"))
    assert part(page, "Uitgegeven").startswith("Uitgegeven bedrag onbekend Er zijn geen uitgaven ingelezen.")
    assert part(page, "Nog niet uitgegeven").startswith("Nog niet uitgegeven bedrag onbekend")
    expected = part(page, text("nl", "kpi.forecast", year=2027))
    assert "Nog geen verwachting Bron en uitleg" in expected
    assert "In 8 van de 10" not in expected


def test_a_derived_period_and_the_margin_are_told_under_the_conclusion() -> None:
    page = plain(written(opened("action_line", plan="sudwest-fryslan", line="5")))
    assert "Het bedrag geldt voor 2025 tot en met 2027 samen" not in page
    assert "noemt het bedrag voor 2025 tot en met 2027 samen. Wij verdelen het over 2026 (afgeleid)." in page
    assert "In 8 van de 10 gevallen tussen € 27.000 en € 31.000 te kort." in page


def test_what_is_final_is_not_called_a_forecast(own_home: intake.Home, tmp_path: Path) -> None:
    add_third_plan(own_home, tmp_path)
    rows = (
        "verplichting;2025-03-01;2025;2;1000,00;V-1;1;V-1;;Cursus",
        "uitgave;2025-03-04;2025;2;1000,00;B-3;1;V-1;;Cursus",
    )
    content = intake.LedgerFile("jaar.csv", file(rows, "2026-12-31"))
    after = dt.datetime(2027, 1, 5, tzinfo=dt.UTC)
    assert isinstance(intake.import_file(own_home, content, THIRD, MANAGER, after), intake.Imported)
    page = plain(written(opened("action_line", plan=THIRD, line="2")))
    assert "Eind 2026: € 38.900 over." in page
    assert "deze verwachting" not in page.casefold()
    running = plain(written(opened("action_line", plan="sudwest-fryslan", line="2")))
    assert text("nl", "explain.margin_is") in running
