"""Which lines of a plan a scenario is about: what was set aside earlier only where a scenario changes it."""

from __future__ import annotations

from collections.abc import Iterable

from pokdash.domain.plan import Plan
from pokdash.domain.scenario import Scenario


def set_aside(plan: Plan, line: str) -> bool:
    """Whether a line was set aside earlier by decision, beside lines that were not."""
    groups = {one.code: plan.group(one.group).designated for one in plan.lines}
    return groups[line] and not all(groups.values())


def lines_compared(plan: Plan, scenarios: Iterable[Scenario]) -> tuple[str, ...]:
    """The lines to show of some scenarios: all that were not set aside, and those that one of them changes."""
    changed: set[str] = set()
    for scenario in scenarios:
        changed |= {one.line for one in scenario.amounts} | {one.line for one in scenario.courses}
    return tuple(line.code for line in plan.lines if line.code in changed or not set_aside(plan, line.code))
