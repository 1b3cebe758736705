"""Gauges: one per line, the claims together, and all parts added up."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from pokdash.domain.plan import Plan
from pokdash.domain.plan_changes import CarryOver
from pokdash.domain.position import Figures, GroupPosition, LinePosition, Status
from pokdash.domain.status import needs_attention, pace_differs, status_key
from pokdash.figures.gauge import bullet_data_uri, gauge_data_uri, shares, tick_place
from pokdash.figures.shares import left_share
from pokdash.ui import explanation, frame, parts, session
from pokdash.ui.cached import Facts
from pokdash.ui.lead import pace
from pokdash.ui.say import listed, percent, say, words

_WIDE = 1_000_000  # euro: from here on an amount is wider than the opening of a small arc


@dataclass(frozen=True, slots=True)
class Extra:
    """A sentence under a gauge; hatched for an amount that is unknown."""

    sentence: str
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Gauge:
    """What one gauge shows."""

    scope: str
    label: str
    name: str
    figures: Figures
    status: Status
    note: str = ""
    extras: tuple[Extra, ...] = ()


def of_lines(known: Facts, *, only_deviations: bool) -> list[Gauge]:
    """A gauge for every set-aside group and for every line of the other groups, in the order of the plan."""
    gauges: list[Gauge] = []
    for group in known.position.groups:
        lines = [line for line in known.position.lines if line.group == group.code]
        if _designated(known.plan, group.code) and len(lines) > 1:
            if not only_deviations or any(needs_attention(line) for line in lines):
                gauges.append(_of_group(known.plan, group, lines))
        else:
            gauges += [of_line(known.plan, line) for line in lines if not only_deviations or needs_attention(line)]
    return gauges


def _designated(plan: Plan, code: str) -> bool:
    return any(group.designated for group in plan.groups if group.code == code)


def _of_group(plan: Plan, group: GroupPosition, lines: list[LinePosition]) -> Gauge:
    own = next(part for part in plan.groups if part.code == group.code)
    name = words(own.label)
    attention = [
        f"{line.name}: {say(status_key(line.status, line.figures.planned_kind))}"
        for line in lines
        if needs_attention(line)
    ]
    extras = (Extra(listed(attention)),) if attention else ()
    return Gauge(group.code, name, name, group.figures, group.status, extras=extras)


def of_line(plan: Plan, line: LinePosition) -> Gauge:
    """The gauge of one line, with the unknown money that touches it."""
    own = plan.line(line.code)
    label = f"{own.number}. {own.name}" if own.number else own.name
    extras = [Extra(carried(move), hatched=True) for move in _unknown_moves(plan, line.code)]
    note = words(own.period_note) if own.period_note else ""
    return Gauge(line.code, label, own.official_name, line.figures, line.status, note, tuple(extras))


def _unknown_moves(plan: Plan, code: str) -> list[CarryOver]:
    return [move for move in plan.carry_overs if move.amount.value is None and move.line in (None, code)]


def carried(move: CarryOver) -> str:
    """A carry-over in words: from, to, amount or unknown, its status, decision and deadline."""
    years = {"from_year": str(move.from_year), "to_year": str(move.to_year)}
    told = [say(f"carry_over.{move.status}", **years, amount=move.amount.value)]
    if move.decision and move.decided_on:
        told.append(say("carry_over.by_on", decision=move.decision, on=move.decided_on))
    elif move.decision:
        told.append(say("carry_over.by", decision=move.decision))
    if move.deadline:
        told.append(say("carry_over.deadline", on=move.deadline))
    return " ".join(told)


def draw(known: Facts, gauge: Gauge, *, linked: bool = True) -> None:
    """One gauge: arc (a bar on a phone), amount, share, difference, status and where it comes from."""
    figures = gauge.figures
    difference = known.position.pace(gauge.scope)
    drawn = shares(figures, difference, differs=pace_differs(difference, figures, known.plan.thresholds))
    place = tick_place(drawn)
    dark = st.context.theme.type == "dark"
    with st.container(key=f"gauge-{gauge.scope}"):
        if linked:
            query = session.view().parameters(line=gauge.scope)
            st.page_link(frame.page("action_line"), label=gauge.label, query_params=query)
        parts.html(
            "gauge.html",
            scope=gauge.scope,
            figures=figures,
            wide=figures.remaining is not None and abs(figures.remaining) >= _WIDE,
            arc=gauge_data_uri(drawn, dark=dark),
            bullet=bullet_data_uri(drawn, dark=dark),
            tick=f"left:{place.left}%;top:{place.top}%;transform:{place.shift}" if place else "",
            tick_low=place is not None and place.low,
            tick_word=say("gauge.tick_plan" if drawn.adopted else "gauge.tick_assumption"),
            share=_share(figures),
            note=gauge.note,
            pace=pace(known.position, gauge.scope, "pace_short"),
            status=gauge.status,
            extras=gauge.extras,
            explanation=explanation.scope(known, gauge.scope, gauge.name),
        )


def _share(figures: Figures) -> str:
    share = left_share(figures)
    if share is None:
        return say("gauge.unknown")
    return say("gauge.overspent") if share < 0 else say("gauge.left", share=percent(share))


@dataclass(frozen=True, slots=True)
class Part:
    """A group with the words for it, for the card that adds up."""

    label: str
    code: str
    figures: Figures


def together(known: Facts) -> None:
    """The card in which the parts add up to what is not yet spent."""
    position = known.position
    shown = [line for line in position.lines if _designated(known.plan, line.group)]
    groups = [
        Part(words(own.label), group.code, group.figures)
        for own, group in zip(known.plan.groups, position.groups, strict=True)
    ]
    with st.container(key="gauge-together"):
        parts.html("together.html", shown_lines=shown, groups=groups, total=position.total)


def section(known: Facts) -> None:
    """All gauges with their heading, the switch for deviations only, and the legend."""
    single = len(known.position.lines) == 1
    note = words(known.plan.lines_note) if known.plan.lines_note else ""
    title = say("gauge.title_one", name=known.position.lines[0].name) if single else say("gauge.title")
    with st.container(key="gauges-head", horizontal=True):
        parts.html("heading.html", level=2, title=title, note=note)
        only = not single and st.toggle(say("gauge.only_deviations"), key="only_deviations")
    shown = of_lines(known, only_deviations=only)
    with st.container(key="gauge-single" if single else "gauges"):
        for gauge in shown:
            draw(known, gauge)
        if not single:
            together(known)
    if only and not shown:
        parts.html("heading.html", level=None, title="", note=say("gauge.no_deviations"))
    parts.html("legend.html", kind=known.position.total.planned_kind)
