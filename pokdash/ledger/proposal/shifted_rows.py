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


def ask_shifted_rows(draft: Draft, columns: Sequence[Facts]) -> None:
    """Ask of rows with a word where the others have a number, and behind it a number where the others have none.

    Where the last column takes up the surplus, such a row has as many cells as the others, and the number before the
    amount would be read as the amount. The file is to be mended, unless a person says that the row is right.
    """
    debit, credit = draft.profile.column("debit"), draft.profile.column("credit")
    places = [place.number for place in (draft.profile.column("amount"), debit, credit) if place]
    if not draft.subject.source.delimiter or not places or draft.trouble:
        return
    numbers = [column for column in columns if column.number < min(places) and column.holds_amounts]
    half = max(column.filled for column in columns) / 2
    behind = [
        column
        for column in columns
        if column.number > max(places) and column.filled and not (column.holds_amounts and column.filled > half)
    ]
    moved = [f"regexp_full_match(trimmed(c{column.number}), '{_NUMBER}')" for column in behind]
    if debit and credit:
        moved.append(f"(regexp_matches(c{debit.number}, '[1-9]') and regexp_matches(c{credit.number}, '[1-9]'))")
    if not numbers or not moved:
        return
    ((count, row, number, text),) = draft.rows(
        "shifted_rows",
        cells=cells_of(draft.subject.grid, numbers),
        first_row=str(draft.profile.file.first_row),
        moved=" or ".join(moved),
        left_out=taken(draft),
    )
    if count:
        params = {"row": row, "heading": columns[number - 1].told, "text": shortened(text), "count": count}
        readings = (Answer("read", Sentence("question.shifted_read")),)
        draft.ask(Question("rows.shifted", "amount", Sentence("question.shifted", params), readings))
