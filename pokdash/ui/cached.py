"""Cached reads: one set of figures per plan, generation and reference date, shared by every viewer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import streamlit as st

from pokdash.domain.burn_down import BurnDown, burn_down
from pokdash.domain.checks import Check, checks
from pokdash.domain.ledger import Booking, Ledger
from pokdash.domain.measure import default_as_of, position
from pokdash.domain.plan import Plan
from pokdash.domain.position import Position
from pokdash.domain.year_panel import YearPanel, year_panels
from pokdash.store import NoSnapshot, PlanVersion, Snapshot, Store, queries
from pokdash.ui.session import TOTAL, Known, View


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a page needs to know of one plan at one reference date."""

    version: PlanVersion
    plan: Plan
    ledger: Ledger
    position: Position
    checks: tuple[Check, ...]


@st.cache_resource(show_spinner=False)
def _store(root: str) -> Store:
    return Store.at(root)


def snapshot(root: str) -> Snapshot | NoSnapshot:
    """The generation that is served now; one small file read, so that a new generation shows at the next run."""
    return _store(root).snapshot()


@st.cache_resource(max_entries=64, show_spinner=False)
def _facts(_snapshot: Snapshot, root: str, generation: int, plan_id: str, as_of: dt.date) -> Facts:
    version = queries.plan_version(_snapshot, plan_id)
    if version is None:
        raise LookupError(plan_id)
    ledger = queries.ledger(_snapshot, plan_id, as_of)
    measured = position(version.plan, version.version, ledger, as_of)
    return Facts(version, version.plan, ledger, measured, checks(version.plan, measured, ledger))


def facts(root: str, current: Snapshot, view: View) -> Facts:
    """Plan, ledger, position and checks of a view."""
    return _facts(current, root, current.generation, view.plan, view.as_of)


@st.cache_resource(max_entries=128, show_spinner=False)
def _drawn(
    _facts: Facts, root: str, generation: int, plan_id: str, as_of: dt.date, scope: str
) -> tuple[BurnDown, tuple[YearPanel, ...]]:
    return (
        burn_down(_facts.plan, _facts.ledger, as_of, scope),
        year_panels(_facts.plan, _facts.ledger, as_of, scope),
    )


def drawn(root: str, known: Facts, scope: str = TOTAL) -> tuple[BurnDown, tuple[YearPanel, ...]]:
    """Burn-down and year panels of a scope (`total`, a group or a line)."""
    at = known.position
    return _drawn(known, root, at.generation, at.plan, at.as_of, scope)


@st.cache_resource(max_entries=32, show_spinner=False)
def _bookings(
    _snapshot: Snapshot, root: str, generation: int, plan_id: str, lines: tuple[str, ...], as_of: dt.date, kind: str
) -> tuple[Booking, ...]:
    return queries.bookings(_snapshot, plan_id, lines, as_of, kinds=(kind,))


def bookings(root: str, current: Snapshot, known: Facts, scope: str, kind: str) -> tuple[Booking, ...]:
    """The live bookings of one kind behind a scope's figures, newest first."""
    lines = tuple(line.code for line in known.plan.lines_of(scope))
    at = known.position
    return _bookings(current, root, at.generation, at.plan, lines, at.as_of, kind)


@st.cache_resource(max_entries=8, show_spinner=False)
def _known(_snapshot: Snapshot, root: str, generation: int, today: dt.date) -> tuple[Known, dict[str, Plan]]:
    plans: dict[str, Plan] = {}
    for plan_id in queries.plan_ids(_snapshot):
        version = queries.plan_version(_snapshot, plan_id)
        if version is not None:
            plans[plan_id] = version.plan
    ordered = tuple(sorted(plans, key=lambda plan_id: (-(plans[plan_id].total.value or 0), plan_id)))
    scopes = {
        plan_id: frozenset({TOTAL, *(g.code for g in plan.groups), *(line.code for line in plan.lines)})
        for plan_id, plan in plans.items()
    }
    as_of = {plan_id: default_as_of(queries.coverage(_snapshot, plan_id), today) for plan_id in ordered}
    return Known(ordered, scopes.__getitem__, as_of.__getitem__), {plan_id: plans[plan_id] for plan_id in ordered}


def known(root: str, current: Snapshot, today: dt.date) -> tuple[Known, dict[str, Plan]]:
    """What can be looked at: the plans, largest total first, with their lines and default reference dates."""
    return _known(current, root, current.generation, today)
