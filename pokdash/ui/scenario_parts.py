"""What scenarios are compared on: every line, and the years of it of which one of them changes the amount."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pokdash.domain.scenario import Scenario
from pokdash.domain.what_if import Outcome
from pokdash.ui.cached import Facts, WhatIf
from pokdash.ui.say import say
from pokdash.ui.scenarios import name_of
from pokdash.ui.what_if_board import year_is_assumed


@dataclass(frozen=True, slots=True)
class Part:
    """A line, or (with `year`) its amount of a fiscal year; `was` is the amount in the plan, None where unknown."""

    line: str
    year: int | None
    name: str
    was: Decimal | None

    def allocated(self, of: Outcome, scenario: Scenario) -> Decimal | None:
        """What it becomes, in euro."""
        if self.year is None or self.was is None:
            return of.line(self.line).allocated if self.year is None else None
        return self.was + scenario.delta(self.line, self.year)

    def end(self, of: Outcome) -> Decimal | None:
        """What is left of it at the end of the period, or of its year, in euro; None where nothing is expected."""
        found = of.line(self.line)
        return found.end if self.year is None else dict(found.by_year).get(self.year)


def parts_of(known: Facts, whole: WhatIf, plan: Outcome, scenarios: list[Scenario]) -> list[Part]:
    """The parts of the lines that are compared, in the order of the plan."""
    return [part for one in plan.lines for part in _parts(known, whole, plan, one.line, scenarios)]


def _parts(known: Facts, whole: WhatIf, plan: Outcome, line: str, scenarios: list[Scenario]) -> Iterator[Part]:
    name = name_of(known, line)
    yield Part(line, None, name, plan.line(line).allocated)
    for cell in whole.baseline.line(line).cells:
        if cell.year is not None and any(one.delta(line, cell.year) for one in scenarios):
            key = "of_year_assumed" if year_is_assumed(known, cell) else "of_year"
            yield Part(line, cell.year, say(f"what_if.board.{key}", name=name, year=str(cell.year)), cell.amount)
