"""Rules between the parts of one plan, beyond the format of each part."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, pairwise

from pokdash.domain.plan import Allocation, Plan
from pokdash.domain.plan_change_rules import change_breaches, outside
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
            change_breaches(plan),
            _timeline(plan),
            tie_breaches(plan),
        )
    )


def _plan_years(plan: Plan) -> Iterator[Breach]:
    if plan.last_year < plan.first_year:
        yield Breach(("last_year",), str(plan.last_year), "years_out_of_order", {"first": plan.first_year})


def _allocations(plan: Plan) -> Iterator[Breach]:
    for at, line in enumerate(plan.lines):
        for number, allocation in enumerate(line.allocations):
            yield from _allocation(plan, ("lines", at, "allocations", number), allocation)


def _allocation(plan: Plan, path: Path, allocation: Allocation) -> Iterator[Breach]:
    period = allocation.period
    yield from outside(plan, (*path, "year"), allocation.year)
    if allocation.year is not None and period is not None:
        yield Breach((*path, "period"), f"{period.first}-{period.last}", "year_and_period", {"year": allocation.year})
    if period is not None:
        yield from outside(plan, (*path, "period", "first"), period.first)
        yield from outside(plan, (*path, "period", "last"), period.last)
        if period.last < period.first:
            yield Breach((*path, "period", "last"), str(period.last), "years_out_of_order", {"first": period.first})


def _negative(plan: Plan) -> Iterator[Breach]:
    """Costs are positive, also where a document's own table writes them with a minus."""
    amounts: list[tuple[Path, Amount]] = [(("total",), plan.total)]
    for at, line in enumerate(plan.lines):
        parts = enumerate(line.allocations)
        amounts += [(("lines", at, "allocations", number, "amount"), part.amount) for number, part in parts]
    for path, amount in amounts:
        if amount.value is not None and amount.value < 0:
            yield Breach((*path, "value"), str(amount.value), "negative_amount")


def _timeline(plan: Plan) -> Iterator[Breach]:
    """The order of the file is the order of time, so that an event without a full date keeps its place in it."""
    dated = [(at, event.when) for at, event in enumerate(plan.timeline) if event.when and event.when.count("-") == 2]
    for (_, earlier), (at, when) in pairwise(dated):
        if when < earlier:
            yield Breach(("timeline", at, "when"), when, "events_out_of_order", {"first": earlier})
