"""Which open questions the sums of another question rest on: they go by the first reading of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pokdash.ledger.proposal.model import Question
from pokdash.texts import text

_WITHOUT_SUMS = ("sheet", "flag=", "kind=", "plan=")
"""How the keys of questions begin that have no sums, and of which the answer decides what counts."""
_WHERE = "rule."  # on which line rows go changes no sum of rows
_YEARS, _DATES = "year=", "date."
_BEFORE_MARKS, _MARKS = ("amount.column", "amount.unit"), ("amount.marks", "amount.three")
"""The sums of the former are in the marks that the latter put first, although these are asked later."""


def resting(questions: Sequence[Question]) -> tuple[Question, ...]:
    """The questions in the order in which they were asked; each that has sums with what these rest on."""
    return tuple(
        replace(question, rests_on=tuple(one.key for one in _below(question, questions[:at], questions[at + 1 :])))
        if _totals(question)
        else question
        for at, question in enumerate(questions)
    )


def said_rests_on(question: Question, questions: Iterable[Question], language: str) -> str:
    """Which open questions the sums of this one rest on, by what they ask; '' if there are none."""
    below = [f"‘{asked(one, language)[0]}’" for one in questions if one.key in question.rests_on]
    return text(language, "question.rests_on", questions=", ".join(below)) if below else ""


def asked(question: Question, language: str) -> tuple[str, str]:
    """What is asked, and what is said behind it; '' is nothing."""
    before, mark, more = question.sentence.said(language).partition("? ")
    return before + mark.strip(), more


def _below(question: Question, before: Sequence[Question], after: Sequence[Question]) -> Iterator[Question]:
    yield from (one for one in before if _decides(one) or _dates_years(one, question))
    if question.key in _BEFORE_MARKS:
        yield from (one for one in after if one.key in _MARKS and _decides(one))


def _decides(question: Question) -> bool:
    """Whether its answer changes which rows or amounts count: its readings do not come to the same."""
    differ = len(set(_totals(question))) > 1 and not question.key.startswith(_WHERE)
    return differ or question.key.startswith(_WITHOUT_SUMS)


def _dates_years(question: Question, other: Question) -> bool:
    """Whether it is asked how dates are read, and the other is about the rows of one year."""
    return question.key.startswith(_DATES) and other.key.startswith(_YEARS)


def _totals(question: Question) -> list[object]:
    return [answer.total for answer in question.readings if answer.total is not None]
