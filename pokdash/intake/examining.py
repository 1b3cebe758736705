"""One look at a ledger file: opened, understood, and converted as soon as nothing about it is open."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from pokdash.domain.plan import Plan
from pokdash.intake.converted_file import converted_file
from pokdash.intake.examined import Conversion, Examined, Found, Limits, Progress, Request, Tell
from pokdash.intake.nothing_to_book import nothing_to_book
from pokdash.intake.repeated import Repeated
from pokdash.ledger.examination import (
    Opened,
    column_summaries,
    headings,
    open_ledger,
    place_rows,
    rows_below_headings,
    sample_rows,
    used_columns,
)
from pokdash.ledger.profile import Profile, hints
from pokdash.ledger.proposal import Proposal
from pokdash.ledger.source import Hints, Trouble

SHEET = "sheet"
"""Key of the question that decides which sheet of a workbook is opened."""
_DATABASE_PART = 4  # of the memory that reading may take, one part is for the database


def examine(request: Request, work: Path, told: Tell) -> Found:
    """Look at a file in this process; what is converted lies in `work`. Trouble when it cannot be read at all."""
    with Examiner(work, Limits().memory) as examiner:
        return examiner.examine(request, told)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file as it was when it was opened: another size, time or hint means opening it again."""

    path: Path
    size: int
    modified: int
    hints: Hints


_Asked = tuple[Plan | None, Profile | None, dict[str, str], dt.date | None]


class Examiner:
    """Looks at files one after another; the last one stays open, so that an answer to a question is quick."""

    def __init__(self, work: Path, memory: int) -> None:
        self._work, self._memory = work, memory
        self._seen: _Seen | None = None
        self._opened: Opened | None = None
        self._sha256 = ""
        self._converted: Path | None = None
        self._told: tuple[_Asked, Examined] | None = None
        self._understanding = Repeated()
        self._opening = 0.0  # seconds that it took to read the cells

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; what was converted stays in the work folder."""
        if self._opened:
            self._opened.close()
        self._opened = self._seen = self._told = None
        self._understanding = Repeated()

    def share_done(self) -> float | None:
        """Which part of the step is done, None when that is not known; called from another thread."""
        opened, again = self._opened, self._understanding
        return opened.share_done() if opened and not again.busy else again.share

    def examine(self, request: Request, told: Tell) -> Found:
        """Look at a file; see `examine`. What is asked again while nothing changed is answered as it was."""
        try:
            opened = self._open(request, told)
        except OSError as error:
            return Trouble("unreadable", {"reason": error.strerror or type(error).__name__})
        if isinstance(opened, Trouble):
            return opened
        asked = (request.plan, request.choices.profile, dict(request.choices.answers), request.today)
        if self._told is None or self._told[0] != asked:
            self._told = (asked, self._examined(opened, request, told))
        return nothing_to_book(self._told[1]) or self._told[1]

    def _examined(self, opened: Opened, request: Request, told: Tell) -> Examined:
        told(Progress("understand", None, opened.grid.rows, opened.grid.rows / self._opening, None))
        with self._understanding:
            examined = self._understood(opened, request)
        if examined.proposal.questions or request.plan is None:
            return examined
        return replace(examined, conversion=self._convert(opened, examined.proposal, request.plan, told))

    def _understood(self, opened: Opened, request: Request) -> Examined:
        choices = request.choices
        proposal = opened.propose(request.plan, choices.profile, choices.answers, request.today)
        names = headings(opened, proposal.profile)
        return Examined(
            self._sha256,
            self._seen.size if self._seen else 0,
            opened.source,
            (*opened.source.notes, *opened.grid.notes),
            rows_below_headings(opened, proposal.profile),
            column_summaries(opened, proposal),
            tuple(names[number - 1] for number in used_columns(proposal.profile, opened.grid.columns)),
            sample_rows(opened, proposal.profile),
            place_rows(opened, proposal),
            proposal,
            example=proposal.example,
            conversion=None,
        )

    def _open(self, request: Request, told: Tell) -> Opened | Trouble:
        """The file as the profile and the answers say it must be opened; the one that is open if that is the same."""
        said = hints(request.choices.profile) if request.choices.profile else Hints()
        said = replace(said, plan=request.plan.id if request.plan else None)
        if SHEET in request.choices.answers:
            said = replace(said, sheet=request.choices.answers[SHEET])
        found = request.path.stat()
        seen = _Seen(request.path, found.st_size, found.st_mtime_ns, said)
        if self._opened and self._seen == seen:
            return self._opened
        self.close()
        told(Progress("open", None, None, None, None))
        since = time.monotonic()
        with request.path.open("rb") as file:
            self._sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        opened = open_ledger(request.path, said, memory=self._memory // _DATABASE_PART, spill=self._work / "spill")
        if isinstance(opened, Opened):
            self._opened, self._seen, self._opening = opened, seen, time.monotonic() - since
        return opened

    def _convert(self, opened: Opened, proposal: Proposal, plan: Plan, told: Tell) -> Conversion:
        self._forget()
        self._converted = Path(tempfile.mkdtemp(dir=self._work))
        return converted_file(opened, proposal, plan, self._converted, told)

    def _forget(self) -> None:
        """Remove what was converted before: it has a name that is never used again, so nobody takes it for newer."""
        self._told = None
        if self._converted:
            shutil.rmtree(self._converted, ignore_errors=True)
