"""Control of a file: every row is accounted for, amounts tie, what changes is shown, and the choices are passed on."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from intake_home import ADVISER, PLAN, at, imported, new_home, snapshot
from ledger_files import file
from streamlit.testing.v1 import AppTest
from test_pages import exact, plain, written

from pokdash import intake
from pokdash.domain.ledger import CommitmentBalance, Ledger, MonthlySpending
from pokdash.figures.shares import change_shares
from pokdash.intake import Choices, Home, Imported, OnChange, Preview, Refused, Request, Strange
from pokdash.intake.strange import strange
from pokdash.ledger import RowProblem
from pokdash.ledger.proposal import PERSONAL_DATA
from pokdash.store import queries
from pokdash.texts import LANGUAGES, text, typed_amount
from pokdash.texts.catalog import catalog
from pokdash.ui import data_control, data_saved, parts
from pokdash.ui.control_rejected import as_csv, told
from pokdash.ui.data_desk import Desk, Here
from pokdash.ui.effect import effect

HEADING = "Boekdatum;Boekstuk;Onderdeel;Omschrijving;Bedrag"
JANUARY = (
    "13-01-2025;B-1;a;Inhuur;1.100,00",
    "14-01-2025;B-2;a;Creditnota;-30,00",
    "31-01-2025;B-3;b;Zaal;81,50",
)
FEBRUARY = (
    JANUARY[0],
    "14-01-2025;B-2;a;Creditnota;-50,00",
    "31-01-2025;B-3;b;Andere zaal;81,50",
    "13-02-2025;B-4;a;Inhuur via NL91ABNA0417164300;2.000,00",
    "14-02-2025;B-5;b;Teruggave;-40,00",
    "15-02-2025;B-6;b;Zaal;PM",
    "31-02-2025;B-7;b;Zaal;9,00",
    ";;;;",
)


def answers(until: str) -> dict[str, str]:
    return {"coverage": until, "amount.sign": "costs_positive"}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return new_home(tmp_path)


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[intake.Examiner]:
    work = tmp_path / "work"
    work.mkdir()
    with intake.Examiner(work, 4 << 30) as examiner:
        yield examiner


def request(home: Home, content: bytes, choices: Choices) -> Request:
    path = home.path.parent / "boekingen.csv"
    path.write_bytes(content)
    version = queries.plan_version(snapshot(home), PLAN)
    assert version
    return Request(path, path.name, version.plan, choices)


def own_file(*rows: str) -> bytes:
    return "\n".join((HEADING, *rows, "")).encode()


def looked(home: Home, reader: intake.Examiner, asked: Request) -> Preview:
    found = intake.preview(home, asked, ADVISER, at(1), reader)
    assert isinstance(found, Preview)
    assert not found.examined.proposal.questions
    return found


@pytest.fixture(scope="module")
def february(tmp_path_factory: pytest.TempPathFactory) -> tuple[Preview, Request]:
    """January is saved; the next file repeats it, with two changes and two wrong rows. Nobody changes it."""
    home, work = new_home(tmp_path_factory.mktemp("february")), tmp_path_factory.mktemp("work")
    with intake.Examiner(work, 4 << 30) as reader:
        january = request(home, own_file(*JANUARY), Choices(answers=answers("2025-01-31")))
        saved = intake.save(home, january, looked(home, reader, january).examined, ADVISER, at(1))
        assert isinstance(saved, Imported)
        choices = Choices(answers=answers("2025-02-28"), keep_good_rows=True, on_change=OnChange.LEAVE)
        asked = request(home, own_file(*FEBRUARY), choices)
        return looked(home, reader, asked), asked


@pytest.mark.parametrize(
    ("amounts", "sign", "expected"),
    [
        (("1.100,00", "-30,00", "81,50"), "costs_positive", []),
        (("1.100,00", "-30,00", "81,50"), "costs_negative", ["negative_total", "negative_lines"]),
        (("1.100,00", "-30,00", "-9,50"), "costs_positive", ["negative_line"]),
        (("400.000,01", "0,01", "200.000,02"), "costs_positive", ["far_aboves"]),
        (("400.000,00", "-0,01", "200.000,00"), "costs_positive", []),
    ],
)
def test_what_is_strange_is_told_and_what_is_usual_is_not(
    home: Home, reader: intake.Examiner, amounts: tuple[str, ...], sign: str, expected: list[str]
) -> None:
    lines = [row.rpartition(";")[0] for row in JANUARY]
    rows = [f"{line};{amount}" for line, amount in zip(lines, amounts, strict=True)]
    given = {"coverage": "2025-01-31", "amount.sign": sign}
    found = looked(home, reader, request(home, own_file(*rows), Choices(answers=given)))
    assert [one.what for one in found.strange] == expected
    assert all(say_all(one) for one in found.strange)


def test_many_bookings_that_come_to_next_to_nothing_are_strange(home: Home, reader: intake.Examiner) -> None:
    for amount, expected in (("9,99", ["small"]), ("10,01", [])):
        rows = [f"{day:02}-01-2025;B-{day};a;Inhuur;{amount}" for day in range(1, 21)]
        asked = request(home, own_file(*rows), Choices(answers=answers("2025-01-31")))
        found = looked(home, reader, asked)
        assert [one.what for one in found.strange] == expected
        assert all(say_all(one) for one in found.strange)


def test_earlier_years_without_a_booking_are_told_once(home: Home, reader: intake.Examiner) -> None:
    def asked(year: int) -> Request:
        rows = [f"13-01-{year};B-{year};a;Inhuur;100,00"]
        return request(home, own_file(*rows), Choices(answers=answers(f"{year}-01-31")))

    assert looked(home, reader, asked(2025)).strange == ()
    later = asked(2026)  # January of 2026 is the first that this ledger gets
    told = looked(home, reader, later)
    assert [(one.what, one.params["years"]) for one in told.strange] == [("empty_year", "2025")]
    assert all(say_all(one) for one in told.strange)
    assert isinstance(intake.save(home, later, told.examined, ADVISER, at(1)), Imported)
    rows = ["13-01-2026;B-2026;a;Inhuur;100,00", "13-02-2026;B-2;a;Inhuur;100,00"]
    february = request(home, own_file(*rows), Choices(answers=answers("2026-02-28")))
    assert looked(home, reader, february).strange == ()


def test_a_year_with_a_booking_of_any_kind_is_not_empty() -> None:
    booked = Ledger(
        1, True, False, None, None,
        (MonthlySpending("a", 2027, dt.date(2027, 1, 1), Decimal(1), Decimal(0), 1),),
        tuple(CommitmentBalance("V", "a", year, Decimal(1), Decimal(0)) for year in (2025, 2029)),
    )  # fmt: skip
    assert booked.years_without_bookings(2024) == (2024, 2026)
    assert replace(booked, spending=()).years_without_bookings(2024) == ()


def test_the_same_ledger_with_other_booking_numbers_is_strange(home: Home, reader: intake.Examiner) -> None:
    january = request(home, own_file(*JANUARY), Choices(answers=answers("2025-01-31")))
    saved = intake.save(home, january, looked(home, reader, january).examined, ADVISER, at(1))
    assert isinstance(saved, Imported)
    again = [row.replace("B-", "2025-") for row in JANUARY]
    found = looked(home, reader, request(home, own_file(*again), Choices(answers=answers("2025-01-31"))))
    assert [one.what for one in found.strange] == ["twice"]
    assert found.strange[0].params == {"count": 3, "rows": 3, "amount": Decimal("1151.50")}
    assert say_all(found.strange[0])
    more = [*JANUARY, *again[:1], "15-02-2025;B-9;a;Inhuur;7,00", "16-02-2025;B-10;b;Zaal;8,00"]
    found = looked(home, reader, request(home, own_file(*more), Choices(answers=answers("2025-02-28"))))
    assert found.strange == ()


def say_all(one: Strange) -> bool:
    """Whether its sentences exist in every language."""
    return all(
        text(language, f"strange.{one.what}", **one.params) and text(language, f"strange.cause_{one.cause}")
        for language in LANGUAGES
    )


def test_dates_far_outside_the_plan_are_strange(february: tuple[Preview, Request]) -> None:
    found, asked = february
    assert asked.plan
    assert found.examined.conversion
    late = replace(found.examined.conversion, last_date=dt.date(2029, 1, 1))
    told = strange(replace(found.examined, conversion=late), asked.plan, found.after)
    assert [one.what for one in told] == ["dates"]
    assert say_all(told[0])
    at_the_end = replace(late, last_date=dt.date(2028, 12, 31))
    assert strange(replace(found.examined, conversion=at_the_end), asked.plan, found.after) == ()


def deciding(found: object, here: object) -> None:
    """The step as the page draws it, with a desk that is kept between its runs."""
    import streamlit as st  # noqa: PLC0415 - this function is a script of its own

    from pokdash.ui import data_control, data_desk  # noqa: PLC0415

    desk = st.session_state.setdefault("desk", data_desk.Desk(found=found))  # type: ignore[arg-type]
    data_control.draw(desk, found, here)  # type: ignore[arg-type]


def test_saving_what_is_strange_takes_a_tick(home: Home, reader: intake.Examiner) -> None:
    given = {"coverage": "2025-01-31", "amount.sign": "costs_negative"}
    asked = request(home, own_file(*JANUARY), Choices(answers=given))
    assert asked.plan
    told = {"found": looked(home, reader, asked), "here": Here(home, ADVISER, asked.plan, "", at(1))}
    app = AppTest.from_function(deciding, default_timeout=30, kwargs=told).run()
    assert not app.exception, app.exception
    page = written(app)
    assert page.index(text("nl", "control.total.whole")) < page.index(text("nl", "strange.cause_sign"))
    assert app.button(key="data-save").disabled
    app.checkbox(key="data-sure").check().run()
    assert not app.button(key="data-save").disabled
    assert text("nl", "strange.first_sure") not in written(app)


def test_a_typed_total_that_differs_holds_back_saving(home: Home, reader: intake.Examiner) -> None:
    asked = request(home, own_file(*JANUARY), Choices(answers=answers("2025-01-31")))
    assert asked.plan
    found = looked(home, reader, asked)
    desk, here = Desk(found=found), Here(home, ADVISER, asked.plan, "", at(1))
    app = AppTest.from_function(deciding, default_timeout=30, kwargs={"found": found, "here": here})
    app.session_state["desk"] = desk
    app.run()
    first_agree = text("nl", "control.total.first_agree")

    def type_total(typed: str) -> tuple[bool, bool, int]:
        app.text_input(key="control-typed-total").input(typed).run()
        assert not app.exception, app.exception
        return app.button(key="data-save").disabled, first_agree in written(app), len(app.checkbox)

    assert type_total("") == (False, False, 0)
    assert type_total("1.151,50") == (False, False, 0)
    assert type_total("veel") == (True, True, 0)
    assert type_total("1.151,00") == (True, True, 1)
    assert plain(app.checkbox(key="control-differs").label) == "Bewaar met dit verschil (+ € 0,50)"
    app.checkbox(key="control-differs").check().run()
    assert not app.button(key="data-save").disabled
    assert type_total("1.150,00") == (True, True, 1)
    assert not app.checkbox(key="control-differs").value
    assert type_total("") == (False, False, 0)
    app.text_input(key="control-typed-total").input("1")  # typed and pressed at once: nothing may be saved
    app.button(key="data-save").click().run()
    assert (desk.job, desk.saved, app.button(key="data-save").disabled) == (None, None, True)


def test_changed_and_vanished_bookings_are_saved_only_after_a_choice(home: Home, reader: intake.Examiner) -> None:
    january = request(home, own_file(*JANUARY), Choices(answers=answers("2025-01-31")))
    assert isinstance(intake.save(home, january, looked(home, reader, january).examined, ADVISER, at(1)), Imported)
    rows = ("14-01-2025;B-2;a;Creditnota;-50,00", *JANUARY[2:], "13-02-2025;B-4;a;Inhuur;2.000,00")
    given = Choices(answers=answers("2025-02-28"), on_change=OnChange.LEAVE)
    asked = request(home, own_file(*rows), given)
    assert asked.plan
    here = Here(home, ADVISER, asked.plan, "", at(1))
    left = looked(home, reader, asked)
    app = AppTest.from_function(deciding, default_timeout=30, kwargs={"found": left, "here": here}).run()
    assert not app.exception, app.exception
    assert (app.radio(key="control-changed").value, app.button(key="data-save").disabled) == (None, True)
    page = words(written(app))
    assert "Bewaren kan als u hierboven kiest wat er gebeurt met 2 boekingen" in page
    assert text("nl", "effect.undecided") in page
    headline = plain(data_control.sentence(left, undecided=True))
    assert headline.startswith("1 nieuwe rij kan erbij, samen € 2.000. U kiest nog wat er gebeurt met 2 boekingen")
    assert "1 boeking staat niet meer in dit bestand" in page
    assert "B-1 13 januari 2025 Lijn a € 1.100 1 2" in page
    assert "Dubbel: 2 rijen staan al in een eerdere inleesactie, waarvan 1 nu met iets anders erin" in page
    assert "1 × staat al in een eerdere inleesactie, maar nu met iets anders erin" in page
    by = "+ € 1.120 van dit bestand: + € 20 door veranderde boekingen (1) en + € 1.100 door boekingen"
    assert f"dan verschilt het dashboard straks {by}" in page
    app.radio(key="control-changed").set_value(OnChange.LEAVE).run()
    assert not app.button(key="data-save").disabled
    page = words(written(app))
    assert f"Daardoor verschilt het dashboard straks {by}" in page
    assert text("nl", "effect.undecided") not in page
    corrected = looked(home, reader, replace(asked, choices=replace(given, on_change=OnChange.CORRECT)))
    assert "2 rijen kunnen erbij, samen € 1.950, en € 1.070 gaat terug." in plain(data_control.sentence(corrected))
    assert corrected.before
    assert corrected.after
    spent = corrected.after.total.spent, corrected.before.total.spent
    assert (spent[0] or 0) - (spent[1] or 0) == 1950 - 1070


def test_nothing_is_offered_where_no_good_row_is_new(home: Home, reader: intake.Examiner) -> None:
    january = request(home, own_file(*JANUARY), Choices(answers=answers("2025-01-31")))
    assert isinstance(intake.save(home, january, looked(home, reader, january).examined, ADVISER, at(1)), Imported)
    assert january.plan
    here = Here(home, ADVISER, january.plan, "", at(1))
    wrong = own_file(*JANUARY[:2], "31-01-2025;B-3;b;Zaal;82,50", "31-02-2025;B-9;b;Zaal;9,00")
    for rows, until, on_change, said, buttons in (
        (own_file(*JANUARY[::-1]), "2025-01-31", OnChange.LEAVE, text("nl", "data.title_nothing_new"), set()),
        (own_file(*JANUARY[1:], JANUARY[0]), "2025-02-28", OnChange.LEAVE, "wordt 28 februari 2025", {"data-save"}),
        (wrong, "2025-02-28", OnChange.LEAVE, "Er komen geen rijen bij. 1 rij kan niet.", {"data-save"}),
        (wrong, "2025-02-28", OnChange.CORRECT, "1 rij kan erbij", {"data-save", "data-save-good"}),
    ):
        given = Choices(answers=answers(until), keep_good_rows=True, on_change=on_change)
        found = looked(home, reader, request(home, rows, given))
        assert said in plain(data_control.sentence(found))
        app = AppTest.from_function(deciding, default_timeout=30, kwargs={"found": found, "here": here})
        app.session_state["desk"] = desk = Desk(found=found)
        desk.choose(PLAN, given)
        app.run()
        assert {one.key for one in app.button if (one.key or "").startswith("data-save")} == buttons


def test_what_was_saved_and_is_undone_since_is_not_called_saved(home: Home) -> None:
    saved = imported(home, file(["uitgave;2025-01-13;2025;a;900,00;V-1;1;;;Inhuur"], "2025-01-31"))
    version = queries.plan_version(snapshot(home), PLAN)
    assert version
    here = Here(home, ADVISER, version.plan, "", at(2))
    assert data_saved.still_counts(saved, here)
    assert isinstance(intake.undo(home, saved.batch, ADVISER, at(2), "verkeerd"), intake.Changed)
    assert not data_saved.still_counts(saved, here)


@pytest.mark.parametrize(
    ("on_change", "said"),
    [(OnChange.CORRECT, "en zijn teruggeboekt: 1, samen € 25"), (OnChange.LEAVE, "en bleven staan: 1, samen € 25")],
)
def test_what_was_taken_back_is_said_after_saving_and_in_the_list(
    home: Home, monkeypatch: pytest.MonkeyPatch, on_change: OnChange, said: str
) -> None:
    first = "uitgave;2025-01-13;2025;a;900,00;V-1;1;;;Inhuur"
    imported(home, file([first, "uitgave;2025-01-14;2025;a;25,00;V-2;1;;;Zaal"], "2025-01-31"))
    later = intake.LedgerFile("later.csv", file([first, "uitgave;2025-01-15;2025;a;7,00;V-3;1;;;Zaal"], "2025-01-31"))
    saved = intake.import_file(home, later, PLAN, ADVISER, at(2), on_change=on_change)
    assert isinstance(saved, Imported)
    message = plain(data_saved.told(saved))
    assert said in message
    assert message.startswith("1 rij is bewaard, samen € 7, geboekt t/m 31 januari 2025.")
    corrects = on_change is OnChange.CORRECT
    assert ("Van eerdere inleesacties is € 25 teruggeboekt." in message) == corrects
    (newest, *_) = queries.batches(snapshot(home), PLAN)
    drawn: list[str] = []
    monkeypatch.setattr("streamlit.html", lambda body, **_: drawn.append(body))
    parts.html("batch.html", batch=newest, imported="", why="", stays="")
    listed = plain(drawn[0])
    assert "1 rij, samen € 7" in listed
    assert ("teruggeboekt van eerdere inleesacties: € 25" in listed) == corrects


def script() -> None:
    """The parts as the page draws them; what is chosen is kept."""
    import streamlit as st  # noqa: PLC0415 - this function is a script of its own

    from pokdash.ui import control, control_changed, control_total, effect  # noqa: PLC0415

    def choose(choices: object) -> None:
        st.session_state["chosen"] = choices

    asked = st.session_state["asked"]
    control.draw(st.session_state["found"], asked.plan, asked.choices, choose)
    effect.draw(st.session_state["found"], asked.plan)
    control_total.draw(st.session_state["found"], asked.choices.on_change, None, choose)
    control_changed.choice(st.session_state["found"], asked.choices, choose)


def drawn(found: Preview, asked: Request, language: str = "nl") -> AppTest:
    app = AppTest.from_function(script, default_timeout=30)
    app.session_state["found"], app.session_state["asked"] = found, asked
    app.session_state["language"] = language
    app.run()
    assert not app.exception, app.exception
    return app


def words(page: str) -> str:
    """The words of a page; the cents of an amount stand in a mark of their own."""
    return plain(re.sub(r'<span class="pok-cents">([^<]*)</span>', r"\1", page))


def tiles(page: str) -> dict[str, int]:
    return {name: int(count) for name, count in re.findall(r'data-count="(\w+)">(\d+)<', page)}


def effects(page: str) -> dict[tuple[str, str], str]:
    cells = re.findall(r'data-effect="(\w+)" data-scope="(\w+)"[^>]*>(.*?)</td>', page)
    return {(scope, name): words(cell) for name, scope, cell in cells}


def test_every_row_is_saved_left_out_or_rejected(february: tuple[Preview, Request]) -> None:
    page = written(drawn(*february))
    assert tiles(page) == {"read": 8, "kept": 2, "left_out": 4, "rejected": 2}
    assert "Weggelaten: 4 rijen" in page
    left_out = words(page)
    assert "1 × staat al in een eerdere inleesactie 2 × staat al in een eerdere inleesactie, maar nu met" in left_out
    assert "1 × lege regel" in left_out


def test_a_rejected_row_says_what_stands_there_why_not_and_what_was_expected(february: tuple[Preview, Request]) -> None:
    page = words(written(drawn(*february)))
    assert "Rij 7 Bedrag PM Het bedrag is niet bekend. Dat is iets anders dan nul. een bedrag, bijvoorbeeld" in page
    assert "Rij 8 Boekdatum 31-02-2025" in page


def test_the_amounts_of_the_file_tie_with_the_total_that_is_typed(february: tuple[Preview, Request]) -> None:
    app = drawn(*february)
    page = words(written(app))
    assert "Bewaren: 2 rijen € 1.960" in page
    assert "Dubbel: 3 rijen staan al in een eerdere inleesactie, waarvan 2 nu met iets anders erin € 1.131,50" in page
    assert "Afgekeurd: 2 rijen, waarvan 1 met een bedrag € 9" in page
    assert "Samen in het bestand € 3.100,50" in page
    for typed, told_so in {
        "3.100,50": "Uw controletotaal (€ 3.100,50) is gelijk aan het bestand, maar niet aan het dashboard.",
        "3100": "Verschil + € 0,50: bestand min uw controletotaal (€ 3.100).",
        "5.10": text("nl", "control.total.not_read", example="82.660,00"),
    }.items():
        assert told_so in words(written(app.text_input(key="control-typed-total").input(typed).run()))


def test_changed_bookings_show_old_and_new_and_descriptions_on_request(february: tuple[Preview, Request]) -> None:
    app = drawn(*february)
    page = words(written(app))
    assert "2 boekingen zijn veranderd sinds een eerdere inleesactie" in page
    assert "3 bedrag − € 30 − € 50 − € 20 1" in page
    assert "Andere zaal" not in page
    assert "Andere zaal" in words(written(app.toggle(key="control-changed-descriptions").set_value(True).run()))
    choice = app.radio(key="control-changed")
    assert (choice.value, choice.options) == (OnChange.LEAVE, ["Laat staan", "Boek een correctie van −\u00a0€\u00a020"])
    choice.set_value(OnChange.CORRECT).run()
    assert app.session_state["chosen"] == Choices(
        february[1].choices.profile, answers("2025-02-28"), True, OnChange.CORRECT
    )


def test_personal_data_stay_out_unless_somebody_keeps_them(february: tuple[Preview, Request]) -> None:
    app = drawn(*february)
    assert "1 omschrijving met een rekeningnummer (IBAN). De eerste rijen: 5." in words(written(app))
    assert plain(text("nl", "control.personal_limits")) in words(written(app))
    app.radio(key="control-personal").set_value("keep").run()
    assert app.session_state["chosen"].answers == {**answers("2025-02-28"), PERSONAL_DATA: "keep"}


def test_with_rejected_rows_no_correction_takes_back_what_is_gone(home: Home, reader: intake.Examiner) -> None:
    january = request(home, own_file(*JANUARY), Choices(answers=answers("2025-01-31")))
    assert isinstance(intake.save(home, january, looked(home, reader, january).examined, ADVISER, at(1)), Imported)
    rows = own_file(*JANUARY[1:], "31-02-2025;B-7;b;Zaal;9,00")
    asked = request(home, rows, Choices(None, answers("2025-02-28"), True, OnChange.LEAVE))
    app = drawn(looked(home, reader, asked), asked)
    assert "want er zijn rijen afgekeurd" in plain(" ".join(app.radio(key="control-changed").captions))
    assert "want er zijn ook rijen afgekeurd" in words(written(app))


def test_the_effect_is_that_of_the_preview(february: tuple[Preview, Request]) -> None:
    found, asked = february
    assert found.before
    assert found.after
    shown = effects(written(drawn(found, asked)))
    for scope in ("a", "b", "total"):
        now, after = found.before.scope(scope).remaining, found.after.scope(scope).remaining
        assert shown[scope, "now"] == exact(now)
        assert shown[scope, "after"] == exact(after)
    assert (shown["a", "change"], shown["b", "change"]) == ("€ 2.000", "− € 40")
    assert shown["total", "change"] == "€ 1.960"


def test_the_effect_says_what_is_promised_and_what_an_invoice_pays_of_it(home: Home, reader: intake.Examiner) -> None:
    imported(home, file(["uitgave;2025-01-13;2025;a;900,00;B-1;1;;;Inhuur"], "2025-01-31"))
    promised = "verplichting;2025-02-13;2025;a;500,00;V-1;1;V-1;;Opdracht"
    asked = request(home, file([promised], "2025-02-28"), Choices())
    assert "vastgelegd: was € 0, wordt € 500" in words(written(drawn(looked(home, reader, asked), asked)))
    imported(home, file([promised], "2025-02-28"), 2)
    paid = request(home, file(["uitgave;2025-02-20;2025;a;120,00;B-2;1;V-1;;Inhuur"], "2025-02-28"), Choices())
    assert "vastgelegd: was € 500, wordt € 380" in words(written(drawn(looked(home, reader, paid), paid)))


def test_a_file_with_nothing_but_commitments_says_that_spending_is_unknown(home: Home, reader: intake.Examiner) -> None:
    promised = "verplichting;2025-02-13;2025;a;500,00;V-1;1;V-1;;Opdracht"
    asked = request(home, file([promised], "2025-02-28"), Choices())
    page = written(drawn(looked(home, reader, asked), asked))
    assert text("nl", "effect.spending_unknown") in page
    assert effects(page)["a", "change"] == text("nl", "effect.no_spending")
    assert text("nl", "effect.key_earlier") not in page  # no bar is drawn, so nothing is explained
    imported(home, file(["uitgave;2025-01-13;2025;a;900,00;B-1;1;;;Inhuur"], "2025-01-31"))
    beside = written(drawn(looked(home, reader, asked), asked))
    assert text("nl", "effect.spending_unknown") not in beside
    assert text("nl", "effect.key_earlier") in beside


def test_money_that_comes_back_is_drawn_as_left(february: tuple[Preview, Request]) -> None:
    page = written(drawn(*february))
    bars = re.findall(r'<div class="pok-effect-bar".*?</div>', page, re.DOTALL)
    assert [re.findall(r"pok-effect-(\w+)\"", bar)[1:] for bar in bars] == [
        ["left", "booked", "earlier"], ["left", "returned", "earlier"],
    ]  # fmt: skip
    assert text("nl", "effect.key_returned") in page


def test_a_first_import_starts_from_unknown_and_never_from_zero(home: Home, reader: intake.Examiner) -> None:
    asked = request(home, own_file(*JANUARY), Choices(answers=answers("2025-01-31")))
    shown = effects(written(drawn(looked(home, reader, asked), asked)))
    assert shown["a", "now"] == text("nl", "unknown.amount")
    assert shown["a", "change"] == "€ 1.070"


def test_invented_bookings_make_way_and_are_no_comparison(home: Home, reader: intake.Examiner) -> None:
    spent = ["uitgave;2025-01-13;2025;a;900,00;V-1;1;;;Verzonnen"]
    imported(home, file(spent, "2025-01-31", example=True))
    asked = request(home, own_file(*JANUARY), Choices(answers=answers("2025-01-31")))
    page = written(drawn(looked(home, reader, asked), asked))
    assert text("nl", "effect.examples_go", plan="Proefstad") in page
    assert text("nl", "effect.now_invented") in page
    shown = effects(page)
    assert (shown["a", "now"], shown["a", "change"]) == ("€ 199.100", "€ 1.070")


def test_the_whole_is_said_in_every_language(february: tuple[Preview, Request]) -> None:
    found, asked = february
    for language in LANGUAGES:
        page = written(drawn(found, asked, language))
        assert text(language, "effect.title") in page
        assert text(language, "control.total.title") in page


def test_a_file_without_a_good_row_says_what_is_wrong_with_its_rows(home: Home, reader: intake.Examiner) -> None:
    rows = own_file("31-02-2025;B-7;b;Zaal;9,00", "15-02-2025;B-6;b;Zaal;PM")
    given = {**answers("2025-02-28"), "amount.marks": "comma"}
    asked = request(home, rows, Choices(answers=given, keep_good_rows=True))
    found = looked(home, reader, asked)
    assert isinstance(found.outcome, Refused)
    assert [(one.line, one.problem) for one in found.outcome.problems] == [(2, "date_form"), (3, "amount_unknown")]
    page = words(written(drawn(found, asked)))
    assert text("nl", "control.rejected_rows.in_the_way") not in page
    assert text("nl", "unknown.amount") not in page


def test_rows_that_stop_the_import_are_listed(home: Home, reader: intake.Examiner) -> None:
    asked = request(home, own_file(*FEBRUARY), Choices(answers=answers("2025-02-28")))
    found = looked(home, reader, asked)
    assert isinstance(found.outcome, Refused)
    app = drawn(found, asked)
    page = written(app)
    assert tiles(page) == {"read": 8, "kept": 5, "left_out": 1, "rejected": 2}
    assert text("nl", "control.good") in page
    assert effects(page) == {}


def test_a_row_whose_commitment_is_nowhere_is_rejected_and_listed(home: Home, reader: intake.Examiner) -> None:
    rows = ["uitgave;2025-01-13;2025;a;100,00;B-1;1;;;Inhuur", "uitgave;2025-01-14;2025;a;7,50;B-2;1;V-9;;Inhuur"]
    asked = request(home, file(rows, "2025-01-31"), Choices(keep_good_rows=True))
    page = words(written(drawn(looked(home, reader, asked), asked)))
    assert "Afgekeurd: 1 rij " in page
    assert "verplichting V-9 Deze verplichting bestaat niet bij onderdeel a." in page
    assert "Afgekeurd: 1 rij met een verplichting die nergens staat € 7,50" in page
    assert "Samen in het bestand € 107,50" in page


def test_where_a_row_is_kept_apart_nothing_that_is_only_missing_is_taken_back(
    home: Home, reader: intake.Examiner
) -> None:
    promise = "verplichting;2025-01-02;2025;a;500,00;V-3;1;V-3;;Licentie"
    invoice, other = (f"uitgave;2025-01-1{at};2025;a;4{at},00;B-{at};1;{{}};;Zaal" for at in (4, 5))
    looked_at = request(home, file([promise, invoice.format("V-3"), other.format("")], "2025-01-31"), Choices())
    saved = intake.save(home, looked_at, looked(home, reader, looked_at).examined, ADVISER, at(1))
    assert isinstance(saved, Imported)
    nowhere = "uitgave;2025-01-16;2025;a;99,00;B-9;1;V-9;;Zaal"
    choices = Choices(keep_good_rows=True, on_change=OnChange.CORRECT)
    again = request(home, file([promise, invoice.format("V-3"), nowhere], "2025-02-28"), choices)
    outcome = looked(home, reader, again).outcome
    assert isinstance(outcome, Imported)
    assert (outcome.gone_count, outcome.gone_reversed, outcome.rows_rejected, outcome.total_reversed) == (
        1,
        False,
        1,
        0,
    )


def test_the_download_has_every_rejected_row_and_no_formula(home: Home, reader: intake.Examiner) -> None:
    wrong = [f"31-02-2025;X-{number};b;Zaal;{number},00" for number in range(1500)]
    asked = request(
        home,
        own_file(JANUARY[0], *wrong, "=1+1;X;b;Zaal;5,00"),
        Choices(answers=answers("2025-02-28"), keep_good_rows=True),
    )
    examined = looked(home, reader, asked).examined
    conversion = examined.conversion
    assert conversion
    assert len(conversion.problems) == 1000
    found = list(intake.every_problem(conversion))
    assert [told(one, "nl") for one in found[:1000]] == [told(one, "nl") for one in conversion.problems]
    assert len(found) == conversion.problem_count > 1500
    rows = as_csv(found, "nl").decode("utf-8-sig").splitlines()
    assert rows[0] == "Rij;Kolom;Er staat;Waarom niet;Verwacht"
    assert rows[1].startswith("3;Boekdatum;31-02-2025;Dit is geen datum")
    assert len(rows) == 1 + len(found)
    assert any(";'=1+1;" in row for row in rows)
    headings = [column.name for column in examined.columns]
    whole = as_csv(found, "nl", headings, intake.original_rows(conversion)).decode("utf-8-sig").splitlines()
    assert whole[0] == f"{rows[0]};{HEADING}"
    assert whole[1] == f"{rows[1]};31-02-2025;X-0;b;Zaal;0,00"
    assert whole[-1].endswith(";'=1+1;X;b;Zaal;5,00")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_words_before_what_was_expected(language: str) -> None:
    reasons = [key.removeprefix("row_problem.") for key in catalog(language) if key.startswith("row_problem.")]
    mark = text(language, "control.rejected_rows.mark")
    for reason in reasons:
        sentence = catalog(language)[f"row_problem.{reason}"]
        params = dict.fromkeys(re.findall(r"{(\w+)}", sentence), "1")
        said = told(RowProblem(3, None, None, reason, params), language)
        assert said.why
        assert bool(said.expected) == (mark in sentence and not sentence.startswith(mark))


@pytest.mark.parametrize(
    ("remaining", "change", "drawn_as"),
    [
        ("60", "-10", (60, 10, 0, 30)),
        ("60", "10", (50, 0, 10, 40)),
        ("60", None, (60, 0, 0, 40)),
        ("-5", "-20", (0, 15, 0, 85)),
        ("-5", "-3", (0, 0, 0, 100)),
        ("120", "-10", (100, 0, 0, 0)),
    ],
)
def test_a_bar_is_divided_into_a_hundred(
    february: tuple[Preview, Request], remaining: str, change: str | None, drawn_as: tuple[int, ...]
) -> None:
    assert february[0].after
    left = Decimal(remaining)
    figures = replace(february[0].after.line("a").figures, remaining=left, spent=Decimal(100) - left)
    bar = change_shares(figures, None if change is None else Decimal(change), Decimal(200))
    assert bar
    assert (bar.left, bar.booked, bar.returned, bar.earlier) == drawn_as
    assert (bar.width, bar.overspent) == (50, left < 0)
    assert change_shares(replace(figures, remaining=None), Decimal(1), Decimal(200)) is None


def test_unknown_spending_is_no_change_of_zero(february: tuple[Preview, Request]) -> None:
    found = february[0]
    assert found.before
    assert found.after
    unknown = replace(found.after, total=replace(found.after.total, spent=None, remaining=None))
    made = effect("total", "Samen", found.before, unknown)
    assert (made.change, made.bar, made.still) == (text("nl", "unknown.amount"), None, False)
    assert effect("b", "", found.after, found.after).still
    assert not effect("b", "", found.before, found.after).still


@pytest.mark.parametrize(
    ("written_as", "language", "amount"),
    [
        ("82.660,00", "nl", "82660.00"),
        ("82660", "fy", "82660"),
        (" € 1.234,5 ", "nl", "1234.5"),
        ("€ 1.234,-", "nl", "1234"),
        ("− € 3,20", "nl", "-3.20"),
        ("82,660.00", "en", "82660.00"),
        ("82.66", "nl", None),
        ("82,660.00", "nl", None),
        ("82.660,00", "en", None),
        ("1.2345", "nl", None),
        ("--5", "nl", None),
        ("1e5", "nl", None),
        ("nan", "nl", None),
    ],
)
def test_a_typed_amount_is_read_exactly_or_not_at_all(written_as: str, language: str, amount: str | None) -> None:
    assert typed_amount(written_as, language) == (None if amount is None else Decimal(amount))
