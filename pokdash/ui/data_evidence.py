"""Zo lezen wij dit bestand: why every part of a file is read as it is, and reading a part otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

import streamlit as st

from pokdash.ledger.proposal import Proposal, Question, Standing, asked
from pokdash.ui import data_readings, parts
from pokdash.ui.data_asked import cards, given, sentence
from pokdash.ui.say import language, say

_CONTESTED = "data-contested"
Answer = Callable[[dict[str, str]], None]


@dataclass(frozen=True, slots=True)
class _Row:
    """A part of the file: how certain it is, the card that asks about it, the word that it is about, and why.

    `question` is what a person may answer otherwise, None where there is nothing to choose.
    """

    standing: Standing
    part: str
    card: int | None
    about: str
    sentence: str
    question: Question | None = None


def draw(proposal: Proposal, answer: Answer) -> None:
    """Every row of the evidence; one that can be read otherwise has a button that opens its readings below it."""
    parts.html("heading.html", level=2, title=say("data_understood.title"), note="")
    with st.container(key="data-evidence"):
        parts.html("data_evidence_names.html")
        for (at, contested), rows in groupby(enumerate(_rows(proposal)), _together):
            shown = [row for _, row in rows]
            if contested is None:
                parts.html("data_evidence.html", rows=shown)
            else:
                _contestable(at, shown[0], contested, answer)


def _together(numbered: tuple[int, _Row]) -> tuple[int, Question | None]:
    """Rows that are drawn at once: all behind each other that have no button."""
    at, row = numbered
    return (-1, None) if row.question is None else (at, row.question)


def _contestable(at: int, row: _Row, question: Question, answer: Answer) -> None:
    is_open = st.session_state.get(_CONTESTED) == question.key
    with st.container(key=f"data-evidence-{at}", horizontal=True, vertical_alignment="center"):
        parts.html("data_evidence.html", rows=[row])
        label = say("data_evidence.close") if is_open else say("data_evidence.otherwise", part=_part(row))
        st.button(label, key=f"data-contest-{at}", type="tertiary", on_click=_toggle, args=(question.key,))
    if is_open:
        with st.container(key="data-question-contested", border=True):
            said, more = asked(question, language())
            parts.html("data_asked_question.html", number="", asked=said, more=more, rests_on="", rows=())
            data_readings.draw(question, lambda value: _answered(value, answer))


def _part(row: _Row) -> str:
    return say(f"evidence.part.{row.part}")


def _toggle(key: str) -> None:
    st.session_state[_CONTESTED] = None if st.session_state.get(_CONTESTED) == key else key


def _answered(value: dict[str, str], answer: Answer) -> None:
    st.session_state[_CONTESTED] = None
    answer(value)


def _rows(proposal: Proposal) -> Iterator[_Row]:
    """The evidence in its order; open questions and answers are in it in their own order. A card is said once."""
    first = {card[0].key: (at, card) for at, card in enumerate(cards(proposal.questions), start=1)}
    questions, answers = iter(proposal.questions), iter(given(proposal))
    for one in proposal.evidence:
        if one.standing is Standing.ANSWERED:
            yield _Row(one.standing, one.part, None, next(answers).about, one.sentence.said(language()))
        elif one.standing is not Standing.ASKED:
            yield _Row(one.standing, one.part, None, "", one.sentence.said(language()), one.question)
        elif found := first.get(next(questions).key):
            number, card = found
            yield _Row(one.standing, one.part, number, "", sentence(card).said(language()))
