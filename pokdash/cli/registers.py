"""The commands that show what is decided or assumed about a plan: phasing, carry-over, amendments, notes."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from pokdash.cli import as_json
from pokdash.cli.desk import Desk
from pokdash.cli.speech import Speech
from pokdash.cli.table import text_table
from pokdash.domain.amended_amounts import AmendedAmount, amended_amounts
from pokdash.domain.budget import budget, phased_months, planned_by_month
from pokdash.domain.carry_over import counts
from pokdash.domain.measure import default_as_of
from pokdash.domain.month import first_day
from pokdash.domain.phasing import own_assumption, phasings_of
from pokdash.domain.plan import Line
from pokdash.domain.plan_changes import Amendment, CarryOver
from pokdash.domain.register import Entry, Register, carry_over_register, in_force
from pokdash.store import PlanVersion, Snapshot, queries

_AMOUNTS = ("amount", "delta", "original", "amended", "current")


class _Plan:
    """A plan that was asked for: its version, the ledger and the reference date."""

    def __init__(self, snapshot: Snapshot, version: PlanVersion, today: dt.date) -> None:
        self.version = version
        self.as_of = default_as_of(queries.coverage(snapshot, version.plan.id), today)
        self.booked = queries.ledger(snapshot, version.plan.id, self.as_of).amendments

    def entries(self, register: Register, name: str) -> list[Entry]:
        """Every version of an entry."""
        return [one for one in self.version.entries if (one.register, one.name) == (register, name)]

    def versions(self, register: Register, name: str | None) -> list[dict[str, object]]:
        """The versions of an entry; none of what the plan itself says."""
        return [] if name is None else _versions(self.entries(register, name))

    def names(self, register: Register) -> dict[int, str]:
        """The names of what was recorded in a register, by the identity of the record."""
        found = in_force(self.version.entries).items()
        return {id(entry.record): name for (of, name), entry in found if of is register}

    def without_effect(self, register: Register) -> list[dict[str, object]]:
        """What was recorded and does not count: taken back, or of a line that the plan does not have any more."""
        codes = {line.code for line in self.version.plan.lines}
        return [
            {"name": name, "versions": _versions(self.entries(register, name))}
            for (of, name), last in in_force(self.version.entries).items()
            if of is register and (last.record is None or last.record.line not in {None, *codes})
        ]


def _plan(args: argparse.Namespace, desk: Desk) -> _Plan | None:
    if (snapshot := desk.opened()) is None or not desk.knows(snapshot, args.plan):
        return None
    version = queries.plan_version(snapshot, args.plan)
    return None if version is None else _Plan(snapshot, version, desk.now.astimezone().date())


def phasing(args: argparse.Namespace, desk: Desk) -> int:
    """How the amounts of every line go over the months, whose choice that is, and earlier versions."""
    if (asked := _plan(args, desk)) is None:
        return 1
    found = [_phasing(asked, line, desk.speech) for line in asked.version.plan.lines]
    if args.json:
        without = asked.without_effect(Register.PHASING)
        content = {"plan": args.plan, "as_of": as_json.day(asked.as_of), "lines": found}
        print(as_json.written({**content, "without_effect": without}))
        return 0
    _tell_without(asked, Register.PHASING, desk.speech)
    columns = ("line", "name", "kind", "method", "first_month", "last_month", "who", "on", "why", "decision")
    _table("cli.phasing", columns, found, desk.speech, words={"kind": "phasing_kind", "method": "phasing_method"})
    return 0


def _phasing(asked: _Plan, line: Line, speech: Speech) -> dict[str, object]:
    plan = asked.version.plan
    parts = [part for part in budget(plan, asked.booked, asked.as_of) if part.line == line.code]
    ours, given, months = own_assumption(plan, line), next(iter(phasings_of(plan, line)), None), phased_months(parts)
    return {
        "line": line.code,
        "name": line.name,
        "kind": given.kind.value if given else "assumption" if ours else None,
        "method": given.method.value if given else "equal_months" if ours else None,
        "first_month": _month(months[0]) if months else None,
        "last_month": _month(months[1]) if months else None,
        "who": given.assumption.who if given else ours.who if ours else None,
        "on": as_json.day(given.assumption.on if given else ours.on if ours else None),
        "why": speech.words(given.assumption.why) if given else speech.say(ours.why) if ours else None,
        "decision": given.decision if given else None,
        "months": [
            {"month": _month(month), "planned": as_json.amount(amount)} for month, amount in planned_by_month(parts)
        ],
        "versions": _versions(asked.entries(Register.PHASING, line.code)),
    }


def carry_over(args: argparse.Namespace, desk: Desk) -> int:
    """Every carry-over with its status and decision, and whether it moves money."""
    if (asked := _plan(args, desk)) is None:
        return 1
    register = carry_over_register(asked.version.filed, asked.version.entries)
    found = [_carry_over(asked, name, one, desk.speech) for name, one in register.items()]
    if args.json:
        without = asked.without_effect(Register.CARRY_OVER)
        content = {"plan": args.plan, "as_of": as_json.day(asked.as_of), "carry_overs": found}
        print(as_json.written({**content, "without_effect": without}))
        return 0
    _tell_without(asked, Register.CARRY_OVER, desk.speech)
    if found:
        columns = ("name", "from_year", "to_year", "line", "amount", "status", "firm", "decision", "deadline")
        _table("cli.carry_over", columns, found, desk.speech, words={"status": "carry_over_status"})
    else:
        desk.speech.tell("cli.carry_over.none")
    return 0


def _carry_over(asked: _Plan, name: str, one: CarryOver, speech: Speech) -> dict[str, object]:
    return {
        "name": name,
        "from_year": one.from_year,
        "to_year": one.to_year,
        "line": one.line,
        "amount": as_json.amount(one.amount.value),
        "status": one.status.value,
        "firm": not one.conditional if one.status == "decided" else None,
        "condition": speech.words(one.condition) if one.condition else None,
        "counts": counts(one, asked.as_of) and one.amount.value is not None,
        "decision": one.decision,
        "decided_on": as_json.day(one.decided_on),
        "deadline": as_json.day(one.deadline),
        "quote": one.amount.source.quote if one.amount.source else None,
        "versions": _versions(asked.entries(Register.CARRY_OVER, name)),
    }


def amend(args: argparse.Namespace, desk: Desk) -> int:
    """Every amount at first, on the reference date and with all changes; and the changes, each with its decision."""
    if (asked := _plan(args, desk)) is None:
        return 1
    amounts = [_amended(one) for one in amended_amounts(asked.version.plan, asked.booked, asked.as_of)]
    changes = _amendments(asked)
    if args.json:
        content = {
            "as_of": as_json.day(asked.as_of),
            "amounts": amounts,
            "amendments": changes,
            "without_effect": asked.without_effect(Register.AMENDMENT),
        }
        print(as_json.written({"plan": args.plan, **content}))
        return 0
    _tell_without(asked, Register.AMENDMENT, desk.speech)
    _table("cli.amend", ("line", "year", "original", "amended", "current"), amounts, desk.speech)
    if changes:
        print()
        columns = ("name", "on", "line", "year", "delta", "decision", "standing")
        _table("cli.amend", columns, changes, desk.speech, words={"standing": "standing"})
    else:
        desk.speech.tell("cli.amend.none")
    return 0


def _amended(one: AmendedAmount) -> dict[str, object]:
    amounts = {name: as_json.amount(getattr(one, name)) for name in ("original", "amended", "current")}
    return {"line": one.line, "year": one.year, **amounts}


def _amendments(asked: _Plan) -> list[dict[str, object]]:
    """The amendments of the plan, those that were recorded (with a name) and those of the ledger, oldest first."""
    names = asked.names(Register.AMENDMENT)
    named = [(one, names.get(id(one))) for one in asked.version.plan.amendments]
    found = [_amendment(one, name, asked.versions(Register.AMENDMENT, name)) for one, name in named]
    found += [
        {"name": None, "on": as_json.day(one.on), "line": one.line, "year": one.year,
         "delta": as_json.amount(one.delta), "decision": one.decision, "standing": None, "quote": None, "versions": []}
        for one in asked.booked
    ]  # fmt: skip
    return sorted(found, key=lambda one: str(one["on"]))


def _amendment(one: Amendment, name: str | None, versions: list[dict[str, object]]) -> dict[str, object]:
    return {
        "name": name,
        "on": as_json.day(one.on),
        "line": one.line,
        "year": one.year,
        "delta": as_json.amount(one.delta.value),
        "decision": one.decision,
        "standing": one.standing.value,
        "quote": one.delta.source.quote if one.delta.source else None,
        "versions": versions,
    }


def note(args: argparse.Namespace, desk: Desk) -> int:
    """The dated notes, oldest first."""
    if (asked := _plan(args, desk)) is None:
        return 1
    found = _notes(asked, desk.speech)
    if args.json:
        print(
            as_json.written({"plan": args.plan, "notes": found, "without_effect": asked.without_effect(Register.NOTE)})
        )
    elif found:
        _table("cli.note", ("name", "on", "line", "text"), found, desk.speech)
    else:
        desk.speech.tell("cli.note.none")
    return 0


def _notes(asked: _Plan, speech: Speech) -> list[dict[str, object]]:
    names = asked.names(Register.NOTE)
    notes = sorted(asked.version.plan.notes, key=lambda one: one.on)
    return [
        {"name": names.get(id(one)), "on": as_json.day(one.on), "line": one.line, "text": speech.words(one.what)}
        for one in notes
    ]


def _tell_without(asked: _Plan, register: Register, speech: Speech) -> None:
    """Say what was recorded and does not count."""
    if without := asked.without_effect(register):
        speech.tell("recording.without_effect", names=", ".join(str(one["name"]) for one in without))


def _versions(entries: Iterable[Entry]) -> list[dict[str, object]]:
    return [
        {
            "version": one.version,
            "recorded_at": one.recorded_at.isoformat(),
            "by": one.actor_name,
            "why": one.reason,
            "taken_back": one.record is None,
            "content": one.record.model_dump(mode="json", exclude_defaults=True) if one.record else None,
        }
        for one in entries
    ]


def _month(number: int) -> str:
    return f"{first_day(number):%Y-%m}"


def _table(
    group: str,
    columns: Sequence[str],
    rows: Sequence[Mapping[str, object]],
    speech: Speech,
    words: Mapping[str, str] | None = None,
) -> None:
    """Print some columns; `words` are the groups of texts that name the values of a column."""

    def cell(name: str, value: object) -> str:
        if value is None:
            return speech.say("cli.unknown") if name in _AMOUNTS else ""
        if name in _AMOUNTS:
            return speech.amount(Decimal(str(value)))
        if isinstance(value, bool):
            return speech.say(f"cli.recording.{'yes' if value else 'no'}")
        return speech.say(f"{words[name]}.{value}") if words and name in words else str(value)

    header = [speech.say(f"{group}.{name}") for name in columns]
    right = [number for number, name in enumerate(columns) if name in _AMOUNTS]
    print(text_table(header, [[cell(name, row[name]) for name in columns] for row in rows], right))
