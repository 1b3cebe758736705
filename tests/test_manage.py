"""Beheer on the sources page and the imports on the data page: buttons change the store, only for whoever may."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from test_pages import opened, written
from third_plan import book

from pokdash import intake
from pokdash.texts import text


@pytest.fixture
def app(own_copy: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("POKDASH_HOME", str(own_copy))
    return opened("sources", plan="sudwest-fryslan")


@pytest.fixture
def data(own_copy: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("POKDASH_HOME", str(own_copy))
    return opened("data", plan="sudwest-fryslan")


def test_removing_the_examples_takes_the_strip_away_and_makes_spending_unknown(app: AppTest) -> None:
    app.button(key="button-manage.remove_examples").click().run()
    page = written(app)
    assert text("nl", "manage.done_remove_examples") in page
    assert text("nl", "strip.title") not in page
    page = written(opened("data", plan="sudwest-fryslan"))
    assert text("nl", "manage.undone") in page
    assert f": {text('nl', 'undo_reason.examples_removed')}" in page


def test_an_undone_import_says_that_a_real_one_took_its_place(own_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POKDASH_HOME", str(own_copy))
    book(intake.Home.from_environment(), "sudwest-fryslan", ["uitgave;2026-03-03;2026;1;1,00;B-1;1;;;Spreekuur"])
    app = opened("data", plan="sudwest-fryslan")
    assert f": {text('nl', 'undo_reason.first_real_import')}" in written(app)
    assert text("nl", "data.no_redo_invented") in written(app)
    assert not [button for button in app.button if (button.key or "").startswith("button-redo-")]


def test_an_import_is_undone_and_put_back_and_the_sums_keep_tying(data: AppTest) -> None:
    app = data
    [undo] = [button for button in app.button if button.key.startswith("button-undo-")]
    undo.click().run()
    assert text("nl", "refusal.no_reason", batch=2) in written(app)
    app.text_input(key="why-2").input("dubbel ingelezen").run()
    app.button(key=undo.key).click().run()
    assert text("nl", "manage.done_undo") in written(app)
    assert "dubbel ingelezen" in written(app)
    [redo] = [button for button in app.button if button.key.startswith("button-redo-")]
    redo.click().run()
    assert text("nl", "manage.done_redo") in written(app)
    assert text("nl", "record.tied") in written(opened("sources", plan="sudwest-fryslan"))


def test_the_newest_imports_are_shown_and_the_older_ones_folded_and_refusals_stand_at_their_import(
    own_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POKDASH_HOME", str(own_copy))
    home = intake.Home.from_environment()
    for number in range(1, 7):
        book(home, "sudwest-fryslan", [f"uitgave;2026-03-03;2026;1;1,00;B-{number};1;;;Spreekuur"])
    app = opened("data", plan="sudwest-fryslan")
    [older] = [one for one in app.expander if one.label == text("nl", "data.older", count=2)]
    assert {button.key for button in older.button} == {"button-undo-3"}
    assert {f"button-undo-{number}" for number in range(4, 9)} <= {button.key for button in app.button}
    app.text_input(key="why-3").input("dubbel").run()
    app.button(key="button-undo-3").click().run()
    [older] = [one for one in app.expander if one.label == text("nl", "data.older", count=2)]
    assert text("nl", "manage.done_undo") in "".join(one.proto.body for one in older.get("html"))


def test_reading_unchanged_plans_changes_nothing(app: AppTest) -> None:
    generation = intake.Home.from_environment().store.snapshot().generation
    app.button(key="button-manage.reload").click().run()
    assert text("nl", "manage.unchanged") in written(app)
    assert intake.Home.from_environment().store.snapshot().generation == generation


def test_a_viewer_sees_the_imports_and_no_buttons(own_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (own_copy / "settings.toml").write_text('name = "Iemand"\nrole = "viewer"\n', encoding="utf-8")
    monkeypatch.setenv("POKDASH_HOME", str(own_copy))
    for page, told in (("sources", "manage.viewer"), ("data", "data.viewer")):
        app = opened(page, plan="sudwest-fryslan")
        assert text("nl", told) in written(app)
        assert [button.key for button in app.button if button.key.startswith("button-")] == []
    assert "453 rijen" in written(app)
    assert not app.get("file_uploader")
