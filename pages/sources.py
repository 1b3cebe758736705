"""Sources: which documents decide what, what they leave open, and whether our amounts tie."""

import datetime as dt

import streamlit as st

from pokdash import intake
from pokdash.domain.actor import Action
from pokdash.domain.notice import Notice
from pokdash.ui import changes, decisions, frame, gates, lead, manage, parts, reconciliation, record

known = frame.facts()
_, shown = frame.opened()
home = intake.Home.from_environment()
actor = frame.settings().actor


def carry_out(asked: changes.Asked) -> tuple[Notice, ...]:
    """Make the change that the viewer asks for, as the person of this installation."""
    now = dt.datetime.now(dt.UTC)
    doing = {
        Action.LOAD_PLANS: lambda: intake.load_plans(home, intake.PLANS, actor, now),
        Action.REMOVE_EXAMPLES: lambda: intake.remove_examples(home, asked.plan, actor, now),
    }
    return intake.notices(doing[asked.action](), f"manage.done_{asked.action}")


record.heading(known)
lead.clocks(known, shown)
reconciliation.plan_as_sum(known)
with st.container(key="sources"):
    with st.container(key="sources-documents"):
        record.documents(known.plan)
        record.timeline(known.plan)
    with st.container(key="sources-decisions"):
        decisions.draw(known.plan)
        gates.draw(known.plan, known.position.as_of)
        record.people(known.plan)
    with st.container(key="sources-sums"):
        reconciliation.draw(known)
record.findings(known)
record.after(known.plan)
manage.draw(known, actor, carry_out)
parts.html("footer.html", position=known.position, version=known.version)
