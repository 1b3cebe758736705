"""What is asked of a ledger file, and what was found in it before anything is saved: plain values for page and CLI."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pokdash.domain.plan import Plan
from pokdash.domain.position import Position
from pokdash.intake.outcome import Imported, OnChange, Refused, Strange
from pokdash.ledger.conversion import Keys, LeftOut, Part
from pokdash.ledger.examination import ColumnSummary, PlaceRow, SampleRow
from pokdash.ledger.grid import Note
from pokdash.ledger.privacy import PersonalData
from pokdash.ledger.profile import Profile
from pokdash.ledger.proposal import Proposal
from pokdash.ledger.row_problem import RowProblem
from pokdash.ledger.source import Source, Trouble
from pokdash.store import Batch

__all__ = [
    "Choices",
    "ColumnSummary",
    "Conversion",
    "Examined",
    "Found",
    "Limits",
    "PersonalData",
    "PlaceRow",
    "Preview",
    "Progress",
    "Request",
    "SampleRow",
    "Strange",
    "Tell",
]


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person says about a file: the answers by the key of their question, a known profile, and what to do."""

    profile: Profile | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    keep_good_rows: bool = False
    on_change: OnChange = OnChange.REFUSE


@dataclass(frozen=True, slots=True)
class Request:
    """A file on disk, the name that a person knows it by, and the plan it is for (None: only look at the file).

    `today`: no file can be complete up to a later day; None is not known.
    """

    path: Path
    file_name: str
    plan: Plan | None
    choices: Choices = Choices()
    today: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Conversion:
    """The rows of a file without open questions: loaded, left out and rejected together are every row that was read.

    Totals are in euro. `left_out_rows` and `problems` are the first 1000; the files `entries` (the columns that
    `Writing.stage` takes) and `rejected` (those of `Writing.add_rejected`, every problem) are Arrow IPC streams and
    live as long as the work folder.
    """

    loaded: Part
    left_out: Part
    rejected: Part
    bookings: int
    reasons: Mapping[str, Part]
    left_out_rows: tuple[LeftOut, ...]
    problems: tuple[RowProblem, ...]
    problem_count: int
    first_date: dt.date | None
    last_date: dt.date | None
    by_line_and_year: Mapping[tuple[str, str, int | None], Part]
    personal_data: PersonalData
    entries: Path
    rejected_rows: Path
    keys: Keys = field(default_factory=Keys)  # rows that count although they repeat something of an earlier one

    @property
    def rows_read(self) -> int:
        """Every row below the headings, once."""
        return self.loaded.rows + self.left_out.rows + self.rejected.rows


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that can be read. `conversion` is None while `proposal.questions` is not empty, or without a plan."""

    sha256: str
    size: int
    source: Source
    notes: tuple[Note, ...]
    rows_read: int
    columns: tuple[ColumnSummary, ...]
    sample_headings: tuple[str, ...]
    sample: tuple[SampleRow, ...]
    place_rows: Mapping[str, tuple[PlaceRow, ...]]  # by the key of a question about places: the first rows of each
    proposal: Proposal
    example: bool  # the file says itself that its bookings are invented (own layout)
    conversion: Conversion | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What saving would do, worked out on a copy: `outcome` as saving gives it, and the position before and after.

    `before` and `after` have the same reference date, the one that the page would choose afterwards. `after` is None
    where nothing can be saved (`outcome` is Refused, or questions are open). `batches` are the imports of the plan that
    it was worked out with, None where nothing can be saved.
    """

    examined: Examined
    outcome: Imported | Refused | None  # None while questions are open
    before: Position | None
    after: Position | None
    strange: tuple[Strange, ...] = ()  # what looks wrong although every row can be read
    batches: tuple[Batch, ...] | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a step is: text key `progress.<step>`; `rows` of `rows_in_all` are done (None: not known yet)."""

    step: str  # open, understand, convert, write, compare, save
    rows: int | None
    rows_in_all: int | None
    rows_per_second: float | None
    seconds_left: float | None


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading a file may take: seconds for one request, and bytes of memory (Linux)."""

    seconds: float = 900.0
    memory: int = 4 << 30


Found = Examined | Trouble
"""What came of looking at a file."""

Tell = Callable[[Progress], None]
"""Who is told how far a step is; called from any thread, about five times a second at most."""
