"""The sentence that answers: how much is left, are we on schedule, what needs attention."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from pokdash.domain.carry_over import undecided
from pokdash.domain.plan import Plan
from pokdash.domain.plan_changes import CarryOver
from pokdash.domain.position import LinePosition, Position
from pokdash.domain.status import needs_attention
from pokdash.ui import parts
from pokdash.ui.cached import Facts
from pokdash.ui.say import emphasised, euro, exact_percent, say, say_count_html, words
from pokdash.ui.session import TOTAL


def pace(position: Position, scope: str, form: str = "pace") -> str:
    """More or less left than by the phasing, with the words of an assumption where it is one; empty if unknown.

    `form` is `pace` for a whole sentence, `pace_short` for a caption.
    """
    difference = position.pace(scope)
    if difference is None:
        return ""
    which = "more" if difference > 0 else "less" if difference < 0 else "same"
    basis = "assumption" if position.scope(scope).planned_kind == "assumption" else "plan"
    return say(f"{form}.{which}_{basis}", difference=abs(difference))


def sentence(plan: Plan, position: Position) -> str:
    """The lead sentence of the overview."""
    total = position.total
    if total.spent is None:
        return say("lead.no_data")
    if total.remaining is None:
        return say("lead.unknown", spent=total.spent)
    answer = say(_left(plan, total.remaining), remaining=abs(total.remaining))
    difference = pace(position, TOTAL)
    if not difference:
        return answer
    compared = "lead.difference" if position.known_until == position.as_of else "lead.difference_until"
    return f"{answer} {say(compared, pace=difference, until=position.known_until)}"


def _left(plan: Plan, remaining: Decimal) -> str:
    """The text for what is left: coverage is named with what it is worth."""
    if remaining < 0:
        return "lead.overspent"
    return "lead.left_budget" if plan.money == "budget" else f"lead.left_coverage_{plan.total_standing}"


def attention(plan: Plan, lines: tuple[LinePosition, ...], planned_kind: str | None) -> str:
    """Which lines need attention, and by which rule they are counted."""
    if len(lines) == 1:
        return ""
    names = [line.name for line in lines if needs_attention(line)]
    basis = "assumption" if planned_kind == "assumption" else "plan"
    rule = say(
        f"lead.rule_{basis}", percent=exact_percent(plan.thresholds.pace_percent), euro=plan.thresholds.pace_euro
    )
    if not names:
        return say("lead.none", count=len(lines), rule=rule)
    return say_count_html("lead.attention", len(names), all=len(lines), names=emphasised(names), rule=rule)


def draw(known: Facts, shown: dt.datetime) -> None:
    """The lead of the overview with the three clocks under it."""
    plan, position = known.plan, known.position
    lines = [attention(plan, position.lines, position.total.planned_kind)] if position.total.spent is not None else []
    if plan.money == "coverage":
        note = words(plan.total_note) if plan.total_note else ""
        lines.append(f"{say('lead.coverage', total=position.total.allocated)} {note}".strip())
    lines += [countdown(plan, move, shown.astimezone().date()) for move in undecided(plan)]
    parts.html("lead.html", sentence=sentence(plan, position), lines=[line for line in lines if line])
    clocks(known, shown)


def countdown(plan: Plan, move: CarryOver, today: dt.date) -> str:
    """How many days there are left to decide about a carry-over, or that they are over; of which line, and how much."""
    amount = say("unknown.amount") if move.amount.value is None else euro(move.amount.value)
    of = f"{plan.line(move.line).name}, {amount}" if move.line else amount
    days = ((move.deadline or today) - today).days
    which = (
        "countdown"
        if days > 1
        else "countdown_one"
        if days == 1
        else "countdown_past"
        if days < 0
        else "countdown_today"
    )
    years = {"from_year": str(move.from_year), "to_year": str(move.to_year)}
    return f"{say(f'carrying.{which}', days=str(days), on=move.deadline, **years)} ({of})"


def clocks(known: Facts, shown: dt.datetime) -> None:
    """Reference date, import and this moment; old figures say that they are old."""
    imported = known.ledger.imported_at
    parts.html(
        "clocks.html",
        position=known.position,
        imported=imported.astimezone().date() if imported else None,
        shown=shown.astimezone().date(),
        age=age(known, shown),
        stale_days=known.plan.thresholds.stale_days,
    )


def age(known: Facts, shown: dt.datetime) -> int:
    """How many days the ledger is behind the local day on which the page is shown; 0 without a ledger."""
    covered = known.position.covered_until
    return (shown.astimezone().date() - covered).days if covered else 0
