"""What a row is: an expenditure, a commitment, an amendment, or only planned; and of which plan."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pokdash.domain.plan import Plan
from pokdash.ledger.profile import Cell, KindWord, LeaveOut, Sentence, Term
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.facts import Facts
from pokdash.ledger.proposal.headings import Table
from pokdash.ledger.proposal.model import Answer, Question
from pokdash.ledger.proposal.row_rules import taken
from pokdash.ledger.proposal.status_words import says_void
from pokdash.ledger.proposal.vocabulary import kind_of, promise_in

_KINDS = ("expenditure", "commitment", "planned")
_LEAVE_OUT = "leave_out"


def find_kinds(draft: Draft) -> None:
    """Put the words of the kind column into the profile; a word that is not known is a question."""
    column = draft.profile.column("kind")
    if column is None:
        return
    known = {kind.word.lower(): str(kind.kind) for kind in draft.profile.kinds}
    for word, rows, row in words_of(draft, column.number):
        said = kind_of(word)
        question = _question(word, rows, row, known.get(word) or said)
        if word in known:
            kind = draft.keep(question, known[word])
        elif said and (said == "planned" or not says_void(word)):
            kind = draft.settle(
                question, said, "kind", word=word, kind=Term(f"profile.kind.{said}"), count=rows, row=row
            )
        else:
            kind = draft.ask(question)
        if kind == _LEAVE_OUT:
            rule = LeaveOut("not_booked", (Cell(column.number, re.escape(word), column.heading),))
            draft.change(leave_out=(*draft.profile.leave_out, rule))
        elif known.get(word) != kind:
            others = tuple(other for other in draft.profile.kinds if other.word.lower() != word)
            draft.change(kinds=(*others, KindWord(word, kind)))  # type: ignore[arg-type]


def choose_usual_kind(draft: Draft, table: Table, columns: Sequence[Facts]) -> None:
    """Without a kind column every row is an expenditure, unless the file raises the question.

    It does with words about commitments; the heading of a column in which nothing stands says nothing. And it does when
    every booking has the number of a commitment: it may be a list of them.
    """
    if draft.profile.column("kind"):
        return
    texts = (*table.titles, *(column.heading for column in columns if column.filled))
    words = next(filter(None, map(promise_in, texts)), "") or _in_every_booking(draft, columns)
    readings = tuple(Answer(kind, Sentence(f"profile.kind.{kind}")) for kind in _KINDS[:2])
    otherwise = Question("kind", "kind", Sentence("question.usual_kind_otherwise"), readings)
    if draft.fits and words == draft.profile.usual_kind_words:
        kind = draft.keep(otherwise, draft.profile.usual_kind)
    elif words:
        kind = draft.ask(Question("kind", "kind", Sentence("question.usual_kind", {"words": words}), readings))
    elif draft.profile.usual_kind == "expenditure":
        kind = draft.assume(otherwise, "expenditure", "kind_expenditure")
    else:
        kind = draft.ask(otherwise)
    draft.change(usual_kind=kind, usual_kind_words=words)


def _in_every_booking(draft: Draft, columns: Sequence[Facts]) -> str:
    """The heading of the column with numbers of commitments, if it is filled where there is a date; else ''.

    With a known profile it was decided already, whatever happens to be filled now.
    """
    number, date = draft.profile.column("commitment_number"), draft.profile.column("booking_date")
    filled = {column.number: column.filled for column in columns}
    everywhere = number and date and filled.get(number.number, 0) >= filled.get(date.number, 0) > 0
    if draft.fits:
        everywhere = number and number.heading == draft.profile.usual_kind_words
    return number.heading if number and everywhere else ""


def find_plans(draft: Draft) -> None:
    """In a file with several plans only the rows of this one are kept; which name is this plan may be asked."""
    column = draft.profile.column("plan")
    plan = draft.subject.plan
    if column is None or plan is None:
        return
    names = _names(plan)
    for word, rows, row in words_of(draft, column.number):
        if word in names or _left_out(draft, column.number, word):
            continue
        readings = (Answer("this", Sentence("question.plan_this")), Answer("other", Sentence("question.plan_other")))
        sentence = Sentence("question.plan", {"word": word, "count": rows, "row": row})
        if draft.ask(Question(f"plan={word}", "leave_out", sentence, readings)) == "other":
            rule = LeaveOut("not_in_plan", (Cell(column.number, re.escape(word), column.heading),))
            draft.change(leave_out=(*draft.profile.leave_out, rule))


def words_of(draft: Draft, number: int) -> list[tuple[str, int, int]]:
    """The different texts in a column of rows that are not left out, in lower case, with their rows and the first."""
    return draft.rows(
        "kind_words",
        column=str(number),
        first_row=str(draft.profile.file.first_row),
        and_not=f"and not ({taken(draft)})",
    )


def _question(word: str, rows: int, row: int, said: str | None) -> Question:
    """What a word of the kind column means; an amendment only where it says so, and no booking where it may be none."""
    kinds = dict.fromkeys((*_KINDS, said or _KINDS[0]))
    readings = [Answer(kind, Sentence(f"profile.kind.{kind}")) for kind in kinds]
    if says_void(word):
        readings.append(Answer(_LEAVE_OUT, Sentence("question.total_leave_out")))
    sentence = Sentence("question.kind", {"word": word, "count": rows, "row": row})
    return Question(f"kind={word}", "kind", sentence, tuple(readings))


def _names(plan: Plan) -> set[str]:
    """What the plan may be called in a file, in lower case."""
    return {plan.id.casefold(), plan.title.casefold(), plan.municipality.casefold()}


def _left_out(draft: Draft, number: int, word: str) -> bool:
    return any(
        rule.reason == "not_in_plan" and rule.cells[0].number == number and rule.cells[0].pattern == re.escape(word)
        for rule in draft.profile.leave_out
    )
