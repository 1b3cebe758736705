from __future__ import annotations

import datetime as dt
from decimal import Decimal

import builders
import pytest
from builders import allocation, carry_over, ledger, line, spent
from hypothesis import given
from hypothesis import strategies as st
from plan_strategies import FIRST, LAST, days, ledgers, plans

from pokdash.domain.measure import position
from pokdash.domain.plan import Plan
from pokdash.domain.year_panel import YearPanel, year_panels

AS_OF = dt.date(2026, 9, 30)
PLAN = builders.sudwest_fryslan()


def panels(plan: Plan, booked: builders.Ledger, scope: str = "total", as_of: dt.date = AS_OF) -> dict[int, YearPanel]:
    return {panel.year: panel for panel in year_panels(plan, booked, as_of, scope)}


def test_document_and_phased_amounts_make_the_budget_of_a_year() -> None:
    found = panels(PLAN, ledger([spent("1", "2025-09", 10_000)]))
    amounts = {year: (p.source_allocated, p.phased_allocated, p.budget) for year, p in found.items()}
    assert amounts == {
        2024: (390_893, 0, 390_893),
        2025: (404_554, 242_153, 646_707),  # 6 of 30 months of 1.210.765
        2026: (301_234, 587_626, 888_860),  # 12 of 30 months and line 5
        2027: (301_234, 484_306, 785_540),
    }
    assert (found[2025].spent, found[2025].remaining) == (10_000, 636_707)
    assert {p.phased_kind for p in found.values()} == {"assumption"}
    assert [(p.closed, p.started) for p in found.values()] == [
        (True, True), (True, True), (False, True), (False, False),
    ]  # fmt: skip


def test_claims_have_no_phased_amount_and_a_year_without_amount_has_no_budget() -> None:
    found = panels(PLAN, ledger(), "training")
    assert (found[2024].budget, found[2024].phased_allocated, found[2024].remaining) == (14_036, None, 14_036)
    assert (found[2025].budget, found[2025].remaining, found[2025].planned, found[2025].actual) == (None, None, (), ())


def test_dordrecht_has_no_source_amount_per_year() -> None:
    found = panels(builders.dordrecht(), ledger([spent("wijkteams", "2023-05", 500)]))
    assert {(p.source_allocated, p.phased_allocated) for p in found.values()} == {(None, 574_500)}
    assert [move.to_year for move in found[2023].carry_overs] == [2023]
    assert [move.to_year for move in found[2024].carry_overs] == [2024]


def test_without_months_a_period_amount_gives_no_year_a_budget() -> None:
    plan = builders.plan([line("a", [allocation(100)]), line("b", [allocation(10, 2025)])])
    found = panels(plan, ledger([spent("a", "2025-05", 1)]))
    assert (found[2025].source_allocated, found[2025].budget, found[2025].spent) == (10, None, 1)
    assert {p.remaining for p in found.values()} == {None}


def test_planned_and_actual_of_a_year_in_course() -> None:
    booked = ledger([spent("5", "2026-02", 1000), spent("5", "2026-09", 320), spent("5", "2025-12", 20, 2026)])
    panel = panels(PLAN, booked, "5", dt.date(2026, 9, 15))[2026]
    assert [(point.day.isoformat(), point.amount) for point in panel.actual] == [
        ("2026-01-01", 103_320),
        ("2026-01-31", 103_300),  # booked in December for 2026: drawn in January
        *((f"2026-{month:02}-{day}", 102_300) for month, day in ((2, 28), (3, 31), (4, 30), (5, 31), (6, 30), (7, 31))),
        ("2026-08-31", 102_300),
        ("2026-09-15", 101_980),
    ]
    assert panel.actual[-1].amount == panel.remaining
    assert panel.planned[0].amount == panel.budget == 103_320
    assert [str(point.amount) for point in panel.planned[1:4]] == ["94710.00", "86100.00", "77490.00"]
    assert panel.planned[-1].amount == 0


def test_a_booking_of_period_13_is_drawn_on_the_last_day_of_its_year() -> None:
    booked = ledger([spent("training", "2024-11", 36), spent("training", "2025-02", 4000, 2024)])
    panel = panels(PLAN, booked, "training")[2024]
    assert [(point.day.isoformat(), point.amount) for point in panel.actual[-2:]] == [
        ("2024-11-30", 14_000),
        ("2024-12-31", 10_000),
    ]


def test_a_year_that_has_not_started_has_no_actual() -> None:
    panel = panels(PLAN, ledger())[2027]
    assert panel.actual == ()
    assert (panel.spent, panel.remaining) == (0, 785_540)


def test_without_an_import_only_the_plan_is_drawn() -> None:
    panel = panels(PLAN, builders.NOTHING_IMPORTED)[2025]
    assert (panel.spent, panel.remaining, panel.actual) == (None, None, ())
    assert len(panel.planned) == 13


def test_a_decided_carry_over_moves_what_is_left_and_a_proposed_one_does_not() -> None:
    moves = [
        carry_over(2024, 2025, 36, line="training"),
        carry_over(2024, 2026, 1000, "proposed", line="training"),
    ]
    found = panels(builders.sudwest_fryslan(carry_overs=moves), ledger(), "training")
    assert (found[2024].remaining, found[2025].remaining, found[2026].remaining) == (14_000, 36, None)
    assert [len(p.leaving) for p in found.values()] == [2, 0, 0, 0]
    assert [len(p.carry_overs) for p in found.values()] == [0, 1, 1, 0]


def test_money_carried_in_is_part_of_the_start_of_the_year() -> None:
    moved = builders.sudwest_fryslan(carry_overs=[carry_over(2024, 2025, 500, line="raadslieden")])
    found = panels(moved, ledger(), "raadslieden")
    assert found[2025].actual[0].amount == 103_820
    assert found[2025].remaining == 103_820
    assert found[2024].actual[-1].amount == 103_320  # what was left before it was carried over
    assert found[2024].remaining == 102_820


def test_spending_of_an_unknown_amount_leaves_the_remainder_unknown() -> None:
    plan = builders.plan([line("a", [allocation(None, 2025)]), line("b", [allocation(10, 2025)])])
    booked = ledger([spent("a", "2025-05", 1)])
    assert (panels(plan, booked)[2025].budget, panels(plan, booked)[2025].remaining) == (10, None)
    assert panels(plan, ledger())[2025].remaining == 10


def test_bookings_that_cancel_leave_the_remainder_known() -> None:
    plan = builders.plan([line("a", [allocation(None, 2025)]), line("b", [allocation(10, 2025)])])
    booked = ledger([spent("a", "2025-05", 1), spent("a", "2025-06", -1)])
    assert panels(plan, booked)[2025].remaining == position(plan, 1, booked, AS_OF).years[1].figures.remaining == 10


def test_a_fiscal_year_outside_the_plan_is_shown_when_something_was_booked() -> None:
    found = panels(PLAN, ledger([spent("training", "2028-01", 5)]), "training")
    assert (found[2028].budget, found[2028].spent, found[2028].remaining) == (None, 5, -5)


def test_an_amendment_for_a_year_outside_the_plan_is_shown() -> None:
    found = panels(PLAN, ledger(amendments=[builders.change("training", "2026-01-01", 5, 2028)]), "training")
    assert (found[2028].budget, found[2028].remaining) == (5, 5)


def test_a_scope_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        year_panels(PLAN, ledger(), AS_OF, "nowhere")


@given(st.data())
def test_the_panels_add_up_to_the_position(data: st.DataObject) -> None:
    plan = data.draw(plans(unknown=False, phased=True))
    scopes = ["total", *(line.code for line in plan.lines), *(group.code for group in plan.groups)]
    booked, as_of, scope = data.draw(ledgers(plan)), data.draw(days), data.draw(st.sampled_from(scopes))
    found = year_panels(plan, booked, as_of, scope)
    figures = position(plan, 1, booked, as_of).scope(scope)
    assert {panel.year for panel in found} >= set(range(FIRST, LAST + 1))
    if booked.spent_known:
        assert sum((panel.remaining or Decimal(0) for panel in found), Decimal(0)) == figures.remaining
        assert sum((panel.spent or Decimal(0) for panel in found), Decimal(0)) == figures.spent
    assert sum((panel.budget or Decimal(0) for panel in found), Decimal(0)) == figures.allocated
    for panel in found:
        if panel.planned:
            assert (panel.planned[0].amount, panel.planned[-1].amount) == (panel.budget, 0)


def test_money_of_a_year_and_money_without_a_year_are_left_apart() -> None:
    plan = builders.plan(
        [line("a", [allocation(1200, 2025)]), line("b", [allocation(2400, period=(2025, 2026))])], 2025, 2026
    )
    found = panels(plan, ledger([spent("a", "2025-05", 1500), spent("b", "2025-05", 100)]))
    assert (found[2025].remaining, found[2025].own_remaining) == (800, -300)  # a deficit is not hidden by the spread
    assert (found[2026].own_remaining, found[2026].budget) == (None, 1200)


def test_a_year_is_only_closed_and_drawn_as_far_as_the_ledger_goes() -> None:
    booked = ledger([spent("3", "2025-07", 100)], covered_until=dt.date(2025, 8, 31))
    found = panels(PLAN, booked, "3", dt.date(2026, 1, 10))
    assert (found[2025].closed, found[2025].actual[-1].day) == (False, dt.date(2025, 8, 31))
    assert found[2026].actual == ()


def test_whose_plan_a_year_has_is_the_weakest_of_all_its_amounts() -> None:
    adopted = builders.phasing("b", "2025-01", "2026-12", "adopted")
    plan = builders.plan(
        [line("a", [allocation(1200, 2025)]), line("b", [allocation(2400, period=(2025, 2026))])],
        2025, 2026, phasings=[adopted],
    )  # fmt: skip
    found = panels(plan, ledger())
    assert (found[2025].planned_kind, found[2026].planned_kind) == ("assumption", "adopted")
