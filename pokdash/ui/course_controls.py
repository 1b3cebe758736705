"""What the burn-down is of: the whole plan, a group or a line, all years or one, and what is left or was spent."""

from __future__ import annotations

import streamlit as st

from pokdash.ui import session
from pokdash.ui.cached import Facts
from pokdash.ui.say import say, words
from pokdash.ui.session import TOTAL

_LINE = "line"
_ALL = "all"
_LEFT = "left"


def draw(known: Facts) -> None:
    """The choices in one row; every choice is in the address of the page."""
    with st.container(key="course-controls", horizontal=True):
        _choose_part(known)
        _choose_year(known)
        _choose_shown()


def _choose_part(known: Facts) -> None:
    plan, chosen = known.plan, session.view().line
    groups = {group.code: words(group.label) for group in plan.groups}
    lines = {line.code: line.name for line in plan.lines}
    if len(lines) == 1:
        return
    labels = {TOTAL: say("part.total"), **groups, _LINE: say("course.one_line")}
    st.session_state["course_part"] = _LINE if chosen in lines else chosen
    st.segmented_control(
        say("part.choose"),
        list(labels),
        format_func=labels.__getitem__,
        key="course_part",
        required=True,
        label_visibility="collapsed",
        on_change=lambda: _choose(st.session_state["course_part"], next(iter(lines))),
    )
    if chosen in lines:
        st.session_state["course_line"] = chosen
        st.selectbox(
            say("course.which_line"),
            list(lines),
            format_func=lines.__getitem__,
            key="course_line",
            label_visibility="collapsed",
            on_change=lambda: session.choose(line=st.session_state["course_line"]),
        )


def _choose(part: str, first_line: str) -> None:
    session.choose(line=first_line if part == _LINE else None if part == TOTAL else part)


def _choose_year(known: Facts) -> None:
    labels = {_ALL: say("course.all_years"), **{str(year): str(year) for year in known.plan.years}}
    st.session_state["course_year"] = str(session.view().year or _ALL)
    st.segmented_control(
        say("course.year"),
        list(labels),
        format_func=labels.__getitem__,
        key="course_year",
        required=True,
        label_visibility="collapsed",
        on_change=lambda: session.choose(
            year=None if st.session_state["course_year"] == _ALL else st.session_state["course_year"]
        ),
    )


def _choose_shown() -> None:
    """What is left, or what was spent."""
    labels = {_LEFT: say("course.show_left"), session.SPENT: say("course.show_spent")}
    st.session_state["course_show"] = session.SPENT if session.view().spent else _LEFT
    st.segmented_control(
        say("course.show"),
        list(labels),
        format_func=labels.__getitem__,
        key="course_show",
        required=True,
        label_visibility="collapsed",
        on_change=lambda: session.choose(
            show=session.SPENT if st.session_state["course_show"] == session.SPENT else None
        ),
    )
