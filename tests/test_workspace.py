"""The workspace: what is saved stays as it was saved, nobody overwrites anybody, and a broken file is said in words."""

from __future__ import annotations

import dataclasses
import datetime as dt
import multiprocessing
import os
import signal
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from what_if_strategies import baselines, scenarios

from pokdash.domain.saved_scenario import Label
from pokdash.domain.scenario import AmountChange, Scenario, StartingPoint, Whose
from pokdash.store import GoesOn, Outdated, Workspace, WorkspaceError
from pokdash.store.home import Home
from pokdash.store.workspace_file import WorkspaceFile

START = StartingPoint(plan="sudwest-fryslan", plan_version=1, generation=3, as_of=dt.date(2026, 9, 30))
LABEL = Label("Meer voor wijkteams", Whose.OFFICIAL, "voor de commissie")
MORE = Scenario(amounts=(AmountChange(line="3", delta=Decimal("75000.01")),))
WHO = "T. de Vries"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Home(tmp_path).workspace


def saved(workspace: Workspace, content: Scenario = MORE, label: Label = LABEL) -> str:
    found = workspace.save(content, label, START, WHO)
    assert not isinstance(found, Outdated)
    return found.id


def test_nothing_is_there_before_something_is_kept(workspace: Workspace) -> None:
    assert workspace.scenarios(START.plan) == ()
    assert workspace.scenario("0123456789") is None
    assert workspace.draft("0123456789") is None
    assert not workspace.file.path.exists()


def test_a_scenario_is_read_back_with_all_that_was_said_of_it(workspace: Workspace) -> None:
    found = workspace.scenario(saved(workspace))
    assert found is not None
    assert (found.label, found.scenario, found.start, found.author) == (LABEL, MORE, START, WHO)
    assert (found.version, found.versions, found.archived) == (1, 1, False)
    assert dt.datetime.now(dt.UTC) - found.saved_at < dt.timedelta(minutes=1)


def test_a_change_is_a_new_version_and_the_earlier_one_stays(workspace: Workspace) -> None:
    scenario = saved(workspace)
    later = workspace.save(Scenario(), dataclasses.replace(LABEL, name="Toch niet"), START, "Ander", (scenario, 1))
    assert not isinstance(later, Outdated)
    assert (later.id, later.version, later.versions) == (scenario, 2, 2)
    first = workspace.scenario(scenario, 1)
    assert first is not None
    assert (first.scenario, first.label.name, first.author, first.versions) == (MORE, LABEL.name, WHO, 2)
    assert [one.version for one in workspace.scenarios(START.plan)] == [2]


def test_a_change_of_what_somebody_else_changed_since_is_refused(workspace: Workspace) -> None:
    scenario = saved(workspace)
    workspace.save(Scenario(), LABEL, START, "Ander", (scenario, 1))
    assert workspace.save(MORE, LABEL, START, WHO, (scenario, 1)) == Outdated(2)
    assert workspace.save(MORE, LABEL, START, WHO, ("0000000000", 1)) == Outdated(0)
    newest = workspace.scenario(scenario)
    assert newest is not None
    assert newest.version == 2


def test_scenarios_of_other_plans_stay_apart(workspace: Workspace) -> None:
    saved(workspace)
    workspace.save(MORE, LABEL, START.model_copy(update={"plan": "dordrecht"}), WHO)
    assert [one.start.plan for one in workspace.scenarios("dordrecht")] == ["dordrecht"]


def test_archiving_puts_away_and_brings_back(workspace: Workspace) -> None:
    scenario = saved(workspace)
    for archived in (True, False, True):
        workspace.archive(scenario, WHO, archived=archived)
        assert [one.archived for one in workspace.scenarios(START.plan)] == [archived]


@pytest.mark.parametrize("table", ["scenario", "scenario_version", "scenario_archive"])
@pytest.mark.parametrize("change", ["update {} set rowid = rowid", "delete from {}"])
def test_the_file_itself_refuses_to_change_what_was_saved(workspace: Workspace, table: str, change: str) -> None:
    workspace.archive(saved(workspace), WHO, archived=True)
    column = {"scenario": "plan", "scenario_version": "name", "scenario_archive": "author"}[table]
    statement = change.format(table).replace("rowid", column)
    with sqlite3.connect(workspace.file.path) as file, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        file.execute(statement)


@pytest.mark.parametrize("name", ["", "   "])
def test_a_scenario_needs_a_name(workspace: Workspace, name: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        workspace.save(MORE, dataclasses.replace(LABEL, name=name), START, WHO)
    assert workspace.scenarios(START.plan) == ()


def test_a_draft_is_kept_over_and_over(workspace: Workspace) -> None:
    first = workspace.keep(Scenario(), START, WHO, GoesOn("tab-1"))
    second = workspace.keep(MORE, START, WHO, GoesOn("tab-1", first))
    assert (second.id, second.sequence) == (first.id, 2)
    assert workspace.draft(first.id) == second
    with sqlite3.connect(workspace.file.path) as file:
        assert file.execute("select count(*) from draft").fetchone() == (1,)


def test_a_draft_goes_on_in_another_session_that_saw_the_last_of_it(workspace: Workspace) -> None:
    first = workspace.keep(MORE, START, WHO, GoesOn("tab-1"))
    second = workspace.keep(Scenario(), START, WHO, GoesOn("tab-2", workspace.draft(first.id)))
    assert (second.id, second.sequence) == (first.id, 2)


def test_two_tabs_on_one_draft_never_overwrite_each_other(workspace: Workspace) -> None:
    first = workspace.keep(MORE, START, WHO, GoesOn("tab-1"))
    seen = workspace.draft(first.id)
    again = workspace.keep(MORE, START, WHO, GoesOn("tab-1", first))
    other = workspace.keep(Scenario(), START, WHO, GoesOn("tab-2", seen))
    assert other.id != first.id
    assert workspace.draft(first.id) == again
    assert workspace.draft(other.id) == other


def test_drafts_are_listed_for_who_made_them_and_thrown_away_by_them_only(workspace: Workspace) -> None:
    first = workspace.keep(Scenario(), START, WHO, GoesOn("tab-1"))
    second = workspace.keep(Scenario(), START, WHO, GoesOn("tab-2"))
    assert {one.id for one in workspace.drafts(START.plan, WHO)} == {first.id, second.id}
    assert workspace.drafts(START.plan, "een ander") == ()
    assert workspace.drafts("dordrecht", WHO) == ()
    workspace.drop(first.id, "een ander")
    assert workspace.draft(first.id) == first
    workspace.drop(first.id, WHO)
    assert workspace.draft(first.id) is None


def test_the_draft_of_somebody_else_stays_theirs(workspace: Workspace) -> None:
    theirs = workspace.keep(Scenario(), START, WHO, GoesOn("tab-1"))
    mine = workspace.keep(Scenario(), START, "een ander", GoesOn("tab-2", theirs))
    assert mine.id != theirs.id
    assert workspace.draft(theirs.id) == theirs


def test_a_draft_remembers_what_it_goes_on_from(workspace: Workspace) -> None:
    scenario = saved(workspace)
    first = workspace.keep(MORE, START, WHO, GoesOn("tab-1", None, (scenario, 1)))
    found = workspace.draft(first.id)
    assert found is not None
    assert found.of == (scenario, 1)


@given(st.data())
def test_every_scenario_is_read_as_it_was_saved(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    workspace = Home(tmp_path_factory.getbasetemp() / "many").workspace
    content = data.draw(scenarios(data.draw(baselines())))
    found = workspace.scenario(saved(workspace, content))
    assert found is not None
    assert found.scenario == content


def test_threads_that_save_at_once_lose_nothing(workspace: Workspace) -> None:
    with ThreadPoolExecutor(8) as pool:
        names = [f"scenario {number}" for number in range(40)]
        list(pool.map(lambda name: saved(workspace, label=dataclasses.replace(LABEL, name=name)), names))
    assert sorted(one.label.name for one in workspace.scenarios(START.plan)) == sorted(names)


def _write(path: Path, told: str) -> None:
    """Save one scenario after another, and write down each that was acknowledged."""
    workspace = Workspace(WorkspaceFile(path))
    with Path(told).open("a", buffering=1, encoding="ascii") as file:
        while True:
            file.write(f"{saved(workspace)}\n")


def test_a_writer_that_is_killed_loses_nothing_that_was_acknowledged(workspace: Workspace, tmp_path: Path) -> None:
    told = tmp_path / "told.txt"
    fork = multiprocessing.get_context("spawn")
    for _ in range(3):
        pair = [fork.Process(target=_write, args=(workspace.file.path, str(told))) for _ in range(2)]
        before = told.stat().st_size if told.exists() else 0
        for one in pair:
            one.start()
        while not told.exists() or told.stat().st_size < before + 60:
            time.sleep(0.02)
        for one in pair:
            os.kill(one.pid or 0, signal.SIGKILL)
            one.join()
    acknowledged = {line for line in told.read_text("ascii").split("\n") if len(line) == 10}
    assert acknowledged <= {one.id for one in workspace.scenarios(START.plan)}
    assert len(acknowledged) > 10


def test_a_newer_format_is_refused_and_left_alone(workspace: Workspace) -> None:
    saved(workspace)
    with sqlite3.connect(workspace.file.path) as file:
        file.execute("pragma user_version = 99")
    for use in (lambda: workspace.scenarios(START.plan), lambda: saved(workspace)):
        with pytest.raises(WorkspaceError) as refused:
            use()
        assert refused.value.fault.problem == "workspace_newer"
    with sqlite3.connect(workspace.file.path) as file:
        assert file.execute("select count(*) from scenario").fetchone() == (1,)


def test_a_damaged_file_is_said_in_words(workspace: Workspace) -> None:
    workspace.file.path.parent.mkdir(parents=True, exist_ok=True)
    workspace.file.path.write_bytes(b"this is no database" * 400)
    with pytest.raises(WorkspaceError) as refused:
        workspace.scenarios(START.plan)
    assert refused.value.fault.problem == "workspace_unusable"
    assert workspace.file.path.read_bytes().startswith(b"this is no database")


@pytest.mark.skipif(os.geteuid() == 0, reason="the super-user may write everywhere")
def test_a_folder_that_is_closed_is_said_in_words(workspace: Workspace) -> None:
    workspace.file.path.parent.chmod(0o500)
    with pytest.raises(WorkspaceError) as refused:
        saved(workspace)
    assert refused.value.fault.problem == "not_writable"
