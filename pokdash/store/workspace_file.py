"""The workspace: what people keep around the figures, in one SQLite file beside the ledger.

Many people write small things at the same moment, so every call opens the file, does one transaction and closes it;
SQLite lets writers wait for one another, also of other processes. What was answered is on the medium.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pokdash.store.database import named, script
from pokdash.store.faults import Unpublishable, machine_fault

_SCRIPTS = ("workspace", "workspace_meetings")
"""What makes the tables, in the order in which they came; a file of an earlier format gets those that it lacks."""
FORMAT = len(_SCRIPTS)
_BUSY_SECONDS = 10


class WorkspaceError(Exception):
    """The workspace cannot be used: text key `store.<problem>` with its parameters."""

    def __init__(self, fault: Unpublishable) -> None:
        super().__init__(fault.problem)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class WorkspaceFile:
    """The file; it is made when something is kept for the first time.

    Reading and writing raise WorkspaceError where the file is damaged, of a newer format, or cannot be written; what
    was there stays as it was.
    """

    path: Path

    def trace(self) -> tuple[tuple[int, int] | None, ...]:
        """What tells, without opening it, whether something was kept since: of the file and of its log."""
        return tuple(_trace(place) for place in (self.path, self.path.with_name(f"{self.path.name}-wal")))

    @contextmanager
    def reading(self, since: int = 1) -> Iterator[sqlite3.Connection | None]:
        """The file; None while nobody kept anything in it that formats have `since` that one."""
        if not self.path.exists():
            yield None
            return
        with self._opened() as file:
            yield file if _format(file) >= since else None

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The file inside one transaction."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._wrong(error) from error
        with self._opened() as file:
            file.execute("begin immediate")
            for lacking in _SCRIPTS[_format(file) :]:
                for statement in _statements(script(lacking)):
                    file.execute(statement)
            file.execute(f"pragma user_version = {FORMAT}")
            try:
                yield file
            except BaseException:
                file.execute("rollback")
                raise
            file.execute("commit")

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            file = sqlite3.connect(self.path, timeout=_BUSY_SECONDS, isolation_level=None)
        except sqlite3.Error as error:
            raise self._wrong(error) from error
        try:
            file.row_factory = sqlite3.Row
            file.execute("pragma journal_mode = wal")
            file.execute("pragma synchronous = full")
            file.execute("pragma foreign_keys = on")
            if _format(file) > FORMAT:
                raise WorkspaceError(Unpublishable("workspace_newer", {"file": str(self.path)}))
            yield file
        except (sqlite3.DatabaseError, OSError) as error:
            raise self._wrong(error) from error
        finally:
            file.close()

    def _wrong(self, error: Exception) -> Exception:
        """What a person can do about an error of the machine; a mistake of ours stays an exception of its own."""
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            return error
        fault = machine_fault(error, self.path.parent)
        return WorkspaceError(fault or Unpublishable("workspace_unusable", {"file": str(self.path)}))


def _trace(place: Path) -> tuple[int, int] | None:
    try:
        found = place.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _format(file: sqlite3.Connection) -> int:
    return int(file.execute("pragma user_version").fetchone()[0])


def _statements(text: str) -> Iterator[str]:
    """The statements of a script; a trigger holds a semicolon of its own."""
    found = ""
    for part in text.split(";"):
        found += part + ";"
        if sqlite3.complete_statement(found):
            if found.strip() != ";":
                yield found
            found = ""


def question(name: str) -> str:
    """A statement of `workspace_questions.sql`."""
    return named("workspace_questions")[name]


def now() -> str:
    """The moment of asking in UTC, as the file keeps it."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")
