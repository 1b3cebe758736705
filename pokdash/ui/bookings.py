"""The bookings behind a figure; descriptions only on request, because a screen is often shared."""

from __future__ import annotations

import streamlit as st

from pokdash.domain.booking_name import booking_name
from pokdash.domain.ledger import Booking
from pokdash.domain.money import difference, total
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
    if known.ledger.spent_known:
        _expenditures(known, scope, frame.bookings(scope, "expenditure"), described=described)
    else:
        _sentence(say("bookings.no_data"))
    commitments.draw(known, scope, frame.bookings(scope, "commitment"), described=described)


def _sentence(words: str) -> None:
    parts.html("heading.html", level=None, title="", note=words)


def _expenditures(known: Facts, scope: str, newest: tuple[Booking, ...], *, described: bool) -> None:
    """Newest first; all that are listed on request, and how many more there are."""
    until = known.position.as_of
    if not newest:
        _sentence(say("bookings.none", until=until))
        return
    lines = {line.code: line.name for line in known.plan.lines_of(scope)}
    spent = [part for part in known.ledger.spending if part.line in lines]
    count = sum(part.bookings for part in spent)
    _sentence(say_count("bookings.sum", count, total=known.position.scope(scope).spent, until=until))
    asked = "bookings.all" if count == len(newest) else "bookings.newest"
    every = len(newest) <= SHOWN_AT_FIRST or st.toggle(say(asked, count=len(newest)), key="show_all_bookings")
    shown = newest if every else newest[:SHOWN_AT_FIRST]
    parts.html("bookings.html", bookings=shown, lines=lines, described=described)
    if len(shown) < count:
        rest = difference(total(part.spent for part in spent), total(booking.amount for booking in shown))
        _sentence(say("bookings.rest", count=count - len(shown), amount=rest))
    if len(newest) < count:
        _sentence(say("bookings.not_all", count=len(newest)))
    _download(known, scope, newest)


def _download(known: Facts, scope: str, rows: tuple[Booking, ...]) -> None:
    columns = [say(f"bookings.{name}") for name in ("date", "year", "line", "number", "amount")]
    cells: list[list[parts.Cell]] = [
        [
            booking.booking_date.isoformat(),
            str(booking.fiscal_year or ""),
            booking.line,
            booking_name(booking.booking_number, booking.booking_line),
            booking.amount,
        ]
        for booking in rows
    ]
    name = f"{known.plan.id}-{scope}-{known.position.as_of}-{say('file.bookings')}"
    parts.download(name, columns, cells, example=known.position.example)
