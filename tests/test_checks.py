from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

import builders
import pytest
from builders import allocation, amount, carry_over, ledger, line, spent

from pokdash.domain.checks import Check, Tally, checks, tally
from pokdash.domain.measure import position
from pokdash.domain.plan import Plan
from pokdash.texts import LANGUAGES, text

AS_OF = dt.date(2026, 9, 30)
STATED = [{"id": "rest", "what": "Resterend", "amount": amount(1_314_085)}]
TIES = [
    {"name": "Totaal min claims is de rest", "left": ["total", "-group:claims"], "right": ["stated:rest"]},
    {"name": "Claims 2025", "left": ["group:claims:2025"], "right": ["line:tichtby:2025", "line:raadslieden:2025"]},
]
PLAN = builders.sudwest_fryslan(stated=STATED, ties=TIES)


def all_checks(plan: Plan, booked: builders.Ledger) -> dict[str, Check]:
    found = checks(plan, position(plan, 1, booked, AS_OF), booked)
    return {check.key or (check.name.nl if check.name else ""): check for check in found}


def test_the_ties_of_the_plan_show_both_sides() -> None:
    found = all_checks(PLAN, ledger())
    tie = found["Totaal min claims is de rest"]
    assert (tie.left, tie.right, tie.difference, tie.ok) == (1_314_085, 1_314_085, 0, True)
    assert found["Claims 2025"].left == found["Claims 2025"].right == 404_554
    assert all(check.ok for check in found.values())
    assert len(found) == 12


def test_a_tie_keeps_to_the_documents_whatever_is_amended() -> None:
    amended = ledger(amendments=[builders.change("1", "2026-01-01", -1000)])
    found = all_checks(PLAN, amended)
    assert found["Totaal min claims is de rest"].ok
    assert found["lines_allocated"].left == found["lines_allocated"].right == 2_711_000


def test_a_difference_is_shown_and_fails() -> None:
    wrong = builders.sudwest_fryslan(stated=[{**STATED[0], "amount": amount("1314085.01")}], ties=TIES)
    tie = all_checks(wrong, ledger())["Totaal min claims is de rest"]
    assert (tie.difference, tie.ok) == (Decimal("-0.01"), False)


@pytest.mark.parametrize(
    ("left", "right", "ok"), [(None, None, True), (None, "1.00", False), ("1.00", None, False), ("1.00", "1", True)]
)
def test_unknown_equals_only_unknown(left: str | None, right: str | None, ok: bool) -> None:
    sides = [None if side is None else Decimal(side) for side in (left, right)]
    check = Check(None, "lines_spent", *sides)
    assert check.ok is ok
    compared = (left, right) != (None, None)
    assert tally([check]) == Tally(compared=int(compared), wrong=int(not ok), unknown=int(not compared))
    assert (check.difference is None) == (None in sides)


def test_a_booking_on_a_line_that_the_plan_lacks_makes_the_spending_differ() -> None:
    found = all_checks(PLAN, ledger([spent("1", "2026-01", 10), spent("gone", "2026-01", 5)]))
    assert (found["bookings_spent"].difference, found["bookings_spent"].ok) == (5, False)
    assert all(check.ok for name, check in found.items() if name != "bookings_spent")


def test_without_an_import_spending_is_unknown_on_both_sides() -> None:
    found = all_checks(PLAN, builders.NOTHING_IMPORTED)
    assert (found["bookings_spent"].left, found["bookings_spent"].right) == (None, None)
    assert (found["years_remaining"].left, found["years_remaining"].ok) == (None, True)
    assert not found["years_remaining"].verifiable
    assert found["years_allocated"].verifiable


def test_carry_over_of_the_plan_as_a_whole_is_part_of_the_sum() -> None:
    moved = builders.plan(
        [line("a", [allocation(10, 2024)]), line("b", [allocation(20, 2025)])], carry_overs=[carry_over(2023, 2024, 5)]
    )
    found = all_checks(moved, ledger())
    assert found["lines_remaining"].left == found["lines_remaining"].right == 35
    assert all(check.ok for check in found.values())


@pytest.mark.parametrize("figure", ["allocated", "spent", "remaining"])
def test_a_position_that_does_not_add_up_fails(figure: str) -> None:
    booked = ledger([spent("1", "2026-01", 10)])
    at = position(PLAN, 1, booked, AS_OF)
    wrong = dataclasses.replace(at.total, **{figure: Decimal("0.01")})
    broken = checks(PLAN, dataclasses.replace(at, total=wrong), booked)
    expected = {f"{part}_{figure}" for part in ("lines", "groups", "years")}
    expected |= {"bookings_spent"} if figure == "spent" else set()
    assert {check.key for check in broken if not check.ok} == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_has_words(language: str) -> None:
    found = checks(PLAN, position(PLAN, 1, ledger(), AS_OF), ledger())
    assert all(text(language, f"check.{check.key}", **check.params) for check in found if check.key)
