"""What this person was making and did not save: to go on with, or to throw away."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pokdash.domain.notice import Notice
from pokdash.domain.saved_scenario import Draft
from pokdash.domain.scenario import Scenario
from pokdash.store import WorkspaceError
from pokdash.ui import changes, frame, session
from pokdash.ui.cached import Facts
from pokdash.ui.say import date, listed, literal, say
from pokdash.ui.what_if_board import line_name
from pokdash.ui.what_if_saving import may_save, person, workspace


def draw(known: Facts) -> None:
    """The drafts of this person in which something was changed, folded; nothing where there are none."""
    if not may_save():
        return
    try:
        kept = [one for one in workspace().drafts(known.plan.id, person().name) if one.scenario != Scenario()]
    except WorkspaceError:
        return  # the list of scenarios says it
    if kept:
        with st.expander(say("scenario.drafts", count=len(kept))):
            for one in kept:
                _draft(known, one)


def _draft(known: Facts, draft: Draft) -> None:
    at = draft.saved_at.astimezone()
    changed = {one.line for one in draft.scenario.amounts} | {one.line for one in draft.scenario.courses}
    names = listed([line_name(line) for line in known.plan.lines if line.code in changed])
    time = f"{at:%H:%M}"
    label = say("scenario.draft", on=date(at.date()), time=time, names=names or say("scenario.draft_total"))
    with st.container(key=f"scenario-actions-draft-{draft.id}", horizontal=True):
        parameters = replace(session.view(), scenarios=()).parameters(draft=draft.id)
        st.page_link(frame.page("what_if"), label=literal(label), query_params=parameters)
        drop = say("scenario.draft_drop", time=time)
        st.button(drop, key=f"scenario-draft-drop-{draft.id}", on_click=_drop, args=(draft,))


def _drop(draft: Draft) -> None:
    """Throw a draft away; what the machine refuses is said."""
    try:
        workspace().drop(draft.id, person().name)
    except WorkspaceError as error:
        changes.note((Notice(ok=False, key=f"store.{error.fault.problem}", params=dict(error.fault.params)),))
        return
    if session.view().draft == draft.id:
        session.choose(draft=None)
