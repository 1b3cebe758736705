"""Profiles on the page Gegevens: offering one that fits, keeping this one, and questions to take to somebody else."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pokdash import intake
from pokdash.domain.notice import Notice
from pokdash.intake import Examined, Refused
from pokdash.ledger.profile import Profile
from pokdash.ui import changes, parts
from pokdash.ui.data_desk import Desk, Here
from pokdash.ui.say import language, say

_MOST = 3
_NAME = "data-saved-profile"
_NEAR = "profile"


def fitting(desk: Desk, examined: Examined, here: Here) -> None:
    """Offer the kept profiles whose columns are all in this file."""
    if desk.profile is not None:
        return
    for number, one in enumerate(intake.fitting_profiles(here.home, examined)[:_MOST]):
        with st.container(key=f"data-fitting-{number}", horizontal=True):
            parts.html("heading.html", level=None, title="", note=say("data.fits", name=one.name))
            st.button(say("data.use_profile"), key=f"data-use-{number}", on_click=desk.read_with, args=(one.profile,))


def keep(examined: Examined, name: str, here: Here) -> None:
    """Keep the profile of this file by name."""
    save(replace(examined.proposal.profile, name=" ".join(name.split())), here)


def save(profile: Profile, here: Here) -> None:
    """Keep a profile by its name; `tell` says what came of it."""
    kept = intake.save_profile(here.home, profile, here.actor)
    if isinstance(kept, Refused):
        changes.note((Notice(ok=False, key=kept.key, params=dict(kept.params)),), _NEAR)
    else:
        changes.note((Notice(ok=True, key="data.profile_saved", params={"name": kept.name}),), _NEAR)


def tell() -> None:
    """Say what came of keeping a profile, where it was asked: the top of the page may be off screen there."""
    changes.tell(_NEAR)


def offer(examined: Examined, here: Here) -> None:
    """A name and a button to keep the profile with."""
    with st.container(key="data-profile-keep", horizontal=True, vertical_alignment="bottom"):
        st.text_input(say("data.profile_name"), value=examined.proposal.profile.name, max_chars=80, key=_NAME)
        st.button(
            say("data.save_profile"), key="data-keep", on_click=lambda: keep(examined, st.session_state[_NAME], here)
        )
    tell()


def to_ask(examined: Examined) -> None:
    """The open questions as a text for whoever knows the answer.

    A profile is not kept while questions are open: what it says is never asked again, so a guess would become certain.
    """
    blocks = [
        "\n".join([
            one.sentence.said(language()), *(f"- {reading.meaning.said(language())}" for reading in one.readings)
        ])
        for one in examined.proposal.questions
    ]  # fmt: skip
    parts.html("heading.html", level=None, title="", note=say("data.not_kept"))
    st.download_button(
        say("data.ask_others"), "\n\n".join(blocks) + "\n", f"{say('data.questions_file')}.txt", "text/plain",
        on_click="ignore", key="data-questions-file",
    )  # fmt: skip
