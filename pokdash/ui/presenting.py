"""A presentation: the slide that is shown, and the keys and buttons that lead to the next one."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pokdash.domain.slides import Slide, slides
from pokdash.domain.year_panel import YearPanel
from pokdash.ui import frame, parts, session
from pokdash.ui import slides as drawing
from pokdash.ui.cached import Facts
from pokdash.ui.components.presenter import Footer, presenter
from pokdash.ui.say import date, say

_KEY = "presenter"
CLOSE = "close"
"""What the presenter asks when it is over."""


def draw(known: Facts, panels: Sequence[YearPanel]) -> None:
    """The slide that the address names, else the first one, with its footer."""
    if st.session_state.pop(CLOSE, False):
        st.switch_page(frame.page("overview"))
    every = slides(known.plan, known.position, panels)
    asked = session.view().slide
    at = next((number for number, slide in enumerate(every) if slide.name == asked), 0)
    if asked and every[at].name != asked:
        parts.message("warning", say("message.unknown_slide", asked=asked))
    with st.container(key="stage"):
        drawing.draw(drawing.Shown(known, panels, every[at], every))
    _footer(known, every, at)


def _footer(known: Facts, every: Sequence[Slide], at: int) -> None:
    where = say("presenter.where", number=str(at + 1), of=str(len(every)))
    version = str(frame.opened()[0].generation)
    about = say(
        "presenter.about", municipality=known.plan.municipality, as_of=date(known.position.as_of), version=version
    )
    presenter(Footer([slide.name for slide in every], at, where, about), _KEY, _asked)


def _asked() -> None:
    """Go where the presenter wants to: to a slide, or away."""
    wanted = st.session_state[_KEY].get("asked")
    if wanted == CLOSE:
        st.session_state[CLOSE] = True
        session.choose(slide=None)
    elif wanted:
        session.choose(slide=wanted)
