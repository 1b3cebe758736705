"""One thing that is wrong in a ledger file: where a person finds it, what stands there, and what was expected."""

from __future__ import annotations

from dataclasses import dataclass, field

Params = dict[str, str | int]

MOST_PROBLEMS = 1000
"""Problems of one file that are shown; how many there are in all is told beside them."""
_LONGEST_FOUND = 80


@dataclass(frozen=True, slots=True)
class RowProblem:
    """`problem` is the suffix of text key `row_problem.<problem>`; `params` fills that text's placeholders.

    `line` is the line of the file as an editor counts it (1 is the first; None for the file as a whole), `column` the
    heading in the file, `found` what stands there, shortened.
    """

    line: int | None
    column: str | None
    found: str | None
    problem: str
    params: Params = field(default_factory=dict)


def shortened(found: str) -> str:
    """What stands in the file as one short line that can be shown; characters that do not print become a space."""
    text = " ".join("".join(char if char.isprintable() else " " for char in found[: 4 * _LONGEST_FOUND]).split())
    return f"{text[:_LONGEST_FOUND]}…" if len(text) > _LONGEST_FOUND or len(found) > 4 * _LONGEST_FOUND else text
