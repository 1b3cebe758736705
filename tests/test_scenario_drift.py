"""What is said of a scenario when the plan or the bookings have moved since it was made."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest

from pokdash.domain.apart import Apart
from pokdash.domain.scenario import AmountChange, CourseChange, Scenario
from pokdash.domain.scenario_drift import Stand, drift
from pokdash.domain.what_if import Baseline, BaselineLine, Cell, Course

MOVED = Scenario(amounts=(AmountChange(line="3", delta=Decimal(100)),), courses=(CourseChange(line="3", pace=50),))


def stand(spent: int = 400, amount: int = 1000, day: int = 30) -> Stand:
    cell = Cell("3", None, Decimal(amount), Decimal(0), Decimal(spent), Decimal(0))
    course = Course((Decimal(200),), (), (), Decimal(0), movable=True)
    line = BaselineLine("3", Decimal(amount - spent), (cell,), course)
    return Stand(Baseline((line,), 24322), dt.date(2026, 9, day), spent_known=True, example=False)


def test_nothing_is_said_where_nothing_moved() -> None:
    assert drift(stand(), stand(), MOVED) is None


def test_what_was_spent_since_moves_the_end_of_the_same_scenario() -> None:
    found = drift(stand(), stand(spent=450), MOVED)
    assert found is not None
    assert (found.spent, found.allocated, found.apart, found.misfits) == (50, 0, (), ())
    assert [(one.before, one.now) for one in found.ends] == [(600, 550)]


def test_what_is_no_longer_possible_has_no_end() -> None:
    less = Scenario(amounts=(AmountChange(line="3", delta=Decimal(-550)),))
    found = drift(stand(), stand(spent=500), less)
    assert found is not None
    assert [problem.key for problem in found.misfits] == ["below_least"]
    assert found.ends == ()


@pytest.mark.parametrize(
    ("began", "now", "why"),
    [
        (stand(), stand(spent=300, day=1), Apart.EARLIER),
        (dataclasses.replace(stand(), example=True), stand(spent=0), Apart.WAS_INVENTED),
        (stand(), dataclasses.replace(stand(), example=True), Apart.IS_INVENTED),
        (dataclasses.replace(stand(spent=0), spent_known=False), stand(), Apart.WAS_UNKNOWN),
        (stand(), dataclasses.replace(stand(spent=0), spent_known=False), Apart.IS_UNKNOWN),
    ],
)
def test_what_cannot_be_compared_is_never_a_difference_in_euro(began: Stand, now: Stand, why: Apart) -> None:
    found = drift(began, now, MOVED)
    assert found is not None
    assert (found.spent, found.apart) == (None, (why,))
