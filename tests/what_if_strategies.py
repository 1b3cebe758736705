"""Arbitrary scenarios on a plan: amounts, pace, months, money that is left, more or less money, locks."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st
from plan_strategies import days, ledgers, plans

from pokdash.domain.measure import Measuring
from pokdash.domain.month import first_day
from pokdash.domain.scenario import AmountChange, CourseChange, LeftOver, Place, Scenario
from pokdash.domain.what_if import Baseline, BaselineLine
from pokdash.domain.what_if_baseline import baseline

euros = st.integers(0, 10**10).map(lambda whole: Decimal(whole).scaleb(-2))


@st.composite
def measurings(draw: st.DrawFn) -> Measuring:
    plan = draw(plans())
    return Measuring.of(plan, draw(ledgers(plan)), draw(days))


@st.composite
def baselines(draw: st.DrawFn) -> Baseline:
    return baseline(draw(measurings()))


@st.composite
def courses(draw: st.DrawFn, line: BaselineLine, first_month: int) -> CourseChange:
    left_over = draw(st.sampled_from([None, *LeftOver]))
    if line.course is None or not line.course.movable:
        return CourseChange(line=line.line, left_over=left_over)
    ahead = st.integers(0, len(line.course.spending) - 1)
    months = sorted([draw(ahead), draw(ahead)])
    first, last = (f"{first_day(first_month + month):%Y-%m}" for month in months)
    return CourseChange(
        line=line.line,
        pace=draw(st.integers(0, 200)),
        first_month=draw(st.sampled_from([None, first])),
        last_month=draw(st.sampled_from([None, last])),
        left_over=left_over,
    )


@st.composite
def scenarios(draw: st.DrawFn, on: Baseline) -> Scenario:
    known = [cell for cell in on.cells if cell.amount is not None]
    moved = draw(st.lists(st.sampled_from(known), unique=True)) if known else []
    amounts = []
    for cell in moved:
        room = (cell.amount or Decimal(0)) - cell.least
        delta = draw(euros) - draw(st.sampled_from([Decimal(0), room]))
        if delta:
            amounts.append(AmountChange(line=cell.line, year=cell.year, delta=delta))
    locked = draw(st.lists(st.sampled_from(known), unique=True)) if known else []
    return Scenario(
        amounts=tuple(amounts),
        courses=tuple(
            draw(courses(line, on.first_month)) for line in draw(st.lists(st.sampled_from(on.lines), unique_by=id))
        ),
        extra=draw(st.sampled_from([Decimal(0), Decimal("1000.01"), Decimal("-0.05")])),
        locked=tuple(Place(line=cell.line, year=cell.year) for cell in locked),
    )
