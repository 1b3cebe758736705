"""Amended amounts: what a line got at first, what it has on a day, and what it has once every known change counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pokdash.domain.budget import budget
from pokdash.domain.ledger import LedgerAmendment
from pokdash.domain.plan import Plan


@dataclass(frozen=True, slots=True)
class AmendedAmount:
    """What a line has for a fiscal year, or (`year` None) for its period, in euro; None is unknown or nothing given.

    `original` is without amendments, `amended` with those that count on the reference date, `current` with all.
    """

    line: str
    year: int | None
    original: Decimal | None
    amended: Decimal | None
    current: Decimal | None


def amended_amounts(plan: Plan, booked: Sequence[LedgerAmendment], as_of: dt.date) -> tuple[AmendedAmount, ...]:
    """Every amount of every line, before and after the amendments of the plan and of the ledger (`booked`)."""
    at_first = original(plan)
    columns = [
        {(part.line, part.year): part.allocated for part in budget(of, changes, day)}
        for of, changes, day in ((at_first, (), as_of), (plan, booked, as_of), (plan, booked, dt.date.max))
    ]
    keys = dict.fromkeys(key for column in reversed(columns) for key in column)
    order = [line.code for line in plan.lines]
    return tuple(
        AmendedAmount(line, year, *(column.get((line, year)) for column in columns))
        for line, year in sorted(keys, key=lambda key: (order.index(key[0]), key[1] or 0))
    )


def original(plan: Plan) -> Plan:
    """The plan without its amendments; the spread over months is as it is now."""
    return plan.model_copy(update={"amendments": ()})
