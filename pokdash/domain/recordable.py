"""From what a person fills in to what a register records: a phasing, a carry-over or an amendment, with its backing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pokdash.domain.money import ZERO, apportioned
from pokdash.domain.month import first_day
from pokdash.domain.plan_changes import PhasedAmount, Phasing, PhasingMethod, PhasingStanding
from pokdash.domain.provenance import Amount, Assumption, Kind, Source, Words


@dataclass(frozen=True, slots=True)
class Backing:
    """Who records it, on which day and why; and the decision behind it, with where in it and in which words."""

    who: str
    on: dt.date
    why: str
    decision: str | None = None
    place: str | None = None
    quote: str | None = None

    @property
    def source(self) -> Source | None:
        """The words of the decision; None without a decision, a place or words."""
        if not (self.decision and self.place and self.quote):
            return None
        return Source(document=self.decision, place=self.place, quote=self.quote)

    @property
    def assumption(self) -> Assumption:
        """Who assumes it, when and why."""
        return Assumption(who=self.who, on=self.on, why=Words(nl=self.why))

    def amount(self, value: Decimal | None) -> Amount:
        """An amount in euro (None: unknown): from the decision where its words are given, else assumed."""
        if self.source:
            return Amount(value=value, kind=Kind.SOURCE, source=self.source)
        return Amount(value=value, kind=Kind.ASSUMPTION, assumption=self.assumption)


@dataclass(frozen=True, slots=True)
class Months:
    """How an amount goes over months (numbers as in `month`), first to last.

    `amounts` (euro) are by fiscal year or by month number, as the method asks; the days are for `from_to`.
    """

    method: PhasingMethod
    first: int
    last: int
    amounts: Mapping[int, Decimal] = field(default_factory=dict)
    first_day: dt.date | None = None
    last_day: dt.date | None = None


def phasing(line: str, months: Months, backing: Backing) -> Phasing:
    """The phasing of a line: adopted where a decision is named, else an assumption."""
    return Phasing(
        line=line,
        method=months.method,
        kind=PhasingStanding.ADOPTED if backing.decision else PhasingStanding.ASSUMPTION,
        first_month=_month(months.first),
        last_month=_month(months.last),
        assumption=backing.assumption,
        decision=backing.decision,
        source=backing.source,
        amounts=_amounts(months),
        first_day=months.first_day,
        last_day=months.last_day,
    )


def phasings(
    lines: Mapping[str, Mapping[int | None, Decimal]], months: Months, backing: Backing
) -> tuple[Phasing, ...]:
    """One phasing for each of some lines with what there is to divide of each: by fiscal year, or (None) of its period.

    Amounts (euro) for the lines together are split over them in proportion to what each has left for that year, by the
    largest remainder, so that each line adds up to its own and each year or month to that of all lines.
    """
    left = {line: dict(amounts) for line, amounts in lines.items()}
    parts: dict[str, dict[int, Decimal]] = {line: {} for line in lines}
    for when in sorted(months.amounts):
        year = when if months.method is PhasingMethod.YEAR_AMOUNTS else when // 12
        keys = {line: year if year in amounts else None for line, amounts in lines.items()}
        weights = [left[line].get(key, ZERO) for line, key in keys.items()]
        for (line, key), amount in zip(keys.items(), _split(months.amounts[when], weights), strict=True):
            parts[line][when] = amount
            left[line][key] = left[line].get(key, ZERO) - amount
    return tuple(
        phasing(
            line, Months(months.method, months.first, months.last, given, months.first_day, months.last_day), backing
        )
        for line, given in parts.items()
    )


def _split(amount: Decimal, left: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Too much is divided as well, so that the check on the sum says by how much."""
    weights = [max(ZERO, one) for one in left]
    return apportioned(amount, weights if any(weights) else [Decimal(1)] * len(left))


def _amounts(months: Months) -> tuple[PhasedAmount, ...]:
    by_year = months.method is PhasingMethod.YEAR_AMOUNTS
    return tuple(
        PhasedAmount(
            first_month=_month(max(months.first, when * 12) if by_year else when),
            last_month=_month(min(months.last, when * 12 + 11) if by_year else when),
            amount=amount,
        )
        for when, amount in sorted(months.amounts.items())
    )


def _month(number: int) -> str:
    return f"{first_day(number):%Y-%m}"
