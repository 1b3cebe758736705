"""What is asked of a person who records something: why, by which decision, where in it and in which words."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from pokdash import intake
from pokdash.domain.actor import Action, Actor
from pokdash.domain.notice import Notice
from pokdash.domain.plan import Plan
from pokdash.domain.recordable import Backing
from pokdash.domain.register import Entry, Register
from pokdash.ui import changes, frame
from pokdash.ui.say import say

Wanted = Sequence[intake.Wanted | intake.TakenBack]
CarryOut = Callable[[Wanted], tuple[Notice, ...]]
"""Records something, and gives back what is to be told."""

_RECORDED = "recorded"
_LOG = logging.getLogger(__name__)


def told(outcome: intake.Recorded | intake.Refused) -> tuple[Notice, ...]:
    """What is to be said of an outcome."""
    if isinstance(outcome, intake.Refused):
        return (Notice(ok=False, key=outcome.key, params=dict(outcome.params)),)
    return (Notice(ok=True, key="recording.done", params={"names": ", ".join(outcome.names)}),)


def recorder(plan: Plan) -> tuple[Actor, CarryOut]:
    """Who works here, and how what that person asks for is recorded."""
    home, actor = intake.Home.from_environment(), frame.settings().actor

    def carry_out(wanted: Wanted) -> tuple[Notice, ...]:
        return told(intake.record(home, plan.id, wanted, actor, dt.datetime.now(dt.UTC)))

    return actor, carry_out


def fresh(key: str) -> str:
    """The key of a field that is empty again once this session has recorded something."""
    return f"{key}-{st.session_state.get(_RECORDED, 0)}"


def attempt(wanted: Wanted, carry_out: CarryOut) -> None:
    """Record it, and keep what came of it for the next run of the page; a fault is said, and nothing was recorded."""
    try:
        notices = carry_out(wanted)
        if all(notice.ok for notice in notices):
            st.session_state[_RECORDED] = st.session_state.get(_RECORDED, 0) + 1
        changes.note(notices)
    except Exception:  # noqa: BLE001 - the page goes on, and the log has the fault
        _LOG.exception(Action.RECORD)
        changes.note((Notice(ok=False, key="message.crashed"),))


def save(label: str, key: str, wanted: Wanted, carry_out: CarryOut, *, primary: bool = False) -> None:
    """The button that records it; it cannot be pressed while nothing is wanted.

    What is recorded is what the fields hold in the run that the press starts. A callback would be given what they held
    when the button was drawn, without the field that the hand comes from.
    """
    pressed = st.button(label, key=key, type="primary" if primary else "secondary", disabled=not wanted)
    if pressed and wanted:
        attempt(wanted, carry_out)
        st.rerun()


def why(key: str) -> str:
    """The reason; '' while nothing is filled in."""
    return str(st.text_input(say("recording.why"), key=f"{key}-why")).strip()


def decision(plan: Plan, key: str) -> str | None:
    """The decision behind it: one that the plan knows, or another one that is typed; None while none is chosen."""
    known = list(dict.fromkeys([*_of_documents(plan), *_of_changes(plan)]))
    found = st.selectbox(
        say("recording.decision"),
        known,
        index=None,
        key=f"{key}-decision",
        placeholder=say("recording.choose"),
        accept_new_options=True,
    )
    return str(found).strip() or None if found else None


def _of_documents(plan: Plan) -> list[str]:
    return [document.title for document in plan.documents if document.standing is not None]


def _of_changes(plan: Plan) -> list[str]:
    said = [*(one.decision for one in plan.phasings), *(one.decision for one in plan.carry_overs)]
    return [one for one in (*said, *(change.decision for change in plan.amendments)) if one]


def words(key: str) -> tuple[str, str]:
    """Where in the decision it stands, and the sentence itself."""
    place = str(st.text_input(say("recording.where"), key=f"{key}-place")).strip()
    return place or say("recording.place"), str(st.text_input(say("recording.quote"), key=f"{key}-quote")).strip()


def day(label: str, key: str, before: dt.date | None = None) -> dt.date | None:
    """A day that may stay empty; `before` is the one that is known already."""
    found: dt.date | None = st.date_input(say(label), before, format="DD-MM-YYYY", key=key)
    return found


def seen(entries: Iterable[Entry], register: Register, name: str) -> int:
    """The version of an entry that is on screen; 0 for none."""
    return max((one.version for one in entries if (one.register, one.name) == (register, name)), default=0)


def backing(actor: Actor, reason: str, by: str | None = None, place: str | None = None, quote: str = "") -> Backing:
    """Who records it and why, and the decision behind it."""
    return Backing(actor.name, dt.datetime.now(dt.UTC).astimezone().date(), reason, by, place, quote or None)
