"""The bookings behind a figure; descriptions only on request, because a screen is often shared."""

from __future__ import annotations

import streamlit as st

from pokdash.domain.ledger import Booking
from pokdash.domain.money import total
from pokdash.ui import amendments, commitments, frame, parts
from pokdash.ui.cached import Facts
from pokdash.ui.commitments import SHOWN_AT_FIRST
from pokdash.ui.say import say, say_count


def draw(known: Facts, scope: str) -> None:
    """Changes, expenditures and commitments of a part, with their totals."""
    with st.container(key="bookings-head", horizontal=True):
        parts.html("heading.html", level=2, title=say("bookings.title"), note="")
        described = st.toggle(say("bookings.descriptions"), key="show_descriptions")
    amendments.draw(known, scope, frame.bookings(scope, "amendment"), described=described)
    if not known.ledger.has_batches:
        _sentence(say("bookings.no_data"))
        return
    _expenditures(known, scope, frame.bookings(scope, "expenditure"), described=described)
    commitments.draw(known, scope, frame.bookings(scope, "commitment"), described=described)


def _sentence(words: str) -> None:
    parts.html("heading.html", level=None, title="", note=words)


def _expenditures(known: Facts, scope: str, spent: tuple[Booking, ...], *, described: bool) -> None:
    """Newest first; all of them on request."""
    until = known.position.as_of
    if not spent:
        _sentence(say("bookings.none", until=until))
        return
    _sentence(say_count("bookings.sum", len(spent), total=known.position.scope(scope).spent, until=until))
    every = len(spent) <= SHOWN_AT_FIRST or st.toggle(say("bookings.all", count=len(spent)), key="show_all_bookings")
    shown = spent if every else spent[:SHOWN_AT_FIRST]
    names = {line.code: line.name for line in known.plan.lines_of(scope)}
    parts.html("bookings.html", bookings=shown, lines=names, described=described)
    if not every:
        rest = total(booking.amount for booking in spent[SHOWN_AT_FIRST:])
        _sentence(say("bookings.rest", count=len(spent) - SHOWN_AT_FIRST, amount=rest))
    _download(known, scope, spent)


def _download(known: Facts, scope: str, rows: tuple[Booking, ...]) -> None:
    columns = [say(f"bookings.{name}") for name in ("date", "year", "line", "number", "amount")]
    cells: list[list[parts.Cell]] = [
        [
            booking.booking_date.isoformat(),
            str(booking.fiscal_year or ""),
            booking.line,
            f"{booking.booking_number}/{booking.booking_line}",
            booking.amount,
        ]
        for booking in rows
    ]
    name = f"{known.plan.id}-{scope}-{known.position.as_of}-{say('file.bookings')}"
    parts.download(name, columns, cells, example=known.position.example)
