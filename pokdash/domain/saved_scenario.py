"""Saved scenarios and drafts: a scenario with a name, whose it is, and what it starts from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pokdash.domain.scenario import Scenario, StartingPoint, Whose


@dataclass(frozen=True, slots=True)
class Label:
    """What a person says of a scenario: its name, in whose name it was made, and a note that may be empty."""

    name: str
    whose: Whose
    note: str = ""


@dataclass(frozen=True, slots=True)
class SavedScenario:
    """One version of a saved scenario; it never changes, a change is a new version.

    `versions` is how many there are, `archived` whether the scenario was put away; `saved_at` is in UTC.
    """

    id: str
    version: int
    label: Label
    author: str
    scenario: Scenario
    start: StartingPoint
    saved_at: dt.datetime
    versions: int
    archived: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """A scenario that is being made; `sequence` counts how often it was kept.

    `of` is the id and the version of the saved scenario that it goes on from; None for a new one.
    """

    id: str
    sequence: int
    author: str
    scenario: Scenario
    start: StartingPoint
    saved_at: dt.datetime
    of: tuple[str, int] | None = None
