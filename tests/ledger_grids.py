"""Small grids for the tests of proposals: rows of cells as they stand in a file, and what is proposed for them."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa
from ledger_files import small_plan

from pokdash.domain.plan import Plan
from pokdash.ledger.conversion import Converted, convert, register_macros
from pokdash.ledger.grid import Grid
from pokdash.ledger.profile import Profile, instructions
from pokdash.ledger.proposal import Proposal, Question, Subject, answered, propose
from pokdash.ledger.source import Kind, Source, attach, open_source
from pokdash.texts import LANGUAGES, text

TEXT_FILE = Source(Path("grootboek.csv"), Kind.TEXT, "csv", encoding="utf-8", delimiter=";")


def rows(written: str) -> list[list[str]]:
    """The rows of a text with bars between the cells; the first line is row 1."""
    return [[cell.strip() for cell in line.split("|")] for line in written.strip("\n").split("\n")]


@cache
def _database() -> duckdb.DuckDBPyConnection:
    """One database with the macros for all grids, which are small; each has its tables in a cursor of its own."""
    connection = duckdb.connect(config={"threads": 1})
    register_macros(connection)
    return connection


@contextmanager
def subject(
    cells: Sequence[Sequence[str]],
    known: Profile | None = None,
    plan: Plan | None = None,
    source: Source = TEXT_FILE,
    typed: Sequence[Sequence[str | None]] = (),
    *,
    today: dt.date | None = None,
) -> Iterator[Subject]:
    """These rows as a file for the small plan; `typed` are the values that a workbook gives to the same cells."""
    columns = max(map(len, cells))
    with _database().cursor() as connection:
        connection.execute("set variable macros_known = true")
        names = [f"c{number} varchar" for number in range(1, columns + 1)]
        names += [f"n{number} varchar" for number in range(1, columns + 1)] if typed else []
        fixed = "source_row bigint, fields integer, quotes_wrong boolean"
        connection.execute(f"create temp table grid ({fixed}, {', '.join(names)})")
        values: list[object] = []
        for at, row in enumerate(cells):
            values += [at + 1, len(row), False, *row, *[""] * (columns - len(row)), *(typed[at] if typed else ())]
        marks = f"({', '.join('?' * (len(values) // len(cells)))})"
        connection.execute(f"insert into grid values {', '.join([marks] * len(cells))}", values)
        grid = Grid(columns, len(cells), has_values=bool(typed))
        yield Subject(connection, grid, source, plan or small_plan(), known, today)


def proposed(written: str, answers: Mapping[str, str] | None = None, known: Profile | None = None) -> Proposal:
    """What is proposed for these rows; every sentence of it can be said in every language."""
    with subject(rows(written), known) as about:
        return checked(propose(about, answers))


def checked(proposal: Proposal) -> Proposal:
    """The proposal, of which every sentence is complete in every language."""
    for language in LANGUAGES:
        for told in proposal.evidence:
            assert "{" not in told.sentence.said(language)
            assert text(language, f"evidence.part.{told.part}")
            assert text(language, f"evidence.standing.{told.standing}")
        for question in proposal.questions:
            assert text(language, f"evidence.part.{question.part}")
            for sentence in (question.sentence, *(answer.meaning for answer in question.readings)):
                assert "{" not in sentence.said(language)
        for problem in proposal.problems:
            assert "{" not in text(language, f"question.problem.{problem.problem}", **problem.params)
    return proposal


def keys(proposal: Proposal) -> list[str]:
    """The questions that are open, in their order."""
    return [question.key for question in proposal.questions]


def question(proposal: Proposal, key: str) -> Question:
    """The open question with this key."""
    return next(found for found in proposal.questions if found.key == key)


def sums(proposal: Proposal, key: str) -> dict[str, Decimal | None]:
    """What each reading of a question makes of the file."""
    return {answer.value: answer.total for answer in question(proposal, key).readings}


def why(proposal: Proposal, part: str) -> list[str]:
    """The evidence for a part, in Dutch."""
    return [told.sentence.said("nl") for told in proposal.evidence if told.part == part]


def imported(about: Subject, proposal: Proposal) -> Converted:
    """The rows as the profile of a proposal reads them."""
    made = instructions(proposal.profile, proposal.covered_until, proposal.expenditures_until)
    assert about.plan
    return convert(about.connection, about.grid, made, about.plan)


def settled(about: Subject, answers: Mapping[str, str] | None = None) -> Proposal:
    """The proposal after the answers, and after the first reading for every question that is left."""
    proposal = checked(propose(about, answers))
    while proposal.questions:
        first = {question.key: question.readings[0].value for question in proposal.questions}
        assert first.keys().isdisjoint(proposal.answers), "asked again"
        proposal = checked(answered(about, proposal, first))
    return proposal


def own_file(content: bytes, answers: Mapping[str, str] | None = None) -> tuple[Proposal, Converted | None]:
    """What is proposed for a file in the own layout, and its rows if nothing is asked."""
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        file.write(content)
        file.flush()
        source = open_source(Path(file.name))
        assert isinstance(source, Source)
        connection = duckdb.connect()
        grid = attach(source, connection)
    assert isinstance(grid, Grid)
    about = Subject(connection, grid, source, small_plan())
    proposal = checked(propose(about, answers))
    return proposal, None if proposal.questions else imported(about, proposal)


def own_bookings(content: bytes) -> pa.Table:
    """The bookings of a sound file in the own layout, for the small plan."""
    _, found = own_file(content)
    assert found is not None
    assert found.problems(5) == ((), 0)
    return found.entries().read_all()
