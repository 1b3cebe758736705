"""Mandate check: whether a scenario stays within what the college may decide, by the rules of the plan only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
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
    """Every rule, and every kind of which there is none, with what the scenario does of it, and who decides."""

    rows: tuple[MandateRow, ...]
    decides: Decides


def mandate_check(plan: Plan, scenario: Scenario) -> MandateCheck:
    """Hold a scenario against the rules of its plan; of rules that differ in their limit only, the strictest counts.

    What is moved in all is the sum of what becomes more or, where that is larger, of what becomes less. Between groups,
    and between fiscal years (of the amounts that are of a year), it is what leaves the one and comes to the other, so
    money from outside is not in it. The rule about a line is about each line apart. No rule is about what happens with
    money that is left.
    """
    rows = tuple(row for rule in MandateRule for row in _rows(plan, scenario, rule))
    return MandateCheck(rows, _decides(plan, rows, scenario))


def _rows(plan: Plan, scenario: Scenario, rule: MandateRule) -> Iterator[MandateRow]:
    strictest: dict[tuple[tuple[str, ...], tuple[int, ...]], Mandate] = {}
    for one in sorted((one for one in plan.mandates if one.rule is rule), key=lambda one: one.limit):
        strictest.setdefault((one.lines, one.years), one)
    if not strictest:
        yield MandateRow(rule, _amount(plan, scenario, rule), None)
    for mandate in strictest.values():
        yield MandateRow(rule, _amount(plan, scenario, rule, mandate), mandate)


def _decides(plan: Plan, rows: Collection[MandateRow], scenario: Scenario) -> Decides:
    changes = [one for one in scenario.amounts if one.delta]
    left_over = any(course.left_over for course in scenario.courses)
    if not (changes or scenario.extra or left_over):
        return Decides.NOBODY
    if all(row.mandate is None for row in rows):
        return Decides.NOT_SET
    if any(row.within is False for row in rows):
        return Decides.COUNCIL

    def ruled(*rules: MandateRule) -> bool:
        known = [row.mandate for row in rows if row.rule in rules and row.mandate]
        return bool(known) and all(any(one.covers(change.line, change.year) for one in known) for change in changes)

    others = (MandateRule.SAME_TOTAL, MandateRule.WITHIN_GROUPS, MandateRule.BETWEEN_YEARS)
    all_ruled = ruled(MandateRule.PER_LINE, MandateRule.IN_ALL) and all(
        ruled(rule) for rule in others if _amount(plan, scenario, rule)
    )
    return Decides.COLLEGE if all_ruled and not left_over else Decides.UNKNOWN


def _amount(plan: Plan, scenario: Scenario, rule: MandateRule, of: Mandate | None = None) -> Decimal:
    """What a scenario does of what a rule is about, in euro; with `of` only of the amounts that this rule covers."""
    if rule is MandateRule.SAME_TOTAL:
        return cents(abs(scenario.extra))
    changes = [one for one in scenario.amounts if of is None or of.covers(one.line, one.year)]
    if rule is MandateRule.IN_ALL:
        return max(_sides(change.delta for change in changes))
    groups = {line.code: line.group for line in plan.lines}
    sums: dict[str | int, Decimal] = defaultdict(lambda: ZERO)
    for change in changes:
        of_what = {MandateRule.PER_LINE: change.line, MandateRule.WITHIN_GROUPS: groups[change.line]}
        key = of_what.get(rule, change.year)
        if key is not None:
            sums[key] += change.delta
    if rule is MandateRule.PER_LINE:
        return cents(max((abs(delta) for delta in sums.values()), default=ZERO))
    return min(_sides(sums.values()))


def _sides(deltas: Iterable[Decimal]) -> tuple[Decimal, Decimal]:
    """What becomes more, and what becomes less, both 0 or more."""
    known = list(deltas)
    return total(one for one in known if one > 0), total(-one for one in known if one < 0)
