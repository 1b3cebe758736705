"""The list of saved scenarios: whose, by whom, whether they still start from the same; to compare, open or put away."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pokdash.domain.saved_scenario import SavedScenario
from pokdash.ui import changes, frame, parts, scenario_drafts, session, what_if_state
from pokdash.ui.address import address
from pokdash.ui.cached import Facts
from pokdash.ui.say import date, literal, say
from pokdash.ui.scenario_moved import moved_since
from pokdash.ui.scenarios import LETTERS, Found
from pokdash.ui.what_if_saving import may_save, person, workspace


def draw(known: Facts, there: Found) -> None:
    """A card for every scenario; what was put away is folded."""
    parts.html("heading.html", level=2, title=say("scenario.list"), note=say("scenario.list_note"))
    for saved in there.listed:
        if not saved.archived:
            _card(known, there, saved)
    away = [saved for saved in there.listed if saved.archived]
    with st.container(key="scenarios-more"):
        if st.button(say("scenario.new"), type="primary"):
            what_if_state.begin(known.plan.id)
            session.choose(draft=None, scenario=None)
            st.switch_page(frame.page("what_if"))
        scenario_drafts.draw(known)
        if away:
            with st.expander(say("scenario.archived", count=len(away))):
                for saved in away:
                    _card(known, there, saved)


def _card(known: Facts, there: Found, newest: SavedScenario) -> None:
    """A scenario in the version that is looked at, else in its newest one."""
    one = next((one for one in there.compared if one.saved.id == newest.id), None)
    saved = one.saved if one else newest
    with st.container(key=f"scenario-{saved.id}", border=True):
        key = f"scenario-chosen-{saved.id}"
        st.session_state[key] = one is not None
        letter = f"{one.letter}. " if one else ""
        st.checkbox(
            f"{letter}{literal(saved.label.name)}",
            key=key,
            disabled=one is None and len(there.compared) == len(LETTERS),
            on_change=_choose,
            args=(saved,),
        )
        by = say(
            "scenario.by", author=saved.author, on=date(saved.saved_at.astimezone().date()), version=str(saved.version)
        )
        moved = moved_since(known, saved.start, saved.scenario)
        parts.html(
            "scenario_card.html",
            name=f"{letter}{saved.label.name}",
            whose=say(f"scenario.whose_{saved.label.whose}"),
            by=by,
            note=saved.label.note,
            start=_start(saved),
            moved=moved,
            same=not moved,
        )
        _actions(saved)


def _start(saved: SavedScenario) -> str:
    began = frame.began(saved.start)
    key = "scenario.start_invented" if began and began.example else "scenario.start"
    return say(key, as_of=saved.start.as_of, version=str(saved.start.plan_version))


def _choose(saved: SavedScenario) -> None:
    """Add a scenario to those that are compared, or leave it out."""
    chosen = session.view().scenarios
    kept = [one for one in chosen if one[0] != saved.id]
    now = kept if len(kept) < len(chosen) else [*kept, (saved.id, saved.version)]
    session.choose(scenario=session.scenarios_parameter(now) or None)


def _actions(saved: SavedScenario) -> None:
    named = session.scenarios_parameter([(saved.id, saved.version)])
    with st.container(key=f"scenario-actions-{saved.id}", horizontal=True):
        parameters = replace(session.view(), draft=None).parameters(scenario=named)
        st.page_link(frame.page("what_if"), label=say("scenario.open"), query_params=parameters)
        with st.popover(say("scenario.share")):
            parts.html("heading.html", level=None, title="", note=say("scenario.share_note"))
            st.code(_address(saved), language=None, wrap_lines=True)
        if saved.versions > 1:
            _versions(saved)
        if may_save():
            st.button(say("scenario.copy"), key=f"scenario-copy-{saved.id}", on_click=_copy, args=(saved,))
            put = "restore" if saved.archived else "archive"
            st.button(say(f"scenario.{put}"), key=f"scenario-{put}-{saved.id}", on_click=_archive, args=(saved,))


def _address(saved: SavedScenario) -> str:
    """The address that shows this version to whoever has it."""
    named = session.scenarios_parameter([(saved.id, saved.version)])
    return address("scenarios", plan=saved.start.plan, scenario=named)


def _versions(saved: SavedScenario) -> None:
    with st.popover(say("scenario.versions")):
        for version in range(saved.versions, 0, -1):
            st.button(
                say("scenario.version", version=str(version)),
                key=f"scenario-version-{saved.id}-{version}",
                disabled=version == saved.version,
                on_click=_show_version,
                args=(saved.id, version),
            )


def _show_version(scenario: str, version: int) -> None:
    """Compare another version of a scenario, in the place of the one that is looked at."""
    chosen = list(session.view().scenarios)
    at = next((at for at, (one, _) in enumerate(chosen) if one == scenario), min(len(chosen), len(LETTERS) - 1))
    chosen[at : at + 1] = [(scenario, version)]
    session.choose(scenario=session.scenarios_parameter(chosen))


def _copy(saved: SavedScenario) -> None:
    name = say("scenario.copy_of", name=saved.label.name)
    changes.keep(lambda: workspace().save(saved.scenario, replace(saved.label, name=name), saved.start, person().name))


def _archive(saved: SavedScenario) -> None:
    changes.keep(lambda: workspace().archive(saved.id, person().name, archived=not saved.archived))
