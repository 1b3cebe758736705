from __future__ import annotations

import datetime as dt
from typing import Any

import builders
import pytest
from builders import allocation, line

from pokdash.domain.gates import decision_needed, past_due
from pokdash.domain.plan_record import Gate


def gate(due: str | None, **more: Any) -> Gate:
    entry = {**builders.gate("a", **more), "due": due}
    return builders.plan([line("a", [allocation(1)])], gates=[entry]).gates[0]


@pytest.mark.parametrize(
    ("due", "last"),
    [("2025", "2025-12-31"), ("2024-02", "2024-02-29"), ("2025-02", "2025-02-28"), ("2025-06-10", "2025-06-10")],
)
def test_a_gate_is_past_due_from_the_day_after_the_last_day_of_what_the_source_names(due: str, last: str) -> None:
    day = dt.date.fromisoformat(last)
    assert not past_due(gate(due), day)
    assert past_due(gate(due), day + dt.timedelta(days=1))


def test_without_a_date_or_with_an_outcome_nothing_is_past_due() -> None:
    assert not past_due(gate(None), dt.date.max)
    assert not past_due(gate("2025", outcome="gereed"), dt.date.max)


def test_a_decision_is_needed_only_where_spending_waits() -> None:
    after = dt.date(2026, 1, 1)
    assert decision_needed(gate("2025"), after)
    assert not decision_needed(gate("2025"), dt.date(2025, 12, 31))
    assert past_due(gate("2025", effect="related"), after)
    assert not decision_needed(gate("2025", effect="related"), after)
