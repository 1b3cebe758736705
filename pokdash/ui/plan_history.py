"""Wat veranderde er aan het plan: what differs between an earlier version of a plan and the present one."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from pokdash.domain.plan_diff import Difference, differences
from pokdash.domain.register import in_force
from pokdash.figures.difference_words import difference_said
from pokdash.store import Snapshot, queries
from pokdash.ui import parts
from pokdash.ui.cached import Facts
from pokdash.ui.say import date, language, say

_JUST_BEFORE = dt.timedelta(microseconds=1)


def draw(known: Facts, current: Snapshot) -> None:
    """Choose a moment on which something was recorded, and see what differs since; nothing where nothing was.

    What was recorded of lines that are gone is named.
    """
    moments = _moments(known)
    if not moments:
        return
    if names := _without_line(known):
        parts.message("info", say("recording.without_effect", names=", ".join(names)))
    with st.expander(say("plan_history.title"), key="plan-history"):
        chosen = st.selectbox(
            say("plan_history.since"), moments, format_func=_written, key=f"plan-history-since-{len(moments)}"
        )
        before = queries.plan_version(current, known.plan.id, chosen - _JUST_BEFORE)
        found = differences(before.plan, known.plan) if before else ()
        if not found:
            parts.html("heading.html", level=None, title="", note=say("plan_history.none"))
            return
        columns = [say(f"plan_diff.{name}") for name in ("what", "where", "before", "after")]
        rows: list[list[parts.Cell]] = [_row(known, one) for one in found]
        parts.html("table.html", caption=say("plan_history.title"), table=parts.Table(columns, rows))
        parts.html("heading.html", level=None, title="", note=say("plan_history.without_ledger"))


def _moments(known: Facts) -> list[dt.datetime]:
    """When something about the plan was recorded, newest first; its first version has nothing before it."""
    recorded = {entry.recorded_at for entry in known.version.entries}
    return sorted(recorded | ({known.version.recorded_at} if known.version.version > 1 else set()), reverse=True)


def _without_line(known: Facts) -> list[str]:
    """What was recorded of lines that the plan does not have any more."""
    codes = {line.code for line in known.plan.lines}
    last = in_force(known.version.entries)
    return [name for (_, name), entry in last.items() if entry.record and entry.record.line not in {None, *codes}]


def _written(moment: dt.datetime) -> str:
    here = moment.astimezone()
    return f"{date(here.date())} {here:%H:%M:%S}"


def _row(known: Facts, one: Difference) -> list[parts.Cell]:
    codes = {line.code: line.name for line in known.plan.lines}
    where = " ".join(str(part) for part in (codes.get(one.line or "", one.line), one.year) if part is not None)
    said = [difference_said(value, language()) for value in (one.before, one.after)]
    return [say(f"plan_diff.{one.what}"), where, *said]
