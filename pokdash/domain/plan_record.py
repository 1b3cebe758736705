"""The record around the amounts: documents, decision points, people, gates, timeline, findings."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from pydantic import Field

from pokdash.domain.provenance import Id, PartialDate, Record, Source, Standing, Text


class PointAmount(StrEnum):
    """Whether a decision point names an amount, or moves money of an amount that nobody gives."""

    NONE = "none"
    GIVEN = "given"
    UNKNOWN = "unknown"


class DecisionPoint(Record):
    """One point of a decision (beslispunt), with its own standing; `decided_on` None is a date left blank.

    `council`: whether `body`, as the document names it, is the council of the municipality.
    """

    number: int
    text: Source
    standing: Standing
    body: str | None = None
    decided_on: dt.date | None = None
    amount: PointAmount = PointAmount.NONE
    council: bool = False


class Document(Record):
    """A document that the plan rests on; `held` False is one that is named but that we do not have."""

    id: Id
    title: str
    kind: Text
    standing: Standing | None = None
    date: PartialDate | None = None
    reference: str | None = None  # the municipality's own number
    held: bool = True
    file: str | None = None  # file name in the source folder, for the quotation test
    url: str | None = None
    note: Text | None = None
    decision_points: tuple[DecisionPoint, ...] = ()


class Person(Record):
    """A person whom a document names, in an office."""

    name: str
    role: Text
    source: Source


class Body(Record):
    """A body that a document names and what it does here (Wie besluit?)."""

    name: str
    role: Text
    source: Source
    decides: bool = False


class GateEffect(StrEnum):
    """Whether spending waits on the gate, or the gate only bears on the line."""

    SPENDING_WAITS = "spending_waits"
    RELATED = "related"


class Gate(Record):
    """A study or decision on which spending waits; `outcome` None is unknown."""

    id: Id
    what: Text
    effect: GateEffect
    lines: tuple[str, ...] = Field(min_length=1)
    source: Source
    owner: str | None = None
    due: PartialDate | None = None  # as precise as the source: "2025" is due on 31 December 2025
    outcome: Text | None = None


class EventKind(StrEnum):
    """What a timeline entry is."""

    DECISION = "decision"
    START = "start"
    PROPOSAL = "proposal"
    ADVICE = "advice"
    EXPECTED = "expected"  # not happened yet


class TimelineEvent(Record):
    """A dated (or undated) decision, proposal or advice."""

    what: Text
    kind: EventKind
    source: Source
    when: PartialDate | None = None
    when_text: Text | None = None  # where the source gives no date: "periodiek", "na 2027"
    body: str | None = None


class FindingKind(StrEnum):
    """A contradiction inside the sources, or something that they do not give."""

    CONTRADICTION = "contradiction"
    GAP = "gap"


class Finding(Record):
    """Something that the sources contradict or leave out, and what we do with it."""

    id: Id
    kind: FindingKind
    what: Text
    handling: Text
    quotes: tuple[Source, ...] = ()
    lines: tuple[str, ...] = ()


class AfterPlan(Record):
    """What the documents say about the time after the plan."""

    what: Text
    source: Source | None = None


class Reporting(Record):
    """How the council is kept informed (Berap), as far as the source says."""

    what: Text
    source: Source
