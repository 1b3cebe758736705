"""Following a meeting: the link and the QR code for those in the room."""

from __future__ import annotations

import segno
import streamlit as st

from pokdash.domain.meeting import Meeting
from pokdash.ui import frame, parts
from pokdash.ui.address import address, is_of_this_machine
from pokdash.ui.cached import Facts
from pokdash.ui.say import say

_QUIET_ZONE = 4
"""Modules of white around the code: what the standard of QR codes (ISO/IEC 18004) asks for."""


def show(_known: Facts, _slide: str) -> bool:
    """The link and the QR code, large enough for a room; whether that can be closed."""
    meeting = frame.attends().meeting
    if meeting is None:
        return True
    draw(meeting, large=True)
    return st.button(say("presenter.done"), type="primary")


def draw(meeting: Meeting, *, large: bool = False) -> None:
    """The link to follow a meeting as text and as QR code, and until when it works."""
    link = address("presentation", follow=meeting.token)
    code = segno.make(link, micro=False).svg_data_uri(border=_QUIET_ZONE, dark="#000", light="#fff", omitsize=True)
    parts.html("follow.html", code=code, link=link, large=large, own=is_of_this_machine(), name=meeting.name)
    if not large:
        st.code(link, language=None, wrap_lines=True)
