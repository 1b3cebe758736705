from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import builders
import pytest
from builders import NOTHING_IMPORTED, allocation, amendment, carry_over, change, ledger, line, promised, spent

from pokdash.domain.measure import default_as_of, position
from pokdash.domain.plan import Plan
from pokdash.domain.plan_reading import read_plan
from pokdash.domain.position import Figures, Position, Status
from pokdash.texts import LANGUAGES, text

AS_OF = dt.date(2026, 9, 30)
YEARS = builders.plan(
    [
        line("claim", [allocation(1000, 2024), allocation(2000, 2025)], "claims"),
        line("action", [allocation(6000, period=(2025, 2027))], "lines"),
    ]
)
MIXED = builders.plan([line("both", [allocation(1000, 2025), allocation(6000, period=(2025, 2027))])])


def amounts(figures: Figures) -> list[str | None]:
    named = (figures.allocated, figures.spent, figures.remaining)
    return [None if amount is None else str(amount) for amount in named]


def years(measured: Position) -> dict[int, list[str | None]]:
    return {year.year: amounts(year.figures) for year in measured.years}


def test_without_any_import_nothing_is_known_of_spending() -> None:
    at = position(builders.sudwest_fryslan(), 3, NOTHING_IMPORTED, AS_OF)
    unknown = (at.total.spent, at.total.committed, at.total.remaining, at.total.available, at.total.forecast)
    assert unknown == (None,) * 5
    assert (at.total.allocated, at.total.carried_in, at.total.carried_out) == (2_712_000, 0, 0)
    assert {line.status for line in at.lines} == {Status.NO_DATA}
    assert (at.unphased.allocated, at.unphased.spent, at.unphased.remaining) == (1_314_085, None, None)
    assert (at.plan_version, at.as_of, at.covered_until) == (3, AS_OF, None)


def test_with_nothing_but_commitments_only_what_is_committed_is_known() -> None:
    at = position(builders.sudwest_fryslan(), 3, ledger((), [promised("3", 500)], covered_until=None), AS_OF)
    named = (at.total.committed, at.total.spent, at.total.remaining, at.total.available, at.total.forecast)
    assert named == (500, None, None, None, None)
    assert (at.unphased.spent, at.unphased.remaining, at.line("3").figures.committed) == (None, None, 500)
    assert {line.status for line in at.lines} == {Status.NO_DATA}


def test_with_an_import_a_line_without_bookings_has_spent_zero() -> None:
    at = position(builders.sudwest_fryslan(), 1, ledger([spent("3", "2026-01", "4530.00")]), AS_OF)
    assert amounts(at.line("1").figures) == ["563224.00", "0.00", "563224.00"]
    assert amounts(at.line("3").figures) == ["371110.00", "4530.00", "366580.00"]
    assert amounts(at.scope("lines")) == ["1314085.00", "4530.00", "1309555.00"]
    assert amounts(at.scope("claims")) == ["1397915.00", "0.00", "1397915.00"]
    assert amounts(at.total) == ["2712000.00", "4530.00", "2707470.00"]


def test_spending_counts_in_its_fiscal_year_or_in_the_unphased_money() -> None:
    booked = [
        spent("claim", "2025-01", 300, fiscal_year=2024),  # period 13
        spent("claim", "2025-03", 500),
        spent("action", "2025-03", 700),
    ]
    at = position(YEARS, 1, ledger(booked), AS_OF)
    assert years(at) == {
        2024: ["1000.00", "300.00", "700.00"],
        2025: ["2000.00", "500.00", "1500.00"],
        2026: [None, "0.00", None],
        2027: [None, "0.00", None],
    }
    assert (at.unphased.allocated, at.unphased.spent, at.unphased.remaining) == (6000, 700, 5300)


def test_a_year_without_amount_in_which_year_lines_spend_is_below_zero() -> None:
    at = position(YEARS, 1, ledger([spent("claim", "2026-02", 40), spent("claim", "2028-02", 2)]), AS_OF)
    assert years(at)[2026] == [None, "40.00", "-40.00"]
    assert years(at)[2028] == [None, "2.00", "-2.00"]
    assert at.line("claim").figures.remaining == 2958


def test_an_amendment_for_a_year_outside_the_plan_shows_that_year() -> None:
    at = position(YEARS, 1, ledger(amendments=[change("claim", "2026-01-01", 5, 2028)]), AS_OF)
    assert years(at)[2028] == ["5.00", "0.00", "5.00"]


def test_a_line_with_both_splits_its_bookings() -> None:
    at = position(MIXED, 1, ledger([spent("both", "2025-05", 900), spent("both", "2026-05", 50)]), AS_OF)
    assert years(at)[2025] == ["1000.00", "900.00", "100.00"]
    assert years(at)[2026] == [None, "0.00", None]
    assert (at.unphased.allocated, at.unphased.spent, at.unphased.remaining) == (6000, 50, 5950)
    assert amounts(at.line("both").figures) == ["7000.00", "950.00", "6050.00"]


def test_a_plan_without_period_amounts_has_no_unphased_money() -> None:
    only_years = builders.plan([line("claim", [allocation(1000, 2024)])])
    at = position(only_years, 1, ledger(), AS_OF)
    assert (at.unphased.allocated, at.unphased.spent, at.unphased.remaining) == (0, 0, 0)


@pytest.mark.parametrize(("day", "allocated"), [("2026-03-11", 6000), ("2026-03-12", 5750), ("2026-06-01", 5500)])
def test_amendments_of_plan_and_ledger_count_from_their_own_date(day: str, allocated: int) -> None:
    plan = builders.plan(
        [line("action", [allocation(6000, period=(2025, 2027))])],
        amendments=[amendment("action", "2026-03-12", -250)],
    )
    booked = ledger(amendments=[change("action", "2026-06-01", -250)])
    at = position(plan, 1, booked, dt.date.fromisoformat(day))
    assert at.line("action").figures.allocated == allocated
    assert at.unphased.allocated == allocated


@pytest.mark.parametrize(
    ("plan", "code", "year", "place"),
    [
        (YEARS, "claim", 2025, 2025),  # the line has an amount for that year
        (YEARS, "claim", 2026, 2026),  # a year that had none gets one
        (YEARS, "action", 2026, None),  # the line has one amount for its period
        (YEARS, "action", None, None),
        (YEARS, "claim", None, None),  # decided for the whole period of a line with years
        (MIXED, "both", 2025, 2025),
        (MIXED, "both", 2026, None),
    ],
)
def test_an_amendment_changes_the_year_or_the_period(
    plan: Plan, code: str, year: int | None, place: int | None
) -> None:
    before = position(plan, 1, ledger(), AS_OF)
    after = position(plan, 1, ledger(amendments=[change(code, "2026-01-01", "-0.50", year)]), AS_OF)
    minus = Decimal("-0.50")
    assert (after.total.allocated or 0) - (before.total.allocated or 0) == minus
    assert (after.unphased.allocated or 0) - (before.unphased.allocated or 0) == (minus if place is None else 0)
    for earlier, later in zip(before.years, after.years, strict=True):
        changed = (later.figures.allocated or 0) - (earlier.figures.allocated or 0)
        assert changed == (minus if later.year == place else 0)


def test_an_unknown_amount_is_left_out_and_listed_and_never_zero() -> None:
    plan = builders.plan([line("known", [allocation(100, 2026)]), line("unknown", [allocation(None, 2026)])])
    at = position(plan, 1, ledger([spent("known", "2026-01", 30)]), AS_OF)
    assert amounts(at.line("unknown").figures) == [None, "0.00", None]
    assert at.line("unknown").status is Status.NO_DATA
    assert amounts(at.total) == ["100.00", "30.00", "70.00"]
    assert [(left.what, left.why) for left in at.excluded] == [("allocation_of_year", "amount_unknown")]


def test_spending_of_an_unknown_amount_makes_what_is_left_unknown() -> None:
    plan = builders.plan([line("known", [allocation(100, 2026)]), line("unknown", [allocation(None, 2026)])])
    at = position(plan, 1, ledger([spent("unknown", "2026-01", 30)]), AS_OF)
    assert amounts(at.total) == ["100.00", "30.00", None]
    assert years(at)[2026] == ["100.00", "30.00", None]
    assert at.total.available is None


def test_a_known_amount_beside_an_unknown_one_of_the_same_year_counts() -> None:
    plan = builders.plan([line("a", [allocation(35_000, 2026), allocation(None, 2026)])])
    at = position(plan, 1, ledger(amendments=[change("a", "2026-02-01", -5000, 2026)]), AS_OF)
    assert (at.total.allocated, at.line("a").figures.remaining, years(at)[2026][0]) == (30_000, 30_000, "30000.00")
    assert [(left.what, left.why) for left in at.excluded] == [("allocation_of_year", "amount_unknown")]


def test_an_amended_unknown_amount_stays_unknown_and_the_amendment_is_listed() -> None:
    plan = builders.plan(
        [line("a", [allocation(None, 2026), allocation(7, 2027)])],
        amendments=[amendment("a", "2026-01-01", 500, 2026), amendment("a", "2026-10-01", 9, 2026)],
    )
    at = position(plan, 1, ledger(amendments=[change("a", "2026-02-01", -30, 2026)]), AS_OF)
    assert (years(at)[2026][0], at.total.allocated) == (None, 7)
    listed = [(left.params["line"], left.params["amount"]) for left in at.excluded if left.why == "base_unknown"]
    assert listed == [("Line a", 470)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_left_out_has_words(language: str) -> None:
    plan = builders.plan(
        [line("a", [allocation(None, 2026)]), line("b", [allocation(None)])],
        amendments=[amendment("a", "2026-01-01", 500, 2026), amendment("b", "2026-01-01", None)],
        carry_overs=[
            carry_over(2024, 2025, value, status, line=code)
            for value, code in ((5, "a"), (None, None))
            for status in ("decided", "proposed")
        ],
    )
    booked = ledger([spent("old", "2026-01", 5)], [promised("old", 7)], [change("old", "2026-01-01", 9)])
    left = position(plan, 1, booked, AS_OF).excluded
    assert len({one.what for one in left}) == 8
    for one in left:
        assert text(language, f"excluded.what.{one.what}", **one.params)
        assert text(language, f"excluded.why.{one.why}", **one.params)


def test_an_amendment_of_unknown_size_is_listed_from_its_date() -> None:
    plan = builders.plan([line("a", [allocation(10, 2026)])], amendments=[amendment("a", "2026-09-30", None)])
    assert position(plan, 1, ledger(), AS_OF - dt.timedelta(days=1)).excluded == ()
    left = position(plan, 1, ledger(), AS_OF).excluded
    assert [(one.what, one.params["on"]) for one in left] == [("amendment", AS_OF)]


def test_a_commitment_is_open_for_what_is_not_invoiced_and_never_below_zero() -> None:
    balances = [
        promised("action", 1000, 400, year=2025, number="V-1"),
        promised("action", 0, 100, year=2026, number="V-1"),  # the same commitment, invoiced in the next year
        promised("action", 500, 800, number="V-2"),  # invoiced for more than was promised
        promised("claim", 100, 30, year=2024, number="V-1"),  # the same number on another line, in two years
        promised("claim", 0, 0, year=2025, number="V-1"),
    ]
    at = position(YEARS, 1, ledger(commitments=balances), AS_OF)
    assert at.line("action").figures.committed == 500
    assert at.line("claim").figures.committed == 70
    assert at.total.committed == 570
    assert at.total.available == 9000 - 570
    assert {year.year: year.figures.committed for year in at.years} == {2024: 0, 2025: 70, 2026: 0, 2027: 0}


def test_bookings_of_a_line_that_the_plan_lacks_are_listed() -> None:
    booked = ledger([spent("old", "2026-01", 5)], [promised("old", 7)], [change("old", "2026-01-01", 9)])
    at = position(YEARS, 1, booked, AS_OF)
    assert at.total.spent == at.total.committed == 0
    listed = {left.what: (left.why, left.params["amount"]) for left in at.excluded}
    assert listed == {
        "bookings": ("line_unknown", 5), "commitments": ("line_unknown", 7), "amendments": ("line_unknown", 9),
    }  # fmt: skip


def test_dordrecht_has_one_amount_without_years_and_an_unknown_carry_over() -> None:
    at = position(builders.dordrecht(), 1, ledger([spent("wijkteams", "2023-02", 1000)]), AS_OF)
    assert amounts(at.total) == ["2298000.00", "1000.00", "2297000.00"]
    assert (at.total.carried_in, at.total.carried_out) == (None, 0)
    assert {year: figures[0] for year, figures in years(at).items()} == dict.fromkeys(range(2023, 2027))
    assert [(left.why, left.params["to_year"]) for left in at.excluded] == [
        ("amount_unknown", 2023), ("amount_unknown", 2024),
    ]  # fmt: skip


def test_a_year_that_is_over_expects_what_was_spent() -> None:
    at = position(YEARS, 1, ledger([spent("claim", "2024-05", 12), spent("claim", "2026-05", 3)]), AS_OF)
    assert [year.figures.forecast for year in at.years] == [12, 0, None, None]


def test_the_default_reference_date_is_what_the_ledger_covers() -> None:
    assert default_as_of(AS_OF, dt.date(2026, 10, 9)) == AS_OF
    assert default_as_of(None, dt.date(2026, 10, 9)) == dt.date(2026, 10, 9)


def test_a_scope_that_does_not_exist_is_refused() -> None:
    at = position(YEARS, 1, ledger(), AS_OF)
    with pytest.raises(KeyError):
        at.scope("nowhere")
    with pytest.raises(KeyError):
        at.line("claims")


@pytest.mark.parametrize(
    ("folder", "built"), [("sudwest-fryslan", builders.sudwest_fryslan()), ("dordrecht", builders.dordrecht())]
)
def test_the_plan_folders_give_the_same_figures_as_these_small_plans(folder: str, built: Plan) -> None:
    files = (Path(__file__).parents[1] / "data" / "plans" / folder).glob("*.toml")
    plan = read_plan({file.name: file.read_text(encoding="utf-8") for file in files}).plan
    assert plan is not None
    for as_of in (dt.date(2024, 5, 17), AS_OF, dt.date(2028, 1, 1)):
        shipped, small = (position(each, 1, ledger(), as_of) for each in (plan, built))
        assert [line.figures.planned_to_date for line in shipped.lines] == [
            line.figures.planned_to_date for line in small.lines
        ]
        assert (amounts(shipped.total), years(shipped)) == (amounts(small.total), years(small))
        assert shipped.unphased == small.unphased
