"""On which line of the plan rows belong: what that does to a line, or a list when many values are asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import streamlit as st

from pokdash.domain.money import difference
from pokdash.domain.plan import Plan
from pokdash.domain.position import Position
from pokdash.intake import Examined, PlaceRow
from pokdash.ledger.profile import NOT_IN_PLAN
from pokdash.ledger.proposal import Answer, Question
from pokdash.ui import parts
from pokdash.ui.data_asked import all_others, sentence
from pokdash.ui.say import language, literal, say

_MOST_CARDS = 4  # lines of which each has a card; of more lines one is chosen from a list
_MOST_VALUES = 50  # values asked at once; the next ones come when these are answered
AnswerWith = Callable[[dict[str, str]], None]


@dataclass(frozen=True, slots=True)
class Effect:
    """What bookings do to the lines; `unknown` is the key of the sentence that says why that is not known, or ''."""

    now: Position | None
    unknown: str

    @classmethod
    def of(cls, examined: Examined, now: Position | None) -> Effect:
        """Only amounts that are read for certain, of expenditures, count; invented bookings never count with real."""
        profile = examined.proposal.profile
        kinds = {word.kind for word in profile.kinds} or {profile.usual_kind}
        if now is None:
            return cls(now, "data_asked.after_unknown")
        if any(question.key.startswith(("amount.", "flag=", "kind")) for question in examined.proposal.questions):
            return cls(now, "data_asked.after_amount")
        if not kinds <= {"expenditure", "planned"}:
            return cls(now, "data_asked.after_kinds")
        if now.example != examined.example:
            return cls(now, "data_asked.after_examples")
        return cls(now, "")

    def left(self, code: str) -> Decimal | None:
        """What a line has left now, in euro; None is unknown."""
        return self.now.line(code).figures.remaining if self.now else None

    def after(self, reading: Answer) -> Decimal | None:
        """What its line has left with the rows of this reading, in euro; None is unknown."""
        return None if self.unknown else difference(self.left(reading.value), reading.total)


def draw(question: Question, plan: Plan, effect: Effect, answer: AnswerWith) -> None:
    """A card for each line and for *not in this plan*; with many lines one list of them, and the card of the chosen."""
    names = _names(plan)
    if len(plan.lines) > _MOST_CARDS:
        _choose(question, names, effect, answer)
    else:
        with st.container(key=f"data-readings-{question.key}"):
            for reading in question.readings:
                with st.container(key=f"data-reading-{question.key}-{reading.value}", border=True):
                    _effect(question, reading, names, effect)
                    _button(question, reading, names, answer)
    if not effect.unknown:
        parts.html("heading.html", level=None, title="", note=say("data_asked.once"))


def _choose(question: Question, names: dict[str, str], effect: Effect, answer: AnswerWith) -> None:
    readings = {reading.value: reading for reading in question.readings}
    with st.container(key=f"data-other-{question.key}", horizontal=True, vertical_alignment="bottom"):
        chosen = _select(say("data_asked.part"), question, names)
        if chosen:
            _button(question, readings[chosen], names, answer)
        else:
            st.button(say("data_asked.choose_line_first"), key=f"data-answer-{question.key}", disabled=True)
    if chosen:
        _effect(question, readings[chosen], names, effect)


def _select(label: str, question: Question, names: dict[str, str], *, hidden: bool = False) -> str | None:
    return st.selectbox(
        label,
        [reading.value for reading in question.readings],
        index=None,
        format_func=names.__getitem__,
        placeholder=say("data_asked.choose_line"),
        label_visibility="collapsed" if hidden else "visible",
        key=_field(question),
    )


def _field(question: Question) -> str:
    return f"data-line-{question.key}"


def _names(plan: Plan) -> dict[str, str]:
    """The name of every line, as elsewhere on the screens, and of *not in this plan*."""
    names = {line.code: f"{line.number}. {line.name}" if line.number else line.name for line in plan.lines}
    return {**names, NOT_IN_PLAN: say("data_asked.not_in_plan")}


def _effect(question: Question, reading: Answer, names: dict[str, str], effect: Effect) -> None:
    outside = reading.value == NOT_IN_PLAN
    parts.html(
        "data_asked_place.html",
        name=names[reading.value],
        outside=outside,
        rows=question.sentence.params["count"],
        left=None if outside else effect.left(reading.value),
        after=None if outside else effect.after(reading),
        unknown=effect.unknown,
    )


def _button(question: Question, reading: Answer, names: dict[str, str], answer: AnswerWith) -> None:
    outside = reading.value == NOT_IN_PLAN
    label = say("data_asked.outside") if outside else say("data_asked.belongs", line=literal(names[reading.value]))
    key = f"data-answer-{question.key}-{reading.value}"
    st.button(label, key=key, on_click=answer, args=({question.key: reading.value},), width="stretch")


def ask_all(number: str, questions: Sequence[Question], rests_on: str) -> None:
    """What the card of many values asks; `rests_on` says what their sums go by."""
    more = say("data_asked.first_values", count=_MOST_VALUES) if len(questions) > _MOST_VALUES else ""
    more = f"{more} {say('data_asked.rest')}".strip()
    said = sentence(questions).said(language())
    parts.html("data_asked_question.html", number=number, asked=said, more=more, rests_on=rests_on, rows=())


def draw_list(
    questions: Sequence[Question], rows: Mapping[str, tuple[PlaceRow, ...]], plan: Plan, answer: AnswerWith
) -> None:
    """Every value with its sum, its first `rows` by key, and a field for its line; one button for all chosen."""
    shown, names = questions[:_MOST_VALUES], _names(plan)
    with st.form("data-places", border=False):
        for at, question in enumerate(shown):
            with st.container(key=f"data-value-{at}"):
                params = question.sentence.params
                parts.html(
                    "data_asked_value.html",
                    value=params["value"],
                    name=params.get("name", ""),
                    params=params,
                    rows=rows.get(question.key, ()),
                )
                label = say("data_asked.line_of", value=params["value"])  # only read out, so it is no markdown
                _select(label, question, names, hidden=True)
        with st.container(horizontal=True):
            for others in (False, True):
                key = "data_asked.keep_others" if others else "data_asked.keep"
                st.form_submit_button(say(key), key=key, on_click=_send, args=(questions, answer, others))


def _send(questions: Sequence[Question], answer: AnswerWith, others: bool) -> None:  # noqa: FBT001 - a callback
    """Give the answers that were chosen; with `others`, all that were not chosen are not in this plan."""
    values = {question.key: st.session_state.get(_field(question)) for question in questions}
    chosen = {key: str(value) for key, value in values.items() if value}
    if others and len(chosen) < len(questions):
        chosen[all_others(questions[0])] = NOT_IN_PLAN
    if chosen:
        answer(chosen)
