"""Wijzigingen: what was added to or taken from an amount, by the plan itself or through the ledger."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from pokdash.domain.ledger import Booking
from pokdash.domain.plan import Plan
from pokdash.domain.provenance import Source, Standing
from pokdash.ui import parts
from pokdash.ui.cached import Facts
from pokdash.ui.say import date, euro, say


@dataclass(frozen=True, slots=True)
class Change:
    """One change of an amount in euro; `delta` None is unknown, `standing` and `source` only come from the plan."""

    on: dt.date
    line: str
    year: int | None
    delta: Decimal | None
    decision: str
    kind: str
    standing: Standing | None = None
    source: Source | None = None
    description: str = ""


def in_force(known: Facts, scope: str) -> tuple[Change, ...]:
    """The changes of a scope that count on the reference date, oldest first."""
    booked = "example" if known.ledger.example else "booked"
    changes = (
        *_of_plan(known.plan),
        *(Change(found.on, found.line, found.year, found.delta, found.decision, booked)
          for found in known.ledger.amendments),
    )  # fmt: skip
    return _counting(known, scope, changes)


def _of_plan(plan: Plan) -> tuple[Change, ...]:
    return tuple(
        Change(a.on, a.line, a.year, a.delta.value, a.decision, a.delta.kind, a.standing, a.delta.source)
        for a in plan.amendments
    )


def _counting(known: Facts, scope: str, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    lines = {line.code for line in known.plan.lines_of(scope)}
    counting = [change for change in changes if change.line in lines and change.on <= known.position.as_of]
    return tuple(sorted(counting, key=lambda change: change.on))


def signed(delta: Decimal | None, *, cents: bool | None = None) -> str:
    """A change with its sign: `+ € 5.000` or `− € 5.000`."""
    written = euro(delta, cents=cents)
    return f"+\u00a0{written}" if delta is not None and delta > 0 else written


def sentence(plan: Plan, change: Change) -> str:
    """A change with its date, amount, line, year, decision and standing."""
    told = [f"{date(change.on)}: {signed(change.delta)}", plan.line(change.line).name]
    if change.year is not None:
        told.append(str(change.year))
    told.append(say("explain.decided", decision=change.decision))
    if change.standing:
        told.append(say(f"standing.{change.standing}"))
    return "; ".join(told)


def draw(known: Facts, scope: str, booked: tuple[Booking, ...], *, described: bool) -> None:
    """The changes of a scope in a table; `booked` are those of the ledger; nothing where there are none."""
    imported = tuple(
        Change(
            on=b.booking_date, line=b.line, year=b.fiscal_year, delta=b.amount, decision=b.decision or "",
            kind="example" if b.example else "booked", description=b.description,
        )
        for b in booked
    )  # fmt: skip
    changes = _counting(known, scope, (*_of_plan(known.plan), *imported))
    if not changes:
        return
    note = say("amendment.from", amount=known.position.scope(scope).allocated)
    parts.html("heading.html", level=3, title=say("amendment.title"), note=note)
    rows = [(change, known.plan.line(change.line).name, signed(change.delta, cents=True)) for change in changes]
    parts.html("amendments.html", rows=rows, described=described and any(change.description for change in changes))
