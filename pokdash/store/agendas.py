"""Agendas in the workspace: named orders of slides."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from pokdash.domain.meeting import Agenda
from pokdash.store.workspace_file import WorkspaceFile, now, question

_SINCE = 2
"""The format of the workspace that first had agendas."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who saves an agenda, of which plan, and the generation that was on the screen."""

    plan: str
    author: str
    generation: int


@dataclass(frozen=True, slots=True)
class Agendas:
    """Saved agendas; every method raises WorkspaceError as the file does."""

    file: WorkspaceFile

    def of(self, plan: str) -> tuple[Agenda, ...]:
        """The newest version of every agenda of a plan that was not removed, the last saved first."""
        with self.file.reading(_SINCE) as file:
            if file is None:
                return ()
            return tuple(
                Agenda(
                    id=row["agenda"],
                    version=row["version"],
                    name=row["name"],
                    slides=tuple(json.loads(row["slides"])),
                    author=row["author"],
                    saved_at=dt.datetime.fromisoformat(row["saved_at"]),
                )
                for row in file.execute(question("agendas"), {"plan": plan})
            )

    def save(self, name: str, slides: Sequence[str], signed: Signature, of: str | None = None) -> str:
        """Save a new agenda or the next version of one, and give its id."""
        agenda = of or secrets.token_hex(5)
        self._add(agenda, name, slides, signed, removed=False)
        return agenda

    def remove(self, agenda: Agenda, signed: Signature) -> None:
        """Take an agenda off the list; its versions stay in the file."""
        self._add(agenda.id, agenda.name, agenda.slides, signed, removed=True)

    def _add(self, agenda: str, name: str, slides: Sequence[str], signed: Signature, *, removed: bool) -> None:
        with self.file.writing() as file:
            last = file.execute(question("last_agenda_version"), {"agenda": agenda}).fetchone()[0]
            if last is None:
                file.execute(question("add_agenda"), {"agenda": agenda, "plan": signed.plan})
            known = {"agenda": agenda, "version": (last or 0) + 1, "name": name, "slides": json.dumps(list(slides))}
            known |= {"removed": int(removed), "author": signed.author, "generation": signed.generation, "at": now()}
            file.execute(question("add_agenda_version"), known)
