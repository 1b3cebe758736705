"""Marks of events: what each kind looks like, in outline and sign too, and what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import shorten

from pokdash.domain.plan_events import Event, Happening
from pokdash.domain.plan_record import EventKind
from pokdash.figures.figure_data import Part
from pokdash.figures.tokens import NAMED
from pokdash.texts import day_month, euro, text

_HAPPENED = (EventKind.DECISION, EventKind.START)
_DOTTED = {"dash": "2px,3px"}


@dataclass(frozen=True, slots=True)
class MarkLook:
    """Shape (circle, rect or diamond), its line and fill, and the sign inside it with its colour."""

    shape: str
    line: Part
    fill: str
    sign: str = ""
    sign_colour: str = ""


_CARRY_OVER = {
    "proposed": MarkLook(
        "circle", {"color": NAMED.accent, "width": 2.5, **_DOTTED}, NAMED.surface, "···", NAMED.accent
    ),
    "decided": MarkLook("circle", {"color": NAMED.op, "width": 2.5}, NAMED.op, "→", NAMED.surface),
    "lapsed": MarkLook("rect", {"color": NAMED.tekort_bg, "width": 2.5}, NAMED.surface, "×", NAMED.tekort_bg),
    "unknown": MarkLook("diamond", {"color": NAMED.plan, "width": 2.5}, NAMED.surface, "?", NAMED.ink2),
}


def look(event: Event) -> MarkLook:
    """How an event is marked: what happened is filled, what is expected is dotted."""
    line = {"color": NAMED.accent, "width": 2.5}
    if event.happening == Happening.CARRY_OVER:
        return _CARRY_OVER[event.status or "unknown"]
    if event.happening == Happening.NOTE:
        return MarkLook("rect", {"color": NAMED.plan, "width": 2}, NAMED.surface, "i", NAMED.ink2)
    if event.happening == Happening.INFLOW:
        if event.received:
            return MarkLook("rect", line, NAMED.accent, "+", NAMED.surface)
        return MarkLook("rect", line | _DOTTED, NAMED.surface, "+", NAMED.accent)
    happened = event.happening == Happening.AMENDMENT or event.kind in _HAPPENED
    if event.kind == EventKind.EXPECTED:
        line |= _DOTTED
    return MarkLook("circle", line, NAMED.accent if happened else NAMED.surface)


def said_beside(events: Sequence[Event], language: str) -> tuple[str, ...]:
    """What stands beside the mark of events of one kind on one day: in full, and shorter."""
    event, count = events[0], len(events)
    day = day_month(event.day, language)
    if event.happening == Happening.TIMELINE:
        return (f"{day}: {text(language, f'record.event_{event.kind}')}",)
    if count > 1:
        return (text(language, f"lane.several_{event.happening}", day=day, count=count),)
    if event.happening == Happening.NOTE:
        said = event.what.in_language(language) if event.what else ""
        return tuple(f"{day}: {escape(shorten(said, letters, placeholder='…'))}" for letters in (60, 40, 24, 12))
    amount = text(language, "lane.unknown") if event.amount is None else euro(event.amount, language)
    if event.happening == Happening.CARRY_OVER:
        return _said_moved(event, amount, language)
    if event.happening == Happening.INFLOW:
        come = "received" if event.received else "expected"
        return text(language, f"lane.inflow_{come}", day=day, amount=amount), amount
    return text(language, "lane.amendment", day=day, amount=amount), amount


def _said_moved(event: Event, amount: str, language: str) -> tuple[str, ...]:
    """Where money comes from or goes to, how much, and whether that is decided."""
    years = {"from_year": event.carry_over.from_year, "to_year": event.carry_over.to_year} if event.carry_over else {}
    way = text(language, "lane.leaving" if event.leaving else "lane.coming", **years)
    if event.status in (None, "unknown"):
        return f"{way}: {amount}", amount
    status = text(language, f"carry_over_status.{event.status}")
    return f"{way}: {amount} {status}", f"{amount} {status}", amount
