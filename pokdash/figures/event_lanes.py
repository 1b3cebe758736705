"""Lanes under a chart of money over time: decisions, and money that goes to another year, on the same axis of days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from pokdash.domain.plan_events import Event, Happening, on_axis
from pokdash.figures.event_marks import look, said_beside
from pokdash.figures.figure_data import Part
from pokdash.figures.plot import Plot
from pokdash.figures.tokens import FONT, NAMED
from pokdash.texts import text

_RADIUS = 9
_TITLE, _MARKS = 24, 30  # heights of the title and of the marks of a lane
_LETTER = 14
_GAP = 5  # between a mark and its words
_MEAN_LETTER = 0.5  # mean width of a letter, in its font size


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
    came_in = [event for event in shown if event.happening == Happening.INFLOW]
    notes = [event for event in shown if event.happening == Happening.NOTE]
    shapes: list[Part] = []
    annotations: list[Part] = []
    start = top = below + 2
    for key, found in (("decisions", decisions), ("carry_over", moved), ("inflow", came_in), ("notes", notes)):
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
    drawn = look(one.event)
    line, fill = drawn.line, drawn.fill
    if drawn.shape == "diamond":
        r, y = _RADIUS + 1, middle
        path = f"M{x},{y - r} L{x + r},{y} L{x},{y + r} L{x - r},{y} Z"
        return {**at, "type": "path", "path": path, "line": line, "fillcolor": fill}
    box = {"x0": x - _RADIUS, "x1": x + _RADIUS, "y0": middle - _RADIUS, "y1": middle + _RADIUS}
    return {**at, **box, "type": drawn.shape, "line": line, "fillcolor": fill}


def _sign(one: _Marked, plot: Plot, middle: float) -> list[Part]:
    """What stands inside a mark."""
    drawn = look(one.event)
    if not drawn.sign:
        return []
    shift = one.x - plot.x(one.event.day)
    return [_words(f"<b>{drawn.sign}</b>", one.event.day, middle, drawn.sign_colour, across="center", shift=shift)]


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
        for said in said_beside(one.events, language):
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
