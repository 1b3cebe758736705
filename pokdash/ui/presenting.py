"""A presentation: the slide that is shown, and the keys and buttons that lead to the next one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from pokdash.domain.slides import Slide
from pokdash.domain.year_panel import YearPanel
from pokdash.store.home import Home
from pokdash.ui import changes, deck, following, frame, meeting_news, parts, remarks, session
from pokdash.ui import slides as drawing
from pokdash.ui.cached import Facts
from pokdash.ui.components.presenter import Extra, Footer, presenter
from pokdash.ui.say import date, say

_KEY = "presenter"
_CLOSE = "close"
"""What the presenter asks when it is over."""
_REJOIN = "rejoin"
"""What somebody asks who looked at slides alone, and wants to follow again."""
_DIALOGS: dict[str, Callable[[Facts, str], bool]] = {
    "park": remarks.form,
    "news": meeting_news.form,
    "follow": following.show,
}
"""What the buttons of the footer open, of the slide with a name; each says whether it can be closed."""
_DIALOG = "presenter_dialog"


def draw(known: Facts, panels: Sequence[YearPanel]) -> None:
    """The slide that the meeting is at or the address names, else the first one, with its footer."""
    if st.session_state.pop(_CLOSE, False):
        st.switch_page(frame.page("overview"))
    there = deck.deck(known, panels, deck.names_asked())
    asked = _asked_for()
    at = next((number for number, slide in enumerate(there.shown) if slide.name == asked), 0)
    if asked and there.shown[at].name != asked:
        parts.message("warning", say("message.unknown_slide", asked=asked))
    changes.tell()
    with st.container(key="stage"):
        drawing.draw(drawing.Shown(known, panels, there.shown[at], there))
    _footer(known, there.shown, at)
    if opened := st.session_state.get(_DIALOG):
        st.dialog(say(f"presenter.dialog_{opened}"), width="large", on_dismiss=_leave)(_dialog)(
            known, opened, there.shown[at].name
        )


def _dialog(known: Facts, opened: str, slide: str) -> None:
    if _DIALOGS[opened](known, slide):
        _leave()
        st.rerun()


def _leave() -> None:
    st.session_state.pop(_DIALOG, None)


def _asked_for() -> str | None:
    """The slide that is asked for: who leads a meeting is where the meeting is, and who looks alone where they are."""
    attends, own = frame.attends(), session.view().slide
    if attends.meeting is None:
        return own
    if attends.leads(frame.settings().actor):
        if own != attends.meeting.slide:
            session.choose(slide=attends.meeting.slide)
        return attends.meeting.slide
    return own or attends.meeting.slide


def _footer(known: Facts, every: Sequence[Slide], at: int) -> None:
    where = say("presenter.where", number=str(at + 1), of=str(len(every)))
    presenter(Footer([slide.name for slide in every], at, where, _about(known), _extras(known)), _KEY, _asked)


def _about(known: Facts) -> list[str]:
    """Of which plan, which reference date and which version of the data this is."""
    version, as_of = str(frame.opened()[0].generation), date(known.position.as_of)
    key = "presenter.version_meeting" if frame.attends().meeting else "presenter.version"
    return [say("presenter.about", municipality=known.plan.municipality), say(key, as_of=as_of, version=version)]


def _extras(known: Facts) -> list[Extra]:
    """The buttons that not everyone has: new figures, a question, the link to follow, or back to the meeting."""
    attends, actor = frame.attends(), frame.settings().actor
    leads, alone = attends.leads(actor), attends.meeting is not None and session.view().slide is not None
    there = {
        Extra(_REJOIN, say("presenter.rejoin"), say("presenter.alone")): alone and not leads,
        Extra("news", say("presenter.show_news"), say("presenter.news")): leads and meeting_news.there_are(known),
        Extra("park", say("presenter.park")): remarks.may_keep(actor),
        Extra("follow", say("presenter.follow")): leads,
    }
    return [extra for extra, shown in there.items() if shown]


def _asked() -> None:
    """Go where the presenter wants to: to a slide, away, or to a form."""
    wanted, attends = st.session_state[_KEY].get("asked"), frame.attends()
    meeting = None if attends.key else session.view().meeting  # whoever goes on after it is over, goes on alone
    if wanted in _DIALOGS:
        st.session_state[_DIALOG] = wanted
    elif wanted == _CLOSE:
        st.session_state[_CLOSE] = True
        session.choose(slide=None, meeting=meeting)
    elif wanted == _REJOIN:
        session.choose(slide=None)
    elif wanted:
        session.choose(slide=wanted, meeting=meeting)
        actor = frame.settings().actor
        if attends.meeting and attends.leads(actor):
            led = attends.meeting.id
            changes.keep(lambda: Home.from_environment().meetings.move(led, wanted, actor.name))
