"""Commitments: for each what was promised, what of it is paid and what is still open, so that the sum can be redone."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import streamlit as st

from pokdash.domain import account
from pokdash.domain.booking_name import booking_name
from pokdash.domain.ledger import Booking, CommitmentBalance
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
    names = {line.code: line.name for line in known.plan.lines_of(scope)}
    balances = [balance for balance in account.commitments(known.ledger) if balance.line in names]
    found = rows(balances, booked)
    asked = "all_commitments" if len(found) == len(balances) else "newest_commitments"
    label = say(f"bookings.{asked}", count=len(found))
    every = len(found) <= SHOWN_AT_FIRST or st.toggle(label, key="show_all_commitments")
    shown = found if every else found[:SHOWN_AT_FIRST]
    parts.html("commitments.html", rows=shown, sums=_sums(balances), lines=names, described=described)
    for remark in _remarks(found, len(balances) - len(shown)):
        parts.html("heading.html", level=None, title="", note=remark)
    _download(known, scope, found)


def _sums(balances: list[CommitmentBalance]) -> dict[str, Decimal]:
    """Promised, paid and not paid yet of every commitment, also of those that are not in the list."""
    return {
        "promised": total(balance.committed for balance in balances),
        "paid": total(balance.invoiced for balance in balances),
        "unpaid": total(account.still_open(balance) for balance in balances),
    }


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


def rows(balances: Iterable[CommitmentBalance], booked: Iterable[Booking]) -> list[Commitment]:
    """The commitments of which there are bookings, newest first; `booked` are their bookings, newest first."""
    own: dict[tuple[str | None, str], list[Booking]] = defaultdict(list)
    for booking in booked:
        own[booking.commitment_number, booking.line].append(booking)
    with_bookings = [balance for balance in balances if (balance.number, balance.line) in own]
    found = [_row(balance, own[balance.number, balance.line][::-1]) for balance in with_bookings]
    return sorted(found, key=lambda row: (row.since, row.number), reverse=True)


def _row(balance: CommitmentBalance, own: list[Booking]) -> Commitment:
    """One commitment with its own bookings, oldest first."""
    return Commitment(
        since=min(booking.booking_date for booking in own),
        number=balance.number,
        line=balance.line,
        bookings=", ".join(dict.fromkeys(booking_name(one.booking_number, one.booking_line) for one in own)),
        promised=balance.committed,
        paid=balance.invoiced,
        unpaid=account.still_open(balance),
        description="; ".join(dict.fromkeys(booking.description for booking in own)),
        kind="example" if any(booking.example for booking in own) else "booked",
    )
