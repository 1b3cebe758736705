"""Gegevens, from a file to saved bookings: which step it is, and what belongs to it."""

from __future__ import annotations

import streamlit as st

from pokdash import intake
from pokdash.domain.actor import Action
from pokdash.intake import Preview, Progress, Refused
from pokdash.ui import (
    data_cards,
    data_control,
    data_desk,
    data_profile_files,
    data_profiles,
    data_saved,
    data_understood,
    parts,
)
from pokdash.ui.data_asked import cards
from pokdash.ui.data_desk import Desk, Here
from pokdash.ui.say import language, number, say, say_count

_STEPS = ("choose", "questions", "control", "saved")
_EVERY = 0.5  # seconds between two looks at how far it is
_LARGEST = 1000  # MB


def draw(here: Here) -> None:
    """The step that the session is at; whoever may not import is told so."""
    if not here.actor.may(Action.IMPORT):
        parts.html("lead.html", sentence=say("data.title_viewer"), lines=[say("data.viewer")])
        return
    desk = data_desk.current()
    if desk.file_name is None:
        _choose(desk, here)
        return
    if desk.saved and not data_saved.still_counts(desk.saved, here):
        desk.again()
    before = desk.saved
    desk.bring_up_to_date(here)
    if desk.saved is not before:
        st.rerun()  # the frame showed what was there before
    _worked_on(desk, here)


def _worked_on(desk: Desk, here: Here) -> None:
    found = desk.found
    if desk.job:
        _heading("control" if desk.saving else "questions", say("data.title_busy"), desk, here)
        _progress()
    elif desk.saved:
        _heading("saved", data_saved.sentence(desk.saved), desk, here)
        if desk.too_late:
            parts.message("warning", say("data.too_late", file=desk.file_name, batch=desk.saved.batch))
        data_saved.draw(desk, here)
    elif isinstance(found, Preview) and found.examined.conversion is None and isinstance(found.outcome, Refused):
        _heading("choose", say("data.title_refused"), desk, here)  # nobody answers questions about what is known
        parts.message("danger", say(found.outcome.key, **found.outcome.params))
    elif isinstance(found, Preview) and (found.examined.proposal.questions or desk.back):
        _heading("questions", _questions_left(found), desk, here)
        _questions(desk, found, here)
    elif isinstance(found, Preview):
        _heading("control", data_control.sentence(found, undecided=desk.undecided(here.plan.id)), desk, here)
        data_control.draw(desk, found, here)
    elif found is not None:
        stopped = found.key == "reader.cancelled"
        _heading("choose", say("data.title_stopped" if stopped else "data.title_unreadable"), desk, here)
        parts.message("danger", say(found.key, **found.params))
        st.button(say("data.again"), on_click=desk.again, key="data-again")


def _heading(step: str, sentence: str, desk: Desk | None, here: Here) -> None:
    """Where we are, what is to be done, and of which file."""
    parts.html("data_steps.html", steps=_STEPS, now=_STEPS.index(step))
    lines = [say("data.nothing_yet")] if step == "choose" and desk is None else []
    if desk and step != "saved":
        lines = [say("data.file", file=desk.file_name, plan=here.plan.municipality, name=here.actor.name)]
    with st.container(key="data-head", horizontal=True):
        parts.html("lead.html", sentence=sentence, lines=lines)
        if desk and not desk.job:
            st.button(say("data.other_file"), on_click=data_desk.start_afresh, key="data-other")


def _choose(desk: Desk, here: Here) -> None:
    _heading("choose", say("data.title_choose", plan=here.plan.municipality), None, here)
    kept = {one.name: one.profile for one in intake.saved_profiles(here.home) if one.profile}
    with st.container(key="data-choose"):
        if kept:
            chosen = st.selectbox(
                say("data.profile"),
                ["", *kept],
                format_func=lambda name: name or say("data.new_file"),
                key=f"data-profile-{desk.upload}",
            )
            desk.profile = kept.get(chosen)
        parts.html("upload_words.html")
        uploaded = st.file_uploader(say("data.upload"), key=f"data-upload-{desk.upload}", max_upload_size=_LARGEST)
    for note in ("reads", "upload_help"):
        parts.html("heading.html", level=None, title="", note=say(f"data.{note}"))
    data_profile_files.draw(here)
    if uploaded is not None:
        desk.take(uploaded.name, uploaded)
        st.rerun()


def _questions_left(found: Preview) -> str:
    count = len(cards(found.examined.proposal.questions))
    return say_count("data.questions_left", count) if count else say("data.no_questions")


def _questions(desk: Desk, found: Preview, here: Here) -> None:
    given, examined = desk.given(here.plan.id), found.examined
    data_profiles.fitting(desk, examined, here)
    with st.container(key="data-steps"):
        with st.container(key="data-left"):
            data_cards.draw(
                examined, here.plan, found.before, given.update, lambda key: desk.withdraw(here.plan.id, key)
            )
            if examined.proposal.questions:
                data_profiles.to_ask(examined)
            else:
                st.button(say("data.to_control"), key="data-to-control", type="primary", on_click=desk.go_on)
        with st.container(key="data-right"):
            for note in examined.notes:
                parts.message("warning", say(f"source_note.{note.key}", **note.params))
            data_understood.draw(examined, given.update, lambda name: data_profiles.keep(examined, name, here))


@st.fragment(run_every=_EVERY)
def _progress() -> None:
    """How far the work is; drawn only while something runs, and the whole page again when it is done."""
    desk = data_desk.current()
    job = desk.job
    if job is None or not job.running:
        st.rerun(scope="app")
    step = say(f"progress.{job.progress.step}") if job.progress else say("progress.open")
    step = say("progress.stopping") if job.stopped else step
    parts.html("data_progress.html", step=step)
    with st.container(key="data-progress"):
        shown = job.shown()
        share, words = _share(shown), _speed(shown, job.seconds)
        if share:
            st.progress(share, text=words)
        else:
            parts.html("heading.html", level=None, title="", note=words)
    st.button(say("data.cancel"), on_click=job.stop, key="data-cancel")


def _share(progress: Progress | None) -> float:
    if progress is None or not progress.rows or not progress.rows_in_all:
        return 0.0
    return min(1.0, progress.rows / progress.rows_in_all)


def _speed(progress: Progress | None, seconds: int) -> str:
    """The rows that are done, rows per second and the time that is left; where nobody knows that, how long it took."""
    told = [] if progress is None else intake.progress_words(progress, language(), number)
    if progress is None or progress.seconds_left is None:
        told.append(say_count("progress.busy", seconds))
    return " · ".join(told)
