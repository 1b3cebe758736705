"""Track record: how far earlier expectations lay from what came, each with its range, around the line of what came."""

from __future__ import annotations

from collections.abc import Sequence

from pokdash.domain.track_record import TrackPoint
from pokdash.figures.axes import money_ticks
from pokdash.figures.figure_data import FigureData, FigureTable, Part
from pokdash.figures.tokens import FONT, NAMED
from pokdash.texts import date, euro, short_date, text

_HEIGHT, _BOTTOM = 210, 52
_LINE = 17  # height of one more line under the axis
_ROOM = 1.35  # how far the axis goes beyond the farthest range


def verdict(point: TrackPoint) -> str:
    """`within`, `low` or `high`: whether what came lay in the range, else on which side the expectation was."""
    if point.within is None:
        return "unranged"
    return "within" if point.within else "low" if point.off < 0 else "high"


def track_figure(points: Sequence[TrackPoint], language: str) -> FigureData:
    """Draw every point in the order of time; a miss is a thin line with a cross, and says on which side it was."""
    values = [value for point in points for value in (point.off, point.low, point.high) if value]
    far = max((abs(float(value)) for value in values), default=1.0)
    ticks = money_ticks(-far * _ROOM, far * _ROOM, language, most=3)
    layout = {
        "height": _HEIGHT + _BOTTOM, "margin": {"l": 8, "r": 12, "t": 8, "b": _BOTTOM, "pad": 0},
        "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": NAMED.surface, "showlegend": False, "dragmode": False,
        "separators": ",.", "hovermode": "closest", "font": {"family": FONT, "size": 14, "color": NAMED.ink},
        "xaxis": {
            "type": "linear", "range": [-0.6, len(points) - 0.4], "fixedrange": True, "showgrid": False,
            "zeroline": False, "tickvals": list(range(len(points))),
            "ticktext": [_day(one, language) for one in points], "tickangle": 0,
            "tickfont": {"family": FONT, "size": 13, "color": NAMED.ink2},
        },
        "yaxis": {
            "range": [-far * _ROOM, far * _ROOM], "fixedrange": True, "zeroline": False, "tickvals": ticks[0],
            "ticktext": ticks[1], "automargin": True, "gridcolor": NAMED.line, "griddash": "3px,3px",
            "tickfont": {"family": FONT, "size": 14, "color": NAMED.ink2},
        },
        "shapes": [{
            "type": "line", "x0": -0.6, "x1": len(points) - 0.4, "y0": 0, "y1": 0, "layer": "below",
            "line": {"color": NAMED.accent, "width": 4},
        }],
        "annotations": [_word(number, point, language) for number, point in enumerate(points)],
    }  # fmt: skip
    return FigureData(tuple(_traces(points)), layout, _narrow(layout), _alt(points, language), _table(points, language))


def _day(point: TrackPoint, language: str) -> str:
    day, _, year = short_date(point.made_on, language).rpartition(" ")
    return f"{day}<br>{year}"


def _narrow(layout: Part) -> Part:
    """With the days in three lines, so that they do not touch on a phone."""
    days = [day.replace(" ", "<br>") for day in layout["xaxis"]["ticktext"]]
    return {
        **layout,
        "height": layout["height"] + _LINE,
        "margin": {**layout["margin"], "b": _BOTTOM + _LINE},
        "xaxis": {**layout["xaxis"], "ticktext": days},
    }


def _traces(points: Sequence[TrackPoint]) -> list[Part]:
    traces = [_range(number, point) for number, point in enumerate(points) if point.within is not None]
    for missed in (False, True):
        found = [(number, point) for number, point in enumerate(points) if (point.within is False) == missed]
        look = {"symbol": "x", "size": 11, "color": NAMED.tekort_bg} if missed else {
            "symbol": "diamond", "size": 12, "color": NAMED.surface, "line": {"color": NAMED.forecast, "width": 3},
        }  # fmt: skip
        if found:
            traces.append({
                "type": "scatter", "mode": "markers", "x": [number for number, _ in found],
                "y": [float(point.off) for _, point in found], "marker": look, "hoverinfo": "skip",
            })  # fmt: skip
    return traces


def _range(number: int, point: TrackPoint) -> Part:
    look = {"color": NAMED.forecast, "width": 11} if point.within else {"color": NAMED.tekort_bg, "width": 3}
    return {
        "type": "scatter", "mode": "lines", "x": [number, number], "y": [float(point.low or 0), float(point.high or 0)],
        "line": look, "opacity": 0.55 if point.within else 1, "hoverinfo": "skip",
    }  # fmt: skip


def _word(number: int, point: TrackPoint, language: str) -> Part:
    """The verdict beyond its range, away from the line of what came."""
    below = point.off < 0
    ends = [float(value) for value in (point.low, point.high, point.off) if value is not None]
    colour = NAMED.tekort_bg if point.within is False else NAMED.ink2
    return {
        "text": text(language, f"track.{verdict(point)}"), "x": number, "y": min(ends) if below else max(ends),
        "showarrow": False, "yanchor": "top" if below else "bottom", "yshift": -5 if below else 5,
        "font": {"family": FONT, "size": 13, "color": colour},
    }  # fmt: skip


def _alt(points: Sequence[TrackPoint], language: str) -> str:
    said = [
        text(
            language,
            "track.alt_point",
            date=date(point.made_on, language),
            verdict=text(language, f"track.{verdict(point)}"),
            amount=euro(abs(point.off), language),
        )
        for point in points
    ]
    return " ".join([text(language, "track.alt"), *said])


def _table(points: Sequence[TrackPoint], language: str) -> FigureTable:
    columns = ("made_on", "lines", "off", "low", "high", "verdict", "origin")
    rows = (
        (
            point.made_on,
            str(point.lines),
            point.off,
            point.low,
            point.high,
            text(language, f"track.{verdict(point)}"),
            text(language, "track.published" if point.published else "track.recalculated"),
        )
        for point in points
    )
    return FigureTable(tuple(text(language, f"track.column_{name}") for name in columns), tuple(rows))
