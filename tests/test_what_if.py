"""What a scenario makes of a plan: by hand, against the plan itself and against a plan that is really amended."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import builders
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from what_if_strategies import baselines, measurings, scenarios

from pokdash.domain.branch import own_branches
from pokdash.domain.ending import ending
from pokdash.domain.forecast import Method
from pokdash.domain.measure import Measuring
from pokdash.domain.money import total
from pokdash.domain.month import last_day, parsed_month
from pokdash.domain.plan import Plan
from pokdash.domain.plan_changes import Amendment
from pokdash.domain.scenario import AmountChange, CourseChange, LeftOver, Scenario, read, written
from pokdash.domain.scenario_comparison import compared
from pokdash.domain.scenario_problems import misfits
from pokdash.domain.what_if import Baseline, BaselineLine, Cell, Course, LineOutcome, outcome
from pokdash.domain.what_if_baseline import baseline

JANUARY = parsed_month("2027-01")


def euro(*amounts: float) -> tuple[Decimal, ...]:
    return tuple(Decimal(str(amount)).quantize(Decimal("0.01")) for amount in amounts)


def cell(amount: float | None = 1000, year: int | None = None, **more: float) -> Cell:
    rest = {"carried": 0.0, "spent": 400.0, "committed": 150.0, **more}
    known = None if amount is None else euro(amount)[0]
    return Cell("3", year, known, *euro(rest["carried"], rest["spent"], rest["committed"]))


def course(*spending: float, committed: float = 150, movable: bool = True) -> Course:
    far = tuple(Decimal(10 * (month + 1)) for month in range(len(spending)))
    return Course(euro(*spending), far, far, euro(committed)[0], movable)


LINE = BaselineLine("3", Decimal(600), (cell(),), course(100, 200, 300.01, 450))


def line(scenario: Scenario | CourseChange, of: BaselineLine = LINE) -> LineOutcome:
    chosen = Scenario(courses=(scenario,)) if isinstance(scenario, CourseChange) else scenario
    return outcome(Baseline((of,), JANUARY), chosen).line("3")


def test_without_changes_a_line_goes_on_as_expected() -> None:
    found = line(Scenario())
    assert found.path == euro(500, 400, 299.99, 150)
    assert (found.left, found.end, found.low, found.high) == euro(600, 150, 110, 190)


def test_an_amount_moves_what_is_left_and_not_the_spending() -> None:
    found = line(Scenario(amounts=(AmountChange(line="3", delta=Decimal("-250.10")),)))
    assert (found.allocated, found.left, found.end) == euro(749.90, 349.90, -100.10)
    assert found.path[0] == Decimal("249.90")


def test_pace_is_of_what_is_expected_and_rounded_half_up() -> None:
    found = line(CourseChange(line="3", pace=50))
    assert found.path == euro(550, 500, 449.99, 375)  # half of 300,01 is 150,005: 150,01 is spent
    assert (found.low, found.high) == euro(355, 395)


def test_what_is_promised_is_spent_at_the_end_whatever_the_pace() -> None:
    found = line(CourseChange(line="3", pace=0))
    assert found.path == euro(600, 600, 600, 450)
    assert (found.low, found.high) == euro(450, 450)


def test_a_line_can_go_on_later_and_stop_earlier() -> None:
    found = line(CourseChange(line="3", first_month="2027-02", last_month="2027-03"))
    assert found.path == euro(600, 500, 399.99, 399.99)
    assert (found.low, found.high) == euro(379.99, 419.99)  # of two months


def test_a_month_that_has_passed_is_now_or_no_more() -> None:
    assert line(CourseChange(line="3", first_month="2026-05")) == line(Scenario())
    stopped = line(CourseChange(line="3", last_month="2026-12"))
    assert stopped.path == euro(600, 600, 600, 450)  # what is promised is spent all the same
    assert (stopped.low, stopped.high) == euro(450, 450)


def test_what_is_promised_bounds_the_best_case_too() -> None:
    found = line(CourseChange(line="3", pace=34))
    assert (found.end, found.low, found.high) == euro(447, 433.40, 450)


def test_what_is_left_of_a_year_lapses_before_the_period_ends_only_where_that_is_chosen() -> None:
    cells = (cell(500, 2026, spent=400, committed=0), cell(600, 2027, spent=0))
    of = BaselineLine("3", Decimal(700), cells, course(*range(100, 1300, 100)))
    kept = line(Scenario(), of)
    assert (kept.left, kept.end, kept.lapsed) == euro(700, -500, 0)
    assert kept.by_year == ((2026, Decimal("100.00")), (2027, Decimal("-600.00")))
    gone = line(CourseChange(line="3", left_over=LeftOver.LAPSE), of)
    assert (gone.left, gone.end, gone.lapsed) == euro(600, -600, 100)
    later = dataclasses.replace(of, course=course(*range(30, 720, 30)))  # up to December 2028
    lost = line(CourseChange(line="3", left_over=LeftOver.LAPSE), later)
    assert lost.path[10:12] == euro(600 - 330, 600 - 360 - 240)
    assert lost.lapsed == 340


def test_a_line_without_a_forecast_is_not_expected_to_end_anywhere_unless_it_is_short_already() -> None:
    of = BaselineLine("3", Decimal(100), (cell(),), None)
    assert (line(Scenario(), of).end, line(Scenario(), of).path) == (None, ())
    assert line(Scenario(amounts=(AmountChange(line="3", delta=Decimal(-150)),)), of).end == -50


def test_of_an_unknown_line_nothing_is_said() -> None:
    found = line(Scenario(), BaselineLine("3", None, (cell(None),), None))
    assert (found.allocated, found.left, found.end) == (None, None, None)


def test_what_has_no_end_is_named_and_is_not_nothing() -> None:
    alone = dataclasses.replace(LINE, line="4", course=None)
    both = outcome(Baseline((LINE, alone), JANUARY), Scenario())
    assert (both.without_end, both.is_open) == (("4",), False)
    assert outcome(Baseline((alone,), JANUARY), Scenario()).is_open


def test_the_floor_is_what_is_spent_and_committed_less_what_was_carried_in() -> None:
    assert cell().floor == 550
    assert cell(carried=100).floor == 450
    assert cell(carried=900).floor == 0
    assert (cell(500).least, cell(1000).least) == (500, 550)


def test_over_and_short_are_never_netted() -> None:
    other = dataclasses.replace(LINE, line="4", left=Decimal(100), cells=(dataclasses.replace(cell(), line="4"),))
    found = outcome(Baseline((LINE, other), JANUARY), Scenario())
    assert (found.surplus.amount, found.surplus.lines) == (150, ("3",))
    assert (found.shortage.amount, found.shortage.lines) == (350, ("4",))


@given(measurings())
def test_a_scenario_without_changes_is_what_the_plan_and_its_forecast_say(measuring: Measuring) -> None:
    start = baseline(measuring)
    found = outcome(start, Scenario())
    own = own_branches(measuring, None)
    known = {branch.line: branch for branch in own} if measuring.ledger.spent_known else {}
    for one, base in zip(found.lines, start.lines, strict=True):
        figures = measuring.scope({one.line})
        assert one.allocated == figures.allocated
        assert one.left == (known[one.line].now if one.line in known else None) == figures.remaining
        branch = known.get(one.line)
        if branch is None or not branch.forecast:
            assert one.end == (branch.now if branch and branch.now < 0 else None)
            continue
        ahead = [expected for expected in branch.expected if expected.day > branch.as_of] or list(branch.expected[-1:])
        assert one.path == tuple(expected.amount for expected in ahead)
        assert (one.end, one.low, one.high) == (branch.at_end, ahead[-1].low, ahead[-1].high)
        if base.course and base.course.movable:
            assert [expected.day for expected in ahead] == [
                last_day(start.first_month + month) for month in range(len(ahead))
            ]
    at_end = ending(measuring, None, own)
    if at_end and measuring.ledger.spent_known:
        assert (found.surplus.amount, found.surplus.lines) == (at_end.surplus, at_end.surplus_lines)
        assert (found.shortage.amount, found.shortage.lines) == (at_end.shortage, at_end.shortage_lines)


@given(measurings())
def test_the_amounts_of_a_line_are_what_is_left_of_it(measuring: Measuring) -> None:
    for one in baseline(measuring).lines:
        if one.left is not None:
            assert total(found.left for found in one.cells) == one.left
        assert len({found.year for found in one.cells}) == len(one.cells)


@given(st.data())
def test_nothing_is_lost_or_made(data: st.DataObject) -> None:
    start = data.draw(baselines())
    scenario = data.draw(scenarios(start))
    assert not misfits(start, scenario)
    before, after = outcome(start, Scenario()), outcome(start, scenario)
    given_ = total(change.delta for change in scenario.amounts)
    assert after.allocated == before.allocated + given_
    assert after.undivided == scenario.extra - given_
    for one, base in zip(after.lines, start.lines, strict=True):
        if one.left is None or one.end is None or base.course is None or base.left is None:
            continue
        spent = base.left + one.delta - one.lapsed - one.end
        assert spent >= base.course.committed
        assert one.low is None or one.high is None or one.low <= one.end <= one.high
        assert total(left for _, left in one.by_year) == (
            one.end + one.lapsed if all(found.year for found in base.cells) else total(left for _, left in one.by_year)
        )


@given(st.data())
def test_lines_that_a_scenario_does_not_name_stay_as_they_are(data: st.DataObject) -> None:
    start = data.draw(baselines())
    scenario = data.draw(scenarios(start))
    before, after = outcome(start, Scenario()), outcome(start, scenario)
    named = {change.line for change in (*scenario.amounts, *scenario.courses)}
    for one in before.lines:
        if one.line not in named:
            assert after.line(one.line) == one


@given(st.data())
def test_the_amounts_give_what_a_plan_that_is_really_amended_gives(data: st.DataObject) -> None:
    measuring = data.draw(measurings())
    assume(len(measuring.plan.lines) > 1)
    start = baseline(measuring)
    scenario = Scenario(amounts=data.draw(scenarios(start)).amounts)
    really = Measuring.of(amended(measuring.plan, scenario, measuring), measuring.ledger, measuring.as_of)
    for one in outcome(start, scenario).lines:
        figures = really.scope({one.line})
        assert (one.allocated, one.left) == (figures.allocated, figures.remaining)
        chosen = really.forecasts[one.line].forecast
        if one.end is not None and chosen is not None and chosen.method is not Method.REMAINING_PLAN:
            branch = next(found for found in own_branches(really, {one.line}))
            assert one.end == branch.at_end


def amended(plan: Plan, scenario: Scenario, measuring: Measuring) -> Plan:
    """The plan with its changes as decisions of the reference date."""
    made = (
        Amendment.model_validate(
            builders.amendment(change.line, measuring.as_of.isoformat(), change.delta, change.year)
        )
        for change in scenario.amounts
    )
    return plan.model_copy(update={"amendments": (*plan.amendments, *made)})


@given(st.data())
def test_a_comparison_turned_round_is_the_opposite(data: st.DataObject) -> None:
    start = data.draw(baselines())
    one, other = (outcome(start, data.draw(scenarios(start))) for _ in range(2))
    there, back = compared(one, other), compared(other, one)
    assert list(there) == list(back)
    for line, found in there.items():
        for more, less in ((found.allocated, back[line].allocated), (found.end, back[line].end)):
            assert (more is None and less is None) or (more is not None and less is not None and more == -less)
    assert all(not found.allocated and not found.end for found in compared(one, one).values())


@given(st.data())
def test_a_scenario_is_read_as_it_was_written(data: st.DataObject) -> None:
    scenario = data.draw(scenarios(data.draw(baselines())))
    assert read(written(scenario)) == scenario


@pytest.mark.parametrize("pace", [-1, 201])
def test_a_pace_lies_between_nothing_and_twice(pace: int) -> None:
    with pytest.raises(ValueError, match="pace"):
        CourseChange(line="3", pace=pace)
