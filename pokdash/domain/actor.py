"""Who changes something, and what that role may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """viewer looks; adviser changes all that is imported, recorded or kept; manager also loads plans."""

    VIEWER = "viewer"
    ADVISER = "adviser"
    MANAGER = "manager"


class Action(StrEnum):
    """Every change that somebody can make."""

    IMPORT = "import"
    UNDO = "undo"
    REDO = "redo"
    LOAD_PLANS = "load_plans"
    REMOVE_EXAMPLES = "remove_examples"
    RECORD = "record"
    SCENARIO = "scenario"
    MEETING = "meeting"


_ALLOWED: dict[Role, frozenset[Action]] = {
    Role.VIEWER: frozenset(),
    Role.ADVISER: frozenset(Action) - {Action.LOAD_PLANS},
    Role.MANAGER: frozenset(Action),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with a role."""

    name: str
    role: Role

    def may(self, action: Action) -> bool:
        """Whether this role is allowed to make this change."""
        return action in _ALLOWED[self.role]
