"""What came of an import: its exit status, as JSON, and in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pokdash.cli import as_json
from pokdash.cli.changing import SHOWN_PROBLEMS, refused
from pokdash.cli.desk import Desk
from pokdash.cli.examined_json import answer_error, errors_content, exact, questions_content, repeats_content
from pokdash.cli.examined_text import answer_problems_text, notes_text, questions_text
from pokdash.cli.preview_text import changes_text, counts_text, effect_text, warnings_text
from pokdash.cli.problems import row_problems_table
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
    strange: tuple[Strange, ...] = ()

    @property
    def status(self) -> int:
        """0 saved (or could be), 2 open questions or wrong rows, 3 refused."""
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
    examined, outcome = attempt.examined, attempt.outcome
    conversion = examined.conversion if examined else None
    names = ("rows_read", "rows_loaded", "rows_left_out", "rows_rejected", "total", "first_date", "last_date")
    if conversion is None:
        return {**dict.fromkeys(names), "rows_read": examined and examined.rows_read}
    rows = (conversion.rows_read, conversion.loaded.rows, conversion.left_out.rows, conversion.rejected.rows)
    total = conversion.loaded.total
    if isinstance(outcome, Imported):
        loaded = outcome.rows - outcome.rows_left_out - outcome.rows_rejected
        rows = (outcome.rows, loaded, outcome.rows_left_out, outcome.rows_rejected)
        total = outcome.total
    days = (as_json.day(conversion.first_date), as_json.day(conversion.last_date))
    return dict(zip(names, (*rows, exact(total), *days), strict=True))


def _errors(attempt: Attempt, speech: Speech) -> Iterator[dict[str, object]]:
    if attempt.examined:
        yield from (answer_error(one, speech) for one in attempt.examined.proposal.problems)
    yield from errors_content(attempt.problems, speech)
    if isinstance(attempt.outcome, Refused) and not attempt.outcome.problems:
        reason = speech.say(attempt.outcome.key, **attempt.outcome.params)
        yield {"row": None, "column": None, "value": None, "reason": reason}


def tell(attempt: Attempt, file: str, desk: Desk) -> None:
    """Say it in words: what was done, or would be, on stdout; why nothing was saved on stderr."""
    if attempt.dry_run:
        _tell_trial(attempt, desk)
    elif isinstance(attempt.outcome, Imported):
        _tell_saved(attempt, attempt.outcome, file, desk)
    elif isinstance(attempt.outcome, Refused):
        refused(attempt.outcome, desk)
        _hint(attempt, desk)
    elif attempt.examined:
        desk.speech.complain(_open(attempt.examined, desk.speech))
        desk.speech.refuse("cli.import.not_saved")


def _tell_saved(attempt: Attempt, done: Imported, file: str, desk: Desk) -> None:
    speech = desk.speech
    if done.removed_examples:
        speech.tell("cli.examples.removed", plans=done.plan)
    speech.tell("cli.import.done", batch=done.batch, file=file, covered_until=done.covered_until)
    _print(_report(attempt, speech))
    _warn(attempt, speech)


def _warn(attempt: Attempt, speech: Speech) -> None:
    """What looks wrong although every row can be read; saved all the same, because here nobody ticks that it is."""
    for warning in warnings_text(attempt.strange, speech):
        speech.complain(f"! {warning}")


def _tell_trial(attempt: Attempt, desk: Desk) -> None:
    speech = desk.speech
    if attempt.examined is None:
        assert isinstance(attempt.outcome, Refused)  # noqa: S101 - nothing was read, so there is a reason
        refused(attempt.outcome, desk)
        return
    speech.tell("cli.import.dry_run")
    if isinstance(attempt.outcome, Imported) and attempt.outcome.removed_examples:
        speech.tell("cli.import.examples_leave", plan=attempt.outcome.plan)
    _print(_report(attempt, speech))
    _warn(attempt, speech)
    if isinstance(attempt.outcome, Imported):
        print()
        speech.tell("cli.import.dry_run_clean")
    elif isinstance(attempt.outcome, Refused):
        speech.refuse(attempt.outcome.key, **attempt.outcome.params)
        _hint(attempt, desk)
    else:
        print(f"\n{_open(attempt.examined, speech)}")


def _report(attempt: Attempt, speech: Speech) -> list[str]:
    """Everything about an import: the file, rows and sums, wrong rows, what was known or changed, every gauge."""
    examined = attempt.examined
    told = (
        [notes_text(examined, speech), counts_text(examined, attempt.outcome, speech), _rejected(attempt, speech)]
        if examined
        else []
    )
    if isinstance(attempt.outcome, Imported):
        told.append(changes_text(attempt.outcome, speech))
    if attempt.after:
        told.append(effect_text(attempt.before, attempt.after, speech))
    return told


def _rejected(attempt: Attempt, speech: Speech) -> str:
    if not attempt.problems:
        return ""
    table = row_problems_table(attempt.problems[:SHOWN_PROBLEMS], speech)
    if attempt.problem_count <= SHOWN_PROBLEMS:
        return table
    return f"{table}\n{speech.say('cli.problems.more', shown=SHOWN_PROBLEMS, count=attempt.problem_count)}"


def _open(examined: Examined, speech: Speech) -> str:
    """What is still asked; of a file without questions the answers that nobody asked for."""
    told = questions_text if examined.proposal.questions else answer_problems_text
    return told(examined.proposal, speech)


def _hint(attempt: Attempt, desk: Desk) -> None:
    """What can be chosen when rows stand in the way."""
    if isinstance(attempt.outcome, Refused) and attempt.outcome.key == "refusal.already_imported":
        desk.speech.refuse("cli.import.undo_hint", **attempt.outcome.params)
    if any(one.problem == "key_differs" for one in attempt.problems):
        desk.speech.refuse("cli.import.changed_hint")
    conversion = attempt.examined.conversion if attempt.examined else None
    if attempt.status == OPEN and conversion and conversion.rejected.rows and conversion.loaded.rows:
        desk.speech.refuse("cli.import.keep_good_hint")


def _print(blocks: list[str]) -> None:
    print("\n\n".join(filter(None, blocks)))
