"""The footer of a slide: previous, next, where we are, full screen and close; and all of these by key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import streamlit as st

from pokdash.ui import components
from pokdash.ui.say import say

_WORDS = ("previous", "next", "full", "blanked", "close", "help")


@dataclass(frozen=True, slots=True)
class Extra:
    """A button that is not always there: what it asks for, its label, and a sentence before it."""

    asks: str
    label: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Footer:
    """What the footer knows: the names of all slides, which is shown (from 0), where that is, and in lines what of."""

    names: Sequence[str]
    at: int
    where: str
    about: Sequence[str]
    extras: Sequence[Extra] = ()


def presenter(footer: Footer, key: str, asked: Callable[[], None]) -> None:
    """Draw the footer of a slide; it tells the name of the slide that is asked for, `close`, or what an extra asks."""
    components.register()
    mount = st.components.v2.component(
        f"{components.PACKAGE}.presenter", js="presenter.js", css="presenter.css", isolate_styles=False
    )
    mount(
        key=key,
        data={**asdict(footer), "words": {word: say(f"presenter.{word}") for word in _WORDS}},
        on_asked_change=asked,
    )
