"""The rows of a file that cannot be loaded: where, what stands there, why not, what was expected; and all as a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from pokdash import texts
from pokdash.intake import Conversion, Examined, Refused, every_problem, original_rows
from pokdash.ledger import RowProblem
from pokdash.ui import parts
from pokdash.ui.say import language, number, say, say_count

SHOWN = 20
"""How many problems a page lists; the download has all of them."""
_COLUMNS = ("row", "column", "found", "why", "expected")


@dataclass(frozen=True, slots=True)
class Told:
    """One problem in words; `row` is empty where it is about the whole file."""

    row: str
    column: str
    found: str
    why: str
    expected: str


def draw(examined: Examined, conversion: Conversion, rows: int, set_aside: tuple[RowProblem, ...] = ()) -> None:
    """The first problems of the rejected rows, and a download of every one.

    `set_aside` are rows that could be read, but name a commitment which is nowhere.
    """
    with st.container(key="control-rejected-head", horizontal=True):
        title = say_count("control.rejected_rows.title", rows, shown=number(rows))
        parts.html("heading.html", level=3, title=title, note="")
        _download([column.name for column in examined.columns], conversion, set_aside)
    found = sorted((*conversion.problems, *set_aside), key=lambda problem: problem.line or 0)
    _table(found, conversion.problem_count + len(set_aside))


def in_the_way(refused: Refused) -> None:
    """What else is wrong with rows, so that nothing can be saved."""
    parts.html("heading.html", level=3, title=say("control.rejected_rows.in_the_way"), note="")
    _table(list(refused.problems), refused.problem_count)


def told(problem: RowProblem, in_language: str) -> Told:
    """A problem in words of a language: its sentence is divided where it says what was expected."""
    sentence = texts.text(in_language, f"row_problem.{problem.problem}", **problem.params)
    why, _, expected = sentence.partition(texts.text(in_language, "control.rejected_rows.mark"))
    if not why:
        why, expected = sentence, ""
    row = "" if problem.line is None else str(problem.line)
    return Told(row, problem.column or "", problem.found or "", why.strip(), expected.lstrip(": "))


def as_csv(
    problems: Iterable[RowProblem],
    in_language: str,
    headings: Sequence[str] = (),
    originals: Mapping[int, list[str]] | None = None,
) -> bytes:
    """The problems as a spreadsheet reads them: the columns of the page, and behind them the whole row of the file.

    `headings` are those of the file, `originals` the cells by row. Cells are never formulas.
    """
    whole = originals or {}
    columns = [texts.text(in_language, f"control.rejected_rows.{name}") for name in _COLUMNS]
    rows: list[list[parts.Cell]] = []
    for problem in problems:
        one = told(problem, in_language)
        rows.append([one.row, one.column, one.found, one.why, one.expected, *whole.get(problem.line or 0, [])])
    return parts.as_csv([*columns, *(headings if whole else ())], rows)


def _table(problems: list[RowProblem], count: int) -> None:
    shown = [told(problem, language()) for problem in problems[:SHOWN]]
    parts.html("control_rejected.html", problems=shown, columns=_COLUMNS, shown=len(shown), count=count)


def _download(headings: Sequence[str], conversion: Conversion, set_aside: tuple[RowProblem, ...]) -> None:
    """A button that saves every problem; none where these are not there any more."""
    if len(conversion.problems) < conversion.problem_count and not conversion.rejected_rows.exists():
        return
    spoken = language()
    st.download_button(
        say("control.rejected_rows.download"),
        data=lambda: as_csv((*every_problem(conversion), *set_aside), spoken, headings, original_rows(conversion)),
        file_name=f"{say('control.rejected_rows.file')}.csv",
        mime="text/csv",
        on_click="ignore",
        key="download-rejected",
    )
