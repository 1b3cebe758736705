"""From cells to a proposal: a profile with the evidence for every choice, and questions for what nothing proves."""

from pokdash.ledger.proposal.draft import Subject
from pokdash.ledger.proposal.model import (
    PERSONAL_DATA,
    Answer,
    AnswerProblem,
    Evidence,
    Proposal,
    Question,
    ReadRow,
    Standing,
)
from pokdash.ledger.proposal.proposing import answered, propose
from pokdash.ledger.proposal.resting import asked, said_rests_on

__all__ = [
    "PERSONAL_DATA",
    "Answer",
    "AnswerProblem",
    "Evidence",
    "Proposal",
    "Question",
    "ReadRow",
    "Standing",
    "Subject",
    "answered",
    "asked",
    "propose",
    "said_rests_on",
]
