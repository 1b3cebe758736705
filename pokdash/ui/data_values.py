"""Values of a booking as a person reads them in a table."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from pokdash.ui.say import date, euro

Value = Decimal | dt.date | str | None


def written(value: Value) -> str:
    """An amount, a day or a text; nothing where there is nothing."""
    if isinstance(value, Decimal):
        return euro(value)
    return date(value) if isinstance(value, dt.date) else value or ""


def difference(old: Value, new: Value) -> str:
    """New minus old, of two amounts; nothing for anything else."""
    return euro(new - old) if isinstance(old, Decimal) and isinstance(new, Decimal) else ""
