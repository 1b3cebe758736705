"""Lanes under a chart of money over time: decisions, and money that goes to another year, on the same axis of days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from pokdash.domain.plan_events import Event, Happening
from pokdash.domain.plan_record import EventKind
from pokdash.figures.figure_data import Part
from pokdash.figures.plot import Plot
from pokdash.figures.tokens import FONT, NAMED
from pokdash.texts import day_month, euro, text

_RADIUS = 9
_TITLE, _MARKS = 24, 30  # heights of the title and of the marks of a lane
_LETTER = 15
_MEAN_LETTER = 0.52  # mean width of a letter, in its font size
_HAPPENED = (EventKind.DECISION, EventKind.START)


@dataclass(frozen=True, slots=True)
class Lanes:
    """Shapes and words to add to a layout, and how much room they need under the axis."""

    shapes: tuple[Part, ...]
    annotations: tuple[Part, ...]
    height: int


def lanes(events: Sequence[Event], plot: Plot, below: int, language: str) -> Lanes:
    """Draw the events that lie on the axis, `below` pixels under it; a lane without events is not drawn."""
    shown = [event for event in events if plot.first <= event.day <= plot.last and event.happening != Happening.EMPTY]
    decisions = [event for event in shown if event.happening != Happening.CARRY_OVER]
    moved = [event for event in shown if event.happening == Happening.CARRY_OVER]
    shapes: list[Part] = []
    annotations: list[Part] = []
    start = top = below + 2
    for key, found in (("decisions", decisions), ("carry_over", moved)):
        if found:
            annotations.append(_words(text(language, f"lane.{key}"), None, -top - _TITLE / 2, NAMED.ink2))
            middle = -top - _TITLE - _MARKS / 2
            for event in found:
                shapes.append(_mark(event, middle))
                annotations += _sign(event, middle)
            annotations += _labels(found, plot, middle, language)
            top += _TITLE + _MARKS
    return Lanes(tuple(shapes), tuple(annotations), top - start)


def _mark(event: Event, middle: float) -> Part:
    """A circle, square or diamond of a fixed size on the day of the event: what it is shows in its outline too."""
    at = {
        "xref": "x", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel", "xanchor": event.day.isoformat(),
        "yanchor": 0, "layer": "above",
    }  # fmt: skip
    box = {"x0": -_RADIUS, "x1": _RADIUS, "y0": middle - _RADIUS, "y1": middle + _RADIUS}
    kind, line, fill = _look(event)
    if kind == "diamond":
        r, y = _RADIUS + 1, middle
        return {
            **at,
            "type": "path",
            "path": f"M0,{y - r} L{r},{y} L0,{y + r} L{-r},{y} Z",
            "line": line,
            "fillcolor": fill,
        }
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
    happened = event.happening == Happening.AMENDMENT or event.kind in _HAPPENED
    dash = {"dash": "2px,3px"} if event.kind == EventKind.EXPECTED else {}
    return "circle", {"color": NAMED.accent, "width": width, **dash}, NAMED.accent if happened else surface


def _sign(event: Event, middle: float) -> list[Part]:
    """What stands inside a mark of money that goes to another year."""
    if event.happening != Happening.CARRY_OVER:
        return []
    sign, colour = {
        "proposed": ("···", NAMED.accent),
        "decided": ("→", NAMED.surface),
        "lapsed": ("×", NAMED.tekort_bg),
        "unknown": ("?", NAMED.ink2),
    }[event.status or "unknown"]
    return [_words(f"<b>{sign}</b>", event.day, middle, colour, across="center", size=14)]


def _labels(events: Sequence[Event], plot: Plot, middle: float, language: str) -> list[Part]:
    """Words right of a mark, or left of it where the next mark stands too near; none where there is no room at all."""
    if plot.format.narrow:
        return []
    found: list[Part] = []
    ends = [plot.x(event.day) for event in events]
    taken = -1e9  # up to where the words before reach
    for number, event in enumerate(events):
        said = _said(event, language)
        width, x = len(said) * _LETTER * _MEAN_LETTER, ends[number]
        after = ends[number + 1] - _RADIUS if number + 1 < len(events) else plot.format.width + plot.format.right_margin
        before = max(taken, ends[number - 1] + _RADIUS if number else -1e9, 0.0)
        if x + _RADIUS + 5 + width <= after:
            found.append(_words(said, event.day, middle, NAMED.ink2, shift=_RADIUS + 5))
            taken = x + _RADIUS + 5 + width
        elif x - _RADIUS - 5 - width >= before:
            found.append(_words(said, event.day, middle, NAMED.ink2, across="right", shift=-_RADIUS - 5))
            taken = x + _RADIUS
    return found


def _said(event: Event, language: str) -> str:
    day = day_month(event.day, language)
    if event.happening == Happening.CARRY_OVER:
        amount = text(language, "lane.unknown") if event.amount is None else euro(event.amount, language)
        status = event.status if event.status != "unknown" else None
        return f"{amount} {text(language, f'carry_over_status.{status}')}" if status else amount
    if event.happening == Happening.AMENDMENT:
        amount = text(language, "lane.unknown") if event.amount is None else euro(event.amount, language)
        return text(language, "lane.amendment", day=day, amount=amount)
    return f"{day}: {text(language, f'record.event_{event.kind}')}"


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
