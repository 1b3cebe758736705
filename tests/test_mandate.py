"""Who may decide about a scenario: by the rules of the plan, and never by a guess."""

from __future__ import annotations

from decimal import Decimal

import builders
import pytest

from pokdash.domain.mandate import Mandate, MandateRule
from pokdash.domain.mandate_check import Decides, mandate_check
from pokdash.domain.plan import Plan
from pokdash.domain.provenance import Source
from pokdash.domain.scenario import AmountChange, CourseChange, LeftOver, Scenario

WORDS = Source(
    document="besluit", place="artikel 4", quote="Het college verschuift ten hoogste € 50.000 per actielijn."
)
MOVED = {"3": 50000, "1": -50000}
LAPSING = Scenario(courses=(CourseChange(line="3", left_over=LeftOver.LAPSE),))


def plan(**limits: int) -> Plan:
    rules = tuple(Mandate(rule=MandateRule(rule), limit=Decimal(limit), source=WORDS) for rule, limit in limits.items())
    return builders.sudwest_fryslan().model_copy(update={"mandates": rules})


def scenario(moved: dict[str, int], year: int | None = None, extra: int = 0) -> Scenario:
    changes = tuple(AmountChange(line=line, year=year, delta=Decimal(delta)) for line, delta in moved.items())
    return Scenario(amounts=changes, extra=Decimal(extra), extra_source="reserve" if extra else None)


@pytest.mark.parametrize(
    ("rules", "what", "decides"),
    [
        ({}, scenario(MOVED), Decides.NOT_SET),
        ({"per_line": 50000}, Scenario(), Decides.NOBODY),
        ({"per_line": 50000}, Scenario(courses=(CourseChange(line="3", pace=50),)), Decides.NOBODY),
        ({}, LAPSING, Decides.NOT_SET),
        ({"per_line": 50000}, LAPSING, Decides.UNKNOWN),
        ({"per_line": 50000}, scenario(MOVED).model_copy(update={"courses": LAPSING.courses}), Decides.UNKNOWN),
        (
            {"per_line": 90000, "same_total": 90000, "within_groups": 0},
            scenario({"3": 50000}, extra=50000),
            Decides.COLLEGE,
        ),
        (
            {"per_line": 90000, "same_total": 90000, "between_years": 0},
            scenario({"tichtby": 50000}, 2026, 50000),
            Decides.COLLEGE,
        ),
        ({"in_all": 50000, "same_total": 200000}, scenario({"3": -60000}, extra=-60000), Decides.COUNCIL),
        ({"in_all": 50000, "same_total": 200000}, scenario({"3": 60000}, extra=60000), Decides.COUNCIL),
        ({"per_line": 50000}, scenario(MOVED), Decides.COLLEGE),
        ({"per_line": 49999}, scenario(MOVED), Decides.COUNCIL),
        ({"in_all": 50000}, scenario(MOVED), Decides.COLLEGE),
        ({"in_all": 49999, "per_line": 90000}, scenario(MOVED), Decides.COUNCIL),
        ({"per_line": 50000}, scenario({"3": 50000}, extra=50000), Decides.UNKNOWN),
        ({"per_line": 50000, "same_total": 0}, scenario({"3": 50000}, extra=50000), Decides.COUNCIL),
        ({"same_total": 0}, scenario(MOVED), Decides.UNKNOWN),
        ({"per_line": 50000}, scenario({"3": 5, "tichtby": -5}), Decides.UNKNOWN),
        ({"per_line": 50000, "within_groups": 0}, scenario({"3": 5, "tichtby": -5}), Decides.COUNCIL),
        ({"per_line": 50000, "within_groups": 5}, scenario({"3": 5, "tichtby": -5}), Decides.COLLEGE),
    ],
)
def test_who_decides(rules: dict[str, int], what: Scenario, decides: Decides) -> None:
    assert mandate_check(plan(**rules), what).decides is decides


def test_money_between_years_is_what_the_years_become_more() -> None:
    moved = Scenario(
        amounts=(
            AmountChange(line="tichtby", year=2026, delta=Decimal(-700)),
            AmountChange(line="tichtby", year=2027, delta=Decimal(700)),
        )
    )
    rows = {row.rule: row for row in mandate_check(plan(per_line=0, between_years=500), moved).rows}
    assert (rows[MandateRule.BETWEEN_YEARS].amount, rows[MandateRule.BETWEEN_YEARS].within) == (700, False)
    assert (rows[MandateRule.PER_LINE].amount, rows[MandateRule.PER_LINE].within) == (0, True)
    assert (rows[MandateRule.IN_ALL].mandate, rows[MandateRule.IN_ALL].within) == (None, None)


def test_a_rule_can_be_about_some_lines_or_years_only() -> None:
    def decides(moved: Scenario, *rules: Mandate) -> Decides:
        return mandate_check(builders.sudwest_fryslan().model_copy(update={"mandates": rules}), moved).decides

    three = Mandate(rule=MandateRule.PER_LINE, limit=Decimal(60000), source=WORDS, lines=("3",))
    one = Mandate(rule=MandateRule.PER_LINE, limit=Decimal(50000), source=WORDS, lines=("1",))
    assert decides(scenario(MOVED), three) is Decides.UNKNOWN  # nothing is said about line 1
    assert decides(scenario(MOVED), three, one) is Decides.COLLEGE
    assert decides(scenario({"3": 60000, "1": -60000}), three, one) is Decides.COUNCIL
    this_year = Mandate(rule=MandateRule.PER_LINE, limit=Decimal(100), source=WORDS, years=(2026,))
    assert decides(scenario({"tichtby": 100}, 2026), this_year) is Decides.COLLEGE
    assert decides(scenario({"tichtby": 101}, 2026), this_year) is Decides.COUNCIL
    assert decides(scenario({"tichtby": 100}, 2027), this_year) is Decides.UNKNOWN


def test_the_strictest_of_two_rules_counts() -> None:
    two = plan(per_line=60000)
    both = two.model_copy(update={"mandates": (*two.mandates, *plan(per_line=10000).mandates)})
    assert mandate_check(both, scenario(MOVED)).decides is Decides.COUNCIL
