"""What a large burn-down adds: ranges, the plan before amendments, what is committed, and when a line runs empty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from pokdash.domain.burn_down import BandPoint, BurnDown
from pokdash.domain.plan_events import Event, Happening
from pokdash.figures.burn_down_words import series_said
from pokdash.figures.chart_labels import ChartLabels, Look
from pokdash.figures.event_lanes import lanes
from pokdash.figures.figure_data import Part
from pokdash.figures.label_place import Label, Place, Point
from pokdash.figures.plot import Plot, line_trace
from pokdash.figures.tokens import NAMED
from pokdash.texts import euro, month, text

BLOCK = 13.0
"""Width of the block of what is committed, in pixels."""


def bands(burn: BurnDown) -> list[Part]:
    """The ranges around the two branches, below all lines."""
    return band(burn.surplus_band, NAMED.forecast) + band(burn.shortage_band, NAMED.tekort_bg)


def band(points: Sequence[BandPoint], colour: str) -> list[Part]:
    """A range over time; nothing without points."""
    if not points:
        return []
    days = [point.day.isoformat() for point in points]
    low, high = [float(point.low) for point in points], [float(point.high) for point in points]
    return [{
        "type": "scatter", "mode": "lines", "x": [*days, *reversed(days)], "y": [*high, *reversed(low)],
        "fill": "toself", "fillcolor": colour, "opacity": 0.22, "line": {"width": 0}, "hoverinfo": "skip",
    }]  # fmt: skip


def original_line(burn: BurnDown, language: str) -> list[Part]:
    """The plan without amendments, dotted; nothing where it is the same."""
    if not burn.original:
        return []
    series = [(point.day, float(point.amount)) for point in burn.original]
    said = series_said(burn.original, "chart.original", language)
    return [line_trace(series, {"color": NAMED.plan, "width": 2, "dash": "2px,4px"}, said)]


def in_hand_line(burn: BurnDown, language: str) -> list[Part]:
    """What is left of the money that came in, which steps up where money comes in; nothing where that is unknown."""
    if not burn.in_hand:
        return []
    said = series_said(burn.in_hand, "chart.in_hand", language)
    points = [(point.day, float(point.amount)) for point in burn.in_hand]
    return [line_trace(points, {"color": NAMED.ink2, "width": 2, "shape": "hv"}, said)]


def committed_block(burn: BurnDown, plot: Plot) -> list[Part]:
    """A hatched block that hangs from what is left at the reference date; its foot is what is not committed yet."""
    if not burn.actual or not burn.committed or burn.available is None:
        return []
    return block(plot, burn.actual[-1].day, float(burn.actual[-1].amount), float(burn.available))


def block(plot: Plot, day: dt.date, top: float, foot: float) -> list[Part]:
    """The hatched block of what is committed, between two amounts."""
    left, right = day.isoformat(), _days_on(plot, day, BLOCK).isoformat()
    pattern = {"shape": "/", "fgcolor": NAMED.accent, "bgcolor": NAMED.surface, "size": 7, "solidity": 0.45}
    return [{
        "type": "scatter", "mode": "lines", "x": [left, right, right, left, left], "y": [top, top, foot, foot, top],
        "fill": "toself", "fillpattern": pattern, "line": {"color": NAMED.accent, "width": 1.5}, "hoverinfo": "skip",
        "cliponaxis": False,
    }]  # fmt: skip


def _days_on(plot: Plot, day: dt.date, pixels: float) -> dt.date:
    days = (plot.last - plot.first).days * pixels / plot.format.width
    return day + dt.timedelta(days=max(1, round(days)))


def details_alt(burn: BurnDown, language: str) -> str:
    """What the details tell, in sentences."""
    told = []
    if burn.committed and burn.available is not None:
        amounts = {"committed": euro(burn.committed, language), "available": euro(burn.available, language)}
        told.append(text(language, "course.alt_committed", **amounts))
    by_then = [point.amount for point in burn.original if point.day == burn.as_of]
    told += [text(language, "course.alt_original", amount=euro(amount, language)) for amount in by_then]
    told += [text(language, "course.alt_in_hand", amount=euro(one.amount, language)) for one in burn.in_hand[-1:]]
    return " ".join(told)


def label_details(labels: ChartLabels, burn: BurnDown, names: Mapping[str, str], language: str) -> None:
    """Write what is committed beside its block, the name of the plan before amendments, and what runs empty when.

    Not on a phone: the words under its chart have the amounts.
    """
    plot = labels.plot
    if plot.format.narrow:  # the legend has the amounts
        return
    if burn.actual and burn.committed and burn.available is not None:
        _label_committed(labels, burn, burn.committed, burn.available, language)
    if burn.original:
        middle = burn.original[len(burn.original) // 2]
        x, y = plot.x(middle.day), plot.y(float(middle.amount))
        places = [Place((x - 8, y + far), "right", "top") for far in (8, 30)]
        places += [Place((x + 8, y - far), "left", "bottom") for far in (8, 30)]
        labels.put(Label((text(language, "chart.original"),), plot.format.letter), places, Look(NAMED.plan))
    _label_in_hand(labels, burn, language)
    _label_empty(labels, burn, names, language)


def _label_in_hand(labels: ChartLabels, burn: BurnDown, language: str) -> None:
    """Name the line of what came in and is left, in the middle of it."""
    if not burn.in_hand:
        return
    plot, middle = labels.plot, burn.in_hand[len(burn.in_hand) // 2]
    x, y = plot.x(middle.day), plot.y(float(middle.amount))
    places = [Place((x - 8, y + far), "right", "top") for far in (8, 30, 52)]
    places += [Place((x + 8, y - far), "left", "bottom") for far in (8, 30)]
    labels.put(Label((text(language, "chart.in_hand"),), plot.format.letter), places, Look(NAMED.ink2))


def _label_committed(
    labels: ChartLabels, burn: BurnDown, committed: Decimal, available: Decimal, language: str
) -> None:
    plot = labels.plot
    x, size = plot.x(burn.actual[-1].day), plot.format.letter
    top, foot = plot.y(float(burn.actual[-1].amount)), plot.y(float(available))
    for key, amount, y in (("committed", committed, (top + foot) / 2), ("available", available, foot)):
        written, words = euro(amount, language), text(language, f"chart.{key}")
        label = Label((written, words), size, (f"<b>{written}</b>", words))
        places = [Place((x - 8, y + far), "right", "middle") for far in (0, 24, 48, 72, 100, 130, -24)]
        places += [Place((x + BLOCK + 8, y + far), "left", "middle") for far in (0, 24, 48)]
        places += [Place((x + BLOCK + 40, y - far), "left", "middle") for far in (40, 70, 100)]
        places += [Place((x - 30, y - far), "right", "middle") for far in (70, 110, 150, 190, 230)]
        dot: Point = (x, y)
        labels.put(label, places, Look(NAMED.accent if key == "committed" else NAMED.ink, pointing_at=dot))


def _label_empty(labels: ChartLabels, burn: BurnDown, names: Mapping[str, str], language: str) -> None:
    """Name the line that runs empty first, where there is room; all of them are in the words beside the chart."""
    plot = labels.plot
    empty = [event for event in burn.events if event.happening is Happening.EMPTY and event.day <= plot.last]
    if not empty:
        return
    x, y = plot.x(empty[0].day), plot.y(0)
    lines = (text(language, "chart.empty", name=names.get(empty[0].line or "", "")), month(empty[0].day, language))
    label = Label(lines, plot.format.letter - 1, (lines[0], f"<b>{lines[1]}</b>"))
    places = [Place((x + 40 * at, y - far), "center", "bottom") for far in (8, 24, 40) for at in (0, 1, 2, -1)]
    labels.put_where_free(label, places, Look(NAMED.tekort_bg, pointing_at=(x, y)))


def empty_marks(burn: BurnDown) -> list[Part]:
    """A small diamond on the zero line for every line that runs empty."""
    days = [event.day.isoformat() for event in burn.events if event.happening is Happening.EMPTY]
    marker = {"size": 11, "symbol": "diamond", "color": NAMED.tekort_bg}
    if not days:
        return []
    return [{
        "type": "scatter", "mode": "markers", "x": days, "y": [0] * len(days), "marker": marker, "hoverinfo": "skip",
        "cliponaxis": False,
    }]  # fmt: skip


def with_lanes(layout: Part, events: Sequence[Event], plot: Plot, language: str) -> Part:
    """The layout with the events under its axis, and the diamonds of lines that run empty."""
    found = lanes(events, plot, layout["margin"]["b"], language)
    return {
        **layout,
        "height": layout["height"] + found.height,
        "margin": {**layout["margin"], "b": layout["margin"]["b"] + found.height},
        "annotations": [*layout["annotations"], *found.annotations],
        "shapes": [*layout["shapes"], *found.shapes],
    }
