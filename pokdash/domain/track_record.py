"""Track record: what was expected at earlier dates against what came, of lines together."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pokdash.domain.backtest import Tried
from pokdash.domain.branch import Expected, together
from pokdash.domain.forecast import Forecast
from pokdash.domain.ledger import Ledger
from pokdash.domain.money import total
from pokdash.domain.month import last_day, month_number


@dataclass(frozen=True, slots=True)
class TrackPoint:
    """How far what was expected on `made_on` lay from what came, of the lines that had a forecast then; in euro.

    `off` is expected − came: below zero was too low. `low` and `high` are the range less what came; both are None
    without one. `published` tells what was really shown then from what is computed again now; `lines` is of how many
    lines it is.
    """

    made_on: dt.date
    off: Decimal
    low: Decimal | None
    high: Decimal | None
    published: bool
    lines: int = 1

    @property
    def within(self) -> bool | None:
        """Whether what came lay within the range; None without one."""
        return None if self.low is None or self.high is None else self.low <= 0 <= self.high


def track(tried: Iterable[Tried], lines: Collection[str], *, published: bool) -> tuple[TrackPoint, ...]:
    """One point for each earlier date on which something of these lines was shown, in the order of time."""
    by_day: dict[dt.date, list[Tried]] = defaultdict(list)
    for one in tried:
        if one.shown and one.line in lines:
            by_day[one.made_on].append(one)
    return tuple(_point(day, by_day[day], published=published) for day in sorted(by_day))


def _point(made_on: dt.date, tried: Sequence[Tried], *, published: bool) -> TrackPoint:
    all_of_it = together(
        (Expected(one.forecast.day, one.forecast.eac, one.forecast.low, one.forecast.high) for one in tried), made_on
    )
    came = total(one.came for one in tried)
    low = None if all_of_it.low is None else all_of_it.low - came
    high = None if all_of_it.high is None else all_of_it.high - came
    return TrackPoint(made_on, all_of_it.amount - came, low, high, published, len(tried))


def compared_on(known_until: dt.date) -> dt.date:
    """The day on which published forecasts are compared with what came: the last month end that is known."""
    month = month_number(known_until)
    return known_until if known_until == last_day(month) else last_day(month - 1)


def published(found: Iterable[tuple[dt.date, str, bool, Forecast]], ledger: Ledger, day: dt.date) -> tuple[Tried, ...]:
    """What was expected of a day (made on, line, shown, forecast), with what came by the bookings up to that day."""
    came: dict[str, Decimal] = defaultdict(Decimal)
    for part in ledger.spending:
        came[part.line] += part.spent
    return tuple(
        Tried(line, made_on, forecast, total([came[line]]), shown)
        for made_on, line, shown, forecast in found
        if made_on < day
    )
