"""Bookings with the key of an earlier booking of the same file."""

from __future__ import annotations

import duckdb
import numpy as np
import pyarrow as pa

from pokdash.ledger.conversion.macros import sql


def mark_twins(connection: duckdb.DuckDBPyConnection) -> None:
    """Leave out of table `booking` what is equal to an earlier booking; what only has its key is wrong.

    Every key becomes a number, and the numbers are sorted: far cheaper than to compare the keys. Only bookings whose
    number occurs more than once are looked at by SQL.
    """
    connection.execute(sql("keys"))
    numbers = np.sort(connection.sql("select key_number from key").to_arrow_table()["key_number"].to_numpy())
    twice = numbers[1:][numbers[1:] == numbers[:-1]]
    if len(twice):
        connection.register("key_twice", pa.table({"key_number": np.unique(twice)}))
        connection.execute(sql("twins"))
        connection.unregister("key_twice")
