"""What an import would change on the dashboard: what is left of every line now and afterwards, drawn and in amounts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pokdash.domain.money import ZERO, difference, strict_total
from pokdash.domain.plan import Plan
from pokdash.domain.position import Figures, LinePosition, Position, Status
from pokdash.domain.status import budget_after_carry_over, status_key
from pokdash.figures.shares import ChangeShares, change_shares
from pokdash.intake import Imported, Preview
from pokdash.ui import parts, session
from pokdash.ui.say import euro, say, words


@dataclass(frozen=True, slots=True)
class Effect:
    """A line of the plan, or all: what is left `now` and in `after` (euro, None unknown), and what was booked between.

    `change` is that as everywhere: costs without a sign. `was` says which status it had, where that changes; `notes`
    what else changes; `still` is whether nothing does.
    """

    scope: str
    name: str
    now: Decimal | None
    change: str
    after: Figures
    status: Status
    was: str
    bar: ChangeShares | None
    notes: tuple[str, ...]
    still: bool


def draw(preview: Preview, plan: Plan, *, undecided: bool = False) -> None:
    """Every line of the plan and their sum, now and after saving; nothing where nothing can be saved.

    `undecided`: nobody chose yet what to do with changed bookings; this is how it is when they stay.
    """
    before, after, outcome = preview.before, preview.after, preview.outcome
    if after is None:
        return
    parts.html("heading.html", level=2, title=say("effect.title"), note=say("effect.undecided") if undecided else "")
    if isinstance(outcome, Imported) and outcome.removed_examples:
        parts.message("warning", say("effect.examples_go", plan=plan.municipality))
    if after.covered_until is None:
        parts.message("info", say("effect.spending_unknown"))
    parts.html(
        "effect.html",
        as_of=after.as_of,
        until=(before.covered_until if before else None, after.covered_until),
        invented=before is not None and before.example and not after.example,
        groups=[
            (words(group.name), _effects([line for line in after.lines if line.group == group.code], before, after))
            for group in plan.groups
        ],
        total=effect(session.TOTAL, say("effect.total"), before, after),
        rest=difference(after.total.remaining, strict_total(line.figures.remaining for line in after.lines)),
    )


def _effects(lines: list[LinePosition], before: Position | None, after: Position) -> list[Effect]:
    """The lines of a group, on one scale."""
    had = [budget_after_carry_over(line.figures) for line in lines]
    longest = max((one for one in had if one is not None), default=ZERO)
    return [effect(line.code, line.name, before, after, longest) for line in lines]


def effect(scope: str, name: str, before: Position | None, after: Position, longest: Decimal | None = None) -> Effect:
    """What changes for `total`, or a line; `longest` is what may be spent on the line with the longest bar, in euro."""
    now = after.scope(scope)
    was = before.scope(scope) if before else None
    booked = difference(now.spent, _spent_before(before, was, after))
    status = status_key(after.status(scope), now.planned_kind)
    earlier = status_key(before.status(scope), was.planned_kind) if before and was else status
    notes = _notes(was, now) if was else ()
    moved = booked is None or booked or earlier != status or notes or was is None or was.remaining != now.remaining
    return Effect(
        scope=scope,
        name=name,
        now=was.remaining if was else None,
        change=say("effect.no_spending") if after.covered_until is None else euro(booked),
        after=now,
        status=after.status(scope),
        was="" if earlier == status else say("effect.was", status=say(earlier)),
        bar=change_shares(now, None if booked is None else -booked, longest) if longest else None,
        notes=notes,
        still=not moved,
    )


def _notes(was: Figures, now: Figures) -> tuple[str, ...]:
    """What changes besides what is left: the budget, and what is promised and not paid yet."""
    told = []
    if was.allocated != now.allocated:
        told.append(say("effect.budget", before=was.allocated, after=now.allocated))
    if was.committed != now.committed:
        told.append(say("effect.committed", before=was.committed, after=now.committed))
    return tuple(told)


def _spent_before(before: Position | None, was: Figures | None, after: Position) -> Decimal | None:
    """What the import adds to: nothing where it is the first one, or where invented bookings make way for it."""
    if before is None or was is None or before.covered_until is None or before.example != after.example:
        return ZERO
    return was.spent
