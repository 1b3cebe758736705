"""Controle: what the intake would do with the file, its effect, and the buttons that save it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pokdash.intake import Imported, OnChange, Preview, Refused
from pokdash.ui import control, control_changed, control_rejected, control_strange, control_total, effect, parts
from pokdash.ui.data_desk import Desk, Here
from pokdash.ui.say import say, say_count

_NOTHING_NEW = ("refusal.nothing_new", "refusal.nothing_new_several")


def sentence(found: Preview, *, undecided: bool = False) -> str:
    """How many rows can be added, with their sum, and how many cannot; `undecided`: nobody chose about what changed."""
    conversion, outcome = found.examined.conversion, found.outcome
    if conversion is None or not isinstance(outcome, Imported):
        known = isinstance(outcome, Refused) and outcome.key in _NOTHING_NEW
        return say("data.title_nothing_new" if known else "data.title_refused")
    counts = control.counts(conversion, outcome)
    good = _to_be_chosen(counts, outcome) if undecided else _can_be_added(counts, outcome)
    return f"{good} {say_count('data.cannot', counts.rejected)}" if counts.rejected else good


def _to_be_chosen(counts: control.Counts, outcome: Imported) -> str:
    """What is new, and of how many bookings somebody must choose what happens to them."""
    new = say_count("data.can_be_added_new", counts.kept, total=counts.kept_total)
    return f"{new} {say_count('data.undecided', outcome.changed_count + outcome.gone_count)}"


def _can_be_added(counts: control.Counts, outcome: Imported) -> str:
    """What is added, and what a correction takes back."""
    reverses = outcome.on_change is OnChange.CORRECT and (outcome.changed_count or outcome.gone_reversed)
    if not reverses and not counts.kept:
        only_coverage = not (counts.rejected or outcome.changed_count or outcome.gone_count)
        return say("data.only_coverage", until=outcome.covered_until) if only_coverage else say("data.none_added")
    if not reverses:
        return say_count("data.can_be_added", counts.kept, total=counts.kept_total)
    back = outcome.total_reversed
    return say_count("data.can_be_added_back", counts.kept, total=counts.kept_total, back=back)


def draw(desk: Desk, found: Preview, here: Here) -> None:
    """The whole step: what must be seen before saving, the buttons, and all the rest, which may grow."""
    outcome, choices = found.outcome, desk.request(here).choices
    choose = partial(desk.choose, here.plan.id)
    for refused in (desk.not_saved, outcome):
        if isinstance(refused, Refused):
            parts.message("danger", say(refused.key, **refused.params))
    with st.container(key="data-check"):
        control_total.draw(found, desk.chosen(here.plan.id), desk.apart, desk.accept)
        with st.container(key="data-decide"):
            if isinstance(outcome, Imported):
                control_strange.draw(found.strange, partial(desk.tick, found.strange), sure=desk.sure(found.strange))
            control_changed.choice(found, choices, choose)
            with st.container(key="data-actions", horizontal=True):
                st.button(say("data.back"), key="data-back", on_click=desk.go_back)
                if isinstance(outcome, Imported):
                    _save_buttons(desk, found, outcome, here)
            if isinstance(outcome, Imported) and (waits := _why_not(desk, found, outcome, here)):
                parts.html("control_waits.html", sentences=waits)
    if desk.not_saved and desk.not_saved.problems:
        control_rejected.in_the_way(desk.not_saved)
    with st.container(key="data-steps"):
        with st.container(key="data-left"):
            parts.html("heading.html", level=2, title=say("data.rows_title"), note="")
            control.draw(found, here.plan, choices, choose)
        with st.container(key="data-right"):
            effect.draw(found, here.plan, undecided=desk.undecided(here.plan.id))
            if isinstance(outcome, Imported):
                parts.message("info", say("data.undo_always"))


def _save_buttons(desk: Desk, found: Preview, outcome: Imported, here: Here) -> None:
    """All of it, or only the good rows, which is a choice of its own; nothing where there is nothing new."""
    good, rejected = outcome.rows - outcome.rows_left_out - outcome.rows_rejected, outcome.rows_rejected
    waits = _waits_for(desk, found, outcome, here)
    if rejected and good:
        st.button(
            say_count("data.save_good", good),
            key="data-save-good",
            disabled=bool(waits),
            on_click=_save,
            args=(desk, found, here),
            kwargs={"keep_good_rows": True},
        )
    st.button(
        say("data.save"),
        key="data-save",
        type="primary",
        disabled=bool(rejected or waits),
        on_click=_save,
        args=(desk, found, here),
        kwargs={"keep_good_rows": False},
    )


def _why_not(desk: Desk, found: Preview, outcome: Imported, here: Here) -> list[str]:
    """Why a button that saves is off."""
    good, rejected = outcome.rows - outcome.rows_left_out - outcome.rows_rejected, outcome.rows_rejected
    told = [say_count("data.why_disabled" if good else "data.why_disabled_none", rejected)] if rejected else []
    return [*told, *_waits_for(desk, found, outcome, here)]


def _waits_for(desk: Desk, found: Preview, outcome: Imported, here: Here) -> list[str]:
    """What a person must do before anything can be saved."""
    told = []
    if desk.undecided(here.plan.id):
        count = outcome.changed_count + outcome.gone_count
        told.append(say_count("control.changed.first_choose", count))
    if control_total.holds_back(found, desk.apart):
        told.append(say("control.total.first_agree"))
    if not desk.sure(found.strange):
        told.append(say("strange.first_sure"))
    return told


def _save(desk: Desk, found: Preview, here: Here, *, keep_good_rows: bool) -> None:
    """Save, unless a total was typed that does not agree: a press may come before the page was drawn with it."""
    if not control_total.holds_back(found, desk.apart):
        desk.save(here, keep_good_rows=keep_good_rows)
