"""Four cards that read as a sum: total, spent, not yet spent, and what is expected at the end."""

from __future__ import annotations

import streamlit as st

from pokdash.domain.burn_down import BurnDown
from pokdash.domain.plan import Plan
from pokdash.domain.position import Position
from pokdash.domain.provenance import Standing
from pokdash.figures.burn_down_figure import inflow_open
from pokdash.ui import amendments, expectation, explanation, frame, parts, provenance, session
from pokdash.ui.cached import Facts
from pokdash.ui.say import say, say_count, words

_DECIDING = (Standing.COLLEGE, Standing.COUNCIL)


def draw(known: Facts, drawn: BurnDown) -> None:
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
        spent = "example" if known.position.example else "derived"
        _card(known, "spent", say("kpi.spent"), spent if total.spent is not None else None, _spent(known.position))
        remaining = "derived" if total.remaining is not None else None
        _card(known, "remaining", say("kpi.remaining"), remaining, _remaining_context(known))
        _expected(known, drawn)


def _card(known: Facts, figure: str, label: str, kind: str | None, context: list[str]) -> None:
    """One card; `kind` None where nobody calculated anything, because the amount is unknown."""
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
    lines = standing(plan)
    if changes := amendments.in_force(known, session.TOTAL):
        lines.append(say_count("kpi.amended", len(changes)))
    if plan.total_note:
        lines.append(words(plan.total_note))
    elif inflow_open(plan):
        lines.append(say("kpi.inflow_unknown"))
    return lines


def standing(plan: Plan) -> list[str]:
    """What is decided about the plan, by whom and when."""
    return [say(f"standing_of_total.{plan.total_standing}"), *_decided(plan)]


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


def _spent(position: Position) -> list[str]:
    """The plan of the same day as the spending, named where that is not the reference date."""
    if position.total.spent is None:
        return [say("kpi.spent_unknown")]
    if position.total_planned is None:
        return []
    basis = "assumption" if position.total.planned_kind == "assumption" else "plan"
    day = "" if position.known_until == position.as_of else "_until"
    return [say(f"kpi.planned_{basis}{day}", planned=position.total_planned, until=position.known_until)]


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


def _expected(known: Facts, drawn: BurnDown) -> None:
    expected = drawn.ending is not None
    with st.container(key="kpi-forecast"):
        parts.html(
            "kpi.html",
            label=expectation.title(known, drawn),
            kind="derived" if expected else None,
            figures=known.position.total,
            figure=None,
            scope=session.TOTAL,
            outcomes=expectation.outcomes(known, drawn),
            context_lines=expectation.without_forecast(known, drawn) + expectation.margin(known, drawn),
            explanation=explanation.forecast(known, drawn),
            strong=False,
        )
        bookings_link()
