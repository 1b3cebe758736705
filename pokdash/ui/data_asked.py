"""The open questions about a file by the card that they stand on, and the answers that were given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pokdash.ledger.profile import NOT_IN_PLAN, Sentence
from pokdash.ledger.proposal import Proposal, Question, Standing

_MOST_CARDS = 3  # values of which each has a card; more of them are one list
_PLACE = "rule."
_OTHERS = "=*"


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
    """The questions in their order, one on a card; more than three about places in the plan are one card."""
    places = tuple(filter(about_place, questions))
    if len(places) <= _MOST_CARDS:
        return tuple((question,) for question in questions)
    return (*((question,) for question in questions if not about_place(question)), places)


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
