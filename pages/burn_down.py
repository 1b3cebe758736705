"""Burn-down: how fast the money goes, where it ends, and what lapses; of the plan, a part or one year."""

import streamlit as st

from pokdash.ui import course, course_controls, frame, lead, outlook, parts, session, track, years

known = frame.facts()
_, shown = frame.opened()
view = session.view()
drawn, panels = frame.drawn(view.line)

course.heading(known, drawn)
lead.clocks(known, shown)
course_controls.draw(known)
with st.container(key="course"):
    with st.container(key="course-left"):
        course.draw(known, drawn, panels, view.year, spent=view.spent)
        years.draw(known, panels)
    with st.container(key="course-right"):
        outlook.draw(known, drawn, frame.expected())
        track.draw(known, drawn, frame.earlier())
parts.html("footer.html", position=known.position, version=known.version)
