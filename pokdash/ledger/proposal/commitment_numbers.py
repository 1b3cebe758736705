"""Numbers of commitments beside expenditures: these reduce the commitment, unless a person reads without them."""

from __future__ import annotations

from pokdash.ledger.profile import Sentence
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.model import Answer, Question
from pokdash.ledger.proposal.row_rules import taken

_USE, _IGNORE = "use", "ignore"


def choose_commitment_numbers(draft: Draft) -> None:
    """Tell that the bookings reduce commitments, which must be there; or take their column out of the profile.

    A file with commitments of its own needs their numbers.
    """
    column = draft.profile.column("commitment_number")
    kinds = {word.kind for word in draft.profile.kinds} or {draft.profile.usual_kind}
    if column is None or draft.is_open("kind") or not kinds <= {"expenditure", "planned"}:
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
