from __future__ import annotations

import datetime as dt

import builders
import pytest
from builders import ledger, spent

from pokdash.domain.forecast import run_rate
from pokdash.domain.measure import position
from pokdash.domain.month import parsed_month

END = parsed_month("2027-12")
THREE = [spent("3", month, 1000) for month in ("2025-07", "2026-02", "2026-09")]
AS_OF = dt.date(2026, 9, 30)


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        ("2026-09-30", "6000.00"),  # 3000 in 15 of 30 months
        ("2026-09-15", "6206.90"),  # 14.5 months
        ("2026-10-31", "5625.00"),
        ("2027-12-31", "3000.00"),  # over: what was spent
        ("2028-06-01", "3000.00"),
    ],
)
def test_the_run_rate_goes_on_to_the_end_of_the_period(until: str, expected: str) -> None:
    assert str(run_rate(THREE, dt.date.fromisoformat(until), END)) == expected


@pytest.mark.parametrize(
    ("months", "known"),
    [
        (["2026-07", "2026-08", "2026-09"], True),
        (["2026-08", "2026-09"], False),
        (["2026-08", "2026-09", "2026-09"], False),
        ([], False),
    ],
)
def test_it_needs_bookings_in_three_months(months: list[str], known: bool) -> None:
    assert (run_rate([spent("3", month, 1) for month in months], AS_OF, END) is not None) == known


def test_two_fiscal_years_in_one_booking_month_are_one_month() -> None:
    booked = [spent("3", "2026-01", 1, 2025), spent("3", "2026-01", 1, 2026), spent("3", "2026-02", 1)]
    assert run_rate(booked, AS_OF, END) is None


def test_a_correction_counts_as_it_is_booked() -> None:
    booked = [*THREE, spent("3", "2026-09", "-3000")]
    assert run_rate(booked, AS_OF, END) == 0


def test_without_an_end_nothing_is_expected() -> None:
    assert run_rate(THREE, AS_OF, None) is None


def test_bookings_after_the_known_time_give_no_rate() -> None:
    assert run_rate(THREE, dt.date(2025, 6, 30), END) is None


def test_on_its_last_day_a_period_is_over() -> None:
    assert run_rate(THREE[:1], dt.date(2027, 12, 31), END) == 1000
    assert run_rate(THREE[:1], dt.date(2027, 12, 30), END) is None


def test_a_period_that_is_over_without_bookings_has_spent_nothing() -> None:
    assert run_rate([], dt.date(2028, 1, 1), END) == 0


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
