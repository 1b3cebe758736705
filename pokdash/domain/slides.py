"""The slides of a presentation: one message each. Which there are follows from the plan and its position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pokdash.domain.carry_over import undecided
from pokdash.domain.gates import decision_needed
from pokdash.domain.plan import Plan
from pokdash.domain.plan_changes import CarryOver
from pokdash.domain.plan_record import DecisionPoint, Gate
from pokdash.domain.position import Position
from pokdash.domain.provenance import Standing
from pokdash.domain.status import needs_attention
from pokdash.domain.year_panel import YearPanel, are_divided

ROWS = 6
"""How many rows a slide has at most: who sits far from the screen reads no more."""

Decidable = Gate | CarryOver | DecisionPoint
"""What may ask for a decision: a gate past its date, a carry-over with a last day, a proposed point of a decision."""


class Message(StrEnum):
    """What a slide says."""

    TOTAL = "total"
    LINES = "lines"
    BURN_DOWN = "burn-down"
    YEAR = "year"
    LINE = "line"
    DECISIONS = "decisions"


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide; `about` tells two of one message apart: the year, the code of the line, the number of the page.

    `lines` are the codes of the lines on it, `decisions` what it asks to decide.
    """

    message: Message
    about: str = ""
    lines: tuple[str, ...] = ()
    decisions: tuple[Decidable, ...] = ()

    @property
    def name(self) -> str:
        """Its name in an address, which stays the same when other slides come and go."""
        return f"{self.message}-{self.about}" if self.about else str(self.message)


def slides(plan: Plan, position: Position, panels: Sequence[YearPanel]) -> tuple[Slide, ...]:
    """The total, the lines, the burn-down, each year with money, each line that needs attention, what to decide."""
    return (
        Slide(Message.TOTAL),
        *_of_lines(plan),
        Slide(Message.BURN_DOWN),
        *_of_years(plan, panels),
        *_of_attention(position),
        *_of_decisions(plan, position),
    )


def _of_lines(plan: Plan) -> list[Slide]:
    """The lines that are not set aside, on as many slides as they need; a single line is the total already."""
    set_aside = {group.code for group in plan.groups if group.designated}
    codes = [line.code for line in plan.lines if line.group not in set_aside] or [line.code for line in plan.lines]
    if len(plan.lines) == 1:
        return []
    pages = [tuple(codes[at : at + ROWS]) for at in range(0, len(codes), ROWS)]
    return [Slide(Message.LINES, _page(number), lines=page) for number, page in enumerate(pages, start=1)]


def _of_years(plan: Plan, panels: Sequence[YearPanel]) -> list[Slide]:
    """The years that have begun; none where no source says what a year has."""
    if not are_divided(plan, panels):
        return []
    return [Slide(Message.YEAR, str(panel.year)) for panel in panels if panel.started and panel.budget is not None]


def _of_attention(position: Position) -> list[Slide]:
    if len(position.lines) == 1:
        return []
    return [Slide(Message.LINE, line.code, lines=(line.code,)) for line in position.lines if needs_attention(line)]


def _of_decisions(plan: Plan, position: Position) -> list[Slide]:
    points = [point for document in plan.documents for point in document.decision_points]
    asked: list[Decidable] = [gate for gate in plan.gates if decision_needed(gate, position.as_of)]
    asked += undecided(plan)
    asked += [point for point in points if point.standing is Standing.PROPOSED]
    pages = [tuple(asked[at : at + ROWS]) for at in range(0, len(asked), ROWS)]
    return [Slide(Message.DECISIONS, _page(number), decisions=page) for number, page in enumerate(pages, start=1)]


def _page(number: int) -> str:
    return "" if number == 1 else str(number)
