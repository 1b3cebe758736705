"""Attendance: the meeting that a viewer leads or follows, and the version of the data that everyone sees there."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from pokdash.domain.actor import Action, Actor, Role
from pokdash.domain.meeting import Meeting
from pokdash.store import Snapshot, WorkspaceError
from pokdash.store.home import Home, Settings

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Attendance:
    """Which meeting a viewer attends, if any; `key` is the text that says why it cannot be attended.

    `follows`: somebody who came by the link to follow, and may change nothing, also after the meeting.
    """

    meeting: Meeting | None = None
    follows: bool = False
    key: str = ""

    @property
    def shut(self) -> bool:
        """Whether somebody wants to follow what cannot be followed (any more)."""
        return self.follows and self.meeting is None

    def settings(self, usual: Settings) -> Settings:
        """Who works here: a follower is a viewer, whoever else this installation lets in."""
        return Settings(Actor(usual.actor.name, Role.VIEWER), usual.problem) if self.follows else usual

    def leads(self, actor: Actor) -> bool:
        """Whether this person says which slide and which version everyone sees."""
        return self.meeting is not None and actor.may(Action.MEETING)


def attendance(asked: Mapping[str, str]) -> Attendance:
    """The meeting that an address asks for: by the link to follow (`follow`), else by its own name (`meeting`)."""
    meetings, token, named = Home.from_environment().meetings, asked.get("follow"), asked.get("meeting")
    try:
        if token:
            found = meetings.followed(token)
            return Attendance(found if found and found.under_way else None, follows=True, key=_missing(found))
        found = meetings.meeting(named) if named else None
    except WorkspaceError as error:
        _LOG.exception(error.fault.problem)
        return Attendance(follows=bool(token), key=f"store.{error.fault.problem}")
    if not named:
        return Attendance()
    return Attendance(found if found and found.under_way else None, key=_missing(found))


def _missing(found: Meeting | None) -> str:
    """Why a meeting cannot be attended; '' where it can."""
    if found is None:
        return "meeting.unknown"
    return "" if found.under_way else "meeting.is_over"


def pinned(current: Snapshot, meeting: Meeting | None) -> Snapshot:
    """The data as everyone in a meeting sees them; the newest where nobody attends one, or that version is gone."""
    shown = current.as_shown(meeting.version) if meeting and meeting.version else None
    return shown or current
