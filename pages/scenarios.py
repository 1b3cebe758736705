"""Scenarios: what was saved, compared with the plan and with one another, and whether it still starts from the same."""

import streamlit as st

from pokdash.ui import (
    changes,
    frame,
    lead,
    parts,
    scenario_cards,
    scenario_comparison,
    scenario_mandate,
    scenario_proposal,
    scenarios,
)

known = frame.facts()
_, shown = frame.opened()
whole = frame.what_if()
found = scenarios.found(known, whole)

scenarios.heading(known, found)
changes.tell()
with st.container(key="scenarios"):
    with st.container(key="scenarios-list"):
        scenario_cards.draw(known, found)
    if found.compared:
        with st.container(key="scenarios-compared"):
            scenario_comparison.draw(known, whole, found)
        with st.container(key="scenarios-decided"):
            scenario_mandate.draw(known, whole, found)
            scenario_proposal.draw(known, whole, found)
parts.html("what_if_start.html", figures=known.position.total)
lead.clocks(known, shown)
parts.html("footer.html", position=known.position, version=known.version)
