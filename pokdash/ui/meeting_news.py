"""New figures during a meeting: what will change, and moving on with everyone."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pokdash.domain.position import Position
from pokdash.domain.since import since
from pokdash.store.home import Home
from pokdash.ui import cached, changes, frame, parts, session
from pokdash.ui import since as telling
from pokdash.ui.cached import Facts
from pokdash.ui.say import date, say


def there_are(known: Facts) -> bool:
    """Whether the newest version of the data shows other figures of this plan than everyone in the meeting sees."""
    newest = _newest(known)
    if newest is None:
        return False
    return newest.plan != known.plan or _alike(newest.position, known.position) != known.position


def _newest(known: Facts) -> Facts | None:
    """The newest facts, where the meeting sees older ones."""
    newest, view = frame.newest(), session.view()
    if newest.generation == frame.opened()[0].generation:
        return None
    there = cached.there(newest, frame.opened()[1].astimezone().date())
    as_of = view.as_of if view.as_of_chosen else there.known.default_as_of(known.plan.id)
    return cached.facts(newest, known.plan.id, as_of)


def _alike(position: Position, other: Position) -> Position:
    """A position as if it came from the same version of data and plan as another."""
    return replace(position, generation=other.generation, plan_version=other.plan_version)


def form(known: Facts, _slide: str) -> bool:
    """What will change for everyone; whether that was chosen, or not."""
    newest = _newest(known)
    if newest is None:
        return True
    told = telling.Compared(
        known.position.as_of, known.position, since(known.position, newest.position), recomputed=False
    )
    parts.html("news_told.html", sentences=list(_sentences(known, newest, told)))
    with st.container(key="news-buttons", horizontal=True):
        if st.button(say("meeting.show_news"), type="primary"):
            _show()
            return True
        return st.button(say("meeting.not_yet"))


def _sentences(known: Facts, newest: Facts, told: telling.Compared) -> list[str]:
    versions = {"now": str(frame.opened()[0].generation), "next": str(frame.newest().generation)}
    found = [say("meeting.news_versions", **versions)]
    if newest.position.as_of != known.position.as_of:
        found.append(say("meeting.news_as_of", before=date(known.position.as_of), now=date(newest.position.as_of)))
    if not told.found.nothing:
        found.append(telling.sentence(newest, told))
        found += telling.changes(newest, told.found)
    if newest.plan != known.plan:
        found.append(say("meeting.news_plan"))
    return found


def _show() -> None:
    """Let everyone in the meeting see the newest version."""
    meeting, version, author = frame.attends().meeting, frame.newest().version, frame.settings().actor.name
    if meeting:
        changes.keep(lambda: Home.from_environment().meetings.show(meeting.id, version, author))
