"""Line history: what a forecast of one line may use, as it was known on a day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from operator import sub

from pokdash.domain.budget import BudgetPart, Planned, phased_months, planned
from pokdash.domain.ledger import MonthlySpending
from pokdash.domain.money import ZERO, total
from pokdash.domain.month import first_day, last_day, month_number, months_through
from pokdash.domain.plan_changes import Estimate


@dataclass(frozen=True, slots=True)
class LineHistory:
    """Budget and bookings of one line up to and including `until`; amounts in euro.

    `budget` is allocated + carried in − carried out, `committed` the open commitments; None is unknown. The open
    commitments are for fiscal years up to and including `committed_year`; None where there are none. `estimate` is what
    an adviser expects. `carried_until` is the last month (number) of the last year to which money was carried over.
    """

    parts: Sequence[BudgetPart]
    budget: Decimal | None
    spending: Sequence[MonthlySpending]
    committed: Decimal | None
    committed_year: int | None
    until: dt.date
    estimate: Estimate | None = None
    carried_until: int | None = None

    @property
    def last_month(self) -> int | None:
        """The last month of its period (number as in `month`); None where an amount has no months."""
        months = phased_months(self.parts)
        return max(months[1], self.carried_until or 0) if months else None

    @property
    def spent(self) -> Decimal:
        """What was spent so far (AC)."""
        return total(part.spent for part in self.spending)

    @property
    def months_booked(self) -> int:
        """In how many different months something was booked."""
        return len({part.month for part in self.spending})

    @property
    def first_month(self) -> int | None:
        """The first month with bookings (number); None without, or where it lies after `until` or the period."""
        first = min((month_number(part.month) for part in self.spending), default=None)
        if first is None or self.last_month is None:
            return None
        return first if first <= min(self.last_month, month_number(self.until)) else None

    @property
    def over(self) -> bool:
        """Whether the period is over."""
        return self.last_month is not None and self.until >= last_day(self.last_month)

    @property
    def months_so_far(self) -> Fraction:
        """Months from the start of the first month with bookings to `until`; 0 without such a month."""
        return Fraction(0) if self.first_month is None else months_through(self.first_month, self.until)

    def months_ahead(self, day: dt.date | None = None) -> Fraction:
        """Months from `until` to the end of a day, or (None) of the period; 0 where that is past or unknown."""
        if day is None and self.last_month is None:
            return Fraction(0)
        end = last_day(self.last_month or 0) if day is None else day
        return max(Fraction(0), months_through(0, end) - months_through(0, self._goes_on_from))

    @property
    def _goes_on_from(self) -> dt.date:
        """`until`, or the day before its first month where it has no bookings and has not started yet."""
        months = phased_months(self.parts)
        if months is None or self.first_month is not None:
            return self.until
        return max(self.until, first_day(months[0]) - dt.timedelta(days=1))

    def planned(self, day: dt.date) -> Planned:
        """What was planned up to and including a day (PV)."""
        return planned(self.parts, day)

    def by_month(self, amount: Callable[[MonthlySpending], Decimal]) -> tuple[Decimal, ...]:
        """An amount of each whole month since the first with bookings, 0.00 where nothing was booked."""
        sums: dict[int, Decimal] = defaultdict(lambda: ZERO)
        for part in self.spending:
            sums[month_number(part.month)] += amount(part)
        return tuple(sums[month] for month in self._whole_months())

    def planned_by_month(self) -> tuple[Decimal, ...]:
        """What was planned for each of the same months; 0.00 where that is not known."""
        ends = [self.planned(last_day(month)).amount or ZERO for month in self._whole_months()]
        before = [
            self.planned(first_day(month) - dt.timedelta(days=1)).amount or ZERO for month in self._whole_months()
        ]
        return tuple(map(sub, ends, before))

    def _whole_months(self) -> range:
        """The months (numbers) from the first with bookings to the last that has passed, within the period."""
        if self.first_month is None or self.last_month is None:
            return range(0)
        last = month_number(self.until)
        whole = last if self.until == last_day(last) else last - 1
        return range(self.first_month, min(whole, self.last_month) + 1)
