"""Overview: how much is left, are we on schedule, what needs attention."""

import streamlit as st

from pokdash.ui import burn_down, decisions, figures_table, frame, gauges, kpis, lead, parts, years
from pokdash.ui.say import say

known = frame.facts()
_, shown = frame.opened()
drawn, panels = frame.drawn()

lead.draw(known, shown)
kpis.draw(known, drawn)
with st.container(key="overview"):
    with st.container(key="overview-chart"):
        burn_down.draw(known, drawn, say("burn_down.title"))
    with st.container(key="overview-gauges"):
        gauges.section(known)
    if decisions.shown_with(known.plan):
        with st.container(key="overview-decisions"):
            decisions.draw(known.plan)
years.draw(known, panels)
figures_table.draw(known)
parts.html("footer.html", position=known.position, version=known.version)
