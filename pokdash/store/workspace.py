"""Saved scenarios and drafts in the workspace."""

from __future__ import annotations

import datetime as dt
import secrets
import sqlite3
from dataclasses import dataclass
from typing import Any

from pokdash.domain import scenario as scenarios
from pokdash.domain.saved_scenario import Draft, Label, SavedScenario
from pokdash.domain.scenario import Scenario, StartingPoint, Whose
from pokdash.store.workspace_file import WorkspaceFile, now, question


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


@dataclass(frozen=True, slots=True)
class Workspace:
    """Saved scenarios and drafts; every method raises WorkspaceError as the file does."""

    file: WorkspaceFile

    def scenarios(self, plan: str) -> tuple[SavedScenario, ...]:
        """The newest version of every saved scenario of a plan, the last saved first; archived ones too."""
        with self.file.reading() as file:
            return tuple(_saved(row) for row in file.execute(question("newest"), {"plan": plan})) if file else ()

    def scenario(self, scenario: str, version: int | None = None) -> SavedScenario | None:
        """One version of a scenario, the newest by default; None where there is none."""
        with self.file.reading() as file:
            if file is None:
                return None
            row = file.execute(question("version"), {"scenario": scenario, "version": version}).fetchone()
        return _saved(row) if row else None

    def save(
        self, content: Scenario, label: Label, start: StartingPoint, author: str, of: tuple[str, int] | None = None
    ) -> SavedScenario | Outdated:
        """Save a new scenario or, of the id and version that was seen, its next version."""
        with self.file.writing() as file:
            scenario, version = of or (secrets.token_hex(5), 0)
            if of is None:
                file.execute(question("add_scenario"), {"scenario": scenario, "plan": start.plan})
            newest = file.execute(question("last_version"), {"scenario": scenario}).fetchone()[0] or 0
            if newest != version:
                return Outdated(newest)
            known = {"scenario": scenario, "version": version + 1, "name": label.name, "whose": label.whose.value}
            known |= {"note": label.note, **_row(content, start, author)}
            file.execute(question("add_version"), known)
            row = file.execute(question("version"), {"scenario": scenario, "version": version + 1}).fetchone()
        return _saved(row)

    def archive(self, scenario: str, author: str, *, archived: bool) -> None:
        """Put a scenario away, or bring it back."""
        with self.file.writing() as file:
            known = {"scenario": scenario, "archived": int(archived), "author": author, "at": now()}
            file.execute(question("archive"), known)

    def draft(self, draft: str) -> Draft | None:
        """A draft as it was last kept; None where there is none."""
        with self.file.reading() as file:
            row = file.execute(question("draft"), {"draft": draft}).fetchone() if file else None
        return _draft(row) if row else None

    def drafts(self, plan: str, author: str) -> tuple[Draft, ...]:
        """The drafts of a plan that somebody kept, the last kept first."""
        with self.file.reading() as file:
            known = {"plan": plan, "author": author}
            return tuple(_draft(row) for row in file.execute(question("drafts"), known)) if file else ()

    def drop(self, draft: str, author: str) -> None:
        """Throw a draft away; that of somebody else stays."""
        with self.file.writing() as file:
            file.execute(question("drop_draft"), {"draft": draft, "author": author})

    def keep(self, content: Scenario, start: StartingPoint, author: str, goes_on: GoesOn) -> Draft:
        """Keep a draft that a session goes on with, or a new one.

        Where another session kept that draft since, or it is somebody else's, this one goes on as a draft of its own:
        nothing is overwritten.
        """
        seen = goes_on.draft
        with self.file.writing() as file:
            last = file.execute(question("draft"), {"draft": seen.id}).fetchone() if seen else None
            draft, sequence = secrets.token_hex(5), 1
            seen_last = last and seen and last["sequence"] == seen.sequence
            if last and last["author"] == author and (seen_last or last["session"] == goes_on.session):
                draft, sequence = last["id"], last["sequence"] + 1
            of, version = goes_on.of or (None, None)
            known = {"draft": draft, "sequence": sequence, "plan": start.plan, "session": goes_on.session}
            known |= {"of": of, "version": version, **_row(content, start, author)}
            file.execute(question("add_draft"), known)
            file.execute(question("forget_earlier"), {"draft": draft, "sequence": sequence})
            row = file.execute(question("draft"), {"draft": draft}).fetchone()
        return _draft(row)


def _row(content: Scenario, start: StartingPoint, author: str) -> dict[str, str | int]:
    return {
        "author": author,
        "content": scenarios.written(content),
        "plan_version": start.plan_version,
        "generation": start.generation,
        "as_of": start.as_of.isoformat(),
        "saved_at": now(),
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
