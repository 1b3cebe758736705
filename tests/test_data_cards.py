"""Gegevens: the cards of the questions about a file, the answers, and how the file is read, drawn by Streamlit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import builders
import pytest
from ledger_files import small_plan
from streamlit.testing.v1 import AppTest
from test_pages import plain, written

from pokdash.domain.measure import position
from pokdash.domain.plan import Plan
from pokdash.domain.position import Position
from pokdash.intake import Choices, Examined, Request, examine
from pokdash.ledger.profile import NOT_IN_PLAN
from pokdash.ledger.proposal import Standing
from pokdash.texts import LANGUAGES, euro, text
from pokdash.ui.data_asked import cards, given
from pokdash.ui.say import literal

HEADING = "Boekdatum;Boekstuk;Rekening;Omschrijving;Bedrag"
MARKS = ("13-01-2026;B-1;43812;Inhuur;980", "14-01-2026;B-2;43812;Creditnota;-1.250", "15-01-2026;B-3;43812;Zaal;8.100")
PLACES = (
    "13-01-2026;B-1;43812;Inhuur;1.100,00",
    "14-01-2026;B-2;43812;Creditnota;-30,00",
    "31-01-2026;B-3;62;Zaal;81,50",
)
MANY = (
    *(f"{day}-01-2026;B-{day};{43000 + day};Inhuur;{day},50" for day in range(13, 19)),
    "20-01-2026;B-20;43013;Creditnota;-1,00",
)
PLACES_GIVEN = {"rule.account=43812": "a", "rule.account=62": NOT_IN_PLAN}

Look = Callable[..., Examined]


@pytest.fixture
def look(tmp_path: Path) -> Look:
    def looked(rows: tuple[str, ...], *, plan: Plan | None = None, **answers: str) -> Examined:
        path = tmp_path / "export.csv"
        path.write_text("\n".join((HEADING, *rows, "")), encoding="utf-8")
        chosen = Choices(answers=answers)
        found = examine(Request(path, path.name, plan or small_plan(), chosen), tmp_path, lambda _: None)
        assert isinstance(found, Examined), found
        return found

    return looked


class Screen:
    """The parts on a screen of their own, and what they call back."""

    def __init__(
        self, examined: Examined, now: Position | None = None, plan: Plan | None = None, language: str = "nl"
    ) -> None:
        self.answers: list[dict[str, str]] = []
        self.withdrawn: list[str] = []
        self.kept: list[str] = []
        told = {
            "examined": examined,
            "plan": plan or small_plan(),
            "now": now,
            "answer": self.answers.append,
            "withdraw": self.withdrawn.append,
            "keep": self.kept.append,
            "language": language,
        }
        self.app = AppTest.from_function(drawn, default_timeout=30, kwargs=told).run()
        assert not self.app.exception, self.app.exception

    @property
    def words(self) -> str:
        return plain(written(self.app))

    def press(self, key: str) -> None:
        self.app.button(key=key).click().run()
        assert not self.app.exception, self.app.exception

    @property
    def labels(self) -> list[str]:
        return [button.label for button in self.app.button]


def drawn(examined, plan, now, answer, withdraw, keep, language):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    """Run as a script of its own, that knows no name of this module."""
    import streamlit as st  # noqa: PLC0415

    from pokdash.ui import data_cards, data_understood  # noqa: PLC0415

    st.session_state["language"] = language
    data_cards.draw(examined, plan, now, answer, withdraw)
    data_understood.draw(examined, answer, keep)


def shown(amount: Decimal) -> str:
    return euro(amount).replace("\u00a0", " ")


def now(plan: Plan, spent: str = "40000", *, example: bool = False) -> Position:
    ledger = builders.ledger([builders.spent("a", "2026-03", spent)])
    return replace(position(plan, 1, ledger, dt.date(2026, 12, 31)), example=example)


def test_both_readings_of_an_amount_stand_beside_each_other_and_nothing_is_chosen(look: Look) -> None:
    screen = Screen(look(MARKS))
    assert "Wat betekent" in screen.words
    for read, total in (("− € 1.250", "€ 7.830,00"), ("− € 1,25", "€ 986,85")):
        assert f"Hele bestand samen: {total}" in screen.words
        assert read in screen.words
    assert "gaan uit van het eerste antwoord op: ‘Wat betekent" in screen.words  # of the account below
    assert not screen.answers
    assert "primary" not in {button.proto.type for button in screen.app.button}
    screen.press("data-answer-amount.marks-point")
    assert screen.answers == [{"amount.marks": "point"}]


def test_the_button_says_what_tells_the_readings_apart(look: Look) -> None:
    labels = Screen(look(MARKS)).labels
    assert literal("Het is −\u00a0€\u00a01.250") in labels
    assert literal("Het is −\u00a0€\u00a01,25") in labels


def test_a_line_says_what_is_left_of_it_now_and_afterwards(look: Look) -> None:
    plan = small_plan()
    position_now = now(plan)
    left = position_now.line("a").figures.remaining
    assert left is not None
    screen = Screen(look(PLACES), position_now)
    assert f"nu nog over {shown(left)}, daarna {shown(left - 1070)}" in screen.words
    assert "2 rijen weggelaten € 0 erbij" in screen.words
    screen.press("data-answer-rule.account=43812-a")
    screen.press(f"data-answer-rule.account=62-{NOT_IN_PLAN}")
    assert screen.answers == [{"rule.account=43812": "a"}, {"rule.account=62": NOT_IN_PLAN}]


@pytest.mark.parametrize(
    ("rows", "known", "why"),
    [
        (PLACES, False, "after_unknown"),
        (PLACES, True, "after_examples"),
        (MARKS, True, "after_amount"),
        (("13-01-2026;B-1;43812;Inhuur;1,50", "14-01-2026;B-2;43812;Zaal;2,50"), True, "after_amount"),
    ],
)
def test_what_is_left_afterwards_is_never_guessed(look: Look, rows: tuple[str, ...], known: bool, why: str) -> None:
    plan = small_plan()
    if why == "after_amount" and rows != MARKS:
        rows = (*rows, "15-01-2026;B-3;43812;Zaal;-2,50")
    screen = Screen(look(rows), now(plan, example=why == "after_examples") if known else None)
    assert text("nl", "data_asked.after_not_known") in screen.words
    assert text("nl", f"data_asked.{why}") in screen.words
    assert "daarna €" not in screen.words


def test_a_value_is_shown_with_its_first_rows_and_their_descriptions_on_request(look: Look) -> None:
    for rows, shown in ((PLACES, "rij 2: 13-01-2026 1.100,00"), (MANY, "rij 2: 13-01-2026 13,50")):
        screen = Screen(look(rows))
        assert shown in screen.words
        assert "Inhuur" not in screen.words
        screen.app.toggle(key="data-place-descriptions").set_value(True).run()
        assert f"{shown} Inhuur" in screen.words


def test_many_values_are_one_list_that_sends_what_was_chosen(look: Look) -> None:
    screen = Screen(look(MANY))
    assert "Bij welk onderdeel horen deze 6 waarden (de rekening)?" in screen.words
    assert "43013 2 rijen € 12,50" in screen.words
    screen.app.selectbox(key="data-line-rule.account=43013").select("b")
    screen.app.selectbox(key="data-line-rule.account=43015").select(NOT_IN_PLAN)
    screen.press("data_asked.keep")
    assert screen.answers == [{"rule.account=43013": "b", "rule.account=43015": NOT_IN_PLAN}]


def test_all_other_values_can_be_left_out_at_once(look: Look) -> None:
    screen = Screen(look(MANY))
    screen.app.selectbox(key="data-line-rule.account=43013").select("b")
    screen.press("data_asked.keep_others")
    assert screen.answers == [{"rule.account=43013": "b", "rule.account=*": NOT_IN_PLAN}]
    settled = look(MANY, **screen.answers[0])
    assert not [question for question in settled.proposal.questions if question.key.startswith("rule.")]
    after = Screen(settled)
    assert "Gekozen Alle andere waarden niet in dit plan" in after.words
    after.press("data-change-rule.account=*")
    assert after.withdrawn == ["rule.account=*"]


def test_what_is_read_out_of_a_value_is_the_value(look: Look) -> None:
    screen = Screen(look(tuple(row.replace(";430", ";0.") for row in MANY)))
    assert next(box.label for box in screen.app.selectbox) == text("nl", "data_asked.line_of", value="0.13")


def test_nothing_is_sent_when_nothing_was_chosen(look: Look) -> None:
    screen = Screen(look(MANY))
    screen.press("data_asked.keep")
    assert not screen.answers


def test_with_many_lines_one_is_chosen_from_a_list(look: Look) -> None:
    lines = [builders.line(code, [builders.allocation(100000, 2026)]) for code in "abcdef"]
    plan = builders.plan(lines, first_year=2025, last_year=2027)
    screen = Screen(look(PLACES, plan=plan), now(plan), plan)
    assert screen.app.button(key="data-answer-rule.account=43812").disabled
    screen.app.selectbox(key="data-line-rule.account=43812").select("c").run()
    assert "daarna € 98.930" in screen.words
    screen.press("data-answer-rule.account=43812-c")
    assert screen.answers == [{"rule.account=43812": "c"}]


def test_another_day_than_the_readings_can_be_typed(look: Look) -> None:
    screen = Screen(look(PLACES, **PLACES_GIVEN))
    assert screen.app.button(key="data-answer-coverage").disabled
    screen.app.date_input(key="data-free-coverage").set_value(dt.date(2026, 2, 15)).run()
    screen.press("data-answer-coverage")
    assert screen.answers == [{"coverage": "2026-02-15"}]


def test_what_another_answer_decides_is_not_asked_yet(look: Look) -> None:
    asked = look(("03-04-2026;B-1;43812;Inhuur;1,00", "05-06-2026;B-2;43812;Creditnota;-2,00")).proposal.questions
    assert {question.key for question in asked} >= {"date.order", "coverage"}
    assert "coverage" not in [card[0].key for card in cards(asked)]


def test_an_answer_stands_below_the_questions_and_can_be_changed(look: Look) -> None:
    screen = Screen(look(PLACES, **PLACES_GIVEN))
    assert "✓ Gekozen Plek in het plan 62 niet in dit plan" in screen.words
    screen.press("data-change-rule.account=62")
    assert screen.withdrawn == ["rule.account=62"]


def test_an_answer_that_is_of_no_use_is_said_and_can_be_taken_back(look: Look) -> None:
    screen = Screen(look(PLACES, coverage="gisteren", zomaar="1"))
    assert "Het antwoord gisteren op coverage is niet gebruikt." in screen.words
    assert text("nl", "question.problem.unknown_key", known="").split(".")[0] in screen.words
    screen.press("data-remove-zomaar")
    assert screen.withdrawn == ["zomaar"]


def test_a_file_without_questions_says_so_and_its_profile_can_be_kept(look: Look) -> None:
    screen = Screen(look(PLACES, **PLACES_GIVEN, coverage="2026-01-31"))
    assert text("nl", "data_asked.none") in screen.words
    screen.app.text_input(key="data-profile-name").input("Grootboek").run()
    screen.press("data-keep")
    assert screen.kept == ["Grootboek"]


def test_a_profile_with_open_questions_cannot_be_kept(look: Look) -> None:
    screen = Screen(look(PLACES))
    assert text("nl", "data_understood.keep_later") in screen.words
    assert "data-keep" not in [button.key for button in screen.app.button]


def test_descriptions_are_shown_on_request(look: Look) -> None:
    screen = Screen(look(PLACES))
    assert "Inhuur" not in screen.words
    screen.app.toggle(key="data-descriptions").set_value(True).run()
    assert "Inhuur" in screen.words


def test_the_evidence_says_how_certain_each_part_is_in_words(look: Look) -> None:
    words = Screen(look(PLACES, **{"rule.account=62": "b"})).words
    assert "✓ bewezen Punt of komma" in words
    assert "✓ gekozen Plek in het plan 62 : b. " in words
    assert "? vraag Plek in het plan Vraag 1. Bij welk onderdeel hoort 43812" in words


def test_what_is_proven_can_be_answered_otherwise(look: Look) -> None:
    examined = look(PLACES)
    proven = [one for one in examined.proposal.evidence if one.question and one.standing is not Standing.ANSWERED]
    marks = next(one.question for one in proven if one.question and one.question.key == "amount.marks")
    screen = Screen(examined)
    opening = [button for button in screen.app.button if "anders lezen" in button.label]
    assert len(opening) == len(proven)
    next(button for button in opening if button.label.startswith("Punt of komma")).click().run()
    assert marks.sentence.said("nl") in screen.words
    assert text("nl", "data_evidence.close") in screen.labels
    screen.press(f"data-answer-amount.marks-{marks.readings[1].value}")
    assert screen.answers == [{"amount.marks": marks.readings[1].value}]
    assert text("nl", "data_evidence.close") not in screen.labels
    otherwise = Screen(look(PLACES, **screen.answers[0]))
    assert "✓ gekozen Punt of komma" in otherwise.words
    otherwise.press("data-change-amount.marks")
    assert otherwise.withdrawn == ["amount.marks"]


def test_what_stands_in_a_file_is_no_markup(look: Look) -> None:
    rows = (*PLACES[:2], "31-01-2026;B-3;<b>*x*</b>;Zaal;81,50")
    screen = Screen(look(rows, **{"rule.account=<b>*x*</b>": "a"}))
    assert "<b>*x*</b>" not in written(screen.app)
    assert literal("Wijzig <b>*x*</b>".removeprefix("Wijzig ")) in " ".join(screen.labels)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("rows", "answers"), [(MARKS, {"zomaar": "1"}), (MANY, {"rule.account=43013": "b"})])
def test_every_language_is_complete(look: Look, rows: tuple[str, ...], answers: dict[str, str], language: str) -> None:
    words = Screen(look(rows, **answers), now(small_plan()), language=language).words
    assert "{" not in words
    assert text(language, "data_understood.title") in words


def test_every_answer_has_its_own_evidence(look: Look) -> None:
    examined = look(PLACES, **PLACES_GIVEN, coverage="2026-01-31")
    assert [(one.key, one.part) for one in given(examined.proposal)] == [
        ("rule.account=43812", "rules"),
        ("rule.account=62", "rules"),
        ("coverage", "coverage"),
    ]
