"""The readings of one question beside each other: what each makes of the same rows, and one button for each."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import streamlit as st

from pokdash.ledger.proposal import Question
from pokdash.texts.notation import month_name
from pokdash.ui import parts
from pokdash.ui.say import date, euro, language, literal, say

_ANY_YEAR = 2000


def _first(question: Question) -> int:
    """Which of the rows tells the readings apart; the first of them if none does."""
    for at in range(min(len(reading.rows) for reading in question.readings)):
        if len({reading.rows[at].read for reading in question.readings}) == len(question.readings):
            return at
    return 0


def draw(question: Question, answer: Callable[[dict[str, str]], None]) -> None:
    """A card for each reading, of the same size; nothing is chosen beforehand."""
    shown = any(reading.rows or reading.total is not None for reading in question.readings)
    first = _first(question)
    labels = _labels(question, first)
    with st.container(key=f"data-readings-{question.key}"):
        for reading, label in zip(question.readings, labels, strict=True):
            with st.container(key=f"data-reading-{question.key}-{reading.value}", border=shown):
                if shown:
                    meaning = reading.meaning.said(language())
                    rows = (*reading.rows[first : first + 1], *reading.rows[:first], *reading.rows[first + 1 :])
                    parts.html("data_asked_reading.html", meaning=meaning, rows=rows, total=reading.total, read=_read)
                _button(question, reading.value, label, answer)
    if question.free:
        _free(question, answer)


def _button(question: Question, value: str, label: str, answer: Callable[[dict[str, str]], None]) -> None:
    key = f"data-answer-{question.key}-{value}"
    st.button(literal(label), key=key, on_click=answer, args=({question.key: value},), width="stretch")


def _labels(question: Question, first: int) -> list[str]:
    """What the buttons say: what that row becomes, if that tells the readings apart, and else their meaning."""
    firsts = [reading.rows[first].read if reading.rows else None for reading in question.readings]
    if None in firsts or len(set(firsts)) < len(firsts):
        return [reading.meaning.said(language()).removesuffix(".") for reading in question.readings]
    return [say("data_asked.is", value=first) for first in firsts]


def _read(value: Decimal | dt.date | None) -> str:
    if value is None:
        return say("data_asked.unread")
    return euro(value) if isinstance(value, Decimal) else date(value)


def _free(question: Question, answer: Callable[[dict[str, str]], None]) -> None:
    """A field for another value than those of the readings, with its own button."""
    field = f"data-free-{question.key}"
    with st.container(key=f"data-other-{question.key}", horizontal=True, vertical_alignment="bottom"):
        chosen = _day(field) if question.free == "date" else _month(field)
        label = say("data_asked.is", value=chosen[1]) if chosen else say(f"data_asked.choose_{question.free}")
        st.button(
            literal(label),
            key=f"data-answer-{question.key}",
            disabled=chosen is None,
            on_click=answer,
            args=({question.key: chosen[0] if chosen else ""},),
        )


def _day(field: str) -> tuple[str, str] | None:
    day = st.date_input(say("data_asked.other_date"), value=None, format="DD-MM-YYYY", key=field)
    return (day.isoformat(), date(day)) if day else None


def _month(field: str) -> tuple[str, str] | None:
    names = {
        number: month_name(dt.date(_ANY_YEAR, number, 1), language()) for number in range(1, len(calendar.month_name))
    }
    month = st.selectbox(
        say("data_asked.other_month"),
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=say("data_asked.choose_month"),
        key=field,
    )
    return (str(month), names[month]) if month else None
