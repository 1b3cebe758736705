"""What came of an import: its exit status, and as JSON."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pokdash.cli import as_json
from pokdash.cli.examined_json import answer_error, errors_content, exact, questions_content, repeats_content
from pokdash.cli.preview_text import warnings_text
from pokdash.cli.speech import Speech
from pokdash.domain.position import Position
from pokdash.intake import Imported, Refused
from pokdash.intake.examined import Examined, Strange
from pokdash.ledger import RowProblem

SAVED, OPEN, REFUSED = 0, 2, 3


@dataclass(frozen=True, slots=True)
class Attempt:
    """An import, or a trial of one. `examined` is None for a file that nobody could read or may import.

    `outcome` is None while a question is open or an answer cannot be used; `generation` is the one that counts now.
    `kept` is what was wrong with rows, as the ledger keeps it; only of what was saved.
    """

    examined: Examined | None
    outcome: Imported | Refused | None
    before: Position | None = None
    after: Position | None = None
    dry_run: bool = False
    generation: int | None = None
    kept: tuple[RowProblem, ...] = ()
    warnings: tuple[Strange, ...] = ()
    checked: frozenset[str] = frozenset()  # causes of what is strange that a person has looked at

    @property
    def imported(self) -> Imported | None:
        """What was saved, or would be if what is strange about it were checked."""
        return self.outcome.unchecked if isinstance(self.outcome, Refused) else self.outcome

    @property
    def strange(self) -> tuple[Strange, ...]:
        """What is strange about it, as far as it came to that."""
        return self.warnings or (self.imported.strange if self.imported else ())

    @property
    def unchecked(self) -> bool:
        """Whether something looks strange that nobody has looked at: it is not saved."""
        return not all_checked(self.strange, self.checked)

    @property
    def status(self) -> int:
        """0 saved (or could be), 2 open questions, wrong rows or something strange that is not checked, 3 refused."""
        if self.unchecked:
            return OPEN
        match self.outcome:
            case Imported():
                return SAVED
            case Refused(problem_count=0):
                return REFUSED
        return OPEN

    @property
    def problems(self) -> tuple[RowProblem, ...]:
        """What is wrong with rows: all of it where that was saved, else the first."""
        if self.kept:
            return self.kept
        if isinstance(self.outcome, Refused) and self.outcome.problems:
            return self.outcome.problems
        conversion = self.examined.conversion if self.examined else None
        return conversion.problems if conversion else ()

    @property
    def problem_count(self) -> int:
        """How many there are in all."""
        if self.kept:
            return len(self.kept)
        if isinstance(self.outcome, Refused) and self.outcome.problems:
            return self.outcome.problem_count
        conversion = self.examined.conversion if self.examined else None
        return conversion.problem_count if conversion else 0


def all_checked(strange: Sequence[Strange], checked: Collection[str]) -> bool:
    """Whether a person has looked at all that is strange; what is new next month has another cause."""
    return all(one.cause in checked for one in strange)


def content(attempt: Attempt, speech: Speech) -> dict[str, object]:
    """An attempt with the keys that the documentation names; null is what nobody knows."""
    examined, outcome = attempt.examined, attempt.outcome
    saved = outcome if isinstance(outcome, Imported) and not attempt.dry_run else None
    return {
        "batch": saved and saved.batch,
        "generation": saved.generation if saved else attempt.generation,
        **_sums(attempt),
        "questions": questions_content(examined.proposal.questions, speech) if examined else [],
        "errors": list(_errors(attempt, speech)),
        "warnings": warnings_text(attempt.strange, speech),
        "repeats": repeats_content(examined, outcome) if examined else [],
    }


def _sums(attempt: Attempt) -> dict[str, object]:
    examined, imported = attempt.examined, attempt.imported
    conversion = examined.conversion if examined else None
    names = ("rows_read", "rows_loaded", "rows_left_out", "rows_rejected", "total", "first_date", "last_date")
    if conversion is None:
        return {**dict.fromkeys(names), "rows_read": examined and examined.rows_read}
    rows = (conversion.rows_read, conversion.loaded.rows, conversion.left_out.rows, conversion.rejected.rows)
    total = conversion.loaded.total
    if imported:
        loaded = imported.rows - imported.rows_left_out - imported.rows_rejected
        rows = (imported.rows, loaded, imported.rows_left_out, imported.rows_rejected)
        total = imported.total
    days = (as_json.day(conversion.first_date), as_json.day(conversion.last_date))
    return dict(zip(names, (*rows, exact(total), *days), strict=True))


def _errors(attempt: Attempt, speech: Speech) -> Iterator[dict[str, object]]:
    if attempt.examined:
        yield from (answer_error(one, speech) for one in attempt.examined.proposal.problems)
    yield from errors_content(attempt.problems, speech)
    if isinstance(attempt.outcome, Refused) and not attempt.outcome.problems:
        reason = speech.say(attempt.outcome.key, **attempt.outcome.params)
        yield {"row": None, "column": None, "value": None, "reason": reason}
