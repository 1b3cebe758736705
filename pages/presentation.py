"""Presentation: one message on the screen at a time, for a room in which nobody can hover or click."""

from pokdash.ui import frame, presenting

known = frame.facts()
_, panels = frame.drawn()

presenting.draw(known, panels)
