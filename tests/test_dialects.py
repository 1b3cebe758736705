"""Any ledger, in any dialect, is read back the same, to the cent, after what the file leaves open is answered."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import duckdb
from hypothesis import given, settings
from ledger_dialects import Dialect, Entry, answer, dialects, expected, ledgers, write
from ledger_files import small_plan

from pokdash.ledger.conversion import Converted, convert
from pokdash.ledger.profile import instructions
from pokdash.ledger.proposal import Proposal, Subject, answered, propose
from pokdash.ledger.source import Trouble, attach, open_source

EXAMPLES = int(os.environ.get("POKDASH_EXAMPLES", "20"))
"""How many ledgers; `make fuzz` tries many more."""


@settings(max_examples=EXAMPLES, deadline=None)
@given(ledgers(), dialects())
def test_what_is_written_is_what_is_booked(ledger: list[Entry], dialect: Dialect) -> None:
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        found, profile_of = _read(write(Path(folder), ledger, dialect), connection, ledger, dialect)
        assert found.problems(5) == ((), 0), profile_of.profile
        booked = connection.execute(
            "select booking_date, booking_number, line, amount, coalesce(description, '') from booking"
            " where reason is null and wrong is null order by source_row"
        ).fetchall()
    assert booked == expected(ledger), profile_of.profile


def _read(
    path: Path, connection: duckdb.DuckDBPyConnection, ledger: list[Entry], dialect: Dialect
) -> tuple[Converted, Proposal]:
    source = open_source(path)
    assert not isinstance(source, Trouble), source
    grid = attach(source, connection)
    assert not isinstance(grid, Trouble), grid
    subject = Subject(connection, grid, source, small_plan())
    proposal = propose(subject)
    while proposal.questions:
        proposal = answered(subject, proposal, {one.key: answer(one, dialect, ledger) for one in proposal.questions})
        assert not proposal.problems, proposal.problems
    return convert(connection, grid, instructions(proposal.profile, proposal.covered_until), small_plan()), proposal
