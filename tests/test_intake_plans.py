"""Plan folders become plan versions: only where something changed, and never over live bookings."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from intake_home import ADVISER, AS_OF, MANAGER, PLAN, VIEWER, at, imported, new_home, plan_folder, snapshot, spent
from ledger_files import PLAN_TOML, file, rows

from pokdash import intake
from pokdash.domain.actor import Actor
from pokdash.domain.plan_problem import PlanProblem
from pokdash.store import NoSnapshot, Snapshot, queries
from pokdash.texts import LANGUAGES, text

ROOT = Path(__file__).parents[1]


@pytest.fixture
def home(tmp_path: Path) -> intake.Home:
    return new_home(tmp_path)


def load(home: intake.Home, text_of_plan: str, minutes: int = 5) -> intake.PlansLoaded:
    outcome = intake.load_plans(home, plan_folder(home.path.parent, text_of_plan), MANAGER, at(minutes))
    assert isinstance(outcome, intake.PlansLoaded)
    return outcome


def newest(home: intake.Home, shown_on: dt.datetime | None = None) -> queries.PlanVersion:
    version = queries.plan_version(snapshot(home), PLAN, shown_on)
    assert version is not None
    return version


def only_problem(loaded: intake.PlansLoaded) -> PlanProblem:
    ((_, problem),) = loaded.problems
    for language in LANGUAGES:
        assert "{" not in text(language, f"plan_problem.{problem.problem}", **problem.params)
    return problem


def test_a_plan_that_did_not_change_publishes_nothing(home: intake.Home) -> None:
    assert load(home, PLAN_TOML) == intake.PlansLoaded((), (PLAN,), ())
    assert snapshot(home).generation == 1


@pytest.mark.parametrize("actor", [VIEWER, ADVISER])
def test_who_may_not_load_plans_is_refused_only_where_something_would_change(
    home: intake.Home, tmp_path: Path, actor: Actor
) -> None:
    plans = tmp_path / "plans"
    assert intake.load_plans(home, plans, actor, at(5)) == intake.PlansLoaded((), (PLAN,), ())
    nothing = intake.initialise(home, actor, at(5), data=tmp_path)
    assert isinstance(nothing, intake.Initialised)
    assert (nothing.plans.unchanged, nothing.refused, nothing.generation) == ((PLAN,), (), 1)
    (plans / "kapot").mkdir()
    with_broken_folder = intake.load_plans(home, plans, actor, at(5))
    assert isinstance(with_broken_folder, intake.PlansLoaded)
    assert only_problem(with_broken_folder).problem == "no_files"
    plan_folder(tmp_path, PLAN_TOML.replace("Proefstad", "Proefdam"))
    refusal = intake.Refused(f"refusal.not_allowed_{actor.role}", {"name": actor.name})
    assert intake.load_plans(home, plans, actor, at(6)) == refusal
    assert intake.initialise(home, actor, at(6), data=tmp_path) == refusal
    assert snapshot(home).generation == 1


def test_an_edited_plan_is_a_new_version_and_the_old_one_stays_answerable(home: intake.Home) -> None:
    assert load(home, PLAN_TOML.replace("Proefstad", "Proefdam")).loaded == ((PLAN, 2),)
    assert (newest(home).version, newest(home).plan.municipality) == (2, "Proefdam")
    before = newest(home, at(4))
    assert (before.version, before.plan.municipality, before.actor_name) == (1, "Proefstad", MANAGER.name)
    assert before.recorded_at == at()
    load(home, PLAN_TOML, 6)
    assert (newest(home).version, newest(home).plan.municipality) == (3, "Proefstad")


def test_texts_are_kept_to_the_byte(home: intake.Home) -> None:
    changed = PLAN_TOML.replace("\n", "\r\n") + "# é\r\n"
    place = plan_folder(home.path.parent)
    (place / "proef" / "plan.toml").write_bytes(changed.encode())
    intake.load_plans(home, place, MANAGER, at(5))
    assert snapshot(home).rows("plan_files", {"plan": PLAN, "version": 2}) == [("plan.toml", changed)]


def test_a_broken_plan_is_told_and_leaves_the_last_version(home: intake.Home) -> None:
    loaded = load(home, PLAN_TOML.replace("total = ", "totaal = "))
    assert loaded.loaded == ()
    assert {folder for folder, _ in loaded.problems} == {"proef"}
    assert (newest(home).version, snapshot(home).generation) == (1, 1)


def test_one_broken_plan_does_not_stop_another(home: intake.Home, tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    (plans / "kapot").mkdir()
    (plans / "kapot" / "plan.toml").write_bytes(b"\xff")
    shutil.copytree(ROOT / "docs/example-plan", plans / "voorbeeldwoude")
    outcome = intake.load_plans(home, plans, MANAGER, at(5))
    assert isinstance(outcome, intake.PlansLoaded)
    assert outcome.loaded == (("voorbeeldwoude", 1),)
    assert outcome.unchanged == (PLAN,)
    assert [(folder, problem.problem) for folder, problem in outcome.problems] == [("kapot", "file_unreadable")]
    assert queries.plan_ids(snapshot(home)) == (PLAN, "voorbeeldwoude")


def test_two_folders_with_one_id_are_refused(home: intake.Home, tmp_path: Path) -> None:
    shutil.copytree(tmp_path / "plans" / "proef", tmp_path / "plans" / "proef-kopie")
    loaded = load(home, PLAN_TOML)
    assert only_problem(loaded).problem == "plan_twice"
    assert loaded.unchanged == (PLAN,)


@pytest.mark.parametrize("folder", ["leeg", "nergens"])
def test_a_folder_without_plans_is_told(home: intake.Home, tmp_path: Path, folder: str) -> None:
    (tmp_path / "leeg").mkdir()
    outcome = intake.load_plans(home, tmp_path / folder, MANAGER, at(5))
    assert isinstance(outcome, intake.PlansLoaded)
    assert only_problem(outcome).problem == "no_files"


def test_a_plan_folder_can_be_loaded_by_itself(home: intake.Home) -> None:
    outcome = intake.load_plans(home, ROOT / "docs/example-plan", MANAGER, at(5))
    assert isinstance(outcome, intake.PlansLoaded)
    assert outcome.loaded == (("voorbeeldwoude", 1),)


WITHOUT_B = PLAN_TOML.split('[[lines]]\ncode = "b"')[0].replace("300000", "200000")
WITHOUT_2025 = PLAN_TOML.replace("first_year = 2025", "first_year = 2026").replace(
    '  { amount = { value = 100000, kind = "example" }, standing = "college", year = 2025 },\n', ""
).replace("first = 2025", "first = 2026").replace("300000", "200000")  # fmt: skip


@pytest.mark.parametrize(("changed", "year"), [(WITHOUT_B, 2026), (WITHOUT_2025, 2025)], ids=["line", "year"])
def test_a_plan_that_leaves_live_bookings_without_a_place_is_refused(
    home: intake.Home, changed: str, year: int
) -> None:
    content = file(rows("1,00", "2,00", line="b", boekjaar=str(year), boekdatum="2026-01-05"))
    batch = imported(home, content).batch
    problem = only_problem(load(home, changed))
    assert problem.problem == "bookings_without_line"
    assert problem.params == {"line": "b", "year": year, "count": 2}
    assert newest(home).version == 1
    intake.undo(home, batch, ADVISER, at(6), "vergissing")
    assert load(home, changed, 7).loaded == ((PLAN, 2),)
    again = intake.redo(home, batch, ADVISER, at(8))
    assert isinstance(again, intake.Refused)
    assert again.key == "refusal.plan_without_line"
    assert spent(home) is None


def test_initialise_sets_up_plans_and_examples_once(tmp_path: Path) -> None:
    home = intake.Home(tmp_path / "var")
    first = intake.initialise(home, MANAGER, at())
    assert isinstance(first, intake.Initialised)
    assert [plan for plan, _ in first.plans.loaded] == ["dordrecht", "sudwest-fryslan"]
    assert {one.plan for one in first.examples} == {"dordrecht", "sudwest-fryslan"}
    assert (first.refused, first.plans.problems, first.repaired) == ((), (), False)
    for plan_id in queries.plan_ids(snapshot(home)):
        assert queries.ledger(snapshot(home), plan_id, AS_OF).example is True
    second = intake.initialise(home, MANAGER, at(1))
    assert isinstance(second, intake.Initialised)
    assert (second.plans.loaded, second.examples, second.generation) == ((), (), first.generation)


def test_examples_that_were_removed_do_not_come_back(tmp_path: Path) -> None:
    home = intake.Home(tmp_path / "var")
    without = intake.initialise(home, MANAGER, at(), examples=False)
    assert isinstance(without, intake.Initialised)
    assert without.examples == ()
    intake.initialise(home, MANAGER, at(1))
    intake.remove_examples(home, "dordrecht", MANAGER, at(2))
    again = intake.initialise(home, MANAGER, at(3))
    assert isinstance(again, intake.Initialised)
    assert again.examples == ()
    assert queries.ledger(snapshot(home), "dordrecht", AS_OF).committed_known is False
    assert queries.ledger(snapshot(home), "sudwest-fryslan", AS_OF).committed_known is True


def test_a_broken_example_ledger_is_told_and_stops_nothing(tmp_path: Path) -> None:
    plan_folder(tmp_path)
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "proef.csv").write_bytes(file(rows("81.000"), example=True))
    home = intake.Home(tmp_path / "var")
    outcome = intake.initialise(home, MANAGER, at(), data=tmp_path)
    assert isinstance(outcome, intake.Initialised)
    ((plan_id, why),) = outcome.refused
    assert (plan_id, why.key, why.problem_count) == (PLAN, "refusal.rows", 1)
    assert outcome.generation == 1


def test_nothing_to_set_up_leaves_no_store(tmp_path: Path) -> None:
    home = intake.Home(tmp_path / "var")
    outcome = intake.initialise(home, MANAGER, at(), data=tmp_path)
    assert isinstance(outcome, intake.Initialised)
    assert outcome.generation is None
    assert isinstance(home.store.snapshot(), NoSnapshot)
    assert not isinstance(home.store.snapshot(), Snapshot)
