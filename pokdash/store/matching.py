"""Which live booking a staged one is, and which live ones a file does not have any more."""

from __future__ import annotations

import duckdb

from pokdash.domain.booking_name import FIRST_MADE_UP_LINE
from pokdash.store.database import question, statement
from pokdash.store.new_batch import Cover

_WAYS = ("same", "amount", "description", "booking_date", "number")
"""How a booking whose key was made up is found again, the surest way first; see `paired` in changes.sql."""


def match(connection: duckdb.DuckDBPyConnection, plan_id: str, cover: Cover | None) -> None:
    """Make tables `known`, `absent` and `staged` of table `incoming`.

    Without `cover` the file is only an addition: its bookings are known by their keys, and nothing can be absent.
    """
    live: dict[str, object] = {"plan": plan_id, "shown_on": None}
    connection.execute(statement("known"))
    connection.execute(f"insert into known {question('known')}", live)
    connection.execute(statement("absent"))
    if cover and _one(connection, question("covers_something"), {**live, "until": cover.until}):
        _find_absent(connection, live, cover)
    connection.execute(statement("staged"))
    connection.execute(statement("taken_back"))


def _find_absent(connection: duckdb.DuckDBPyConnection, live: dict[str, object], cover: Cover) -> None:
    asked = {**live, "until": cover.until}
    connection.execute(statement("repeated"))
    connection.execute(f"insert into repeated {question('repeated')}", {**asked, "alike": list(cover.alike)})
    connection.execute(statement("linked"))
    spent_until = {"expenditures_until": cover.expenditures_until or cover.until}
    connection.execute(f"insert into absent by name {question('absent')}", {**asked, **spent_until})
    if not _one(connection, "select count(*) from absent", {}):
        return
    connection.execute(statement("fresh"))
    for way in _WAYS if _one(connection, "select count(*) from fresh", {}) else ():
        connection.execute(statement("paired"), {"way": way, "made_up": FIRST_MADE_UP_LINE})
        connection.execute(statement("no_longer_fresh"))
        connection.execute(statement("no_longer_absent"))
    connection.execute("update absent set leaves = $leaves", {"leaves": cover.take_back})


def _one(connection: duckdb.DuckDBPyConnection, query: str, parameters: dict[str, object]) -> object:
    return connection.execute(query, parameters).fetchall()[0][0]
