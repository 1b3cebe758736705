"""The rows of a text, found block by block: nothing is lost or shifted where one block ends and the next begins."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from ledger_sources import good, put

from pokdash.ledger.grid import Grid
from pokdash.ledger.source import Hints, Source, attach, open_source, text_grid
from pokdash.ledger.source.content import BLOCK

LINE_ENDS = ["\n", "\r\n", "\r"]


def grid_of(path: Path, connection: duckdb.DuckDBPyConnection, hints: Hints = Hints()) -> Grid:  # noqa: B008
    source = open_source(path, hints)
    assert isinstance(source, Source)
    found = attach(source, connection)
    assert isinstance(found, Grid)
    return found


@pytest.fixture(autouse=True)
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every text is as a large one: its cells are not kept."""
    monkeypatch.setattr(text_grid, "_KEPT", 0)


@pytest.mark.parametrize("line_end", LINE_ENDS)
@pytest.mark.parametrize("quote", ["", '"'])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_every_row_of_several_blocks_is_there_once(tmp_path: Path, line_end: str, quote: str, encoding: str) -> None:
    count = 3 * BLOCK // 60
    rows = [f"{number};{quote}Súdwest-Fryslân, inhuur {number:030d}{quote};{number},25" for number in range(count)]
    path = put(tmp_path, line_end.join(["Nummer;Omschrijving;Bedrag", *rows]).encode(encoding))
    assert path.stat().st_size > 2 * BLOCK
    with duckdb.connect() as connection:
        assert grid_of(path, connection).rows == count + 1
        ((rows_read, lines, numbers, texts, fields),) = connection.execute(
            "select count(*), sum(source_row), sum(c1::bigint),"
            " count(distinct c2) filter (c2 = 'Súdwest-Fryslân, inhuur ' || lpad(c1, 30, '0') and c3 = c1 || ',25'),"
            " list(distinct fields) from grid where source_row > 1"
        ).fetchall()
    assert (rows_read, texts, fields) == (count, count, [3])
    assert (lines, numbers) == (sum(range(2, count + 2)), sum(range(count)))


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_row_longer_than_a_block(tmp_path: Path, quote: str) -> None:
    cells = BLOCK // 80_000 + 5
    long = ";".join([quote + "x" * 80_000 + quote] * cells)
    heading, last = ";".join(f"k{number}" for number in range(cells)), ";".join(["1"] * cells)
    found = good(put(tmp_path, "\n".join([heading, *[last] * 40, long, last]).encode()), Hints(delimiter=";"))
    assert len(found.cells) == 43
    assert [len(cell) for cell in found.cells[41]] == [80_000] * cells
    assert found.cells[42] == ["1"] * cells


def test_line_breaks_in_cells_move_the_lines_of_the_rows_after_them(tmp_path: Path) -> None:
    found = good(put(tmp_path, b'a;b\r\n1;"een\r\ntwee"\r\n2;"\r\n\r\n"\r\n3;x\r\n'))
    assert [row for row, _ in found.rows] == [1, 2, 4, 7]
    assert found.cells == [["a", "b"], ["1", "een\r\ntwee"], ["2", "\r\n\r\n"], ["3", "x"]]


def test_two_scans_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    count = 2 * BLOCK // 20
    path = put(tmp_path, "\n".join(["Nummer;Bedrag", *[f"{number};{number:012d}" for number in range(count)]]).encode())
    with duckdb.connect() as connection:
        grid_of(path, connection)
        ((same, different),) = connection.execute(
            "select count(*) filter (one.c2 = other.c2), count(*) filter (one.c2 <> other.c2)"
            " from grid as one join grid as other using (source_row)"
        ).fetchall()
    assert (same, different) == (count + 1, 0)


def test_the_rows_stay_those_of_the_file_that_was_opened(tmp_path: Path) -> None:
    path = put(tmp_path, b"a;b\n1;2\n")
    with duckdb.connect() as connection:
        grid_of(path, connection)
        path.rename(tmp_path / "elders.csv")
        path.write_bytes(b"x;y\n8;9\n")
        assert connection.execute("select c1, c2 from grid").fetchall() == [("a", "b"), ("1", "2")]


def test_a_file_that_becomes_shorter_is_an_error_and_not_a_smaller_ledger(tmp_path: Path) -> None:
    path = put(tmp_path, b"a;b\n" + b"1;2\n" * 1000)
    with duckdb.connect() as connection:
        grid_of(path, connection)
        with path.open("r+b") as file:
            file.truncate(800)
        with pytest.raises(duckdb.Error):
            connection.execute("select count(*) from grid").fetchall()
