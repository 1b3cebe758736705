"""The strip above a page while a meeting is under way: which version of the data this is, and the way back."""

from __future__ import annotations

import streamlit as st

from pokdash.domain.actor import Actor
from pokdash.ui import parts, session
from pokdash.ui.attendance import Attendance
from pokdash.ui.say import say


def draw(attends: Attendance, actor: Actor) -> None:
    """What is said of the meeting that the viewer attends."""
    meeting = attends.meeting
    if attends.key:
        st.button(say("meeting.leave"), on_click=_leave)
    if meeting is None:
        return
    with st.container(key="meeting-strip", horizontal=True):
        version = str(meeting.version.generation) if meeting.version else None
        parts.html("meeting_strip.html", name=meeting.name, version=version, leads=attends.leads(actor))
        if not attends.follows:
            st.button(say("meeting.leave"), on_click=_leave)


def _leave() -> None:
    session.choose(meeting=None, slide=None)
