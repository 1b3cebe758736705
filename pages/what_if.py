"""What if: sliders for amounts and pace that follow the hand, and what they make of the end of the plan."""

import streamlit as st

from pokdash.ui import frame, lead, parts, what_if_page

known = frame.facts()
_, shown = frame.opened()

with st.container(key="what-if"):
    what_if_page.draw(known, frame.what_if())
parts.html("what_if_start.html", figures=known.position.total)
lead.clocks(known, shown)
parts.html("footer.html", position=known.position, version=known.version)
