"""From plan folders to plan versions in the store."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pokdash.domain.actor import Action, Actor
from pokdash.domain.plan import Plan
from pokdash.domain.plan_problem import Params, PlanProblem
from pokdash.domain.plan_reading import PlanReading, read_plan
from pokdash.intake.outcome import PlansLoaded, Refused, denied, unpublishable
from pokdash.store import NoSnapshot, Signed, Unpublishable, Writing, comparison, queries
from pokdash.store.home import Home


@dataclass(slots=True)
class _Found:
    """One sound plan folder."""

    folder: str
    plan: Plan
    texts: Mapping[str, str]
    sha256: str


@dataclass(slots=True)
class _Sorted:
    """Plan folders, sorted by what is to be done with them."""

    new: list[_Found] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    problems: list[tuple[str, PlanProblem]] = field(default_factory=list)
    loaded: list[tuple[str, int]] = field(default_factory=list)

    def result(self) -> PlansLoaded:
        return PlansLoaded(tuple(self.loaded), tuple(self.unchanged), tuple(self.problems))


def read_folder(folder: Path) -> tuple[PlanReading, dict[str, str]]:
    """Read one plan folder from disk: the reading, and the texts of its files by name, to the byte."""
    texts: dict[str, str] = {}
    problems: list[PlanProblem] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            texts[path.name] = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            problems.append(PlanProblem(path.name, "", None, "file_unreadable", {"reason": str(error)}))
    return (PlanReading(None, tuple(problems)) if problems else read_plan(texts)), texts


def load_plans(home: Home, folder: Path, actor: Actor, now: dt.datetime) -> PlansLoaded | Refused:
    """Publish a new version of every plan whose texts differ from the recorded ones.

    `folder` holds plan folders, or is one. A folder that is wrong is reported and leaves its last version in force.
    Without a difference nothing is published, and nobody is refused.
    """
    found = _read_all(folder)
    snapshot = home.store.snapshot()
    known = {} if isinstance(snapshot, NoSnapshot) else queries.plan_checksums(snapshot)
    if all(known.get(one.plan.id) == one.sha256 for one in found.new):
        found.unchanged, found.new = [one.plan.id for one in found.new], []
        return found.result()
    if refused := denied(actor, Action.LOAD_PLANS):
        return refused

    def change(writing: Writing) -> PlansLoaded:
        _record(writing, found)
        return found.result() if found.loaded else writing.abandon(found.result())

    outcome = home.store.publish(change, Signed(Action.LOAD_PLANS, actor, now))
    return unpublishable(outcome) if isinstance(outcome, Unpublishable) else outcome


def _read_all(folder: Path) -> _Sorted:
    found = _Sorted()
    by_id: dict[str, str] = {}
    for place in _plan_folders(folder):
        reading, texts = read_folder(place)
        found.problems += [(place.name, problem) for problem in reading.problems]
        plan = reading.plan
        if plan is None:
            continue
        if plan.id in by_id:
            params: Params = {"other_folder": by_id[plan.id]}
            found.problems.append((place.name, PlanProblem("", "id", plan.id, "plan_twice", params)))
            continue
        by_id[plan.id] = place.name
        found.new.append(_Found(place.name, plan, texts, _sha256(texts)))
    return found


def _plan_folders(folder: Path) -> list[Path]:
    if any(folder.glob("*.toml")):
        return [folder]
    below = sorted(path for path in folder.glob("*") if path.is_dir() and not path.name.startswith((".", "_")))
    return below or [folder]


def _sha256(texts: Mapping[str, str]) -> str:
    """One checksum of names and contents, independent of the order of the files."""
    whole = hashlib.sha256()
    for name in sorted(texts):
        for part in (name.encode(), texts[name].encode()):
            whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()


def _record(writing: Writing, found: _Sorted) -> None:
    """Add the versions that are new to the generation being written; one that leaves live bookings homeless is not."""
    known = queries.plan_checksums(writing)
    for one in found.new:
        if known.get(one.plan.id) == one.sha256:
            found.unchanged.append(one.plan.id)
        elif homeless := _homeless(writing, one.plan):
            found.problems += [(one.folder, problem) for problem in homeless]
        else:
            found.loaded.append((one.plan.id, writing.record_plan(one.plan, one.texts, one.sha256)))


def _homeless(writing: Writing, plan: Plan) -> list[PlanProblem]:
    return [
        PlanProblem(
            "",
            "lines",
            one.line,
            "bookings_without_line",
            {"line": one.line, "year": one.fiscal_year, "count": one.bookings},
        )
        for one in comparison.homeless(writing, plan)
    ]
