"""What is expected to remain of lines, month by month, apart and together, with the events on the axis."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from math import sqrt

import builders
import pytest
from builders import allocation, amendment, carry_over, ledger, line, phasing, spent
from hypothesis import given
from hypothesis import strategies as st
from plan_strategies import days, ledgers, plans

from pokdash.domain.amended_amounts import AmendedAmount, amended_amounts
from pokdash.domain.branch import Branch, Expected, own_branches, together
from pokdash.domain.burn_down import burn_down
from pokdash.domain.ledger import LedgerAmendment
from pokdash.domain.measure import Measuring, position
from pokdash.domain.monthly_points import monthly, monthly_of_year
from pokdash.domain.plan import Plan
from pokdash.domain.plan_events import Happening, on_axis
from pokdash.domain.status import budget_after_carry_over
from pokdash.domain.year_panel import year_panels

AS_OF = dt.date(2026, 9, 30)
MONTHS = [f"2026-{month:02}" for month in range(1, 10)]


def end(day: str, amount: int, low: int | None = None, high: int | None = None) -> Expected:
    ends = [None if value is None else Decimal(value) for value in (low, high)]
    return Expected(dt.date.fromisoformat(day), Decimal(amount), *ends)


def branch(*expected: Expected, now: int = 100) -> Branch:
    return Branch("a", AS_OF, Decimal(now), expected)


def test_between_two_month_ends_it_goes_evenly_and_after_the_last_it_stays() -> None:
    found = branch(end("2026-10-31", 69, 38, 80), end("2026-11-30", 9, -51, 20))
    assert [found.on(dt.date.fromisoformat(day)).amount for day in ("2026-09-30", "2026-10-10", "2026-10-31")] == [
        100,
        90,
        69,
    ]
    assert found.on(dt.date(2026, 11, 15)) == end("2026-11-15", 39, Decimal("-6.5"), 50)  # type: ignore[arg-type]
    assert found.on(dt.date(2027, 5, 1)).amount == 9
    assert (found.end_day, found.at_end, found.runs_empty) == (dt.date(2026, 11, 30), 9, None)


@pytest.mark.parametrize(
    ("expected", "day"),
    [
        ([end("2026-10-31", 69), end("2026-11-30", -21)], "2026-11-23"),  # 69 of 90 in 30 days
        ([end("2026-10-31", -10), end("2026-11-30", 20), end("2026-12-31", -1)], "2026-12-29"),  # for good
        ([end("2026-10-31", 0), end("2026-11-30", -30)], "2026-10-31"),
        ([end("2026-10-31", 1)], None),
    ],
)  # fmt: skip
def test_it_runs_empty_on_the_last_day_that_is_not_below_zero(expected: list[Expected], day: str | None) -> None:
    assert branch(*expected).runs_empty == (dt.date.fromisoformat(day) if day else None)


def test_without_a_forecast_it_stays_where_it_is() -> None:
    found = branch()
    assert not found.forecast
    assert (found.at_end, found.on(dt.date(2030, 1, 1)).amount, found.runs_empty) == (100, 100, None)


def test_ranges_of_lines_together_are_the_root_of_the_squares() -> None:
    both = together([end("2026-12-31", 100, 97, 108), end("2026-12-31", 50, 46, 56)], AS_OF)
    assert (both.amount, both.low, both.high) == (150, 145, 160)
    assert together([end("2026-12-31", 1, 0, 2), end("2026-12-31", 5)], AS_OF).low is None
    assert together([], AS_OF) == end("2026-09-30", 0, 0, 0)


euros = st.integers(-(10**11), 10**11).map(lambda whole: Decimal(whole).scaleb(-2))
distances = st.integers(0, 10**10).map(lambda whole: Decimal(whole).scaleb(-2))


@given(st.lists(st.tuples(euros, distances, distances), max_size=8))
def test_together_is_never_wider_than_the_sum_and_never_narrower_than_the_widest(
    parts: list[tuple[Decimal, Decimal, Decimal]],
) -> None:
    listed = [Expected(AS_OF, amount, amount - less, amount + more) for amount, less, more in parts]
    found = together(listed, AS_OF)
    assert found.low is not None
    less = found.amount - found.low
    assert max((part[1] for part in parts), default=Decimal(0)) <= less + Decimal("0.01")
    assert less <= sum(part[1] for part in parts)
    assert abs(float(less) - sqrt(sum(float(part[1]) ** 2 for part in parts))) <= max(0.02, float(less) * 1e-9)


@given(st.data())
def test_the_path_of_a_line_ends_where_its_forecast_does_and_keeps_the_guards(data: st.DataObject) -> None:
    plan = data.draw(plans())
    booked, as_of = data.draw(ledgers(plan)), data.draw(days)
    measuring = Measuring.of(plan, booked, as_of)
    for found in own_branches(measuring, None):
        figures, chosen = measuring.scope({found.line or ""}), measuring.forecasts[found.line or ""].forecast
        assert found.forecast == (chosen is not None and figures.remaining is not None)
        if chosen is None:
            continue
        budget = budget_after_carry_over(figures)
        assert budget is not None
        assert found.at_end == budget - chosen.eac
        last = found.expected[-1]
        assert (last.low, last.high) == (
            None if chosen.high is None else budget - chosen.high, None if chosen.low is None else budget - chosen.low
        )  # fmt: skip
        for one in found.expected:
            assert one.low is None or one.high is None or one.low <= one.amount <= one.high


@given(st.data())
def test_the_drawing_holds_together(data: st.DataObject) -> None:
    plan = data.draw(plans())
    booked, as_of = data.draw(ledgers(plan)), data.draw(days)
    scope = data.draw(st.sampled_from(["total", *(one.code for one in plan.lines)]))
    burn, figures = burn_down(plan, booked, as_of, scope), position(plan, 1, booked, as_of).scope(scope)
    assert (burn.committed, burn.available) == (figures.committed, figures.available)
    if burn.actual:
        assert (burn.actual[-1].day, burn.actual[-1].amount) == (as_of, figures.remaining)
    for band, points in ((burn.surplus_band, burn.surplus), (burn.shortage_band, burn.shortage)):
        assert [one.day for one in band] in ([], [one.day for one in points])
        assert all(one.low <= point.amount <= one.high for one, point in zip(band, points, strict=False))
    codes = {one.code for one in plan.lines_of(scope)} | {None}
    assert all(event.line in codes for event in burn.events)
    changed = [one for one in (*plan.amendments, *booked.amendments) if one.line in codes and one.on <= as_of]
    assert bool(burn.original) <= bool(changed)
    months = monthly(burn)
    assert {point.month for point in months} >= {one.day.year * 12 + one.day.month - 1 for one in burn.planned}
    for point in months:
        assert (point.forecast is None) == (point.surplus is None or not burn.complete)
        assert point.low is None or (
            point.forecast is not None and point.low <= point.forecast <= (point.high or point.low)
        )


def test_the_original_plan_stays_where_it_was_when_an_amendment_comes() -> None:
    of = [line("a", [allocation(12_000, 2026)]), line("b", [allocation(1_200, 2026)])]
    plan = builders.plan(of, 2026, 2026, amendments=[amendment("a", "2026-07-01", -6_000, 2026)])
    burn = burn_down(plan, ledger([spent("a", month, 500) for month in MONTHS], covered_until=AS_OF), AS_OF)
    before = {one.day: one.amount for one in burn.original}
    after = {one.day: one.amount for one in burn.planned}
    assert (before[dt.date(2026, 6, 30)], after[dt.date(2026, 6, 30)]) == (6_600, 6_600)
    assert (before[AS_OF], after[AS_OF]) == (3_300, 1_800)
    assert burn_down(plan, ledger(), AS_OF, "b").original == ()
    assert burn_down(plan, ledger(), dt.date(2026, 6, 30)).original == ()


def test_events_stand_on_their_day_and_carry_over_where_it_leaves_and_where_it_comes_in() -> None:
    plan = builders.plan(
        [line("a", [allocation(1_200, 2026)]), line("b", [allocation(1_200, 2026)])],
        2024, 2026,
        amendments=[amendment("a", "2026-02-01", 100, 2026), amendment("b", "2026-03-01", None, 2026)],
        carry_overs=[
            carry_over(2024, 2026, 50, line="a", decided_on="2025-01-01"), carry_over(2025, 2026, None, "proposed"),
            carry_over(2025, 2026, None, "lapsed", line="b"),
        ],
        timeline=[
            {"what": "Besluit", "kind": "decision", "when": "2025-06-10", "source": builders.SOURCE},
            {"what": "Ooit", "kind": "expected", "when": "2026", "source": builders.SOURCE},
        ],
    )  # fmt: skip
    booked = ledger([spent("a", month, 400) for month in MONTHS[:3]], covered_until=dt.date(2026, 3, 31))
    found = burn_down(plan, booked, dt.date(2026, 3, 31)).events
    assert [(event.day.isoformat(), event.happening.value, event.line, event.status) for event in found] == [
        ("2024-12-31", "carry_over", "a", "decided"),
        ("2025-06-10", "timeline", None, None),
        ("2025-12-31", "carry_over", None, "unknown"),
        ("2025-12-31", "carry_over", "b", "lapsed"),
        ("2026-01-01", "carry_over", "a", "decided"),
        ("2026-01-01", "carry_over", None, "unknown"),
        ("2026-01-01", "carry_over", "b", "lapsed"),
        ("2026-02-01", "amendment", "a", None),
        ("2026-03-01", "amendment", "b", None),
        ("2026-04-07", "empty", "a", None),
    ]
    assert [event.leaving for event in found if event.carry_over] == [True, True, True, False, False, False]
    shown = on_axis(found, dt.date(2024, 1, 1), dt.date(2026, 12, 31))
    assert [event.day.isoformat() for event in shown if event.leaving] == ["2024-12-31"]  # the others go to next year
    of_b = burn_down(plan, booked, dt.date(2026, 3, 31), "b").events
    assert {event.line for event in of_b if event.happening is not Happening.TIMELINE} == {"b"}


def test_months_are_those_of_the_drawing_and_a_year_has_its_own() -> None:
    plan, booked = (
        builders.sudwest_fryslan(),
        ledger([spent("3", month, 20_000) for month in MONTHS], covered_until=AS_OF),
    )
    burn = burn_down(plan, booked, AS_OF, "3")
    points = {point.month: point for point in monthly(burn)}
    september = points[2026 * 12 + 8]
    assert (september.actual, september.forecast, september.committed) == (191_110, 191_110, 0)
    assert points[2026 * 12 + 7].forecast is None
    december = points[2026 * 12 + 11]
    assert (december.actual, december.surplus, december.low, december.high) == (None, 131_110, 131_110, 131_110)
    assert points[2027 * 12 + 11].shortage == -108_890
    panel = next(one for one in year_panels(plan, booked, AS_OF, "3") if one.year == 2026)
    of_year = monthly_of_year(panel)
    assert [point.month for point in of_year] == list(range(2026 * 12, 2027 * 12))
    assert (of_year[8].actual, of_year[9].actual, of_year[11].planned, of_year[8].forecast) == (-31_556, None, 0, None)


def test_amounts_before_and_after_amendments_of_plan_and_ledger() -> None:
    plan = builders.plan(
        [line("a", [allocation(1_000, 2025)]), line("b", [allocation(None, 2025)])],
        2025, 2026, amendments=[amendment("a", "2025-05-01", 100, 2025), amendment("a", "2025-06-01", 40, 2026)],
    )  # fmt: skip
    booked = [LedgerAmendment("a", 2025, dt.date(2025, 9, 1), Decimal(-300), "raad")]
    found = amended_amounts(plan, booked, dt.date(2025, 5, 15))
    assert found == (
        AmendedAmount("a", 2025, Decimal(1000), Decimal(1100), Decimal(800)),
        AmendedAmount("a", 2026, None, None, Decimal(40)),
        AmendedAmount("b", 2025, None, None, None),
    )


def closed_panels(
    plan: Plan, then: builders.Ledger, now: builders.Ledger, changed: Plan | None = None
) -> list[Decimal | None]:
    """What is left of 2025, what was shown when it was closed, and the last two points of its drawing."""
    panels = year_panels(changed or plan, now, AS_OF, "total", {2025: (plan, then)})
    panel = next(one for one in panels if one.year == 2025)
    return [panel.remaining, panel.shown, panel.actual[-1].amount, panel.planned[-2].amount]


def test_a_closed_year_is_drawn_as_it_was_shown_and_says_when_something_moved_it() -> None:
    def plan(*moved: object, front: bool = False) -> Plan:
        of = [line("a", [allocation(2_400, period=(2025, 2026))])]
        method = "front_loaded" if front else "equal_months"
        return builders.plan(
            of, 2025, 2026, phasings=[phasing("a", "2025-01", "2026-12", method=method)], carry_overs=moved
        )

    then, late = spent("a", "2025-06", 1_000), spent("a", "2026-02", 30, fiscal_year=2025)
    first, now = ledger([then], covered_until=AS_OF), ledger([then, late], covered_until=AS_OF)
    assert closed_panels(plan(), first, first) == [200, None, 200, 100]
    assert closed_panels(plan(), first, now) == [170, 200, 200, 100]
    decided = carry_over(2025, 2026, 150, line="a", decided_on="2026-03-01")
    assert closed_panels(plan(), first, first, plan(decided)) == [50, None, 200, 100]
    remaining, shown, drawn, planned = closed_panels(plan(), first, first, plan(front=True))
    assert (shown, drawn, planned) == (200, 200, 100)
    assert remaining is not None
    assert remaining > 200
