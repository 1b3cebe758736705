"""Taking back what was recorded in a register; every version of it stays to be seen."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pokdash import intake
from pokdash.domain.actor import Action, Actor
from pokdash.domain.register import Recordable, Register, in_force
from pokdash.ui import recording
from pokdash.ui.cached import Facts
from pokdash.ui.say import say


def recorded(known: Facts, register: Register) -> dict[str, Recordable]:
    """What was recorded in a register and stands, by name."""
    found = in_force(known.version.entries)
    return {name: entry.record for (of, name), entry in found.items() if of is register and entry.record}


def draw(register: Register, names: Mapping[str, str], actor: Actor, carry_out: recording.CarryOut) -> None:
    """Choose one of some entries (what is shown of each, by name), say why, and take it back; nothing without any."""
    if not names or not actor.may(Action.RECORD):
        return
    key = recording.fresh(f"take-back-{register}")
    with st.expander(say(f"take_back.{register}"), key=f"{key}-form"):
        name = st.selectbox(say("take_back.which"), list(names), format_func=names.__getitem__, key=f"{key}-which")
        reason = recording.why(key)
        wanted = [intake.TakenBack(register, name, reason)] if reason else []
        recording.save(say("take_back.button"), f"{key}-button", wanted, carry_out)
