"""Drift: what changed under a scenario since it was made, and what that does to it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from pokdash.domain.apart import Apart, apart
from pokdash.domain.measure import Measuring
from pokdash.domain.money import ZERO, total
from pokdash.domain.scenario import Scenario
from pokdash.domain.scenario_problems import ScenarioProblem, misfits
from pokdash.domain.what_if import Baseline, outcome
from pokdash.domain.what_if_baseline import baseline


@dataclass(frozen=True, slots=True)
class Stand:
    """What a scenario is computed from, at a reference date; whether what was spent is known, and whether invented."""

    baseline: Baseline
    as_of: dt.date
    spent_known: bool
    example: bool

    @classmethod
    def of(cls, measuring: Measuring) -> Stand:
        """The stand of a plan and its ledger."""
        ledger = measuring.ledger
        return cls(baseline(measuring), measuring.as_of, ledger.spent_known, ledger.example)


@dataclass(frozen=True, slots=True)
class LineDrift:
    """How the same scenario ends on a line, as it started and now, in euro; None is no expectation."""

    line: str
    before: Decimal | None
    now: Decimal | None


@dataclass(frozen=True, slots=True)
class Drift:
    """What changed since: the amounts of the plan together and what is spent, in euro, and the ends that moved.

    `spent` is None where that cannot be compared, and `apart` says why. `misfits` is what of the scenario is no longer
    possible; the ends are then left out.
    """

    allocated: Decimal
    spent: Decimal | None
    apart: tuple[Apart, ...]
    ends: tuple[LineDrift, ...]
    misfits: tuple[ScenarioProblem, ...]


def drift(began: Stand, now: Stand, scenario: Scenario) -> Drift | None:
    """What changed under a scenario; None where everything that it is computed from is the same."""
    parted = apart(began, now)
    if began.baseline == now.baseline and not parted:
        return None
    found = misfits(now.baseline, scenario)
    before = {one.line: one.end for one in outcome(began.baseline, scenario).lines}
    after = () if found else outcome(now.baseline, scenario).lines
    return Drift(
        allocated=_amounts(now.baseline) - _amounts(began.baseline),
        spent=None if parted else _spent(now.baseline) - _spent(began.baseline),
        apart=parted,
        ends=tuple(
            LineDrift(one.line, before.get(one.line), one.end) for one in after if before.get(one.line) != one.end
        ),
        misfits=found,
    )


def _amounts(of: Baseline) -> Decimal:
    return total(cell.amount or ZERO for cell in of.cells)


def _spent(of: Baseline) -> Decimal:
    return total(cell.spent for cell in of.cells)
