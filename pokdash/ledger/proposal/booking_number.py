"""Which column is the number of a booking: by its heading, and else none; a person may know better."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pokdash.ledger.profile import Sentence
from pokdash.ledger.proposal.column_choice import named, put, said, unused, which
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.facts import Facts
from pokdash.ledger.proposal.model import Answer, Question
from pokdash.ledger.proposal.vocabulary import amount_sort, field_of, year_in

NO_COLUMN = "none"
"""The answer that none of the columns is meant."""
_KEY = "number.column"
_CODE = re.compile(r"\S*\d\S*")
_SEEN = 40  # different texts of a column that are known


def choose_number(draft: Draft, claims: Sequence[Facts], free: Sequence[Facts], rows: int) -> Facts | None:
    """The first of the columns whose heading says that it is the number, if it tells bookings apart as the next may.

    `claims` are these, the likeliest first; `free` are columns of which the heading says nothing.
    """
    telling = [column for column in claims if _tells(column, rows)]
    first = (*telling, *claims)[0]
    columns = tuple(dict.fromkeys((first, *claims, *like_numbers(free))))
    key = "column_heading" if first in telling else "number_weak"
    if first != claims[0]:
        key = "number_tells"
    about = {**said("booking_number", first), "other": named(claims[0])}
    value = draft.settle(or_none(which("number", columns)), named(first), key, **about)
    return next((column for column in columns if named(column) == value), None)


def tell_no_number(draft: Draft, columns: Sequence[Facts]) -> None:
    """Without such a column, say that no heading names the number of a booking, and which columns may be it."""
    chosen = draft.profile.column("booking_number") or _KEY in draft.used
    if chosen or draft.subject.source.facts is not None:
        return
    maybe = like_numbers(unused(draft, columns))
    if not maybe:
        draft.prove("columns", "number_none")
        return
    headings = ", ".join(map(named, maybe))
    value = draft.assume(or_none(which("number", maybe)), NO_COLUMN, "number_maybe", headings=headings)
    for column in maybe:
        if named(column) == value:
            put(draft, "booking_number", column)


def like_numbers(columns: Iterable[Facts]) -> list[Facts]:
    """The columns with codes that hardly repeat, and of which the heading says nothing."""
    return [
        column
        for column in columns
        if column.words and not column.holds_dates and not column.marked and len(column.words) * 2 > _seen(column)
        and all(map(_CODE.fullmatch, column.words)) and field_of(column.heading) is None
        and amount_sort(column.heading) is None and year_in(column.heading) is None
    ]  # fmt: skip


def or_none(question: Question) -> Question:
    """The question with the answer that it is none of these columns."""
    none = Answer(NO_COLUMN, Sentence("question.column.none"))
    return replace(question, readings=(*question.readings, none))


def _tells(column: Facts, rows: int) -> bool:
    """Whether most rows have something in the column, and not nearly all the same."""
    different = len(column.words)
    return column.filled * 2 > rows and (rows <= 1 or (different > 1 and different * 10 >= _seen(column)))


def _seen(column: Facts) -> int:
    return min(column.filled, _SEEN)
