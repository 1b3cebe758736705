"""Sums of the bookings by day, from which figures are answered without looking at the bookings.

They are made from the bookings, so a journal need not keep them and a store of an older format can be given them.
"""

from __future__ import annotations

import duckdb

from pokdash.store.database import statement

_TABLES = ("expenditure_day", "payment_day", "payment_month")


def last_batch(connection: duckdb.DuckDBPyConnection) -> int:
    """The newest batch; 0 in a store without any."""
    ((number,),) = connection.execute(statement("last_batch")).fetchall()
    return int(number)


def add(connection: duckdb.DuckDBPyConnection, after: int) -> None:
    """Add the sums of every batch after `after`, which has none yet; their bookings are there."""
    for table in _TABLES:
        connection.execute(statement(table), {"after": after})
