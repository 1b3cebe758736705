"""The agenda: which slides are shown and in which order; saved under a name, or as they follow from the data."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pokdash.domain.actor import Action, Actor
from pokdash.domain.meeting import Agenda
from pokdash.domain.notice import Notice
from pokdash.domain.slides import Slide
from pokdash.store.agendas import Signature
from pokdash.store.home import Home
from pokdash.ui import changes, deck, frame, parts, session
from pokdash.ui.cached import Facts
from pokdash.ui.say import literal, say

_NAME = 80
"""Signs that fit in the name of an agenda."""


def draw(known: Facts, there: deck.Deck, chosen: Agenda | None, actor: Actor) -> None:
    """The slides in their order; an agenda that is saved can be changed, and every change is kept."""
    parts.html("heading.html", level=2, title=say("agenda.title"), note=say("agenda.note"))
    _choose(known, chosen)
    signed = Signature(known.plan.id, actor.name, frame.opened()[0].generation)
    may = actor.may(Action.MEETING)
    names = [deck.name_of(known, there, slide) for slide in there.shown]
    with st.container(key="agenda"):
        if chosen is None or not may:
            parts.html("agenda.html", names=names)
        else:
            for at in range(len(names)):
                _row(chosen, [slide.name for slide in there.shown], at, names[at], signed)
        if chosen and may:
            _add(known, there, chosen, signed)
    view = session.view()
    with st.container(key="agenda-actions", horizontal=True):
        st.page_link(frame.page(frame.PRESENTATION), label=say("agenda.show"), query_params=view.parameters())
        if chosen and may:
            st.button(say("agenda.remove"), on_click=_remove, args=(chosen, signed))
        elif may:
            _save(there.shown, signed)


def _choose(known: Facts, chosen: Agenda | None) -> None:
    every = {one.id: one for one in changes.read(lambda: Home.from_environment().agendas.of(known.plan.id), ())}
    if not every:
        return
    st.session_state["agenda-chosen"] = chosen.id if chosen else ""
    st.selectbox(
        say("agenda.chosen"),
        ["", *every],
        format_func=lambda one: every[one].name if one else say("agenda.from_data"),
        key="agenda-chosen",
        on_change=lambda: session.choose(agenda=st.session_state["agenda-chosen"] or None),
    )


def _row(chosen: Agenda, slides: Sequence[str], at: int, name: str, signed: Signature) -> None:
    """A slide with buttons to move it up or down, or to leave it out."""
    with st.container(key=f"agenda-{at}", horizontal=True):
        parts.html("agenda_row.html", number=at + 1, name=name)
        moves = {"up": at > 0, "down": at < len(slides) - 1, "out": len(slides) > 1}
        for move, able in moves.items():
            st.button(
                say(f"agenda.{move}", name=literal(name)),
                key=f"agenda-{move}-{at}",
                disabled=not able,
                on_click=_change,
                args=(chosen, _moved(slides, at, move), signed),
            )


def _moved(slides: Sequence[str], at: int, move: str) -> list[str]:
    """The names in their new order."""
    rest = [*slides[:at], *slides[at + 1 :]]
    if move == "out":
        return rest
    to = at - 1 if move == "up" else at + 1
    return [*rest[:to], slides[at], *rest[to:]]


def _add(known: Facts, there: deck.Deck, chosen: Agenda, signed: Signature) -> None:
    """Choose a slide that is not shown yet; it comes last."""
    shown = [slide.name for slide in there.shown]
    left = {slide.name: deck.name_of(known, there, slide) for slide in there.possible if slide.name not in shown}
    if not left:
        return
    key = f"agenda-add-{chosen.version}"
    st.selectbox(
        say("agenda.add"),
        list(left),
        index=None,
        format_func=left.__getitem__,
        placeholder=say("agenda.add_choose"),
        key=key,
        on_change=lambda: _change(chosen, [*shown, st.session_state[key]], signed),
    )


def _save(shown: Sequence[Slide], signed: Signature) -> None:
    """Save the slides that follow from the data under a name, to change them."""
    with st.popover(say("agenda.save_title")):
        st.text_input(say("agenda.name"), max_chars=_NAME, key="agenda-name")
        st.button(say("agenda.save"), on_click=_begin, args=([slide.name for slide in shown], signed))


def _begin(slides: Sequence[str], signed: Signature) -> None:
    name = st.session_state["agenda-name"].strip()
    agendas = Home.from_environment().agendas
    taken = name in [one.name for one in changes.read(lambda: agendas.of(signed.plan), ())]
    if not name or taken:
        changes.note((Notice(ok=False, key="agenda.taken" if taken else "agenda.nameless"),))
        return
    saved = changes.keep(lambda: agendas.save(name, slides, signed))
    if saved:
        session.choose(agenda=saved)


def _change(chosen: Agenda, slides: Sequence[str], signed: Signature) -> None:
    changes.keep(lambda: Home.from_environment().agendas.save(chosen.name, slides, signed, chosen.id))


def _remove(chosen: Agenda, signed: Signature) -> None:
    changes.keep(lambda: Home.from_environment().agendas.remove(chosen, signed))
    session.choose(agenda=None)
