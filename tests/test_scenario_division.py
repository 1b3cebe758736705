"""Dividing what is left to divide: to the cent, over what is free to move, and never below the least."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from what_if_strategies import baselines, scenarios

from pokdash.domain.month import parsed_month
from pokdash.domain.scenario import AmountChange, CourseChange, LeftOver, Place, Scenario
from pokdash.domain.scenario_division import Division, undivided, with_rest_divided
from pokdash.domain.scenario_problems import misfits, unfinished
from pokdash.domain.what_if import Baseline, BaselineLine, Cell, Course

ZERO = Decimal("0.00")


def cell(line: str, amount: int | None, spent: int = 0) -> Cell:
    return Cell(line, None, None if amount is None else Decimal(amount), ZERO, Decimal(spent), ZERO)


CELLS = (cell("a", 300), cell("b", 100, spent=90), cell("c", 200), cell("d", None))


def changes(scenario: Scenario) -> dict[str, Decimal]:
    return {change.line: change.delta for change in scenario.amounts}


def test_more_is_divided_by_share_or_evenly_to_the_cent() -> None:
    more = Scenario(extra=Decimal("100.01"))
    by_share = changes(with_rest_divided(CELLS, more, Division.BY_SHARE))
    assert by_share == {"a": Decimal("50.00"), "b": Decimal("16.67"), "c": Decimal("33.34")}
    evenly = changes(with_rest_divided(CELLS, more, Division.EVENLY))
    assert evenly == {"a": Decimal("33.34"), "b": Decimal("33.34"), "c": Decimal("33.33")}


def test_less_is_never_taken_below_what_is_spent_and_the_others_give_the_rest() -> None:
    less = Scenario(extra=Decimal(-90))
    assert changes(with_rest_divided(CELLS, less, Division.EVENLY)) == {"a": -40, "b": -10, "c": -40}


def test_what_is_locked_stays_and_what_was_moved_already_counts() -> None:
    moved = Scenario(amounts=(AmountChange(line="a", delta=Decimal(-60)),), locked=(Place(line="a"),))
    assert changes(with_rest_divided(CELLS, moved, Division.EVENLY)) == {"a": -60, "b": 30, "c": 30}


def test_what_is_too_much_for_all_together_stays_undivided() -> None:
    left = with_rest_divided(CELLS, Scenario(extra=Decimal(-600)), Division.BY_SHARE)
    assert changes(left) == {"a": -300, "b": -10, "c": -200}
    assert undivided(left) == -90


def test_with_nothing_free_nothing_is_divided() -> None:
    scenario = Scenario(extra=Decimal(5))
    assert with_rest_divided(CELLS[3:], scenario, Division.EVENLY) == scenario


@given(st.data())
def test_dividing_conserves_every_cent_and_keeps_floors_and_locks(data: st.DataObject) -> None:
    start = data.draw(baselines())
    before = data.draw(scenarios(start))
    after = with_rest_divided(start.cells, before, data.draw(st.sampled_from(Division)))
    room = False
    for one in start.cells:
        if one.amount is None or before.is_locked(one.line, one.year):
            assert after.delta(one.line, one.year) == before.delta(one.line, one.year)
            continue
        amount = one.amount + after.delta(one.line, one.year)
        assert amount >= one.least
        room = room or undivided(before) > 0 or amount > one.least
    assert not misfits(start, after)
    if room:
        assert undivided(after) == 0
    if not undivided(before):
        assert after == before


COURSE = Course((Decimal(10), Decimal(20)), (), (), ZERO, movable=True)
START = Baseline(
    (
        BaselineLine("a", Decimal(300), (CELLS[0],), COURSE),
        BaselineLine("b", Decimal(10), (CELLS[1],), None),
        BaselineLine("d", None, (CELLS[3],), None),
    ),
    parsed_month("2026-10"),
)


@pytest.mark.parametrize(
    ("scenario", "keys"),
    [
        (Scenario(amounts=(AmountChange(line="x", delta=Decimal(1)),)), ["unknown_line"]),
        (Scenario(locked=(Place(line="x"),)), []),
        (Scenario(amounts=(AmountChange(line="a", delta=Decimal(1)),) * 2), ["twice"]),
        (Scenario(courses=(CourseChange(line="a"),) * 2), ["twice"]),
        (Scenario(amounts=(AmountChange(line="a", year=2026, delta=Decimal(1)),)), ["no_amount"]),
        (Scenario(amounts=(AmountChange(line="d", delta=Decimal(1)),)), ["no_amount"]),
        (Scenario(amounts=(AmountChange(line="b", delta=Decimal(-10)),)), []),
        (Scenario(amounts=(AmountChange(line="b", delta=Decimal("-10.01")),)), ["below_least"]),
        (Scenario(courses=(CourseChange(line="b", pace=99),)), ["no_course"]),
        (Scenario(courses=(CourseChange(line="b", left_over=LeftOver.LAPSE),)), []),
        (Scenario(courses=(CourseChange(line="a", first_month="2026-11", last_month="2026-10"),)), ["months"]),
        (Scenario(courses=(CourseChange(line="a", last_month="2026-12"),)), ["months"]),
        (Scenario(courses=(CourseChange(line="a", first_month="2026-08", last_month="2026-09"),)), []),
        (Scenario(courses=(CourseChange(line="a", pace=0, first_month="2026-10", last_month="2026-11"),)), []),
    ],
)
def test_what_does_not_fit_the_plan_is_said(scenario: Scenario, keys: list[str]) -> None:
    assert [problem.key for problem in misfits(START, scenario)] == keys


def test_a_scenario_is_finished_when_everything_is_divided_and_has_a_source() -> None:
    assert not unfinished(Scenario())
    assert [one.key for one in unfinished(Scenario(extra=Decimal(5)))] == ["undivided", "extra_source"]
    over = Scenario(amounts=(AmountChange(line="a", delta=Decimal(7)),), extra=Decimal(5), extra_source="reserve")
    assert [(one.key, one.params) for one in unfinished(over)] == [("overdivided", {"amount": Decimal(2)})]
