"""Which lines of a plan a scenario is about: what was set aside earlier only where a scenario changes some of it."""

from __future__ import annotations

from collections.abc import Iterable

from pokdash.domain.plan import Plan
from pokdash.domain.scenario import Scenario


def set_aside(plan: Plan, line: str) -> bool:
    """Whether a line was set aside earlier by decision, beside lines that were not."""
    groups = {one.code: plan.group(one.group).designated for one in plan.lines}
    return groups[line] and not all(groups.values())


def lines_compared(plan: Plan, scenarios: Iterable[Scenario]) -> tuple[str, ...]:
    """The lines to show of some scenarios: all, where one of them changes a line that was set aside; else the others.

    So the total is that of the plan, or that of what was not set aside.
    """
    changed: set[str] = set()
    for scenario in scenarios:
        changed |= {one.line for one in scenario.amounts if one.delta} | {one.line for one in scenario.courses}
    everything = any(set_aside(plan, line) for line in changed)
    return tuple(line.code for line in plan.lines if everything or not set_aside(plan, line.code))
