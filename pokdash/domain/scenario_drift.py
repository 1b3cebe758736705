"""Drift: what changed under a scenario since it was made, and what that does to it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pokdash.domain.money import total
from pokdash.domain.scenario import Scenario
from pokdash.domain.scenario_problems import ScenarioProblem, misfits
from pokdash.domain.what_if import Baseline, outcome


@dataclass(frozen=True, slots=True)
class LineDrift:
    """How the same scenario ends on a line, as it started and now, in euro; None is no expectation."""

    line: str
    before: Decimal | None
    now: Decimal | None


@dataclass(frozen=True, slots=True)
class Drift:
    """What changed since: the amounts of the plan together and what is spent, in euro, and the ends that moved.

    `misfits` is what of the scenario is no longer possible; the ends are then left out.
    """

    allocated: Decimal
    spent: Decimal
    ends: tuple[LineDrift, ...]
    misfits: tuple[ScenarioProblem, ...]


def drift(began: Baseline, now: Baseline, scenario: Scenario) -> Drift | None:
    """What changed under a scenario; None where everything that it is computed from is the same."""
    if began == now:
        return None
    found = misfits(now, scenario)
    before = {one.line: one.end for one in outcome(began, scenario).lines}
    after = () if found else outcome(now, scenario).lines
    return Drift(
        allocated=total(cell.amount or Decimal(0) for cell in now.cells)
        - total(cell.amount or Decimal(0) for cell in began.cells),
        spent=total(cell.spent for cell in now.cells) - total(cell.spent for cell in began.cells),
        ends=tuple(
            LineDrift(one.line, before.get(one.line), one.end) for one in after if before.get(one.line) != one.end
        ),
        misfits=found,
    )
