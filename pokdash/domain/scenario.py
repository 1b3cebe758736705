"""Scenario: a set of changes on a plan as it stood on a reference date; an exploration, never a decision."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from pokdash.domain.money import ZERO, total
from pokdash.domain.provenance import Euro, Month, Record

WHOLE_PACE = 100
"""The pace, in percent, at which a line goes on as its forecast says."""


class LeftOver(StrEnum):
    """What happens with money that is left at the end of a year, or of the period."""

    CARRY_OVER = "carry_over"
    LAPSE = "lapse"


class Whose(StrEnum):
    """In whose name a scenario was made: officials, the college or the council committee."""

    OFFICIAL = "official"
    COLLEGE = "college"
    COMMITTEE = "committee"


class Place(Record):
    """An amount of a line: of one fiscal year, or (`year` None) of its whole period."""

    line: str
    year: int | None = None


class AmountChange(Place):
    """How much more (below zero: less) an amount becomes, in euro."""

    delta: Euro


class CourseChange(Record):
    """How the spending of a line goes on: its pace in percent of the forecast, and between which months.

    Without months from the reference date to the end of the period. `left_over` None: nothing was chosen.
    """

    line: str
    pace: Annotated[int, Field(ge=0, le=200, strict=True)] = WHOLE_PACE
    first_month: Month | None = None
    last_month: Month | None = None
    left_over: LeftOver | None = None


class Scenario(Record):
    """All changes; without any it is the plan itself.

    `extra` is how much more (below zero: less) there is to divide than the plan has, in euro, and `extra_source` where
    that comes from or goes to. `locked` are amounts that stay as they are when the rest is divided.
    """

    format: Literal[1] = 1
    amounts: tuple[AmountChange, ...] = ()
    courses: tuple[CourseChange, ...] = ()
    extra: Euro = ZERO
    extra_source: str | None = None
    locked: tuple[Place, ...] = ()

    def delta(self, line: str, year: int | None) -> Decimal:
        """How much more this amount becomes; 0.00 where nothing changes it."""
        return total(one.delta for one in self.amounts if (one.line, one.year) == (line, year))

    def course(self, line: str) -> CourseChange:
        """How the spending of a line goes on; as its forecast says where nothing changes that."""
        return next((one for one in self.courses if one.line == line), CourseChange(line=line))

    def is_locked(self, line: str, year: int | None) -> bool:
        """Whether this amount stays as it is."""
        return any((one.line, one.year) == (line, year) for one in self.locked)

    @property
    def neutral(self) -> bool:
        """Whether it changes nothing of the plan."""
        changed = (one for one in self.courses if one != CourseChange(line=one.line))
        return not (any(one.delta for one in self.amounts) or any(changed) or self.extra)


class StartingPoint(Record):
    """What a scenario starts from: the plan version, the published generation and the reference date."""

    plan: str
    plan_version: int
    generation: int
    as_of: dt.date


def written(scenario: Scenario) -> str:
    """A scenario as JSON; `read` gives the same scenario back."""
    return scenario.model_dump_json(exclude_defaults=True)


def read(content: str) -> Scenario:
    """The scenario that `written` wrote; pydantic.ValidationError for anything else."""
    return Scenario.model_validate_json(content)
