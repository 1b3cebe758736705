from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

import builders
import pytest
from builders import allocation, amendment, carry_over, change, ledger, line, phasing, spent
from hypothesis import given
from hypothesis import strategies as st
from plan_strategies import days, ledgers, plans

from pokdash.domain.burn_down import BurnDown, BurnDownPoint, Outlook, Period, burn_down
from pokdash.domain.forecast import known_until
from pokdash.domain.measure import position

AS_OF = dt.date(2026, 9, 30)
PLAN = builders.sudwest_fryslan()
MONTHS = [f"2025-{month:02}" for month in range(7, 13)] + [f"2026-{month:02}" for month in range(1, 10)]
GOING = [spent("1", month, 20_000) for month in MONTHS] + [spent("3", month, 10_000) for month in MONTHS]


def written(points: tuple[BurnDownPoint, ...]) -> dict[str, str]:
    return {point.day.isoformat(): str(point.amount) for point in points}


def at(points: tuple[BurnDownPoint, ...], day: str) -> Decimal:
    return next(point.amount for point in points if point.day.isoformat() == day)


def test_the_axis_starts_where_the_scope_starts() -> None:
    axes = {scope: burn_down(PLAN, ledger(GOING), AS_OF, scope) for scope in ("total", "3", "5", "training")}
    assert {scope: (str(drawn.first_day), str(drawn.last_day)) for scope, drawn in axes.items()} == {
        "total": ("2024-01-01", "2027-12-31"),
        "3": ("2025-07-01", "2027-12-31"),
        "5": ("2026-01-01", "2026-12-31"),
        "training": ("2024-01-01", "2026-09-30"),  # over, drawn up to the reference date
    }


def test_the_axis_takes_in_bookings_outside_the_phased_months() -> None:
    drawn = burn_down(PLAN, ledger([spent("5", "2025-11", 10), spent("5", "2027-01", 5)]), dt.date(2027, 1, 31), "5")
    assert (str(drawn.first_day), str(drawn.last_day)) == ("2025-11-01", "2027-01-31")
    assert at(drawn.actual, "2025-11-30") == 103_310


def test_the_axis_of_a_plan_without_months_is_its_years() -> None:
    plan = builders.plan([line("a", [allocation(100)])], 2023, 2026)
    drawn = burn_down(plan, ledger(), AS_OF)
    assert (str(drawn.first_day), str(drawn.last_day)) == ("2023-01-01", "2026-12-31")
    assert (drawn.planned, drawn.planned_kind) == ((), None)
    assert drawn.actual[-1] == BurnDownPoint(AS_OF, Decimal(100))


def test_a_line_without_months_stretches_the_axis_to_the_years_of_the_plan() -> None:
    plan = builders.plan([line("a", [allocation(100)]), line("b", [allocation(5, 2024)])], 2023, 2026)
    drawn = burn_down(plan, ledger(), dt.date(2024, 6, 30))
    assert (str(drawn.first_day), str(drawn.last_day)) == ("2023-01-01", "2026-12-31")


def test_planned_falls_from_all_to_nothing() -> None:
    drawn = burn_down(PLAN, ledger(), AS_OF, "3")
    assert written(drawn.planned[:3]) == {
        "2025-07-01": "371110.00", "2025-07-31": "358739.67", "2025-08-31": "346369.33",
    }  # fmt: skip
    assert at(drawn.planned, "2026-09-30") == 185_555
    assert written(drawn.planned[-1:]) == {"2027-12-31": "0.00"}
    assert len(drawn.planned) == 31
    assert drawn.planned_kind == "assumption"


def test_actual_steps_per_month_and_ends_on_the_reference_date() -> None:
    booked = ledger([spent("3", "2025-09", 1000), spent("3", "2025-10", 500)])
    assert written(burn_down(PLAN, booked, dt.date(2025, 10, 15), "3").actual) == {
        "2025-07-01": "371110.00",
        "2025-07-31": "371110.00",
        "2025-08-31": "371110.00",
        "2025-09-30": "370110.00",
        "2025-10-15": "369610.00",
    }


def test_an_amendment_is_a_step_on_its_own_date() -> None:
    booked = ledger([spent("3", "2025-09", 1000)], amendments=[change("3", "2025-09-12", -25_000)])
    drawn = burn_down(PLAN, booked, dt.date(2025, 10, 31), "3")
    assert written(drawn.actual) == {
        "2025-07-01": "371110.00",
        "2025-07-31": "371110.00",
        "2025-08-31": "371110.00",
        "2025-09-12": "346110.00",
        "2025-09-30": "345110.00",
        "2025-10-31": "345110.00",
    }
    assert at(drawn.planned, "2025-08-31") == Decimal("346369.33")  # as it was planned then
    assert at(drawn.planned, "2027-12-31") == 0
    assert drawn.allocated == 346_110


def test_an_amendment_of_before_the_start_is_in_the_start() -> None:
    plan = builders.plan(
        [line("a", [allocation(1200, 2026)])], 2026, 2026, amendments=[amendment("a", "2025-11-01", 300, 2026)]
    )
    drawn = burn_down(plan, ledger(), dt.date(2026, 1, 31))
    assert written(drawn.actual) == {"2026-01-01": "1500.00", "2026-01-31": "1500.00"}
    assert drawn.planned[0].amount == 1500


def test_carry_over_across_the_border_is_a_step_on_its_decision() -> None:
    moved = builders.dordrecht(carry_overs=[carry_over(2022, 2023, 500, decided_on="2023-02-15")])
    assert written(burn_down(moved, ledger(), dt.date(2023, 3, 1)).actual) == {
        "2023-01-01": "2298000.00",
        "2023-01-31": "2298000.00",
        "2023-02-15": "2298500.00",
        "2023-02-28": "2298500.00",
        "2023-03-01": "2298500.00",
    }


def test_a_day_of_which_is_unknown_what_remained_is_not_drawn() -> None:
    plan = builders.plan([line("a", [allocation(None, 2025)]), line("b", [allocation(10, 2025)])])
    booked = ledger([spent("a", "2025-02", 1), spent("a", "2025-03", -1)])
    assert written(burn_down(plan, booked, dt.date(2025, 4, 30)).actual) == {
        "2025-01-01": "10.00", "2025-01-31": "10.00", "2025-03-31": "10.00", "2025-04-30": "10.00",
    }  # fmt: skip


def test_unknown_spending_draws_only_the_plan() -> None:
    drawn = burn_down(PLAN, builders.NOTHING_IMPORTED, AS_OF)
    assert (drawn.actual, drawn.surplus, drawn.shortage, drawn.ending) == ((), (), (), None)
    assert at(drawn.planned, "2026-09-30") == 2_712_000 - 1_704_245


def test_a_scope_that_starts_later_has_no_actual_yet() -> None:
    assert burn_down(PLAN, ledger(), dt.date(2025, 12, 31), "5").actual == ()


def test_lines_are_never_netted_at_the_end() -> None:
    booked = ledger([*GOING, *(spent("6", month, 2000) for month in MONTHS)])  # 6: 30.000 of 44.350 halfway
    drawn = burn_down(PLAN, booked, AS_OF, "lines")
    ending = drawn.ending
    assert ending is not None
    assert drawn.period == Period(dt.date(2027, 12, 31), Outlook.RUNNING)
    assert ending.surplus_lines == ("3",)
    assert ending.surplus == 371_110 - 300_000
    assert ending.shortage_lines == ("1", "6")
    assert ending.shortage == (600_000 - 563_224) + (60_000 - 44_350)
    assert ending.unknown_lines == ("2", "4", "5")
    assert ending.unknown == 146_881 + 85_200 + 103_320


def test_a_line_that_is_overspent_ends_short_without_a_forecast_too() -> None:
    booked = ledger([*GOING, spent("4", "2026-09", 90_000)])  # 4: one month is too few for a forecast of 85.200
    ending = burn_down(PLAN, booked, AS_OF, "lines").ending
    assert ending is not None
    assert ending.shortage_lines == ("1", "4")
    assert ending.shortage == (600_000 - 563_224) + (90_000 - 85_200)
    assert ending.unknown_lines == ("2", "5", "6")
    assert ending.unknown == 146_881 + 103_320 + 44_350


def test_overspent_lines_alone_say_nothing_about_the_pace() -> None:
    drawn = burn_down(PLAN, ledger([spent("4", "2026-09", 90_000)]), AS_OF, "lines")
    assert drawn.ending is not None
    assert (drawn.ending.shortage, drawn.ending.shortage_lines, drawn.ending.paced) == (4_800, ("4",), False)
    assert (drawn.surplus, drawn.shortage) == ((), ())


def test_a_line_of_unknown_amount_is_named_and_adds_nothing() -> None:
    plan = builders.plan([line("a", [allocation(12_000, 2026)]), line("b", [allocation(None, 2026)])])
    booked = ledger([*(spent("a", f"2026-0{month}", 500) for month in range(1, 7)), spent("b", "2026-02", 5)])
    ending = burn_down(plan, booked, dt.date(2026, 6, 30)).ending
    assert ending is not None
    assert (ending.unknown, ending.unknown_lines, ending.unmeasured_lines) == (0, (), ("b",))


def test_a_line_without_months_runs_to_the_end_of_the_plan() -> None:
    plan = builders.plan([line("a", [allocation(12_000, 2024)]), line("b", [allocation(500)])], 2023, 2026)
    drawn = burn_down(plan, ledger([spent("a", "2024-02", 5)]), dt.date(2025, 6, 30))
    assert drawn.period == Period(dt.date(2026, 12, 31), Outlook.RUNNING)


def test_without_a_ledger_no_period_is_final() -> None:
    drawn = burn_down(PLAN, builders.NOTHING_IMPORTED, dt.date(2028, 2, 1))
    assert drawn.period == Period(dt.date(2027, 12, 31), Outlook.AWAITED)


def test_the_branches_go_from_what_remains_to_the_ending() -> None:
    drawn = burn_down(PLAN, ledger(GOING), AS_OF, "lines")
    remaining = position(PLAN, 1, ledger(GOING), AS_OF).scope("lines").remaining
    assert drawn.ending is not None
    assert drawn.surplus[0] == BurnDownPoint(AS_OF, remaining or Decimal(0))
    assert drawn.surplus[-1].amount == drawn.ending.surplus + drawn.ending.unknown
    assert drawn.shortage[-1].amount == -drawn.ending.shortage
    # line 1: 263.224 left on 30 September 2026, 36.776 short after 457 days: empty after 400 days
    assert drawn.shortage[0] == BurnDownPoint(AS_OF + dt.timedelta(days=400), Decimal(0))
    assert drawn.shortage[1].amount < 0


def test_a_line_that_is_overspent_is_short_at_once() -> None:
    booked = ledger([spent("6", month, 15_000) for month in MONTHS[:3]])
    drawn = burn_down(PLAN, booked, AS_OF, "6")
    assert drawn.shortage[0] == BurnDownPoint(AS_OF, Decimal(-650))
    assert drawn.surplus[0].amount == 0


def test_a_line_that_is_over_stays_where_it_is() -> None:
    drawn = burn_down(PLAN, ledger([spent("training", "2024-02", 36)]), AS_OF, "training")
    assert [point.amount for point in drawn.surplus] == [14_000]
    assert drawn.ending is not None
    assert (drawn.ending.surplus, drawn.ending.surplus_lines) == (14_000, ("training",))


@pytest.mark.parametrize(
    ("as_of", "covered", "outlook"),
    [
        ("2024-12-30", "2024-12-30", Outlook.RUNNING),
        ("2024-12-31", "2024-12-31", Outlook.FINAL),
        ("2026-09-30", "2024-11-30", Outlook.AWAITED),
        ("2026-09-30", "2026-09-30", Outlook.FINAL),
    ],
)
def test_the_period_ends_with_the_last_phased_month_whatever_the_axis(
    as_of: str, covered: str, outlook: Outlook
) -> None:
    booked = ledger([spent("training", "2024-02", 36)], covered_until=dt.date.fromisoformat(covered))
    drawn = burn_down(PLAN, booked, dt.date.fromisoformat(as_of), "training")
    assert drawn.period == Period(dt.date(2024, 12, 31), outlook)


def test_without_months_there_is_no_period() -> None:
    assert burn_down(builders.plan([line("a", [allocation(100)])], 2023, 2026), ledger(), AS_OF).period is None


def test_after_its_own_end_a_branch_is_flat() -> None:
    plan = builders.plan(
        [line("short", [allocation(1200, 2026)]), line("long", [allocation(1200, 2027)])],
        phasings=[phasing("short", "2026-01", "2026-12"), phasing("long", "2027-01", "2027-12")],
    )
    booked = ledger([spent("short", f"2026-0{month}", 50) for month in range(1, 10)])
    surplus = burn_down(plan, booked, AS_OF).surplus
    assert at(surplus, "2026-12-31") == at(surplus, "2027-12-31") == 600 + 1200


def test_carry_over_of_the_plan_as_a_whole_is_part_of_the_branches() -> None:
    moved = builders.sudwest_fryslan(carry_overs=[carry_over(2023, 2024, 700)])
    drawn, without = (burn_down(plan, ledger(GOING), AS_OF) for plan in (moved, PLAN))
    assert drawn.actual[-1].amount == drawn.surplus[0].amount
    assert [point.amount - 700 for point in drawn.surplus] == [point.amount for point in without.surplus]
    assert without.ending is not None
    assert drawn.ending == dataclasses.replace(without.ending, without_line=Decimal(700))


def test_a_scope_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        burn_down(PLAN, ledger(), AS_OF, "nowhere")


def drawn_with_position(data: st.DataObject, **kind: bool) -> tuple[BurnDown, Decimal | None, dt.date]:
    plan = data.draw(plans(**kind))
    scopes = ["total", *(line.code for line in plan.lines), *(group.code for group in plan.groups)]
    booked, as_of, scope = data.draw(ledgers(plan)), data.draw(days), data.draw(st.sampled_from(scopes))
    at_date = position(plan, 1, booked, as_of).scope(scope)
    return burn_down(plan, booked, as_of, scope), at_date.remaining, known_until(booked, as_of)


@given(st.data())
def test_actual_ends_on_what_the_position_says_remains(data: st.DataObject) -> None:
    drawn, remaining, until = drawn_with_position(data)
    if drawn.actual:
        assert drawn.actual[-1].amount == remaining
        assert until <= drawn.actual[-1].day <= drawn.as_of
        assert [point.day for point in drawn.actual] == sorted({point.day for point in drawn.actual})
        assert drawn.first_day <= drawn.actual[0].day
        assert drawn.as_of <= drawn.last_day
    assert bool(drawn.actual) == (remaining is not None and drawn.first_day <= until)


@given(st.data())
def test_planned_runs_from_all_that_is_allocated_to_nothing(data: st.DataObject) -> None:
    drawn, _, _ = drawn_with_position(data, unknown=False, phased=True)
    if drawn.as_of <= drawn.first_day:
        assert drawn.planned[0] == BurnDownPoint(drawn.first_day, drawn.allocated or Decimal(0))
    assert drawn.planned[-1] == BurnDownPoint(drawn.last_day, Decimal(0))


@given(st.data())
def test_the_branches_start_at_what_remains_and_end_at_the_ending(data: st.DataObject) -> None:
    drawn, remaining, until = drawn_with_position(data)
    if not drawn.surplus or remaining is None or drawn.ending is None:
        return
    shortage = {point.day: point.amount for point in drawn.shortage}
    start = drawn.surplus[0]
    assert start.day == until
    assert all(point.amount >= 0 for point in drawn.surplus)
    assert all(amount <= 0 for amount in shortage.values())
    if not any(drawn.ending.unknown_lines):
        assert start.amount + shortage.get(start.day, Decimal(0)) == remaining
    assert drawn.ending.surplus >= 0 <= drawn.ending.shortage
    assert set(drawn.ending.surplus_lines).isdisjoint(drawn.ending.shortage_lines)


def test_what_is_not_known_after_the_ledger_ends_is_not_drawn() -> None:
    months = [spent("3", month, 10_000) for month in MONTHS]
    drawn = burn_down(PLAN, ledger(months, covered_until=AS_OF), dt.date(2026, 11, 20), "3")
    assert (drawn.actual[-1].day, drawn.spent[-1].day, drawn.surplus[0].day) == (AS_OF, AS_OF, AS_OF)
    assert drawn.actual[-1].amount == drawn.surplus[0].amount == 371_110 - 150_000
    changed = burn_down(
        PLAN,
        ledger(months, covered_until=AS_OF, amendments=[change("3", "2026-11-01", -1000)]),
        dt.date(2026, 11, 20),
        "3",
    )
    assert written(changed.actual[-2:]) == {"2026-09-30": "221110.00", "2026-11-01": "220110.00"}
