"""Onderzoeken en besluiten: what each waits for, who owns it, when it is due and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from pokdash.domain.gates import decision_needed, past_due
from pokdash.domain.plan import Plan
from pokdash.domain.plan_record import Gate, GateEffect
from pokdash.ui import parts, provenance
from pokdash.ui.say import listed, partial_date, say, words


@dataclass(frozen=True, slots=True)
class Told:
    """One study or decision in words; `urgent` marks one that needs a decision now."""

    what: str
    context: tuple[str, ...]
    due: str
    outcome: str
    urgent: bool
    quote: provenance.Quote


def draw(plan: Plan, as_of: dt.date) -> None:
    """Every study and decision on which spending waits, or that bears on a line."""
    parts.html("gates.html", title=_title(plan.gates), rows=[_told(plan, gate, as_of) for gate in plan.gates])


def waiting(plan: Plan, scope: str, as_of: dt.date) -> None:
    """The studies and decisions that touch a line; nothing where there are none."""
    touching = [gate for gate in plan.gates if scope in gate.lines]
    if touching:
        parts.html("waiting.html", title=_title(touching), gates=[_told(plan, gate, as_of) for gate in touching])


def _title(gates: Collection[Gate]) -> str:
    """Only where spending waits on one of them, or there are none, is it asked what it waits for."""
    only_related = gates and all(gate.effect is GateEffect.RELATED for gate in gates)
    return say("gates.title_related" if only_related else "gates.title")


def lines_named(plan: Plan, codes: Collection[str]) -> str:
    """The lines with their numbers, or that it is all of them; empty for none."""
    if len(codes) == len(plan.lines):
        return say("gates.all_lines")
    lines = [line for line in plan.lines if line.code in codes]
    return listed([f"{line.number}. {line.name}" if line.number else line.name for line in lines])


def _told(plan: Plan, gate: Gate, as_of: dt.date) -> Told:
    context = [lines_named(plan, gate.lines), say(f"gates.effect_{gate.effect}")]
    if gate.owner:
        context.append(say("gates.owner", name=gate.owner))
    return Told(
        what=words(gate.what),
        context=tuple(context),
        due=say("gates.due", when=partial_date(gate.due)) if gate.due else say("gates.no_due"),
        outcome=_outcome(gate, as_of),
        urgent=decision_needed(gate, as_of),
        quote=provenance.quote(plan, gate.source),
    )


def _outcome(gate: Gate, as_of: dt.date) -> str:
    if gate.outcome:
        return words(gate.outcome)
    if decision_needed(gate, as_of):
        return say("gates.decision_needed")
    return say("gates.past_due" if past_due(gate, as_of) else "gates.outcome_unknown")
