"""Mandate check: whether a scenario stays within what the college may decide, by the rules of the plan only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pokdash.domain.mandate import Mandate, MandateRule
from pokdash.domain.money import ZERO, cents, total
from pokdash.domain.plan import Plan
from pokdash.domain.scenario import Scenario


class Decides(StrEnum):
    """Who decides about a scenario."""

    NOBODY = "nobody"  # it changes no amount, and chooses nothing for what is left
    NOT_SET = "not_set"  # the plan has no rules
    UNKNOWN = "unknown"  # it does something that no rule is about
    COLLEGE = "college"
    COUNCIL = "council"


@dataclass(frozen=True, slots=True)
class MandateRow:
    """What a scenario does of what a rule is about, in euro, and the rule; `mandate` None: not set."""

    rule: MandateRule
    amount: Decimal
    mandate: Mandate | None

    @property
    def within(self) -> bool | None:
        """Whether it stays within the rule; None without one."""
        return None if self.mandate is None else self.amount <= self.mandate.limit


@dataclass(frozen=True, slots=True)
class MandateCheck:
    """Every kind of rule with what the scenario does of it, and who decides."""

    rows: tuple[MandateRow, ...]
    decides: Decides


def mandate_check(plan: Plan, scenario: Scenario) -> MandateCheck:
    """Hold a scenario against the rules of its plan; of two rules of one kind the strictest counts.

    What is moved in all is the sum of what becomes more or, where that is larger, of what becomes less. Between groups,
    and between fiscal years (of the amounts that are of a year), it is what leaves the one and comes to the other, so
    money from outside is not in it. The rule about a line is about each line apart. No rule is about what happens with
    money that is left.
    """
    strictest = {
        rule: min((one for one in plan.mandates if one.rule is rule), key=lambda one: one.limit, default=None)
        for rule in MandateRule
    }
    rows = tuple(MandateRow(rule, _amount(plan, scenario, rule), strictest[rule]) for rule in MandateRule)
    return MandateCheck(rows, _decides(rows, scenario))


def _decides(rows: Iterable[MandateRow], scenario: Scenario) -> Decides:
    listed, left_over = list(rows), any(course.left_over for course in scenario.courses)
    if not left_over and not any(row.amount for row in listed) and not any(one.delta for one in scenario.amounts):
        return Decides.NOBODY
    if all(row.mandate is None for row in listed):
        return Decides.NOT_SET
    if any(row.within is False for row in listed):
        return Decides.COUNCIL
    by_rule = {row.rule: row for row in listed}
    sized = any(by_rule[rule].mandate for rule in (MandateRule.PER_LINE, MandateRule.IN_ALL))
    others = (MandateRule.SAME_TOTAL, MandateRule.WITHIN_GROUPS, MandateRule.BETWEEN_YEARS)
    ruled = all(by_rule[rule].mandate or not by_rule[rule].amount for rule in others)
    return Decides.COLLEGE if sized and ruled and not left_over else Decides.UNKNOWN


def _amount(plan: Plan, scenario: Scenario, rule: MandateRule) -> Decimal:
    by_line: dict[str, Decimal] = defaultdict(lambda: ZERO)
    by_group: dict[str, Decimal] = defaultdict(lambda: ZERO)
    by_year: dict[int, Decimal] = defaultdict(lambda: ZERO)
    groups = {line.code: line.group for line in plan.lines}
    for change in scenario.amounts:
        by_line[change.line] += change.delta
        by_group[groups[change.line]] += change.delta
        if change.year is not None:
            by_year[change.year] += change.delta
    if rule is MandateRule.PER_LINE:
        return cents(max((abs(delta) for delta in by_line.values()), default=ZERO))
    if rule is MandateRule.IN_ALL:
        return max(_sides(change.delta for change in scenario.amounts))
    if rule is MandateRule.SAME_TOTAL:
        return cents(abs(scenario.extra))
    return min(_sides((by_group if rule is MandateRule.WITHIN_GROUPS else by_year).values()))


def _sides(deltas: Iterable[Decimal]) -> tuple[Decimal, Decimal]:
    """What becomes more, and what becomes less, both 0 or more."""
    known = list(deltas)
    return total(one for one in known if one > 0), total(-one for one in known if one < 0)
