"""One part of the plan: what is left of it, why it stands where it stands, and its bookings."""

import streamlit as st

from pokdash.ui import bookings, burn_down, expectation, frame, gates, gauges, lead, part_detail, parts, session

known = frame.facts()
_, shown = frame.opened()
scope = session.view().line
drawn, _ = frame.drawn(scope)

part_detail.heading(known, scope)
lead.clocks(known, shown)
with st.container(key="detail"):
    with st.container(key="detail-left"):
        gauges.draw(known, part_detail.gauge(known, scope), linked=False)
        part_detail.breakdown(known, scope)
        part_detail.forecast(known, drawn)
        part_detail.resident_effect(known, scope)
        gates.waiting(known.plan, scope, known.position.as_of)
    with st.container(key="detail-right"):
        burn_down.draw(known, drawn, expectation.sentence(known, drawn), note=part_detail.note(known, drawn))
        bookings.draw(known, scope)
parts.html("footer.html", position=known.position, version=known.version)
