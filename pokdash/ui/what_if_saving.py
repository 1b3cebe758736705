"""Keeping what is made on the what-if board: a draft after every change, and a scenario when somebody saves it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Literal

import streamlit as st

from pokdash.domain.actor import Action, Actor
from pokdash.domain.notice import Notice
from pokdash.domain.saved_scenario import Draft, Label
from pokdash.domain.scenario import Scenario, StartingPoint, Whose
from pokdash.domain.scenario_lines import lines_compared, set_aside
from pokdash.domain.scenario_problems import misfits, unfinished
from pokdash.store import GoesOn, Outdated, Workspace, WorkspaceError
from pokdash.store.home import Home
from pokdash.ui import changes, frame, parts, session, what_if_state
from pokdash.ui.cached import Facts, WhatIf
from pokdash.ui.say import say
from pokdash.ui.scenario_moved import moved_since
from pokdash.ui.what_if_levers import levers_of, scenario_of
from pokdash.ui.what_if_scenario import problem_words

_ASKED = "what_if_save_asked"
_OPENED = "what_if_opened"
_NAME, _NOTE = 80, 1000  # signs that fit in a name and in a note
_LOG = logging.getLogger(__name__)


def workspace() -> Workspace:
    """Where this installation keeps scenarios."""
    return Home.from_environment().workspace


def person() -> Actor:
    """Who works here."""
    return frame.settings().actor


def may_save() -> bool:
    """Whether this viewer may keep scenarios."""
    return person().may(Action.SCENARIO)


def start_of(known: Facts) -> StartingPoint:
    """What a scenario that is made now starts from."""
    return StartingPoint(
        plan=known.plan.id,
        plan_version=known.version.version,
        generation=known.position.generation,
        as_of=known.position.as_of,
    )


def open_asked(known: Facts) -> None:
    """Put on the board what the address names and this session does not have yet: a draft, else a saved scenario."""
    view, now = session.view(), what_if_state.held(known.plan.id)
    try:
        if view.draft and (now.draft is None or now.draft.id != view.draft):
            _open(known, workspace().draft(view.draft), "what_if.no_draft")
        elif view.scenarios and not view.draft and (now.draft or now.of != view.scenarios[0]):
            _open(known, _of_saved(view.scenarios[0]), "what_if.no_scenario")
    except WorkspaceError as error:
        parts.message("danger", say(f"store.{error.fault.problem}", **error.fault.params))


def _of_saved(named: tuple[str, int]) -> Draft | None:
    """A saved scenario as a draft that nobody kept yet."""
    found = workspace().scenario(*named)
    if found is None:
        return None
    return Draft("", 0, found.author, found.scenario, found.start, found.saved_at, (found.id, found.version))


def _open(known: Facts, draft: Draft | None, missing: str) -> None:
    if draft is None or draft.start.plan != known.plan.id:
        parts.message("warning", say(missing))
        return
    scenario = draft.scenario
    claims = any(set_aside(known.plan, line) for line in lines_compared(known.plan, [scenario]))
    what_if_state.put(known.plan.id, levers_of(scenario, claims=claims), opened=f"{draft.id}{draft.of}")
    what_if_state.keep(known.plan.id, draft if draft.id else None, draft.of)
    changes.note(tuple(_told(known, draft)), _OPENED)


def _told(known: Facts, draft: Draft) -> Iterator[Notice]:
    """Which scenario the board goes on from, and what changed under it since."""
    saved = workspace().scenario(*draft.of) if draft.of else None
    if saved:
        params = {"name": saved.label.name, "version": saved.version, "author": saved.author}
        yield Notice(ok=True, key="what_if.goes_on", params=params)
    moved = moved_since(known, draft.start, draft.scenario)
    if moved:
        yield Notice(ok=True, key="what_if.moved", params={"told": " ".join(moved)})


def keep(known: Facts) -> None:
    """Keep the draft; where that fails it is said, and the board goes on."""
    if not may_save():
        return
    now = what_if_state.held(known.plan.id)
    try:
        goes_on = GoesOn(now.epoch, now.draft, now.of)
        kept = workspace().keep(scenario_of(now.levers), start_of(known), person().name, goes_on)
    except WorkspaceError as error:
        changes.note((Notice(ok=False, key=f"store.{error.fault.problem}", params=dict(error.fault.params)),), _ASKED)
        return
    if now.draft and now.draft.id != kept.id:
        changes.note((Notice(ok=True, key="what_if.forked"),), _ASKED)
    what_if_state.keep(known.plan.id, kept, now.of)
    if session.view().draft != kept.id:
        session.choose(draft=kept.id)


def ask() -> None:
    """The board asks for a name."""
    st.session_state[_ASKED] = True


def draw(known: Facts, whole: WhatIf) -> None:
    """What was opened, what came of keeping and saving, and the form once it is asked for."""
    changes.tell(_OPENED)
    changes.tell(_ASKED)
    if st.session_state.get(_ASKED) and may_save():
        st.dialog(say("what_if.save_title"), width="medium", on_dismiss=_leave)(_form)(known, whole)


def _leave() -> None:
    st.session_state.pop(_ASKED, None)


def _form(known: Facts, whole: WhatIf) -> None:
    now = what_if_state.held(known.plan.id)
    scenario = scenario_of(now.levers)
    stands = [*misfits(whole.baseline, scenario), *unfinished(scenario)]
    before = _seen(now)
    with st.container(key="what-if-save"):
        parts.html("heading.html", level=None, title="", note=say("what_if.save_note"))
        for problem in stands:
            parts.message("warning", problem_words(known, problem))
        name = st.text_input(
            say("what_if.save_name"),
            value=before.name[:_NAME] if before else "",
            max_chars=_NAME,
            key="what-if-save-name",
        )
        whose = st.segmented_control(
            say("what_if.save_whose"),
            list(Whose),
            default=before.whose if before else Whose.OFFICIAL,
            format_func=lambda one: say(f"scenario.whose_{one}"),
            required=True,
            key="what-if-save-whose",
        )
        note = st.text_area(
            say("what_if.save_note_field"),
            value=before.note[:_NOTE] if before else "",
            max_chars=_NOTE,
            key="what-if-save-text",
        )
        label = Label(str(name).strip(), whose, str(note).strip())
        with st.container(key="what-if-save-buttons", horizontal=True):
            ready = bool(label.name) and not stands
            if now.of and st.button(
                say("what_if.save_version", version=now.of[1] + 1), type="primary", disabled=not ready
            ):
                _save(known, scenario, label, now.of)
            kind: Literal["primary", "secondary"] = "secondary" if now.of else "primary"
            if st.button(say("what_if.save_new" if now.of else "what_if.save"), type=kind, disabled=not ready):
                _save(known, scenario, label, None)
            if st.button(say("what_if.save_cancel")):
                _leave()
                st.rerun()


def _seen(now: what_if_state.Held) -> Label | None:
    """The label of the scenario that the board goes on from."""
    found = workspace().scenario(*now.of) if now.of else None
    return found.label if found else None


def _save(known: Facts, scenario: Scenario, label: Label, of: tuple[str, int] | None) -> None:
    try:
        saved = workspace().save(scenario, label, start_of(known), person().name, of)
    except WorkspaceError as error:
        _LOG.exception(known.plan.id)
        parts.message("danger", say(f"store.{error.fault.problem}", **error.fault.params))
        return
    if isinstance(saved, Outdated):
        parts.message("danger", say("what_if.outdated", newest=saved.newest))
        return
    _leave()
    if draft := what_if_state.held(known.plan.id).draft:
        workspace().drop(draft.id, person().name)
    what_if_state.keep(known.plan.id, None, (saved.id, saved.version))
    session.choose(draft=None, scenario=session.scenarios_parameter([(saved.id, saved.version)]))
    told = {"name": label.name, "version": saved.version}
    changes.note((Notice(ok=True, key="what_if.saved", params=told),), _ASKED)
    st.rerun()
