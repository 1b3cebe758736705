from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import builders
import pytest
from builders import allocation, amendment, line, phasing
from hypothesis import given
from hypothesis import strategies as st
from plan_strategies import large

from pokdash.domain.budget import budget, phased_months, planned
from pokdash.domain.measure import position
from pokdash.domain.money import apportioned
from pokdash.domain.month import last_day
from pokdash.domain.phasing import DEFAULT_ASSUMPTION, Spread, own_assumption, phasings_of, weakest_kind
from pokdash.domain.phasing import spread as months_of
from pokdash.domain.plan import Plan
from pokdash.domain.plan_changes import PhasingStanding
from pokdash.texts import has_text

ASSUMPTION = PhasingStanding.ASSUMPTION
JULY_2025, DECEMBER_2027 = 2025 * 12 + 6, 2027 * 12 + 11


def planned_to_date(plan: Plan, day: str) -> Decimal | None:
    return planned(budget(plan, (), dt.date.fromisoformat(day)), dt.date.fromisoformat(day)).amount


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        ("2025-06-30", "0.00"),
        ("2025-07-01", "399.04"),  # 1/31 of the first month
        ("2025-07-31", "12370.33"),
        ("2025-08-31", "24740.67"),
        ("2026-09-30", "185555.00"),  # month 15 of 30
        ("2027-12-15", "364725.31"),  # 15/31 of the last month
        ("2027-12-31", "371110.00"),
        ("2030-01-01", "371110.00"),
    ],
)
def test_equal_months_of_line_3(day: str, amount: str) -> None:
    spread = Spread(JULY_2025, DECEMBER_2027, ASSUMPTION)
    assert str(spread.planned(Decimal(371_110), dt.date.fromisoformat(day))) == amount


def test_within_a_month_the_plan_runs_by_day() -> None:
    spread = Spread(2026 * 12, 2026 * 12 + 11, ASSUMPTION)
    assert spread.planned(Decimal(1200), dt.date(2026, 2, 14)) == Decimal("150.00")  # 100 + 14/28 of 100
    assert spread.planned(Decimal(1200), dt.date(2026, 4, 1)) == Decimal("303.33")


@given(large, st.integers(1, 120))
def test_months_add_up_and_no_cent_is_lost(amount: Decimal, months: int) -> None:
    spread = Spread(2024 * 12, 2024 * 12 + months - 1, ASSUMPTION)
    through = [spread.planned(amount, last_day(spread.first + number)) for number in range(months)]
    each = [after - before for before, after in zip([Decimal(0), *through], through, strict=False)]
    assert sum(each) == amount == through[-1]
    assert max(each) - min(each) <= Decimal("0.01")
    for number, value in enumerate(through, start=1):
        assert abs(Fraction(value) - Fraction(amount) * number / months) <= Fraction(1, 200)


@given(large, st.dates(dt.date(2023, 12, 1), dt.date(2025, 2, 1)))
def test_a_day_never_takes_back_what_was_planned(amount: Decimal, day: dt.date) -> None:
    spread = Spread(2024 * 12, 2024 * 12 + 12, ASSUMPTION)
    assert spread.planned(amount, day) <= spread.planned(amount, day + dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("plan", "amount"), [(builders.sudwest_fryslan(), "1704245.00"), (builders.dordrecht(), "2154375.00")]
)
def test_both_plans_at_the_end_of_september_2026(plan: Plan, amount: str) -> None:
    assert str(planned_to_date(plan, "2026-09-30")) == amount
    at = position(plan, 1, builders.NOTHING_IMPORTED, dt.date(2026, 9, 30))
    assert (str(at.total.planned_to_date), at.total.planned_kind) == (amount, "assumption")


def test_a_year_is_spread_over_its_own_months() -> None:
    plan = builders.sudwest_fryslan()
    years = position(plan, 1, builders.NOTHING_IMPORTED, dt.date(2026, 9, 30)).years
    assert [str(year.figures.planned_to_date) for year in years] == ["390893.00", "404554.00", "225925.50", "0.00"]


def test_equal_months_cut_a_year_amount_to_its_year() -> None:
    plan = builders.plan(
        [line("a", [allocation(1200, 2025), allocation(600, 2026)])], phasings=[phasing("a", "2025-07", "2025-12")]
    )
    assert planned_to_date(plan, "2025-06-30") == 0
    assert planned_to_date(plan, "2025-09-30") == 600
    assert planned_to_date(plan, "2026-06-30") == 1500  # 2026 lies outside the phasing: its twelve months


def test_without_a_phasing_the_named_period_is_assumed() -> None:
    plan = builders.plan([line("a", [allocation(3600, period=(2025, 2027))]), line("b", [allocation(120, 2026)])])
    assert planned_to_date(plan, "2025-12-31") == 1200
    assert planned_to_date(plan, "2026-01-31") == 1310
    assert planned(budget(plan, (), dt.date(2026, 1, 31)), dt.date(2026, 1, 31)).kind == "assumption"


def test_without_a_phasing_and_a_named_period_nothing_can_be_planned() -> None:
    plan = builders.plan([line("a", [allocation(3600)]), line("b", [allocation(120, 2026)])])
    parts = budget(plan, (), dt.date(2026, 6, 30))
    assert planned(parts, dt.date(2026, 6, 30)).amount is None
    assert phased_months(parts) is None
    at = position(plan, 1, builders.ledger(), dt.date(2026, 6, 30))
    assert at.line("b").figures.planned_to_date == 60
    assert (at.total.planned_to_date, at.total.planned_kind) == (None, None)


@pytest.mark.parametrize(
    ("kinds", "weakest"),
    [
        (["source", "adopted", "assumption"], "assumption"),
        (["source", "adopted"], "adopted"),
        (["source"], "source"),
        ([], None),
    ],
)
def test_a_sum_is_as_sure_as_its_weakest_part(kinds: list[str], weakest: str | None) -> None:
    assert weakest_kind(map(PhasingStanding, kinds)) == weakest


def test_the_plan_follows_an_amendment_from_its_own_date() -> None:
    plan = builders.plan(
        [line("a", [allocation(3600, period=(2025, 2027))])],
        amendments=[amendment("a", "2026-06-30", -1800)],
    )
    assert planned_to_date(plan, "2026-06-29") == Decimal("1796.67")
    assert planned_to_date(plan, "2026-06-30") == 900


def test_without_a_phasing_the_months_are_our_assumption_with_author_date_and_reason() -> None:
    plan = builders.plan(
        [line("a", [allocation(3600, period=(2025, 2027))]), line("b", [allocation(1, 2025), allocation(1, 2026)])]
    )
    months = {
        code: [months_of(plan, plan.line(code), part.year, part.period) for part in plan.line(code).allocations]
        for code in ("a", "b")
    }
    assert months == {
        "a": [Spread(2025 * 12, 2027 * 12 + 11, PhasingStanding.ASSUMPTION)],
        "b": [Spread(year * 12, year * 12 + 11, PhasingStanding.ASSUMPTION) for year in (2025, 2026)],
    }
    for code in ("a", "b"):
        assert phasings_of(plan, plan.line(code)) == ()
        assert own_assumption(plan, plan.line(code)) == DEFAULT_ASSUMPTION
    assert (DEFAULT_ASSUMPTION.who, DEFAULT_ASSUMPTION.on) == ("POK-monitor", dt.date(2026, 11, 21))
    assert has_text(DEFAULT_ASSUMPTION.why)


def test_the_phasing_of_the_plan_goes_before_the_default_and_no_period_has_none() -> None:
    given = phasing("a", "2025-07", "2025-12", "adopted")
    plan = builders.plan([line("a", [allocation(1200, 2025)]), line("b", [allocation(9)])], phasings=[given])
    assert phasings_of(plan, plan.line("a")) == plan.phasings
    assert phasings_of(plan, plan.line("b")) == ()
    assert [own_assumption(plan, plan.line(code)) for code in ("a", "b")] == [None, None]


def phased(method: str, first: str, last: str, *allocations: Any, **more: Any) -> Plan:
    """A plan of one line with this phasing."""
    return builders.plan([line("a", allocations)], phasings=[phasing("a", first, last, method=method, **more)])


def part(first: str, last: str, amount: int) -> dict[str, Any]:
    return {"first_month": first, "last_month": last, "amount": amount}


PERIOD = allocation(1200, period=(2025, 2026))
YEARS = [part("2025-07", "2025-12", 600), part("2026-01", "2026-12", 600)]


@pytest.mark.parametrize(
    ("plan", "through"),
    [
        (
            phased("year_amounts", "2025-07", "2026-12", PERIOD, amounts=YEARS),
            {"2025-06-30": 0, "2025-09-30": 300, "2025-12-31": 600, "2026-01-31": 650, "2026-12-31": 1200},
        ),
        (
            phased("month_amounts", "2025-01", "2026-06", PERIOD,
                   amounts=[part("2025-02", "2025-02", 200), part("2026-06", "2026-06", 1000)]),
            {"2025-01-31": 0, "2025-02-14": 100, "2025-02-28": 200, "2026-05-31": 200, "2026-06-30": 1200},
        ),
        (
            phased("from_to", "2025-01", "2025-02", PERIOD, first_day="2025-01-30", last_day="2025-02-10"),
            {"2025-01-29": 0, "2025-01-30": 100, "2025-01-31": 200, "2025-02-01": 300, "2025-02-10": 1200},
        ),
        (
            phased("front_loaded", "2025-01", "2025-03", PERIOD),
            {"2025-01-31": 600, "2025-02-28": 1000, "2025-03-31": 1200},
        ),
        (
            phased("back_loaded", "2025-01", "2025-03", PERIOD),
            {"2025-01-31": 200, "2025-02-28": 600, "2025-03-31": 1200},
        ),
        (  # an amount of a year never leaves its year, and a year without parts is filled evenly
            phased("back_loaded", "2025-11", "2026-12", allocation(300, 2025), allocation(1200, 2027)),
            {"2025-11-30": 100, "2025-12-31": 300, "2026-12-31": 300, "2027-01-31": 400},
        ),
        (
            phased("month_amounts", "2025-01", "2026-12", allocation(300, 2025), allocation(1200, 2026),
                   amounts=[part("2025-12", "2025-12", 300), part("2026-01", "2026-01", 1200)]),
            {"2025-11-30": 0, "2025-12-31": 300, "2026-01-31": 1500},
        ),
        (  # an amendment of the amount changes the months in proportion
            builders.plan([line("a", [PERIOD])], amendments=[amendment("a", "2025-01-01", 600)],
                          phasings=[phasing("a", "2025-07", "2026-12", method="year_amounts", amounts=YEARS)]),
            {"2025-12-31": 900, "2026-12-31": 1800},
        ),
    ],
    ids=["years", "months", "from to", "front", "back", "back in years", "months in years", "amended"],
)  # fmt: skip
def test_the_months_of_every_way_to_spread(plan: Plan, through: dict[str, int]) -> None:
    assert {day: planned_to_date(plan, day) for day in through} == through


weights = st.lists(st.integers(0, 10**9), min_size=1, max_size=120).filter(any)


@given(large, weights)
def test_weighted_months_add_up_and_are_in_proportion(amount: Decimal, parts: list[int]) -> None:
    spread = Spread(2024 * 12, 2024 * 12 + len(parts) - 1, ASSUMPTION, tuple(parts))
    through = [spread.planned(amount, last_day(spread.first + number)) for number in range(len(parts))]
    assert through[-1] == amount
    assert through == sorted(through)
    for number, value in enumerate(through, start=1):
        assert abs(Fraction(value) - Fraction(amount) * sum(parts[:number]) / sum(parts)) <= Fraction(1, 200)


@given(st.integers(0, 10**15).map(lambda whole: Decimal(whole).scaleb(-2)), weights)
def test_a_split_over_lines_adds_up_and_nobody_is_a_cent_off_its_share(amount: Decimal, parts: list[int]) -> None:
    split = apportioned(amount, [Decimal(one) for one in parts])
    assert sum(split) == amount
    for one, weight in zip(split, parts, strict=True):
        assert abs(Fraction(one) - Fraction(amount) * weight / sum(parts)) < Fraction(1, 100)


def test_the_largest_remainders_get_the_cents_that_are_left() -> None:
    thirds = apportioned(Decimal("0.05"), [Decimal(1), Decimal(1), Decimal(1)])
    assert [str(one) for one in thirds] == ["0.02", "0.02", "0.01"]
    assert [str(one) for one in apportioned(Decimal("1.00"), [Decimal(1), Decimal(5), Decimal(0)])] == [
        "0.17",
        "0.83",
        "0.00",
    ]
    assert apportioned(Decimal(0), [Decimal(0)]) == (Decimal(0),)
    with pytest.raises(ValueError, match="nothing to split by"):
        apportioned(Decimal(1), [Decimal(0)])
