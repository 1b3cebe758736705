"""Per year: what there was, what was spent and what is left; nothing rolls over by itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal

import streamlit as st

from pokdash.domain.carry_over import counts
from pokdash.domain.money import known_total, total
from pokdash.domain.phasing import weakest_kind
from pokdash.domain.plan import Plan
from pokdash.domain.plan_changes import CarryOver, CarryOverStatus, PhasingStanding
from pokdash.domain.year_panel import YearPanel, are_divided
from pokdash.figures.year_figure import year_figures
from pokdash.ui import explanation, parts, provenance
from pokdash.ui.cached import Facts
from pokdash.ui.components.figure import figure
from pokdash.ui.gauges import Extra, carried
from pokdash.ui.say import euro, language, say
from pokdash.ui.session import TOTAL


def draw(known: Facts, panels: tuple[YearPanel, ...], scope: str = TOTAL) -> None:
    """Year panels with what is left at the end of each year; without amounts per year only the spending."""
    divided = are_divided(known.plan, panels)
    if not divided:
        panels = tuple(_without_budget(panel) for panel in panels)
    panels = tuple(panel for panel in panels if _has_money(panel)) or panels
    title = say("years.title") if divided else say("years.title_not_given")
    parts.html("heading.html", level=2, title=title, note=_note(panels) if divided else say("years.note_not_given"))
    drawings = year_figures(panels, language()) if divided else None
    with st.container(key="years"):
        for number, panel in enumerate(panels):
            with st.container(key=f"year-{panel.year}"):
                parts.html("year.html", panel=panel, amended=_amended(known.plan, scope, panel))
                if drawings:
                    with st.container(key=f"year-drawing-{panel.year}"):
                        figure(drawings[number], key=f"year-figure-{panel.year}")
                moves = [_moved(move) for move in (*panel.carry_overs, *panel.leaving)]
                parts.html("year_end.html", panel=panel, moves=moves, ending=_ending(panel, known.position.as_of))
    explained = provenance.Explanation(
        title, (), (*explanation.phasings(known.plan, TOTAL), *explanation.excluded(known.position))
    )
    parts.html("explanation.html", note=adds_up(panels, divided=divided), explanation=explained)
    _table(known, panels)


def _has_money(panel: YearPanel) -> bool:
    """Whether a year has anything to show: an amount, spending, or carry-over."""
    return bool(panel.budget or panel.spent or panel.carry_overs or panel.leaving or panel.source_allocated is not None)


def _note(panels: tuple[YearPanel, ...]) -> str:
    return say(f"years.note_{_basis(panels)}")


def _basis(panels: tuple[YearPanel, ...]) -> str:
    """Whose spread over the years it is, of the weakest standing; without any, what we would assume."""
    kinds = [PhasingStanding(panel.phased_kind) for panel in panels if panel.phased_kind]
    return weakest_kind(kinds) or PhasingStanding.ASSUMPTION


def _moved(move: CarryOver) -> Extra:
    """A carry-over in words; hatched unless it is decided and known."""
    certain = move.status is CarryOverStatus.DECIDED and move.amount.value is not None
    return Extra(carried(move), hatched=not certain)


def _amended(plan: Plan, scope: str, panel: YearPanel) -> bool:
    """Whether the amounts of this year are no longer those of the document."""
    given = [a.amount.value for line in plan.lines_of(scope) for a in line.allocations if a.year == panel.year]
    return panel.source_allocated != known_total(given)


def _without_budget(panel: YearPanel) -> YearPanel:
    """Only the spending: the period of the amount is not named, so no year has a budget, and nothing left of one."""
    return replace(panel, phased_allocated=None, phased_kind=None, budget=None, remaining=None)


@dataclass(frozen=True, slots=True)
class Ending:
    """What stands under a year: a sentence, what is left where that is known, of which money, what is not decided."""

    sentence: str = ""
    left: bool = False
    parts: tuple[str, ...] = ()
    undecided: str = ""


def _ending(panel: YearPanel, as_of: dt.date) -> Ending:
    if panel.budget is None or panel.remaining is None:
        return Ending()
    if not panel.started:
        return Ending(say("years.not_started"))
    if not panel.closed:
        return Ending(ended(panel), left=True)
    decided = any(counts(move, as_of) for move in panel.leaving)
    undecided = say("years.undecided_rest" if decided else "years.undecided") if (panel.own_remaining or 0) > 0 else ""
    told = of_which(panel)
    if told and undecided:  # it is about the money of the year, which is named first
        return Ending(ended(panel), left=True, parts=(f"{told[0]} {undecided}", *told[1:]))
    return Ending(ended(panel), left=True, parts=told, undecided=undecided)


def ended(panel: YearPanel) -> str:
    """The words before what is or was left of a year; '' where that is unknown, or the year has still to begin."""
    if panel.budget is None or panel.remaining is None or not panel.started:
        return ""
    which = "left" if panel.remaining >= 0 else "short"
    return say(f"years.{which}_{'end' if panel.closed else 'now'}", year=str(panel.year))


def of_which(panel: YearPanel) -> tuple[str, ...]:
    """What is left of the money of the year, and of money without a year, where a year has the latter."""
    if not panel.phased_allocated or panel.remaining is None or not panel.closed:
        return ()
    own, told = panel.own_remaining, []
    if own is not None:
        told.append(say("years.own_left" if own >= 0 else "years.own_short", year=str(panel.year), amount=abs(own)))
    spread = panel.remaining - (own or Decimal(0))
    told.append(say("years.spread_left" if spread >= 0 else "years.spread_short", amount=abs(spread)))
    return tuple(told)


def adds_up(panels: tuple[YearPanel, ...], *, divided: bool) -> str:
    """The sum over the years in full, so that anybody can check it."""
    amounts = [panel.remaining if divided else panel.spent for panel in panels]
    if any(amount is None for amount in amounts):
        return ""
    known = [amount for amount in amounts if amount is not None]
    terms = " + ".join(f"{euro(amount)} ({panel.year})" for amount, panel in zip(known, panels, strict=True))
    return say("years.adds_left" if divided else "years.adds_spent", terms=terms, total=total(known))


def _table(known: Facts, panels: tuple[YearPanel, ...]) -> None:
    columns = [
        say(f"years.column_{name}") for name in ("year", "document", f"phased_{_basis(panels)}", "spent", "left")
    ]
    rows: list[list[parts.Cell]] = [
        [str(p.year), p.source_allocated, p.phased_allocated, p.spent, p.remaining] for p in panels
    ]
    name = f"{known.plan.id}-{known.position.as_of}-{say('file.years')}"
    parts.table(name, say("years.caption"), parts.Table(columns, rows), example=known.position.example)
