"""Recording what is decided or assumed about a plan after it was adopted: phasing, carry-over, amendments, notes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pokdash.domain.actor import Action, Actor
from pokdash.domain.budget import budget
from pokdash.domain.ledger import LedgerAmendment
from pokdash.domain.phasing_sums import amended
from pokdash.domain.plan import Plan
from pokdash.domain.plan_change_rules import change_breaches
from pokdash.domain.plan_changes import Amendment, CarryOver, Estimate, Note, Phasing
from pokdash.domain.register import Recordable, Register, free_name, in_force, named_carry_overs, written
from pokdash.intake.impossible import impossible
from pokdash.intake.outcome import Recorded, Refused, denied, unpublishable
from pokdash.store import PlanVersion, Signed, Unpublishable, Writing, queries
from pokdash.store.home import Home

_REGISTERS: dict[type[Recordable], Register] = {
    Phasing: Register.PHASING,
    CarryOver: Register.CARRY_OVER,
    Amendment: Register.AMENDMENT,
    Estimate: Register.ESTIMATE,
    Note: Register.NOTE,
}
_KEYS = {
    Register.PHASING: "phasings",
    Register.CARRY_OVER: "carry_overs",
    Register.AMENDMENT: "amendments",
    Register.ESTIMATE: "estimates",
    Register.NOTE: "notes",
}
"""Where the plan has what a register records."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to record, and why.

    `name` is that of the entry that gets a new version; None is a new entry (of a phasing always its line). `seen` is
    the version that was looked at, 0 for none: when there is a later one by now, nothing is recorded.
    """

    record: Recordable
    reason: str
    name: str | None = None
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An entry that somebody takes back, and why."""

    register: Register
    name: str
    reason: str


def record(
    home: Home, plan_id: str, wanted: Sequence[Wanted | TakenBack], actor: Actor, now: dt.datetime
) -> Recorded | Refused:
    """Record everything together, or nothing: refused where it contradicts itself, the plan or what is recorded."""
    if refused := denied(actor, Action.RECORD):
        return refused

    def change_set(writing: Writing) -> Recorded | Refused:
        names = []
        for one in wanted:
            added = _add(writing, plan_id, one, now.date())
            if isinstance(added, Refused):
                return writing.abandon(added)
            names.append(added)
        return Recorded(writing.generation, plan_id, tuple(names))

    outcome = home.store.publish(change_set, Signed(Action.RECORD, actor, now))
    return unpublishable(outcome) if isinstance(outcome, Unpublishable) else outcome


def _add(writing: Writing, plan_id: str, wanted: Wanted | TakenBack, today: dt.date) -> str | Refused:
    """Add one version; the name of its entry."""
    before = queries.plan_version(writing, plan_id)
    if before is None:
        return Refused("refusal.unknown_plan", {"plan": plan_id})
    if not (reason := " ".join(wanted.reason.split())):
        return Refused("refusal.nothing_said_why")
    if isinstance(wanted, TakenBack):
        return (
            _take_back(writing, before, wanted, reason)
            or _breach(writing, before.plan, wanted.register, None, today)
            or wanted.name
        )
    register, record = _REGISTERS[type(wanted.record)], wanted.record
    name = _name(before, register, wanted)
    if isinstance(name, Refused):
        return name
    if refused := impossible(before, record):
        return refused
    writing.record_entry(plan_id, register, name, written(record), reason, _about(before, register, name))
    return _breach(writing, before.plan, register, record, today) or name


def _take_back(writing: Writing, before: PlanVersion, wanted: TakenBack, reason: str) -> Refused | None:
    last = in_force(before.entries).get((wanted.register, wanted.name))
    if last is None or last.record is None:
        return Refused("refusal.unknown_entry", {"name": wanted.name, "known": _entries(before, wanted.register)})
    about = _about(before, wanted.register, wanted.name)
    writing.record_entry(before.plan.id, wanted.register, wanted.name, None, reason, about)
    return None


def _about(before: PlanVersion, register: Register, name: str) -> str | None:
    """The carry-over of the plan itself of which an entry says more; None for an entry of its own."""
    filed = named_carry_overs(before.filed, before.entries) if register is Register.CARRY_OVER else {}
    earlier = [one.about for one in before.entries if (one.register, one.name) == (register, name)]
    return written(filed[name]) if name in filed else next(iter(earlier), None)


def _name(before: PlanVersion, register: Register, wanted: Wanted) -> str | Refused:
    """The name of the entry that is recorded."""
    last = {name: one.version for (of, name), one in in_force(before.entries).items() if of is register}
    filed = named_carry_overs(before.filed, before.entries) if register is Register.CARRY_OVER else {}
    if wanted.name is not None and wanted.name not in last.keys() | filed.keys():
        return Refused("refusal.unknown_entry", {"name": wanted.name, "known": _entries(before, register)})
    name = wanted.name or free_name(wanted.record, last.keys() | filed.keys())
    if wanted.seen is not None and wanted.seen != last.get(name, 0):
        return Refused("refusal.entry_moved_on", {"name": name})
    return name


def _breach(
    writing: Writing, before: Plan, register: Register, record: Recordable | None, today: dt.date
) -> Refused | None:
    """The first rule about a register that what was recorded breaks, itself or for another entry; None for none.

    What was recorded earlier in another register stays as it is: a phasing goes along with an amendment in proportion.
    """
    version = queries.plan_version(writing, before.id)
    booked = queries.ledger(writing, before.id, today).amendments
    now = version.plan if version else before
    changes = (*before.amendments, *now.amendments)
    days = sorted({today, *(one.on for one in changes), *(one.on for one in booked)})
    known = [refused for _, refused in _breaches(before, booked, register, days)]
    found = _breaches(now, booked, register, days)
    return next((new for of, new in found if new not in known or (record is not None and of == record)), None)


def _breaches(
    plan: Plan, booked: Sequence[LedgerAmendment], register: Register, days: Sequence[dt.date]
) -> Iterator[tuple[Recordable | None, Refused]]:
    """Every rule about a register that is broken on one of some days, with the record that breaks it."""
    parts = budget(plan, booked, days[-1])
    by_line = {line.code: amended(part for part in parts if part.line == line.code) for line in plan.lines}
    for breach in change_breaches(plan, lambda line: by_line[line.code]):
        if breach.path[0] == _KEYS[register]:
            record = getattr(plan, _KEYS[register])[breach.path[1]]
            yield record, Refused(f"plan_problem.{breach.problem}", dict(breach.params))
    for day in days if register is Register.AMENDMENT else ():
        for part in budget(plan, booked, day):
            if part.allocated is not None and part.allocated < 0:
                name = plan.line(part.line).name
                yield (
                    None,
                    Refused("refusal.allocation_below_zero", {"line": name, "amount": part.allocated, "on": day}),
                )


def _entries(version: PlanVersion, register: Register) -> str:
    recorded = {name: one.record for (of, name), one in in_force(version.entries).items() if of is register}
    filed = named_carry_overs(version.filed, version.entries) if register is Register.CARRY_OVER else {}
    return ", ".join([*filed, *(name for name, found in recorded.items() if found and name not in filed)]) or "\u2013"
