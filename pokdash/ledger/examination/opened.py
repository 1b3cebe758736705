"""A ledger file that was opened: its cells in a database of its own, in memory, as long as somebody looks at it."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from pokdash.domain.plan import Plan
from pokdash.ledger.conversion import Converted, convert
from pokdash.ledger.grid import Grid
from pokdash.ledger.privacy import PersonalData, find_personal_data
from pokdash.ledger.profile import Profile, instructions
from pokdash.ledger.proposal import Proposal, Subject, propose
from pokdash.ledger.source import Hints, Source, Trouble, attach, open_source

OUT_OF_MEMORY = (MemoryError, duckdb.OutOfMemoryException)
"""What is raised when reading a file needs more memory than it may have."""
_BATCH = 10_000  # rows
_MOST_THREADS = 4  # each reserves address space, of which a reading process may have only so much


@dataclass(frozen=True, slots=True)
class Opened:
    """A file whose cells are attached; `close` lets go of them."""

    connection: duckdb.DuckDBPyConnection
    source: Source
    grid: Grid

    def propose(
        self, plan: Plan | None, known: Profile | None, answers: Mapping[str, str], today: dt.date | None = None
    ) -> Proposal:
        """How to read the file for a plan; see `proposal.propose`."""
        return propose(Subject(self.connection, self.grid, self.source, plan, known, today), answers)

    def convert(self, proposal: Proposal, plan: Plan) -> Converted:
        """The bookings of a file without open questions; see `conversion.convert`."""
        if self.grid.scanned:
            self.grid.scanned.restart()
        days = (proposal.covered_until, proposal.expenditures_until)
        return convert(self.connection, self.grid, instructions(proposal.profile, *days), plan)

    def personal_data(self, proposal: Proposal) -> PersonalData:
        """What the bookings just converted have of it; left out of them unless the profile keeps it."""
        return find_personal_data(self.connection, keep=proposal.profile.personal_data == "keep")

    def rejected_cells(self) -> pa.RecordBatchReader | None:
        """The rows just rejected as they stand in the file (source_row, cells); None where cells are not kept."""
        if self.grid.scanned:
            return None
        cells = ", ".join(f"c{number}" for number in range(1, self.grid.columns + 1))
        return self.connection.sql(
            f"select source_row, [{cells}] as cells from {self.grid.relation}"
            " where source_row in (select source_row from row_problem) order by source_row"
        ).to_arrow_reader(_BATCH)

    def share_done(self) -> float | None:
        """Which part of the running conversion is done, from 0 to 1; None when that is not known."""
        done = self.grid.scanned.share if self.grid.scanned else self.connection.query_progress() / 100
        return done if done > 0 else None

    def close(self) -> None:
        """Give back the memory."""
        self.connection.close()


def open_ledger(path: Path, hints: Hints, *, memory: int, spill: Path) -> Opened | Trouble:
    """Open a file and attach its cells. The database takes at most `memory` bytes and then writes into `spill`."""
    source = open_source(path, hints)
    if isinstance(source, Trouble):
        return source
    connection = duckdb.connect(config=_settings(memory, spill))
    try:
        grid = attach(source, connection)
        connection.execute("set enable_progress_bar = true; set enable_progress_bar_print = false")  # it is asked for
        connection.execute("set lock_configuration = true")
    except BaseException:
        connection.close()
        raise
    if isinstance(grid, Trouble):
        connection.close()
        return grid
    return Opened(connection, source, grid)


def _settings(memory: int, spill: Path) -> dict[str, str | bool | int | float | list[str]]:
    """SQL cannot reach files or extensions; the source may still choose how its cells are read."""
    return {
        "enable_external_access": "false",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "allow_community_extensions": "false",
        "memory_limit": f"{memory}B",
        "temp_directory": str(spill),
        "threads": str(min(os.cpu_count() or 1, _MOST_THREADS)),
    }
