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
    SCENARIO = "scenario"
    SINCE = "since"
    DECISIONS = "decisions"


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide; `about` tells two of one message apart: year, line, page, or id and version of a saved scenario.

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


@dataclass(frozen=True, slots=True)
class Beyond:
    """What can be shown beyond the figures: what changed since an earlier meeting, and scenarios by id and version."""

    since: bool = False
    scenarios: tuple[tuple[str, int], ...] = ()


def slides(plan: Plan, position: Position, panels: Sequence[YearPanel], beyond: Beyond = Beyond()) -> tuple[Slide, ...]:
    """The total, the lines, the burn-down, each year with money, each line that needs attention, what to decide."""
    return (
        Slide(Message.TOTAL),
        *(_pages(Message.LINES, _rows(plan)) if len(plan.lines) > 1 else ()),
        Slide(Message.BURN_DOWN),
        *_of_years(plan, panels),
        *_of_attention(position),
        *(Slide(Message.SCENARIO, f"{scenario}-{version}") for scenario, version in beyond.scenarios),
        *(_pages(Message.SINCE, _rows(plan)) if beyond.since else ()),
        *_of_decisions(plan, position),
    )


def possible(
    plan: Plan, position: Position, panels: Sequence[YearPanel], beyond: Beyond = Beyond()
) -> tuple[Slide, ...]:
    """Every slide that can be chosen: what follows from the data, and the lines that need no attention."""
    usual = slides(plan, position, panels, beyond)
    lines = [Slide(Message.LINE, line.code, lines=(line.code,)) for line in plan.lines] if len(plan.lines) > 1 else []
    return (*usual, *(one for one in lines if one not in usual))


def arranged(names: Sequence[str], among: Sequence[Slide]) -> tuple[Slide, ...]:
    """The slides with these names in their order; a name that no slide has (any more) is left out."""
    named = {slide.name: slide for slide in among}
    return tuple(named[name] for name in dict.fromkeys(names) if name in named)


def _rows(plan: Plan) -> list[str]:
    """The codes of the lines that are not set aside; of all where there are no others."""
    aside = {group.code for group in plan.groups if group.designated}
    return [line.code for line in plan.lines if line.group not in aside] or [line.code for line in plan.lines]


def _pages(message: Message, codes: Sequence[str]) -> list[Slide]:
    """Lines on as many slides as they need."""
    pages = [tuple(codes[at : at + ROWS]) for at in range(0, len(codes), ROWS)]
    return [Slide(message, _page(number), lines=page) for number, page in enumerate(pages, start=1)]


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
