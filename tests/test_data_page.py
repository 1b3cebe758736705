"""The page Gegevens: what its own parts do, and what it says where a file cannot be saved."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from test_pages import opened, written

from pokdash.intake import Choices, OnChange, Progress, Refused
from pokdash.texts import LANGUAGES, text
from pokdash.ui.data_desk import Desk
from pokdash.ui.data_job import Job

WITHIN = 20.0  # seconds


@pytest.fixture(autouse=True)
def _home(initialised_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POKDASH_HOME", str(initialised_home))


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    yield made
    made.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_step_asks_for_a_file_and_marks_where_we_are(language: str) -> None:
    app = opened("data", plan="sudwest-fryslan", lang=language)
    page = written(app)
    assert page.count('aria-current="step"') == 1
    assert text(language, "data.step.choose") in page
    assert [field.label for field in app.get("file_uploader")] == [text(language, "data.upload")]


def test_a_job_that_is_stopped_ends_as_cancelled_and_calls_no_one_after_that() -> None:
    told, inside = threading.Event(), threading.Event()

    def work(tell: Callable[[Progress], None]) -> Refused:
        inside.set()
        told.wait(WITHIN)
        tell(Progress("compare", None, None, None, None))
        return Refused("never")

    stopped: list[str] = []
    job = Job("grootboek.csv", work, lambda: stopped.append("reader"))
    assert inside.wait(WITHIN)
    job.stop()
    told.set()
    job.wait(WITHIN)
    assert job.outcome == Refused("reader.cancelled", {"file": "grootboek.csv"})
    assert stopped == ["reader"]
    assert not job.running


def test_a_fault_in_a_job_is_refused_in_words() -> None:
    def work(_: Callable[[Progress], None]) -> Refused:
        raise RuntimeError

    job = Job("grootboek.csv", work, lambda: None)
    job.wait(WITHIN)
    assert job.outcome == Refused("message.crashed")


def test_a_file_that_is_put_away_leaves_nothing_behind(desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "grootboek.csv"
    source.write_bytes(b"a;b\n1;2\n")
    with source.open("rb") as content:
        desk.take("grootboek.csv", content)
    place = desk.path
    assert place.read_bytes() == b"a;b\n1;2\n"
    desk.close()
    assert not place.parent.exists()


def test_answers_are_kept_for_each_plan(desk: Desk) -> None:
    desk.given("een")["amount.marks"] = "comma"
    desk.choose("twee", Choices(answers={"coverage": "2026-01-31"}, on_change=OnChange.CORRECT))
    assert (desk.given("een"), desk.given("twee")) == ({"amount.marks": "comma"}, {"coverage": "2026-01-31"})
    assert desk.on_change is OnChange.CORRECT
    desk.withdraw("een", "amount.marks")
    assert desk.given("een") == {}


def test_the_whole_ledger_can_be_downloaded_here() -> None:
    app = opened("data", plan="dordrecht")
    assert text("nl", "data.export") in written(app)
    assert len(app.get("download_button")) == 2
