"""Division of what a scenario still has to divide over the amounts that are free to move, to the cent."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from enum import StrEnum

from pokdash.domain.money import ZERO, apportioned, total
from pokdash.domain.scenario import AmountChange, Scenario
from pokdash.domain.what_if import Cell


class Division(StrEnum):
    """How the rest is divided: in proportion to the amounts as they are, or the same for each."""

    BY_SHARE = "by_share"
    EVENLY = "evenly"


def undivided(scenario: Scenario) -> Decimal:
    """What there is still to divide, in euro; below zero what was divided too much."""
    return scenario.extra - total(change.delta for change in scenario.amounts)


def with_rest_divided(cells: Collection[Cell], scenario: Scenario, how: Division) -> Scenario:
    """Divide the rest over those of the cells that are known and not locked; no amount goes below its least.

    What is too much for all of them together stays undivided.
    """
    free = [cell for cell in cells if cell.amount is not None and not scenario.is_locked(cell.line, cell.year)]
    amounts = [(cell.amount or ZERO) + scenario.delta(cell.line, cell.year) for cell in free]
    rest = undivided(scenario)
    if rest >= 0:
        added = _shares(rest, amounts, how)
    else:
        room = [max(ZERO, amount - cell.least) for cell, amount in zip(free, amounts, strict=True)]
        added = [-taken for taken in _taken(min(-rest, total(room)), amounts, room, how)]
    return _changed(scenario, free, added)


def _shares(amount: Decimal, amounts: Sequence[Decimal], how: Division) -> list[Decimal]:
    weights = [max(ZERO, one) if how is Division.BY_SHARE else Decimal(1) for one in amounts]
    if not any(weights):
        weights = [Decimal(1) for _ in amounts]
    return list(apportioned(amount, weights)) if weights else []


def _taken(amount: Decimal, amounts: Sequence[Decimal], room: Sequence[Decimal], how: Division) -> list[Decimal]:
    """What each gives; one that has not enough gives what it has, and the others give the rest."""
    given = [ZERO for _ in room]
    while amount:
        open_ones = [at for at, one in enumerate(room) if given[at] < one]
        asked = _shares(amount, [amounts[at] for at in open_ones], how)
        for at, one in zip(open_ones, asked, strict=True):
            more = min(one, room[at] - given[at])
            given[at] += more
            amount -= more
    return given


def _changed(scenario: Scenario, free: Sequence[Cell], added: Sequence[Decimal]) -> Scenario:
    changed = {(cell.line, cell.year): more for cell, more in zip(free, added, strict=True) if more}
    kept = [one for one in scenario.amounts if (one.line, one.year) not in changed]
    moved = [
        AmountChange(line=line, year=year, delta=scenario.delta(line, year) + more)
        for (line, year), more in changed.items()
    ]
    return scenario.model_copy(update={"amounts": tuple(one for one in (*kept, *moved) if one.delta)})
