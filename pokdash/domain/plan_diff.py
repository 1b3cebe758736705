"""Plan diff: what differs between two versions of a plan, as a person would list it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pokdash.domain.amended_amounts import amended_amounts
from pokdash.domain.plan import Plan
from pokdash.domain.plan_changes import Amendment, CarryOver, Estimate, Phasing
from pokdash.domain.provenance import Record

Value = Decimal | str | Record | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not the same: text key `plan_diff.<what>`; None is that it was or is not there, or unknown.

    `line` and `year` say where; amounts are in euro.
    """

    what: str
    line: str | None
    year: int | None
    before: Value
    after: Value


def differences(before: Plan, after: Plan) -> tuple[Difference, ...]:
    """Everything that differs in amounts, lines, amendments, phasing, carry-over and estimates."""
    return (
        *_compared("total", {(None, None): before.total.value}, {(None, None): after.total.value}),
        *_compared("line", _lines(before), _lines(after)),
        *_compared("original", _amounts(before, "original"), _amounts(after, "original")),
        *_compared("current", _amounts(before, "current"), _amounts(after, "current")),
        *_listed("amendment", before.amendments, after.amendments),
        *_compared("phasing", _by_line(before.phasings), _by_line(after.phasings)),
        *_listed("carry_over", before.carry_overs, after.carry_overs),
        *_compared("estimate", _by_line(before.estimates), _by_line(after.estimates)),
    )


Place = tuple[str | None, int | None]
_Listed = tuple[Amendment, ...] | tuple[CarryOver, ...]


def _compared(what: str, before: Mapping[Place, Value], after: Mapping[Place, Value]) -> Iterator[Difference]:
    for place in dict.fromkeys((*before, *after)):
        if before.get(place) != after.get(place) or (place in before) != (place in after):
            yield Difference(what, *place, before.get(place), after.get(place))


def _lines(plan: Plan) -> dict[Place, Value]:
    return {(line.code, None): line.name for line in plan.lines}


def _amounts(plan: Plan, which: str) -> dict[Place, Value]:
    return {(one.line, one.year): getattr(one, which) for one in amended_amounts(plan, (), dt.date.max)}


def _by_line(records: tuple[Phasing, ...] | tuple[Estimate, ...]) -> dict[Place, Value]:
    return {(one.line, None): one for one in records}


def _listed(what: str, before: _Listed, after: _Listed) -> Iterator[Difference]:
    """What was taken out and what came, in the order of the lists."""
    for one in before:
        if one not in after:
            yield Difference(what, one.line, _year(one), one, None)
    for one in after:
        if one not in before:
            yield Difference(what, one.line, _year(one), None, one)


def _year(one: Amendment | CarryOver) -> int | None:
    return one.year if isinstance(one, Amendment) else one.from_year
