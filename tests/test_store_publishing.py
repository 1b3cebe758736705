"""Publishing: what fails leaves no trace, what does not add up is never served, readers move on by themselves."""

from __future__ import annotations

import gc
import shutil
import threading
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from intake_home import ADVISER, AS_OF, PLAN, VIEWER, at, imported, new_home, refused, snapshot, spent
from ledger_files import file, rows
from ledger_grids import own_bookings

from pokdash import intake
from pokdash.domain.actor import Action
from pokdash.store import NewBatch, Signed, Unpublishable, VerificationError, Writing, queries

SIGNED = Signed(Action.IMPORT, ADVISER, at(5))


@pytest.fixture
def home(tmp_path: Path) -> intake.Home:
    return new_home(tmp_path, file(rows("1,00", "2,00")))


def names(home: intake.Home) -> list[str]:
    return sorted(path.relative_to(home.path).as_posix() for path in home.path.rglob("*"))


def new_batch(rows_read: int, total_read: str, plan: str = PLAN, *, example: bool = False) -> NewBatch:
    return NewBatch(plan, example, "x.csv", "0" * 64, AS_OF, rows_read, Decimal(total_read))


def test_a_change_set_that_fails_leaves_everything_as_it_was(home: intake.Home) -> None:
    before = names(home)

    def fails(writing: Writing) -> None:
        writing.add_event(1, "undone", "")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        home.store.publish(fails, SIGNED)
    assert spent(home) == 3
    imported(home, file(rows("4,00", start=9)), 6)
    assert spent(home) == 7
    assert set(before) <= set(names(home))
    assert not [name for name in names(home) if "work-" in name or ".tmp" in name]


@pytest.mark.parametrize(
    "batch",
    [new_batch(3, "4.00"), new_batch(1, "4.00"), new_batch(2, "4.01"), new_batch(2, "4.00", "atlantis")],
    ids=["a row less", "a row more", "a cent less", "no plan"],
)
def test_what_is_stored_must_be_what_was_read(home: intake.Home, batch: NewBatch) -> None:
    def change(writing: Writing) -> None:
        writing.stage(PLAN, own_bookings(file(rows("1,50", "2,50", start=9))))
        writing.add_batch(batch)

    with pytest.raises(VerificationError):
        home.store.publish(change, SIGNED)
    assert (spent(home), len(queries.batches(snapshot(home)))) == (3, 1)


def test_invented_bookings_beside_real_ones_never_pass_verification(home: intake.Home) -> None:
    def change(writing: Writing) -> None:
        writing.stage(PLAN, own_bookings(file(rows("1,50", "2,50", start=9))))
        writing.add_batch(new_batch(2, "4.00", example=True))

    with pytest.raises(VerificationError, match="invented_beside_real"):
        home.store.publish(change, SIGNED)


@pytest.mark.parametrize(
    "statement",
    [
        "insert into expenditure select * replace (null as amount) from expenditure limit 1",
        "insert into expenditure select * replace ('' as line) from expenditure limit 1",
        "insert into expenditure select * replace (null as booking_date) from expenditure limit 1",
        "insert into commitment select * from expenditure limit 1",
        "insert into batch select * from batch",
        "insert into batch_event by name select 9 as event, 1 as batch, 'erased' as kind",
    ],
)
def test_the_tables_refuse_what_cannot_be(home: intake.Home, statement: str) -> None:
    def change(writing: Writing) -> None:
        writing._connection.execute(statement)

    with pytest.raises(duckdb.ConstraintException):
        home.store.publish(change, SIGNED)
    assert spent(home) == 3


def test_sql_in_the_store_reaches_no_files_and_no_settings(home: intake.Home, tmp_path: Path) -> None:
    (tmp_path / "geheim.csv").write_text("a\n1\n")
    data = snapshot(home)._connection.cursor()
    for statement in (
        f"from read_csv('{tmp_path / 'geheim.csv'}')",
        f"copy batch to '{tmp_path / 'uit.csv'}'",
        f"attach '{tmp_path / 'ander.duckdb'}'",
        "install httpfs",
        "set enable_external_access = true",
        "delete from batch",
    ):
        with pytest.raises(duckdb.Error):
            data.execute(statement)


def test_without_space_nothing_is_published(home: intake.Home, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(home.path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1 << 20))
    outcome = refused(home, file(rows("4,00", start=9)), 5)
    assert outcome.key == "store.no_space"
    assert outcome.params["free"] == 1
    assert int(outcome.params["needed"]) > 60  # type: ignore[call-overload]


def test_the_store_itself_refuses_who_may_not(home: intake.Home) -> None:
    for action in Action:
        outcome = home.store.publish(lambda _: None, Signed(action, VIEWER, at(5)))
        assert outcome == Unpublishable("not_allowed", {"name": VIEWER.name})
    assert snapshot(home).generation == 2


def test_who_published_when_is_kept(home: intake.Home) -> None:
    connection = snapshot(home)._connection.cursor()
    found = connection.execute("select generation, actor_name, actor_role from publication order by all").fetchall()
    assert found == [(1, "Marije", "manager"), (2, "Anne", "adviser")]


def test_plan_tables_hold_lines_and_amounts(home: intake.Home) -> None:
    connection = snapshot(home)._connection.cursor()
    lines = connection.execute("select line, line_group, name from plan_line order by position").fetchall()
    amounts = connection.execute(
        "select line, year, first_year, last_year, amount, kind, standing from allocation order by line, position"
    ).fetchall()
    assert lines == [("a", "lijnen", "Lijn a"), ("b", "lijnen", "Lijn b")]
    assert amounts == [
        ("a", 2025, None, None, Decimal(100000), "example", "college"),
        ("a", 2026, None, None, Decimal(100000), "example", "college"),
        ("b", None, 2025, 2027, Decimal(100000), "example", "college"),
    ]


def test_readers_in_threads_follow_the_generations(home: intake.Home) -> None:
    stop = threading.Event()
    wrong: list[object] = []
    seen: set[int] = set()

    def look() -> None:
        last = 0
        while not stop.wait(0.2):
            data = snapshot(home)
            found = queries.ledger(data, PLAN, AS_OF)
            total = sum(part.spent for part in found.spending)
            if total != 3 + 10 * (data.generation - 2) or data.generation < last or data.warning:
                wrong.append((data.generation, total, last, data.warning))
            last = data.generation
            seen.add(last)

    readers = [threading.Thread(target=look) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(8):
        imported(home, file(rows("10,00", start=100 + number)), number)
    stop.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert len(seen) > 1


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts the open files of this process")
def test_generations_that_nobody_reads_any_more_are_closed(home: intake.Home) -> None:
    for number in range(6):
        imported(home, file(rows("10,00", start=100 + number)), number)
        assert spent(home) == 13 + 10 * number
    gc.collect()
    links = [str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    opened = {link for link in links if link.startswith(str(home.path)) and "snap-" in link}
    assert [link for link in opened if "snap-00000008" not in link] == []


def test_one_process_has_one_store_per_folder(home: intake.Home) -> None:
    assert intake.Home(home.path).store is home.store
    assert snapshot(home) is snapshot(intake.Home(home.path))
