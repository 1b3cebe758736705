"""Events: what happened to a plan and its money on a day, for the axis of the burn-down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from pokdash.domain.branch import Branch
from pokdash.domain.carry_over import carry_overs_of, line_of
from pokdash.domain.ledger import Ledger
from pokdash.domain.measure import lines_in
from pokdash.domain.plan import Plan
from pokdash.domain.plan_changes import CarryOver
from pokdash.domain.plan_record import EventKind
from pokdash.domain.provenance import Words


class Happening(StrEnum):
    """What an event is: of the timeline, an amendment, a carry-over, money coming in, a line running empty, a note."""

    TIMELINE = "timeline"
    AMENDMENT = "amendment"
    CARRY_OVER = "carry_over"
    EMPTY = "empty"
    INFLOW = "inflow"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Event:
    """Something on a day; what does not apply is None. Amounts in euro, None is unknown.

    `kind` is that of the timeline. A carry-over leaves (`leaving`) on 31 December of one year, and comes in on
    1 January of the year it goes to; its `status` is proposed, decided or lapsed, and `unknown` where its amount is.
    `line` is None for the plan as a whole. `received` is whether money from the State came in (None: not told).
    """

    day: dt.date
    happening: Happening
    kind: EventKind | None = None
    what: Words | None = None
    body: str | None = None
    line: str | None = None
    year: int | None = None
    amount: Decimal | None = None
    decision: str | None = None
    carry_over: CarryOver | None = None
    leaving: bool = False
    received: bool | None = None

    @property
    def status(self) -> str | None:
        """The mark of a carry-over: proposed, decided, lapsed, or unknown; None for another event."""
        if self.carry_over is None:
            return None
        lapsed = self.carry_over.status == "lapsed"
        return "unknown" if self.amount is None and not lapsed else self.carry_over.status.value


def events(plan: Plan, ledger: Ledger, own: Sequence[Branch], scope: str = "total") -> tuple[Event, ...]:
    """What a scope has on its axis, in the order of time; KeyError for no such scope.

    `own` are the branches of its lines. Events of the timeline without a full date are left out.
    """
    lines = lines_in(plan, scope)
    codes = {line.code for line in plan.lines_of(scope)}
    found = (
        *_timeline(plan),
        *_amendments(plan, ledger, codes),
        *_carry_overs(plan, lines),
        *_inflows(plan, lines),
        *_notes(plan, lines, codes),
        *_empty(own),
    )
    return tuple(sorted(found, key=lambda event: event.day))


def on_axis(events: Iterable[Event], first: dt.date, last: dt.date) -> list[Event]:
    """The events from `first` to `last`; a carry-over to the next year is one event where both its days are there."""
    return [
        event
        for event in events
        if first <= event.day <= last and not (event.leaving and event.carry_over and _next_day(event.carry_over, last))
    ]


def _next_day(carry_over: CarryOver, last: dt.date) -> bool:
    return carry_over.to_year == carry_over.from_year + 1 and dt.date(carry_over.to_year, 1, 1) <= last


def _timeline(plan: Plan) -> Iterator[Event]:
    for event in plan.timeline:
        if event.when and event.when.count("-") == 2:
            day = dt.date.fromisoformat(event.when)
            yield Event(day, Happening.TIMELINE, kind=event.kind, what=event.what, body=event.body)


def _amendments(plan: Plan, ledger: Ledger, codes: Collection[str]) -> Iterator[Event]:
    of_plan = [(one.on, one.line, one.year, one.delta.value, one.decision) for one in plan.amendments]
    of_ledger = [(one.on, one.line, one.year, one.delta, one.decision) for one in ledger.amendments]
    for on, line, year, delta, decision in (*of_plan, *of_ledger):
        if line in codes:
            yield Event(on, Happening.AMENDMENT, line=line, year=year, amount=delta, decision=decision)


def _carry_overs(plan: Plan, lines: Collection[str] | None) -> Iterator[Event]:
    for one in carry_overs_of(plan, lines):
        coming = Event(
            dt.date(one.to_year, 1, 1),
            Happening.CARRY_OVER,
            line=line_of(plan, one),
            year=one.to_year,
            amount=one.amount.value,
            decision=one.decision,
            carry_over=one,
        )
        yield from (replace(coming, day=dt.date(one.from_year, 12, 31), leaving=True), coming)


def _empty(own: Sequence[Branch]) -> Iterator[Event]:
    for branch in own:
        if (day := branch.runs_empty) is not None:
            yield Event(day, Happening.EMPTY, line=branch.line)


def _notes(plan: Plan, lines: Collection[str] | None, codes: Collection[str]) -> Iterator[Event]:
    """The notes of the lines of a scope; those of the whole plan only where the scope is all of it (`lines` None)."""
    for note in plan.notes:
        if note.line in codes or (note.line is None and lines is None):
            yield Event(note.on, Happening.NOTE, what=note.what, line=note.line)


def _inflows(plan: Plan, lines: Collection[str] | None) -> Iterator[Event]:
    """Money from the State of which the day is known, for the whole plan."""
    for flow in plan.inflows if lines is None else ():
        if flow.on is not None:
            amount = flow.amount.value
            yield Event(flow.on, Happening.INFLOW, what=flow.what, amount=amount, received=flow.received)
