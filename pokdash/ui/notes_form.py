"""Notities: what explains the money on a day, on the axis of the burn-down; adding one and taking one back."""

from __future__ import annotations

import streamlit as st

from pokdash import intake
from pokdash.domain.actor import Action, Actor
from pokdash.domain.plan_changes import Note
from pokdash.domain.provenance import Words
from pokdash.domain.register import Register
from pokdash.ui import recording, session, take_back
from pokdash.ui.cached import Facts
from pokdash.ui.say import date, say, words


def draw(known: Facts, actor: Actor, carry_out: recording.CarryOut) -> None:
    """The forms, for who may record; the notes themselves are in the chart and in the list under it."""
    if not actor.may(Action.RECORD):
        return
    with st.container(key="notes"):
        with st.expander(say("note.add"), key="note-form"):
            _form(known, carry_out)
        shown = {
            name: f"{date(record.on)}: {words(record.what)}"
            for name, record in take_back.recorded(known, Register.NOTE).items()
            if isinstance(record, Note)
        }
        take_back.draw(Register.NOTE, shown, actor, carry_out)


def _form(known: Facts, carry_out: recording.CarryOut) -> None:
    key = recording.fresh(f"note-{known.plan.id}")
    names = {"": say("part.total"), **{line.code: line.name for line in known.plan.lines}}
    day = st.date_input(say("note.on"), known.position.as_of, format="DD-MM-YYYY", key=f"{key}-on")
    chosen = session.view().line
    line = st.selectbox(
        say("note.line"),
        list(names),
        index=list(names).index(chosen) if chosen in names else 0,
        format_func=names.__getitem__,
        key=f"{key}-line-{chosen}",
    )
    told = str(st.text_input(say("note.text"), key=f"{key}-text", max_chars=200)).strip()
    wanted = [intake.Wanted(Note(on=day, what=Words(nl=told), line=line or None), say("note.reason"))] if told else []
    recording.save(say("note.save"), f"{key}-button", wanted, carry_out)
