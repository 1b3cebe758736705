"""A published generation that is open for reading, and what is said when there is none."""

from __future__ import annotations

import copy
import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from pokdash.domain.meeting import DataVersion
from pokdash.store.database import Parameters, naive_utc, open_file, question, utc
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
    """One generation, read-only: one connection, a cursor per thread. `warning` is set when a newer one is damaged.

    `version` is what it shows, and `shown_on` the moment of that where it is an earlier version of these data.
    """

    def __init__(self, path: Path, entry: Generation, warning: Message | None, damaged: Callable[[], bool]) -> None:
        self._connection = open_file(path, read_only=True)
        self._local = threading.local()
        self._damaged = damaged
        self.shown_on: dt.datetime | None = None
        self.warning = warning
        self.version = DataVersion(entry.generation, self._published_at(entry.generation), entry.sha256)

    @property
    def generation(self) -> int:
        """The number of the generation."""
        return self.version.generation

    @property
    def checksum(self) -> str:
        """The SHA-256 of the file: the only name of these data that no other store will ever have."""
        return self.version.checksum

    @property
    def published_at(self) -> dt.datetime:
        """When it was published, in UTC."""
        return self.version.published_at

    def as_shown(self, version: DataVersion) -> Snapshot | None:
        """The same data as they were in an earlier version; None where these data never had that version.

        Nothing in the ledger is ever removed, so its questions are answered as they were on that moment.
        """
        if version == self.version:
            return self
        found = self._answer("published_at", {"generation": version.generation})
        if version.generation > self.generation or [utc(moment) for (moment,) in found] != [version.published_at]:
            return None
        earlier = copy.copy(self)
        earlier.version, earlier.shown_on = version, version.published_at
        return earlier

    def version_on(self, moment: dt.datetime) -> DataVersion | None:
        """The version that was served on a moment; None before the first one."""
        ((generation,),) = self._answer("shown_generation", {"shown_on": naive_utc(moment)})
        if generation in (0, self.generation):
            return self.version if generation else None
        return DataVersion(generation, self._published_at(generation), f"{self.checksum}@{generation}")

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
        return (
            self._connection.cursor().sql(question(name), params=self._asked(parameters)).to_arrow_reader(_BATCH_ROWS)
        )

    def _answer(self, name: str, parameters: Parameters) -> list[tuple[Any, ...]]:
        return self._cursor().execute(question(name), self._asked(parameters)).fetchall()

    def _asked(self, parameters: Parameters) -> dict[str, object]:
        """The parameters of a question; of an earlier version nothing that was shown later is asked."""
        asked = {"plan": None, "shown_on": None, **parameters}
        if self.shown_on is not None:
            moments = [asked["shown_on"], naive_utc(self.shown_on)]
            asked["shown_on"] = min(one for one in moments if isinstance(one, dt.datetime))
        return asked

    def _published_at(self, generation: int) -> dt.datetime:
        ((moment,),) = self._answer("published_at", {"generation": generation})
        return utc(moment)

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        cursor: duckdb.DuckDBPyConnection | None = getattr(self._local, "cursor", None)
        if cursor is None:
            cursor = self._local.cursor = self._connection.cursor()
        return cursor
