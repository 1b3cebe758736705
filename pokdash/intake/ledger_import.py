"""A whole file in one go: examined in this process and saved, for files that ask nothing, like the own layout."""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pokdash.domain.actor import Action, Actor
from pokdash.intake.examined import Choices, Limits, Request
from pokdash.intake.examining import Examiner
from pokdash.intake.file_import import nobody, save
from pokdash.intake.outcome import Imported, OnChange, Refused, denied
from pokdash.ledger.source import Trouble
from pokdash.store import NoSnapshot, Signed, queries
from pokdash.store.home import Home


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """A file that someone hands in."""

    name: str
    content: bytes


def import_ledger(  # noqa: PLR0913 - who, when, and what is asked
    home: Home, path: Path, plan_id: str, actor: Actor, now: dt.datetime, *, on_change: OnChange = OnChange.REFUSE
) -> Imported | Refused:
    """Import a file from disk into a plan's ledger: all of it, or nothing with everything that is wrong.

    Refused as well when something about it must be asked. A booking that a live batch has with other contents is wrong,
    left as it was, or corrected (`on_change`). The first real file of a plan takes the place of its invented bookings,
    in the same publication.
    """
    return denied(actor, Action.IMPORT) or _imported(
        home, path, path.name, plan_id, Signed(Action.IMPORT, actor, now), on_change
    )


def import_file(  # noqa: PLR0913 - who, when, and what is asked
    home: Home, file: LedgerFile, plan_id: str, actor: Actor, now: dt.datetime, *, on_change: OnChange = OnChange.REFUSE
) -> Imported | Refused:
    """Import a file that is in memory, as `import_ledger` does."""
    if refused := denied(actor, Action.IMPORT):
        return refused
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(file.content)
        return _imported(home, path, file.name, plan_id, Signed(Action.IMPORT, actor, now), on_change)


def _imported(  # noqa: PLR0913, PLR0917 - who, when, and what is asked
    home: Home, path: Path, name: str, plan_id: str, signed: Signed, on_change: OnChange
) -> Imported | Refused:
    snapshot = home.store.snapshot()
    if isinstance(snapshot, NoSnapshot) and snapshot != NoSnapshot():
        return Refused(snapshot.key, dict(snapshot.params))
    version = None if isinstance(snapshot, NoSnapshot) else queries.plan_version(snapshot, plan_id)
    if version is None:
        return Refused("refusal.unknown_plan", {"plan": plan_id})
    request = Request(path, name, version.plan, Choices(on_change=on_change))
    with tempfile.TemporaryDirectory() as work, Examiner(Path(work), Limits().memory) as examiner:
        examined = examiner.examine(request, nobody)
        if isinstance(examined, Trouble):
            return Refused(f"trouble.{examined.key}", dict(examined.params))
        return save(home, request, examined, signed.actor, signed.now)
