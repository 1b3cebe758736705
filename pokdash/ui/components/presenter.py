"""The footer of a slide: previous, next, where we are, full screen and close; and all of these by key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from pokdash.ui import components
from pokdash.ui.say import say

_WORDS = ("previous", "next", "full", "blanked", "close", "help")


@dataclass(frozen=True, slots=True)
class Footer:
    """What the footer knows: the names of all slides, which is shown (from 0), where that is, and what it is about."""

    names: Sequence[str]
    at: int
    where: str
    about: str


def presenter(footer: Footer, key: str, asked: Callable[[], None]) -> None:
    """Draw the footer of a slide; it tells the name of the slide that is asked for, or `close`."""
    components.register()
    mount = st.components.v2.component(
        f"{components.PACKAGE}.presenter", js="presenter.js", css="presenter.css", isolate_styles=False
    )
    mount(
        key=key,
        data={
            "names": list(footer.names),
            "at": footer.at,
            "where": footer.where,
            "about": footer.about,
            "words": {word: say(f"presenter.{word}") for word in _WORDS},
        },
        on_asked_change=asked,
    )
