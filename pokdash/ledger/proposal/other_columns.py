"""Numbers beside the amount: one that is filled where the amount is not may belong to it, others are told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pokdash.ledger.proposal.column_choice import unused
from pokdash.ledger.proposal.draft import Draft, sql
from pokdash.ledger.proposal.facts import Facts, cells_of
from pokdash.ledger.proposal.vocabulary import amount_sort, field_of, plain

_CODES = re.compile(
    r"(?:\b|_)(?:\w*nr|\w*nummer|no|number|\w*code|id|volg\w*|dagboek|journaal|boekstuk|stuk|\w*jaar|year|\w*periode|week"
    r"|\w*maand|dag|pagina|relatie|crediteur|debiteur|factuur|order|kpl|ecl|fcl|postcode|telefoon|taakveld|categorie)\b"
)
_TOLD_SORTS = ("other", None)  # of planned amounts, promises and running totals it is told already


@dataclass(frozen=True, slots=True)
class Beside:
    """How an amount column and another one go together: rows with both, rows with the other only, sum of the other."""

    both: int
    only_other: int
    total: Decimal

    @property
    def completes(self) -> bool:
        """The other is only filled where the amount is not, as credit beside debit."""
        return self.both == 0 and self.only_other > 0


def number_columns(draft: Draft, columns: Sequence[Facts], read: Sequence[Facts]) -> list[Facts]:
    """The columns that hold numbers, have no field, are none of those read, and do not look like codes."""
    return [
        column
        for column in unused(draft, columns)
        if column not in read and column.numbers and column.holds_amounts and not _codes(column)
    ]


def beside(draft: Draft, read: Sequence[Facts], others: Sequence[Facts]) -> list[Beside]:
    """Compare columns with those that are read, each in the marks in which most of its cells can be read."""
    if not others:
        return []
    cells = amounts(draft, [*read, *others])
    found = dict(draft.rows("completes", amounts=cells, reads=str(len(read))))
    nothing = [(0, 0, 0, Decimal(0))]
    return [_best(found.get(place, nothing)) for place in range(len(others))]


def _best(found: Sequence[tuple[int, int, int, Decimal]]) -> Beside:
    _, both, only_other, total = max(found, key=lambda counts: counts[0])
    return Beside(both, only_other, total)


def tell_unread(draft: Draft, found: Sequence[tuple[Facts, Beside]]) -> None:
    """Say of each column that it holds numbers that do not count; text with a number in it (Bureau 1) is none."""
    for column, counts in found:
        if (counts.both or counts.only_other) and amount_sort(column.heading) in _TOLD_SORTS:
            draft.prove("amount", "not_read", heading=column.told, sum=counts.total)


def amounts(draft: Draft, columns: Sequence[Facts]) -> str:
    """The amounts of these columns in rows with a date, as SQL; null where there is none in the marks."""
    date = draft.profile.column("booking_date") or draft.profile.column("period")
    return sql("amounts").format(
        cells=cells_of(draft.subject.grid, columns),
        first_row=str(draft.profile.file.first_row),
        dated="true" if date is None else f"trimmed(c{date.number}) <> ''",
    )


def _codes(column: Facts) -> bool:
    """Numbers without marks that are codes by their heading, by a zero in front, or because all are equally long."""
    if field_of(column.heading) or _CODES.search(plain(column.heading)):
        return True
    if column.marked or amount_sort(column.heading):
        return False
    same = len({len(word) for word in column.words}) == 1 and len(column.words) > 1
    return same or any(re.match(r"0\d", word) for word in column.words)
