"""What changed between two moments: to the cent, per line and in all, and never a difference that is not known."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import builders
import pytest
from builders import allocation, ledger, line, spent
from hypothesis import assume, given
from hypothesis import strategies as st
from plan_strategies import days, ledgers, plans

from pokdash.domain.apart import Apart
from pokdash.domain.ledger import Ledger
from pokdash.domain.measure import position
from pokdash.domain.money import ZERO, total
from pokdash.domain.plan import Plan
from pokdash.domain.position import Position, Status
from pokdash.domain.since import since

AS_OF = dt.date(2026, 9, 30)
PLAN = builders.plan([line("a", [allocation(1000, 2026)]), line("b", [allocation(500, 2026)])])


def invented(euro: int) -> Position:
    return shown(replace(ledger([spent("a", "2026-06", euro)]), example=True))


def real(euro: int) -> Position:
    return shown(ledger([spent("a", "2026-06", euro)]))


def shown(booked: Ledger, plan: Plan = PLAN, as_of: dt.date = AS_OF) -> Position:
    return position(plan, 1, booked, as_of)


def test_what_was_spent_since_is_told_per_line_and_in_all() -> None:
    then = shown(ledger([spent("a", "2026-06", "100.10")]))
    now = shown(ledger([spent("a", "2026-06", "100.10"), spent("a", "2026-08", "30.01"), spent("b", "2026-08", 400)]))
    found = since(then, now)
    assert found.total.spent == Decimal("430.01")
    assert {one.line.code: one.change.spent for one in found.lines} == {"a": Decimal("30.01"), "b": Decimal(400)}
    assert found.line("b").before is Status.NO_BOOKINGS
    assert not found.nothing


def test_a_correction_comes_back() -> None:
    then = shown(ledger([spent("a", "2026-06", 100)]))
    assert since(then, shown(ledger([spent("a", "2026-06", 80)]))).total.spent == Decimal(-20)


def test_an_amended_amount_is_a_change_of_what_may_be_spent() -> None:
    more = builders.plan([line("a", [allocation(1200, 2026)]), line("b", [allocation(500, 2026)])])
    booked = ledger([spent("a", "2026-06", 100)])
    found = since(shown(booked), shown(booked, more))
    assert (found.total.spent, found.total.budget, found.line("b").change.budget) == (ZERO, Decimal(200), ZERO)


def test_a_line_that_came_is_new_and_one_that_went_is_named() -> None:
    other = builders.plan([line("a", [allocation(1000, 2026)]), line("c", [allocation(70, 2026)])])
    booked = ledger([spent("a", "2026-06", 100)])
    found = since(shown(booked), shown(booked, other))
    assert found.gone == ("b",)
    assert found.line("c").before is None
    assert found.line("c").change.budget == Decimal(70)
    with pytest.raises(KeyError):
        found.line("b")


@pytest.mark.parametrize(("then", "now", "why"), [(invented(1), real(2), "was"), (real(1), invented(2), "is")])
def test_invented_and_real_spending_are_never_subtracted(then: Position, now: Position, why: str) -> None:
    found = since(then, now)
    assert found.apart == (Apart(f"{why}_invented"),)
    assert found.total.spent is None
    assert all(one.change.spent is None for one in found.lines)
    assert not found.nothing


def test_an_earlier_day_cannot_be_compared() -> None:
    booked = ledger([spent("a", "2026-06", 100)])
    assert since(shown(booked), shown(booked, as_of=dt.date(2026, 8, 31))).apart == (Apart.EARLIER,)


@given(st.data())
def test_nothing_changed_since_now(data: st.DataObject) -> None:
    plan = data.draw(plans())
    now = shown(data.draw(ledgers(plan)), plan, data.draw(days))
    found = since(now, now)
    assert not found.apart
    assert not [one for one in found.lines if one.turned]
    known = now.total.spent is not None and all(one.figures.spent is not None for one in now.lines)
    assume(known and all(one.change.budget is not None for one in found.lines) and found.total.budget is not None)
    assert found.nothing


@given(st.data())
def test_the_lines_add_up_to_the_total_and_then_plus_since_is_now(data: st.DataObject) -> None:
    plan = data.draw(plans(unknown=False))
    first, second = data.draw(ledgers(plan)), data.draw(ledgers(plan))
    then, now = shown(first, plan), shown(second, plan)
    found = since(then, now)
    assume(found.total.spent is not None and then.total.spent is not None)
    assert found.total.spent == total(one.change.spent or ZERO for one in found.lines)
    assert (then.total.spent or ZERO) + (found.total.spent or ZERO) == now.total.spent
