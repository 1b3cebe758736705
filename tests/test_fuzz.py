"""Files damaged by chance: always an answer, every row accounted for, never an amount that the file does not say."""

from __future__ import annotations

import csv
import os
import random
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from fuzzing import HEADINGS, Seed, amount, damaged, seeds
from ledger_files import small_plan

from pokdash.intake.examined import Choices, Conversion, Examined, Limits, Request
from pokdash.intake.file_import import nobody
from pokdash.intake.outcome import Refused
from pokdash.intake.reader_process import ReaderProcess
from pokdash.ledger.profile import Profile
from pokdash.ledger.source import Trouble
from pokdash.texts import text

TIMES = int(os.environ.get("POKDASH_EXAMPLES", "4"))
"""How many damaged copies of each file; `make fuzz` tries many more."""
_ROUNDS = 6
_BOM = "\ufeff"


@pytest.fixture(scope="module")
def reader() -> Iterator[ReaderProcess]:
    made = ReaderProcess(Limits(seconds=120, memory=2 << 30))
    yield made
    made.close()


@pytest.mark.parametrize("seed", seeds(), ids=lambda seed: seed.name)
def test_damage_is_never_read_as_something_else(seed: Seed, reader: ReaderProcess, tmp_path: Path) -> None:
    chance = random.Random(seed.name + os.environ.get("POKDASH_SEED", ""))  # noqa: S311 - chance, no secret
    path = tmp_path / seed.name
    path.write_bytes(seed.content)
    sound = _settled(reader, path, None)
    assert isinstance(sound, Examined), sound
    assert sound.conversion is not None, [question.key for question in sound.proposal.questions]
    for _ in range(TIMES):
        content = damaged(seed.content, chance)
        path.write_bytes(content)
        found = _settled(reader, path, sound.proposal.profile)
        if isinstance(found, Refused):
            assert found.key in {"reader.memory", "reader.died"}, (found, content)  # within the limits of the process
        elif isinstance(found, Trouble):
            assert "{" not in text("nl", f"trouble.{found.key}", **found.params)
        elif found.conversion is not None:
            _accounted(found, found.conversion)
            _same_amounts(seed, content, found, found.conversion, sound.conversion)


def _settled(reader: ReaderProcess, path: Path, known: Profile | None) -> Examined | Trouble | Refused:
    """What is found after the first reading was chosen for every question; new accounts belong to line a."""
    answers: dict[str, str] = {}
    for _ in range(_ROUNDS):
        found = reader.examine(Request(path, path.name, small_plan(), Choices(known, answers)), nobody)
        if not isinstance(found, Examined) or not found.proposal.questions:
            return found
        for question in found.proposal.questions:
            values = [answer.value for answer in question.readings]
            answers[question.key] = "a" if "a" in values else values[0]
    return found


def _accounted(found: Examined, made: Conversion) -> None:
    """Every row is loaded, left out or rejected, once, and the totals are those of the bookings that would be saved."""
    assert made.rows_read == found.rows_read
    rows = _entries(made)
    assert len(rows) == made.bookings
    assert sum((booked for _, booked in rows), Decimal(0)) == made.loaded.total
    assert (made.rejected.rows > 0) == (made.problem_count > 0)


def _same_amounts(seed: Seed, content: bytes, found: Examined, made: Conversion, sound: Conversion) -> None:
    """A sealed file says what it said, or tells what is wrong; in a text every amount is where we say that it is."""
    if seed.sealed and made.rejected.rows == 0 and made.left_out == sound.left_out:
        assert made.loaded == sound.loaded
    column = found.proposal.profile.column("amount")
    if column and found.source.format == "csv" and found.source.member is None and seed.name != "i.csv":
        said = _Rows(content.decode(found.source.encoding or "utf-8").removeprefix(_BOM), found, column.number)
        for row, booked in _entries(made):
            assert said(row) == booked, (row, booked)


class _Rows:
    """The amount on a row, as Python's own reader of CSV finds it from the line on which the row starts."""

    def __init__(self, written: str, found: Examined, column: int) -> None:
        self._lines = written.split("\n" if "\n" in written else "\r")
        self._column, self._delimiter = column - 1, found.source.delimiter or ";"

    def __call__(self, row: int) -> Decimal | None:
        rest = (line.replace("\r", " ") + "\n" for line in self._lines[row - 1 :])
        cells = next(csv.reader(rest, delimiter=self._delimiter))
        return amount(cells[self._column]) if len(cells) > self._column else None


def _entries(made: Conversion) -> list[tuple[int, Decimal]]:
    with pa.OSFile(str(made.entries)) as file, pa.ipc.open_stream(file) as reader:
        table = reader.read_all()
    return list(zip(table["source_row"].to_pylist(), table["amount"].to_pylist(), strict=True))


def test_the_files_have_the_headings_that_the_reader_looks_for(tmp_path: Path, reader: ReaderProcess) -> None:
    plain = next(seed for seed in seeds() if seed.name == "a.csv")
    path = tmp_path / plain.name
    path.write_bytes(plain.content)
    found = _settled(reader, path, None)
    assert isinstance(found, Examined)
    assert tuple(column.name for column in found.columns) == HEADINGS
    assert found.conversion is not None
    said = _Rows(plain.content.decode(), found, len(HEADINGS))
    assert [said(row) for row, _ in _entries(found.conversion)] == [booked for _, booked in _entries(found.conversion)]
