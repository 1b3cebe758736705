"""What is wrong in a plan folder or a ledger file: where, what stands there, and what was expected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pokdash.cli.speech import Speech
from pokdash.cli.table import text_table
from pokdash.domain.plan_problem import PlanProblem
from pokdash.ledger import RowProblem
from pokdash.ledger.profile import ProfileProblem


def plan_problems_text(problems: Iterable[tuple[str, PlanProblem]], speech: Speech) -> str:
    """Problems with the folder they are in, one block each: file and place, what stands there, what was expected."""
    return "\n\n".join(_block(folder, problem, speech) for folder, problem in problems)


def profile_problems_text(problems: Iterable[ProfileProblem], speech: Speech) -> str:
    """Problems in a profile, one block each: the place in the TOML, what stands there, what was expected."""
    return "\n\n".join(
        _lines(one.place, one.found, speech.say(f"profile.problem.{one.problem}", **one.params), speech)
        for one in problems
    )


def _block(folder: str, problem: PlanProblem, speech: Speech) -> str:
    file = f"{folder}/{problem.file}" if problem.file else folder
    place = f"{file}: {problem.place}" if problem.place else file
    return _lines(place, problem.found, speech.say(f"plan_problem.{problem.problem}", **problem.params), speech)


def _lines(place: str, found: str | None, expected: str, speech: Speech) -> str:
    stands = None if found is None else f"  {speech.say('cli.problems.stands', found=found)}"
    return "\n".join(line for line in (place, stands, f"  {expected}") if line)


PROBLEM_COLUMNS = ("line", "column", "found", "why")
"""What is said of a problem in a row: text keys `cli.problems.<name>`."""


def row_problems_table(problems: Sequence[RowProblem], speech: Speech) -> str:
    """Row of the file, column, what stands there, and the sentence that says why it is wrong and what was expected."""
    header = [speech.say(f"cli.problems.{name}") for name in PROBLEM_COLUMNS]
    return text_table(header, [row_problem_cells(one, speech) for one in problems])


def row_problem_cells(problem: RowProblem, speech: Speech) -> list[str]:
    """The cells of one problem, as PROBLEM_COLUMNS names them."""
    return [
        speech.say("cli.problems.whole_file") if problem.line is None else str(problem.line),
        problem.column or "",
        problem.found or "",
        speech.say(f"row_problem.{problem.problem}", **problem.params),
    ]
