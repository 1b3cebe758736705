"""Questions that are parked and notes: kept at a slide, listed for what follows, answered and exported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from pokdash.domain.actor import Action, Actor
from pokdash.domain.meeting import Meeting, Remark, RemarkKind
from pokdash.domain.notice import Notice
from pokdash.store.home import Home
from pokdash.ui import changes, deck, frame, parts
from pokdash.ui.cached import Facts
from pokdash.ui.say import date, say

_LENGTH = 500
"""Signs that fit in a question, a note or an answer."""


def may_keep(actor: Actor) -> bool:
    """Whether this person may keep questions and notes."""
    return actor.may(Action.MEETING)


def form(known: Facts, slide: str) -> bool:
    """Ask for a question or a note at a slide; whether it was kept, or not wanted any more."""
    parts.html("heading.html", level=None, title="", note=say("remark.note"))
    kind = st.segmented_control(
        say("remark.kind"),
        list(RemarkKind),
        default=RemarkKind.QUESTION,
        format_func=lambda one: say(f"remark.kind_{one}"),
        required=True,
        key="remark-kind",
    )
    told = str(st.text_area(say("remark.words"), max_chars=_LENGTH, key="remark-words")).strip()
    with st.container(key="remark-buttons", horizontal=True):
        wanted, left = st.button(say("remark.keep"), type="primary"), st.button(say("remark.leave"))
    if wanted and not told:
        parts.message("warning", say("remark.empty"))
    return _keep(known, slide, kind, told) if wanted and told else left


def _keep(known: Facts, slide: str, kind: RemarkKind, told: str) -> bool:
    meeting, author = frame.attends().meeting, frame.settings().actor.name
    remark = Remark(
        id="",
        meeting=meeting.id if meeting else None,
        kind=kind,
        slide=slide,
        words=told,
        author=author,
        generation=frame.opened()[0].generation,
        at=dt.datetime.now(dt.UTC),
        answer=None,
    )
    if changes.keep(lambda: Home.from_environment().meetings.keep(remark, known.plan.id)):
        changes.note((Notice(ok=True, key=f"remark.kept_{kind}"),))
    return True


def draw(known: Facts, there: deck.Deck, meetings: Sequence[Meeting], actor: Actor) -> None:
    """Every question and note of the plan: those without an answer first; and all of them as a file."""
    found = changes.read(lambda: Home.from_environment().meetings.remarks(known.plan.id), ())
    parts.html("heading.html", level=2, title=say("remark.title"), note=say("remark.title_note"))
    if not found:
        parts.html("quiet.html", sentence=say("remark.none"))
        return
    slides = {slide.name: deck.name_of(known, there, slide) for slide in there.possible}
    names = {meeting.id: f"{meeting.name}, {date(meeting.held_on)}" for meeting in meetings}
    for remark in sorted(found, key=lambda one: (one.answer is not None, one.kind is RemarkKind.NOTE)):
        with st.container(key=f"remark-{remark.id}", border=True):
            parts.html(
                "remark.html",
                remark=remark,
                slide=_slide(slides, remark),
                meeting=_meeting(names, remark),
                at=moment(remark.at),
                answered_at=moment(remark.answer.at) if remark.answer else "",
            )
            if may_keep(actor) and remark.kind is RemarkKind.QUESTION and remark.answer is None:
                _answer(remark, actor)
    _export(known, found, slides, names)


def _slide(slides: dict[str, str], remark: Remark) -> str:
    """What the slide of a remark is called; its own name where it is not there any more."""
    return slides.get(remark.slide, remark.slide)


def _meeting(names: dict[str, str], remark: Remark) -> str:
    return names.get(remark.meeting or "", say("remark.no_meeting"))


def _answer(remark: Remark, actor: Actor) -> None:
    with st.popover(say("remark.answer")):
        key = f"remark-answer-{remark.id}"
        st.text_area(say("remark.answer_words"), max_chars=_LENGTH, key=key)
        st.button(say("remark.answer_keep"), key=f"{key}-keep", on_click=_keep_answer, args=(remark, key, actor))


def _keep_answer(remark: Remark, key: str, actor: Actor) -> None:
    told = st.session_state[key].strip()
    if told:
        changes.keep(lambda: Home.from_environment().meetings.answer(remark.id, told, actor.name))
    else:
        changes.note((Notice(ok=False, key="remark.empty"),))


def _export(known: Facts, found: Sequence[Remark], slides: dict[str, str], names: dict[str, str]) -> None:
    """All of it as a table for a spreadsheet, with who and when."""
    columns = ("meeting", "slide", "kind", "words", "author", "at", "version", "answer", "answered_by", "answered_at")
    rows: list[list[parts.Cell]] = [
        [
            _meeting(names, one),
            _slide(slides, one),
            say(f"remark.kind_{one.kind}"),
            one.words,
            one.author,
            moment(one.at),
            str(one.generation),
            one.answer.words if one.answer else "",
            one.answer.author if one.answer else "",
            moment(one.answer.at) if one.answer else "",
        ]
        for one in found
    ]
    name = f"{known.plan.id}-{say('file.remarks')}"
    parts.download(name, [say(f"remark.column_{one}") for one in columns], rows, example=False)


def moment(at: dt.datetime) -> str:
    """A moment on the clock of this place: `9 oktober 2026, 14.05`."""
    here = at.astimezone()
    return say("remark.moment", on=date(here.date()), time=f"{here:%H.%M}")
