"""Rows of a text of which the cells stand one place too far to the right: a delimiter inside a text without quotes."""

from __future__ import annotations

from collections.abc import Sequence

from pokdash.ledger import shortened
from pokdash.ledger.profile import Sentence
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.facts import Facts, cells_of
from pokdash.ledger.proposal.model import Answer, Question
from pokdash.ledger.proposal.row_rules import taken

_NUMBER = r"[-+(]? ?(?:€ ?)?\d[\d., ]*(?:,-)?[-)]?"
_WITH_CENTS = r"[-+(]? ?(?:€ ?)?\d[\d., ]*[.,](?:\d\d|-)[-)]?"


def ask_shifted_rows(draft: Draft, columns: Sequence[Facts]) -> None:
    """Ask of rows with a whole number where the others have an amount with cents, and such an amount behind it.

    Where the last column of the table takes up the surplus, such a row has as many cells as the others, and the number
    before the amount would be read as the amount. Where amounts have no cents, a word in a column of numbers tells it.
    The file is to be mended, unless a person says that the row is right.
    """
    debit, credit = draft.profile.column("debit"), draft.profile.column("credit")
    places = [place.number for place in (draft.profile.column("amount"), debit, credit) if place]
    if not draft.subject.source.delimiter or not places or draft.trouble:
        return
    numbers = [column for column in columns if column.number < min(places) and column.holds_amounts]
    half = max(column.filled for column in columns) / 2
    behind = [
        f"c{column.number}"
        for column in columns
        if column.number > max(places) and column.filled and not (column.holds_amounts and column.filled > half)
    ]
    behind += [f"c{max(places)}"] if debit and credit else []
    read = [columns[place - 1] for place in places]
    has_cents = sum(column.marked for column in read) * 2 > sum(column.filled for column in read)
    if not behind or not (numbers or has_cents):
        return
    first = [columns[min(places) - 1]]
    ((count, row, number, text),) = draft.rows(
        "shifted_rows",
        cells=cells_of(draft.subject.grid, numbers or first),
        amount=cells_of(draft.subject.grid, first),
        has_cents=str(has_cents).lower(),
        first_row=str(draft.profile.file.first_row),
        moved=" or ".join(_fits(cell, _WITH_CENTS if has_cents else _NUMBER) for cell in behind),
        left_out=taken(draft),
    )
    if count:
        params = {"row": row, "heading": columns[number - 1].told, "text": shortened(text), "count": count}
        readings = (Answer("read", Sentence("question.shifted_read")),)
        draft.ask(Question("rows.shifted", "amount", Sentence("question.shifted", params), readings))


def _fits(cell: str, pattern: str) -> str:
    return f"regexp_full_match(trimmed({cell}), '{pattern}') and regexp_matches({cell}, '[1-9]')"
