"""Where the table begins: title rows above, headings on one row or stacked on several, or none at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.vocabulary import amount_sort, is_heading_word, unit_words, year_in

SEARCHED = 80
"""Rows at the top in which the headings must stand."""
_NUMBER = re.compile(r"[-+(€\s]*\d[\d.,'\s]*[-)]?(?:,-)?")
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE = re.compile(r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}.*|\d{1,2}[- ][a-z]{3,}\.?[- ]\d{4}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TopRow:
    """A row at the top: its place in the file and the text of its cells, without spaces around them."""

    row: int
    cells: tuple[str, ...]

    @property
    def filled(self) -> list[str]:
        """The cells with text."""
        return [cell for cell in self.cells if cell]


@dataclass(frozen=True, slots=True)
class Table:
    """`first` and `last` heading row (0: none), first row below, the heading of every column, the text above it."""

    first: int
    last: int
    first_row: int
    headings: tuple[str, ...]
    titles: tuple[str, ...]


def top_rows(draft: Draft) -> list[TopRow]:
    """The first rows of the grid."""
    cells = ", ".join(f"c{number}" for number in range(1, draft.subject.grid.columns + 1))
    rows = draft.rows("top", cells=cells, last=str(draft.last_of_first(0, SEARCHED)))
    return [TopRow(row, tuple(" ".join(cell.split()) for cell in texts)) for row, texts in rows]


def find_table(top: Sequence[TopRow]) -> Table:
    """The table in these rows: by heading words, by a row of text or years above rows with numbers, or without."""
    scores = [sum(map(is_heading_word, row.cells)) for row in top]
    best = max(scores, default=0)
    if best >= 2:
        at = scores.index(best)
        return table_at(top, _above(top, at), _below(top, at))
    for names in (_names_years, _names):
        at = next((index for index in range(len(top) - 1) if names(top[index]) and _data(top[index + 1])), -1)
        if at >= 0:
            return table_at(top, at, at)
    start = next((index for index, row in enumerate(top) if _data(row)), 0)
    columns = max((len(row.cells) for row in top), default=0)
    return Table(0, 0, top[start].row if top else 1, ("",) * columns, _titles(top[:start]))


def table_at(top: Sequence[TopRow], first: int, last: int) -> Table:
    """The table of which these rows (indexes in `top`) hold the headings."""
    following = top[last + 1].row if last + 1 < len(top) else top[last].row + 1
    headings = joined([row.cells for row in top[first : last + 1]])
    return Table(top[first].row, top[last].row, following, headings, _titles(top[:first]))


def joined(rows: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The headings of stacked rows: from top to bottom; a cell merged over several columns counts for each of them."""
    spread = [_spread(row, rows[at + 1 :]) for at, row in enumerate(rows)]
    return tuple(" ".join(part for part in column if part) for column in zip(*spread, strict=True))


def _spread(row: tuple[str, ...], below: Sequence[tuple[str, ...]]) -> list[str]:
    """A cell holds for the empty cells to its right, as long as there is a heading below them."""
    filled: list[str] = []
    for at, cell in enumerate(row):
        goes_on = not cell and at > 0 and any(lower[at] for lower in below)
        filled.append(filled[-1] if goes_on else cell)
    return filled


def _above(top: Sequence[TopRow], at: int) -> int:
    """Up to two rows directly above belong to the headings when they say over what groups of columns go."""
    first = at
    while first > 0 and at - first < 2 and _groups(top[first - 1]):
        first -= 1
    return first


def _groups(row: TopRow) -> bool:
    """Not every cell is filled, and two are heading words, or all but the first name years or sorts of amounts."""
    beside = [cell for cell in row.cells[1:] if cell]
    words = sum(is_heading_word(cell) for cell in row.filled)
    merged = len(row.filled) < len(row.cells) and bool(beside)
    return merged and (words >= 2 or all(year_in(cell) or amount_sort(cell) for cell in beside))


def _below(top: Sequence[TopRow], at: int) -> int:
    """The row directly below belongs to the headings when it only has heading words, years and units."""
    if at + 1 < len(top) and top[at + 1].filled and all(map(_lower_heading, top[at + 1].filled)):
        return at + 1
    return at


def _lower_heading(cell: str) -> bool:
    return (
        bool(_A_YEAR.fullmatch(cell))
        or is_heading_word(cell)
        or bool(unit_words(cell, heading=True))
        or (cell in {"€", "EUR", "(€)"})
    )


def _names_years(row: TopRow) -> bool:
    """Whether it has nothing but words and different years: `Actielijn | 2025 | 2026`; one year beside a heading."""
    years = [cell for cell in row.filled if _A_YEAR.fullmatch(cell)]
    words = [cell for cell in row.filled if not _NUMBER.fullmatch(cell) and not _DATE.fullmatch(cell)]
    only = len(years) + len(words) == len(row.filled) and len(set(years)) == len(years)
    return only and bool(years and words) and (len(years) > 1 or any(map(is_heading_word, words)))


def _names(row: TopRow) -> bool:
    """At least two cells, and none of them a number or a date."""
    return len(row.filled) >= 2 and not any(_NUMBER.fullmatch(cell) or _DATE.fullmatch(cell) for cell in row.filled)


def _data(row: TopRow) -> bool:
    """At least two cells, of which one is a number or a date."""
    return len(row.filled) >= 2 and any(_NUMBER.fullmatch(cell) or _DATE.fullmatch(cell) for cell in row.filled)


def _titles(rows: Sequence[TopRow]) -> tuple[str, ...]:
    return tuple(" ".join(row.filled) for row in rows if row.filled)
