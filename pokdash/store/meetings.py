"""Meetings in the workspace, and the questions and notes that were kept there."""

from __future__ import annotations

import datetime as dt
import json
import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from pokdash.domain.meeting import Answer, DataVersion, Meeting, Remark, RemarkKind
from pokdash.store.workspace_file import WorkspaceFile, now, question

_SINCE = 2
"""The format of the workspace that first had meetings."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a person says of a meeting: of which plan, how it is called, and the day on which it is held."""

    plan: str
    name: str
    held_on: dt.date


@dataclass(frozen=True, slots=True)
class Meetings:
    """Meetings, questions and notes; every method raises WorkspaceError as the file does."""

    file: WorkspaceFile

    def of(self, plan: str) -> tuple[Meeting, ...]:
        """Every meeting about a plan, the last held first."""
        return self._found(plan=plan)

    def meeting(self, meeting: str) -> Meeting | None:
        """One meeting; None where there is none."""
        return next(iter(self._found(meeting=meeting)), None)

    def followed(self, token: str) -> Meeting | None:
        """The meeting that a link to follow leads to; None where there is none."""
        return next(iter(self._found(token=token)), None)

    def under_way(self) -> dict[str, int]:
        """The meetings that have not ended, each with the number of what happened last."""
        with self.file.reading(_SINCE) as file:
            return {row["meeting"]: row["sequence"] for row in file.execute(question("under_way"))} if file else {}

    def begin(self, occasion: Occasion, version: DataVersion, slides: Sequence[str], author: str) -> Meeting:
        """Begin a meeting, in which everyone sees this version of the data."""
        return self._add(occasion, author, {"version": _written(version), "slides": list(slides)})

    def mark(self, occasion: Occasion, version: DataVersion | None, author: str) -> Meeting:
        """Write down a meeting that is over, with the version of the data that was shown there."""
        known = {} if version is None else {"version": _written(version)}
        return self._add(occasion, author, {**known, "ended": None})

    def move(self, meeting: str, slide: str, author: str) -> bool:
        """Go to a slide with everyone; False where the meeting is over."""
        return self._happen(meeting, "slide", slide, author)

    def show(self, meeting: str, version: DataVersion, author: str) -> bool:
        """Let everyone see another version of the data; False where the meeting is over."""
        return self._happen(meeting, "version", _written(version), author)

    def end(self, meeting: str, author: str) -> bool:
        """End a meeting, so that nobody can follow it any more; False where it was over already."""
        return self._happen(meeting, "ended", None, author)

    def keep(self, remark: Remark, plan: str) -> str:
        """Keep a question or a note, and give its id; the `id`, `at` and `answer` of `remark` are not looked at."""
        kept = secrets.token_hex(5)
        known = {"remark": kept, "plan": plan, "meeting": remark.meeting, "kind": remark.kind.value}
        known |= {"slide": remark.slide, "words": remark.words, "author": remark.author, "at": now()}
        with self.file.writing() as file:
            file.execute(question("add_remark"), {**known, "generation": remark.generation})
        return kept

    def answer(self, remark: str, words: str, author: str) -> None:
        """Answer a question; an earlier answer stays."""
        with self.file.writing() as file:
            known = {"remark": remark, "words": words, "author": author, "at": now()}
            file.execute(question("add_answer"), known)

    def remarks(self, plan: str, meeting: str | None = None) -> tuple[Remark, ...]:
        """The questions and notes of a plan, or of one meeting, the first kept first."""
        with self.file.reading(_SINCE) as file:
            known = {"plan": plan, "meeting": meeting}
            return tuple(_remark(row) for row in file.execute(question("remarks"), known)) if file else ()

    def _found(self, **asked: str) -> tuple[Meeting, ...]:
        known = {"plan": None, "meeting": None, "token": None, **asked}
        with self.file.reading(_SINCE) as file:
            return tuple(_meeting(row) for row in file.execute(question("meetings"), known)) if file else ()

    def _add(self, occasion: Occasion, author: str, events: dict[str, object]) -> Meeting:
        meeting = secrets.token_hex(5)
        known = {"meeting": meeting, "plan": occasion.plan, "name": occasion.name, "author": author, "at": now()}
        known |= {"held_on": occasion.held_on.isoformat(), "token": secrets.token_urlsafe(16)}
        asked = {"plan": None, "meeting": meeting, "token": None}
        with self.file.writing() as file:
            file.execute(question("add_meeting"), known)
            for kind, content in events.items():
                file.execute(question("add_event"), _event(meeting, kind, content, author))
            row = file.execute(question("meetings"), asked).fetchone()
        return _meeting(row)

    def _happen(self, meeting: str, kind: str, content: object, author: str) -> bool:
        with self.file.writing() as file:
            if file.execute(question("is_over"), {"meeting": meeting}).fetchone()["over"]:
                return False
            file.execute(question("add_event"), _event(meeting, kind, content, author))
        return True


def _event(meeting: str, kind: str, content: object, author: str) -> dict[str, str]:
    return {"meeting": meeting, "kind": kind, "content": json.dumps(content), "author": author, "at": now()}


def _written(version: DataVersion) -> dict[str, str | int]:
    return {
        "generation": version.generation,
        "published_at": version.published_at.isoformat(),
        "checksum": version.checksum,
    }


def _version(content: str | None) -> DataVersion | None:
    if content is None:
        return None
    read = json.loads(content)
    return DataVersion(read["generation"], dt.datetime.fromisoformat(read["published_at"]), read["checksum"])


def _meeting(row: sqlite3.Row) -> Meeting:
    return Meeting(
        id=row["id"],
        plan=row["plan"],
        name=row["name"],
        held_on=dt.date.fromisoformat(row["held_on"]),
        author=row["author"],
        recorded_at=dt.datetime.fromisoformat(row["recorded_at"]),
        version=_version(row["version"]),
        slides=tuple(json.loads(row["slides"] or "[]")),
        slide=json.loads(row["slide"] or "null"),
        ended_at=dt.datetime.fromisoformat(row["ended_at"]) if row["ended_at"] else None,
        token=row["token"],
        sequence=row["sequence"],
    )


def _remark(row: sqlite3.Row) -> Remark:
    answered = row["answer"] is not None
    return Remark(
        id=row["id"],
        meeting=row["meeting"],
        kind=RemarkKind(row["kind"]),
        slide=row["slide"],
        words=row["words"],
        author=row["author"],
        generation=row["generation"],
        at=dt.datetime.fromisoformat(row["at"]),
        answer=Answer(row["answer"], row["answered_by"], dt.datetime.fromisoformat(row["answered_at"]))
        if answered
        else None,
    )
