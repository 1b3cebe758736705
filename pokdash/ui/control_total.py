"""Does the file tie with the financial administration? What became of its amounts, and a total that a person types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import streamlit as st

from pokdash.domain.money import ZERO, total
from pokdash.intake import Conversion, Imported, OnChange, Preview, Refused
from pokdash.ui import control_changed, control_typed, parts
from pokdash.ui.amendments import signed
from pokdash.ui.control_typed import Accept
from pokdash.ui.say import number, say, say_count

_BOOKED = ("not_in_plan", "duplicate")
"""Reasons to leave out a row that is a booking all the same; the other rows repeat amounts, or hold none."""


@dataclass(frozen=True, slots=True)
class TotalPart:
    """Some rows of the file and what they come to, in euro."""

    label: str
    amount: Decimal


def draw(preview: Preview, chosen: OnChange, accepted: Decimal | None, accept: Accept) -> None:
    """Saved, known, left out and rejected amounts add up to the file; beside it the adviser's own total.

    `chosen` is what a person wants with bookings that changed or are gone: when they stay, the dashboard differs.
    `accepted` is the difference with the own total that a person saves with, and `accept` takes it over.
    """
    conversion = preview.examined.conversion
    if conversion is None:
        return
    with st.container(key="control-total"):
        booked, beside = _booked(conversion, preview.outcome), list(_left_out(conversion, bookings=False))
        parts.html("control_total.html", booked=booked, whole=_whole(booked), beside=beside)
        differs = _dashboard_differs(preview.outcome, chosen)
        with st.container(key="control-total-typed"):
            if differs:
                parts.message("warning", differs)
            control_typed.draw(_whole(booked), accepted, accept, differs=bool(differs))


def holds_back(preview: Preview, accepted: Decimal | None) -> bool:
    """Whether the total that was typed keeps this file from being saved."""
    conversion = preview.examined.conversion
    return conversion is not None and control_typed.holds_back(_whole(_booked(conversion, preview.outcome)), accepted)


def _booked(conversion: Conversion, outcome: Imported | Refused | None) -> list[TotalPart]:
    """What became of every amount in the file."""
    return [*_loaded(conversion, outcome), *_left_out(conversion, bookings=True), *_rejected(conversion)]


def _whole(booked: list[TotalPart]) -> Decimal:
    return total(part.amount for part in booked)


def _dashboard_differs(outcome: Imported | Refused | None, chosen: OnChange) -> str:
    """How much the dashboard is more than the file when bookings stay that changed or are gone; '' where none do."""
    if not isinstance(outcome, Imported):
        return ""
    corrects = chosen is OnChange.CORRECT
    changed = 0 if corrects else outcome.changed_count
    gone = 0 if corrects and outcome.gone_reversed else outcome.gone_count
    if not changed and not gone:
        return ""
    apart = control_changed.apart(outcome) if changed else ZERO
    still = outcome.gone_total if gone else ZERO
    params = {
        "changed": number(changed),
        "gone": number(gone),
        "gone_by": signed(still),
    }
    if apart is None:
        return say("control.total.dashboard_unknown", **params)
    more = total([-apart, still])
    key = "unsure" if corrects else "left" if chosen is OnChange.LEAVE else "when_left"
    return say(f"control.total.dashboard_{key}", **params, changed_by=signed(-apart), apart=signed(more))


def _loaded(conversion: Conversion, outcome: Imported | Refused | None) -> Iterator[TotalPart]:
    """What is saved, what an earlier import holds, and what is set aside because its commitment is nowhere."""
    loaded, dates = conversion.loaded, {"first": conversion.first_date, "last": conversion.last_date}
    if not isinstance(outcome, Imported):
        if loaded.rows:
            yield _part("good", loaded.rows, loaded.total, **dates)
        return
    kept = outcome.rows - outcome.rows_left_out - outcome.rows_rejected
    if kept:
        amount = total([outcome.total, -outcome.total_duplicates])
        if kept == loaded.rows:
            yield _part("kept", kept, amount, **dates)
        else:  # the days are those of all good rows, and some of those are not saved
            yield _part("kept_of_more", kept, amount)
    if outcome.duplicates:
        _, changed = control_changed.known(conversion, outcome)
        name = "known_changed" if changed else "known"
        yield _part(name, outcome.duplicates, outcome.total_duplicates, changed=number(changed))
    if aside := outcome.rows_rejected - conversion.rejected.rows:
        yield _part("set_aside", aside, total([loaded.total, -outcome.total]))


def _left_out(conversion: Conversion, *, bookings: bool) -> Iterator[TotalPart]:
    """The rows with an amount that were left out, by reason: the bookings among them, or the other rows."""
    for reason, part in conversion.reasons.items():
        if part.with_amount and (reason in _BOOKED) is bookings:
            yield _part("left_out", part.rows, part.total, reason=say(f"left_out.{reason}"))


def _rejected(conversion: Conversion) -> Iterator[TotalPart]:
    if rejected := conversion.rejected.rows:
        known = number(conversion.rejected.with_amount)
        yield _part("rejected", rejected, conversion.rejected.total, known=known)


def _part(name: str, rows: int, amount: Decimal, **values: object) -> TotalPart:
    return TotalPart(say_count(f"control.total.{name}", rows, shown=number(rows), **values), amount)
