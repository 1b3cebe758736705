"""The slide of what changed since the last meeting: every line on one scale."""

from __future__ import annotations

from dataclasses import dataclass

from pokdash.domain.money import ZERO
from pokdash.domain.since import LineChange
from pokdash.domain.status import budget_after_carry_over
from pokdash.figures.shares import ChangeShares, change_shares
from pokdash.ui import parts, since
from pokdash.ui.cached import Facts
from pokdash.ui.say import date, euro, say
from pokdash.ui.what_if_board import line_name


@dataclass(frozen=True, slots=True)
class Row:
    """A line: its bar (None where that is unknown), what was spent since in words, and the status that it had."""

    change: LineChange
    label: str
    bar: ChangeShares | None
    amount: str
    was: str


def draw(known: Facts, told: since.Compared, lines: tuple[str, ...]) -> None:
    """The bars of these lines: left now, spent since, and spent before."""
    longest = max((budget_after_carry_over(one.figures) or ZERO for one in known.position.lines), default=ZERO)
    rows = []
    for one in (told.found.line(code) for code in lines):
        spent = one.change.spent
        bar = change_shares(one.line.figures, None if spent is None else -spent, longest) if longest else None
        amount = say("unknown.amount") if spent is None else euro(spent)
        rows.append(Row(one, line_name(known.plan.line(one.line.code)), bar, amount, since.was(one)))
    parts.html("slide_since.html", rows=rows, on=date(told.on), known=not told.found.apart)
