"""What is proposed for a file: a profile, the evidence for every choice, and the questions that are still open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from pokdash.ledger.profile import Profile, Sentence
from pokdash.ledger.source import Trouble

PERSONAL_DATA = "privacy.description"
"""Key of the answer that keeps personal data in descriptions; nobody is asked for it: the rule is to leave it out."""


class Standing(StrEnum):
    """How certain a choice is."""

    PROVEN = "proven"  # the file allows no other reading, or says it itself
    USUAL = "usual"  # nothing in the file says otherwise: how it nearly always is
    KNOWN = "known"  # the profile that was given says it, and nothing in the file contradicts it
    ANSWERED = "answered"  # a person said it
    ASKED = "asked"  # a question is open


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row under a reading: its place in the file, what stands there, and the amount in euro or the day it becomes.

    `read` is None where the reading does not fit.
    """

    row: int
    written: str
    read: Decimal | dt.date | None


@dataclass(frozen=True, slots=True)
class Answer:
    """One reading: the `value` that chooses it, what it means, and what it makes of the file.

    `total` is the exact sum in euro of the rows that would be kept, None where the reading does not touch amounts.
    """

    value: str
    meaning: Sentence
    total: Decimal | None = None
    rows: tuple[ReadRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What the file does not prove. `key` is a stable word; an answer is the `value` of one of the readings.

    With `free`, every other value of that kind is an answer too: `date` (2026-09-30) or `month` (1 to 12). `rests_on`
    are the keys of other open questions whose answers change the totals here: these go by the first reading of each.
    """

    key: str
    part: str
    sentence: Sentence
    readings: tuple[Answer, ...]
    free: str | None = None
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a part of the profile is as it is; `part` is the suffix of text key `evidence.part.<part>`.

    `question`: what a person may answer otherwise, although nothing about it is open. Its readings have no totals where
    these would cost a look at the whole file.
    """

    part: str
    standing: Standing
    sentence: Sentence
    question: Question | None = None

    @property
    def proven(self) -> bool:
        """Whether nothing about it is open."""
        return self.standing != Standing.ASKED


@dataclass(frozen=True, slots=True)
class AnswerProblem:
    """An answer that cannot be used: text key `question.problem.<problem>`, filled by `params`."""

    key: str
    value: str
    problem: str  # unknown_key or unknown_value
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """How to read the file, why, and what must still be asked; nothing may be saved while `questions` is not empty.

    `profile` stands on this file: `instructions(profile, covered_until, expenditures_until)` converts it.
    `covered_until` is None while its question is open, `expenditures_until` where the file does not say it apart.
    `answers` are those that were used; `problems` tells of the others. `example`: the file says that its bookings are
    invented. `trouble`: why its amounts, or what stands above them, cannot be read.
    """

    profile: Profile
    evidence: tuple[Evidence, ...]
    questions: tuple[Question, ...]
    covered_until: dt.date | None
    answers: Mapping[str, str]
    problems: tuple[AnswerProblem, ...] = ()
    example: bool = False
    trouble: Trouble | None = None
    expenditures_until: dt.date | None = None
