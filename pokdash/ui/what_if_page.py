"""Wat als: the board with its sliders, or the same with ordinary fields, and how it computes."""

from __future__ import annotations

import streamlit as st

from pokdash.domain.scenario_division import Division
from pokdash.ui import parts, what_if_plain, what_if_saving, what_if_scenario, what_if_state
from pokdash.ui.cached import Facts, WhatIf
from pokdash.ui.components import what_if
from pokdash.ui.provenance import Explanation, Row
from pokdash.ui.say import say
from pokdash.ui.what_if_board import baseline_json, by_year, fits
from pokdash.ui.what_if_levers import scenario_of

_PLAIN = "what_if_plain"
"""Whether this session chose the ordinary fields."""


def draw(known: Facts, whole: WhatIf) -> None:
    """The board or, where that is chosen or the amounts are too large for a browser, ordinary fields."""
    what_if_saving.open_asked(known)
    if not fits(whole):
        parts.message("info", say("what_if.too_large"))
    if len(known.plan.lines) == 1 and not by_year(known.plan, whole):
        parts.message("info", say("what_if.no_years"))
    if st.session_state.get(_PLAIN) or not fits(whole):
        what_if_saving.draw(known, whole)
        what_if_plain.draw(known, whole)
        if fits(whole):
            st.button(say("what_if.sliders"), on_click=lambda: st.session_state.pop(_PLAIN, None))
    else:
        _board(known, whole)
        with st.container(key="what-if-plain-offer", horizontal=True):
            parts.html("heading.html", level=None, title="", note=say("what_if.plain_offer"))
            st.button(say("what_if.plain"), on_click=lambda: st.session_state.update({_PLAIN: True}))
    parts.html("explanation.html", note="", explanation=_explained(known, whole))


@st.fragment
def _board(known: Facts, whole: WhatIf) -> None:
    if st.session_state.get(_PLAIN):
        st.rerun()
    plan = known.plan.id
    key = f"what-if-{plan}"
    what_if_scenario.tell_misfits(known, whole, scenario_of(what_if_state.held(plan).levers))

    def changed() -> None:
        if what_if_state.took(plan, st.session_state[key].get("levers")):
            what_if_saving.keep(known)

    def asked() -> None:
        told = st.session_state[key].get("asked")
        if told and told.get("what") == "failed":
            st.session_state[_PLAIN] = True
        elif told and what_if_state.took(plan, told):
            _carry_out(known, whole, told.get("what"))

    what_if_saving.draw(known, whole)
    baseline = baseline_json(known, whole, may_save=what_if_saving.may_save())
    what_if.board(baseline, what_if_state.held(plan).sent, key, changed, asked)


def _carry_out(known: Facts, whole: WhatIf, what: object) -> None:
    """What the board asks Python to do."""
    if what == "save":
        what_if_saving.ask()
    elif what in tuple(Division):
        what_if_scenario.divide(known, whole, Division(str(what)))
    what_if_saving.keep(known)


def _explained(known: Facts, whole: WhatIf) -> Explanation:
    start = say(
        "what_if.explain_start_told",
        as_of=known.position.as_of,
        version=known.version.version,
        generation=known.position.generation,
    )
    rows = [Row(say("explain.kind"), say("kind_meaning.derived"), "derived"), Row(say("what_if.explain_start"), start)]
    rows += [
        Row(say(f"what_if.explain_{name}"), say(f"what_if.explain_{name}_told"))
        for name in ("end", "spending", "range", "lapse")
    ]
    if by_year(known.plan, whole):
        assumed = "assumption" if known.position.total.planned_kind == "assumption" else None
        rows.append(Row(say("what_if.explain_years"), say("what_if.explain_years_told"), assumed))
    if known.position.example:
        rows.append(Row(say("kpi.spent"), say("explain.spent_example"), "example"))
    return Explanation(say("what_if.explain"), (), tuple(rows))
