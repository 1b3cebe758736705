"""What must hold for every plan and ledger."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

import builders
from builders import carry_over
from hypothesis import given
from hypothesis import strategies as st
from plan_strategies import CODES, FIRST, LAST, cents, days, ledgers, plans

from pokdash.domain.checks import checks
from pokdash.domain.ledger import Ledger, MonthlySpending
from pokdash.domain.measure import position
from pokdash.domain.plan import Plan
from pokdash.domain.position import Figures, Position

ZERO = Decimal(0)


def known(amount: Decimal | None) -> Decimal:
    return ZERO if amount is None else amount


def measured(data: st.DataObject, **kind: bool) -> tuple[Plan, Ledger, dt.date, Position]:
    plan = data.draw(plans(**kind))
    booked, as_of = data.draw(ledgers(plan)), data.draw(days)
    return plan, booked, as_of, position(plan, 1, booked, as_of)


def all_figures(at: Position) -> list[Figures]:
    return [at.total, *(part.figures for part in (*at.groups, *at.lines, *at.years))]


@given(st.data())
def test_lines_sum_to_groups_and_total_and_years_with_unphased_too(data: st.DataObject) -> None:
    plan, booked, _, at = measured(data)
    assert [check for check in checks(plan, at, booked) if not check.ok] == []


@given(st.data())
def test_the_total_is_what_an_independent_addition_gives(data: st.DataObject) -> None:
    plan, booked, as_of, at = measured(data, unknown=False)
    allocated = sum((known(part.amount.value) for line in plan.lines for part in line.allocations), ZERO)
    allocated += sum((known(change.delta.value) for change in plan.amendments if change.on <= as_of), ZERO)
    allocated += sum((change.delta for change in booked.amendments if change.on <= as_of), ZERO)
    moved = ZERO
    for move in plan.carry_overs:
        if move.status == "decided" and (move.decided_on is None or move.decided_on <= as_of):
            enters, leaves = FIRST <= move.to_year <= LAST, FIRST <= move.from_year <= LAST
            moved += known(move.amount.value) * (enters - leaves)
    spent = sum((part.spent for part in booked.spending), ZERO)
    assert at.total.allocated == allocated
    if booked.spent_known:
        assert (at.total.spent, at.total.remaining) == (spent, allocated + moved - spent)
    else:
        assert (at.total.spent, at.total.remaining) == (None, None)


@given(st.data())
def test_every_sum_keeps_the_definitions(data: st.DataObject) -> None:
    _, _, _, at = measured(data)
    for figures in all_figures(at):
        if None not in (figures.allocated, figures.remaining, figures.carried_in, figures.carried_out):
            net = known(figures.carried_in) - known(figures.carried_out)
            assert figures.remaining == known(figures.allocated) + net - known(figures.spent)
        if figures.remaining is not None:
            assert figures.available == figures.remaining - known(figures.committed)
        assert (figures.planned_to_date is None) == (figures.planned_kind is None)
        assert figures.committed is None or figures.committed >= 0
        for amount in dataclasses.astuple(figures):
            assert not isinstance(amount, Decimal) or amount.as_tuple().exponent == -2


@given(st.data())
def test_planned_adds_up_over_lines_and_never_passes_the_allocation_of_the_end(data: st.DataObject) -> None:
    plan, booked, as_of, at = measured(data, unknown=False, phased=True)
    assert at.total.planned_to_date == sum((known(line.figures.planned_to_date) for line in at.lines), ZERO)
    assert at.total.planned_to_date == sum((known(group.figures.planned_to_date) for group in at.groups), ZERO)
    if as_of.year > LAST + 1:
        assert at.total.planned_to_date == at.total.allocated
    assert position(plan, 1, booked, dt.date(FIRST - 1, 1, 1)).total.planned_to_date == 0


@given(st.data(), cents, st.sampled_from([(FIRST, LAST), (LAST, FIRST), (FIRST, FIRST)]))
def test_a_carry_over_inside_the_plan_conserves_money(
    data: st.DataObject, amount: Decimal, between: tuple[int, int]
) -> None:
    plan, booked, as_of, before = measured(data)
    line = data.draw(st.sampled_from([None, *(line.code for line in plan.lines)]))
    added = builders.plan(
        [builders.line(code, [builders.allocation(1)]) for code in CODES],
        carry_overs=[carry_over(*between, amount, line=line)],
    )
    after = position(plan.model_copy(update={"carry_overs": (*plan.carry_overs, *added.carry_overs)}), 1, booked, as_of)
    assert (after.total, after.groups, after.lines) == (before.total, before.groups, before.lines)
    assert after.unphased == before.unphased
    changes = {
        earlier.year: known(later.figures.remaining) - known(earlier.figures.remaining)
        for earlier, later in zip(before.years, after.years, strict=True)
        if before.total.remaining is not None
    }
    assert sum(changes.values(), ZERO) == 0
    if changes and between[0] != between[1]:
        assert (changes[between[0]], changes[between[1]]) == (-amount, amount)


@given(st.data())
def test_undoing_a_batch_by_reversing_it_restores_the_earlier_figures(data: st.DataObject) -> None:
    plan, booked, as_of, before = measured(data)
    batch = data.draw(ledgers(plan))
    reversal = [dataclasses.replace(part, spent=-part.spent) for part in batch.spending]
    with_batch = dataclasses.replace(booked, spending=(*booked.spending, *batch.spending))
    reversed_again = dataclasses.replace(with_batch, spending=(*with_batch.spending, *reversal))
    after = position(plan, 1, reversed_again, as_of)
    assert [(f.spent, f.remaining, f.available) for f in (after.total, *(p.figures for p in after.lines))] == [
        (f.spent, f.remaining, f.available) for f in (before.total, *(p.figures for p in before.lines))
    ]


@given(st.data())
def test_how_the_store_groups_bookings_does_not_matter(data: st.DataObject) -> None:
    plan, booked, as_of, before = measured(data)
    shuffled = data.draw(st.permutations(booked.spending))
    split = [
        half
        for part in shuffled
        for half in (
            dataclasses.replace(part, spent=part.spent - 1),
            MonthlySpending(part.line, part.fiscal_year, part.month, Decimal(1), Decimal(0), 1),
        )
    ]
    assert position(plan, 1, dataclasses.replace(booked, spending=tuple(split)), as_of) == before


@given(st.data())
def test_what_is_unknown_is_listed(data: st.DataObject) -> None:
    plan, _, _, at = measured(data)
    unknown = [part for line in plan.lines for part in line.allocations if part.amount.value is None]
    listed = [left for left in at.excluded if left.what.startswith("allocation")]
    assert len(listed) == len(unknown)
    for line in at.lines:
        if line.figures.allocated is None:
            assert any(left.params["line"] == line.name for left in listed)


@given(st.data())
def test_every_known_amount_is_allocated_or_listed(data: st.DataObject) -> None:
    plan, booked, as_of, at = measured(data)
    given = sum((known(part.amount.value) for line in plan.lines for part in line.allocations), ZERO)
    given += sum((known(change.delta.value) for change in plan.amendments if change.on <= as_of), ZERO)
    given += sum((change.delta for change in booked.amendments if change.on <= as_of), ZERO)
    listed = [left.params["amount"] for left in at.excluded if left.why == "base_unknown"]
    assert known(at.total.allocated) + sum((Decimal(str(amount)) for amount in listed), ZERO) == given


@given(st.data(), st.integers(0, 800))
def test_missing_bookings_never_change_a_status(data: st.DataObject, later: int) -> None:
    plan = data.draw(plans()).model_copy(update={"amendments": (), "carry_overs": ()})
    covered = data.draw(days)
    booked = dataclasses.replace(data.draw(ledgers(plan)), covered_until=covered, amendments=())
    then, after = (position(plan, 1, booked, day) for day in (covered, covered + dt.timedelta(days=later)))
    for scope in ("total", *(part.code for part in (*then.groups, *then.lines))):
        assert (after.status(scope), after.pace(scope)) == (then.status(scope), then.pace(scope))
