"""The bookings behind a figure; descriptions only on request, because a screen is often shared."""

from __future__ import annotations

import streamlit as st

from pokdash.domain.ledger import Booking
from pokdash.domain.money import total
from pokdash.ui import amendments, frame, parts
from pokdash.ui.cached import Facts
from pokdash.ui.say import say, say_count

_SHOWN_AT_FIRST = 15


def draw(known: Facts, scope: str) -> None:
    """Expenditures and commitments of a part, newest first, with their total; all of them on request."""
    spent = frame.bookings(scope, "expenditure")
    committed = frame.bookings(scope, "commitment")
    with st.container(key="bookings-head", horizontal=True):
        parts.html("heading.html", level=2, title=say("bookings.title"), note="")
        described = st.toggle(say("bookings.descriptions"), key="show_descriptions")
    amendments.draw(known, scope, frame.bookings(scope, "amendment"), described=described)
    if not known.ledger.has_batches:
        parts.html("heading.html", level=None, title="", note=say("bookings.no_data"))
        return
    figures = known.position.scope(scope)
    parts.html(
        "heading.html",
        level=None,
        title="",
        note=say_count("bookings.sum", len(spent), total=figures.spent, until=known.position.as_of),
    )
    every = len(spent) <= _SHOWN_AT_FIRST or st.toggle(say("bookings.all", count=len(spent)), key="show_all_bookings")
    shown = spent if every else spent[:_SHOWN_AT_FIRST]
    _table(known, shown, say("bookings.caption"), described=described)
    if not every:
        rest = total(booking.amount for booking in spent[_SHOWN_AT_FIRST:])
        note = say("bookings.rest", count=len(spent) - _SHOWN_AT_FIRST, amount=rest)
        parts.html("heading.html", level=None, title="", note=note)
    if spent:
        _download(known, scope, spent)
    if committed:
        parts.html(
            "heading.html",
            level=3,
            title=say("bookings.commitments"),
            note=say("bookings.open_commitments", amount=figures.committed),
        )
        _table(known, committed, say("bookings.commitments"), described=described)


def _table(known: Facts, rows: tuple[Booking, ...], caption: str, *, described: bool) -> None:
    lines = {line.code: line.name for line in known.plan.lines}
    parts.html("bookings.html", bookings=rows, caption=caption, lines=lines, described=described)


def _download(known: Facts, scope: str, rows: tuple[Booking, ...]) -> None:
    columns = [say(f"bookings.{name}") for name in ("date", "year", "line", "number", "amount", "kind")]
    cells: list[list[parts.Cell]] = [
        [
            booking.booking_date.isoformat(),
            str(booking.fiscal_year or ""),
            booking.line,
            f"{booking.booking_number}/{booking.booking_line}",
            booking.amount,
            say("kind.example") if booking.example else say("kind.booked"),
        ]
        for booking in rows
    ]
    parts.download(f"{known.plan.id}-{scope}-{known.position.as_of}-boekingen", columns, cells)
