"""The plot area of a chart of money over time: its scales, its Plotly layout and the marks that every chart has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from pokdash.figures.axes import DayTicks, Ticks
from pokdash.figures.figure_data import Part
from pokdash.figures.label_place import Point
from pokdash.figures.tokens import FONT, NAMED

Series = Sequence[tuple[dt.date, float]]


@dataclass(frozen=True, slots=True)
class Format:
    """The size of a plot (without margins) in pixels, for which labels are placed, and its margins and letters."""

    narrow: bool
    width: float  # what is certainly there; a wider box gives more room
    height: float
    top: float  # room above the highest amount
    zone: float  # least room below zero
    left_margin: int
    right_margin: int
    bottom_margin: int
    letter: int
    large_letter: int


@dataclass(frozen=True, slots=True)
class Plot:
    """Scales between days and euro and the pixels of a plot; y runs down from the top."""

    format: Format
    first: dt.date
    last: dt.date
    high: float
    low: float

    @property
    def scale(self) -> float:
        """Pixels per euro: room for the zone below zero, or for the lowest amount where that is lower."""
        room = self.format.height - self.format.top
        depth = -min(0.0, self.low)
        with_depth = (room - 16) / (self.high + depth)
        return with_depth if depth * with_depth + 16 > self.format.zone else (room - self.format.zone) / self.high

    def x(self, day: dt.date) -> float:
        """Pixels from the left."""
        return (day - self.first).days / max(1, (self.last - self.first).days) * self.format.width

    def y(self, amount: float) -> float:
        """Pixels from the top."""
        return self.format.top + (self.high - amount) * self.scale

    def day_at(self, x: float) -> dt.date:
        """The day at a distance from the left, within the axis."""
        return self.first + (self.last - self.first) * min(1.0, max(0.0, x / self.format.width))

    def amount_at(self, y: float) -> float:
        """The amount at a height."""
        return self.high - (y - self.format.top) / self.scale

    def points(self, series: Series) -> list[Point]:
        """The corners of a drawn line."""
        return [(self.x(day), self.y(amount)) for day, amount in series]

    @property
    def bottom(self) -> float:
        """The amount at the lower edge."""
        return self.amount_at(self.format.height)

    def layout(self, money: Ticks, days: DayTicks) -> Part:
        """Plotly's layout of the plot: fixed axes with the given ticks, nothing to zoom, Dutch separators."""
        size = self.format
        ticks = {"family": FONT, "size": size.letter, "color": NAMED.ink2}
        return {
            "height": round(size.height) + 8 + size.bottom_margin,
            "margin": {"l": size.left_margin, "r": size.right_margin, "t": 8, "b": size.bottom_margin, "pad": 0},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": NAMED.surface,
            "font": {"family": FONT, "size": size.letter, "color": NAMED.ink},
            "separators": ",.",
            "showlegend": False,
            "dragmode": False,
            "uirevision": "keep",
            "hovermode": "closest",
            "hoverlabel": {"bgcolor": NAMED.surface, "bordercolor": NAMED.ctl, "font": {"family": FONT, "size": 16}},
            "xaxis": {
                "type": "date", "range": [self.first.isoformat(), self.last.isoformat()], "fixedrange": True,
                "showgrid": False, "zeroline": False, "ticks": "", "tickvals": days[0], "ticktext": days[1],
                "tickfont": ticks, "tickangle": 0, "automargin": True,
            },
            "yaxis": {
                "range": [self.bottom, self.amount_at(0)], "fixedrange": True, "zeroline": False, "ticks": "",
                "tickvals": money[0], "ticktext": money[1], "tickfont": ticks, "automargin": True,
                "gridcolor": NAMED.line, "griddash": "3px,3px", "gridwidth": 1,
            },
        }  # fmt: skip


def line_shape(start: tuple[str, float], end: tuple[str, float], line: Part, **more: object) -> Part:
    """Draw a straight line between two points of the axes."""
    return {"type": "line", "x0": start[0], "y0": start[1], "x1": end[0], "y1": end[1], "line": line, **more}


def zero_line(plot: Plot) -> Part:
    """Draw the line at nothing left."""
    ends = plot.first.isoformat(), plot.last.isoformat()
    return line_shape((ends[0], 0), (ends[1], 0), {"color": NAMED.ink, "width": 2}, layer="above")


def year_lines(starts: list[dt.date]) -> list[Part]:
    """Draw a vertical line where a new year begins."""
    line = {"color": NAMED.line, "width": 2}
    return [line_shape((day.isoformat(), 0), (day.isoformat(), 1), line, yref="paper", layer="below") for day in starts]


def line_trace(series: Series, line: Part, said: list[str] | None = None, **more: object) -> Part:
    """Draw a series as a line; `said` is what each point tells when it is pointed at."""
    told = {"text": said, "hovertemplate": "%{text}<extra></extra>"} if said else {"hoverinfo": "skip"}
    return {
        "type": "scatter", "mode": "lines", "x": [day.isoformat() for day, _ in series],
        "y": [amount for _, amount in series], "line": line, "cliponaxis": False, **told, **more,
    }  # fmt: skip
