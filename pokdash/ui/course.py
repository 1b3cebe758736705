"""Verloop: the sentence that answers, and the large burn-down with its legend, explanation and table."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from pokdash.domain.burn_down import BurnDown
from pokdash.domain.plan_events import Event, Happening, on_axis
from pokdash.domain.year_burn_down import year_burn_down
from pokdash.domain.year_panel import YearPanel
from pokdash.figures.burn_down_figure import burn_down_figure
from pokdash.figures.burn_up_figure import burn_up_figure
from pokdash.ui import burn_down, lead, parts, years
from pokdash.ui.amendments import signed
from pokdash.ui.cached import Facts
from pokdash.ui.components.figure import figure
from pokdash.ui.say import date, euro, language, say, words
from pokdash.ui.session import TOTAL


def heading(known: Facts, drawn: BurnDown, panels: Sequence[YearPanel], year: int | None) -> None:
    """What is left of the part or the year that is looked at, against the plan and the plan before amendments."""
    panel = next((one for one in panels if one.year == year), None)
    if panel is not None:
        sentence, notes = of_year(panel)
        parts.html("lead.html", sentence=sentence, lines=list(notes))
        return
    whole = drawn.scope == TOTAL
    sentence = lead.sentence(known.plan, known.position) if whole else of_part(known, drawn.scope)
    parts.html("lead.html", sentence=sentence, lines=[_original(drawn)] if drawn.original else [])


def of_year(panel: YearPanel) -> tuple[str, tuple[str, ...]]:
    """What is or was left of a year and what was spent in it, as a sentence, and of which money that is."""
    return _of_one_year(panel), years.of_which(panel)


def _of_one_year(panel: YearPanel) -> str:
    year = str(panel.year)
    if panel.budget is None and not panel.spent:
        return say("course.year_without_money", year=year)
    if not panel.started:
        return f"{year}: {say('years.not_started')}"
    spent = "" if panel.spent is None else say("course.spent_in", year=year, amount=panel.spent)
    left = years.ended(panel)
    return f"{left} {euro(abs(panel.remaining or Decimal(0)))}. {spent}".strip() if left else spent


def of_part(known: Facts, scope: str) -> str:
    """What is left of a group or a line, and how that compares with the plan, as a sentence."""
    left, name = known.position.scope(scope).remaining, _name(known, scope)
    if left is None:
        return say("course.unknown", name=name)
    answer = say("course.left" if left >= 0 else "course.short", name=name, amount=abs(left))
    pace = lead.pace(known.position, scope)
    return f"{answer} {say('lead.difference', pace=pace)}" if pace else answer


def _name(known: Facts, scope: str) -> str:
    named = {group.code: words(group.label) for group in known.plan.groups}
    return named.get(scope) or known.plan.line(scope).name


def _original(drawn: BurnDown) -> str:
    """What is left against the plan before amendments, and which amendments there are."""
    changes = [event for event in drawn.events if event.happening is Happening.AMENDMENT and event.day <= drawn.as_of]
    told = "; ".join(f"{date(event.day)}: {signed(event.amount)}" for event in changes)
    by_then = {point.day: point.amount for point in drawn.original}.get(drawn.actual[-1].day) if drawn.actual else None
    if by_then is None:
        return say("course.amended", changes=told)
    difference = drawn.actual[-1].amount - by_then
    which = "more" if difference >= 0 else "less"
    return say(f"course.original_{which}", difference=abs(difference), changes=told)


def draw(known: Facts, drawn: BurnDown, panels: Sequence[YearPanel], year: int | None, *, spent: bool) -> None:
    """The burn-down of the whole period, or of the money of one year; `spent` turns it over, to what was spent."""
    panel = next((one for one in panels if one.year == year), None)
    chosen = drawn if panel is None else year_burn_down(drawn, panel)
    note = _of_year(panel) if panel else ""
    parts.html("heading.html", level=2, title=say("burn_down.title"), note=note)
    if panel and panel.budget is None and not (spent and panel.spent):
        return
    figures = known.position.scope(chosen.scope)
    parts.html("course_legend.html", burn=chosen, figures=figures, whole=panel is None, spent=spent)
    chart = (
        burn_up_figure(known.plan, chosen, language())
        if spent
        else burn_down_figure(known.plan, chosen, language(), detailed=True)
    )
    figure(chart, key=f"course-{chosen.scope}-{year}{'-spent' if spent else ''}")
    parts.html("course_events.html", events=_listed(chosen), names={line.code: line.name for line in known.plan.lines})
    parts.html("explanation.html", note="", explanation=burn_down.explained(known, chosen))
    name = f"{known.plan.id}-{chosen.scope}-{year or ''}{known.position.as_of}-{say('file.burn_down')}"
    with st.container(key=f"course-table-{chosen.scope}"):
        parts.figure_table(name, say("burn_down.title"), chart.table, example=known.position.example)


def _of_year(panel: YearPanel) -> str:
    if not panel.budget:
        return say("course.year_without_money", year=str(panel.year))
    if panel.shown is not None:
        return say("years.corrected", amount=panel.shown)
    if panel.phased_allocated:
        return say("course.year_divided", year=str(panel.year), amount=panel.phased_allocated)
    return say("course.year_given", year=str(panel.year))


def _listed(chosen: BurnDown) -> list[Event]:
    """What stands on the axis, for who cannot see it."""
    return on_axis(chosen.events, chosen.first_day, chosen.last_day)
