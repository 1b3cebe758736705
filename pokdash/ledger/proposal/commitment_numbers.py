"""Numbers of commitments: in which column they stand, and whether they reduce commitments beside expenditures."""

from __future__ import annotations

from collections.abc import Sequence

from pokdash.ledger.profile import Sentence
from pokdash.ledger.proposal.booking_number import like_numbers, or_none
from pokdash.ledger.proposal.column_choice import named, put, unused, which
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.facts import Facts
from pokdash.ledger.proposal.model import Answer, Question
from pokdash.ledger.proposal.row_rules import taken
from pokdash.ledger.proposal.vocabulary import amount_sort, promise_in

_USE, _IGNORE = "use", "ignore"


def find_commitment_column(draft: Draft, columns: Sequence[Facts]) -> None:
    """Where no heading names the numbers of commitments, ask which column they are, if any.

    A heading may only speak of commitments; and a file with commitments cannot do without their numbers.
    """
    if draft.profile.column("commitment_number"):
        return
    free = unused(draft, columns)
    known = draft.profile.unread if draft.fits else ()
    maybe = [column for column in free if _speaks(column) and column.heading not in known]
    if "commitment" in _kinds(draft):
        number = draft.profile.column("booking_number")
        maybe += like_numbers(free) + [column for column in columns if number and column.number == number.number]
    if not maybe:
        return
    maybe = list(dict.fromkeys(maybe))
    value = draft.ask(or_none(which("commitment", maybe)))
    for column in maybe:
        if named(column) == value:
            put(draft, "commitment_number", column)
            unread = list(draft.profile.unread)
            if column in free and column.heading in unread:
                unread.remove(column.heading)
            draft.change(unread=tuple(unread))


def choose_commitment_numbers(draft: Draft) -> None:
    """Tell that the bookings reduce commitments, which must be there; or take their column out of the profile.

    A file with commitments of its own needs their numbers.
    """
    column = draft.profile.column("commitment_number")
    if column is None or draft.is_open("kind") or not _kinds(draft) <= {"expenditure", "planned"}:
        return
    filled = f"trimmed(c{column.number}) <> '' and not ({taken(draft)})"
    ((count, _),) = draft.rows("count_rows", first_row=str(draft.profile.file.first_row), condition=filled)
    if not count:
        return
    heading = column.heading or str(column.number)
    readings = tuple(Answer(value, Sentence(f"question.commitment_{value}")) for value in (_USE, _IGNORE))
    sentence = Sentence("question.commitment", {"heading": heading})
    question = Question("commitment.numbers", "columns", sentence, readings)
    if draft.settle(question, _USE, "commitment_numbers", heading=heading, count=count) == _IGNORE:
        others = tuple(other for other in draft.profile.columns if other != column)
        draft.change(columns=others, unread=(*draft.profile.unread, heading))


def _kinds(draft: Draft) -> set[str]:
    """What rows can be."""
    return {word.kind for word in draft.profile.kinds} or {draft.profile.usual_kind}


def _speaks(column: Facts) -> bool:
    """Whether the heading of a column speaks of commitments, and it holds neither amounts nor dates."""
    text = column.words and not column.marked and not column.holds_dates
    return bool(text and promise_in(column.heading)) and amount_sort(column.heading) is None
