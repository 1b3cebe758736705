"""Lanes under a chart of money over time: decisions, and money that goes to another year, on the same axis of days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import shorten

from pokdash.domain.plan_events import Event, Happening, on_axis
from pokdash.domain.plan_record import EventKind
from pokdash.figures.figure_data import Part
from pokdash.figures.plot import Plot
from pokdash.figures.tokens import FONT, NAMED
from pokdash.texts import day_month, euro, text

_RADIUS = 9
_TITLE, _MARKS = 24, 30  # heights of the title and of the marks of a lane
_LETTER = 14
_GAP = 5  # between a mark and its words
_MEAN_LETTER = 0.5  # mean width of a letter, in its font size
_HAPPENED = (EventKind.DECISION, EventKind.START)


@dataclass(frozen=True, slots=True)
class Lanes:
    """Shapes and words to add to a layout, and how much room they need under the axis."""

    shapes: tuple[Part, ...]
    annotations: tuple[Part, ...]
    height: int


@dataclass(frozen=True, slots=True)
class _Marked:
    """Events that share a mark: of the same kind on the same day; `x` is where the mark stands, in pixels."""

    events: tuple[Event, ...]
    x: float

    @property
    def event(self) -> Event:
        return self.events[0]


def lanes(events: Sequence[Event], plot: Plot, below: int, language: str) -> Lanes:
    """Draw the events that lie on the axis, `below` pixels under it; a lane without events is not drawn."""
    shown = on_axis(events, plot.first, plot.last)
    decisions = [event for event in shown if event.happening in (Happening.TIMELINE, Happening.AMENDMENT)]
    moved = [event for event in shown if event.happening == Happening.CARRY_OVER]
    notes = [event for event in shown if event.happening == Happening.NOTE]
    shapes: list[Part] = []
    annotations: list[Part] = []
    start = top = below + 2
    for key, found in (("decisions", decisions), ("carry_over", moved), ("notes", notes)):
        if found:
            annotations.append(_words(text(language, f"lane.{key}"), None, -top - _TITLE / 2, NAMED.ink2))
            middle = -top - _TITLE - _MARKS / 2
            marked = _marked(found, plot)
            for one in marked:
                shapes.append(_mark(one, plot, middle))
                annotations += _sign(one, plot, middle)
            annotations += _labels(marked, plot, middle, language)
            top += _TITLE + _MARKS
    return Lanes(tuple(shapes), tuple(annotations), top - start)


def _marked(events: Sequence[Event], plot: Plot) -> list[_Marked]:
    """The marks of a lane from left to right, within the plot, and beside each other where they share a day."""
    together: dict[tuple[dt.date, str | None, str | None, bool], list[Event]] = {}
    for event in events:
        together.setdefault((event.day, event.kind or event.happening, event.status, event.leaving), []).append(event)
    found: list[_Marked] = []
    for of_kind in together.values():
        x = min(max(plot.x(of_kind[0].day), _RADIUS + 1.0), plot.format.width - _RADIUS - 1)
        if found and x < found[-1].x + 2 * _RADIUS + 3 and found[-1].event.day == of_kind[0].day:
            x = found[-1].x + 2 * _RADIUS + 3
        found.append(_Marked(tuple(of_kind), x))
    return found


def _mark(one: _Marked, plot: Plot, middle: float) -> Part:
    """A circle, square or diamond of a fixed size on the day of the event: what it is shows in its outline too."""
    at = {
        "xref": "x", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel",
        "xanchor": one.event.day.isoformat(), "yanchor": 0, "layer": "above",
    }  # fmt: skip
    x = one.x - plot.x(one.event.day)
    kind, line, fill = _look(one.event)
    if kind == "diamond":
        r, y = _RADIUS + 1, middle
        path = f"M{x},{y - r} L{x + r},{y} L{x},{y + r} L{x - r},{y} Z"
        return {**at, "type": "path", "path": path, "line": line, "fillcolor": fill}
    box = {"x0": x - _RADIUS, "x1": x + _RADIUS, "y0": middle - _RADIUS, "y1": middle + _RADIUS}
    return {**at, **box, "type": kind, "line": line, "fillcolor": fill}


def _look(event: Event) -> tuple[str, Part, str]:
    """Kind of shape, its line and its fill."""
    surface, width = NAMED.surface, 2.5
    if event.happening == Happening.CARRY_OVER:
        return {
            "proposed": ("circle", {"color": NAMED.accent, "width": width, "dash": "2px,3px"}, surface),
            "decided": ("circle", {"color": NAMED.op, "width": width}, NAMED.op),
            "lapsed": ("rect", {"color": NAMED.tekort_bg, "width": width}, surface),
            "unknown": ("diamond", {"color": NAMED.plan, "width": width}, surface),
        }[event.status or "unknown"]
    if event.happening == Happening.NOTE:
        return "rect", {"color": NAMED.plan, "width": 2}, surface
    happened = event.happening == Happening.AMENDMENT or event.kind in _HAPPENED
    dash = {"dash": "2px,3px"} if event.kind == EventKind.EXPECTED else {}
    return "circle", {"color": NAMED.accent, "width": width, **dash}, NAMED.accent if happened else surface


def _sign(one: _Marked, plot: Plot, middle: float) -> list[Part]:
    """What stands inside a mark of money that goes to another year, or of a note."""
    if one.event.happening not in (Happening.CARRY_OVER, Happening.NOTE):
        return []
    sign, colour = (
        ("i", NAMED.ink2)
        if one.event.happening == Happening.NOTE
        else {
            "proposed": ("···", NAMED.accent),
            "decided": ("→", NAMED.surface),
            "lapsed": ("×", NAMED.tekort_bg),
            "unknown": ("?", NAMED.ink2),
        }[one.event.status or "unknown"]
    )
    shift = one.x - plot.x(one.event.day)
    return [_words(f"<b>{sign}</b>", one.event.day, middle, colour, across="center", shift=shift)]


def _labels(marked: Sequence[_Marked], plot: Plot, middle: float, language: str) -> list[Part]:
    """Words right of a mark, or left of it where the next mark stands too near; shorter or none without room."""
    if plot.format.narrow:
        return []
    found: list[Part] = []
    taken = 0.0  # up to where the words before reach
    for number, one in enumerate(marked):
        following = marked[number + 1].x - _RADIUS if number + 1 < len(marked) else plot.format.width + 60
        before = max(taken, marked[number - 1].x + _RADIUS if number else 0.0)
        shift = one.x - plot.x(one.event.day)
        for said in _said(one, language):
            width = len(said) * _LETTER * _MEAN_LETTER + _GAP
            if one.x + _RADIUS + width <= following:
                found.append(_words(said, one.event.day, middle, NAMED.ink2, shift=shift + _RADIUS + _GAP))
                taken = one.x + _RADIUS + width
                break
            if one.x - _RADIUS - width >= before:
                left = shift - _RADIUS - _GAP
                found.append(_words(said, one.event.day, middle, NAMED.ink2, across="right", shift=left))
                taken = one.x + _RADIUS
                break
    return found


def _said(one: _Marked, language: str) -> tuple[str, ...]:
    """What stands beside a mark: in full, and shorter."""
    event, count, day = one.event, len(one.events), day_month(one.event.day, language)
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
    return text(language, "lane.amendment", day=day, amount=amount), amount


def _said_moved(event: Event, amount: str, language: str) -> tuple[str, ...]:
    """Where money comes from or goes to, how much, and whether that is decided."""
    years = {"from_year": event.carry_over.from_year, "to_year": event.carry_over.to_year} if event.carry_over else {}
    way = text(language, "lane.leaving" if event.leaving else "lane.coming", **years)
    if event.status in (None, "unknown"):
        return f"{way}: {amount}", amount
    status = text(language, f"carry_over_status.{event.status}")
    return f"{way}: {amount} {status}", f"{amount} {status}", amount


def _words(  # noqa: PLR0913 - where words stand
    shown: str,
    day: dt.date | None,
    y: float,
    colour: str,
    *,
    across: str = "left",
    shift: float = 0,
    size: int = _LETTER,
) -> Part:
    across_at = {"x": 0, "xref": "paper"} if day is None else {"x": day.isoformat(), "xref": "x"}
    return {
        "text": shown, "showarrow": False, "align": across, "xanchor": across, "yanchor": "middle", "xshift": shift,
        "y": 0, "yref": "paper", "yshift": y, "font": {"family": FONT, "size": size, "color": colour}, **across_at,
    }  # fmt: skip
