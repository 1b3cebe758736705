"""Bewaard: what was saved, where to see it, and how to take it back."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from pokdash import intake
from pokdash.domain.actor import Action
from pokdash.domain.notice import Notice
from pokdash.intake import Imported, Preview
from pokdash.store import NoSnapshot, queries
from pokdash.ui import changes, data_profiles, frame, parts, session
from pokdash.ui.data_desk import Desk, Here
from pokdash.ui.say import number, say, say_count


def sentence(saved: Imported) -> str:
    """Which import it became."""
    return say("data.title_saved", batch=saved.batch)


def draw(desk: Desk, here: Here) -> None:
    """What was saved, the way to the overview, undo, and keeping the profile."""
    saved = desk.saved
    if saved is None:
        return
    parts.message("info", told(saved))
    view = session.view()
    with st.container(key="data-saved", horizontal=True):
        st.page_link(frame.page("overview"), label=say("data.to_overview"), query_params=view.parameters())
        if here.actor.may(Action.UNDO):
            st.button(say("data.undo_this"), key="data-undo", on_click=_undo, args=(desk, saved, here))
    if isinstance(desk.found, Preview):
        data_profiles.offer(desk.found.examined, here)


def told(saved: Imported) -> str:
    """What was saved, what was there already or rejected, and what was done with changed and vanished bookings."""
    rows = saved.rows - saved.rows_left_out - saved.rows_rejected
    loaded = saved.total - saved.total_duplicates
    sentences = [say_count("data.saved_rows", rows, total=loaded, until=saved.covered_until)]
    if saved.total_reversed:
        sentences.append(say("data.saved_back", back=saved.total_reversed))
    if saved.duplicates:
        sentences.append(say_count("data.saved_known", saved.duplicates))
    if saved.rows_rejected:
        sentences.append(say_count("data.saved_rejected", saved.rows_rejected))
    if saved.changed_count:
        sentences.append(say(f"data.saved_changed_{saved.on_change}", count=number(saved.changed_count)))
    if saved.gone_count:
        done = "correct" if saved.gone_reversed else "leave"
        sentences.append(say(f"data.saved_gone_{done}", count=number(saved.gone_count), total=saved.gone_total))
    if saved.removed_examples:
        sentences.append(say("manage.made_way"))
    return " ".join(sentences)


def still_counts(saved: Imported, here: Here) -> bool:
    """Whether what was saved is live still: it may have been undone in the list below, or by somebody else."""
    snapshot = here.home.store.snapshot()
    return not isinstance(snapshot, NoSnapshot) and any(
        one.live and one.number == saved.batch for one in queries.batches(snapshot, saved.plan)
    )


def _undo(desk: Desk, saved: Imported, here: Here) -> None:
    """Take it back at once; the reason is that it was just saved."""
    outcome = intake.undo(here.home, saved.batch, here.actor, dt.datetime.now(dt.UTC), "just_saved")
    told: tuple[Notice, ...] = intake.notices(outcome, "manage.done_undo")
    changes.note(told)
    desk.again()
