"""The kept profiles: which there are, as files, and taking one in from a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import streamlit as st

from pokdash import intake
from pokdash.intake import Refused
from pokdash.ledger.profile import Profile, ProfileProblem, write_profile
from pokdash.ui import data_profiles, parts
from pokdash.ui.data_desk import Here
from pokdash.ui.say import literal, say

_UPLOADS = "data-profile-uploads"  # each file that was taken in got an upload field of its own
_LARGEST = 10  # MB


def draw(here: Here) -> None:
    """Every kept profile with its file, what is wrong with one that is not sound, and a field to take one in."""
    with st.expander(say("data_profiles.title"), key="data-profiles"):
        for number, kept in enumerate(intake.saved_profiles(here.home)):
            with st.container(key=f"data-kept-{number}", horizontal=True, vertical_alignment="center"):
                parts.html("data_profile.html", name=kept.name, note=kept.profile.note if kept.profile else "")
                if kept.profile:
                    _file(kept.profile, number)
            if kept.profile is None:
                _wrong(kept.name, kept.problems)
        _take_in(here)


def _file(profile: Profile, number: int) -> None:
    label = say("data_profiles.download", name=literal(profile.name))
    name = profile.name or say("data.profile_file")
    draw_file(label, write_profile(profile), name, f"data-kept-file-{number}")


def draw_file(label: str, toml: str, name: str, key: str) -> None:
    """The button for a profile as a file; `name` is without its extension."""
    st.download_button(label, toml.encode(), f"{name}.toml", "application/toml", on_click="ignore", key=key)


def _take_in(here: Here) -> None:
    """A profile from a file is kept at once if it is sound and new; one that would replace another is asked about.

    That of an import has no name: the file's is taken.
    """
    field = f"data-profile-file-{st.session_state.get(_UPLOADS, 0)}"
    uploaded = st.file_uploader(say("data_profiles.upload"), key=field, max_upload_size=_LARGEST)
    parts.html("heading.html", level=None, title="", note=say("data_profiles.upload_help"))
    if uploaded is None:
        data_profiles.tell()
        return
    reading = intake.read_profile_content(uploaded.name, uploaded.getvalue())
    if isinstance(reading, Refused):
        parts.message("danger", say(reading.key, **reading.params))
    elif reading.profile is None:
        _wrong(uploaded.name, reading.problems)
    else:
        _new(here, replace(reading.profile, name=reading.profile.name or Path(uploaded.name).stem))


def _new(here: Here, profile: Profile) -> None:
    """Keep it, unless it would replace another."""
    if _replaces(here, profile):
        parts.message("warning", say("data_profiles.replaces", name=profile.name))
        st.button(say("data_profiles.replace"), key="data-profile-replace", on_click=_keep, args=(here, profile))
    else:
        _keep(here, profile)
        st.rerun()


def _replaces(here: Here, profile: Profile) -> bool:
    known = intake.saved_profile(here.home, profile.name)
    return not isinstance(known, Refused) and known.profile != profile


def _keep(here: Here, profile: Profile) -> None:
    st.session_state[_UPLOADS] = st.session_state.get(_UPLOADS, 0) + 1
    data_profiles.save(profile, here)


def _wrong(name: str, problems: Sequence[ProfileProblem]) -> None:
    """Everything that is wrong in a file, and where."""
    parts.message("danger", say("data_profiles.wrong", name=name))
    parts.html(
        "data_table.html",
        caption=say("data_profiles.wrong", name=name),
        columns=[say(f"data_profiles.{column}") for column in ("place", "found", "why")],
        numbers=set(),
        rows=[[one.place, one.found or "", say(f"profile.problem.{one.problem}", **one.params)] for one in problems],
    )
