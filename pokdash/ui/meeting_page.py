"""Vergadering: begin one, lead it, end it, and write down one that was held before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from pokdash.domain.actor import Action, Actor
from pokdash.domain.meeting import Meeting
from pokdash.domain.notice import Notice
from pokdash.store.home import Home
from pokdash.store.meetings import Occasion
from pokdash.ui import changes, deck, following, frame, parts, session
from pokdash.ui.cached import Facts
from pokdash.ui.say import date, say

_NAME = 80
"""Signs that fit in the name of a meeting."""
_BEGUN = "meeting_begun"


def meetings(known: Facts) -> tuple[Meeting, ...]:
    """The meetings about the plan, the last held first."""
    return changes.read(lambda: Home.from_environment().meetings.of(known.plan.id), ())


def heading(held: Sequence[Meeting]) -> None:
    """Whether a meeting is under way, and which was the last."""
    if st.session_state.pop(_BEGUN, False):
        st.switch_page(frame.page(frame.PRESENTATION))
    now = [one for one in held if one.under_way]
    over = [one for one in held if not one.under_way]
    sentence = say("meeting.lead_now", name=now[0].name, on=date(now[0].held_on)) if now else say("meeting.lead_none")
    last = say("meeting.last", name=over[0].name, on=date(over[0].held_on)) if over else say("meeting.none_before")
    parts.html("lead.html", sentence=sentence, lines=[last])


def draw(held: Sequence[Meeting], actor: Actor) -> None:
    """The meetings that are under way, and for who may the form to begin one."""
    for one in held:
        if one.under_way:
            _card(one, actor)


def _card(meeting: Meeting, actor: Actor) -> None:
    with st.container(key=f"meeting-{meeting.id}", border=True):
        version = str(meeting.version.generation) if meeting.version else None
        parts.html("meeting_card.html", meeting=meeting, version=version)
        with st.container(key=f"meeting-actions-{meeting.id}", horizontal=True):
            attended = session.view().parameters(meeting=meeting.id, plan=meeting.plan)
            st.page_link(frame.page(frame.PRESENTATION), label=say("meeting.open"), query_params=attended)
            if not actor.may(Action.MEETING):
                return
            with st.popover(say("meeting.follow")):
                following.draw(meeting)
            with st.popover(say("meeting.end")):
                parts.html("quiet.html", sentence=say("meeting.end_note"))
                st.button(say("meeting.end_sure"), key=f"end-{meeting.id}", on_click=_end, args=(meeting, actor))


def _end(meeting: Meeting, actor: Actor) -> None:
    if changes.keep(lambda: Home.from_environment().meetings.end(meeting.id, actor.name)):
        changes.note((Notice(ok=True, key="meeting.ended", params={"name": meeting.name}),))
    session.choose(meeting=None, slide=None)


def begin(known: Facts, actor: Actor) -> None:
    """The form to begin a meeting with the slides that are looked at; every word of it can be changed."""
    if not actor.may(Action.MEETING):
        parts.html("quiet.html", sentence=say("meeting.viewer"))
        return
    parts.html("heading.html", level=2, title=say("meeting.begin_title"), note=say("meeting.begin_note"))
    with st.container(key="meeting-begin"):
        _ask("begin", _today())
        st.button(say("meeting.begin"), type="primary", on_click=_begin, args=(known.plan.id, actor.name))


def _ask(form: str, on: dt.date | None) -> None:
    """The fields for the name and the day of a meeting."""
    st.text_input(say("meeting.name"), max_chars=_NAME, key=f"meeting-{form}-name")
    st.date_input(say("meeting.on"), on, format="DD-MM-YYYY", key=f"meeting-{form}-on")


def _told(form: str, plan: str) -> Occasion | None:
    """What is in those fields when the button is pressed; what is missing is said.

    Not what was in them when the button was drawn: a day counts only once one leaves its field.
    """
    name, day = st.session_state[f"meeting-{form}-name"].strip(), st.session_state[f"meeting-{form}-on"]
    if name and day:
        return Occasion(plan, name, day)
    changes.note((Notice(ok=False, key="meeting.incomplete"),))
    return None


def _today() -> dt.date:
    return frame.opened()[1].astimezone().date()


def _begin(plan: str, author: str) -> None:
    agenda, told = deck.agenda(), _told("begin", plan)
    if told is None:
        return
    slides = agenda.slides if agenda else ()
    version = frame.newest().version
    meeting = changes.keep(lambda: Home.from_environment().meetings.begin(told, version, slides, author))
    if meeting:
        st.session_state[_BEGUN] = True
        session.choose(meeting=meeting.id, slide=None, agenda=None)


def earlier(known: Facts, held: Sequence[Meeting], actor: Actor) -> None:
    """The meetings that are over, and the form to write down one that was held before."""
    parts.html("heading.html", level=2, title=say("meeting.earlier_title"), note=say("meeting.earlier_note"))
    over = [one for one in held if not one.under_way]
    parts.html("meetings_over.html", meetings=over)
    if actor.may(Action.MEETING):
        with st.expander(say("meeting.mark_title"), key="meeting-mark"):
            _ask("mark", None)
            parts.html("quiet.html", sentence=say("meeting.mark_note"))
            st.button(say("meeting.mark"), on_click=_mark, args=(known.plan.id, actor.name))


def _mark(plan: str, author: str) -> None:
    """Write down a meeting that was held, with the last version of the data of that day."""
    told = _told("mark", plan)
    if told is None:
        return
    end_of_day = dt.datetime.combine(told.held_on, dt.time.max).astimezone()
    version = frame.newest().version_on(end_of_day)
    marked = changes.keep(lambda: Home.from_environment().meetings.mark(told, version, author))
    if marked:
        changes.note((Notice(ok=True, key="meeting.marked", params={"name": told.name}),))
