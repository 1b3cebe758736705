"""Sources: which documents decide what, what they leave open, and whether our amounts tie."""

import streamlit as st

from pokdash.ui import decisions, frame, lead, manage, parts, reconciliation, record

known = frame.facts()
snapshot, shown = frame.opened()

record.heading(known)
lead.clocks(known, shown)
reconciliation.plan_as_sum(known)
with st.container(key="sources"):
    with st.container(key="sources-documents"):
        record.documents(known.plan)
        record.timeline(known.plan)
    with st.container(key="sources-decisions"):
        decisions.draw(known.plan)
        record.gates(known.plan, known.position.as_of)
        record.people(known.plan)
    with st.container(key="sources-sums"):
        reconciliation.draw(known)
record.findings(known)
record.after(known.plan)
manage.draw(known, shown)
parts.html("footer.html", position=known.position, version=known.version)
