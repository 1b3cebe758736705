"""Phasing and carry-over: how the money goes over the months, what goes to another year, what was amended."""

import streamlit as st

from pokdash.ui import (
    amendments_page,
    carry_over_page,
    changes,
    estimate_form,
    frame,
    lead,
    parts,
    phasing_page,
    phasing_versions,
    plan_history,
    recording,
)

known = frame.facts()
current, shown = frame.opened()
actor, carry_out = recording.recorder(known.plan)

phasing_page.heading(known)
lead.clocks(known, shown)
changes.tell()
with st.container(key="phasing"):
    with st.container(key="phasing-left"):
        phasing_page.draw(known, actor, carry_out)
        estimate_form.draw(known, actor, carry_out)
    with st.container(key="phasing-right"):
        carry_over_page.draw(known, frame.drawn()[1], actor, carry_out)
        amendments_page.draw(known, actor, carry_out)
        plan_history.draw(known, current)
        phasing_versions.draw(known, actor, carry_out)
parts.html("footer.html", position=known.position, version=known.version)
