"""Levers: a scenario as the board in the browser holds it, in whole cents; and back."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import ConfigDict, Field

from pokdash.domain.month import first_day, parsed_month
from pokdash.domain.provenance import Record
from pokdash.domain.scenario import WHOLE_PACE, AmountChange, CourseChange, LeftOver, Place, Scenario

Cents = Annotated[int, Field(gt=-(10**15), lt=10**15)]


LONGEST_SOURCE = 400
"""How many signs fit in where money comes from."""


class CourseLevers(Record):
    """How a line goes on; months are numbers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pace: Annotated[int, Field(ge=0, le=200)] = WHOLE_PACE
    first: int | None = None
    last: int | None = None
    leftOver: LeftOver | None = None  # noqa: N815 - the browser's own name

    def with_months_in_order(self, changed: dict[str, Any]) -> CourseLevers:
        """The same with some changed; a first month after the last one takes that with it, and the other way round."""
        new = self.model_copy(update=changed)
        if new.first is None or new.last is None or new.first <= new.last:
            return new
        return new.model_copy(update={"last": new.first} if "first" in changed else {"first": new.last})


class Levers(Record):
    """What the board holds; `more` and `claims` are what is in view, and no part of the scenario."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=0)

    amounts: dict[str, Cents] = Field(default_factory=dict)
    courses: dict[str, CourseLevers] = Field(default_factory=dict)
    extra: Cents = 0
    source: str = Field("", max_length=LONGEST_SOURCE)
    locked: tuple[str, ...] = ()
    more: bool = False
    claims: bool = False


def place_key(line: str, year: int | None) -> str:
    """The name of an amount on the board."""
    return f"{line}|{year or ''}"


def place_of(key: str) -> Place:
    """The amount that a name on the board is of."""
    line, _, year = key.rpartition("|")
    return Place(line=line, year=int(year) if year else None)


def whole_cents(amount: Decimal) -> int:
    """An amount in euro as whole cents."""
    return int(amount.scaleb(2))


def scenario_of(levers: Levers) -> Scenario:
    """The scenario that a board holds; pydantic.ValidationError or ValueError for what no board sends."""
    return Scenario(
        amounts=tuple(
            AmountChange(**place_of(key).model_dump(), delta=Decimal(cents).scaleb(-2))
            for key, cents in levers.amounts.items()
            if cents
        ),
        courses=tuple(
            CourseChange(
                line=line,
                pace=course.pace,
                first_month=_month(course.first),
                last_month=_month(course.last),
                left_over=course.leftOver,
            )
            for line, course in levers.courses.items()
        ),
        extra=Decimal(levers.extra).scaleb(-2),
        extra_source=levers.source.strip() or None,
        locked=tuple(place_of(key) for key in levers.locked),
    )


def levers_of(scenario: Scenario, *, claims: bool) -> Levers:
    """A scenario for a board; `claims` is whether the lines that were set aside earlier are in view."""
    return Levers(
        amounts={place_key(one.line, one.year): whole_cents(one.delta) for one in scenario.amounts},
        courses={
            one.line: CourseLevers(
                pace=one.pace,
                first=parsed_month(one.first_month) if one.first_month else None,
                last=parsed_month(one.last_month) if one.last_month else None,
                leftOver=one.left_over,
            )
            for one in scenario.courses
        },
        extra=whole_cents(scenario.extra),
        source=scenario.extra_source or "",
        locked=tuple(place_key(one.line, one.year) for one in scenario.locked),
        more=bool(scenario.extra),
        claims=claims,
    )


def _month(number: int | None) -> str | None:
    return None if number is None else f"{first_day(number):%Y-%m}"
