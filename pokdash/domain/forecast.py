"""Forecast: what a line will have spent at the end of its period if it goes on as it did, the plain run-rate.

Formula: spent ÷ months from the first booking month to the day `known_until` × months from that first month to the end
of the line's period; the month of that day counts by day. It needs bookings in three different months.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from pokdash.domain.ledger import Ledger, MonthlySpending
from pokdash.domain.money import share, total
from pokdash.domain.month import last_day, month_number, months_through

MONTHS_NEEDED = 3


def known_until(ledger: Ledger, as_of: dt.date) -> dt.date:
    """Up to where time counts as passed: the reference date, or where the ledger ends if that is earlier."""
    return as_of if ledger.covered_until is None else min(as_of, ledger.covered_until)


def run_rate(spending: Sequence[MonthlySpending], until: dt.date, last_month: int | None) -> Decimal | None:
    """Expected spending in all at the end of `last_month`, in euro, from the bookings of one line up to `until`.

    What was spent, once the period is over. None where the end is unknown (`last_month` None), there are bookings
    in fewer than three months, or all bookings lie after `until` or after the period.
    """
    if last_month is None:
        return None
    spent = total(part.spent for part in spending)
    if until >= last_day(last_month):
        return spent
    months = {month_number(part.month) for part in spending}
    if len(months) < MONTHS_NEEDED:
        return None
    first = min(months)
    if first > min(last_month, month_number(until)):
        return None
    return share(spent, (last_month + 1 - first) / months_through(first, until))
