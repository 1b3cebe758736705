"""What is remembered for one store is never shown for another."""

from __future__ import annotations

from pathlib import Path

from intake_home import AS_OF, MANAGER, PLAN, at, plan_folder, snapshot
from ledger_files import PLAN_TOML

from pokdash import intake
from pokdash.ui import cached


def facts(place: Path, municipality: str) -> cached.Facts:
    """The facts of a new store with the small plan of this municipality in it."""
    home = intake.Home(place / "var")
    intake.load_plans(home, plan_folder(place, PLAN_TOML.replace("Proefstad", municipality)), MANAGER, at())
    return cached.facts(snapshot(home), PLAN, AS_OF)


def test_two_stores_published_at_one_moment_are_told_apart(tmp_path: Path) -> None:
    """Number and moment of the generation are the same; only the data differ."""
    assert facts(tmp_path / "a", "Proefstad").plan.municipality == "Proefstad"
    assert facts(tmp_path / "b", "Proefdam").plan.municipality == "Proefdam"
