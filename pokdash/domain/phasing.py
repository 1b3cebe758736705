"""Phasing: over which months an amount is spread, and how much of it was planned up to a day.

Planned through month k of n is amount × k / n, rounded to the cent (half up); a month is the difference of two such
values, so the months always add up to the amount. Within a month the plan runs pro rata by day, rounded to the cent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pokdash.domain.money import ZERO, cents, share
from pokdash.domain.month import elapsed_share, month_number, parsed_month
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
    """Consecutive months (numbers as in `month`) that carry equal parts of an amount, and whose choice that is."""

    first: int
    last: int
    kind: PhasingStanding

    def planned(self, amount: Decimal, day: dt.date) -> Decimal:
        """What of `amount` was planned from the start to the end of `day`, in euro."""
        number = month_number(day)
        if number < self.first:
            return ZERO
        if number > self.last:
            return cents(amount)
        before = self._through(amount, number - self.first)
        return before + share(self._through(amount, number - self.first + 1) - before, elapsed_share(day))

    def _through(self, amount: Decimal, months: int) -> Decimal:
        return share(amount, Fraction(months, self.last - self.first + 1))


def spread(plan: Plan, line: Line, year: int | None, period: YearRange | None) -> Spread | None:
    """The months for an amount of this line: of one fiscal year, or (`year` None) of a period.

    The plan's phasing of the line decides. An amount of a year never leaves its year: `equal_months` is cut to it,
    `equal_months_within_year` fills its twelve months. Without a phasing the months are those of the year or the
    period, as an assumption (`DEFAULT_ASSUMPTION`). None where no phasing exists and no period is named: then nothing
    can be planned.
    """
    phasing = _phasing(plan, line, year)
    if phasing is None:
        return _default(year, period)
    if year is not None:
        return _within_year(phasing, year)
    return Spread(parsed_month(phasing.first_month), parsed_month(phasing.last_month), phasing.kind)


def phasings_of(plan: Plan, line: Line) -> tuple[Phasing, ...]:
    """The phasings that the plan has for a line."""
    return tuple(phasing for phasing in plan.phasings if phasing.line == line.code)


def own_assumption(plan: Plan, line: Line) -> OwnAssumption | None:
    """What we assume for a line without a phasing; None with one, or where its amounts name no year and no period."""
    named = any(part.year is not None or part.period is not None for part in line.allocations)
    return DEFAULT_ASSUMPTION if named and not phasings_of(plan, line) else None


def _default(year: int | None, period: YearRange | None) -> Spread | None:
    """Equal months over a year or a period, as our assumption; None where neither is named."""
    years = period if year is None else YearRange(first=year, last=year)
    return None if years is None else Spread(years.first * 12, years.last * 12 + 11, PhasingStanding.ASSUMPTION)


def _phasing(plan: Plan, line: Line, year: int | None) -> Phasing | None:
    fitting = PhasingMethod.EQUAL_MONTHS if year is None else PhasingMethod.EQUAL_MONTHS_WITHIN_YEAR
    found = phasings_of(plan, line)
    return next((phasing for phasing in found if phasing.method is fitting), found[0] if found else None)


def _within_year(phasing: Phasing, year: int) -> Spread:
    january, december = year * 12, year * 12 + 11
    first = max(january, parsed_month(phasing.first_month))
    last = min(december, parsed_month(phasing.last_month))
    if phasing.method is PhasingMethod.EQUAL_MONTHS_WITHIN_YEAR or first > last:
        return Spread(january, december, phasing.kind)
    return Spread(first, last, phasing.kind)


def weakest_kind(kinds: Iterable[PhasingStanding]) -> str | None:
    """`planned_kind` of a sum: assumption if any part is, else adopted if any is, else source; None for no parts."""
    found = set(kinds)
    order = (PhasingStanding.ASSUMPTION, PhasingStanding.ADOPTED, PhasingStanding.SOURCE)
    return next((kind.value for kind in order if kind in found), None)
