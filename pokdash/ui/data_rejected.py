"""Afgekeurd: the rows that cannot be saved, where they stand, and what was expected."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pokdash.intake import Conversion
from pokdash.ledger import RowProblem
from pokdash.ui import parts
from pokdash.ui.parts import Cell
from pokdash.ui.say import say, say_count

_FEW = 15


def draw(conversion: Conversion) -> None:
    """The first rows, the others folded away, and all that are known as a file."""
    with st.container(key="data-rejected-head", horizontal=True):
        parts.html("heading.html", level=2, title=say_count("data.rejected_rows", conversion.rejected.rows), note="")
        if conversion.problems:
            st.download_button(
                say("data.download_rejected"), parts.as_csv(_columns(), _cells(conversion.problems)),
                f"{say('data.rejected_file')}.csv", "text/csv", on_click="ignore", key="data-rejected-file",
            )  # fmt: skip
    table(conversion.problems[:_FEW], say("data.rejected_table"))
    if len(conversion.problems) > _FEW:
        with st.expander(say("data.all_rejected")):
            table(conversion.problems[_FEW:], say("data.all_rejected"))
    more = conversion.problem_count - len(conversion.problems)
    if more > 0:
        parts.html("heading.html", level=None, title="", note=say("data.more_rejected", count=more))


def table(problems: Sequence[RowProblem], caption: str) -> None:
    """What is wrong, as a table."""
    parts.html("data_table.html", caption=caption, columns=_columns(), numbers={0}, rows=_cells(problems))


def _columns() -> list[str]:
    return [say(f"data.{name}") for name in ("row", "column", "there", "why_not")]


def _cells(problems: Sequence[RowProblem]) -> list[list[Cell]]:
    return [
        [
            "" if one.line is None else str(one.line),
            one.column or "",
            one.found or "",
            say(f"row_problem.{one.problem}", **one.params),
        ]
        for one in problems
    ]
