"""What a page does when other figures come: it is drawn again by itself, and says that it was."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from pokdash.domain.meeting import Meeting
from pokdash.store import NoSnapshot, Snapshot
from pokdash.ui import parts, watch
from pokdash.ui.components import live
from pokdash.ui.say import say

_ASKED = "asked_for_new_figures"
_DRAWN = "drawn_generation"


def keep_up(current: Snapshot | NoSnapshot, today: dt.date, meeting: Meeting | None = None) -> None:
    """Draw this page again as soon as something else is served, or something happens in the meeting that it shows."""
    attended = (meeting.id, meeting.sequence) if meeting else None
    live.live(live.Drawn(watch.name_of(current, today), attended), watch.ROUTE, _ask)


def _ask() -> None:
    st.session_state[_ASKED] = True


def tell(current: Snapshot) -> None:
    """Say for a while that the figures are others than before, where it was not the viewer who changed them."""
    before, st.session_state[_DRAWN] = st.session_state.get(_DRAWN), current.generation
    news = st.session_state.pop(_ASKED, False) and before not in (None, current.generation)
    sentence = say("frame.new_figures", version=str(current.generation)) if news else ""
    with st.container(key="news"):
        parts.html("news.html", sentence=sentence)
