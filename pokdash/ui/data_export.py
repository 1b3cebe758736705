"""The whole ledger as a file, made when somebody asks for it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from pokdash import intake
from pokdash.intake import Refused
from pokdash.store import Snapshot
from pokdash.ui import parts
from pokdash.ui.say import say

_FORMS = ("csv", "xlsx", "parquet")


class NotWrittenError(Exception):
    """The ledger cannot be written in this form; the browser is told that the download failed."""


def draw(current: Snapshot, plan: str, *, example: bool) -> None:
    """A button that makes the file of each form, and then the file; the name of invented bookings says so."""
    with st.container(key="data-export"):
        parts.html("heading.html", level=2, title=say("data.export"), note=say("data.export_note"))
        with st.container(key="data-export-forms", horizontal=True):
            for form in _FORMS:
                _form(current, plan, f"-{say('file.example')}" if example else "", form)
        parts.html("heading.html", level=None, title="", note=say("data.export_excel"))


def _form(current: Snapshot, plan: str, ending: str, form: str) -> None:
    name = f"{say('data.ledger_file')}-{plan}{ending}.{form}"
    made = partial(_made, current, plan, form)
    st.download_button(say(f"data.export_{form}"), made, name, on_click="ignore", key=f"data-export-{form}")


def _made(current: Snapshot, plan: str, form: str) -> bytes:
    """The file, written for a moment; a refusal breaks the download off, so that nobody gets half a file."""
    with TemporaryDirectory() as folder:
        done = intake.export_ledger(current, Path(folder) / f"ledger.{form}", plan, None)
        if isinstance(done, Refused):
            raise NotWrittenError(done.key, done.params)
        return done[0].path.read_bytes()
