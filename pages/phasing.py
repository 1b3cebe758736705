"""Phasing and carry-over: how the money is divided over the months, what goes to another year, and who said so."""

import datetime as dt

import streamlit as st

from pokdash import intake
from pokdash.domain.notice import Notice
from pokdash.ui import carry_over_page, changes, estimate_form, frame, lead, parts, phasing_page, recording

known = frame.facts()
_, shown = frame.opened()
home = intake.Home.from_environment()
actor = home.settings(own_machine=frame.own_machine()).actor


def carry_out(wanted: recording.Wanted) -> tuple[Notice, ...]:
    """Record what the viewer asks for, as the person of this installation."""
    return recording.told(intake.record(home, known.plan.id, wanted, actor, dt.datetime.now(dt.UTC)))


phasing_page.heading(known)
lead.clocks(known, shown)
changes.tell()
with st.container(key="phasing"):
    with st.container(key="phasing-left"):
        phasing_page.draw(known, actor, carry_out)
        estimate_form.draw(known, actor, carry_out)
    with st.container(key="phasing-right"):
        carry_over_page.draw(known, frame.drawn()[1], actor, carry_out)
        phasing_page.versions(known)
parts.html("footer.html", position=known.position, version=known.version)
