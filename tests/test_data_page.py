"""The page Gegevens: what its own parts do, and what it says where a file cannot be saved."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from intake_home import ADVISER, PLAN, at, imported, new_home, snapshot, spent
from ledger_files import file, rows, small_plan
from streamlit.testing.v1 import AppTest
from test_pages import opened, written

from pokdash import intake
from pokdash.intake import Choices, Imported, OnChange, Preview, Progress, Refused, Request, saved_profiles
from pokdash.ledger.profile import Column, Profile, write_profile
from pokdash.store import queries
from pokdash.texts import LANGUAGES, counted, text
from pokdash.ui.data_desk import Desk, Here
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
    assert app.get("file_uploader")[0].label == text(language, "data.upload")
    assert f'--pok-upload: "{text(language, "data.choose_file")}"' in page


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


def test_saving_is_as_far_as_the_trial_on_a_copy_says() -> None:
    inside, going_on = threading.Event(), threading.Event()

    def work(tell: Callable[[Progress], None]) -> Refused:
        tell(Progress("compare", None, 1000, None, None))
        inside.set()
        going_on.wait(WITHIN)
        return Refused("never")

    told = []
    for expected in (0.0, 3600.0):
        inside.clear()
        going_on.clear()
        job = Job("grootboek.csv", work, lambda: None, expected)
        assert inside.wait(WITHIN)
        told.append(job.shown())
        going_on.set()
        job.wait(WITHIN)
        assert 0 < job.tried < WITHIN
    first, later = told
    assert first
    assert (first.rows, first.seconds_left) == (None, None)
    assert later
    assert (later.rows, later.rows_per_second) == (0, 1000 / 3600)
    assert later.seconds_left
    assert later.seconds_left > 3000


@pytest.fixture
def looked_at(tmp_path: Path) -> Iterator[tuple[intake.Home, Request, Preview]]:
    """A file that can be saved, in a real store with one import."""
    home, path = new_home(tmp_path, file(rows("1,00", "2,00"))), tmp_path / "maart.csv"
    path.write_bytes(file(rows("4,00", start=9)))
    version = queries.plan_version(snapshot(home), PLAN)
    assert version
    asked = Request(path, path.name, version.plan, Choices())
    with intake.Examiner(tmp_path, 4 << 30) as examiner:
        found = intake.preview(home, asked, ADVISER, at(5), examiner)
        assert isinstance(found, Preview)
        yield home, asked, found


def test_saving_is_stopped_until_it_is_published_and_after_that_it_is_too_late(
    looked_at: tuple[intake.Home, Request, Preview], desk: Desk
) -> None:
    home, asked, found = looked_at
    steps: list[str] = []

    def stopped_when(last: Callable[[], bool], *, after: bool = False) -> Job:
        ready = threading.Event()

        def work(tell: Callable[[Progress], None]) -> Imported | Refused:
            ready.wait(WITHIN)

            def told(progress: Progress) -> None:
                steps.append(progress.step)
                if last():
                    job.stop()
                tell(progress)

            outcome = intake.save(home, asked, found.examined, ADVISER, at(6), told)
            if after:
                job.stop()
            return outcome

        job = Job(asked.file_name, work, lambda: None)
        ready.set()
        job.wait(WITHIN)
        return job

    job = stopped_when(lambda: steps.count("save") == 2)
    assert job.outcome == Refused("reader.cancelled", {"file": "maart.csv"})
    assert (snapshot(home).generation, spent(home)) == (2, 3)
    assert not [path for path in home.path.rglob("*") if "work-" in path.name or "00000003" in path.name]
    desk.job, desk.saving = stopped_when(lambda: False, after=True), True
    desk.bring_up_to_date(Here(home, ADVISER, small_plan(), "", at()))
    assert isinstance(desk.saved, Imported)
    assert desk.too_late
    assert spent(home) == 7


def test_where_somebody_was_first_the_new_control_is_shown_and_asked_anew(
    looked_at: tuple[intake.Home, Request, Preview], desk: Desk
) -> None:
    home, asked, _ = looked_at
    assert asked.plan
    here, content = Here(home, ADVISER, asked.plan, "", at(6)), file(rows("4,00", "8,00", start=9))
    moved = Refused("refusal.moved", {"plan": asked.plan.municipality})

    def outcome() -> Imported | Refused | None:
        desk.bring_up_to_date(here)
        while desk.job:
            desk.bring_up_to_date(here)
        assert isinstance(desk.found, Preview)
        return desk.found.outcome

    desk.take("maart.csv", BytesIO(content))
    assert isinstance(outcome(), Imported)
    desk.on_change[PLAN], desk.apart, answers = OnChange.CORRECT, Decimal(1), dict(desk.given(PLAN))
    outcome()
    imported(home, file(rows("4,50", start=9)), 7)
    desk.save(here, keep_good_rows=False)
    shown = outcome()
    assert (desk.saved, desk.not_saved, spent(home)) == (None, moved, Decimal("7.50"))
    assert isinstance(shown, Imported)
    assert (shown.changed_count, desk.undecided(PLAN), desk.apart) == (1, True, None)
    assert desk.given(PLAN) == answers
    desk.on_change[PLAN] = OnChange.LEAVE
    desk.save(here, keep_good_rows=False)
    outcome()
    assert isinstance(desk.saved, Imported)
    assert spent(home) == Decimal("15.50")
    desk.again()
    content = file(rows("5,00", start=20))
    desk.take("april.csv", BytesIO(content))
    assert isinstance(outcome(), Imported)
    imported(home, content, 9)
    desk.save(here, keep_good_rows=False)
    known = outcome()
    assert isinstance(known, Refused)
    assert (known.key, desk.not_saved) == ("refusal.already_imported", moved)


def test_a_preview_that_is_stopped_is_never_too_late(looked_at: tuple[intake.Home, Request, Preview]) -> None:
    ready = threading.Event()

    def work(_: Callable[[Progress], None]) -> Preview:
        ready.wait(WITHIN)
        return looked_at[2]

    job = Job("maart.csv", work, lambda: None)
    job.stop()
    ready.set()
    job.wait(WITHIN)
    assert job.outcome == Refused("reader.cancelled", {"file": "maart.csv"})


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
    assert (desk.chosen("een"), desk.chosen("twee")) == (OnChange.REFUSE, OnChange.CORRECT)
    desk.withdraw("een", "amount.marks")
    assert desk.given("een") == {}


def shelf(here: object) -> None:
    """The kept profiles as the page draws them."""
    from pokdash.ui import data_profile_files  # noqa: PLC0415 - this function is a script of its own

    data_profile_files.draw(here)  # type: ignore[arg-type]


def test_a_profile_is_taken_in_from_a_file_and_never_replaces_another_unasked(tmp_path: Path) -> None:
    home = new_home(tmp_path)
    asked = Here(home, ADVISER, small_plan(), "", at())
    app = AppTest.from_function(shelf, default_timeout=30, kwargs={"here": asked}).run()

    def take(content: bytes) -> str:
        app.get("file_uploader")[0].upload("p.toml", content, "application/toml").run()
        assert not app.exception, app.exception
        return written(app)

    monthly = Profile(name="Maand", columns=(Column("amount", "Bedrag", 1),))
    assert "Het profiel ‘Maand’ is bewaard" in take(write_profile(monthly).encode())
    assert [one.profile for one in saved_profiles(home)] == [monthly]
    newer = replace(monthly, note="nieuw")
    assert text("nl", "data_profiles.replaces", name="Maand") in take(write_profile(newer).encode())
    assert [one.profile for one in saved_profiles(home)] == [monthly]
    app.button(key="data-profile-replace").click().run()
    assert [one.profile for one in saved_profiles(home)] == [newer]
    assert "Het profiel ‘p’ is bewaard" in take(write_profile(replace(monthly, name="")).encode())
    assert [one.name for one in saved_profiles(home)] == ["Maand", "p"]
    assert text("nl", "refusal.profile_unreadable", file="p.toml") in take(b"\xff\xfe")
    page = take(write_profile(monthly).encode().replace(b'"amount"', b'"bedrag"'))
    assert text("nl", "data_profiles.wrong", name="p.toml") in page
    assert "columns[1].field" in page
    assert "bedrag" in page


def test_how_many_rows_is_written_with_the_thousands_apart() -> None:
    assert counted("nl", "data.can_be_added", 300000, total="€ 1").startswith("300.000 rijen")
    assert counted("en", "data.saved_known", 300000).startswith("300,000 ")
    assert counted("nl", "manage.imported_of", 300000) == "In het bestand: 300.000 rijen"


def test_the_whole_ledger_can_be_downloaded_here() -> None:
    app = opened("data", plan="dordrecht")
    assert text("nl", "data.export") in written(app)
    assert [one.label for one in app.get("download_button")] == [
        text("nl", f"data.export_{form}") for form in ("csv", "xlsx", "parquet")
    ]
