"""Beheer: read the plan folders again and remove example data; only for whoever may."""

from __future__ import annotations

import streamlit as st

from pokdash.domain.actor import Action, Actor
from pokdash.ui import changes, parts
from pokdash.ui.cached import Facts
from pokdash.ui.changes import Asked, CarryOut
from pokdash.ui.say import say


def draw(known: Facts, actor: Actor, carry_out: CarryOut) -> None:
    """The section with the changes that this actor may make; a viewer sees that he only looks."""
    with st.container(key="manage"):
        parts.html("heading.html", level=2, title=say("manage.title"), note="")
        changes.tell()
        if not any(actor.may(action) for action in Action):
            parts.html("heading.html", level=None, title="", note=say("manage.viewer"))
        if actor.may(Action.LOAD_PLANS):
            _button("manage.reload", say("manage.reload_help"), Asked(Action.LOAD_PLANS, known.plan.id), carry_out)
        if actor.may(Action.REMOVE_EXAMPLES) and known.position.example:
            asked = Asked(Action.REMOVE_EXAMPLES, known.plan.id)
            _button("manage.remove_examples", say("manage.remove_help", plan=known.plan.municipality), asked, carry_out)


def _button(key: str, explanation: str, asked: Asked, carry_out: CarryOut) -> None:
    with st.container(key=key.replace(".", "-"), horizontal=True):
        st.button(say(key), on_click=changes.attempt, args=(asked, carry_out), key=f"button-{key}")
        parts.html("heading.html", level=None, title="", note=explanation)
