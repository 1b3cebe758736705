"""What came of an import, in words."""

from __future__ import annotations

from pokdash.cli.changes_text import changes_text
from pokdash.cli.changing import SHOWN_PROBLEMS, refused
from pokdash.cli.desk import Desk
from pokdash.cli.examined_text import answer_problems_text, notes_text, questions_text
from pokdash.cli.import_outcome import OPEN, Attempt
from pokdash.cli.preview_text import counts_text, effect_text, warnings_text
from pokdash.cli.problems import row_problems_table
from pokdash.cli.speech import Speech
from pokdash.intake import Imported, Refused
from pokdash.intake.examined import Examined


def tell(attempt: Attempt, file: str, desk: Desk) -> None:
    """Say it in words: what was done, or would be, on stdout; why nothing was saved on stderr."""
    if attempt.dry_run:
        _tell_trial(attempt, desk)
    elif isinstance(attempt.outcome, Imported):
        _tell_saved(attempt, attempt.outcome, file, desk)
    elif isinstance(attempt.outcome, Refused):
        _warn(attempt, desk.speech)
        refused(attempt.outcome, desk)
        if gone := changes_text(attempt.outcome, desk.speech):
            desk.speech.complain(gone)
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
    """What looks wrong although every row can be read."""
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
    if isinstance(attempt.outcome, Imported) and attempt.unchecked:
        _hint(attempt, desk)
    elif isinstance(attempt.outcome, Imported):
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
    if attempt.outcome:
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
    """What can be chosen when rows, or something strange, stand in the way."""
    if attempt.unchecked:
        desk.speech.refuse("cli.import.checked_hint", checked=_checked(attempt))
    if isinstance(attempt.outcome, Refused) and attempt.outcome.key == "refusal.already_imported":
        desk.speech.refuse("cli.import.undo_hint", **attempt.outcome.params)
    if any(one.problem == "key_differs" for one in attempt.problems):
        desk.speech.refuse("cli.import.changed_hint")
    conversion = attempt.examined.conversion if attempt.examined else None
    if attempt.status == OPEN and conversion and conversion.rejected.rows and conversion.loaded.rows:
        desk.speech.refuse("cli.import.keep_good_hint")


def _checked(attempt: Attempt) -> str:
    """What a person types who has looked at all that is strange."""
    return " ".join(f"--checked {cause}" for cause in dict.fromkeys(one.cause for one in attempt.strange))


def _print(blocks: list[str]) -> None:
    print("\n\n".join(filter(None, blocks)))
