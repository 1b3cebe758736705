"""Bookings that an earlier import has, and this file otherwise or not at all: what differs, and what to do with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

import streamlit as st

from pokdash.domain.booking_name import booking_name
from pokdash.domain.money import ZERO, difference, total
from pokdash.domain.plan import Plan
from pokdash.intake import Choices, Conversion, Imported, OnChange, Preview, gone_key
from pokdash.store.comparison import Conflict, Difference, Value
from pokdash.ui import parts
from pokdash.ui.amendments import signed
from pokdash.ui.say import date, euro, number, say, say_count

SHOWN = 20
"""How many changed bookings a page lists, and how many that are gone."""
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


def draw(outcome: Imported, plan: Plan) -> None:
    """The changed bookings, and those that are not in the file any more; nothing where there are none."""
    lines = {line.code: line.name for line in plan.lines}
    if outcome.changed_count:
        _listed(outcome, lines)
    if outcome.gone_count:
        _gone(outcome, lines)


def choice(found: Preview, choices: Choices, choose: Callable[[Choices], None]) -> None:
    """One choice for what changed and what is gone: let it stand, or book a correction; none is made beforehand."""
    outcome = found.outcome
    if not isinstance(outcome, Imported) or not (outcome.changed_count or outcome.gone_count):
        return
    st.session_state[_CHANGED] = None if choices.on_change is OnChange.REFUSE else choices.on_change
    st.radio(
        say_count(f"control.changed.{_question(outcome)}", outcome.changed_count + outcome.gone_count),
        [OnChange.LEAVE, OnChange.CORRECT],
        index=None,
        captions=[_consequence(way, outcome) for way in ("leaves", "corrects")],
        format_func=lambda way: _way(way, found, outcome),
        key=_CHANGED,
        on_change=lambda: choose(replace(choices, on_change=st.session_state[_CHANGED])),
        horizontal=True,
    )


def known(conversion: Conversion, outcome: Imported) -> tuple[int, int]:
    """Rows that an earlier import has: the same, and with something else; 0 for the latter where a row is several."""
    one_each = conversion.bookings == conversion.loaded.rows
    changed = outcome.changed_count if one_each and outcome.on_change is not OnChange.CORRECT else 0
    return outcome.duplicates - changed, changed


def _question(outcome: Imported) -> str:
    """The text that asks about what there is: changed bookings, bookings that are gone, or both."""
    if outcome.changed_count and outcome.gone_count:
        return "question"
    return "question_changed" if outcome.changed_count else "question_gone"


def _consequence(way: str, outcome: Imported) -> str:
    """What a choice means for the bookings that there are."""
    found = {"changed": outcome.changed_count, "gone": outcome.gone_count}
    unsure = "_unsure" if way == "corrects" and outcome.rows_rejected else ""
    keys = {"changed": f"{way}_changed", "gone": f"{way}_gone{unsure}"}
    return " ".join(say(f"control.changed.{keys[what]}") for what, count in found.items() if count)


def _gone(outcome: Imported, lines: dict[str, str]) -> None:
    parts.html("heading.html", level=3, title=say_count("control.gone.title", outcome.gone_count), note="")
    told = say(f"repeats.{gone_key(outcome)}", count=number(outcome.gone_count), total=outcome.gone_total)
    parts.message("warning", told)
    listed = outcome.gone[:SHOWN]
    parts.html("control_gone.html", gone=listed, lines=lines, shown=len(listed), count=outcome.gone_count)


def _listed(outcome: Imported, lines: dict[str, str]) -> None:
    parts.html("heading.html", level=3, title=say_count("control.changed.title", outcome.changed_count), note="")
    parts.message("warning", say_count("control.changed.nothing_lost", outcome.changed_count))
    listed = outcome.changed[:SHOWN]
    described = _asks_for_descriptions(listed)
    rows = [_changed(one, different, lines, described=described) for one in listed for different in one.differences]
    parts.html("control_changed.html", rows=rows, shown=len(listed), count=outcome.changed_count)


def apart(outcome: Imported) -> Decimal | None:
    """What the changed bookings are more in the file than they were, in euro; None where not all are known."""
    if len(outcome.changed) < outcome.changed_count:
        return None
    amounts = [_apart(different) for one in outcome.changed for different in one.differences]
    return total(amount for amount in amounts if amount is not None)


def _way(way: OnChange, found: Preview, outcome: Imported) -> str:
    """What can be done; with the amount where every changed booking is known."""
    if way is OnChange.LEAVE:
        return say("control.changed.leave")
    changed, conversion = apart(outcome), found.examined.conversion
    if changed is None or conversion is None:
        return say("control.changed.correct")
    reversed_too = outcome.gone_total if not conversion.rejected.rows else ZERO
    return say("control.changed.correct_by", amount=signed(difference(changed, reversed_too)))


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
