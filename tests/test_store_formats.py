"""A store that an older program wrote: said so, brought up to date by one publication, with nothing lost."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from intake_home import ADVISER, MANAGER, at, imported, ledger, new_home, snapshot, spent
from ledger_files import file, rows

from pokdash import intake
from pokdash.store import NoSnapshot, durable, queries
from pokdash.store.journal import TABLES

FORMATS = {
    number: (Path(__file__).parent / "store_formats" / f"format_{number}.sql").read_text(encoding="utf-8")
    for number in (1, 2, 3, 4, 5, 6)
}


def as_older(home: intake.Home, form: int) -> None:
    """Write a store again as an older format has it: its tables, journal entries and descriptions."""
    store = home.path / "store"
    columns = _columns(form)
    for sidecar in store.glob("snap-*.json"):
        described = json.loads(sidecar.read_bytes())
        old = store / "old.duckdb"
        with duckdb.connect(old) as connection:
            connection.execute(FORMATS[form])
            connection.execute(f"attach '{store / described['file']}' as new (read_only)")
            for table, names in columns.items():
                connection.execute(f"insert into {table} by name select {', '.join(names)} from new.{table}")
            connection.execute("detach new")
        (store / described["file"]).unlink()
        sha256 = durable.sha256(old)
        placed = old.rename(store / f"{described['file'].split('.')[0][:-12]}{sha256[:12]}.duckdb")
        sidecar.unlink()
        facts = {"generation": described["generation"], "file": placed.name, "size": placed.stat().st_size}
        named = {} if form == 1 else {"format": form}
        content = json.dumps({**facts, "sha256": sha256, **named})
        placed.with_suffix(".json").write_text(content)
        if json.loads((store / "CURRENT").read_bytes())["generation"] == described["generation"]:
            (store / "CURRENT").write_text(content)
    for entry in (store / "journal").iterdir():
        manifest = json.loads((entry / "manifest.json").read_bytes())
        for table in list(manifest["sha256"]):
            path = entry / f"{table}.parquet"
            if table not in columns:  # an older program knew nothing of it
                path.unlink()
                del manifest["sha256"][table]
                continue
            pq.write_table(pq.read_table(path).select(columns[table]), path)
            manifest["sha256"][table] = durable.sha256(path)
        (entry / "manifest.json").write_text(json.dumps(manifest))


def _columns(form: int) -> dict[str, list[str]]:
    with duckdb.connect() as connection:
        connection.execute(FORMATS[form])
        found = connection.execute(
            "select table_name, column_name from duckdb_columns() order by column_index"
        ).fetchall()
    return {table: [name for of, name in found if of == table] for table in TABLES if table in dict(found)}


@pytest.fixture(params=FORMATS, ids=lambda form: f"format {form}")
def home(tmp_path: Path, request: pytest.FixtureRequest) -> intake.Home:
    """Three imports of 9, 2 and 4 euro, the second undone; written as an older format has it."""
    home = new_home(tmp_path, file(rows("1,00", "8,00")), file(rows("2,00", start=20)), file(rows("4,00", start=30)))
    intake.undo(home, 2, ADVISER, at(10), "vergissing")
    as_older(home, request.param)
    return home


def test_an_older_store_says_so_and_loses_nothing_when_it_is_brought_up_to_date(home: intake.Home) -> None:
    assert home.store.snapshot() == NoSnapshot("store.older_format")
    outcome = intake.initialise(home, MANAGER, at(20), examples=False, data=home.path.parent)
    assert isinstance(outcome, intake.Initialised)
    assert (outcome.repaired, outcome.generation) == (True, 6)
    assert snapshot(home).warning is None
    assert [spent(home, shown_on=at(minutes)) for minutes in (0, 1, 2, 3, 10)] == [None, 9, 11, 15, 13]
    found = {batch.number: batch for batch in queries.batches(snapshot(home))}
    assert [(one.rows_read, one.rows_loaded, one.rows_rejected, one.live) for one in found.values()] == [
        (1, 1, 0, True), (1, 1, 0, False), (2, 2, 0, True)
    ]  # fmt: skip
    assert (found[2].changed_why, found[2].profile, found[2].file_extension) == ("vergissing", None, "csv")
    assert ledger(home).covered_until == dt.date(2026, 9, 30)
    imported(home, file(rows("5,00", start=90), "2026-10-01", spent_until="2026-09-15"), 21)
    assert ledger(home).covered_until == dt.date(2026, 9, 30)
    intake.undo(home, 1, ADVISER, at(22), "vergissing")
    intake.undo(home, 3, ADVISER, at(23), "vergissing")
    assert (spent(home), ledger(home).covered_until) == (5, dt.date(2026, 9, 15))


def test_an_import_on_an_older_store_is_told_what_to_do(home: intake.Home) -> None:
    given_in = intake.LedgerFile("x.csv", file(rows("5,00", start=90)))
    outcome = intake.import_file(home, given_in, "proef", ADVISER, at(20))
    assert outcome == intake.Refused("store.older_format")


def test_the_journal_of_an_older_store_alone_is_enough(home: intake.Home) -> None:
    for path in (home.path / "store").glob("snap-*.duckdb"):
        path.unlink()
    intake.initialise(home, MANAGER, at(20), examples=False, data=home.path.parent)
    assert [spent(home, shown_on=at(minutes)) for minutes in (0, 1, 2, 3, 10)] == [None, 9, 11, 15, 13]


def test_a_damaged_old_journal_harms_nothing_while_the_old_snapshot_is_sound(home: intake.Home) -> None:
    (home.path / "store" / "journal" / "00000002" / "manifest.json").unlink()
    intake.initialise(home, MANAGER, at(20), examples=False, data=home.path.parent)
    assert spent(home) == 13
    imported(home, file(rows("100,00", start=90)), 21)
    assert spent(home) == 113


def test_a_store_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    home = new_home(tmp_path)
    imported(home, file(rows("1,00")), 1)
    for path in [home.path / "store" / "CURRENT", *(home.path / "store").glob("snap-*.json")]:
        path.write_text(json.dumps({**json.loads(path.read_bytes()), "format": 99}))
    assert home.store.snapshot() == NoSnapshot("store.newer_format")
    outcome = intake.initialise(home, MANAGER, at(20), examples=False, data=tmp_path)
    assert outcome == intake.Refused("store.newer_format")
    before = sorted(path.name for path in (home.path / "store").iterdir())
    assert not [name for name in before if name.startswith("work-")]
