"""A state folder with the small plan of `ledger_files`, and people with every role."""

from __future__ import annotations

import atexit
import datetime as dt
import shutil
import tempfile
from decimal import Decimal
from functools import cache
from pathlib import Path

from ledger_files import PLAN_TOML

from pokdash import intake
from pokdash.domain.actor import Actor, Role
from pokdash.domain.ledger import Ledger
from pokdash.store import NoSnapshot, Snapshot, queries

MANAGER = Actor("Marije", Role.MANAGER)
ADVISER = Actor("Anne", Role.ADVISER)
VIEWER = Actor("Veerle", Role.VIEWER)
AS_OF = dt.date(2026, 12, 31)
PLAN = "proef"


def at(minutes: int = 0) -> dt.datetime:
    """A moment, some minutes after the first one."""
    return dt.datetime(2026, 10, 1, 9, 0, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)


def plan_folder(place: Path, text: str = PLAN_TOML) -> Path:
    """A folder of plan folders with one plan in it, or that plan with another text."""
    folder = place / "plans" / "proef"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "plan.toml").write_text(text, encoding="utf-8")
    return folder.parent


def new_home(place: Path, *files: bytes) -> intake.Home:
    """A state folder with the plan `proef` (lines a and b) in it, and these files, imported a minute apart."""
    plan_folder(place)
    return intake.Home(shutil.copytree(_made(files), place / "var", dirs_exist_ok=True))


@cache
def _made(files: tuple[bytes, ...]) -> Path:
    """Such a state folder, made once for all tests of a process; nobody changes it."""
    place = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    home = intake.Home(place / "var")
    loaded = intake.load_plans(home, plan_folder(place), MANAGER, at())
    assert isinstance(loaded, intake.PlansLoaded)
    assert loaded.loaded == ((PLAN, 1),)
    for minutes, content in enumerate(files, start=1):
        imported(home, content, minutes)
    return home.path


def imported(home: intake.Home, content: bytes, minutes: int = 1, name: str = "grootboek.csv") -> intake.Imported:
    """Import a file that must be accepted."""
    outcome = intake.import_file(home, intake.LedgerFile(name, content), PLAN, ADVISER, at(minutes))
    assert isinstance(outcome, intake.Imported), outcome
    return outcome


def refused(home: intake.Home, content: bytes, minutes: int = 1) -> intake.Refused:
    """Import a file that must be refused; nothing may have changed."""
    before = snapshot(home).generation
    outcome = intake.import_file(home, intake.LedgerFile("grootboek.csv", content), PLAN, ADVISER, at(minutes))
    assert isinstance(outcome, intake.Refused)
    assert snapshot(home).generation == before
    return outcome


def snapshot(home: intake.Home) -> Snapshot:
    """What is served now."""
    found = home.store.snapshot()
    assert not isinstance(found, NoSnapshot)
    return found


def ledger(home: intake.Home, as_of: dt.date = AS_OF, shown_on: dt.datetime | None = None) -> Ledger:
    """The ledger of the plan."""
    return queries.ledger(snapshot(home), PLAN, as_of, shown_on)


def spent(home: intake.Home, as_of: dt.date = AS_OF, shown_on: dt.datetime | None = None) -> Decimal | None:
    """What was spent in all; None when that is unknown."""
    found = ledger(home, as_of, shown_on)
    return sum((part.spent for part in found.spending), Decimal(0)) if found.spent_known else None
