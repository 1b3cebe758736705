"""Changes that a viewer asks for with a button: carried out by the page, and told on its next run."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from pokdash.domain.actor import Action
from pokdash.domain.notice import Notice
from pokdash.store import WorkspaceError
from pokdash.ui import parts
from pokdash.ui.say import say

T = TypeVar("T")
U = TypeVar("U")

_NOTICES = "change_notices"
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the viewer asks for; `batch` is the number of an import, None for a change of the plan; `why` an undo."""

    action: Action
    plan: str
    batch: int | None = None
    why: str = ""


CarryOut = Callable[[Asked], tuple[Notice, ...]]


def attempt(asked: Asked, carry_out: CarryOut, near: str = "") -> None:
    """Carry out a change, and keep what came of it as `note` does; a fault in it is said, and nothing was published."""
    try:
        note(carry_out(asked), near)
    except Exception:  # noqa: BLE001 - the page goes on, and the log has the fault
        _LOG.exception(asked.action)
        note((Notice(ok=False, key="message.crashed"),), near)


def keep(change: Callable[[], T]) -> T | None:
    """Change what is kept around the figures; what the machine refuses is told on the next run, and None is given."""
    try:
        return change()
    except WorkspaceError as error:
        note((Notice(ok=False, key=f"store.{error.fault.problem}", params=dict(error.fault.params)),))
        return None


def read(question: Callable[[], T], otherwise: U) -> T | U:
    """Read what is kept around the figures; where that cannot be done it is said, and the page goes on."""
    try:
        return question()
    except WorkspaceError as error:
        parts.message("danger", say(f"store.{error.fault.problem}", **error.fault.params))
        return otherwise


def note(notices: tuple[Notice, ...], near: str = "") -> None:
    """Keep what is to be told on the next run of the page: at its top, or `near` what was pressed."""
    st.session_state[f"{_NOTICES}{near}"] = notices


def tell(near: str = "") -> None:
    """Say what came of the last change, once."""
    for notice in st.session_state.pop(f"{_NOTICES}{near}", ()):
        sentence = say(notice.key, **notice.params)
        parts.message("info" if notice.ok else "danger", f"{notice.place} — {sentence}" if notice.place else sentence)
