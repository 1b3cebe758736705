"""The commands that record what is decided or assumed about a plan: phasing, carry-over, amendments and notes."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from decimal import Decimal

from pokdash import intake
from pokdash.cli.changing import refused
from pokdash.cli.desk import Command, Desk
from pokdash.cli.moments import month
from pokdash.domain.actor import Actor
from pokdash.domain.budget import BudgetPart, budget, phased_months
from pokdash.domain.month import month_number
from pokdash.domain.phasing_sums import amended
from pokdash.domain.plan import Plan
from pokdash.domain.plan_changes import Amendment, CarryOver, CarryOverStatus, Estimate, Note, PhasingMethod
from pokdash.domain.provenance import Standing, Words
from pokdash.domain.recordable import Backing, Months, phasings
from pokdash.domain.recordable import phasing as made_of
from pokdash.domain.register import Register, carry_over_register
from pokdash.store import PlanVersion, Snapshot, queries
from pokdash.texts import text, typed_amount

_CARRIED = ("from_year", "to_year", "line", "decision", "decided_on", "deadline")


class _WrongError(Exception):
    """Something that was typed cannot be used: text key and what fills it."""

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key)
        self.key, self.params = key, params


class Typed:
    """What was typed about one plan, with the plan as it stands and the person who types."""

    def __init__(self, args: argparse.Namespace, desk: Desk, snapshot: Snapshot, version: PlanVersion) -> None:
        self.args, self.desk, self.version = args, desk, version
        self.actor: Actor = desk.actor()
        self.booked = queries.ledger(snapshot, args.plan, desk.now.date()).amendments

    @property
    def plan(self) -> Plan:
        """The plan as it stands."""
        return self.version.plan

    @property
    def why(self) -> str:
        """Why it is recorded; refused where nothing is said."""
        why = str(self.args.why).strip()
        if not why:
            raise _WrongError("refusal.nothing_said_why")
        return why

    @property
    def backing(self) -> Backing:
        """Who records it and why, and the decision behind it."""
        decision, place, quote = (_filled(getattr(self.args, name)) for name in ("decision", "place", "quote"))
        place = place or text(self.desk.speech.language, "recording.place")
        return Backing(self.actor.name, self.desk.now.astimezone().date(), self.why, decision, place, quote)

    def amount(self, written: str) -> Decimal:
        """An amount in the notation of the language."""
        if (found := typed_amount(written, self.desk.speech.language)) is None:
            raise _WrongError("cli.recording.amount", found=written)
        return found

    def known_amount(self, written: str) -> Decimal | None:
        """An amount, or the word for unknown."""
        return None if written.casefold() == self.desk.speech.say("cli.unknown").casefold() else self.amount(written)


Wanted = Sequence[intake.Wanted | intake.TakenBack]


def recorder(wanted: Callable[[Typed], Wanted], key: str) -> Command:
    """The command that records what was typed, and says (text `key`) under which name."""

    def command(args: argparse.Namespace, desk: Desk) -> int:
        if (snapshot := desk.opened()) is None or not desk.knows(snapshot, args.plan):
            return 1
        version = queries.plan_version(snapshot, args.plan)
        if version is None:
            return 1
        try:
            typed = Typed(args, desk, snapshot, version)
            outcome = intake.record(desk.home, args.plan, wanted(typed), typed.actor, desk.now)
        except _WrongError as wrong:
            return desk.speech.refuse(wrong.key, **wrong.params)
        if isinstance(outcome, intake.Refused):
            return refused(outcome, desk)
        for name in outcome.names:
            desk.speech.tell(key, name=name)
        return 0

    return command


def taken_back(register: Register) -> Callable[[Typed], Wanted]:
    """Take back what was recorded under a name (of a phasing the code of its line)."""
    return lambda typed: [intake.TakenBack(register, typed.args.name, typed.why)]


def carry_over(typed: Typed) -> Wanted:
    """A carry-over that is new."""
    args = typed.args
    record = CarryOver(
        from_year=args.from_year,
        to_year=args.to_year,
        amount=typed.backing.amount(typed.known_amount(args.amount)),
        status=CarryOverStatus(args.status or CarryOverStatus.PROPOSED),
        line=args.line,
        decision=_filled(args.decision),
        decided_on=args.decided_on,
        deadline=args.deadline,
        conditional=_words(args.condition) is not None,
        condition=_words(args.condition),
    )
    return [intake.Wanted(record, typed.why)]


def changed_carry_over(typed: Typed) -> Wanted:
    """A new version of a carry-over: what is not typed stays as it was."""
    args, register = typed.args, carry_over_register(typed.version.filed, typed.version.entries)
    if args.name not in register:
        raise _WrongError("refusal.unknown_entry", name=args.name, known=", ".join(register) or "\u2013")
    before = register[args.name]
    changed: dict[str, object] = {name: getattr(args, name) for name in _CARRIED if getattr(args, name) is not None}
    if args.status is not None:
        changed["status"] = CarryOverStatus(args.status)
    if args.condition is not None or args.firm:
        condition = _words(args.condition)
        changed |= {"conditional": condition is not None, "condition": condition}
    other = args.decision is not None and args.decision != before.decision
    if args.amount is not None or typed.backing.source or other:
        value = before.amount.value if args.amount is None else typed.known_amount(args.amount)
        changed["amount"] = typed.backing.amount(value)
    return [intake.Wanted(before.model_copy(update=changed), typed.why, args.name)]


def amendment(typed: Typed) -> Wanted:
    """A change of an amount."""
    args, backing = typed.args, typed.backing
    if backing.decision is None:
        raise _WrongError("refusal.no_sentence")
    record = Amendment(
        line=args.line,
        on=args.on,
        delta=backing.amount(typed.amount(args.amount)),
        standing=Standing(args.standing),
        decision=backing.decision,
        year=args.year,
    )
    return [intake.Wanted(record, typed.why)]


def note(typed: Typed) -> Wanted:
    """A note on a day, which changes no amount."""
    args = typed.args
    if (what := _words(args.text)) is None:
        raise _WrongError("cli.recording.no_text")
    return [intake.Wanted(Note(on=args.on, what=what, line=args.line), text(typed.desk.speech.language, "note.reason"))]


def estimate(typed: Typed) -> Wanted:
    """What an adviser expects a line to have spent in all at the end."""
    args = typed.args
    low, likely, high = (typed.amount(getattr(args, name)) for name in ("low", "likely", "high"))
    if min(low, likely, high) < 0:
        raise _WrongError("cli.recording.negative")
    assumption = Backing(typed.actor.name, typed.desk.now.astimezone().date(), typed.why).assumption
    record = Estimate(line=args.line, low=low, likely=likely, high=high, assumption=assumption)
    return [intake.Wanted(record, typed.why)]


def phasing(typed: Typed) -> Wanted:
    """How the amounts of a line, or of the lines of a group together, go over the months."""
    plan, scope = typed.plan, typed.args.line
    lines = [line.code for line in plan.lines if scope in (line.code, line.group)]
    if not lines:
        known = [*(group.code for group in plan.groups), *(line.code for line in plan.lines)]
        raise _WrongError("refusal.unknown_line", line=scope, known=", ".join(known))
    parts = [part for part in budget(plan, typed.booked, typed.desk.now.date()) if part.line in lines]
    args = typed.args
    if not (args.amount or args.first or args.last or args.from_day or args.to_day):  # each keeps the months it has
        own = [(line, phased_months([part for part in parts if part.line == line])) for line in lines]
        return [intake.Wanted(made_of(line, _months(typed, now), typed.backing), typed.why) for line, now in own]
    amounts = {line: _of(line, parts) for line in lines}
    made = phasings(amounts, _months(typed, phased_months(parts)), typed.backing)
    return [intake.Wanted(one, typed.why) for one in made]


def _of(line: str, parts: Sequence[BudgetPart]) -> dict[int | None, Decimal]:
    known = amended(part for part in parts if part.line == line)
    return {year: amount or Decimal(0) for year, amount in known.items()}


def _months(typed: Typed, now: tuple[int, int] | None) -> Months:
    """The months as typed; those that are in use now where none are given."""
    args, plan = typed.args, typed.plan
    first, last = now or (plan.first_year * 12, plan.last_year * 12 + 11)
    if args.from_day and args.to_day:
        first, last = month_number(args.from_day), month_number(args.to_day)
    method = PhasingMethod(args.method)
    given = _given([_when_amount(written, method, typed) for written in args.amount], method, plan)
    first, last = args.first or first, args.last or last
    return Months(method, first, last, given, args.from_day, args.to_day)


def _given(amounts: Sequence[tuple[int, Decimal]], method: PhasingMethod, plan: Plan) -> dict[int, Decimal]:
    """The amounts by year or month; refused where one is named twice, lies outside the plan, or is below zero."""
    given: dict[int, Decimal] = {}
    for when, amount in amounts:
        year = when if method is PhasingMethod.YEAR_AMOUNTS else when // 12
        if when in given or year not in plan.years:
            key = "cli.recording.twice" if when in given else "cli.recording.outside"
            raise _WrongError(key, first=str(plan.first_year), last=str(plan.last_year))
        if amount < 0:
            raise _WrongError("phasing.below_zero", found=amount)
        given[when] = amount
    return given


def _when_amount(written: str, method: PhasingMethod, typed: Typed) -> tuple[int, Decimal]:
    """`2026=50.000` or, for months, `2026-07=5.000`."""
    when, _, amount = written.partition("=")
    try:
        number = int(when) if method is PhasingMethod.YEAR_AMOUNTS else month(when)
    except ValueError:
        raise _WrongError("cli.recording.when", found=written) from None
    return number, typed.amount(amount)


def _filled(written: str | None) -> str | None:
    return (written or "").strip() or None


def _words(written: str | None) -> Words | None:
    return Words(nl=written) if written and written.strip() else None
