"""A published generation that is open for reading, and what is said when there is none."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from pokdash.store.database import Parameters, open_file, question, utc

Warning_ = tuple[str, dict[str, str | int]]


@dataclass(frozen=True, slots=True)
class NoSnapshot:
    """Nothing can be read: text key and parameters that say why."""

    key: str = "store.empty"
    params: dict[str, str | int] = field(default_factory=dict)


class Snapshot:
    """One generation, read-only: one connection, a cursor per thread. `warning` is set when a newer one is damaged."""

    def __init__(self, path: Path, generation: int, warning: Warning_ | None) -> None:
        self._connection = open_file(path, read_only=True)
        self._local = threading.local()
        self._generation = generation
        self.warning = warning
        ((moment,),) = self.rows("published_at", {"generation": generation})
        self.published_at: dt.datetime = utc(moment)

    @property
    def generation(self) -> int:
        """The number of the generation."""
        return self._generation

    def rows(self, name: str, parameters: Parameters) -> list[tuple[Any, ...]]:
        """Answer a question of `questions.sql`."""
        return self._cursor().execute(question(name), {"plan": None, "shown_on": None, **parameters}).fetchall()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        cursor: duckdb.DuckDBPyConnection | None = getattr(self._local, "cursor", None)
        if cursor is None:
            cursor = self._local.cursor = self._connection.cursor()
        return cursor
