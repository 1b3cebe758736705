"""Commitments: for each what was promised, what of it is paid and what is still open, so that the sum can be redone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from pokdash.domain import account
from pokdash.domain.ledger import Booking, CommitmentBalance
from pokdash.domain.money import total
from pokdash.ui import parts
from pokdash.ui.cached import Facts
from pokdash.ui.say import say


@dataclass(frozen=True, slots=True)
class Commitment:
    """One commitment on one line, in euro, since its first booking; `description` holds the words of its bookings."""

    since: dt.date
    number: str
    line: str
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
    rows = _rows(known, scope, booked)
    sums = {name: total(getattr(row, name) for row in rows) for name in ("promised", "paid", "unpaid")}
    names = {line.code: line.name for line in known.plan.lines_of(scope)}
    parts.html("commitments.html", rows=rows, sums=sums, lines=names, described=described)
    columns = [say(f"bookings.{name}") for name in ("date", "line", "commitment", "amount", "paid", "unpaid")]
    cells: list[list[parts.Cell]] = [
        [row.since.isoformat(), row.line, row.number, row.promised, row.paid, row.unpaid] for row in rows
    ]
    name = f"{known.plan.id}-{scope}-{known.position.as_of}-{say('file.commitments')}"
    parts.download(name, columns, cells, example=known.position.example)


def _rows(known: Facts, scope: str, booked: tuple[Booking, ...]) -> list[Commitment]:
    codes = {line.code for line in known.plan.lines_of(scope)}
    balances = [balance for balance in account.commitments(known.ledger) if balance.line in codes]
    rows = [_row(balance, booked) for balance in balances]
    return sorted(rows, key=lambda row: (row.since, row.number), reverse=True)


def _row(balance: CommitmentBalance, booked: tuple[Booking, ...]) -> Commitment:
    own = [b for b in booked if (b.commitment_number, b.line) == (balance.number, balance.line)]
    return Commitment(
        since=min(booking.booking_date for booking in own),
        number=balance.number,
        line=balance.line,
        promised=balance.committed,
        paid=balance.invoiced,
        unpaid=account.still_open(balance),
        description="; ".join(dict.fromkeys(booking.description for booking in reversed(own))),
        kind="example" if any(booking.example for booking in own) else "booked",
    )
