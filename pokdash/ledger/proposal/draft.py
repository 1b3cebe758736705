"""A proposal while it is made: what is known of the file, what was chosen so far, and why."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from pokdash.domain.plan import Plan
from pokdash.ledger.conversion import prepare
from pokdash.ledger.grid import Grid
from pokdash.ledger.profile import Filling, LeaveOut, Profile, Sentence, instructions
from pokdash.ledger.proposal.kept_columns import kept_columns
from pokdash.ledger.proposal.model import PERSONAL_DATA, AnswerProblem, Evidence, Proposal, Question, Standing
from pokdash.ledger.proposal.resting import resting
from pokdash.ledger.source import Source, Trouble

_MONTH = re.compile(r"[1-9]|1[0-2]")


@dataclass(frozen=True, slots=True)
class Subject:
    """The file and the plan that a proposal is about; `known` is the profile that the adviser chose for it.

    `today`: no file can be complete up to a later day; None is not known.
    Without a plan nothing is asked or left out that a plan decides: on which line rows go, and which years count.
    """

    connection: duckdb.DuckDBPyConnection
    grid: Grid
    source: Source
    plan: Plan | None
    known: Profile | None = None
    today: dt.date | None = None


class Look(Enum):
    """Why rows may be totals: there is an amount and nothing that tells a booking, their words, or how they add up."""

    BARE = auto()  # without a date: no bookings in any case
    DATED = auto()  # called so, with a date: asked if they do not add up
    PLAIN = auto()  # not called so, with a date: bookings, and asked if they add up


@dataclass(frozen=True, slots=True)
class Tentative:
    """A rule for rows that may be totals."""

    rule: LeaveOut
    key: str
    count: int
    row: int
    look: Look


@dataclass(slots=True)
class Draft:
    """Choices are made one after another; each changes `profile` and says why, or asks."""

    subject: Subject
    given: Mapping[str, str]
    profile: Profile = field(default_factory=Profile)
    fits: bool = False  # the known profile fits this file: only what is new is asked
    covered_until: dt.date | None = None
    expenditures_until: dt.date | None = None
    example: bool = False
    prepared: Profile | None = None  # what the view `kept` is made of
    shaped: Profile | None = None  # what the table `shape` is made of
    tentative: list[Tentative] = field(default_factory=list)  # totals, if they add up
    trouble: Trouble | None = None  # why the amounts, or what stands above them, cannot be read
    evidence: list[Evidence] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    used: dict[str, str] = field(default_factory=dict)
    refused: list[AnswerProblem] = field(default_factory=list)

    def change(self, **parts: Any) -> None:
        """Change parts of the profile."""
        self.profile = replace(self.profile, **parts)

    def mark(self, **marks: Any) -> None:
        """Change marks of the profile."""
        self.profile = replace(self.profile, marks=replace(self.profile.marks, **marks))

    def prove(self, part: str, key: str, **params: Filling) -> None:
        """Say why a choice has no alternative: text key `evidence.<key>`."""
        self.evidence.append(Evidence(part, Standing.PROVEN, Sentence(f"evidence.{key}", params)))

    def suppose(self, part: str, key: str, **params: Filling) -> None:
        """Say what is usual, as nothing in the file says otherwise: text key `evidence.<key>`."""
        self.evidence.append(Evidence(part, Standing.USUAL, Sentence(f"evidence.{key}", params)))

    def know(self, part: str) -> None:
        """Say that a choice comes from the known profile, and that the file does not contradict it."""
        self.evidence.append(Evidence(part, Standing.KNOWN, Sentence("evidence.known")))

    def settle(self, question: Question, value: str, key: str, **params: Filling) -> str:
        """The value that the file proves, text key `evidence.<key>`; a person may have answered otherwise."""
        return self._unless_answered(question, value, Standing.PROVEN, Sentence(f"evidence.{key}", params))

    def assume(self, question: Question, value: str, key: str, **params: Filling) -> str:
        """The usual value, as nothing in the file says otherwise (`evidence.<key>`); a person may answer otherwise."""
        return self._unless_answered(question, value, Standing.USUAL, Sentence(f"evidence.{key}", params))

    def keep(self, question: Question, value: str) -> str:
        """The value of the known profile, which the file does not contradict; a person may have answered otherwise."""
        return self._unless_answered(question, value, Standing.KNOWN, Sentence("evidence.known"))

    def _unless_answered(self, question: Question, value: str, standing: Standing, sentence: Sentence) -> str:
        if (given := self._answer(question)) is not None:
            self._use(question, given, question)
            return given
        self.evidence.append(Evidence(question.part, standing, sentence, question))
        return value

    def ask(self, question: Question) -> str:
        """The answer to a question; while it has none, the value of its first reading."""
        if (given := self._answer(question)) is not None:
            self._use(question, given)
            return given
        self.questions.append(question)
        self.evidence.append(Evidence(question.part, Standing.ASKED, question.sentence))
        return question.readings[0].value

    def _answer(self, question: Question) -> str | None:
        """The answer that was given, if it is allowed; one that is not is a problem."""
        given = self.given.get(question.key)
        if given is None or _fits(question, given):
            return given
        allowed = ", ".join(answer.value for answer in question.readings)
        self.refused.append(AnswerProblem(question.key, given, "unknown_value", {"allowed": allowed}))
        return None

    def _use(self, question: Question, given: str, contested: Question | None = None) -> None:
        self.used[question.key] = given
        meaning = next((answer.meaning for answer in question.readings if answer.value == given), None)
        sentence = meaning or Sentence("evidence.answered", {"value": given})
        self.evidence.append(Evidence(question.part, Standing.ANSWERED, sentence, contested))

    def is_open(self, key: str) -> bool:
        """Whether this question is open."""
        return any(question.key == key for question in self.questions)

    def read_as(self, profile: Profile) -> None:
        """Make the relations `weighed` and `kept`: the rows of the grid as bookings, read as this profile says."""
        if profile == self.prepared:
            return
        self.prepared, subject = profile, self.subject
        placed = prepare(subject.connection, subject.grid, instructions(profile), subject.plan)
        subject.connection.execute(sql("kept").format(placed=placed, **kept_columns(profile)))

    def rows(self, name: str, **fill: str) -> list[tuple[Any, ...]]:
        """The rows that `sql/<name>.sql` finds; `fill` are pieces of SQL that it leaves open."""
        return self.subject.connection.execute(sql(name).format(**fill) if fill else sql(name)).fetchall()

    def last_of_first(self, first_row: int, most: int) -> int:
        """The row of the file that is the last of the first `most` rows from a row on."""
        ((last,),) = self.rows("last_of_first", first_row=str(first_row), most=str(most))
        return last if last is not None else first_row

    def proposal(self) -> Proposal:
        """What was proposed; an answer that nobody asked for is a problem."""
        asked = [*self.used, *(problem.key for problem in self.refused)]
        contested = [one.question for one in self.evidence if one.question]
        settable = [*(question.key for question in (*self.questions, *contested)), *self.used, PERSONAL_DATA]
        known = ", ".join(dict.fromkeys(settable))
        unknown = [
            AnswerProblem(key, value, "unknown_key", {"known": known})
            for key, value in self.given.items()
            if key not in asked
        ]
        return Proposal(
            self.profile,
            tuple(self.evidence),
            resting(self.questions),
            self.covered_until,
            self.used,
            (*self.refused, *unknown),
            example=self.example,
            trouble=self.trouble,
            expenditures_until=self.expenditures_until,
        )


def _fits(question: Question, value: str) -> bool:
    if question.free == "date":
        try:
            return dt.date.fromisoformat(value).isoformat() == value
        except ValueError:
            return False
    if question.free == "month" and _MONTH.fullmatch(value):
        return True
    return any(answer.value == value for answer in question.readings)


@cache
def sql(name: str) -> str:
    """The text of `sql/<name>.sql`."""
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text(encoding="utf-8")
