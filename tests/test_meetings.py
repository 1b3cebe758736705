"""Meetings in the workspace: everyone sees one slide and one version, what happened stays, and a link ends."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pokdash.domain.meeting import Agenda, DataVersion, Meeting, Remark, RemarkKind, last_before
from pokdash.domain.saved_scenario import Label
from pokdash.domain.scenario import Scenario, StartingPoint, Whose
from pokdash.store import WorkspaceError
from pokdash.store.agendas import Signature
from pokdash.store.database import script
from pokdash.store.home import Home
from pokdash.store.meetings import Occasion
from pokdash.store.workspace_file import FORMAT

PLAN, WHO = "sudwest-fryslan", "T. de Vries"
DAY = dt.date(2026, 10, 21)
OCCASION = Occasion(PLAN, "Commissie Boarger en Mienskip", DAY)
FIRST = DataVersion(3, dt.datetime(2026, 10, 9, 12, 5, 1, 250000, tzinfo=dt.UTC), "a" * 64)
SECOND = DataVersion(4, dt.datetime(2026, 10, 21, 18, 0, tzinfo=dt.UTC), "b" * 64)
SIGNED = Signature(PLAN, WHO, 3)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def found(home: Home, meeting: str) -> Meeting:
    one = home.meetings.meeting(meeting)
    assert one is not None
    return one


def remark(meeting: str | None = None, words: str = "Waarom?") -> Remark:
    now = dt.datetime.now(dt.UTC)
    return Remark("", meeting, RemarkKind.QUESTION, "line-3", words, WHO, 3, now, None)


def test_nothing_is_there_before_something_is_kept(home: Home) -> None:
    assert home.meetings.of(PLAN) == home.meetings.remarks(PLAN) == home.agendas.of(PLAN) == ()
    assert home.meetings.under_way() == {}
    assert home.meetings.meeting("0123456789") is None
    assert home.meetings.followed("x" * 22) is None
    assert not home.meetings.file.path.exists()


def test_a_meeting_that_is_begun_has_its_version_and_its_slides(home: Home) -> None:
    begun = home.meetings.begin(OCCASION, FIRST, ["total", "line-3"], WHO)
    assert found(home, begun.id) == begun
    assert (begun.name, begun.held_on, begun.version) == (OCCASION.name, DAY, FIRST)
    assert (begun.slides, begun.slide, begun.under_way) == (("total", "line-3"), None, True)
    assert home.meetings.followed(begun.token) == begun
    assert home.meetings.under_way() == {begun.id: begun.sequence}


def test_everyone_goes_where_the_last_word_says(home: Home) -> None:
    begun = home.meetings.begin(OCCASION, FIRST, [], WHO)
    assert home.meetings.move(begun.id, "lines", WHO)
    assert home.meetings.move(begun.id, "line-3", "een ander")
    assert home.meetings.show(begun.id, SECOND, WHO)
    now = found(home, begun.id)
    assert (now.slide, now.version) == ("line-3", SECOND)
    assert home.meetings.under_way()[begun.id] == now.sequence == begun.sequence + 3


def test_a_meeting_that_is_over_stays_as_it_was(home: Home) -> None:
    begun = home.meetings.begin(OCCASION, FIRST, [], WHO)
    assert home.meetings.end(begun.id, WHO)
    over = found(home, begun.id)
    assert not over.under_way
    assert not home.meetings.move(begun.id, "lines", WHO)
    assert not home.meetings.show(begun.id, SECOND, WHO)
    assert not home.meetings.end(begun.id, WHO)
    assert found(home, begun.id) == over
    assert home.meetings.under_way() == {}


def test_a_meeting_of_before_is_over_at_once_and_may_have_no_version(home: Home) -> None:
    for version in (FIRST, None):
        marked = home.meetings.mark(OCCASION, version, WHO)
        assert (marked.under_way, marked.version) == (False, version)


def test_many_who_lead_at_once_lose_nothing(home: Home) -> None:
    begun = home.meetings.begin(OCCASION, FIRST, [], WHO)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: home.meetings.move(begun.id, f"line-{number}", WHO), range(40)))
    assert found(home, begun.id).sequence == begun.sequence + 40


def test_the_last_meeting_before_this_one_is_compared_with(home: Home) -> None:
    days = {day: home.meetings.mark(Occasion(PLAN, f"{day}", dt.date(2026, day, 1)), FIRST, WHO) for day in (3, 6, 11)}
    now = home.meetings.begin(OCCASION, FIRST, [], WHO)
    every = home.meetings.of(PLAN)
    assert last_before(every, now, dt.date(2027, 1, 1)) == days[6]
    assert last_before(every, None, dt.date(2026, 12, 1)) == days[11]
    assert last_before(every, None, dt.date(2026, 2, 1)) is None


def test_questions_and_notes_are_listed_with_who_when_and_answered(home: Home) -> None:
    begun = home.meetings.begin(OCCASION, FIRST, [], WHO)
    kept = home.meetings.keep(remark(begun.id), PLAN)
    home.meetings.keep(remark(None, "Buiten een vergadering"), PLAN)
    home.meetings.answer(kept, "Nog niet bekend.", WHO)
    home.meetings.answer(kept, "Meer hulpvragen.", "Adviseur")
    first, second = home.meetings.remarks(PLAN)
    assert (first.id, first.meeting, first.slide, first.author, first.generation) == (kept, begun.id, "line-3", WHO, 3)
    assert first.answer is not None
    assert (first.answer.words, first.answer.author) == ("Meer hulpvragen.", "Adviseur")
    assert (second.meeting, second.answer) == (None, None)
    assert home.meetings.remarks(PLAN, begun.id) == (first,)
    assert home.meetings.remarks("dordrecht") == ()


def test_an_agenda_is_changed_by_a_new_version_and_can_be_taken_off_the_list(home: Home) -> None:
    agenda = home.agendas.save("Kort", ["total"], SIGNED)
    home.agendas.save("Kort", ["line-3", "total"], SIGNED, agenda)
    (now,) = home.agendas.of(PLAN)
    assert (now.id, now.version, now.name, now.slides, now.author) == (agenda, 2, "Kort", ("line-3", "total"), WHO)
    assert isinstance(now, Agenda)
    home.agendas.remove(now, SIGNED)
    assert home.agendas.of(PLAN) == ()
    with sqlite3.connect(home.agendas.file.path) as file:
        assert file.execute("select count(*) from agenda_version").fetchone() == (3,)


@pytest.mark.parametrize("table", ["meeting", "meeting_event", "agenda", "agenda_version", "remark", "remark_answer"])
@pytest.mark.parametrize("change", ["update {} set {} = {}", "delete from {}"])
def test_the_file_itself_refuses_to_change_what_happened(home: Home, table: str, change: str) -> None:
    meeting = home.meetings.begin(OCCASION, FIRST, [], WHO)
    home.meetings.answer(home.meetings.keep(remark(meeting.id), PLAN), "Ja.", WHO)
    home.agendas.save("Kort", ["total"], SIGNED)
    column = {"agenda": "plan", "agenda_version": "name"}.get(table, "author")
    if table in ("meeting_event", "remark_answer"):
        column = "author"
    with sqlite3.connect(home.meetings.file.path) as file, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        file.execute(change.format(table, column, column))


@pytest.mark.parametrize("name", ["", "  "])
def test_a_meeting_needs_a_name(home: Home, name: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        home.meetings.begin(Occasion(PLAN, name, DAY), FIRST, [], WHO)
    assert home.meetings.of(PLAN) == ()


def earlier_format(home: Home) -> None:
    """A workspace as the first format was, with a scenario in it."""
    home.path.mkdir(exist_ok=True)
    with sqlite3.connect(home.meetings.file.path) as file:
        file.executescript(script("workspace"))
        file.execute("pragma user_version = 1")
        file.execute("insert into scenario values ('0123456789', ?)", (PLAN,))
        content = json.dumps(json.loads(Scenario().model_dump_json()))
        known = ("0123456789", 1, "Oud", "official", "", WHO, content, 1, 3, "2026-09-30", "2026-10-01T09:00:00+00:00")
        file.execute(f"insert into scenario_version values ({', '.join('?' * 11)})", known)


def test_a_workspace_of_the_first_format_keeps_its_scenarios_and_gets_meetings(home: Home) -> None:
    earlier_format(home)
    assert home.meetings.of(PLAN) == ()  # reading changes nothing
    with sqlite3.connect(home.meetings.file.path) as file:
        assert file.execute("pragma user_version").fetchone() == (1,)
    begun = home.meetings.begin(OCCASION, FIRST, [], WHO)
    assert home.meetings.of(PLAN) == (begun,)
    assert [one.label.name for one in home.workspace.scenarios(PLAN)] == ["Oud"]
    with sqlite3.connect(home.meetings.file.path) as file:
        assert file.execute("pragma user_version").fetchone() == (FORMAT,)


def test_a_scenario_saved_in_it_brings_the_first_format_up_to_date_too(home: Home) -> None:
    earlier_format(home)
    start = StartingPoint(plan=PLAN, plan_version=1, generation=3, as_of=dt.date(2026, 9, 30))
    home.workspace.save(Scenario(), Label("Nieuw", Whose.OFFICIAL), start, WHO)
    assert len(home.workspace.scenarios(PLAN)) == 2
    assert home.meetings.under_way() == {}


def test_the_trace_tells_that_something_was_kept(home: Home) -> None:
    traces = {home.meetings.file.trace()}
    begun = home.meetings.begin(OCCASION, FIRST, [], WHO)
    traces.add(home.meetings.file.trace())
    home.meetings.move(begun.id, "lines", WHO)
    traces.add(home.meetings.file.trace())
    assert len(traces) == 3


def test_a_damaged_file_is_said_in_words(home: Home) -> None:
    home.meetings.begin(OCCASION, FIRST, [], WHO)
    home.meetings.file.path.write_bytes(b"this is no database" * 400)
    with pytest.raises(WorkspaceError) as refused:
        home.meetings.of(PLAN)
    assert refused.value.fault.problem == "workspace_unusable"
