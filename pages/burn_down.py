"""Burn-down: how fast the money goes, where it ends, and what lapses; of the plan, a part or one year."""

import streamlit as st

from pokdash.ui import (
    changes,
    course,
    course_controls,
    frame,
    lead,
    notes_form,
    outlook,
    parts,
    recording,
    session,
    track,
    years,
)

known = frame.facts()
_, shown = frame.opened()
view = session.view()
drawn, panels = frame.drawn(view.line)
actor, carry_out = recording.recorder(known.plan)

course.heading(known, drawn, panels, view.year)
lead.clocks(known, shown)
changes.tell()
course_controls.draw(known)
with st.container(key="course"):
    with st.container(key="course-left"):
        course.draw(known, drawn, panels, view.year, spent=view.spent)
        notes_form.draw(known, actor, carry_out)
        years.draw(known, panels, view.line)
    with st.container(key="course-right"):
        outlook.draw(known, drawn, frame.expected())
        track.draw(known, drawn, frame.earlier())
parts.html("footer.html", position=known.position, version=known.version)
