"""What this session has on the what-if board of a plan: its levers, and how they came to be what they are.

`revision` goes to the board and comes back with what it sends: what the board sent before Python changed something
itself (divided the rest, opened a scenario) no longer counts.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

import streamlit as st
from pydantic import ValidationError

from pokdash.domain.saved_scenario import Draft
from pokdash.ui.components.what_if import Sent
from pokdash.ui.what_if_levers import Levers

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Held:
    """The levers at a revision of this session (`epoch`), and what they are kept as.

    `draft` is what was kept last, `of` the id and version of the saved scenario that it goes on from; `past` and
    `future` are the steps of the ordinary fields.
    """

    levers: Levers = field(default_factory=Levers)
    revision: int = 1
    epoch: str = field(default_factory=lambda: uuid4().hex)
    opened: str = ""
    draft: Draft | None = None
    of: tuple[str, int] | None = None
    past: tuple[Levers, ...] = ()
    future: tuple[Levers, ...] = ()

    @property
    def sent(self) -> Sent:
        """What the board is told."""
        return Sent(self.levers.model_dump(mode="json"), self.revision, self.epoch, self.opened)


def _key(plan: str) -> str:
    return f"what_if_of_{plan}"


def held(plan: str) -> Held:
    """What this session has of a plan; the plan itself when it has nothing yet."""
    found: Held = st.session_state.setdefault(_key(plan), Held())
    return found


def took(plan: str, told: dict[str, Any] | None) -> bool:
    """Take over what the board tells; whether that still counts. What no board sends is left and logged."""
    now = held(plan)
    if not told or told.get("revision") != now.revision:
        return False
    try:
        levers = Levers.model_validate(told.get("levers"))
    except ValidationError:
        _LOG.exception(plan)
        return False
    st.session_state[_key(plan)] = replace(now, levers=levers)
    return True


def put(plan: str, levers: Levers, *, opened: str | None = None) -> None:
    """Change the levers from here; `opened` is another scenario, of which no step can be undone."""
    now = held(plan)
    other = opened is not None and opened != now.opened
    st.session_state[_key(plan)] = replace(
        now,
        levers=levers,
        revision=now.revision + 1,
        opened=now.opened if opened is None else opened,
        past=() if other else (*now.past, now.levers),
        future=(),
    )


def begin(plan: str) -> None:
    """Start anew from the plan; what was kept so far stays what it is."""
    put(plan, Levers(), opened=f"new {held(plan).revision}")
    keep(plan, None, None)


def keep(plan: str, draft: Draft | None, of: tuple[str, int] | None) -> None:
    """Remember as what the levers are kept."""
    st.session_state[_key(plan)] = replace(held(plan), draft=draft, of=of)


def undo(plan: str) -> None:
    """One step back."""
    now = held(plan)
    if now.past:
        _step(plan, now.past[-1], now.past[:-1], (*now.future, now.levers))


def redo(plan: str) -> None:
    """One step forward again."""
    now = held(plan)
    if now.future:
        _step(plan, now.future[-1], (*now.past, now.levers), now.future[:-1])


def _step(plan: str, levers: Levers, past: tuple[Levers, ...], future: tuple[Levers, ...]) -> None:
    st.session_state[_key(plan)] = replace(
        held(plan), levers=levers, revision=held(plan).revision + 1, past=past, future=future
    )
