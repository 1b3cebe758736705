"""Exclusion: every amount that the figures of a position leave out, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from pokdash.domain.account import open_commitments
from pokdash.domain.budget import without_base
from pokdash.domain.carry_over import line_of, reason_left_out
from pokdash.domain.ledger import Ledger
from pokdash.domain.money import ZERO
from pokdash.domain.plan import Line, Plan
from pokdash.domain.position import Excluded


def excluded(plan: Plan, ledger: Ledger, as_of: dt.date) -> tuple[Excluded, ...]:
    """Amounts that nobody gives, amendments of such amounts, other carry-over, and bookings of lines the plan lacks."""
    return (
        *(found for line in plan.lines for found in _allocations(line)),
        *_amendments(plan, as_of),
        *_without_base(plan, ledger, as_of),
        *_carry_overs(plan, as_of),
        *_bookings(plan, ledger, as_of),
    )


def _allocations(line: Line) -> Iterator[Excluded]:
    for allocation in line.allocations:
        if allocation.amount.value is None and allocation.year is None:
            yield Excluded("allocation", "amount_unknown", {"line": line.name})
        elif allocation.amount.value is None:
            yield Excluded("allocation_of_year", "amount_unknown", {"line": line.name, "year": allocation.year})


def _amendments(plan: Plan, as_of: dt.date) -> Iterator[Excluded]:
    for change in plan.amendments:
        if change.delta.value is None and change.on <= as_of:
            yield Excluded("amendment", "amount_unknown", {"line": plan.line(change.line).name, "on": change.on})


def _without_base(plan: Plan, ledger: Ledger, as_of: dt.date) -> Iterator[Excluded]:
    sums: dict[str, Decimal] = {}
    for change in without_base(plan, ledger.amendments, as_of):
        sums[change.line] = sums.get(change.line, ZERO) + change.delta
    for line, amount in sums.items():
        yield Excluded("amendments", "base_unknown", {"line": plan.line(line).name, "amount": amount})


def _carry_overs(plan: Plan, as_of: dt.date) -> Iterator[Excluded]:
    for found in plan.carry_overs:
        why = reason_left_out(found, as_of)
        line = line_of(plan, found)
        years = {"from_year": found.from_year, "to_year": found.to_year, "amount": found.amount.value}
        if why is not None and line is None:
            yield Excluded("carry_over", why, {**years, "decided_on": found.decided_on})
        elif why is not None and line is not None:
            of_line = {"line": plan.line(line).name, "decided_on": found.decided_on}
            yield Excluded("carry_over_of_line", why, {**years, **of_line})


def _bookings(plan: Plan, ledger: Ledger, as_of: dt.date) -> Iterator[Excluded]:
    amounts = (
        *(("bookings", part.line, part.spent) for part in ledger.spending),
        *(("commitments", line, amount) for line, _, amount in open_commitments(ledger)),
        *(("amendments", change.line, change.delta) for change in ledger.amendments if change.on <= as_of),
    )
    codes = {line.code for line in plan.lines}
    sums: dict[tuple[str, str], Decimal] = {}
    for what, line, amount in amounts:
        if line not in codes:
            sums[what, line] = sums.get((what, line), ZERO) + amount
    for (what, line), amount in sums.items():
        yield Excluded(what, "line_unknown", {"line": line, "amount": amount})
