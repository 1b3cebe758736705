"""What a phasing comes to: its months, and what would change on screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import streamlit as st

from pokdash.domain.budget import BudgetPart, planned_by_month
from pokdash.domain.measure import position
from pokdash.domain.plan import Plan
from pokdash.domain.position import LinePosition, Position
from pokdash.domain.status import expected_shortage
from pokdash.figures.months_figure import months_figure
from pokdash.ui import parts
from pokdash.ui.cached import Facts
from pokdash.ui.components.figure import figure
from pokdash.ui.phasing_scope import lines_of, name_of, scope_of
from pokdash.ui.say import about, language, say


def months(known: Facts, new: Sequence[BudgetPart], now: Sequence[BudgetPart]) -> None:
    """The months of the new and of the present phasing, with what was spent, as a chart and as a table."""
    codes, scope = {line.code for line in lines_of(known)}, scope_of(known)
    spent = [part for part in known.ledger.spending if part.line in codes]
    chart = months_figure(planned_by_month(new), planned_by_month(now), spent, known.position.as_of, language())
    parts.html("phasing_legend.html", example=known.position.example)
    figure(chart, key=f"phasing-months-{scope}")
    name = f"{known.plan.id}-{scope}-{say('file.phasing')}"
    parts.figure_table(name, say("phasing.months"), chart.table, example=known.position.example)


def effect(known: Facts, plan: Plan) -> None:
    """What changes on screen, and that the money does not; of several lines together and of each."""
    new = position(plan, known.version.version, known.ledger, known.position.as_of)
    columns = [
        say("phasing.effect_of", name=name_of(known), day=known.position.as_of),
        say("phasing.now"),
        say("phasing.new"),
    ]
    lines = lines_of(known)
    if len(lines) == 1:
        found = _differences(known.position.line(lines[0].code), new.line(lines[0].code))
        rows: list[list[parts.Cell]] = [[say(f"phasing.effect_{name}"), before, after] for name, before, after in found]
    else:
        rows = _of_lines(known, new)
    with st.container(key="phasing-effect"):
        parts.html("heading.html", level=2, title=say("phasing.effect"), note=say("phasing.no_money"))
        parts.html("table.html", caption=say("phasing.effect"), table=parts.Table(columns, rows))


def _of_lines(known: Facts, new: Position) -> list[list[parts.Cell]]:
    """What is left of the lines together, and what should be left of each."""
    scope = scope_of(known)
    left: list[parts.Cell] = [
        parts.Figure(one.scope(scope).remaining, "remaining", scope) for one in (known.position, new)
    ]
    rows = [[say("phasing.effect_remaining"), *left]]
    for line in lines_of(known):
        planned: list[parts.Cell] = [_left_by_plan(one.line(line.code)) for one in (known.position, new)]
        rows.append([say("phasing.effect_planned_of", name=line.name), *planned])
    return rows


def _differences(now: LinePosition, new: LinePosition) -> Iterator[tuple[str, parts.Cell, parts.Cell]]:
    before, after = (parts.Figure(one.figures.remaining, "remaining", one.code) for one in (now, new))
    yield "remaining", before, after
    for name, of in (("planned", _left_by_plan), ("pace", lambda one: one.pace)):
        yield name, of(now), of(new)
    yield "expected", _expected(now), _expected(new)


def _left_by_plan(line: LinePosition) -> Decimal | None:
    if line.figures.allocated is None or line.planned is None:
        return None
    return line.figures.allocated - line.planned


def _expected(line: LinePosition) -> str:
    short = expected_shortage(line.figures)
    if short is None:
        return say("kpi.no_forecast")
    return say("kpi.short" if short > 0 else "kpi.over", amount=about(abs(short)))
