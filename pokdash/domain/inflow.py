"""Inflow: which part of the money of a plan had come in by a day, and what is still expected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pokdash.domain.money import known_total, total
from pokdash.domain.plan import Inflow, Plan


@dataclass(frozen=True, slots=True)
class Dated:
    """An amount in euro that came in, or is expected, on a day."""

    day: dt.date
    amount: Decimal


def received(plan: Plan) -> tuple[Dated, ...] | None:
    """What came in, in the order of time.

    None where that is unknown: the inflows of the plan are not all its money, or one that came in has no day. Where a
    plan covers costs with part of a larger inflow, that inflow says nothing about the money of the plan.
    """
    amounts = [flow.amount.value for flow in plan.inflows]
    if plan.money != "budget" or not amounts or None in amounts or known_total(amounts) != plan.total.value:
        return None
    if any(flow.received is None or (flow.received and flow.on is None) for flow in plan.inflows):
        return None
    return _dated([flow for flow in plan.inflows if flow.received])


def received_by(flows: Sequence[Dated], day: dt.date) -> Decimal:
    """What had come in at the end of a day, in euro."""
    return total(flow.amount for flow in flows if flow.day <= day)


def _dated(flows: Sequence[Inflow]) -> tuple[Dated, ...]:
    found = [Dated(flow.on, flow.amount.value) for flow in flows if flow.on and flow.amount.value is not None]
    return tuple(sorted(found, key=lambda one: one.day))
