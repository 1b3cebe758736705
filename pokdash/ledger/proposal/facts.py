"""What stands in the columns of a file, at first sight: hints for what each may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pokdash.ledger.grid import Grid
from pokdash.ledger.profile import Filling, Term
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.headings import Table

LOOKED_AT = 5000  # rows, of which the columns are described


@dataclass(frozen=True, slots=True)
class Facts:
    """One column: heading, and how many of its first cells are filled, numbers, numbers with marks, dates and so on."""

    number: int
    heading: str
    filled: int
    numbers: int
    marked: int
    dates: int
    months: int  # with their year
    unknown: int  # words that say that an amount is not known
    words: tuple[str, ...]  # different texts, in capitals, at most 40
    name: str  # what a person calls the column: its heading, with its number where another has the same

    @property
    def told(self) -> Filling:
        """What a sentence calls the column: one without a heading by its number."""
        return self.name if self.heading else Term("row_problem_column.number", self.number)

    @property
    def holds_amounts(self) -> bool:
        """Whether most of what is filled are numbers, and not dates."""
        numbers = self.numbers + self.unknown if self.numbers else 0
        return numbers * 2 > self.filled and self.dates * 2 <= self.filled

    @property
    def whole_numbers(self) -> bool:
        """Whether nearly all of what is filled are numbers without marks."""
        return self.filled > 0 and self.numbers * 10 >= self.filled * 9 and not self.marked

    @property
    def holds_dates(self) -> bool:
        """Whether most of what is filled are dates."""
        return self.dates * 2 > self.filled

    @property
    def holds_months(self) -> bool:
        """Whether most of what is filled are months with their year."""
        return self.months * 2 > self.filled


def facts(draft: Draft, table: Table) -> list[Facts]:
    """The facts of every column, in order."""
    grid = draft.subject.grid
    last = draft.last_of_first(table.first_row, LOOKED_AT)
    rows = draft.rows(
        "facts", first_row=str(table.first_row), last=str(last), cells=_cells(grid, range(1, grid.columns + 1))
    )
    headings, names = table.headings, _names(table.headings)
    return [
        Facts(at, headings[at - 1], filled, numbers, marked, dates, months, unknown, tuple(words or ()), names[at - 1])
        for at, filled, numbers, marked, dates, months, unknown, words in rows
    ] or [
        Facts(number, heading, 0, 0, 0, 0, 0, 0, (), names[number - 1])
        for number, heading in enumerate(headings, start=1)
    ]


def _names(headings: Sequence[str]) -> list[str]:
    times = Counter(map(str.casefold, headings))
    return [
        (f"{heading} ({number})" if times[heading.casefold()] > 1 else heading) if heading else str(number)
        for number, heading in enumerate(headings, start=1)
    ]


def cells_of(grid: Grid, columns: Iterable[Facts]) -> str:
    """The cells of these columns as SQL, each with the number of its column, its text, and the value that it has."""
    return _cells(grid, (column.number for column in columns))


def _cells(grid: Grid, numbers: Iterable[int]) -> str:
    typed = "n{}" if grid.has_values else "null::varchar"
    return ", ".join(f"{{'number': {at}, 'text': c{at}, 'typed': {typed.format(at)}}}" for at in numbers)
