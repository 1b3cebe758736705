"""The page of one part: heading, conclusion, breakdown, and what the resident notices."""

from __future__ import annotations

import streamlit as st

from pokdash.domain.burn_down import BurnDown
from pokdash.figures.shares import breakdown_shares
from pokdash.ui import expectation, explanation, frame, parts, provenance, session
from pokdash.ui.cached import Facts
from pokdash.ui.gauges import Gauge, of_line
from pokdash.ui.say import euro, say, words


def name(known: Facts, scope: str) -> str:
    """The official name of a line, the name of a group, or the plan as a whole."""
    if scope == session.TOTAL:
        return say("part.total")
    for group in known.plan.groups:
        if group.code == scope:
            return words(group.name)
    return known.plan.line(scope).official_name


def choices(known: Facts) -> dict[str, str]:
    """Every scope of the plan with its name, in the order of the plan."""
    found = {session.TOTAL: say("part.total")}
    for group in known.plan.groups:
        if len(known.plan.groups) > 1:
            found[group.code] = words(group.label)
        for line in known.plan.lines:
            if line.group == group.code:
                found[line.code] = f"{line.number}. {line.name}" if line.number else line.name
    return found


def heading(known: Facts, scope: str) -> None:
    """Way back, choice of part, name and status."""
    view = session.view()
    with st.container(key="breadcrumb", horizontal=True):
        st.page_link(frame.page("overview"), label=say("part.back"), query_params=view.parameters(line=session.TOTAL))
        options = choices(known)
        st.session_state["choose_line"] = scope
        st.selectbox(
            say("part.choose"),
            list(options),
            format_func=options.__getitem__,
            key="choose_line",
            label_visibility="collapsed",
            on_change=lambda: session.choose(line=st.session_state["choose_line"]),
        )
    shown = gauge(known, scope)
    parts.html(
        "part_heading.html",
        name=name(known, scope),
        status=shown.status if scope != session.TOTAL else None,
        figures=shown.figures,
        rule=explanation.rule(known, scope).meaning if scope != session.TOTAL else "",
    )


def gauge(known: Facts, scope: str) -> Gauge:
    """The gauge of a line, a group or the plan."""
    position = known.position
    for line in position.lines:
        if line.code == scope:
            return of_line(known.plan, line)
    for group in position.groups:
        if group.code == scope:
            return Gauge(scope, name(known, scope), name(known, scope), group.figures, group.status)
    status = position.lines[0].status if len(position.lines) == 1 else position.total_status
    return Gauge(session.TOTAL, name(known, scope), name(known, scope), position.total, status)


def breakdown(known: Facts, scope: str) -> None:
    """Not yet committed + committed = left; left + spent = allocated."""
    figures = known.position.scope(scope)
    parts.html("breakdown.html", figures=figures, scope=scope, bar=breakdown_shares(figures))


def resident_effect(known: Facts, scope: str) -> None:
    """Wat merkt de inwoner hiervan? In the words of the plan; nothing where the plan says nothing."""
    lines = [line for line in known.plan.lines if line.code == scope and line.resident_effect]
    for line in lines:
        source = line.resident_effect
        if source:
            document = known.plan.document(source.document)
            quote = provenance.quote(known.plan, source, document.standing)
            parts.html("resident_effect.html", quote=quote)


def forecast(known: Facts, drawn: BurnDown) -> None:
    """What was planned until now and what is expected to be spent in all; of several lines how they end, not netted."""
    parts.html(
        "forecast.html",
        figures=known.position.scope(drawn.scope),
        planned=known.position.planned(drawn.scope),
        scope=drawn.scope,
        as_of=known.position.as_of,
        until=known.position.known_until,
        period=drawn.period,
        several=len(known.plan.lines_of(drawn.scope)) > 1,
        ending_title=expectation.title(known, drawn),
        outcomes=expectation.outcomes(known, drawn),
        without_forecast=expectation.without_forecast(known, drawn),
        explanation=explanation.forecast(known, drawn),
    )


def period(known: Facts, scope: str) -> str:
    """For which years the amount is meant, as the source tells."""
    if scope not in {line.code for line in known.plan.lines}:
        return ""
    line = known.plan.line(scope)
    first = line.allocations[0]
    if first.year is not None:
        given = ", ".join(f"{a.year}: {euro(a.amount.value)}" for a in line.allocations)
        return say("part.per_year", given=given)
    if first.period is None:
        return say("part.period_unknown")
    basis = "assumption" if known.position.line(scope).figures.planned_kind == "assumption" else "plan"
    years = {"first": str(first.period.first), "last": str(first.period.last)}
    if line.period_note:
        return say(f"part.for_derived_{basis}", **years, period=words(line.period_note))
    return say(f"part.for_period_{basis}", **years)


def note(known: Facts, drawn: BurnDown) -> str:
    """Under the conclusion: how far it may come out otherwise, and the period of the amount."""
    return " ".join(filter(None, [*expectation.margin(known, drawn), period(known, drawn.scope)]))
