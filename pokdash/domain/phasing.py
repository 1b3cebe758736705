"""Phasing: over which months an amount is spread, and how much of it was planned up to a day.

Planned through month k of n is amount × k / n, rounded to the cent (half up); a month is the difference of two such
values, so the months always add up to the amount. Within a month the plan runs pro rata by day, rounded to the cent.

Where months do not carry the same, k ÷ n is the sum of the parts of the first k months ÷ that of all. Those parts are
the amounts of the months (`year_amounts`, `month_amounts`), their days (`from_to`), or n, n − 1, … 1 (`front_loaded`)
and 1, 2, … n (`back_loaded`): the sum of the digits, as in depreciation. When the amount changes after its months were
given, the months change in proportion.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate, pairwise

from pokdash.domain.money import ZERO, cents, share
from pokdash.domain.month import first_day, last_day, month_number, parsed_month
from pokdash.domain.plan import Line, Plan, YearRange
from pokdash.domain.plan_changes import Phasing, PhasingMethod, PhasingStanding


@dataclass(frozen=True, slots=True)
class OwnAssumption:
    """What this program assumes where a plan says nothing: who, when, and the text key of why."""

    who: str
    on: dt.date
    why: str


DEFAULT_ASSUMPTION = OwnAssumption("POK-monitor", dt.date(2026, 11, 21), "explain.equal_months")
"""Who spread the amounts of a line without a phasing in the plan, when and why."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Consecutive months (numbers as in `month`) that carry parts of an amount, and whose choice that is.

    `weights` are the parts of the months; without them every month carries the same. With `first_day` and `last_day` it
    begins and ends inside a month.
    """

    first: int
    last: int
    kind: PhasingStanding
    weights: tuple[int, ...] = ()
    first_day: dt.date | None = None
    last_day: dt.date | None = None

    def planned(self, amount: Decimal, day: dt.date) -> Decimal:
        """What of `amount` was planned from the start to the end of `day`, in euro."""
        number = month_number(day)
        if number < self.first:
            return ZERO
        if number > self.last:
            return cents(amount)
        before = self._through(amount, number - self.first)
        return before + share(self._through(amount, number - self.first + 1) - before, self._elapsed(day))

    def _through(self, amount: Decimal, months: int) -> Decimal:
        if not self.weights:
            return share(amount, Fraction(months, self.last - self.first + 1))
        sums = _sums(self.weights)
        return share(amount, Fraction(sums[months], sums[-1]))

    def _elapsed(self, day: dt.date) -> Fraction:
        """The part of its month that has passed at the end of a day, from `first_day` and up to `last_day`."""
        number = month_number(day)
        start = max(first_day(number), self.first_day or first_day(number))
        end = min(last_day(number), self.last_day or last_day(number))
        return min(Fraction(1), max(Fraction(0), Fraction((day - start).days + 1, (end - start).days + 1)))


@lru_cache(maxsize=1024)
def _sums(weights: tuple[int, ...]) -> tuple[int, ...]:
    """The sum of no month, of the first, of the first two and so on."""
    return (0, *accumulate(weights))


def spread(plan: Plan, line: Line, year: int | None, period: YearRange | None) -> Spread | None:
    """The months for an amount of this line: of one fiscal year, or (`year` None) of a period.

    The plan's phasing of the line decides. An amount of a year never leaves its year: a phasing is cut to it, and where
    it has nothing for that year, or is `equal_months_within_year`, the twelve months are filled evenly. Without a
    phasing the months are those of the year or the period, as an assumption (`DEFAULT_ASSUMPTION`). None where no
    phasing exists and no period is named: then nothing can be planned.
    """
    phasing = next(iter(phasings_of(plan, line)), None)
    if phasing is None:
        return _default(year, period)
    return _of_period(phasing) if year is None else _within_year(phasing, year)


def phasings_of(plan: Plan, line: Line) -> tuple[Phasing, ...]:
    """The phasings that the plan has for a line."""
    return tuple(phasing for phasing in plan.phasings if phasing.line == line.code)


def own_assumption(plan: Plan, line: Line) -> OwnAssumption | None:
    """What we assume for a line without a phasing; None with one, or where its amounts name no year and no period."""
    named = any(part.year is not None or part.period is not None for part in line.allocations)
    return DEFAULT_ASSUMPTION if named and not phasings_of(plan, line) else None


def assumes_equal_months(plan: Plan, lines: Collection[str] | None = None) -> bool:
    """Whether every spread that is an assumption, of some lines or (None) of the plan, has equal months."""
    equal = (PhasingMethod.EQUAL_MONTHS, PhasingMethod.EQUAL_MONTHS_WITHIN_YEAR)
    assumed = [one for one in plan.phasings if one.kind is PhasingStanding.ASSUMPTION]
    return all(one.method in equal for one in assumed if lines is None or one.line in lines)


def _default(year: int | None, period: YearRange | None) -> Spread | None:
    """Equal months over a year or a period, as our assumption; None where neither is named."""
    years = period if year is None else YearRange(first=year, last=year)
    return None if years is None else Spread(years.first * 12, years.last * 12 + 11, PhasingStanding.ASSUMPTION)


def _of_period(phasing: Phasing) -> Spread:
    first, last = parsed_month(phasing.first_month), parsed_month(phasing.last_month)
    return Spread(first, last, phasing.kind, _weights(phasing, first, last), phasing.first_day, phasing.last_day)


def _within_year(phasing: Phasing, year: int) -> Spread:
    january, december = year * 12, year * 12 + 11
    first = max(january, parsed_month(phasing.first_month))
    last = min(december, parsed_month(phasing.last_month))
    weights = _weights(phasing, first, last)
    if phasing.method is PhasingMethod.EQUAL_MONTHS_WITHIN_YEAR or first > last or (weights and not any(weights)):
        return Spread(january, december, phasing.kind)
    return Spread(first, last, phasing.kind, weights, phasing.first_day, phasing.last_day)


def _weights(phasing: Phasing, first: int, last: int) -> tuple[int, ...]:
    """The parts that the months `first` to `last` carry by the formulas above; none for equal months."""
    months = range(first, last + 1)
    if phasing.amounts:
        by_month = _month_amounts(phasing)
        return tuple(by_month.get(month, 0) for month in months)
    if phasing.method is PhasingMethod.FRONT_LOADED:
        return tuple(range(len(months), 0, -1))
    if phasing.method is PhasingMethod.BACK_LOADED:
        return tuple(range(1, len(months) + 1))
    if phasing.method is PhasingMethod.FROM_TO and phasing.first_day and phasing.last_day:
        begin, end = phasing.first_day, phasing.last_day
        return tuple((min(end, last_day(month)) - max(begin, first_day(month))).days + 1 for month in months)
    return ()


def _month_amounts(phasing: Phasing) -> dict[int, int]:
    """The amount of each month, in cents: an amount for more months is divided evenly, and always adds up."""
    found: dict[int, int] = {}
    for part in phasing.amounts:
        first, last = parsed_month(part.first_month), parsed_month(part.last_month)
        whole, months = int(part.amount * 100), last - first + 1
        through = [(2 * whole * number + months) // (2 * months) for number in range(months + 1)]  # rounded half up
        found |= {month: after - before for month, (before, after) in enumerate(pairwise(through), start=first)}
    return found


def outside_period(line: Line, phasing: Phasing) -> bool:
    """Whether a phasing goes over months outside the period that a document gives for an amount of the line."""
    first, last = parsed_month(phasing.first_month) // 12, parsed_month(phasing.last_month) // 12
    periods = [allocation.period for allocation in line.allocations if allocation.period]
    return any(first < period.first or last > period.last for period in periods)


def weakest_kind(kinds: Iterable[PhasingStanding]) -> str | None:
    """`planned_kind` of a sum: assumption if any part is, else adopted if any is, else source; None for no parts."""
    found = set(kinds)
    order = (PhasingStanding.ASSUMPTION, PhasingStanding.ADOPTED, PhasingStanding.SOURCE)
    return next((kind.value for kind in order if kind in found), None)
