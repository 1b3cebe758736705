"""A column for a field: put there, told, or asked with what stands in every column that it may be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pokdash.ledger.profile import Column, Filling, field_term
from pokdash.ledger.profile import Sentence as Say
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.facts import Facts
from pokdash.ledger.proposal.model import Answer, Question


def unused(draft: Draft, columns: Iterable[Facts]) -> list[Facts]:
    """The columns that have no field yet."""
    taken = {column.number for column in draft.profile.columns}
    return [column for column in columns if column.number not in taken]


def named(column: Facts) -> str:
    """What a person calls the column, different for each column."""
    return column.name


def put(draft: Draft, name: str, column: Facts) -> None:
    """Read a field from a column."""
    draft.change(columns=(*draft.profile.columns, Column(name, column.heading, column.number)))  # type: ignore[arg-type]


def take(draft: Draft, name: str, column: Facts, key: str) -> None:
    """Read a field from a column, and say why."""
    put(draft, name, column)
    draft.prove("columns", key, **said(name, column))


def said(name: str, column: Facts) -> dict[str, Filling]:
    """What a sentence says of a column and its field."""
    return {"field": field_term(name), "heading": named(column), "number": column.number}


def which(key: str, columns: Sequence[Facts]) -> Question:
    """Which of these columns is the date, the number of a booking or of a commitment, or says the place (`rule`)."""
    readings = tuple(
        Answer(named(column), Say("question.column.reading", {"heading": named(column), "words": some(column)}))
        for column in columns
    )
    return Question(f"{key}.column", "columns", Say(f"question.column.{'place' if key == 'rule' else key}"), readings)


def some(column: Facts) -> str:
    """A few of the texts in a column."""
    return ", ".join(column.words[:4])
