"""Meeting: prepare the slides, begin and end a meeting, and what was asked there; on paper: the speaking note."""

import streamlit as st

from pokdash.ui import agenda_page, briefing, changes, deck, frame, lead, meeting_page, parts, remarks

known = frame.facts()
_, shown = frame.opened()
drawn, panels = frame.drawn()
actor = frame.settings().actor
held = meeting_page.meetings(known)
chosen = deck.agenda()
there = deck.deck(known, panels, chosen.slides if chosen else ())

meeting_page.heading(held)
lead.clocks(known, shown)
changes.tell()
with st.container(key="meeting"):
    with st.container(key="meeting-left"):
        meeting_page.draw(held, actor)
        meeting_page.begin(known, actor)
        agenda_page.draw(known, there, chosen, actor)
        meeting_page.earlier(known, held, actor)
        remarks.draw(known, there, held, actor)
    with st.container(key="meeting-right"):
        briefing.draw(known, drawn, there)
parts.html("footer.html", position=known.position, version=known.version)
