"""The page Fasering: what is filled in, checked, shown and recorded, by who may; the register of carry-over."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from test_pages import opened, own_home, plain, written

from pokdash import intake
from pokdash.domain.actor import Actor, Role
from pokdash.domain.plan_changes import CarryOver, CarryOverStatus, Phasing, PhasingStanding
from pokdash.domain.provenance import Words
from pokdash.domain.recordable import Backing
from pokdash.store import PlanVersion, Snapshot, queries

__all__ = ["own_home"]
SWF = "sudwest-fryslan"
LINE = f"phasing-{SWF}-3"
SAVE = f"phasing-save-{SWF}-3"
NOW = dt.datetime(2026, 10, 9, 12, tzinfo=dt.UTC)
ADVISER = Actor("Anne", Role.ADVISER)
NOTE = Backing("Anne", NOW.date(), "Berap 2026")


def page(line: str = "3", **more: str) -> AppTest:
    return opened("phasing", plan=SWF, line=line, **more)


def said(app: AppTest) -> str:
    assert not app.exception, app.exception
    return plain(written(app))


def version(home: intake.Home) -> PlanVersion:
    current = home.store.snapshot()
    assert isinstance(current, Snapshot)
    found = queries.plan_version(current, SWF)
    assert found is not None
    return found


def of_line_3(home: intake.Home) -> Phasing:
    return next(one for one in version(home).plan.phasings if one.line == "3")


def with_years(app: AppTest, *amounts: str) -> AppTest:
    app.segmented_control(f"{LINE}-method").set_value("year_amounts").run()
    for year, amount in zip((2025, 2026, 2027), amounts, strict=True):
        app.text_input(f"{LINE}-amount-{year}").set_value(amount)
    return app.run()


def test_amounts_per_year_are_checked_shown_and_saved_as_an_assumption(own_home: intake.Home) -> None:
    app = with_years(page(), "96.000", "165.120", "109.990")
    assert "✓ Samen € 371.110. Er is niets over of te veel." in said(app)
    assert "Volgens fasering over € 185.555 € 151.270" in said(app)
    assert app.button(f"{SAVE}-button").disabled
    app.text_input(f"{SAVE}-why").set_value("Extra inzet bij de start").run()
    app.button(f"{SAVE}-button").click().run()
    assert "Vastgelegd: 3." in said(app)
    (entry,) = version(own_home).entries
    assert (entry.reason, of_line_3(own_home).kind) == (
        "Extra inzet bij de start", PhasingStanding.ASSUMPTION
    )  # fmt: skip
    assert "aanname: bedrag per jaar" in said(app)


@pytest.mark.parametrize(
    ("amounts", "told"),
    [
        (("95.000", "165.120", "109.990"), "◆ U moet nog € 1.000 verdelen."),
        (("97.000", "165.120", "109.990"), "◆ U verdeelt € 1.000 te veel."),
        (("96.00", "165.120", "109.990"), "‘96.00’ is geen bedrag."),
        (("", "", ""), "Vul de bedragen in."),
    ],
    ids=["too little", "too much", "unread", "empty"],
)
def test_amounts_that_do_not_add_up_cannot_be_saved(own_home: intake.Home, amounts: tuple[str, ...], told: str) -> None:
    app = with_years(page(), *amounts)
    assert told in said(app)
    buttons = [button for button in app.button if button.key == f"{SAVE}-button"]
    assert all(button.disabled for button in buttons)
    assert version(own_home).entries == ()


def test_a_decision_adopts_a_phasing(own_home: intake.Home) -> None:
    app = page()
    app.segmented_control(f"{LINE}-method").set_value("front_loaded").run()
    app.selectbox(f"{SAVE}-decision").select_index(0).run()
    app.text_input(f"{SAVE}-why").set_value("besloten").run()
    app.button(f"{SAVE}-button").click().run()
    adopted = of_line_3(own_home)
    assert (adopted.kind, bool(adopted.decision)) == (PhasingStanding.ADOPTED, True)
    assert "vastgesteld: begin zwaar" in said(app)


@pytest.mark.parametrize("line", ["raadslieden", "1", "5", "training"])
@pytest.mark.parametrize("language", ["nl", "en", "fy"])
def test_every_line_can_be_looked_at(
    initialised_home: Path, monkeypatch: pytest.MonkeyPatch, line: str, language: str
) -> None:
    monkeypatch.setenv("POKDASH_HOME", str(initialised_home))
    app = page(line, lang=language)
    for method in app.segmented_control(f"phasing-{SWF}-{line}-method").options:
        assert method
    assert said(app)


def test_the_register_shows_status_decision_and_what_a_year_still_has(own_home: intake.Home) -> None:
    moved = CarryOver(
        from_year=2024, to_year=2025, amount=NOTE.amount(Decimal(1353)), status=CarryOverStatus.PROPOSED,
        deadline=dt.date(2099, 12, 31),
    )  # fmt: skip
    unknown = CarryOver(from_year=2025, to_year=2026, amount=NOTE.amount(None), status=CarryOverStatus.PROPOSED)
    wanted = [intake.Wanted(moved, "Berap"), intake.Wanted(unknown, "Berap")]
    assert isinstance(intake.record(own_home, SWF, wanted, ADVISER, NOW), intake.Recorded)
    shown = said(page())
    assert "2024 › 2025 € 1.353 ··· voorgesteld Uiterlijk te besluiten: 31 december 2099" in shown
    assert "voorgesteld naar een ander jaar € 1.353 nog geen voorstel € 4.654" in shown
    assert "voorgesteld naar een ander jaar bedrag onbekend samen" in shown
    overview = plain(written(opened("overview", plan=SWF)))
    assert "dagen om te besluiten over de overheveling van 2024 naar 2025: uiterlijk 31 december 2099." in overview


def test_a_carry_over_is_added_decided_and_taken_back(own_home: intake.Home) -> None:
    app = page()
    app.selectbox("carrying-add-0-from").set_value(2024)
    app.selectbox("carrying-add-0-to").set_value(2025)
    app.text_input("carrying-add-0-amount").set_value("1.353")
    app.text_input("carrying-add-0-why").set_value("jaarrekening")
    app.run()
    app.button("carrying-add-0-button").click().run()
    assert "Vastgelegd: 2024-2025." in said(app)
    assert app.text_input("carrying-add-1-amount").value == ""  # a second press adds nothing
    key = "carrying-decide-2024-2025-1"
    app.segmented_control(f"{key}-status").set_value("decided")
    app.selectbox(f"{key}-decision").select_index(0)
    app.text_input(f"{key}-why").set_value("raad")
    app.run()
    app.button(f"{key}-button").click().run()
    assert "Schrijf de zin uit het besluit erbij." in said(app)
    app.text_input(f"{key}-quote").set_value("het restant gaat naar 2025").run()
    app.button(f"{key}-button").click().run()
    assert "Noem de dag van het besluit." in said(app)
    app.date_input(f"{key}-on").set_value(dt.date(2025, 6, 12)).run()
    app.button(f"{key}-button").click().run()
    (decided,) = version(own_home).plan.carry_overs
    assert (decided.status, decided.amount.value) == (CarryOverStatus.DECIDED, 1353)
    assert "het restant gaat naar 2025" in said(app)
    app.text_input("take-back-carry_over-2-why").set_value("toch niet").run()
    app.button("take-back-carry_over-2-button").click().run()
    assert version(own_home).plan.carry_overs == ()
    assert [entry.reason for entry in version(own_home).entries] == ["jaarrekening", "raad", "toch niet"]


def test_what_is_not_changed_of_a_carry_over_stays(own_home: intake.Home) -> None:
    backing = Backing("Anne", NOW.date(), "raad", "Raad 12 juni 2025", "punt 2", "als de subsidie komt")
    condition = Words(nl="de subsidie komt")
    carried = CarryOver(
        from_year=2024, to_year=2025, amount=backing.amount(Decimal(1353)), status=CarryOverStatus.DECIDED,
        decision=backing.decision, decided_on=dt.date(2025, 6, 12),
        conditional=True, condition=condition, deadline=dt.date(2026, 12, 31),
    )  # fmt: skip
    intake.record(own_home, SWF, [intake.Wanted(carried, "raad")], ADVISER, NOW)
    app, key = page(), "carrying-decide-2024-2025-0"
    app.date_input(f"{key}-deadline").set_value(dt.date(2027, 3, 1))
    app.text_input(f"{key}-why").set_value("uitstel").run()
    app.button(f"{key}-button").click().run()
    (found,) = version(own_home).plan.carry_overs
    assert found == carried.model_copy(update={"deadline": dt.date(2027, 3, 1)})


AMENDING = f"amending-{SWF}-0"


def amend(app: AppTest, delta: str) -> AppTest:
    app.text_input(f"{AMENDING}-delta").set_value(delta)
    app.date_input(f"{AMENDING}-on").set_value(dt.date(2026, 4, 14))
    app.selectbox(f"{AMENDING}-decision").select_index(0)
    for name in ("quote", "why"):
        app.text_input(f"{AMENDING}-{name}").set_value("wij schuiven")
    return app.run()


def test_money_that_moves_between_amounts_is_two_changes_and_one_total(own_home: intake.Home) -> None:
    before = version(own_home).plan
    app = amend(page(), "-12.000,50")
    assert "Het totaal van het plan verandert met − € 12.000,50." in said(app)
    other = app.selectbox(f"{AMENDING}-other")
    other.set_value(_place_of(app)).run()
    assert "Het totaal van het plan verandert" not in said(app)
    app.button(f"{AMENDING}-button").click().run()
    assert "Vastgelegd: 3-2026-04-14, tichtby-2026-04-14." in said(app)
    first, second = version(own_home).plan.amendments
    assert (first.line, first.year, first.delta.value) == ("3", None, Decimal("-12000.50"))
    assert (second.line, second.year, second.delta.value) == ("tichtby", 2027, Decimal("12000.50"))
    assert version(own_home).filed == before
    assert "Wijkteams, hele periode € 371.110 € 359.109" in said(app)
    app.text_input("take-back-amendment-1-why").set_value("vergissing").run()
    app.button("take-back-amendment-1-button").click().run()
    assert len(version(own_home).plan.amendments) == 1


def _place_of(app: AppTest) -> int:
    """The number of the amount of SWF Tichtby for 2027."""
    labels = list(app.selectbox(f"{AMENDING}-of-3").options)
    return labels.index("SWF Tichtby, 2027")


@pytest.mark.parametrize("missing", ["delta", "quote", "why"])
def test_a_change_without_amount_sentence_or_reason_is_not_offered(own_home: intake.Home, missing: str) -> None:
    app = amend(page(), "5.000")
    app.text_input(f"{AMENDING}-{missing}").set_value("").run()
    assert app.button(f"{AMENDING}-button").disabled
    assert "Nodig: een bedrag, de dag, het besluit met de zin waarin het staat, en de reden." in said(app)


def test_a_change_below_nothing_is_refused_and_nothing_is_kept(own_home: intake.Home) -> None:
    app = amend(page(), "-371.111")
    app.button(f"{AMENDING}-button").click().run()
    assert version(own_home).plan.amendments == ()
    assert app.text_input(f"{AMENDING}-delta").value == "-371.111"


def test_the_lines_of_a_group_are_phased_together_to_the_cent(own_home: intake.Home) -> None:
    key = f"phasing-{SWF}-action_lines"
    app = page("action_lines")
    app.segmented_control(f"{key}-method").set_value("back_loaded").run()
    assert "Volgens fasering over: Wijkteams" in said(app)
    assert "deze maanden gaan voor Rechtsbescherming verder dan de maanden van nu" in said(app)
    save = f"phasing-save-{SWF}-action_lines"
    app.text_input(f"{save}-why").set_value("late start").run()
    app.button(f"{save}-button").click().run()
    plan = version(own_home).plan
    lines = {line.code for line in plan.lines_of("action_lines")}
    assert {one.line for one in plan.phasings if one.method == "back_loaded"} == lines


def test_without_years_in_the_source_no_year_has_something_left(own_home: intake.Home) -> None:
    assert "Eind 2023 over" not in plain(written(opened("phasing", plan="dordrecht")))


def test_a_viewer_looks_and_has_no_buttons(own_home: intake.Home) -> None:
    (own_home.path / "settings.toml").write_text('name = "Veerle"\nrole = "viewer"\n', encoding="utf-8")
    app = page()
    assert not [button for button in app.button if button.key and button.key.startswith(("phasing", "carrying"))]
    assert "Eerdere faseringen van Wijkteams" in said(app)


def test_an_adviser_records_an_expectation_with_a_range(own_home: intake.Home) -> None:
    key = f"estimate-{SWF}-6"
    app = page("6")
    for name, amount in (("low", "20.000"), ("likely", "50.000"), ("high", "44.000")):
        app.text_input(f"{key}-{name}").set_value(amount)
    app.text_input(f"{key}-why").set_value("gesprek").run()
    assert "◆ De bedragen moeten oplopen" in said(app)
    assert app.button(f"{key}-button").disabled
    app.text_input(f"{key}-likely").set_value("30.000").run()
    app.button(f"{key}-button").click().run()
    assert "De eigen verwachting van een adviseur, met de eigen marge." in said(app)
    outlook = plain(written(opened("burn_down", plan=SWF, line="6")))
    assert "€ 14.000 over op Toekomstscenario" in outlook
    assert "tussen € 0 en € 24.000 over" in outlook or "€ 24.000 over" in outlook
    assert "gesprek" in outlook


def test_what_changed_in_the_plan_is_told_against_any_earlier_moment(own_home: intake.Home) -> None:
    assert "Wat veranderde er aan het plan?" not in said(page())
    app = amend(page(), "-12.000")
    app.button(f"{AMENDING}-button").click().run()
    shown = said(app)
    assert "begroot met alle wijzigingen Wijkteams € 371.110,00 € 359.110,00" in shown
    assert "wijziging Wijkteams – 14 april 2026: − € 12.000,00" in shown
