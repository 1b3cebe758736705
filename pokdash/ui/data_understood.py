"""Gegevens: how the file is read and why, the profile in words and as TOML, and the first rows as they stand there."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

import streamlit as st

from pokdash.intake import Examined
from pokdash.ledger.examination import used_columns
from pokdash.ledger.profile import Profile, in_words, write_profile
from pokdash.ui import data_evidence, data_profiles, parts
from pokdash.ui.say import language, say

_FREE_TEXT = frozenset({"description", "text"})
"""Kinds of columns in which a person can be named."""
_NUMBERS = frozenset({"amount", "debit", "credit", "number"})
_ROWS_SHOWN = 8
_NAME = "data-profile-name"


def draw(examined: Examined, answer: data_evidence.Answer, keep: Callable[[str], None]) -> None:
    """The evidence, the profile and the first rows; `answer` takes answers by key, `keep` saves the profile by name."""
    proposal = examined.proposal
    data_evidence.draw(proposal, answer)
    with st.expander(say("data_understood.profile")):
        _profile(proposal.profile)
    if proposal.questions:
        parts.html("heading.html", level=None, title="", note=say("data_understood.keep_later"))
    else:
        _keep(proposal.profile, keep)
    _sample(examined)


def _profile(profile: Profile) -> None:
    said = groupby(in_words(profile), lambda one: one.part)
    words = {part: [one.sentence.said(language()) for one in sentences] for part, sentences in said}
    parts.html("data_understood_profile.html", words=words)


def _keep(profile: Profile, keep: Callable[[str], None]) -> None:
    with st.container(key="data-profile-keep", horizontal=True, vertical_alignment="bottom"):
        st.text_input(say("data_understood.name"), value=profile.name, max_chars=80, key=_NAME)
        st.button(say("data_understood.keep"), key="data-keep", on_click=lambda: keep(st.session_state[_NAME]))
        st.download_button(
            say("data_understood.download"),
            data=write_profile(profile).encode(),
            file_name=f"{say('data_understood.file')}.toml",
            mime="application/toml",
            on_click="ignore",
            key="data-profile-download",
        )
    data_profiles.tell()


def _sample(examined: Examined) -> None:
    """The first rows; what people wrote only on request, because a screen is often shared."""
    numbers = used_columns(examined.proposal.profile, len(examined.columns))
    kinds = [examined.columns[number - 1].kind for number in numbers]
    with st.container(key="data-sample-head", horizontal=True):
        parts.html("heading.html", level=2, title=say("data_understood.sample"), note="")
        written = _FREE_TEXT.isdisjoint(kinds) or st.toggle(say("bookings.descriptions"), key="data-descriptions")
    shown = [at for at, kind in enumerate(kinds) if written or kind not in _FREE_TEXT]
    parts.html(
        "data_understood_sample.html",
        free=[kinds[at] in _FREE_TEXT for at in shown],
        headings=[examined.sample_headings[at] for at in shown],
        numbers=[kinds[at] in _NUMBERS for at in shown],
        rows=[(row.row, [row.cells[at] for at in shown]) for row in examined.sample[:_ROWS_SHOWN]],
    )
