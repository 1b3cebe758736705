"""What a command about scenarios works with: the plan, what it starts from, and the scenarios that were asked for."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from pokdash.cli.desk import Desk
from pokdash.domain.ending import period
from pokdash.domain.measure import Measuring, default_as_of
from pokdash.domain.saved_scenario import SavedScenario
from pokdash.domain.scenario import Scenario
from pokdash.domain.scenario_drift import Stand
from pokdash.domain.scenario_lines import lines_compared
from pokdash.domain.scenario_problems import ScenarioProblem, misfits, unfinished
from pokdash.domain.what_if import Baseline, Outcome, outcome
from pokdash.domain.what_if_baseline import baseline
from pokdash.store import WorkspaceError, queries
from pokdash.store.starting_points import started_from

_NAMED = re.compile(r"([0-9a-f]{10})(?:-([1-9]\d{0,5}))?")


@dataclass(frozen=True, slots=True)
class Laid:
    """A scenario laid on a plan: `outcome` is None where it does not fit, and `problems` then says why."""

    name: str
    scenario: Scenario
    outcome: Outcome | None
    problems: tuple[ScenarioProblem, ...]
    saved: SavedScenario | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The plan at a reference date, on which scenarios are laid."""

    measuring: Measuring
    baseline: Baseline

    @property
    def end(self) -> dt.date:
        """The last day of the period of the plan."""
        found = period(self.measuring, None)
        return found.last_day if found else dt.date(self.measuring.plan.last_year, 12, 31)

    def lay(self, named: list[tuple[str, Scenario, SavedScenario | None]]) -> tuple[Outcome, tuple[Laid, ...]]:
        """The plan itself and some scenarios, on the lines that these are about."""
        fitting = [(name, one, saved, misfits(self.baseline, one)) for name, one, saved in named]
        lines = lines_compared(self.measuring.plan, [one for _, one, _, problems in fitting if not problems])
        shown = self.baseline.of(lines)
        laid = tuple(
            Laid(name, one, None if problems else outcome(shown, one), problems or unfinished(one), saved)
            for name, one, saved, problems in fitting
        )
        return outcome(shown, Scenario()), laid


def table(desk: Desk, plan: str, as_of: dt.date | None) -> Table | None:
    """The plan at a reference date (None: the one that is shown by itself); None after saying that there is no plan."""
    if (snapshot := desk.opened()) is None or not desk.knows(snapshot, plan):
        return None
    version = queries.plan_version(snapshot, plan)
    if version is None:
        return None
    day = as_of or default_as_of(queries.coverage(snapshot, plan), desk.now.astimezone().date())
    measuring = Measuring.of(version.plan, queries.ledger(snapshot, plan, day), day)
    return Table(measuring, baseline(measuring))


def saved(desk: Desk, names: list[str]) -> list[SavedScenario] | None:
    """The saved scenarios with these names (`0a1b2c3d4e`, with `-2` a version); None after saying why not."""
    found = []
    try:
        for name in names:
            parts = _NAMED.fullmatch(name)
            one = desk.home.workspace.scenario(parts[1], int(parts[2]) if parts[2] else None) if parts else None
            if one is None:
                desk.speech.refuse("cli.scenario.unknown", name=name)
                return None
            found.append(one)
    except WorkspaceError as error:
        desk.speech.refuse(f"store.{error.fault.problem}", **error.fault.params)
        return None
    return found


def began(desk: Desk, one: SavedScenario) -> Stand | None:
    """What a saved scenario started from; None where that is not known."""
    snapshot = desk.opened()
    return started_from(snapshot, one.start) if snapshot else None
