"""Meetings: which version of the data everyone saw, what was asked there, and in which order slides are shown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class DataVersion:
    """A version of the data: its generation, when that was published (UTC), and the checksum of its file."""

    generation: int
    published_at: dt.datetime
    checksum: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting about one plan; `version` is the version of the data that everyone there sees, or last saw.

    `version` None: the meeting was held before these data had a version, and was written down afterwards. `slides` are
    the names of the slides of its agenda (empty: those that follow from the data), `slide` is where it is. `token` lets
    people follow until it has ended, and `sequence` counts what happened in it.
    """

    id: str
    plan: str
    name: str
    held_on: dt.date
    author: str
    recorded_at: dt.datetime
    version: DataVersion | None
    slides: tuple[str, ...]
    slide: str | None
    ended_at: dt.datetime | None
    token: str
    sequence: int

    @property
    def under_way(self) -> bool:
        """Whether it has not ended."""
        return self.ended_at is None


@dataclass(frozen=True, slots=True)
class Agenda:
    """A saved order of slides, by their names; a change is a new version."""

    id: str
    version: int
    name: str
    slides: tuple[str, ...]
    author: str
    saved_at: dt.datetime


class RemarkKind(StrEnum):
    """A question to be answered later, or a note."""

    QUESTION = "question"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to a question, by whom and when (UTC)."""

    words: str
    author: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Remark:
    """A question or a note on a slide, with who, when (UTC) and of which generation; `meeting` None: outside one."""

    id: str
    meeting: str | None
    kind: RemarkKind
    slide: str
    words: str
    author: str
    generation: int
    at: dt.datetime
    answer: Answer | None


def last_before(meetings: tuple[Meeting, ...], now: Meeting | None, today: dt.date) -> Meeting | None:
    """The meeting to compare with: the last one that is over, held before the one that is under way, or by `today`."""
    until = now.held_on if now else today
    over = [one for one in meetings if not one.under_way and one.held_on <= until and one != now]
    return max(over, key=lambda one: (one.held_on, one.recorded_at), default=None)
