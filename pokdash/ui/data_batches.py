"""Eerdere inlezingen: every import of the plan, with its rejected rows and profile, and how to undo or redo it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import streamlit as st

from pokdash.domain.actor import Action, Actor
from pokdash.ledger import RowProblem
from pokdash.store import Batch, Snapshot, queries
from pokdash.texts import has_text
from pokdash.ui import changes, control_rejected, data_profile_files, parts
from pokdash.ui.cached import Facts
from pokdash.ui.changes import Asked, CarryOut
from pokdash.ui.say import date, language, literal, say, say_count

_MOST = 1000  # rejected rows that are shown
_NEWEST = 5  # imports that are not folded away


def draw(known: Facts, current: Snapshot, actor: Actor, carry_out: CarryOut) -> None:
    """The imports, newest first; a viewer sees them without buttons."""
    batches = queries.batches(current, known.plan.id)
    with st.container(key="batches"):
        title = say("data.batches")
        parts.html("heading.html", level=2, title=title, note="" if batches else say("manage.no_batches"))
        real = any(batch.live and not batch.example for batch in batches)
        for batch in batches[:_NEWEST]:
            _one(known, current, batch, actor, None if batch.example and real else carry_out)
        if older := batches[_NEWEST:]:
            with st.expander(say("data.older", count=len(older)), key="batches-older"):
                for batch in older:
                    _one(known, current, batch, actor, None if batch.example and real else carry_out)


def _one(known: Facts, current: Snapshot, batch: Batch, actor: Actor, carry_out: CarryOut | None) -> None:
    """One import; None for `carry_out` is that it has invented bookings, which cannot be put back beside real ones."""
    with st.container(key=f"batch-{batch.number}"):
        _head(known, batch, actor, carry_out)
        if batch.rows_rejected:
            _rejected(current, batch)
        if batch.profile_toml:
            label = say("data.profile_of", batch=batch.number, name=literal(batch.profile or ""))
            name = f"{say('data.profile_file')}-{batch.number}"
            data_profile_files.draw_file(label, batch.profile_toml, name, f"profile-of-{batch.number}")


def _head(known: Facts, batch: Batch, actor: Actor, carry_out: CarryOut | None) -> None:
    """What was imported, when and by whom, and what can be done about it."""
    with st.container(key=f"import-{batch.number}", horizontal=True):
        imported = date(batch.recorded_at.astimezone().date())
        action = Action.UNDO if batch.live else Action.REDO
        stays = say("data.no_redo_invented") if actor.may(action) and not carry_out else ""
        parts.html("batch.html", batch=batch, imported=imported, why=_why(batch), stays=stays)
        if actor.may(action) and carry_out:
            _change(Asked(action, known.plan.id, batch.number), carry_out)


def _why(batch: Batch) -> str:
    """The reason of the last undo or redo: as a person wrote it, or in words where the program gave it."""
    key = f"undo_reason.{batch.changed_why}"
    return say(key) if has_text(key) else batch.changed_why or ""


def _rejected(current: Snapshot, batch: Batch) -> None:
    title = say_count("data.rejected_of", batch.rows_rejected, batch=batch.number)
    with st.expander(title):
        told = [control_rejected.told(problem, language()) for problem in _problems(current, batch, _MOST)]
        parts.html(
            "data_table.html",
            caption=title,
            columns=[say(f"data.{name}") for name in ("row", "column", "there", "why_not", "expected")],
            numbers={0},
            rows=[[one.row, one.column, one.found, one.why, one.expected] for one in told],
        )
        spoken = language()
        st.download_button(
            say("data.rejected_download", batch=batch.number),
            lambda: control_rejected.as_csv(_problems(current, batch, None), spoken),
            f"{say('control.rejected_rows.file')}-{batch.number}.csv",
            "text/csv",
            on_click="ignore",
            key=f"rejected-of-{batch.number}",
        )


def _problems(current: Snapshot, batch: Batch, most: int | None) -> Iterator[RowProblem]:
    """What was wrong with its rows; None is all of it."""
    for one in queries.rejected_rows(current, batch.number, most):
        yield RowProblem(one.source_row, one.column, one.found, one.reason, one.params)


def _change(asked: Asked, carry_out: CarryOut) -> None:
    """The button that undoes or redoes an import; an undo asks why beside it."""
    field, missing, near = f"why-{asked.batch}", f"why-missing-{asked.batch}", f"batch-{asked.batch}"
    if asked.action is Action.UNDO:
        st.text_input(say("manage.why", batch=asked.batch), key=field, max_chars=200)

    def pressed() -> None:
        if asked.action is Action.UNDO and not st.session_state[field].strip():
            st.session_state[missing] = True
            return
        changes.attempt(replace(asked, why=st.session_state.get(field, "")), carry_out, near)

    label = say(f"manage.{asked.action}", batch=asked.batch)
    st.button(label, on_click=pressed, key=f"button-{asked.action}-{asked.batch}")
    if st.session_state.pop(missing, False):
        parts.message("danger", say("refusal.no_reason", batch=asked.batch))
    changes.tell(near)
