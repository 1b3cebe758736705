"""The workspace: saved scenarios and drafts, in one SQLite file beside the ledger.

Many people write small things at the same moment, so every call opens the file, does one transaction and closes it;
SQLite lets writers wait for one another, also of other processes. What was answered is on the medium.
"""

from __future__ import annotations

import datetime as dt
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pokdash.domain import scenario as scenarios
from pokdash.domain.saved_scenario import Draft, Label, SavedScenario
from pokdash.domain.scenario import Scenario, StartingPoint, Whose
from pokdash.store.database import named, script
from pokdash.store.faults import Unpublishable, machine_fault

FORMAT = 1
_BUSY_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Outdated:
    """Somebody else saved a newer version (a number) than the one that this change was made on."""

    newest: int


@dataclass(frozen=True, slots=True)
class GoesOn:
    """Who keeps a draft (a name that one session has), the draft that it kept or read last, and what that is of.

    `of` is the id and version of the saved scenario that it goes on from.
    """

    session: str
    draft: Draft | None = None
    of: tuple[str, int] | None = None


class WorkspaceError(Exception):
    """The workspace cannot be used: text key `store.<problem>` with its parameters."""

    def __init__(self, fault: Unpublishable) -> None:
        super().__init__(fault.problem)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Workspace:
    """The file with what people keep; it is made when something is kept for the first time.

    Every method raises WorkspaceError where the file is damaged, of a newer format, or cannot be written; what was
    there stays as it was.
    """

    path: Path

    def scenarios(self, plan: str) -> tuple[SavedScenario, ...]:
        """The newest version of every saved scenario of a plan, the last saved first; archived ones too."""
        with self._reading() as file:
            return tuple(_saved(row) for row in file.execute(_sql("newest"), {"plan": plan})) if file else ()

    def scenario(self, scenario: str, version: int | None = None) -> SavedScenario | None:
        """One version of a scenario, the newest by default; None where there is none."""
        with self._reading() as file:
            if file is None:
                return None
            row = file.execute(_sql("version"), {"scenario": scenario, "version": version}).fetchone()
        return _saved(row) if row else None

    def save(
        self, content: Scenario, label: Label, start: StartingPoint, author: str, of: tuple[str, int] | None = None
    ) -> SavedScenario | Outdated:
        """Save a new scenario or, of the id and version that was seen, its next version."""
        with self._writing() as file:
            scenario, version = of or (secrets.token_hex(5), 0)
            if of is None:
                file.execute(_sql("add_scenario"), {"scenario": scenario, "plan": start.plan})
            newest = file.execute(_sql("last_version"), {"scenario": scenario}).fetchone()[0] or 0
            if newest != version:
                return Outdated(newest)
            known = {"scenario": scenario, "version": version + 1, "name": label.name, "whose": label.whose.value}
            known |= {"note": label.note, **_row(content, start, author)}
            file.execute(_sql("add_version"), known)
            row = file.execute(_sql("version"), {"scenario": scenario, "version": version + 1}).fetchone()
        return _saved(row)

    def archive(self, scenario: str, author: str, *, archived: bool) -> None:
        """Put a scenario away, or bring it back."""
        with self._writing() as file:
            known = {"scenario": scenario, "archived": int(archived), "author": author, "at": _now()}
            file.execute(_sql("archive"), known)

    def draft(self, draft: str) -> Draft | None:
        """A draft as it was last kept; None where there is none."""
        with self._reading() as file:
            row = file.execute(_sql("draft"), {"draft": draft}).fetchone() if file else None
        return _draft(row) if row else None

    def drafts(self, plan: str, author: str) -> tuple[Draft, ...]:
        """The drafts of a plan that somebody kept, the last kept first."""
        with self._reading() as file:
            known = {"plan": plan, "author": author}
            return tuple(_draft(row) for row in file.execute(_sql("drafts"), known)) if file else ()

    def drop(self, draft: str, author: str) -> None:
        """Throw a draft away; that of somebody else stays."""
        with self._writing() as file:
            file.execute(_sql("drop_draft"), {"draft": draft, "author": author})

    def keep(self, content: Scenario, start: StartingPoint, author: str, goes_on: GoesOn) -> Draft:
        """Keep a draft that a session goes on with, or a new one.

        Where another session kept that draft since, or it is somebody else's, this one goes on as a draft of its own:
        nothing is overwritten.
        """
        seen = goes_on.draft
        with self._writing() as file:
            last = file.execute(_sql("draft"), {"draft": seen.id}).fetchone() if seen else None
            draft, sequence = secrets.token_hex(5), 1
            seen_last = last and seen and last["sequence"] == seen.sequence
            if last and last["author"] == author and (seen_last or last["session"] == goes_on.session):
                draft, sequence = last["id"], last["sequence"] + 1
            of, version = goes_on.of or (None, None)
            known = {"draft": draft, "sequence": sequence, "plan": start.plan, "session": goes_on.session}
            known |= {"of": of, "version": version, **_row(content, start, author)}
            file.execute(_sql("add_draft"), known)
            file.execute(_sql("forget_earlier"), {"draft": draft, "sequence": sequence})
            row = file.execute(_sql("draft"), {"draft": draft}).fetchone()
        return _draft(row)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        """The file; None while nobody kept anything."""
        if not self.path.exists():
            yield None
            return
        with self._opened() as file:
            yield file if _format(file) else None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """The file inside one transaction."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._wrong(error) from error
        with self._opened() as file:
            file.execute("begin immediate")
            if _format(file) == 0:
                for statement in _statements(script("workspace")):
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


def _sql(name: str) -> str:
    return named("workspace_questions")[name]


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")


def _row(content: Scenario, start: StartingPoint, author: str) -> dict[str, str | int]:
    return {
        "author": author,
        "content": scenarios.written(content),
        "plan_version": start.plan_version,
        "generation": start.generation,
        "as_of": start.as_of.isoformat(),
        "saved_at": _now(),
    }


def _start(row: sqlite3.Row) -> StartingPoint:
    return StartingPoint(
        plan=row["plan"],
        plan_version=row["plan_version"],
        generation=row["generation"],
        as_of=dt.date.fromisoformat(row["as_of"]),
    )


def _saved(row: sqlite3.Row) -> SavedScenario:
    return SavedScenario(
        id=row["scenario"],
        version=row["version"],
        label=Label(row["name"], Whose(row["whose"]), row["note"]),
        author=row["author"],
        scenario=scenarios.read(row["content"]),
        start=_start(row),
        saved_at=dt.datetime.fromisoformat(row["saved_at"]),
        versions=row["versions"],
        archived=bool(row["archived"]),
    )


def _draft(row: sqlite3.Row) -> Draft:
    of: Any = (row["scenario"], row["version"]) if row["scenario"] else None
    return Draft(
        id=row["id"],
        sequence=row["sequence"],
        author=row["author"],
        scenario=scenarios.read(row["content"]),
        start=_start(row),
        saved_at=dt.datetime.fromisoformat(row["saved_at"]),
        of=of,
    )
