"""Rules between the parts of one plan, beyond the format of each part."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, pairwise

from pokdash.domain.plan import Allocation, Plan
from pokdash.domain.plan_changes import CarryOver, CarryOverStatus, Phasing, PhasingMethod, PhasingStanding
from pokdash.domain.plan_names import name_breaches
from pokdash.domain.plan_problem import Breach
from pokdash.domain.plan_ties import tie_breaches
from pokdash.domain.provenance import Amount, Path


def breaches(plan: Plan) -> list[Breach]:
    """Everything in a well-formed plan with which our own entry contradicts itself; empty for a plan to work with."""
    return list(
        chain(
            name_breaches(plan),
            _plan_years(plan),
            _allocations(plan),
            _negative(plan),
            _amendments(plan),
            _phasings(plan),
            _carry_overs(plan),
            _timeline(plan),
            tie_breaches(plan),
        )
    )


def _plan_years(plan: Plan) -> Iterator[Breach]:
    if plan.last_year < plan.first_year:
        yield Breach(("last_year",), str(plan.last_year), "years_out_of_order", {"first": plan.first_year})


def _outside(plan: Plan, path: Path, year: int | None) -> Iterator[Breach]:
    if year is not None and year not in plan.years:
        params: dict[str, int] = {"first": plan.first_year, "last": plan.last_year}
        yield Breach(path, str(year), "year_outside_plan", {**params})


def _allocations(plan: Plan) -> Iterator[Breach]:
    for at, line in enumerate(plan.lines):
        for number, allocation in enumerate(line.allocations):
            yield from _allocation(plan, ("lines", at, "allocations", number), allocation)


def _allocation(plan: Plan, path: Path, allocation: Allocation) -> Iterator[Breach]:
    period = allocation.period
    yield from _outside(plan, (*path, "year"), allocation.year)
    if allocation.year is not None and period is not None:
        yield Breach((*path, "period"), f"{period.first}-{period.last}", "year_and_period", {"year": allocation.year})
    if period is not None:
        yield from _outside(plan, (*path, "period", "first"), period.first)
        yield from _outside(plan, (*path, "period", "last"), period.last)
        if period.last < period.first:
            yield Breach((*path, "period", "last"), str(period.last), "years_out_of_order", {"first": period.first})


def _negative(plan: Plan) -> Iterator[Breach]:
    """Costs are positive, also where a document's own table writes them with a minus."""
    amounts: list[tuple[Path, Amount]] = [(("total",), plan.total)]
    for at, line in enumerate(plan.lines):
        parts = enumerate(line.allocations)
        amounts += [(("lines", at, "allocations", number, "amount"), part.amount) for number, part in parts]
    amounts += [(("carry_overs", at, "amount"), carried.amount) for at, carried in enumerate(plan.carry_overs)]
    for path, amount in amounts:
        if amount.value is not None and amount.value < 0:
            yield Breach((*path, "value"), str(amount.value), "negative_amount")


def _amendments(plan: Plan) -> Iterator[Breach]:
    for at, amendment in enumerate(plan.amendments):
        yield from _outside(plan, ("amendments", at, "year"), amendment.year)


def _phasings(plan: Plan) -> Iterator[Breach]:
    lines = {line.code: line for line in plan.lines}
    for at, phasing in enumerate(plan.phasings):
        yield from _phasing(plan, ("phasings", at), phasing)
        line = lines.get(phasing.line)
        within_year = phasing.method is PhasingMethod.EQUAL_MONTHS_WITHIN_YEAR
        if line is not None and within_year and any(allocation.year is None for allocation in line.allocations):
            yield Breach(("phasings", at, "method"), f'"{phasing.method}"', "phasing_needs_years")


def _phasing(plan: Plan, path: Path, phasing: Phasing) -> Iterator[Breach]:
    if phasing.last_month < phasing.first_month:
        params: dict[str, str] = {"first": phasing.first_month}
        yield Breach((*path, "last_month"), f'"{phasing.last_month}"', "months_out_of_order", {**params})
    for key in ("first_month", "last_month"):
        yield from _outside(plan, (*path, key), int(getattr(phasing, key)[:4]))
    if phasing.kind is PhasingStanding.ADOPTED and phasing.decision is None:
        yield Breach((*path, "decision"), None, "adopted_without_decision")


def _carry_overs(plan: Plan) -> Iterator[Breach]:
    for at, carry_over in enumerate(plan.carry_overs):
        yield from _carry_over(plan, ("carry_overs", at), carry_over)


def _carry_over(plan: Plan, path: Path, carry_over: CarryOver) -> Iterator[Breach]:
    if carry_over.to_year <= carry_over.from_year:
        params: dict[str, int] = {"first": carry_over.from_year}
        yield Breach((*path, "to_year"), str(carry_over.to_year), "carry_over_backwards", {**params})
    if carry_over.from_year not in plan.years:  # money may come in from before the plan or leave it, not pass it by
        yield from _outside(plan, (*path, "to_year"), carry_over.to_year)
    if carry_over.status is CarryOverStatus.DECIDED and carry_over.decision is None:
        yield Breach((*path, "decision"), None, "decided_without_decision")


def _timeline(plan: Plan) -> Iterator[Breach]:
    """The order of the file is the order of time, so that an event without a full date keeps its place in it."""
    dated = [(at, event.when) for at, event in enumerate(plan.timeline) if event.when and event.when.count("-") == 2]
    for (_, earlier), (at, when) in pairwise(dated):
        if when < earlier:
            yield Breach(("timeline", at, "when"), when, "events_out_of_order", {"first": earlier})
