"""Numbers beside the amount: one that is filled where the amount is not may belong to it, others are told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pokdash.ledger.conversion.macros import literal
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.facts import Facts
from pokdash.ledger.proposal.fields import named, unused
from pokdash.ledger.proposal.vocabulary import amount_sort, field_of, plain

BOTH_MARKS = ((",", "."), (".", ","))
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


def beside(draft: Draft, read: Sequence[Facts], other: Facts, dated: str) -> Beside:
    """Compare a column with those that are read, in the marks in which most of its cells can be read."""
    found = [
        draft.rows(
            "completes",
            read=" or ".join(f"coalesce({amount(draft, column, marks)}, 0) <> 0" for column in read),
            other=amount(draft, other, marks),
            first_row=str(draft.profile.file.first_row),
            dated=dated,
        )[0]
        for marks in BOTH_MARKS
    ]
    _, *best = max(found, key=lambda counts: counts[0])
    return Beside(*best)


def tell_unread(draft: Draft, found: Sequence[tuple[Facts, Beside]]) -> None:
    """Say of each column that it holds numbers that do not count."""
    for column, counts in found:
        if amount_sort(column.heading) in _TOLD_SORTS:
            draft.prove("amount", "not_read", heading=named(column), sum=counts.total)


def amount(draft: Draft, column: Facts, marks: tuple[str, str]) -> str:
    """The amount of a cell as SQL, null where there is none in these marks."""
    text = f"money(trimmed(c{column.number}), {literal(marks[0])}, {literal(marks[1])})"
    if not draft.subject.grid.has_values:
        return text
    return f"case when n{column.number} is null then {text} else typed_money(n{column.number}) end"


def _codes(column: Facts) -> bool:
    """Numbers without marks that are codes by their heading, by a zero in front, or because all are equally long."""
    if field_of(column.heading) or _CODES.search(plain(column.heading)):
        return True
    if column.marked or amount_sort(column.heading):
        return False
    same = len({len(word) for word in column.words}) == 1 and len(column.words) > 1
    return same or any(re.match(r"0\d", word) for word in column.words)
