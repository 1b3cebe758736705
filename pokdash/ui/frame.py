"""What every page shares: page list, example strip, sums, plan, language, reference date, messages."""

from __future__ import annotations

import datetime as dt
import logging
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from pokdash.domain.burn_down import BurnDown
from pokdash.domain.checks import tally
from pokdash.domain.ledger import Booking
from pokdash.domain.line_forecast import PlanForecast
from pokdash.domain.phasing import assumes_equal_months
from pokdash.domain.plan import Plan
from pokdash.domain.scenario import StartingPoint
from pokdash.domain.scenario_drift import Stand
from pokdash.domain.year_panel import YearPanel
from pokdash.store import Batch, NoSnapshot, Snapshot, queries
from pokdash.store.home import ROOT, Home, Settings
from pokdash.texts import LANGUAGES
from pokdash.ui import attendance, cached, live, meeting_strip, parts, provenance, session
from pokdash.ui.say import OWN_SPREAD_KEY, say, say_count

PAGES = (
    *("overview", "burn_down", "what_if", "scenarios", "presentation", "meeting"),
    *("phasing", "action_line", "data", "sources"),
)
PRESENTATION = "presentation"
_OF_NOW = ("data", "phasing", "meeting")
"""The pages on which people change things: they show the newest figures, also while a meeting looks at earlier ones."""
_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")
_OF_A_PROXY = ("forwarded", "via", "x-forwarded-", "x-real-ip")
_MARK = Path(__file__).parent
_OPENED = "opened_frame"
_ATTENDS = "attends_meeting"
_NEWEST = "newest_snapshot"
_LOG = logging.getLogger(__name__)


def page(stem: str) -> st.Page:
    """The page of a file in `pages/`, with its title in the language of the viewer."""
    return st.Page(ROOT / f"pages/{stem}.py", title=say(f"nav.{stem}"), url_path=stem, default=stem == PAGES[0])


def run(now: dt.datetime) -> None:
    """Draw the frame and the page inside it."""
    st.set_page_config(page_title=say("app.name"), page_icon=str(_MARK / "icon.png"), layout="wide")
    st.logo(str(_MARK / "logo.svg"), size="large")
    newest, attends = Home.from_environment().store.snapshot(), attendance.attendance(session.asked())
    st.session_state[_ATTENDS] = attends
    live.keep_up(newest, now.astimezone().date(), attends.meeting)
    if isinstance(newest, NoSnapshot):
        _without_data(newest)
        return
    if attends.shut:
        _without_data(NoSnapshot(attends.key))
        return
    session.use_language()
    chosen = st.navigation([page(stem) for stem in PAGES], position="hidden" if attends.follows else "top")
    current = newest if chosen.url_path in _OF_NOW else attendance.pinned(newest, attends.meeting)
    there = cached.there(current, now.astimezone().date())
    if not there.plans:
        _without_data(NoSnapshot("store.plan_unreadable") if there.unreadable else NoSnapshot())
        return
    view, wrong = session.open_view(there.known, attends.meeting)
    st.session_state[_OPENED], st.session_state[_NEWEST] = (current, now), newest
    st.set_page_config(page_title=f"{chosen.title} \u2013 {say('app.name')}")
    parts.html("page_language.html", language=view.language, javascript=True)
    try:
        st.session_state[OWN_SPREAD_KEY] = not assumes_equal_months(facts().plan)
        if chosen.url_path != PRESENTATION:  # a slide has the screen to itself
            _row(there.plans, view)
            meeting_strip.draw(attends, settings().actor)
        _messages(current, there, wrong)
        live.tell(current)
        chosen.run()
    except Exception:  # noqa: BLE001 - whatever a page does wrong, the screen stays and says so
        _LOG.exception(chosen.url_path)
        parts.message("danger", say("message.crashed"))


def _messages(current: Snapshot, there: cached.There, wrong: tuple[session.Wrong, ...]) -> None:
    """What is wrong with the link, and what is wrong with the store; that a meeting is over."""
    municipality = there.plans[session.view().plan].municipality
    for problem in wrong:
        parts.message("warning", say(problem.text_key, asked=problem.asked[:60], plan=municipality))
    if there.unreadable:
        parts.message("danger", say("store.plan_unreadable"))
    if attends().key:
        parts.message("warning", say(attends().key))
    if current.warning:
        key, params = current.warning
        parts.message("danger", say(key, **params))


def _without_data(missing: NoSnapshot) -> None:
    st.navigation([page(stem) for stem in PAGES], position="top")
    parts.html("page_language.html", language="nl", javascript=True)
    parts.message("danger", say(missing.key, **missing.params), heading=True)


def opened() -> tuple[Snapshot, dt.datetime]:
    """The generation and the moment of this page run."""
    result: tuple[Snapshot, dt.datetime] = st.session_state[_OPENED]
    return result


def newest() -> Snapshot:
    """The newest generation, also where a meeting looks at an earlier one."""
    result: Snapshot = st.session_state[_NEWEST]
    return result


def attends() -> attendance.Attendance:
    """The meeting that the viewer attends, if any."""
    result: attendance.Attendance = st.session_state[_ATTENDS]
    return result


def settings() -> Settings:
    """Who works here."""
    return attends().settings(Home.from_environment().settings(own_machine=own_machine()))


def own_machine() -> bool:
    """Whether the viewer is the person of this installation.

    The server listens to this machine only, and the browser asked for this machine without a proxy in between. A proxy
    that says nothing is told by the page's own address, which a browser sends as `Origin`.
    """
    asked = {name.lower(): value for name, value in st.context.headers.items()}
    hosts = [f"//{asked['host']}"] if "host" in asked else []
    hosts += [asked["origin"]] if "origin" in asked else []
    return (
        str(st.get_option("server.address")) in _THIS_MACHINE
        and all(_is_this_machine(host) for host in hosts)
        and not any(header.startswith(_OF_A_PROXY) for header in asked)
    )


def _is_this_machine(address: str) -> bool:
    try:
        return urlsplit(address).hostname in _THIS_MACHINE
    except ValueError:
        return False


def facts() -> cached.Facts:
    """Plan, ledger, position and checks of what the viewer looks at."""
    view = session.view()
    return cached.facts(opened()[0], view.plan, view.as_of)


def drawn(scope: str = session.TOTAL) -> tuple[BurnDown, tuple[YearPanel, ...]]:
    """Burn-down and year panels of a scope of what the viewer looks at."""
    view = session.view()
    return cached.drawn(opened()[0], view.plan, view.as_of, scope)


def expected() -> PlanForecast:
    """How the lines of what the viewer looks at are expected to end."""
    view = session.view()
    return cached.expected(opened()[0], view.plan, view.as_of)


def what_if() -> cached.WhatIf:
    """What a scenario of what the viewer looks at starts from."""
    view = session.view()
    return cached.what_if(opened()[0], view.plan, view.as_of)


def began(start: StartingPoint) -> Stand | None:
    """What a scenario of what the viewer looks at started from; None where these data do not know that."""
    return cached.began(opened()[0], start)


def earlier() -> cached.Earlier:
    """What was expected earlier of what the viewer looks at."""
    view = session.view()
    return cached.earlier(opened()[0], view.plan, view.as_of)


def bookings(scope: str, kind: str) -> tuple[Booking, ...]:
    """The bookings behind a scope's figures, newest first."""
    view = session.view()
    return cached.bookings(opened()[0], view.plan, view.as_of, scope, kind)


def batches() -> tuple[Batch, ...]:
    """The imports of the plan that the viewer looks at, newest first."""
    return queries.batches(opened()[0], session.view().plan)


def _row(plans: dict[str, Plan], view: session.View) -> None:
    known = facts()
    parts.html("print_head.html", plan=known.plan, sums=_sums(known))
    with st.container(key="frame", horizontal=True):
        with st.container(key="frame-state", horizontal=True):
            if known.position.example:
                parts.html("strip.html", plan=known.plan, document=provenance.document_name(known.plan.documents[0]))
            st.page_link(page("sources"), label=_sums(known), query_params=view.parameters())
        with st.container(key="frame-choice", horizontal=True):
            _choose_plan(plans, view)
            _choose_language(view)
            _choose_as_of(view)


def _sums(known: cached.Facts) -> str:
    """How many of the sums that can be compared are right, or are not."""
    counted = tally(known.checks)
    if counted.wrong:
        return say_count("frame.sums_wrong", counted.wrong, all=counted.compared)
    return say_count("frame.sums_right", counted.compared)


def _choose_plan(plans: dict[str, Plan], view: session.View) -> None:
    st.session_state["choose_plan"] = view.plan
    st.segmented_control(
        say("frame.plan"),
        list(plans),
        format_func=lambda plan_id: plans[plan_id].municipality,
        key="choose_plan",
        required=True,
        label_visibility="collapsed",
        on_change=lambda: session.choose(
            plan=st.session_state["choose_plan"],
            **dict.fromkeys(("line", "year", "draft", "scenario", "slide", "agenda", "meeting")),
        ),
    )


def _choose_language(view: session.View) -> None:
    st.session_state["choose_language"] = view.language
    st.segmented_control(
        say("frame.language"),
        list(LANGUAGES),
        format_func=lambda code: say(f"frame.language_{code}"),
        key="choose_language",
        required=True,
        label_visibility="collapsed",
        on_change=lambda: session.choose(lang=st.session_state["choose_language"]),
    )


def _choose_as_of(view: session.View) -> None:
    """The reference date; a field of its own for each last day of the ledger.

    What a browser still sends of the field that showed another last day is then no choice of the viewer.
    """
    key = f"choose_as_of_{facts().position.covered_until}"
    with st.container(key="as_of", horizontal=True):
        st.session_state[key] = view.as_of
        st.date_input(
            say("frame.choose_as_of"),
            key=key,
            format="DD-MM-YYYY",
            min_value=session.FIRST_DAY,
            max_value=session.LAST_DAY,
            on_change=lambda: session.choose(as_of=st.session_state[key].isoformat()),
        )
        if view.as_of_chosen:
            st.button(say("frame.latest_as_of"), on_click=lambda: session.choose(as_of=None))
