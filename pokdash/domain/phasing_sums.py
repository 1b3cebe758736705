"""Whether amounts that somebody gives to months add up to what is to be divided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pokdash.domain.budget import BudgetPart
from pokdash.domain.money import difference, known_total, total
from pokdash.domain.plan import Line
from pokdash.domain.plan_changes import Phasing


@dataclass(frozen=True, slots=True)
class Division:
    """What a line has for a fiscal year, or (`year` None) for its period, and what a phasing divides of it; in euro."""

    year: int | None
    amount: Decimal | None
    divided: Decimal

    @property
    def left(self) -> Decimal | None:
        """What is still to be divided; below zero it is too much, None where the amount is unknown."""
        return difference(self.amount, self.divided)


def divisions(phasing: Phasing, amounts: Mapping[int | None, Decimal | None]) -> tuple[Division, ...]:
    """What a phasing with amounts of its own divides of each amount; that of a year is divided in that year only."""
    years = sorted(year for year in amounts if year is not None)
    if not years:
        return (Division(None, amounts[None], total(part.amount for part in phasing.amounts)),)
    by_year: dict[int, list[Decimal]] = {year: [] for year in years}
    for part in phasing.amounts:
        by_year.setdefault(int(part.first_month[:4]), []).append(part.amount)
    return tuple(Division(year, amounts.get(year), total(given)) for year, given in sorted(by_year.items()))


def allocated(line: Line) -> dict[int | None, Decimal | None]:
    """What a line has for each year and (None) for its period without amendments, in euro; None is unknown."""
    years = dict.fromkeys(allocation.year for allocation in line.allocations)
    return {year: known_total(part.amount.value for part in line.allocations if part.year == year) for year in years}


def amended(parts: Iterable[BudgetPart]) -> dict[int | None, Decimal | None]:
    """The same of a line with the amendments in it."""
    return {part.year: part.allocated for part in parts}
