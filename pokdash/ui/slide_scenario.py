"""The slide of a saved scenario: how it ends, next to the plan."""

from __future__ import annotations

from decimal import Decimal

from pokdash.domain.slides import ROWS
from pokdash.domain.what_if import Outcome
from pokdash.ui import parts, scenarios
from pokdash.ui.cached import Facts
from pokdash.ui.say import about, say


def draw(known: Facts, one: scenarios.Compared, plan: Outcome) -> None:
    """How the lines end that the scenario changes most, in the plan and with it."""
    if one.outcome is None:
        return
    before = {line.line: line.end for line in plan.lines}
    changed = [line for line in one.outcome.lines if line.end != before.get(line.line)] or list(one.outcome.lines)
    largest = sorted(changed, key=lambda line: -abs((line.end or Decimal(0)) - (before.get(line.line) or Decimal(0))))
    shown = {line.line for line in largest[:ROWS]}
    rows = [
        (scenarios.name_of(known, line.line), _end(before.get(line.line)), _end(line.end))
        for line in one.outcome.lines
        if line.line in shown
    ]
    parts.html("slide_scenario.html", rows=rows, more=len(changed) - len(rows))


def _end(end: Decimal | None) -> str:
    if end is None:
        return say("what_if.board.end_unknown")
    return say("scenario.short_of" if end < 0 else "scenario.over_of", amount=about(abs(end)))
