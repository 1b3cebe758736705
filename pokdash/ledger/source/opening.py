"""The two steps: look at a file, then attach its cells to a connection."""

from __future__ import annotations

from pathlib import Path

import duckdb

from pokdash.ledger.grid import Grid
from pokdash.ledger.source.model import Hints, Source, Trouble
from pokdash.ledger.source.text import open_text
from pokdash.ledger.source.text_grid import attach_text

_NOTHING_SAID = Hints()


def open_source(path: Path, hints: Hints = _NOTHING_SAID) -> Source | Trouble:
    """What this file is and how its cells are to be found, or why it cannot be read. Reads no more than it must."""
    with path.open("rb") as file:
        return open_text(file, path, hints)


def attach(source: Source, connection: duckdb.DuckDBPyConnection) -> Grid | Trouble:
    """Make the relation `grid` with the cells of a source in this connection; it lives as long as the connection."""
    with source.path.open("rb") as file:
        return attach_text(file, source, connection)
