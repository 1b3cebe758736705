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
    assert "2024 › 2025 € 1.353 ··· voorgesteld vast. Uiterlijk te besluiten: 31 december 2099" in shown
    assert "voorgesteld naar een ander jaar € 1.353 nog geen voorstel € 4.654" in shown
    assert "voorgesteld naar een ander jaar bedrag onbekend samen" in shown
    overview = plain(written(opened("overview", plan=SWF)))
    assert "dagen om te besluiten over de overheveling van 2024 naar 2025: uiterlijk 31 december 2099." in overview


def test_a_carry_over_is_added_and_then_decided(own_home: intake.Home) -> None:
    app = page()
    app.selectbox("carrying-from").set_value(2024)
    app.selectbox("carrying-to").set_value(2025)
    app.text_input("carrying-amount").set_value("1.353")
    app.text_input("carrying-add-why").set_value("jaarrekening")
    app.run()
    app.button("carrying-add-button").click().run()
    assert "Vastgelegd: 2024-2025." in said(app)
    key = "carrying-decide-2024-2025"
    app.segmented_control(f"{key}-status").set_value("decided")
    app.selectbox(f"{key}-decision").select_index(0)
    app.text_input(f"{key}-why").set_value("raad")
    app.run()
    app.button(f"{key}-button").click().run()
    assert "Schrijf de zin uit het besluit erbij." in said(app)
    app.text_input(f"{key}-quote").set_value("het restant gaat naar 2025").run()
    app.button(f"{key}-button").click().run()
    (decided,) = version(own_home).plan.carry_overs
    assert (decided.status, decided.amount.value) == (CarryOverStatus.DECIDED, 1353)
    assert "‘het restant gaat naar 2025’" in said(app) or "het restant gaat naar 2025" in said(app)


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
