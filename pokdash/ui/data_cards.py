"""Gegevens, vragen: a card for every question that the file leaves open, and the answers that were given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import streamlit as st

from pokdash.domain.plan import Plan
from pokdash.domain.position import Position
from pokdash.intake import Examined, PlaceRow
from pokdash.ledger.proposal import AnswerProblem, Proposal, Question, asked, said_rests_on
from pokdash.ui import data_places, data_readings, parts
from pokdash.ui.data_asked import Given, about_place, cards, given
from pokdash.ui.data_places import AnswerWith, Effect
from pokdash.ui.say import language, literal, say, say_count

Withdraw = Callable[[str], None]
_MOST_LISTED = 6  # answers that are shown without unfolding them


def draw(examined: Examined, plan: Plan, now: Position | None, answer: AnswerWith, withdraw: Withdraw) -> None:
    """The open questions, then the answers so far. `answer` gives answers by key, `withdraw` takes one back.

    `now` is the position before anything of this file is saved; None is not known.
    """
    proposal = examined.proposal
    for problem in proposal.problems:
        _problem(problem, withdraw)
    groups = cards(proposal.questions)
    if not groups:
        parts.html("heading.html", level=2, title=say("data_asked.none"), note="")
    effect = Effect.of(examined, now)
    rows = _with_descriptions(examined.place_rows)
    for at, questions in enumerate(groups, start=1):
        number = say("data_asked.number", number=at, count=len(groups))
        with st.container(key=f"data-question-{at}", border=True):
            if len(questions) > 1:
                data_places.ask_all(number, questions, _below(questions[0], proposal))
                data_places.draw_list(questions, rows, plan, answer)
            else:
                _question(number, questions[0], _below(questions[0], proposal), rows.get(questions[0].key, ()))
                if about_place(questions[0]):
                    data_places.draw(questions[0], plan, effect, answer)
                else:
                    data_readings.draw(questions[0], answer)
    _given(given(proposal), withdraw)


def _with_descriptions(rows: Mapping[str, tuple[PlaceRow, ...]]) -> Mapping[str, tuple[PlaceRow, ...]]:
    """The rows of the questions about places; what people wrote only on request, because a screen is often shared."""
    if not any(one.description for some in rows.values() for one in some):
        return rows
    if st.toggle(say("data_asked.descriptions"), key="data-place-descriptions"):
        return rows
    return {key: tuple(replace(one, description="") for one in some) for key, some in rows.items()}


def _below(question: Question, proposal: Proposal) -> str:
    return said_rests_on(question, proposal.questions, language())


def _question(number: str, question: Question, rests_on: str, rows: Sequence[PlaceRow]) -> None:
    said, more = asked(question, language())
    parts.html("data_asked_question.html", number=number, asked=said, more=more, rests_on=rests_on, rows=rows)


def _problem(problem: AnswerProblem, withdraw: Withdraw) -> None:
    """Why an answer is of no use, with a button that takes it back."""
    why = say(f"question.problem.{problem.problem}", **problem.params)
    parts.message("warning", say("data_asked.problem", question=problem.key, value=problem.value, why=why))
    label = say("data_asked.withdraw", question=literal(problem.key))
    st.button(label, key=f"data-remove-{problem.key}", on_click=withdraw, args=(problem.key,))


def _given(answers: Sequence[Given], withdraw: Withdraw) -> None:
    if not answers:
        return
    title = say_count("data_asked.given", len(answers))
    if len(answers) > _MOST_LISTED:
        with st.expander(title):
            _list(answers, withdraw)
        return
    parts.html("heading.html", level=2, title=title, note="")
    _list(answers, withdraw)


def _list(answers: Sequence[Given], withdraw: Withdraw) -> None:
    for at, one in enumerate(answers):
        part = say(f"evidence.part.{one.part}") if one.part else say("data_asked.others")
        with st.container(key=f"data-answered-{at}", horizontal=True, vertical_alignment="center"):
            parts.html("data_asked_answer.html", part=part, about=one.about, meaning=one.meaning.said(language()))
            label = say("data_asked.change", about=literal(one.about or part))
            st.button(label, key=f"data-change-{one.key}", on_click=withdraw, args=(one.key,))
