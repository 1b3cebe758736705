"""An earlier version of the data, from the newest file: the very figures of then, whatever came after."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from intake_home import ADVISER, AS_OF, PLAN, at, imported, new_home, snapshot
from ledger_files import file, row, rows

from pokdash import intake
from pokdash.domain.measure import position
from pokdash.domain.meeting import DataVersion
from pokdash.domain.position import Position
from pokdash.store import Snapshot, queries


@pytest.fixture
def home(tmp_path: Path) -> intake.Home:
    return new_home(tmp_path, file(rows("1,00", "2,00")))


def shown(data: Snapshot) -> Position:
    version = queries.plan_version(data, PLAN)
    assert version is not None
    return position(version.plan, version.version, queries.ledger(data, PLAN, AS_OF), AS_OF)


def changed_often(home: intake.Home) -> list[tuple[DataVersion, Position, tuple[object, ...]]]:
    """What was shown after every change: imports, a correction, and one that was taken back and put back."""
    kept = []

    def keep() -> None:
        data = snapshot(home)
        bookings = queries.bookings(data, PLAN, ["a", "b"], AS_OF)
        kept.append((data.version, shown(data), (bookings, queries.batches(data), queries.coverage(data, PLAN))))

    keep()
    imported(home, file(rows("4,00", start=9)), 6)
    keep()
    imported(home, file([row(regel="b", bedrag="-0,50", boekstuk="B-77", boekdatum="2026-08-01")]), 7)
    keep()
    batch = queries.batches(snapshot(home))[0].number
    assert not isinstance(intake.undo(home, batch, ADVISER, at(8), "fout"), intake.Refused)
    keep()
    assert not isinstance(intake.redo(home, batch, ADVISER, at(9)), intake.Refused)
    keep()
    return kept


def test_every_version_is_shown_as_it_was(home: intake.Home) -> None:
    kept = changed_often(home)
    newest = snapshot(home)
    assert len({one.total.spent for _, one, _ in kept}) > 2
    for version, was, rest in kept:
        then = newest.as_shown(version)
        assert then is not None
        assert (then.version, then.generation, then.checksum) == (version, version.generation, version.checksum)
        assert shown(then) == was
        bookings = queries.bookings(then, PLAN, ["a", "b"], AS_OF)
        assert (bookings, queries.batches(then), queries.coverage(then, PLAN)) == rest


def test_what_is_asked_of_an_earlier_moment_stays_earlier(home: intake.Home) -> None:
    (first, was, _), (second, _, _), *_ = changed_often(home)
    then = snapshot(home).as_shown(second)
    assert then is not None
    assert queries.ledger(then, PLAN, AS_OF, first.published_at).generation == first.generation
    later = queries.ledger(then, PLAN, AS_OF, dt.datetime(2030, 1, 1, tzinfo=dt.UTC))
    assert later.generation == second.generation
    assert was.total.spent == Decimal(3)


def test_the_newest_version_is_the_snapshot_itself(home: intake.Home) -> None:
    data = snapshot(home)
    assert data.as_shown(data.version) is data


def test_a_version_of_other_data_is_not_shown(home: intake.Home) -> None:
    data = snapshot(home)
    later = dataclasses.replace(data.version, generation=data.generation + 1)
    other = dataclasses.replace(data.version, published_at=at(999), checksum="0" * 64)
    assert data.as_shown(later) is None
    assert data.as_shown(other) is None


def test_the_version_of_a_day_is_the_last_one_of_it(home: intake.Home) -> None:
    first = snapshot(home).version
    imported(home, file(rows("4,00", start=9)), 24 * 60)
    data = snapshot(home)
    assert data.version_on(at(5)) == dataclasses.replace(first, checksum=f"{data.checksum}@{first.generation}")
    assert data.version_on(at(25 * 60)) == data.version
    assert data.version_on(at(-60)) is None
