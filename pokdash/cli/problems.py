"""What is wrong in a plan folder or a ledger file: where, what stands there, and what was expected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pokdash.cli.speech import Speech
from pokdash.cli.table import text_table
from pokdash.domain.plan_problem import PlanProblem
from pokdash.ledger import RowProblem


def plan_problems_text(problems: Iterable[tuple[str, PlanProblem]], speech: Speech) -> str:
    """Problems with the folder they are in, one block each: file and place, what stands there, what was expected."""
    return "\n\n".join(_block(folder, problem, speech) for folder, problem in problems)


def _block(folder: str, problem: PlanProblem, speech: Speech) -> str:
    file = f"{folder}/{problem.file}" if problem.file else folder
    lines = [f"{file}: {problem.place}" if problem.place else file]
    if problem.found is not None:
        lines.append(f"  {speech.say('cli.problems.stands', found=problem.found)}")
    lines.append(f"  {speech.say(f'plan_problem.{problem.problem}', **problem.params)}")
    return "\n".join(lines)


def row_problems_table(problems: Sequence[RowProblem], speech: Speech) -> str:
    """Line of the file, column, what stands there, and the sentence that says why it is wrong and what was expected."""
    header = [speech.say(f"cli.problems.{name}") for name in ("line", "column", "found", "why")]
    rows = [
        [
            speech.say("cli.problems.whole_file") if problem.line is None else str(problem.line),
            problem.column or "",
            problem.found or "",
            speech.say(f"row_problem.{problem.problem}", **problem.params),
        ]
        for problem in problems
    ]
    return text_table(header, rows)
