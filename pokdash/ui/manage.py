"""Beheer: read the plan folders again, remove example data, undo and redo imports; only for whoever may."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from pokdash.domain.actor import Action, Actor
from pokdash.domain.notice import Notice
from pokdash.store import Batch
from pokdash.texts import has_text
from pokdash.ui import parts
from pokdash.ui.cached import Facts
from pokdash.ui.say import date, say

_NOTICES = "manage_notices"
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the viewer asks for; `batch` is the number of an import, None for a change of the plan; `why` an undo."""

    action: Action
    plan: str
    batch: int | None = None
    why: str = ""


CarryOut = Callable[[Asked], tuple[Notice, ...]]


def draw(known: Facts, batches: tuple[Batch, ...], actor: Actor, carry_out: CarryOut) -> None:
    """The section with the changes that this actor may make; a viewer sees the imports and no buttons."""
    with st.container(key="manage"):
        parts.html("heading.html", level=2, title=say("manage.title"), note="")
        for notice in st.session_state.pop(_NOTICES, ()):
            sentence = say(notice.key, **notice.params)
            parts.message(
                "info" if notice.ok else "danger", f"{notice.place} — {sentence}" if notice.place else sentence
            )
        if not any(actor.may(action) for action in Action):
            parts.html("heading.html", level=None, title="", note=say("manage.viewer"))
        if actor.may(Action.LOAD_PLANS):
            _button("manage.reload", say("manage.reload_help"), Asked(Action.LOAD_PLANS, known.plan.id), carry_out)
        if actor.may(Action.REMOVE_EXAMPLES) and known.position.example:
            asked = Asked(Action.REMOVE_EXAMPLES, known.plan.id)
            _button("manage.remove_examples", say("manage.remove_help", plan=known.plan.municipality), asked, carry_out)
        _batches(known, batches, actor, carry_out)


def _button(key: str, explanation: str, asked: Asked, carry_out: CarryOut) -> None:
    with st.container(key=key.replace(".", "-"), horizontal=True):
        st.button(say(key), on_click=_try, args=(asked, carry_out), key=f"button-{key}")
        parts.html("heading.html", level=None, title="", note=explanation)


def _try(asked: Asked, carry_out: CarryOut) -> None:
    try:
        st.session_state[_NOTICES] = carry_out(asked)
    except Exception:  # noqa: BLE001 - a fault in a change is said, and nothing was published
        _LOG.exception(asked.action)
        st.session_state[_NOTICES] = (Notice(ok=False, key="message.crashed"),)


def _batches(known: Facts, batches: tuple[Batch, ...], actor: Actor, carry_out: CarryOut) -> None:
    parts.html("heading.html", level=3, title=say("manage.batches"), note="" if batches else say("manage.no_batches"))
    for batch in batches:
        with st.container(key=f"batch-{batch.number}", horizontal=True):
            imported = date(batch.recorded_at.astimezone().date())
            parts.html("batch.html", batch=batch, imported=imported, why=_why(batch))
            action = Action.UNDO if batch.live else Action.REDO
            if actor.may(action):
                _change(Asked(action, known.plan.id, batch.number), carry_out)


def _why(batch: Batch) -> str:
    """The reason of the last undo or redo: as a person wrote it, or in words where the program gave it."""
    key = f"undo_reason.{batch.changed_why}"
    return say(key) if has_text(key) else batch.changed_why or ""


def _change(asked: Asked, carry_out: CarryOut) -> None:
    """The button that undoes or redoes an import; an undo asks why beside it."""
    field = f"why-{asked.batch}"
    if asked.action is Action.UNDO:
        st.text_input(say("manage.why", batch=asked.batch), key=field, max_chars=200)

    def pressed() -> None:
        _try(replace(asked, why=st.session_state.get(field, "")), carry_out)

    label = say(f"manage.{asked.action}", batch=asked.batch)
    st.button(label, on_click=pressed, key=f"button-{asked.action}-{asked.batch}")
