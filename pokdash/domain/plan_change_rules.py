"""Rules for what is decided or assumed about the money of a plan: amendments, spread over months, carry-over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import chain

from pokdash.domain.month import month_number, parsed_month
from pokdash.domain.phasing_sums import allocated, divisions
from pokdash.domain.plan import Line, Plan
from pokdash.domain.plan_changes import CarryOver, CarryOverStatus, Phasing, PhasingMethod, PhasingStanding
from pokdash.domain.plan_problem import Breach
from pokdash.domain.provenance import Path

_FAR = 10
"""How many years before or after the plan money can come from or go to."""
_WITH_AMOUNTS = (PhasingMethod.YEAR_AMOUNTS, PhasingMethod.MONTH_AMOUNTS)


Amounts = Callable[[Line], Mapping[int | None, Decimal | None]]
"""What there is to divide of a line: for each year and (None) for its period, in euro."""


def change_breaches(plan: Plan, amounts: Amounts = allocated) -> Iterator[Breach]:
    """Everything in which an amendment, a phasing or a carry-over contradicts itself, its plan or `amounts`."""
    return chain(_amendments(plan), _phasings(plan, amounts), _carry_overs(plan), _estimates(plan))


def outside(plan: Plan, path: Path, year: int | None) -> Iterator[Breach]:
    """A breach where a year lies outside the plan."""
    if year is not None and year not in plan.years:
        params: dict[str, int] = {"first": plan.first_year, "last": plan.last_year}
        yield Breach(path, str(year), "year_outside_plan", {**params})


def _amendments(plan: Plan) -> Iterator[Breach]:
    for at, amendment in enumerate(plan.amendments):
        yield from outside(plan, ("amendments", at, "year"), amendment.year)


def _phasings(plan: Plan, amounts: Amounts) -> Iterator[Breach]:
    lines = {line.code: line for line in plan.lines}
    for at, phasing in enumerate(plan.phasings):
        path: Path = ("phasings", at)
        inside = list(_phasing_inside(plan, path, phasing))
        yield from inside
        line = lines.get(phasing.line)
        if line is not None and not inside:
            yield from _phasing_of_line(path, phasing, line, amounts)


def _phasing_inside(plan: Plan, path: Path, phasing: Phasing) -> Iterator[Breach]:
    if phasing.last_month < phasing.first_month:
        params: dict[str, str] = {"first": phasing.first_month}
        yield Breach((*path, "last_month"), f'"{phasing.last_month}"', "months_out_of_order", {**params})
    for key in ("first_month", "last_month"):
        yield from outside(plan, (*path, key), int(getattr(phasing, key)[:4]))
    if phasing.kind is PhasingStanding.ADOPTED and phasing.decision is None:
        yield Breach((*path, "decision"), None, "adopted_without_decision")
    if bool(phasing.amounts) != (phasing.method in _WITH_AMOUNTS):
        yield Breach((*path, "amounts"), None, "phasing_amounts", {"method": phasing.method.value})
    elif phasing.amounts:
        yield from _amounts_in_order(path, phasing)
    if phasing.method is PhasingMethod.FROM_TO and not _days_fit(phasing):
        yield Breach((*path, "first_day"), str(phasing.first_day), "phasing_days")


def _amounts_in_order(path: Path, phasing: Phasing) -> Iterator[Breach]:
    """Each amount is for months of its own, in the order of time and within the months of the phasing."""
    before = parsed_month(phasing.first_month) - 1
    for number, part in enumerate(phasing.amounts):
        first, last = parsed_month(part.first_month), parsed_month(part.last_month)
        one_month = phasing.method is PhasingMethod.MONTH_AMOUNTS
        together = last == first if one_month else last // 12 == first // 12
        if not (together and before < first <= last <= parsed_month(phasing.last_month)):
            yield Breach((*path, "amounts", number, "first_month"), f'"{part.first_month}"', "phasing_amount_months")
        before = last
    if not any(part.amount for part in phasing.amounts):
        yield Breach((*path, "amounts"), "0", "phasing_amounts", {"method": phasing.method.value})


def _days_fit(phasing: Phasing) -> bool:
    """Whether both days are given, in order, in the first and in the last month."""
    first, last = phasing.first_day, phasing.last_day
    if first is None or last is None or last < first:
        return False
    months = month_number(first), month_number(last)
    return months == (parsed_month(phasing.first_month), parsed_month(phasing.last_month))


def _phasing_of_line(path: Path, phasing: Phasing, line: Line, amounts: Amounts) -> Iterator[Breach]:
    years = {allocation.year for allocation in line.allocations}
    if phasing.method is PhasingMethod.EQUAL_MONTHS_WITHIN_YEAR and None in years:
        yield Breach((*path, "method"), f'"{phasing.method}"', "phasing_needs_years")
    if not phasing.amounts:
        return
    if phasing.method is PhasingMethod.YEAR_AMOUNTS and years != {None}:
        yield Breach((*path, "method"), f'"{phasing.method}"', "phasing_years_decided")
        return
    if None in years and len(years) > 1:
        yield Breach((*path, "method"), f'"{phasing.method}"', "phasing_mixed")
        return
    for part in divisions(phasing, amounts(line)):
        if part.left is None or part.left:
            params: dict[str, Decimal | None] = {"amount": part.amount, "divided": part.divided, "left": part.left}
            yield Breach((*path, "amounts"), str(part.divided), "phasing_differs", {**params})


def _estimates(plan: Plan) -> Iterator[Breach]:
    for at, one in enumerate(plan.estimates):
        if not one.low <= one.likely <= one.high:
            params: dict[str, Decimal] = {"low": one.low, "likely": one.likely, "high": one.high}
            yield Breach(("estimates", at, "likely"), str(one.likely), "estimate_order", {**params})


def _carry_overs(plan: Plan) -> Iterator[Breach]:
    for at, carry_over in enumerate(plan.carry_overs):
        yield from _carry_over(plan, ("carry_overs", at), carry_over)


def _carry_over(plan: Plan, path: Path, carry_over: CarryOver) -> Iterator[Breach]:
    if carry_over.to_year <= carry_over.from_year:
        params: dict[str, int] = {"first": carry_over.from_year}
        yield Breach((*path, "to_year"), str(carry_over.to_year), "carry_over_backwards", {**params})
    near = range(plan.first_year - _FAR, plan.last_year + _FAR + 1)
    for key in ("from_year", "to_year"):
        if getattr(carry_over, key) not in near:
            bounds: dict[str, int] = {"first": near[0], "last": near[-1]}
            yield Breach((*path, key), str(getattr(carry_over, key)), "carry_over_far", {**bounds})
    if carry_over.from_year not in plan.years:  # money may come in from before the plan or leave it, not pass it by
        yield from outside(plan, (*path, "to_year"), carry_over.to_year)
    if carry_over.status is CarryOverStatus.DECIDED and carry_over.decision is None:
        yield Breach((*path, "decision"), None, "decided_without_decision")
