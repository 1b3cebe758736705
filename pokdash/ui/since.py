"""Since the last meeting: what was shown then, what changed, and the sentences that say it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pokdash.domain.meeting import Meeting
from pokdash.domain.position import Position
from pokdash.domain.since import LineChange, Since, since
from pokdash.domain.status import status_key
from pokdash.ui import cached, frame
from pokdash.ui.cached import Facts
from pokdash.ui.say import date, euro, listed, say, words
from pokdash.ui.what_if_board import line_name


@dataclass(frozen=True, slots=True)
class Compared:
    """What changed since a day, and the position of then; `recomputed` where those data were never shown."""

    on: dt.date
    then: Position
    found: Since
    recomputed: bool


def compared(known: Facts, meeting: Meeting) -> Compared | None:
    """What changed since a meeting; None where what was shown there cannot be known any more.

    Without a version of its own it is compared with what the data of now say of its day.
    """
    then = cached.as_it_was(frame.newest(), meeting.plan, meeting.held_on, meeting.version)
    if then is None:
        return None
    return Compared(meeting.held_on, then, since(then, known.position), recomputed=meeting.version is None)


def sentence(known: Facts, told: Compared) -> str:
    """What was spent since, and the one change that counts most."""
    on, found = date(told.on), told.found
    if found.nothing:
        return say("since.nothing", on=on)
    spent = found.total.spent
    if found.apart or spent is None:
        return say("since.apart" if found.apart else "since.unknown", on=on)
    key = "since.spent" if spent > 0 else "since.returned" if spent < 0 else "since.nothing_spent"
    return " ".join([say(key, on=on, amount=abs(spent)), *_turned(known, found)])


def _turned(known: Facts, found: Since) -> Iterator[str]:
    """The line whose status is another one, or how many there are."""
    turned = [one for one in found.lines if one.turned]
    if len(turned) == 1:
        yield say("since.turned_one", name=line_name(known.plan.line(turned[0].line.code)), status=status(turned[0]))
    elif turned:
        yield say("since.turned", count=len(turned))


def status(one: LineChange) -> str:
    """The status of a line in words."""
    return say(status_key(one.line.status, one.line.figures.planned_kind)).lower()


def was(one: LineChange) -> str:
    """The status that a line had, where it is another one now."""
    if not one.turned:
        return ""
    if one.before is None:
        return say("since.new_line")
    return say("since.was", status=say(status_key(one.before, one.line.figures.planned_kind)))


def notes(known: Facts, told: Compared, meeting: Meeting) -> list[str]:
    """From when to when, what every group spent, what else changed, and what cannot be compared and why."""
    first = say("since.between", name=meeting.name, on=date(told.on), as_of=date(known.position.as_of))
    return [" ".join([first, *_of_groups(known, told.found), *changes(known, told.found)]), _footing(told)]


def _footing(told: Compared) -> str:
    why = [say(f"since.apart_{one}") for one in told.found.apart]
    return " ".join([say("since.recomputed", on=date(told.on))] * told.recomputed + why)


def _of_groups(known: Facts, found: Since) -> Iterator[str]:
    if len(known.plan.groups) > 1 and not found.apart and found.total.spent:
        spent = [(words(group.label), found.groups[group.code].spent) for group in known.plan.groups]
        yield f"{listed([f'{name} {_signed(amount)}' for name, amount in spent])}."


def _signed(amount: Decimal | None) -> str:
    return say("unknown.amount") if amount is None else euro(amount)


def changes(known: Facts, found: Since) -> Iterator[str]:
    """What else changed than what was spent: what may be spent, the statuses, and lines that are gone."""
    budget = found.total.budget
    if budget:
        yield say("since.budget_more" if budget > 0 else "since.budget_less", amount=abs(budget))
    turned = [one for one in found.lines if one.turned]
    if not turned and not found.nothing:
        yield say("since.same_status")
    elif len(turned) > 1:
        named = [f"{line_name(known.plan.line(one.line.code))}: {status(one)}" for one in turned]
        yield f"{'; '.join(named)}."
    if found.gone:
        yield say("since.gone", names=listed(list(found.gone)))
