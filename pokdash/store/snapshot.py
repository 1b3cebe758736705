"""A published generation that is open for reading, and what is said when there is none."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from pokdash.store.database import Parameters, open_file, question, utc
from pokdash.store.generations import Generation

_BATCH_ROWS = 100_000

Message = tuple[str, dict[str, str | int]]
"""A text key and its parameters."""


@dataclass(frozen=True, slots=True)
class NoSnapshot:
    """Nothing can be read: text key and parameters that say why."""

    key: str = "store.empty"
    params: dict[str, str | int] = field(default_factory=dict)


class DamagedSnapshotError(Exception):
    """A generation that was sound when it was opened cannot be read any more; the next snapshot is an older one."""


class Snapshot:
    """One generation, read-only: one connection, a cursor per thread. `warning` is set when a newer one is damaged."""

    def __init__(self, path: Path, entry: Generation, warning: Message | None, damaged: Callable[[], bool]) -> None:
        self._connection = open_file(path, read_only=True)
        self._local = threading.local()
        self._entry = entry
        self._damaged = damaged
        self.warning = warning
        self.published_at = self._published_at()

    @property
    def generation(self) -> int:
        """The number of the generation."""
        return self._entry.generation

    @property
    def checksum(self) -> str:
        """The SHA-256 of the file: the only name of these data that no other store will ever have."""
        return self._entry.sha256

    def rows(self, name: str, parameters: Parameters) -> list[tuple[Any, ...]]:
        """Answer a question of `questions.sql`. DamagedSnapshotError when the file was damaged after it was opened."""
        try:
            return self._answer(name, parameters)
        except duckdb.Error as error:
            if self._damaged():
                raise DamagedSnapshotError(f"generation {self.generation}") from error
            raise

    def stream(self, name: str, parameters: Parameters) -> pa.RecordBatchReader:
        """Answer a question of `questions.sql` as columns, in batches; for answers that are too large for objects."""
        asked = {"plan": None, "shown_on": None, **parameters}
        return self._connection.cursor().sql(question(name), params=asked).to_arrow_reader(_BATCH_ROWS)

    def _answer(self, name: str, parameters: Parameters) -> list[tuple[Any, ...]]:
        return self._cursor().execute(question(name), {"plan": None, "shown_on": None, **parameters}).fetchall()

    def _published_at(self) -> dt.datetime:
        ((moment,),) = self._answer("published_at", {"generation": self.generation})
        return utc(moment)

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        cursor: duckdb.DuckDBPyConnection | None = getattr(self._local, "cursor", None)
        if cursor is None:
            cursor = self._local.cursor = self._connection.cursor()
        return cursor
