"""Bookings that have no key of their own in the file, and bookings with the key of another one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import duckdb
import numpy as np
import pyarrow as pa

from pokdash.domain.money import ZERO
from pokdash.ledger.conversion.macros import sql

_FIRST = 5  # rows that are named


@dataclass(frozen=True, slots=True)
class Repeats:
    """Rows that repeat something of an earlier row and count all the same: how many, and their sum in euro.

    `first` are the first of them, each with the earlier row.
    """

    rows: int = 0
    total: Decimal = ZERO
    first: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Keys:
    """What was found when every booking got its key: equal rows, and other rows with one and the same line number."""

    equal_rows: Repeats = Repeats()
    shared_lines: Repeats = Repeats()


def give_keys(connection: duckdb.DuckDBPyConnection, *, strict: bool) -> Keys:
    """Give every booking of table `booking` a key of its own.

    A booking without a line number gets one. A booking that equals an earlier one with its number and line is left
    out. Where others have them too, that line number is no key: all of them count, by a line number that is made
    (`strict`: they are wrong).
    """
    equal_rows = _numbered(connection) if _has_unnumbered(connection) else Repeats()
    if not _find_twins(connection):
        return Keys(equal_rows)
    shared = _repeats(connection, "shared_lines")
    if strict or not shared.rows:
        connection.execute(sql("twins_wrong"))
        return Keys(equal_rows)
    connection.execute(sql("twins_counted"))
    again = _numbered(connection)
    if _find_twins(connection):
        connection.execute(sql("twins_wrong"))
    return Keys(_together(equal_rows, again), shared)


def _has_unnumbered(connection: duckdb.DuckDBPyConnection) -> bool:
    query = "select 1 from booking where booking_line is null and reason is null and wrong is null limit 1"
    return bool(connection.execute(query).fetchall())


def _numbered(connection: duckdb.DuckDBPyConnection) -> Repeats:
    connection.execute(sql("numbered"))
    return _repeats(connection, "equal_rows")


def _find_twins(connection: duckdb.DuckDBPyConnection) -> bool:
    """Make table `twin`, if there are any.

    Every key becomes a number, and the numbers are sorted: far cheaper than to compare the keys. Only bookings whose
    number occurs more than once are looked at by SQL.
    """
    connection.execute(sql("keys"))
    numbers = np.sort(connection.sql("select key_number from key").to_arrow_table()["key_number"].to_numpy())
    twice = numbers[1:][numbers[1:] == numbers[:-1]]
    if not len(twice):
        return False
    connection.register("key_twice", pa.table({"key_number": np.unique(twice)}))
    connection.execute(sql("twins"))
    connection.unregister("key_twice")
    return bool(connection.execute("select 1 from twin limit 1").fetchall())


def _repeats(connection: duckdb.DuckDBPyConnection, query: str) -> Repeats:
    ((rows, total, first),) = connection.execute(sql(query), {"most": _FIRST}).fetchall()
    return Repeats(rows, total, tuple(first))


def _together(one: Repeats, other: Repeats) -> Repeats:
    first = tuple(sorted((*one.first, *other.first))[:_FIRST])
    return Repeats(one.rows + other.rows, one.total + other.total, first)
