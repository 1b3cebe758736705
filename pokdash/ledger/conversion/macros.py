"""The words of SQL that read amounts, dates and periods; `sql/money.sql` and `sql/dates.sql` say what each takes."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import duckdb

_FOLDER = Path(__file__).parents[1] / "sql"
_FILES = ("cells", "money", "dates", "unguarded")


def register_macros(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `money`, `money_form`, `money_flag`, `booking_date`, `period_number` and their kin known to a connection."""
    ((known,),) = connection.execute("select getvariable('macros_known')").fetchall()
    if known:
        return
    for name in _FILES:
        connection.execute(sql(name))
    connection.execute("set variable macros_known = true")


@cache
def sql(name: str) -> str:
    """The text of `sql/<name>.sql`."""
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def only_text(pattern: str) -> str | None:
    """The one text that fits a regular expression without anything special in it; None for another expression."""
    text = re.sub(r"\\(.)", r"\1", pattern, flags=re.DOTALL)
    return text if re.escape(text) == pattern else None


def literal(text: str) -> str:
    """Text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"
