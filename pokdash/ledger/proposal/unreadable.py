"""Tables of which the amounts cannot be read as they stand, and must never be read in part."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pokdash.ledger import shortened
from pokdash.ledger.proposal.column_choice import named
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.facts import Facts
from pokdash.ledger.proposal.vocabulary import amount_sort, field_of, names_cents, names_month
from pokdash.ledger.source import Trouble

_CENTS = 2  # digits


def unreadable(draft: Draft, columns: Sequence[Facts]) -> Trouble | None:
    """Trouble `month_columns`, `in_cents` or `cents_apart`; None for any other table."""
    found = _months(draft, columns) or _in_cents(columns) or _cents_apart(draft, columns)
    if found:
        amounts = ("debit", "credit")
        draft.change(columns=tuple(column for column in draft.profile.columns if column.field not in amounts))
    return found


def _months(draft: Draft, columns: Sequence[Facts]) -> Trouble | None:
    """Each month has a column of amounts of its own."""
    dated = draft.profile.column("booking_date") or draft.profile.column("period")
    months = [named(column) for column in columns if column.holds_amounts and names_month(column.heading)]
    if dated or len(months) < 2:
        return None
    return Trouble("month_columns", {"columns": shortened(", ".join(months))})


def _in_cents(columns: Sequence[Facts]) -> Trouble | None:
    """A column of amounts says that they are cents."""
    found = [named(column) for column in columns if column.holds_amounts and names_cents(column.heading)]
    return Trouble("in_cents", {"column": shortened(found[0])}) if found else None


def _cents_apart(draft: Draft, columns: Sequence[Facts]) -> Trouble | None:
    """Commas between the columns and before the cents: the cents stand in a cell of their own behind whole amounts."""
    if draft.subject.source.delimiter != ",":
        return None
    for column, after in pairwise(columns):
        is_amount = amount_sort(column.heading) == "amount" or field_of(column.heading) in ("debit", "credit")
        is_free = field_of(after.heading) in (None, "description") and amount_sort(after.heading) is None
        if is_amount and is_free and column.whole_numbers and after.whole_numbers and _all_cents(after):
            return Trouble("cents_apart", {"column": shortened(named(column))})
    return None


def _all_cents(column: Facts) -> bool:
    return all(len(word) == _CENTS and word.isdigit() for word in column.words)
