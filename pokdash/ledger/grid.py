"""The cells of one table in a file, before anything is understood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

RELATION = "grid"
"""What the relation is called in the connection."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a person must know about a file that can be read: text key `source_note.<key>`, filled by `params`.

    Amounts are in euro.
    """

    key: str
    params: Mapping[str, str | int | Decimal | dt.date] = field(default_factory=dict)


class Scan(Protocol):
    """How far the last scan of the cells is, from 0 to 1."""

    @property
    def share(self) -> float:
        """The part of the cells that it has taken."""

    def restart(self) -> None:
        """Forget the last scan."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the cells are: relation `relation` in the connection, one row for every row of the file, in its order.

    Columns of the relation: `source_row bigint` (the line on which the row starts, or the row of the sheet, as a person
    counts it), `fields integer` (how many cells the row really has, without empty ones behind the last column; more
    than `columns` is possible, the surplus is in no column), `quotes_wrong boolean` (quotation marks in the row do not
    fit; its cells were split as if there were none), `c1..cN varchar` (the text of a cell as written, '' where there is
    none) and, with `has_values`, `n1..nN varchar` (the exact value of a typed cell: `-1234.5`, `2026-09-30`, `true`;
    null for text and errors).
    """

    columns: int
    rows: int
    has_values: bool
    relation: str = RELATION
    notes: tuple[Note, ...] = ()  # what was found while the cells were read
    scanned: Scan | None = field(default=None, compare=False)  # how far the database is with reading the cells
