from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import builders
import pytest
from builders import allocation, carry_over, ledger, line, spent

from pokdash.domain.checks import checks
from pokdash.domain.measure import position
from pokdash.domain.plan import Plan
from pokdash.domain.position import Position

AS_OF = dt.date(2026, 9, 30)


def plan(*moved: dict[str, Any]) -> Plan:
    """A line with years and one with a period, 2024-2026."""
    lines = [
        line("claim", [allocation(1000, 2024), allocation(2000, 2025)], "claims"),
        line("action", [allocation(6000, period=(2024, 2026))], "lines"),
    ]
    return builders.plan(lines, 2024, 2026, carry_overs=moved)


def at(*moved: dict[str, Any], as_of: dt.date = AS_OF) -> Position:
    return position(plan(*moved), 1, ledger([spent("claim", "2024-05", 400)]), as_of)


def year(measured: Position, number: int) -> list[Decimal | None]:
    figures = next(found.figures for found in measured.years if found.year == number)
    return [figures.carried_in, figures.carried_out, figures.remaining]


def test_inside_the_plan_money_moves_between_years_and_cancels_above_them() -> None:
    moved = at(carry_over(2024, 2025, 250, line="claim"))
    assert year(moved, 2024) == [0, 250, 350]
    assert year(moved, 2025) == [250, 0, 2250]
    for figures in (moved.total, moved.line("claim").figures, moved.scope("claims")):
        assert (figures.carried_in, figures.carried_out) == (0, 0)
    assert moved.total.remaining == at().total.remaining


@pytest.mark.parametrize(("from_year", "to_year", "effect"), [(2023, 2024, 250), (2026, 2027, -250), (2022, 2027, 0)])
def test_across_the_border_money_enters_or_leaves_the_plan(from_year: int, to_year: int, effect: int) -> None:
    moved, without = at(carry_over(from_year, to_year, 250, line="action")), at()
    assert moved.total.remaining == (without.total.remaining or 0) + effect
    assert moved.line("action").figures.remaining == 6000 + effect
    assert moved.line("claim") == without.line("claim")
    assert [moved.total.carried_in, moved.total.carried_out] == [max(0, effect), max(0, -effect)]
    assert moved.unphased == without.unphased


@pytest.mark.parametrize(
    ("status", "amount", "why"),
    [
        ("proposed", 250, "proposed"),
        ("proposed", None, "proposed_unknown"),
        ("decided", None, "amount_unknown"),
        ("lapsed", 250, None),
    ],
)
def test_only_a_decided_known_amount_moves_money(status: str, amount: int | None, why: str | None) -> None:
    moved = at(carry_over(2023, 2024, amount, status, line="claim"))
    assert moved.total.remaining == at().total.remaining
    assert [left.why for left in moved.excluded] == ([] if why is None else [why])
    assert moved.total.carried_in == (None if why == "amount_unknown" else 0)
    assert year(moved, 2024)[0] == moved.total.carried_in


def test_a_conditional_carry_over_moves_nothing_until_it_is_firm() -> None:
    waiting = carry_over(2023, 2024, 250, line="claim", conditional=True, condition="Na het onderzoek")
    moved = at(waiting)
    assert (moved.total.remaining, moved.total.carried_in) == (at().total.remaining, 0)
    assert [left.why for left in moved.excluded] == ["conditional"]
    assert at({**waiting, "conditional": False}).total.carried_in == 250


def test_a_deficit_is_carried_as_visibly_as_a_surplus() -> None:
    moved = at(carry_over(2024, 2025, -250, line="claim"))
    assert year(moved, 2024) == [0, -250, 850]
    assert year(moved, 2025) == [-250, 0, 1750]


def test_a_decision_counts_from_its_own_date() -> None:
    move = carry_over(2023, 2024, 250, line="claim", decided_on="2026-03-12")
    before, after = at(move, as_of=dt.date(2026, 3, 11)), at(move, as_of=dt.date(2026, 3, 12))
    assert (before.total.carried_in, after.total.carried_in) == (0, 250)
    assert [left.why for left in before.excluded] == ["decided_later"]
    assert after.excluded == ()


def test_without_a_line_it_belongs_to_the_plan_as_a_whole() -> None:
    moved, without = at(carry_over(2023, 2024, 250)), at()
    assert moved.total.carried_in == 250
    assert year(moved, 2024)[0] == 250
    assert [part.figures for part in moved.lines] == [part.figures for part in without.lines]


def test_a_plan_with_one_line_gives_it_to_that_line() -> None:
    moved = builders.dordrecht(carry_overs=[carry_over(2022, 2023, 250)])
    measured = position(moved, 1, ledger(), AS_OF)
    assert measured.line("wijkteams").figures == measured.total
    assert measured.total.remaining == 2_298_250
    assert year(measured, 2023) == [250, 0, 250]


def test_a_year_outside_the_plan_gets_nothing_of_what_leaves_the_plan() -> None:
    moved = plan(carry_over(2026, 2027, 250, line="claim"))
    booked = ledger([spent("claim", "2027-01", 40)])
    measured = position(moved, 1, booked, AS_OF)
    assert year(measured, 2026) == [0, 250, -250]
    assert year(measured, 2027) == [0, 0, -40]
    assert all(check.ok for check in checks(moved, measured, booked))
