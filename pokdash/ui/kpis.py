"""Four cards that read as a sum: total, spent, not yet spent, and what is expected at the end."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from pokdash.domain.burn_down import ForecastEnding
from pokdash.domain.plan import Plan
from pokdash.domain.position import Figures
from pokdash.domain.provenance import Standing
from pokdash.figures.burn_down_figure import inflow_open
from pokdash.ui import amendments, explanation, frame, parts, provenance, session
from pokdash.ui.cached import Facts
from pokdash.ui.say import about, say, say_count, words

_DECIDING = (Standing.COLLEGE, Standing.COUNCIL)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One expected ending: how much, where; `short` marks a shortage."""

    amount: str
    where: str
    short: bool = False


def draw(known: Facts, ending: ForecastEnding | None) -> None:
    """The four cards of the overview; each leads to the bookings behind it."""
    total = known.position.total
    with st.container(key="kpis"):
        _card(
            known,
            "allocated",
            say(f"kpi.total_{known.plan.money}"),
            provenance.allocated_kind(known, session.TOTAL),
            _total_context(known),
        )
        _card(known, "spent", say("kpi.spent"), "example" if known.position.example else "derived", _spent(total))
        _card(known, "remaining", say("kpi.remaining"), "derived", _remaining_context(known))
        _expected(known, ending)


def _card(known: Facts, figure: str, label: str, kind: str, context: list[str]) -> None:
    explained = {
        "allocated": lambda: provenance.allocated(known, session.TOTAL),
        "spent": lambda: explanation.spent(known, session.TOTAL),
        "remaining": lambda: explanation.remaining(known.position, known.position.total),
    }
    with st.container(key=f"kpi-{figure}"):
        parts.html(
            "kpi.html",
            label=label,
            kind=kind,
            figures=known.position.total,
            figure=figure,
            scope=session.TOTAL,
            outcomes=[],
            context_lines=context,
            explanation=explained[figure](),
            strong=figure == "remaining",
        )
        bookings_link()


def bookings_link(scope: str = session.TOTAL) -> None:
    """The way to the bookings behind a figure."""
    st.page_link(
        frame.page("action_line"), label=say("kpi.bookings"), query_params=session.view().parameters(line=scope)
    )


def _total_context(known: Facts) -> list[str]:
    plan = known.plan
    lines = [say(f"standing_of_total.{plan.total_standing}"), *_decided(plan)]
    if changes := amendments.in_force(known, session.TOTAL):
        lines.append(say_count("kpi.amended", len(changes)))
    if plan.total_note:
        lines.append(words(plan.total_note))
    elif inflow_open(plan):
        lines.append(say("kpi.inflow_unknown"))
    return lines


def _decided(plan: Plan) -> list[str]:
    """That the college or the council decided about the plan, where the standing of the total does not say so."""
    if plan.total.source is None:
        return []
    points = plan.document(plan.total.source.document).decision_points
    found = {
        point.standing: say(f"standing_of_total.decided_{point.standing}", on=point.decided_on)
        for point in points
        if point.decided_on and point.standing in _DECIDING and point.standing != plan.total_standing
    }
    return list(found.values())


def _spent(total: Figures) -> list[str]:
    if total.spent is None:
        return [say("kpi.spent_unknown")]
    if total.planned_to_date is None:
        return []
    basis = "assumption" if total.planned_kind == "assumption" else "plan"
    return [say(f"kpi.planned_{basis}", planned=total.planned_to_date)]


def _remaining_context(known: Facts) -> list[str]:
    position = known.position
    lines = []
    if len(position.groups) > 1:
        split = " + ".join(
            say("kpi.part", name=_name(known, g.code), amount=g.figures.remaining) for g in position.groups
        )
        lines.append(split)
    lines.append(say("kpi.available_is", available=position.total.available))
    if position.excluded:
        lines.append(say_count("kpi.excluded", len(position.excluded)))
    return lines


def _name(known: Facts, code: str) -> str:
    group = next(group for group in known.plan.groups if group.code == code)
    return words(group.label)


def _expected(known: Facts, ending: ForecastEnding | None) -> None:
    with st.container(key="kpi-forecast"):
        parts.html(
            "kpi.html",
            label=say("kpi.forecast", year=known.plan.last_year),
            kind="derived",
            figures=known.position.total,
            figure=None,
            scope=session.TOTAL,
            outcomes=outcomes(known, ending),
            context_lines=_unforecast(known, ending),
            explanation=explanation.forecast(known, session.TOTAL),
            strong=False,
        )
        bookings_link()


def outcomes(known: Facts, ending: ForecastEnding | None, *, named: bool = True) -> list[Outcome]:
    """What is left on some lines and short on others; never netted. `named` False leaves out where, for one line."""
    if ending is None:
        return [Outcome(say("kpi.no_forecast"), "")]
    found = []
    if ending.surplus_lines:
        found.append(
            Outcome(say("kpi.over", amount=about(ending.surplus)), _where(known, ending.surplus_lines) if named else "")
        )
    if ending.shortage_lines:
        short = say("kpi.short", amount=about(ending.shortage))
        found.append(Outcome(short, _where(known, ending.shortage_lines) if named else "", short=True))
    return found or [Outcome(say("kpi.no_forecast"), "")]


def _where(known: Facts, codes: tuple[str, ...]) -> str:
    if len(known.plan.lines) == 1:
        return ""
    if len(codes) == 1:
        return say("kpi.on_one", name=known.plan.line(codes[0]).name)
    return say("kpi.on_several", count=len(codes))


def _unforecast(known: Facts, ending: ForecastEnding | None) -> list[str]:
    lines = []
    if ending and ending.unknown_lines:
        names = [known.plan.line(code).name for code in ending.unknown_lines]
        lines.append(say("kpi.without_forecast", names=", ".join(names), amount=ending.unknown))
    return [*lines, say("kpi.no_margin")]
