"""How the store opens a DuckDB file, and the SQL that it runs there."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import duckdb

# Every connection to one file in a process must have the same settings, so there is one set. SQL cannot reach
# files, extensions or these settings. What does not fit in memory goes to the folder for temporary files, not to the
# store, where a writer would remove it from under a reader.
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "memory_limit": "1400MB",
    "temp_directory": str(Path(tempfile.gettempdir()) / f"pokdash-{os.getpid()}"),
    "lock_configuration": "true",
}
_SQL = Path(__file__).parent / "sql"

Parameters = Mapping[str, object]


class Readable(Protocol):
    """Something that questions can be asked of: a published generation, or the next one while it is written."""

    @property
    def generation(self) -> int:
        """The number of the generation."""

    def rows(self, question: str, parameters: Parameters) -> list[tuple[Any, ...]]:
        """Answer a question of `questions.sql`."""


def open_file(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    """Open a database file with the settings of the store; duckdb.Error when the file is no sound database."""
    return duckdb.connect(str(path), read_only=read_only, config=_SETTINGS)


@cache
def script(name: str) -> str:
    """The whole text of a file in `sql/`."""
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")


@cache
def named(file: str) -> dict[str, str]:
    """The pieces of a file in `sql/`, by the names above them."""
    parts = script(file).split("-- name: ")
    return {name.strip(): body.strip() for name, _, body in (part.partition("\n") for part in parts[1:])}


@cache
def question(name: str) -> str:
    """A query of `questions.sql`, with the definitions of what is live before it; takes $plan and $shown_on."""
    return f"{script('live')}\n{named('questions')[name]}"


def statement(name: str) -> str:
    """A statement of `changes.sql`."""
    return named("changes")[name]


def naive_utc(moment: dt.datetime) -> dt.datetime:
    """A moment as the database keeps it: UTC without a zone. A moment without a zone is a bug: ValueError."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(dt.UTC).replace(tzinfo=None)


def utc(stored: dt.datetime) -> dt.datetime:
    """A moment as the rest of the house knows it."""
    return stored.replace(tzinfo=dt.UTC)
