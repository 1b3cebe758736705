"""The page Verloop: what it says of every part and year, with amendments, carry-over and without bookings."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from ledger_files import file, row
from test_pages import exact, facts_of, opened, own_home, plain, written

from pokdash import intake
from pokdash.domain.actor import Actor, Role
from pokdash.domain.plan_changes import Amendment, PhasingMethod
from pokdash.domain.provenance import Standing
from pokdash.domain.recordable import Backing, Months, phasing
from pokdash.texts import text

__all__ = ["own_home"]
ADVISER = Actor("Anne", Role.ADVISER)
NOW = dt.datetime(2026, 10, 9, 12, tzinfo=dt.UTC)
DECIDED = Backing("Anne", NOW.date(), "schuift", "Raad 14 april 2026", "punt 2", "van 2026 naar 2027")


@pytest.fixture(autouse=True)
def _home(initialised_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POKDASH_HOME", str(initialised_home))


def page(**parameters: str) -> str:
    shown = written(opened("burn_down", **parameters))
    assert text(parameters.get("lang", "nl"), "message.crashed") not in shown
    return plain(shown)


def recorded(home: intake.Home, *wanted: intake.Wanted) -> None:
    outcome = intake.record(home, "sudwest-fryslan", wanted, ADVISER, NOW)
    assert isinstance(outcome, intake.Recorded), outcome


def moved(delta: int, year: int) -> Amendment:
    return Amendment(
        line="tichtby", on=dt.date(2026, 4, 14), delta=DECIDED.amount(Decimal(delta)), standing=Standing.COUNCIL,
        decision=DECIDED.decision or "", year=year,
    )  # fmt: skip


@pytest.mark.parametrize("scope", ["total", "claims", "action_lines", "1", "3", "5", "6", "training"])
def test_every_part_says_what_is_left_of_it(scope: str) -> None:
    shown, figures = page(plan="sudwest-fryslan", line=scope), facts_of("sudwest-fryslan").position.scope(scope)
    assert figures.remaining is not None
    assert exact(abs(figures.remaining)) in shown
    assert "Over en te kort tellen we niet bij elkaar op." in shown or scope == "6"


@pytest.mark.parametrize("year", ["", "2024", "2025", "2026", "2027"])
def test_turned_over_it_says_what_was_spent(year: str) -> None:
    shown = page(plan="sudwest-fryslan", show="spent", **({"year": year} if year else {}))
    spent = facts_of("sudwest-fryslan").position.total.spent
    assert spent is not None
    assert year or exact(spent).split(",")[0] in shown
    assert "beschikbaar" in shown


@pytest.mark.parametrize("year", ["2024", "2025", "2026", "2027"])
def test_a_year_says_that_money_for_a_period_is_divided_for_the_drawing_only(year: str) -> None:
    shown = page(plan="sudwest-fryslan", year=year)
    told = "nog niet over de jaren verdeeld: de fasering verdeelt het alleen voor deze tekening"
    assert (told in shown) == (year != "2024")
    assert f"Het geld van {year}" in shown


def test_a_year_without_money_says_so() -> None:
    assert "Voor 2024 noemt geen document een bedrag" in page(plan="sudwest-fryslan", line="3", year="2024")


def test_a_wrong_year_is_said_and_all_years_are_shown() -> None:
    assert "Dat jaar heeft Súdwest-Fryslân niet. U ziet nu alle jaren." in page(plan="sudwest-fryslan", year="2031")


def test_lines_that_are_short_stand_first_with_when_they_are_empty_and_what_would_fit() -> None:
    shown = page(plan="sudwest-fryslan")
    assert shown.index("te kort op Wijkteams") < shown.index("te kort op Rechtsbescherming")
    assert shown.index("te kort op Rechtsbescherming") < shown.index("over op Digitale overheid")
    assert "Leeg rond februari 2027. Precies uitkomen kan met € 9.270,18 per maand." in shown
    assert "Nog geen verwachting: Toekomstscenario." in shown


def test_earlier_expectations_that_were_not_shown_say_so() -> None:
    shown = page(plan="sudwest-fryslan")
    assert "keer lag de uitkomst binnen de marge. Wij streven naar 8 van de 10." in shown
    assert "Nagerekend met de boekingen tot die dag. Toen is dit niet getoond." in shown


def test_the_plan_before_amendments_is_compared_too(own_home: intake.Home) -> None:
    assert "oorspronkelijke plan" not in page(plan="sudwest-fryslan")
    recorded(own_home, intake.Wanted(moved(-120_000, 2026), "x"), intake.Wanted(moved(120_000, 2027), "x"))
    shown = page(plan="sudwest-fryslan")
    assert "Vergeleken met het oorspronkelijke plan is het" in shown
    assert "14 april 2026: − € 120.000; 14 april 2026: + € 120.000" in shown
    assert "plan na wijziging (aanname)" in shown
    assert "“van 2026 naar 2027”" in shown
    assert "Raad 14 april 2026, punt 2" in shown


def test_an_assumption_of_other_months_is_not_called_equal_months(own_home: intake.Home) -> None:
    assert "dan bij gelijke maandbedragen (aanname)" in page(plan="sudwest-fryslan", line="3")
    months = Months(PhasingMethod.FRONT_LOADED, 2025 * 12 + 6, 2027 * 12 + 11)
    recorded(own_home, intake.Wanted(phasing("3", months, Backing("Anne", NOW.date(), "start")), "start"))
    for of in ("3", "total"):
        shown = page(plan="sudwest-fryslan", line=of)
        assert "dan volgens de fasering (aanname)" in shown
        assert "gelijke maandbedragen (aanname)" not in shown
    assert "dan bij gelijke maandbedragen (aanname)" in page(plan="dordrecht")


def test_without_bookings_nothing_is_called_zero(own_home: intake.Home) -> None:
    assert isinstance(intake.remove_examples(own_home, None, ADVISER, NOW), intake.Changed)
    for plan in ("sudwest-fryslan", "dordrecht"):
        shown = page(plan=plan)
        assert not [told for told in ("€ 0 over", "€ 0 te kort", "€ 0 nog over") if told in shown]
        assert "Nog geen verwachting" in shown
        assert "Er zijn nog geen eerdere verwachtingen om mee te vergelijken." in shown


@pytest.mark.parametrize("day", ["2023-06-30", "2024-01-15", "2026-02-28", "2027-12-31", "2030-06-30"])
def test_every_reference_date_can_be_looked_at(day: str) -> None:
    for plan in ("sudwest-fryslan", "dordrecht"):
        page(plan=plan, as_of=day)


def test_a_line_that_is_overspent_without_a_pace_is_short_all_the_same(own_home: intake.Home) -> None:
    rows = row(regel="6", bedrag="50000,00", boekstuk="B-1", boekdatum="2026-03-02", boekjaar="2026")
    outcome = intake.import_file(own_home, intake.LedgerFile("x.csv", file([rows])), "sudwest-fryslan", ADVISER, NOW)
    assert isinstance(outcome, intake.Imported), outcome
    shown = page(plan="sudwest-fryslan")
    assert "nu al € 5.650 te kort op Toekomstscenario" in shown
    assert "Nog geen verwachting: Toekomstscenario" not in shown


def test_a_note_stands_on_the_axis_and_can_be_taken_back(own_home: intake.Home) -> None:
    app = opened("burn_down", plan="sudwest-fryslan")
    key = "note-sudwest-fryslan-0"
    assert app.button(f"{key}-button").disabled
    app.date_input(f"{key}-on").set_value(dt.date(2026, 2, 3))
    app.text_input(f"{key}-text").set_value("Leverancier failliet").run()
    app.button(f"{key}-button").click().run()
    assert "3 februari 2026 Leverancier failliet" in plain(written(app))
    assert app.text_input("note-sudwest-fryslan-1-text").value == ""
    app.text_input("take-back-note-1-why").set_value("bij het verkeerde plan").run()
    app.button("take-back-note-1-button").click().run()
    assert "Leverancier failliet" not in plain(written(app))


def test_the_thresholds_of_the_plan_are_told_and_none_is_invented() -> None:
    shown = page(plan="sudwest-fryslan")
    assert "Sneller of langzamer bij meer dan 5% van het bedrag en bij meer dan € 5.000" in shown
    assert "Afwijking melden niet ingesteld; er is geen grens bekend" in shown
    assert "⚑" not in shown


def test_a_chosen_year_has_its_own_sentence() -> None:
    shown = page(plan="sudwest-fryslan", year="2025")
    assert "Eind 2025 over: € 31.711,52. Uitgegeven in 2025: € 614.995,48." in shown
    assert "Van het geld van 2025: € 3.027,35 over." in shown
    assert "Er is nog" not in shown
    assert "2027: Dit jaar moet nog beginnen." in page(plan="sudwest-fryslan", year="2027")
    assert "Voor 2027 noemt geen document een bedrag" in page(plan="sudwest-fryslan", year="2027", line="raadslieden")


def test_what_is_final_is_exact_and_has_no_range() -> None:
    shown = page(plan="sudwest-fryslan")
    assert "€ 2.679,88 over, eindstand op Sociale raadslieden" in shown
