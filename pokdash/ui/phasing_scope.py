"""What is phased: one line, or the lines of a group together."""

from __future__ import annotations

from pokdash.domain.budget import BudgetPart, budget
from pokdash.domain.plan import Line, Plan
from pokdash.ui import session
from pokdash.ui.cached import Facts
from pokdash.ui.say import words


def lines_of(known: Facts) -> tuple[Line, ...]:
    """The lines that are looked at: one, or those of a group together; of the whole plan its first line."""
    scope = session.view().line
    return known.plan.lines[:1] if scope == session.TOTAL else known.plan.lines_of(scope)


def scope_of(known: Facts) -> str:
    """The code of the line or of the group."""
    lines = lines_of(known)
    return lines[0].code if len(lines) == 1 else session.view().line


def name_of(known: Facts) -> str:
    """Its name on screen."""
    lines = lines_of(known)
    return lines[0].name if len(lines) == 1 else words(known.plan.group(lines[0].group).label)


def parts_of(known: Facts, plan: Plan) -> list[BudgetPart]:
    """The amounts of the lines on the reference date, as a plan spreads them."""
    codes = {line.code for line in lines_of(known)}
    return [part for part in budget(plan, known.ledger.amendments, known.position.as_of) if part.line in codes]
