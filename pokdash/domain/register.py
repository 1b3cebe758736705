"""Registers: what a municipality records about its plan after the plan was adopted; every version remains.

A phasing and an estimate are known by the code of their line, a carry-over by its years (and line), an amendment by its
line and date, a note by its date (and line); a second one of the same name gets a number. The last version of an entry
counts. A version without a record takes the entry back: then what the plan itself says counts again, if it says
anything.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from pokdash.domain.plan import Plan
from pokdash.domain.plan_changes import Amendment, CarryOver, Estimate, Note, Phasing

R = TypeVar("R", Phasing, CarryOver, Amendment, Estimate, Note)

Recordable = Phasing | CarryOver | Amendment | Estimate | Note
"""What can be recorded."""


class Register(StrEnum):
    """The registers of a plan."""

    PHASING = "phasing"
    CARRY_OVER = "carry_over"
    AMENDMENT = "amendment"
    ESTIMATE = "estimate"
    NOTE = "note"


_RECORDS: dict[Register, type[Recordable]] = {
    Register.PHASING: Phasing,
    Register.CARRY_OVER: CarryOver,
    Register.AMENDMENT: Amendment,
    Register.ESTIMATE: Estimate,
    Register.NOTE: Note,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One version of an entry: what was recorded (None: taken back), by whom, when (UTC) and why.

    `about` is the carry-over of the plan itself that it says more of, as `written`; None for an entry of its own.
    """

    register: Register
    name: str
    version: int
    record: Recordable | None
    recorded_at: dt.datetime
    actor_name: str
    reason: str
    about: str | None = None


def written(record: Recordable) -> str:
    """A record as JSON; `read` gives the same record back."""
    return record.model_dump_json(exclude_defaults=True)


def read(register: Register, content: str) -> Recordable:
    """The record that `written` wrote; pydantic.ValidationError for anything else."""
    return _RECORDS[register].model_validate_json(content)


def in_force(entries: Iterable[Entry]) -> dict[tuple[Register, str], Entry]:
    """The last version of every entry, also where that takes it back."""
    last: dict[tuple[Register, str], Entry] = {}
    for entry in sorted(entries, key=lambda one: one.version):
        last[entry.register, entry.name] = entry
    return last


def with_entries(plan: Plan, entries: Sequence[Entry]) -> Plan:
    """The plan as it stands with what was recorded; entries of a line that the plan does not have stay out."""
    if not entries:
        return plan
    codes = {line.code for line in plan.lines}
    recorded = {key: one.record for key, one in in_force(entries).items() if one.record and _of(codes, one.record)}
    phasings = {one.line: one for one in plan.phasings} | _named(recorded, Phasing)
    carry_overs = [one for one in carry_over_register(plan, entries).values() if _of(codes, one)]
    estimates = {one.line: one for one in plan.estimates} | _named(recorded, Estimate)
    amendments = (*plan.amendments, *_named(recorded, Amendment).values())
    changed = {
        "phasings": tuple(phasings.values()),
        "carry_overs": tuple(carry_overs),
        "estimates": tuple(estimates.values()),
        "notes": (*plan.notes, *_named(recorded, Note).values()),
    }
    return plan.model_copy(update={**changed, "amendments": amendments})


def carry_over_register(filed: Plan, entries: Sequence[Entry]) -> dict[str, CarryOver]:
    """The carry-overs of a plan as they stand, by name: of the plan as its texts are, and what was recorded."""
    recorded = {key: one.record for key, one in in_force(entries).items() if one.record}
    return named_carry_overs(filed, entries) | _named(recorded, CarryOver)


def _of(codes: Collection[str], record: Recordable) -> bool:
    return record.line is None or record.line in codes


def _named(recorded: dict[tuple[Register, str], Recordable], of: type[R]) -> dict[str, R]:
    return {name: record for (_, name), record in recorded.items() if isinstance(record, of)}


def named_carry_overs(plan: Plan, entries: Iterable[Entry] = ()) -> dict[str, CarryOver]:
    """The carry-overs of the plan itself, by the name under which a register says or can say more of them.

    An entry stays with the carry-over that it is about, also in a later version of the plan: the one that is the same,
    else the only other one of the same years and line. The name of any other entry is taken.
    """
    abouts = {one.name: one.about for one in entries if one.register is Register.CARRY_OVER}
    names: dict[int, str] = {}
    for same in (_same, _alike):
        for name, about in abouts.items():
            free = [at for at, one in enumerate(plan.carry_overs) if at not in names and about and same(one, about)]
            if name not in names.values() and (len(free) == 1 or (free and same is _same)):
                names[free[0]] = name
    named: dict[str, CarryOver] = {}
    for at, one in enumerate(plan.carry_overs):
        named[names.get(at) or free_name(one, {*named, *abouts, *names.values()})] = one
    return named


def _same(one: CarryOver, about: str) -> bool:
    return written(one) == about


def _alike(one: CarryOver, about: str) -> bool:
    other = CarryOver.model_validate_json(about)
    return (one.from_year, one.to_year, one.line) == (other.from_year, other.to_year, other.line)


def free_name(record: Recordable, taken: Collection[str]) -> str:
    """The name of a record: of a phasing and an estimate their line; else a number is added where the name is taken."""
    if isinstance(record, Phasing | Estimate):
        return record.line
    if isinstance(record, CarryOver):
        name = "-".join(filter(None, (str(record.from_year), str(record.to_year), record.line)))
    elif isinstance(record, Note):
        name = "-".join(filter(None, (record.line, record.on.isoformat())))
    else:
        name = f"{record.line}-{record.on.isoformat()}"
    return next(one for one in _numbered(name) if one not in taken)


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name}-{number}"
        number += 1
