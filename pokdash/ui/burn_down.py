"""Zo gebruiken we het geld: the burn-down of a scope with its sentence, explanation and table."""

from __future__ import annotations

import streamlit as st

from pokdash.domain.burn_down import BurnDown
from pokdash.figures.burn_down_figure import burn_down_figure
from pokdash.ui import explanation, parts, provenance
from pokdash.ui.cached import Facts
from pokdash.ui.components.figure import figure
from pokdash.ui.say import language, say, words


def draw(known: Facts, drawn: BurnDown, title: str, *, note: str = "") -> None:
    """The chart under its heading, then what it says in a table."""
    parts.html("heading.html", level=2, title=title, note=note)
    chart = burn_down_figure(known.plan, drawn, language())
    figure(chart, key=f"burn-down-{drawn.scope}")
    after = words(known.plan.after_plan.what) if known.plan.after_plan else ""
    parts.html("explanation.html", note=after, explanation=explained(known, drawn))
    name = f"{known.plan.id}-{drawn.scope}-{known.position.as_of}-{say('file.burn_down')}"
    with st.container(key=f"burn-down-table-{drawn.scope}"):
        parts.figure_table(name, say("burn_down.title"), chart.table, example=known.position.example)


def explained(known: Facts, drawn: BurnDown) -> provenance.Explanation:
    """What the lines are, who spread the plan over the months, and how the expectation comes about."""
    rows = (
        provenance.Row(say("explain.line_actual"), say("explain.line_actual_is")),
        *explanation.phasings(known.plan, drawn.scope),
        *explanation.forecast(known, drawn).rows[1:],
    )
    return provenance.Explanation(say("burn_down.title"), provenance.allocated(known, drawn.scope).quotes, rows)
