"""The burn-up: what was spent over time, which with what is left is always all that may be spent."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import builders
from builders import allocation, amendment, carry_over, ledger, line, phasing, spent
from hypothesis import given
from hypothesis import strategies as st
from plan_strategies import days, ledgers, plans

from pokdash.domain.burn_down import Points, burn_down
from pokdash.domain.burn_up import burn_up
from pokdash.domain.measure import position
from pokdash.domain.plan import Plan
from pokdash.domain.year_burn_down import year_burn_down
from pokdash.domain.year_panel import year_panels
from pokdash.figures.burn_up_figure import burn_up_figure

AS_OF = dt.date(2026, 9, 30)
MONTHS = [f"{year}-{month:02}" for year in (2025, 2026) for month in range(1, 13)][:21]
BOOKED = ledger([spent("a", month, 1500 + 100 * (number % 3)) for number, month in enumerate(MONTHS)])


def changed() -> Plan:
    return builders.plan(
        [line("a", [allocation(48_000, period=(2024, 2027))])],
        phasings=[phasing("a", "2024-01", "2027-12")],
        amendments=[amendment("a", "2026-04-14", 6000)],
        carry_overs=[carry_over(2023, 2024, 1000, decided_on="2024-06-12", decision="Raad")],
    )


def on(points: Points) -> dict[dt.date, Decimal]:
    return {point.day: point.amount for point in points}


@given(st.data())
def test_spent_and_left_together_are_what_may_be_spent(data: st.DataObject) -> None:
    plan = data.draw(plans())
    booked, as_of = data.draw(ledgers(plan)), data.draw(days)
    scope = data.draw(st.sampled_from(["total", *(one.code for one in plan.lines)]))
    drawn, now = burn_down(plan, booked, as_of, scope), position(plan, 1, booked, as_of).scope(scope)
    if drawn.spent:
        assert drawn.spent[-1].amount == now.spent
    if drawn.actual and drawn.may_spend:
        assert drawn.may_spend[-1].amount - drawn.spent[-1].amount == drawn.actual[-1].amount == now.remaining
    if now.spent is None:
        assert drawn.spent == ()


@given(st.data())
def test_what_should_be_left_and_spent_are_all_that_is_allocated(data: st.DataObject) -> None:
    plan = data.draw(plans(unknown=False, phased=True))
    drawn = burn_down(plan, data.draw(ledgers(plan)), data.draw(days))
    left, gone = on(drawn.planned), on(drawn.planned_spent)
    assert left.keys() == gone.keys()
    assert all(gone[day] + left[day] == drawn.allocated for day in left if day >= drawn.as_of)


def test_money_that_is_added_steps_up_what_may_be_spent_on_its_own_day() -> None:
    up = burn_up(burn_down(changed(), BOOKED, AS_OF))
    assert [(str(point.day), int(point.amount)) for point in up.may_spend] == [
        ("2024-01-01", 48_000),
        ("2024-06-12", 49_000),
        ("2026-04-14", 55_000),
        ("2026-09-30", 55_000),
        ("2027-12-31", 55_000),
    ]


def test_over_and_short_are_measured_from_what_may_be_spent() -> None:
    down = burn_down(changed(), BOOKED, AS_OF)
    up = burn_up(down)
    assert up.within
    assert up.within_band
    ceiling = up.may_spend[-1].amount
    assert on(up.within) == {point.day: ceiling - point.amount for point in down.surplus}
    assert all(found.low <= point.amount <= found.high for found, point in zip(up.within_band, up.within, strict=True))


def test_a_year_without_an_amount_still_shows_what_was_spent_in_it() -> None:
    plan = builders.plan([line("a", [allocation(None)])])
    panel = next(one for one in year_panels(plan, BOOKED, AS_OF) if one.year == 2025)
    up = burn_up(year_burn_down(burn_down(plan, BOOKED, AS_OF), panel))
    assert (panel.budget, up.may_spend, up.planned) == (None, (), ())
    assert up.spent[-1].amount == panel.spent
    assert burn_up_figure(plan, year_burn_down(burn_down(plan, BOOKED, AS_OF), panel), "nl").traces


def test_the_chart_says_what_was_spent_what_there_is_and_how_it_ends() -> None:
    chart = burn_up_figure(changed(), burn_down(changed(), BOOKED, AS_OF), "nl")
    told = chart.alt.replace("\u00a0", " ")
    assert "Tot en met 30 september 2026 is € 33.600 uitgegeven. In totaal is € 55.000 beschikbaar." in told
    assert "Verwacht eind 2027:" in told
    words = [re.sub(r"<[^>]+>", "", one["text"]).replace("\u00a0", " ") for one in chart.wide["annotations"]]
    assert any(said.startswith("€ 33.600") for said in words)
    assert "Boven deze lijn: tekort" in words
    assert chart.table.columns[-1] == "Beschikbaar met wat verwacht te kort is"
    row = next(row for row in chart.table.rows if row[0] == AS_OF)
    assert dict(zip(chart.table.columns, row, strict=True))["Uitgegeven"] == 33_600


def test_without_bookings_no_line_is_drawn_at_zero() -> None:
    down = burn_down(changed(), builders.NOTHING_IMPORTED, AS_OF)
    assert (burn_up(down).spent, burn_up(down).bound) == ((), None)
    chart = burn_up_figure(changed(), down, "nl")
    assert "Er zijn nog geen uitgaven ingelezen." in chart.alt
    assert "Uitgegeven" not in chart.table.columns
