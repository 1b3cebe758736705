"""Look through the descriptions of converted bookings, set-wise: bank accounts, citizen numbers, e-mail addresses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from pokdash.texts import text

_FIRST_ROWS = 5
_DUTCH = "nl"  # the language of what is written into the ledger itself
_KINDS = ("iban", "citizen_number", "address")


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Patterns of personal data in descriptions: rows with an IBAN, a BSN (with its check) and an e-mail address.

    `left_out`: each is replaced by a mark in what is saved; else they stay, because the adviser decided so.
    `first_rows` are the first rows of the file that have one.
    """

    ibans: int
    citizen_numbers: int
    addresses: int
    left_out: bool
    first_rows: tuple[int, ...]


def find_personal_data(connection: duckdb.DuckDBPyConnection, *, keep: bool) -> PersonalData:
    """Look through the bookings that `convert` left in this connection.

    Unless they are kept, the patterns are replaced in table `booking`: ask for it before `Converted.entries`.
    """
    connection.execute(_sql("suspects"))
    if not connection.execute("select 1 from suspect limit 1").fetchall():
        return PersonalData(0, 0, 0, not keep, ())
    connection.execute(_sql("patterns"))
    connection.execute(_sql("personal"))
    ((ibans, citizen_numbers, addresses, rows),) = connection.execute(_sql("counted"), {"most": _FIRST_ROWS}).fetchall()
    if rows and not keep:
        marks = {kind: text(_DUTCH, f"personal_data.{kind}") for kind in _KINDS}
        connection.execute(_sql("left_out"), marks)
    return PersonalData(ibans, citizen_numbers, addresses, not keep, tuple(rows or ()))


@cache
def _sql(name: str) -> str:
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text(encoding="utf-8")
