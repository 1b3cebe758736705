"""What every command works with: the folder of this installation, the language, the clock, and the open store."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from pokdash.cli.speech import Speech
from pokdash.domain.actor import Actor
from pokdash.domain.plan import Plan
from pokdash.intake import Home, Refused
from pokdash.store import NoSnapshot, Snapshot, queries

Command = Callable[[argparse.Namespace, "Desk"], int]
"""A command: what was typed and the desk it works at, to its exit status (0 done, 1 refused)."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One run of the command line; `now` is the clock, read once."""

    home: Home
    speech: Speech
    now: dt.datetime

    def opened(self) -> Snapshot | None:
        """The store, open for reading; None after saying that there is none. An older generation is warned about."""
        found = self.home.store.snapshot()
        if isinstance(found, NoSnapshot):
            self.speech.refuse(found.key, **found.params)
            return None
        if found.warning:
            key, params = found.warning
            self.speech.refuse(key, **params)
        return found

    def is_empty(self) -> bool:
        """Whether there is nothing yet that could be read."""
        return isinstance(self.home.store.snapshot(), NoSnapshot)

    def actor(self) -> Actor:
        """Who changes things here; where the settings cannot be read that is said, and nobody may change anything."""
        settings = self.home.settings()
        if settings.problem:
            self.speech.refuse(settings.problem)
        return settings.actor

    def plan(self, plan_id: str) -> Plan | Refused:
        """The newest version of a plan; refused where there is none, or nothing to look it up in."""
        found = self.home.store.snapshot()
        if isinstance(found, NoSnapshot):
            return Refused(found.key, dict(found.params))
        version = queries.plan_version(found, plan_id)
        known = ", ".join(queries.plan_ids(found))
        return version.plan if version else Refused("cli.unknown_plan", {"plan": plan_id, "known": known})

    def knows(self, snapshot: Snapshot, plan_id: str) -> bool:
        """Whether the store has this plan; says which it has when it does not."""
        known = queries.plan_ids(snapshot)
        if plan_id not in known:
            self.speech.refuse("cli.unknown_plan", plan=plan_id, known=", ".join(known))
        return plan_id in known
