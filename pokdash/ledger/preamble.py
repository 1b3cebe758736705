"""The first lines of a ledger file: which layout, up to which date, invented or real, and the order of the columns."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from pokdash.ledger import layout
from pokdash.ledger.records import Records
from pokdash.ledger.row_problem import RowProblem, shortened

_SEARCHED = 30  # rows in which the heading row must stand
_OTHER_DELIMITERS = {",": "komma", "\t": "tab", "|": "|"}


@dataclass(frozen=True, slots=True)
class Preamble:
    """What stands above the rows. `columns` maps a name inside the house to its place in a row, counted from 1."""

    covered_until: dt.date
    example: bool
    columns: dict[str, int]
    first_row: int  # index of the first record after the heading row


def read_preamble(records: Records) -> tuple[Preamble | None, tuple[RowProblem, ...]]:
    """Read the lines above the rows; without a preamble there are problems."""
    cells = [_cells(records.text(record)) for record in range(min(len(records), _SEARCHED))]
    problem = _not_ours(cells[0], records.text(0))
    if problem:
        return None, (problem,)
    heading = next((index for index, row in enumerate(cells) if _is_heading(row)), None)
    if heading is None:
        return None, (RowProblem(None, None, None, "no_heading"),)
    problems: list[RowProblem] = []
    facts = _facts(cells[1:heading], [int(line) for line in records.lines[1:heading]], problems)
    columns = _columns(cells[heading], int(records.lines[heading]), problems)
    covered_until = facts.get(layout.COVERED_UNTIL)
    if layout.COVERED_UNTIL not in facts:
        problems.append(RowProblem(None, layout.COVERED_UNTIL, None, "no_coverage"))
    if problems or not isinstance(covered_until, dt.date):
        return None, tuple(problems)
    return Preamble(covered_until, facts.get(layout.DATA) is True, columns, heading + 1), ()


def iso_date(text: str) -> dt.date | None:
    """A date written 2026-09-30; None for anything else."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _cells(row: str) -> list[str]:
    cells = [cell.strip().strip('"').strip() for cell in row.split(layout.DELIMITER)]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _not_ours(first: list[str], row: str) -> RowProblem | None:
    if first == [layout.NAME, layout.VERSION]:
        return None
    if first and first[0] == layout.NAME:
        return RowProblem(1, None, " ".join(first[1:]), "layout_version", {"version": layout.VERSION})
    for other, name in _OTHER_DELIMITERS.items():
        if row.strip('" ').startswith(layout.NAME + other):
            return RowProblem(1, None, name, "delimiter")
    return RowProblem(1, None, shortened(row), "no_preamble", {"expected": f"{layout.NAME};{layout.VERSION}"})


def _is_heading(cells: list[str]) -> bool:
    return len(cells) > 2 or (len(cells) == 1 and len(re.split(r"[,\t|]", cells[0])) > 2)


def _facts(rows: list[list[str]], lines: list[int], problems: list[RowProblem]) -> dict[str, dt.date | bool | None]:
    facts: dict[str, dt.date | bool | None] = {}
    for line, row in zip(lines, rows, strict=True):
        if not row:
            continue
        key, value = row[0].lower(), row[1] if len(row) > 1 else ""
        if key in facts:
            problems.append(RowProblem(line, key, value, "preamble_twice"))
        elif key == layout.COVERED_UNTIL:
            facts[key] = iso_date(value)
            if facts[key] is None:
                problems.append(RowProblem(line, key, value, "date"))
        elif key == layout.DATA:
            facts[key] = layout.DATA_KINDS.get(value.lower())
            if facts[key] is None:
                problems.append(RowProblem(line, key, value, "data_kind"))
        else:
            problems.append(RowProblem(line, None, shortened(row[0]), "preamble_unknown"))
    return facts


def _columns(heading: list[str], line: int, problems: list[RowProblem]) -> dict[str, int]:
    names = [name.lower() for name in heading]
    if len(names) == 1:
        delimiter = next(name for other, name in _OTHER_DELIMITERS.items() if other in heading[0])
        problems.append(RowProblem(line, None, delimiter, "delimiter"))
        return {}
    for place, name in enumerate(names):
        if name in names[:place]:
            problems.append(RowProblem(line, name, name, "column_twice"))
        elif name not in layout.COLUMNS:
            problems.append(RowProblem(line, None, shortened(heading[place]), "column_unknown"))
    problems += [RowProblem(line, name, None, "column_missing") for name in layout.COLUMNS if name not in names]
    return {layout.COLUMNS[name]: place for place, name in enumerate(names, start=1) if name in layout.COLUMNS}
