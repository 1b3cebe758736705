"""Wat verandert er op het dashboard?: what is left of every line, now and after saving, on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pokdash.domain.money import ZERO
from pokdash.domain.plan import Plan
from pokdash.domain.position import Figures, Position, Status
from pokdash.intake import Imported
from pokdash.ui import parts
from pokdash.ui.say import say


@dataclass(frozen=True, slots=True)
class Bar:
    """Shares of the widest bar, in percent: what is left, what is newly booked, what was spent before."""

    left: float
    new: float
    earlier: float


@dataclass(frozen=True, slots=True)
class Effect:
    """One line before and after; `was` is the status that changes, None where it stays."""

    name: str
    before: Decimal | None
    booked: Decimal | None
    after: Figures
    status: Status
    was: Status | None
    was_kind: str | None
    bar: Bar | None


def draw(plan: Plan, before: Position | None, after: Position, outcome: Imported) -> None:
    """A row for every line, and the sum last; where the invented bookings make way, they are no comparison."""
    compared = before if before and before.example == after.example else None
    rows = effects(plan, compared, after)
    parts.html("data_effect.html", rows=rows, as_of=after.as_of, made_way=bool(outcome.removed_examples))


def effects(plan: Plan, before: Position | None, after: Position) -> list[Effect]:
    """What changes on every line of the plan, and in the plan."""
    scopes = [(line.name, line.code) for line in plan.lines]
    widest = max((_has(after.scope(code)) or ZERO for _, code in scopes), default=ZERO)
    rows = [_effect(name, code, before, after, widest) for name, code in scopes]
    return [*rows, _effect(say("data.together_sum"), "total", before, after, None)]


def _effect(name: str, scope: str, before: Position | None, after: Position, widest: Decimal | None) -> Effect:
    now, then = after.scope(scope), before.scope(scope) if before else None
    spent = then.spent if then else None
    booked = None if now.spent is None else now.spent - (spent or ZERO)
    changed = before is not None and before.status(scope) != after.status(scope)
    return Effect(
        name,
        then.remaining if then else None,
        booked,
        now,
        after.status(scope),
        before.status(scope) if before and changed else None,
        then.planned_kind if then else None,
        _bar(now, booked, widest) if widest else None,
    )


def _has(figures: Figures) -> Decimal | None:
    if figures.remaining is None or figures.spent is None:
        return None
    return figures.remaining + figures.spent


def _bar(now: Figures, booked: Decimal | None, widest: Decimal) -> Bar | None:
    has = _has(now)
    if has is None or has <= 0 or now.remaining is None:
        return None
    left = min(max(now.remaining, ZERO), has)
    new = min(max(booked or ZERO, ZERO), has - left)
    return Bar(*(float(part / widest * 100) for part in (left, new, has - left - new)))
