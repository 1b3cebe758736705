"""Gates in time: which study or decision is past its date, and where a decision is needed before money is spent."""

from __future__ import annotations

import calendar
import datetime as dt

from pokdash.domain.plan_record import Gate, GateEffect


def past_due(gate: Gate, as_of: dt.date) -> bool:
    """Whether the due date has passed while the outcome is unknown; a year or month is due on its last day."""
    if gate.due is None or gate.outcome is not None:
        return False
    numbers = [int(part) for part in gate.due.split("-")]
    year, month = numbers[0], numbers[1] if len(numbers) > 1 else 12
    day = numbers[2] if len(numbers) > 2 else calendar.monthrange(year, month)[1]
    return dt.date(year, month, day) < as_of


def decision_needed(gate: Gate, as_of: dt.date) -> bool:
    """Whether a gate is past due while spending waits on it; one that only bears on a line needs no decision."""
    return gate.effect is GateEffect.SPENDING_WAITS and past_due(gate, as_of)
