"""What cannot be recorded about a plan whatever else stands in its registers, and why."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from pokdash.domain.phasing import outside_period
from pokdash.domain.plan import Plan
from pokdash.domain.plan_changes import Amendment, CarryOver, CarryOverStatus, Phasing, PhasingStanding
from pokdash.domain.register import Recordable, Register, in_force
from pokdash.intake.outcome import Refused
from pokdash.store import PlanVersion


def impossible(before: PlanVersion, record: Recordable) -> Refused | None:
    """The first reason why a record cannot be; None for none."""
    plan = before.plan
    codes = [line.code for line in plan.lines]
    if record.line is not None and record.line not in codes:
        return Refused("refusal.unknown_line", {"line": record.line, "known": ", ".join(codes)})
    found = chain(_of_decision(record), _of_amendment(plan, record), _of_phasing(before, record))
    return next(found, None)


def _decided(record: Recordable) -> bool:
    if isinstance(record, Phasing):
        return record.kind is PhasingStanding.ADOPTED
    return isinstance(record, Amendment) or (isinstance(record, CarryOver) and record.status is CarryOverStatus.DECIDED)


def _of_decision(record: Recordable) -> Iterator[Refused]:
    """What is decided has a decision with a name, and moves money only with its words and from its day."""
    if not _decided(record) or not isinstance(record, Phasing | Amendment | CarryOver):
        return
    if not any(letter.isalpha() for letter in record.decision or ""):
        yield Refused("refusal.no_decision_name")
    amount = record.delta if isinstance(record, Amendment) else record.amount if isinstance(record, CarryOver) else None
    if amount is not None and amount.source is None:
        yield Refused("refusal.no_sentence")
    if isinstance(record, CarryOver) and record.decided_on is None:
        yield Refused("refusal.no_decided_on")


def _of_amendment(plan: Plan, record: Recordable) -> Iterator[Refused]:
    """An amendment changes something, of a year where the line has amounts for years only."""
    if not isinstance(record, Amendment):
        return
    if not record.delta.value:
        yield Refused("refusal.nothing_amended")
    years = {allocation.year for allocation in plan.line(record.line).allocations}
    if record.year is None and years and None not in years:
        yield Refused("refusal.amendment_without_year", {"line": plan.line(record.line).name})


def _of_phasing(before: PlanVersion, record: Recordable) -> Iterator[Refused]:
    """A phasing stays within the period of its amount, and an assumption does not replace what was adopted."""
    if not isinstance(record, Phasing):
        return
    line = before.plan.line(record.line)
    if outside_period(line, record):
        yield Refused("refusal.phasing_outside_period", {"line": line.name})
    last = in_force(before.entries).get((Register.PHASING, record.line))
    stands = last.record if last else None
    if not isinstance(stands, Phasing) or stands.kind is not PhasingStanding.ADOPTED:
        return
    if record.kind is PhasingStanding.ASSUMPTION:
        yield Refused("refusal.adopted_stands", {"line": line.name, "decision": stands.decision})
