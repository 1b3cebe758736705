"""The open questions about a file by the card that they stand on, and the answers that were given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pokdash.ledger.profile import NOT_IN_PLAN, Sentence
from pokdash.ledger.proposal import Proposal, Question, Standing

_MOST_CARDS = 3  # values of which each has a card; more of them are one list
_PLACE = "rule."
_OTHERS = "=*"
_LAST_DAY = "coverage"
_WHICH_COLUMN = ("rule.field", "rule.column", "line.column")
_WHICH_DAY = ("date.", "fiscal_year", "year=")
"""How the keys of questions begin of which the answer decides what a later question is about."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer: the key of its question, the word of the file that it is about ('' for the file), its meaning.

    `part` is None for the answer that holds for all values without one of their own.
    """

    key: str
    part: str | None
    about: str
    meaning: Sentence


def about_place(question: Question) -> bool:
    """Whether it asks on which line of the plan the rows with one value belong."""
    return question.key.startswith(_PLACE) and "=" in question.key


def all_others(question: Question) -> str:
    """The key of the answer for every value of the same field that has no answer of its own."""
    return question.key.partition("=")[0] + _OTHERS


def cards(questions: Sequence[Question]) -> tuple[tuple[Question, ...], ...]:
    """The questions that can be answered now, one on a card; more than three about places in the plan are one card."""
    now = [question for question in questions if not _waits(question, questions)]
    places = tuple(filter(about_place, now))
    if len(places) <= _MOST_CARDS:
        return tuple((question,) for question in now)
    return (*((question,) for question in now if not about_place(question)), places)


def _waits(question: Question, questions: Sequence[Question]) -> bool:
    """Whether another answer decides what it is about: which column says the place, or the last day of the file."""
    first = _WHICH_COLUMN if about_place(question) else _WHICH_DAY if question.key == _LAST_DAY else ()
    return any(one.key.startswith(first) for one in questions if first)


def sentence(card: Sequence[Question]) -> Sentence:
    """What a card asks."""
    if len(card) == 1:
        return card[0].sentence
    return Sentence("data_asked.places", {"count": len(card), "field": card[0].sentence.params["field"]})


def given(proposal: Proposal) -> tuple[Given, ...]:
    """The answers that were used, in the order of their questions; those are evidence in the same order."""
    own = [key for key in proposal.answers if not key.endswith(_OTHERS)]
    told = [one for one in proposal.evidence if one.standing is Standing.ANSWERED]
    answered = [Given(key, one.part, key.partition("=")[2], one.sentence) for key, one in zip(own, told, strict=True)]
    others = [key for key in proposal.answers if key.endswith(_OTHERS)]
    return (*answered, *(Given(key, None, "", _line(proposal.answers[key])) for key in others))


def _line(value: str) -> Sentence:
    if value == NOT_IN_PLAN:
        return Sentence("profile.said.not_in_plan")
    return Sentence("evidence.answered", {"value": value})
