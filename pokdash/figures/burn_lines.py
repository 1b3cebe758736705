"""What a burn-down and a burn-up are drawn with: lines, dots, diamonds, and the band of money still to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from pokdash.domain.burn_down import BurnDown, BurnDownPoint, Points
from pokdash.figures.figure_data import Part
from pokdash.figures.plot import Series
from pokdash.figures.tokens import NAMED

DASHES = {"assumption": "9px,7px", "source": "solid", "adopted": "solid"}
"""How the planned line is drawn, by whose plan it is."""
BAND = 0.04
"""Height of the hatched band, as a share of all money: its amounts are unknown, so it is a sign only."""


def series(points: Sequence[BurnDownPoint]) -> Series:
    """Points as a chart draws them."""
    return [(point.day, float(point.amount)) for point in points]


def stepped(series: Series) -> Series:
    """Add the corners of a stepped line."""
    corners: list[tuple[dt.date, float]] = []
    for day, amount in series:
        if corners:
            corners.append((day, corners[-1][1]))
        corners.append((day, amount))
    return corners


def dot(point: BurnDownPoint, marker: Part) -> Part:
    """A mark on a day at an amount."""
    return {
        "type": "scatter", "mode": "markers", "x": [point.day.isoformat()], "y": [float(point.amount)],
        "marker": marker, "cliponaxis": False, "hoverinfo": "skip",
    }  # fmt: skip


def ends(surplus: Points, shortage: Points) -> list[Part]:
    """Diamonds where the branches end; a branch of nothing has none."""
    ended = []
    for points, colour in ((surplus, NAMED.forecast), (shortage, NAMED.tekort_bg)):
        if points and points[-1].amount:
            diamond = {"size": 15, "symbol": "diamond", "color": NAMED.surface, "line": {"color": colour, "width": 3.5}}
            ended.append(dot(points[-1], diamond))
    return ended


def to_come_band(burn: BurnDown, top: float) -> Part:
    """Hatch the top of the money: part of it has still to come."""
    first, last = burn.first_day.isoformat(), burn.last_day.isoformat()
    pattern = {"shape": "/", "fgcolor": NAMED.ctl, "bgcolor": "rgba(0,0,0,0)", "size": 11, "solidity": 0.22}
    return {
        "type": "scatter", "mode": "lines", "x": [first, last, last, first, first],
        "y": [top, top, top * (1 - BAND), top * (1 - BAND), top], "fill": "toself", "fillpattern": pattern,
        "line": {"width": 0}, "hoverinfo": "skip",
    }  # fmt: skip
