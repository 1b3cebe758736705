"""Commitments: for each what was promised, what of it is paid and what is still open, so that the sum can be redone."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

import streamlit as st

from pokdash.domain import account
from pokdash.domain.ledger import Booking, CommitmentBalance, Ledger
from pokdash.domain.money import total
from pokdash.ui import parts
from pokdash.ui.cached import Facts
from pokdash.ui.say import listed, say

SHOWN_AT_FIRST = 15
"""How many rows of a table of bookings are drawn before somebody asks for all of them."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """One commitment on one line, in euro, since its first booking.

    `bookings` and `description` hold the numbers and the words of its bookings.
    """

    since: dt.date
    number: str
    line: str
    bookings: str
    promised: Decimal
    paid: Decimal
    unpaid: Decimal
    description: str
    kind: str


def draw(known: Facts, scope: str, booked: tuple[Booking, ...], *, described: bool) -> None:
    """The commitments of a scope, newest first, with their sum; `booked` are their bookings; nothing without any."""
    if not booked:
        return
    open_now = say("bookings.open_commitments", amount=known.position.scope(scope).committed)
    parts.html("heading.html", level=3, title=say("bookings.commitments"), note=open_now)
    found = rows(known.ledger, {line.code for line in known.plan.lines_of(scope)}, booked)
    label = say("bookings.all_commitments", count=len(found))
    every = len(found) <= SHOWN_AT_FIRST or st.toggle(label, key="show_all_commitments")
    shown = found if every else found[:SHOWN_AT_FIRST]
    sums = {name: total(getattr(row, name) for row in found) for name in ("promised", "paid", "unpaid")}
    names = {line.code: line.name for line in known.plan.lines_of(scope)}
    parts.html("commitments.html", rows=shown, sums=sums, lines=names, described=described)
    for remark in _remarks(found, len(found) - len(shown)):
        parts.html("heading.html", level=None, title="", note=remark)
    _download(known, scope, found)


def _remarks(found: list[Commitment], hidden: int) -> list[str]:
    """What the sums hold that is not drawn, and where promised − paid is not what is still to be paid."""
    told = [say("bookings.rest_commitments", count=hidden)] if hidden else []
    overpaid = [row.number for row in found if row.paid > row.promised]
    return [*told, say("bookings.overpaid", numbers=listed(overpaid))] if overpaid else told


def _download(known: Facts, scope: str, found: list[Commitment]) -> None:
    columns = [
        say(f"bookings.{name}") for name in ("since", "line", "number", "commitment", "promised", "paid", "unpaid")
    ]
    cells: list[list[parts.Cell]] = [
        [row.since.isoformat(), row.line, row.bookings, row.number, row.promised, row.paid, row.unpaid] for row in found
    ]
    name = f"{known.plan.id}-{scope}-{known.position.as_of}-{say('file.commitments')}"
    parts.download(name, columns, cells, example=known.position.example)


def rows(ledger: Ledger, codes: Collection[str], booked: Iterable[Booking]) -> list[Commitment]:
    """The commitments on some lines, newest first; `booked` are their bookings, newest first."""
    own: dict[tuple[str | None, str], list[Booking]] = defaultdict(list)
    for booking in booked:
        own[booking.commitment_number, booking.line].append(booking)
    balances = [balance for balance in account.commitments(ledger) if balance.line in codes]
    found = [_row(balance, own[balance.number, balance.line][::-1]) for balance in balances]
    return sorted(found, key=lambda row: (row.since, row.number), reverse=True)


def _row(balance: CommitmentBalance, own: list[Booking]) -> Commitment:
    """One commitment with its own bookings, oldest first."""
    return Commitment(
        since=min(booking.booking_date for booking in own),
        number=balance.number,
        line=balance.line,
        bookings=", ".join(f"{booking.booking_number}/{booking.booking_line}" for booking in own),
        promised=balance.committed,
        paid=balance.invoiced,
        unpaid=account.still_open(balance),
        description="; ".join(dict.fromkeys(booking.description for booking in own)),
        kind="example" if any(booking.example for booking in own) else "booked",
    )
