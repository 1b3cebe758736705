"""Bookings that an earlier import has with other contents: old, new, the difference, and what to do with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

import streamlit as st

from pokdash.domain.booking_name import booking_name
from pokdash.domain.money import difference, total
from pokdash.domain.plan import Plan
from pokdash.intake import Choices, Imported, OnChange
from pokdash.store.comparison import Conflict, Difference, Value
from pokdash.ui import parts
from pokdash.ui.amendments import signed
from pokdash.ui.say import date, euro, say, say_count

SHOWN = 20
"""How many changed bookings a page lists."""
_CHANGED = "control-changed"
_DESCRIBED = "control-changed-descriptions"


@dataclass(frozen=True, slots=True)
class Changed:
    """A field of a booking in words: as it was and as the file has it; `apart` of an amount."""

    row: int
    booking: str
    batch: int
    field: str
    was: str
    now: str
    apart: str


def draw(outcome: Imported, plan: Plan, choices: Choices, choose: Callable[[Choices], None]) -> None:
    """The changed bookings, and one choice for them and for what is gone: let them stand, or book a correction."""
    if outcome.changed_count:
        _listed(outcome, plan)
    st.session_state[_CHANGED] = outcome.on_change
    st.radio(
        say_count("control.changed.question", outcome.changed_count + outcome.gone_count),
        [OnChange.LEAVE, OnChange.CORRECT],
        format_func=lambda way: _way(way, outcome),
        key=_CHANGED,
        on_change=lambda: choose(replace(choices, on_change=st.session_state[_CHANGED])),
        horizontal=True,
    )


def _listed(outcome: Imported, plan: Plan) -> None:
    parts.html("heading.html", level=3, title=say_count("control.changed.title", outcome.changed_count), note="")
    parts.message("warning", say("control.changed.nothing_lost"))
    listed = outcome.changed[:SHOWN]
    described = _asks_for_descriptions(listed)
    lines = {line.code: line.name for line in plan.lines}
    rows = [_changed(one, different, lines, described=described) for one in listed for different in one.differences]
    parts.html("control_changed.html", rows=rows, shown=len(listed), count=outcome.changed_count)


def _way(way: OnChange, outcome: Imported) -> str:
    """What can be done; with the amount where every changed booking is known."""
    if way is OnChange.LEAVE:
        return say("control.changed.leave")
    if len(outcome.changed) < outcome.changed_count:
        return say("control.changed.correct")
    amounts = [_apart(different) for one in outcome.changed for different in one.differences]
    apart = difference(total(amount for amount in amounts if amount is not None), outcome.gone_total)
    return say("control.changed.correct_by", amount=signed(apart))


def _asks_for_descriptions(changed: tuple[Conflict, ...]) -> bool:
    """Descriptions are shown on request only: a screen is often shared."""
    if all(different.field != "description" for one in changed for different in one.differences):
        return False
    return st.toggle(say("bookings.descriptions"), key=_DESCRIBED)


def _changed(one: Conflict, different: Difference, lines: dict[str, str], *, described: bool) -> Changed:
    hidden = different.field == "description" and not described
    was, now = (
        say("control.changed.hidden") if hidden else _written(value, different.field, lines)
        for value in (different.live_value, different.value)
    )
    apart = _apart(different)
    return Changed(
        row=one.source_row,
        booking=booking_name(one.booking_number, one.booking_line),
        batch=one.batch,
        field=say(f"control.changed.field_{different.field}"),
        was=was,
        now=now,
        apart="" if apart is None else signed(apart),
    )


def _apart(different: Difference) -> Decimal | None:
    if isinstance(different.value, Decimal) and isinstance(different.live_value, Decimal):
        return difference(different.value, different.live_value)
    return None


def _written(value: Value, field: str, lines: dict[str, str]) -> str:
    if value is None or value == "":
        return say("control.changed.empty")
    if isinstance(value, Decimal):
        return euro(value)
    if isinstance(value, dt.date):
        return date(value)
    return lines.get(value, value) if field == "line" else value
