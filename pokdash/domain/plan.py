"""A bestedingsplan as data: what was decided to spend on what, with the words that decided it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Literal

from pydantic import Field

from pokdash.domain.mandate import Mandate
from pokdash.domain.plan_changes import Amendment, CarryOver, Estimate, Note, Phasing
from pokdash.domain.plan_record import AfterPlan, Body, Document, Finding, Gate, Person, Reporting, TimelineEvent
from pokdash.domain.provenance import Amount, Code, Euro, Id, Record, Source, Standing, Text, Words


class YearRange(Record):
    """First and last fiscal year for which one amount is meant."""

    first: int
    last: int


class Allocation(Record):
    """An amount for a line: for one fiscal year, for a period, or (both absent) for a period that is not named."""

    amount: Amount
    standing: Standing
    year: int | None = None
    period: YearRange | None = None


class Group(Record):
    """A block of lines that is totalled together (claims, action lines)."""

    code: Code
    name: Text
    short_name: Text | None = None
    designated: bool = False  # set aside earlier by decision: eerder bestemd
    stated: Id | None = None  # id of the sum of this group as a document states it

    @property
    def label(self) -> Words:
        """The name where there is little room."""
        return self.short_name or self.name


class Line(Record):
    """One line of the plan. `name` is the short screen name, `official_name` the document's own."""

    code: Code
    group: str
    name: str
    official_name: str
    allocations: tuple[Allocation, ...] = Field(min_length=1)
    number: int | None = None
    aliases: tuple[str, ...] = ()
    period_note: Text | None = None  # e.g. "2026 (afgeleid)"
    period_note_source: Source | None = None
    resident_effect: Source | None = None  # Wat merkt de inwoner hiervan?


class Inflow(Record):
    """Money from the State; `received` None is not told, `on` is the day it came in or is expected."""

    what: Text
    amount: Amount
    received: bool | None = None
    year: int | None = None
    on: dt.date | None = None


class Stated(Record):
    """A sum that a document states itself, kept beside our own addition."""

    id: Id
    what: Text
    amount: Amount


class Tie(Record):
    """Two sums that must be equal.

    A term is `total`, `group:CODE`, `group:CODE:YEAR`, `line:CODE`, `line:CODE:YEAR` or `stated:ID`,
    with `-` before it to subtract.
    """

    name: Text
    left: tuple[str, ...] = Field(min_length=1)
    right: tuple[str, ...] = Field(min_length=1)


class Thresholds(Record):
    """When a line counts as differing: both percent of its allocation and euro must be exceeded.

    `report_*` are for how a line is expected to end, over or short: what must be reported to the council. None is not
    set; where neither is, nothing has to be.
    """

    pace_percent: Decimal = Field(Decimal(5), ge=0)
    pace_euro: Euro = Field(Decimal(5000), ge=0)
    shortage_percent: Decimal = Field(Decimal(3), ge=0)
    shortage_euro: Euro = Field(Decimal(0), ge=0)
    stale_days: int = Field(31, ge=0)
    report_percent: Decimal | None = Field(None, ge=0)
    report_euro: Euro | None = Field(None, ge=0)


class Plan(Record):
    """The whole content of a plan folder."""

    format: Literal[1]
    id: Id
    municipality: str
    title: str
    first_year: int
    last_year: int
    money: Literal["budget", "coverage"]  # Dordrecht speaks of covering costs, not of a budget
    total: Amount
    total_standing: Standing
    total_note: Text | None = None
    lines_note: Text | None = None  # what the document says of its lines as a whole
    documents: tuple[Document, ...] = Field(min_length=1)
    groups: tuple[Group, ...] = Field(min_length=1)
    lines: tuple[Line, ...] = Field(min_length=1)
    persons: tuple[Person, ...] = ()
    bodies: tuple[Body, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    carry_overs: tuple[CarryOver, ...] = ()
    inflows: tuple[Inflow, ...] = ()
    phasings: tuple[Phasing, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    notes: tuple[Note, ...] = ()
    gates: tuple[Gate, ...] = ()
    timeline: tuple[TimelineEvent, ...] = ()
    findings: tuple[Finding, ...] = ()
    stated: tuple[Stated, ...] = ()
    ties: tuple[Tie, ...] = ()
    after_plan: AfterPlan | None = None
    reporting: tuple[Reporting, ...] = ()
    thresholds: Thresholds = Thresholds()
    mandates: tuple[Mandate, ...] = ()

    def line(self, code: str) -> Line:
        """The line with this code; KeyError where the plan has none."""
        for line in self.lines:
            if line.code == code:
                return line
        raise KeyError(code)

    def group(self, code: str) -> Group:
        """The group with this code; KeyError where the plan has none."""
        for group in self.groups:
            if group.code == code:
                return group
        raise KeyError(code)

    def lines_of(self, scope: str) -> tuple[Line, ...]:
        """The lines of a scope: `total`, a group code or a line code; KeyError where the plan has none."""
        if scope == "total":
            return self.lines
        found = tuple(line for line in self.lines if scope in (line.group, line.code))
        if not found:
            raise KeyError(scope)
        return found

    def document(self, document_id: str) -> Document:
        """The document with this id; KeyError where the plan has none."""
        for document in self.documents:
            if document.id == document_id:
                return document
        raise KeyError(document_id)

    @property
    def years(self) -> range:
        """The fiscal years of the plan."""
        return range(self.first_year, self.last_year + 1)
