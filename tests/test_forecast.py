"""What a line is expected to have spent: every method by hand, which one is shown, and what no forecast may say."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import builders
import pytest
from builders import ledger, spent
from hypothesis import given
from hypothesis import strategies as st
from plan_strategies import days, ledgers, plans

from pokdash.domain.budget import BudgetPart, Slice
from pokdash.domain.burn_down import burn_down
from pokdash.domain.forecast import Declined, Forecast, Method, by_method, chosen
from pokdash.domain.ledger import MonthlySpending
from pokdash.domain.line_forecast import needed_per_month, plan_forecast
from pokdash.domain.line_history import LineHistory
from pokdash.domain.measure import Measuring, position
from pokdash.domain.month import parsed_month
from pokdash.domain.phasing import Spread
from pokdash.domain.plan_changes import Estimate, PhasingStanding

THREE = [spent("3", "2025-07", 1000, invoiced=600), spent("3", "2026-02", 1000), spent("3", "2026-09", 1000)]
AS_OF = dt.date(2026, 9, 30)


def history(
    spending: Sequence[MonthlySpending],
    until: str = "2026-09-30",
    *,
    months: tuple[str, str] | None = ("2025-07", "2027-12"),
    kind: PhasingStanding = PhasingStanding.ASSUMPTION,
    **more: Any,
) -> LineHistory:
    """A line of 9.000 euro over 30 months, of which nothing is promised."""
    spread = Spread(parsed_month(months[0]), parsed_month(months[1]), kind) if months else None
    known = LineHistory(
        parts=(BudgetPart("3", None, (Slice(Decimal(9000), spread),)),),
        budget=Decimal(9000),
        spending=tuple(spending),
        committed=Decimal(0),
        committed_year=None,
        until=dt.date.fromisoformat(until),
    )
    return dataclasses.replace(known, **more)


def forecast(known: LineHistory, method: Method, day: str | None = None) -> Forecast:
    found = by_method(known, method, dt.date.fromisoformat(day) if day else None)
    assert isinstance(found, Forecast)
    return found


def why_not(known: LineHistory, method: Method) -> str:
    found = by_method(known, method)
    assert isinstance(found, Declined)
    return found.why


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        ("2026-09-30", "6000.00"),  # 3000 in 15 of 30 months
        ("2026-09-15", "6206.90"),  # 14.5 months
        ("2026-10-31", "5625.00"),
    ],
)
def test_the_run_rate_goes_on_to_the_end_of_the_period(until: str, expected: str) -> None:
    assert str(forecast(history(THREE, until), Method.RUN_RATE).eac) == expected


@pytest.mark.parametrize("until", ["2027-12-31", "2028-06-01"])
def test_once_the_period_is_over_it_is_what_was_spent_and_is_still_promised(until: str) -> None:
    over = history(THREE[:1], until)
    assert chosen(over).why == "actual"
    assert forecast(over, Method.ACTUAL).eac == forecast(over, Method.ACTUAL).low == 1000
    assert {why_not(over, method) for method in Method if method is not Method.ACTUAL} == {"over"}
    assert why_not(history(THREE), Method.ACTUAL) == "running"
    promised = forecast(history(THREE[:1], until, committed=Decimal(5), committed_year=2027), Method.ACTUAL)
    assert (promised.eac, promised.low, promised.high) == (1005, 1005, 1005)


@pytest.mark.parametrize(
    ("months", "known"),
    [
        (["2026-07", "2026-08", "2026-09"], True),
        (["2026-08", "2026-09"], False),
        (["2026-08", "2026-09", "2026-09"], False),
        ([], False),
    ],
)
def test_a_pace_needs_bookings_in_three_months(months: list[str], *, known: bool) -> None:
    booked = history([spent("3", month, 1) for month in months])
    for method in (Method.RUN_RATE, Method.COMMITMENT_AWARE):
        assert (by_method(booked, method) == Declined(method, "too_few_months")) == (not known)


def test_two_fiscal_years_in_one_booking_month_are_one_month() -> None:
    booked = [spent("3", "2026-01", 1, 2025), spent("3", "2026-01", 1, 2026), spent("3", "2026-02", 1)]
    assert why_not(history(booked), Method.RUN_RATE) == "too_few_months"


def test_a_correction_counts_as_it_is_booked() -> None:
    assert forecast(history([*THREE, spent("3", "2026-09", "-3000")]), Method.RUN_RATE).eac == 0


def test_without_an_end_nothing_is_expected() -> None:
    assert {why_not(history(THREE, months=None), method) for method in Method} == {"no_end"}
    assert chosen(history(THREE, months=None)).why == "no_end"


def test_bookings_after_the_known_time_give_no_pace() -> None:
    assert why_not(history(THREE, "2025-06-30"), Method.RUN_RATE) == "too_few_months"


def test_open_commitments_count_in_their_year_and_the_whole_pace_after_it() -> None:
    # 500 promised; 2400 on no commitment in 15 months, for 3 months; 3000 in 15 months, for 12 months
    bound = history(THREE, committed=Decimal(500), committed_year=2026)
    assert forecast(bound, Method.COMMITMENT_AWARE).eac == 3000 + 500 + 480 + 2400
    to_the_end = history(THREE, committed=Decimal(500), committed_year=2027)
    assert forecast(to_the_end, Method.COMMITMENT_AWARE).eac == 3000 + 500 + 2400
    overdue = history(THREE, committed=Decimal(500), committed_year=2025)
    assert forecast(overdue, Method.COMMITMENT_AWARE).eac == 3000 + 500 + 3000
    assert why_not(history(THREE, committed=None), Method.COMMITMENT_AWARE) == "committed_unknown"


def test_the_rest_of_the_plan_comes_on_top_of_what_was_spent() -> None:
    assert forecast(history(THREE[:1]), Method.REMAINING_PLAN).eac == 1000 + 9000 - 4500
    assert forecast(history(THREE[:1], budget=Decimal(9500)), Method.REMAINING_PLAN).eac == 1000 + 9500 - 4500
    assert why_not(history(THREE[:1], budget=None), Method.REMAINING_PLAN) == "no_plan"


def test_up_to_a_day_within_the_period_less_is_still_to_come() -> None:
    bound = history(THREE, committed=Decimal(600), committed_year=2026)
    assert forecast(bound, Method.RUN_RATE, "2026-12-31").eac == 3000 + 600
    assert forecast(bound, Method.COMMITMENT_AWARE, "2026-11-30").eac == 3000 + 400 + 320
    assert forecast(bound, Method.REMAINING_PLAN, "2026-12-31").eac == 3000 + 900
    assert forecast(bound, Method.RUN_RATE, "2030-01-01") == forecast(bound, Method.RUN_RATE)


def test_no_forecast_is_below_what_was_spent_and_promised() -> None:
    lifted = forecast(history(THREE, committed=Decimal(4000), committed_year=2027), Method.RUN_RATE)
    assert (lifted.eac, lifted.low) == (7000, 7000)


def test_the_method_that_is_shown_is_the_first_that_applies() -> None:
    assert chosen(history(THREE)).why == "run_rate"
    assert chosen(history(THREE, committed=Decimal(1), committed_year=2026)).why == "commitment_aware"
    assert chosen(history(THREE, committed=None)).why == "run_rate"
    assert (
        chosen(history(THREE[:2])).why == "too_few_months"
    )  # the rest of a plan that is our own assumption says nothing
    assert chosen(history(THREE[:2], kind=PhasingStanding.ADOPTED)).why == "remaining_plan"


def test_a_range_needs_three_whole_months() -> None:
    booked = [spent("3", month, 100) for month in ("2025-07", "2025-08", "2025-09")]
    assert forecast(history(booked, "2025-09-29"), Method.RUN_RATE).low is None
    even = forecast(history(booked, "2025-09-30"), Method.RUN_RATE)
    assert even.low == even.eac == even.high == 3000


def test_months_that_differ_more_give_a_wider_range_that_is_always_the_same() -> None:
    def width(amounts: Sequence[int]) -> Decimal:
        booked = [spent("3", f"2026-0{month}", amount) for month, amount in enumerate(amounts, 1)]
        found = forecast(history(booked, "2026-09-30"), Method.RUN_RATE)
        assert found == forecast(history(booked, "2026-09-30"), Method.RUN_RATE)
        assert found.low is not None
        assert found.high is not None
        assert found.low < found.eac < found.high
        return found.high - found.low

    assert width([90, 110] * 4 + [100]) < width([50, 150] * 4 + [100]) < width([0, 0, 0, 900, 0, 0, 0, 0, 0])


@given(st.data())
def test_every_forecast_respects_what_is_bound_and_its_own_range(data: st.DataObject) -> None:
    plan = data.draw(plans())
    measuring = Measuring.of(plan, data.draw(ledgers(plan)), data.draw(days))
    for line in plan.lines:
        known = measuring.history(line.code)
        for method in Method:
            found = by_method(known, method)
            if isinstance(found, Forecast):
                bound = known.spent + (0 if method is Method.ACTUAL else known.committed or 0)
                assert found.eac >= bound
                assert (found.low is None) == (found.high is None)
                if found.low is not None and found.high is not None:
                    assert bound <= found.low <= found.eac <= found.high


def test_a_plan_forecast_says_when_a_line_runs_empty_and_which_pace_fits() -> None:
    months = [f"2025-{month:02}" for month in range(7, 13)] + [f"2026-{month:02}" for month in range(1, 10)]
    booked = ledger([spent("3", month, 20_000) for month in months])
    found = plan_forecast(Measuring.of(builders.sudwest_fryslan(), booked, AS_OF))
    line = next(line for line in found.lines if line.line == "3")  # 371.110: 300.000 spent, 71.110 left for 15 months
    assert line.empty_on == dt.date(2027, 1, 17)  # 11.110 left for January, 20.000 a month
    assert line.needed_per_month == Decimal("4740.67")
    assert found.ending
    assert (found.ending.shortage, found.ending.shortage_lines) == (600_000 - 371_110, ("3",))
    idle = next(line for line in found.lines if line.line == "5")  # nothing booked: no pace, and 103.320 for 3 months
    assert (idle.empty_on, idle.choice.forecast, idle.needed_per_month) == (None, None, Decimal("34440.00"))


def test_a_line_that_has_not_started_has_its_own_months_to_spend_in() -> None:
    later = history([], "2026-09-30", months=("2027-01", "2027-12"))
    assert needed_per_month(later) == 750
    assert needed_per_month(history(THREE, "2027-12-31")) is None
    assert needed_per_month(history(THREE, budget=Decimal(2000))) is None


@pytest.mark.parametrize(
    ("as_of", "covered", "expected"),
    [("2026-12-31", "2026-09-30", "6000.00"), ("2026-09-30", "2026-12-31", "6000.00")],
)
def test_time_that_the_ledger_does_not_cover_has_not_passed(as_of: str, covered: str, expected: str) -> None:
    booked = ledger(THREE, covered_until=dt.date.fromisoformat(covered))
    at = position(builders.sudwest_fryslan(), 1, booked, dt.date.fromisoformat(as_of))
    assert str(at.line("3").figures.forecast) == expected


def test_the_line_that_ends_earlier_is_expected_to_its_own_end() -> None:
    booked = ledger([spent("5", month, 10_000) for month in ("2026-01", "2026-02", "2026-03")])
    at = position(builders.sudwest_fryslan(), 1, booked, dt.date(2026, 3, 31))
    assert at.line("5").figures.forecast == 120_000


def test_a_sum_is_expected_only_if_every_line_is() -> None:
    codes = ["raadslieden", "tichtby", "training", "1", "2", "3", "4", "5", "6"]
    months = [f"2026-0{month}" for month in range(1, 10)]
    booked = [spent(code, month, 100) for code in codes for month in months]
    full = position(builders.sudwest_fryslan(), 1, ledger(booked), AS_OF)
    lines = [line.figures.forecast for line in full.lines]
    assert full.total.forecast == sum(amount for amount in lines if amount is not None)
    without = position(builders.sudwest_fryslan(), 1, ledger([b for b in booked if b.line != "2"]), AS_OF)
    assert (without.total.forecast, without.scope("lines").forecast) == (None, None)
    assert without.scope("claims").forecast == full.scope("claims").forecast == 900 + 2400 + 900


def estimated(low: int, likely: int, high: int, on: str = "2026-01-01") -> Estimate:
    return Estimate.model_validate(
        {"line": "3", "low": low, "likely": likely, "high": high, "assumption": {**builders.ASSUMED, "on": on}}
    )


def test_an_adviser_is_asked_only_where_no_pace_can_be_measured() -> None:
    little = history(THREE[:2], estimate=estimated(4000, 6000, 9000))
    assert (chosen(little).why, chosen(history(THREE, estimate=estimated(1, 2, 3))).why) == ("adviser", "run_rate")
    found = chosen(little).forecast
    assert found is not None
    assert (found.eac, found.low, found.high) == (6000, 4000, 9000)
    half = forecast(little, Method.ADVISER, "2027-05-15")  # 7 15/31 of 15 months
    assert half.eac == 2000 + Decimal("1995.70")
    assert why_not(history(THREE[:2]), Method.ADVISER) == "no_estimate"


def test_what_an_adviser_expects_is_never_below_what_was_spent_and_committed() -> None:
    found = forecast(history(THREE[:2], committed=Decimal(7000), estimate=estimated(1, 2, 3)), Method.ADVISER)
    assert (found.eac, found.low, found.high) == (9000, 9000, 9000)


def test_a_range_needs_bookings_in_three_different_months() -> None:
    one = history(THREE[:1], kind=PhasingStanding.ADOPTED)
    assert (forecast(one, Method.REMAINING_PLAN).low, forecast(one, Method.REMAINING_PLAN).high) == (None, None)
    assert forecast(history(THREE, kind=PhasingStanding.ADOPTED), Method.REMAINING_PLAN).low is not None


def test_the_range_of_an_adviser_stays_as_it_was_said_when_more_is_promised() -> None:
    said = forecast(history(THREE, committed=Decimal(6000), estimate=estimated(1, 2, 10_000)), Method.ADVISER)
    assert (said.eac, said.low, said.high) == (9000, 9000, 10_000)


def test_no_pace_is_told_where_what_is_promised_leaves_nothing_or_it_is_unknown_what_is_left() -> None:
    assert needed_per_month(history(THREE, committed=Decimal(6000))) is None
    assert needed_per_month(history(THREE, "2027-12-30", months=("2025-07", "2027-12"))) == 6000
    unknown = builders.plan([builders.line("a", [builders.allocation(9000, 2025), builders.allocation(None, 2026)])])
    (line,) = plan_forecast(Measuring.of(unknown, ledger([spent("a", "2026-02", 5)]), AS_OF)).lines
    assert line.needed_per_month is None


def test_money_that_was_carried_over_is_expected_up_to_the_year_it_went_to() -> None:
    moved = builders.carry_over(2025, 2026, 4000, line="a", decided_on="2026-01-15", decision="Raad")
    plan = builders.plan([builders.line("a", [builders.allocation(9000, 2025)])], 2025, 2026, carry_overs=[moved])
    booked = ledger([spent("a", f"2025-{month:02}", 400) for month in range(1, 13)] + [spent("a", "2026-02", 300)])
    measuring = Measuring.of(plan, booked, dt.date(2026, 3, 31))
    choice = measuring.forecasts["a"]
    assert (choice.why, choice.forecast.day if choice.forecast else None) == ("run_rate", dt.date(2026, 12, 31))
    before = Measuring.of(plan, booked, dt.date(2026, 1, 14))
    assert before.forecasts["a"].why == "actual"


def test_a_period_that_is_over_is_not_final_while_something_is_promised() -> None:
    plan = builders.plan([builders.line("a", [builders.allocation(9000, 2025)])], 2025, 2025)
    booked = ledger([spent("a", "2025-02", 500)], [builders.promised("a", 3000, 0, 2025)])
    drawn = burn_down(plan, booked, dt.date(2026, 3, 31))
    assert drawn.period is not None
    assert drawn.period.outlook == "awaited"
    assert drawn.ending is not None
    assert drawn.ending.surplus == 9000 - 500 - 3000
