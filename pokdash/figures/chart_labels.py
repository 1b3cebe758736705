"""Words inside a chart: placed so that they hide no line and no other words, collected as Plotly annotations."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pokdash.figures.figure_data import Part
from pokdash.figures.label_place import Label, Occupied, Place, Point
from pokdash.figures.plot import Plot
from pokdash.figures.tokens import FONT, NAMED

_FAR = 60.0  # a label farther than this from what it names gets a line to it


@dataclass(frozen=True, slots=True)
class Look:
    """Colour of a label, whether it covers the grid lines behind it, and the point that it names."""

    colour: str
    ground: bool = True
    pointing_at: Point | None = None


INK = Look(NAMED.ink)


@dataclass(slots=True)
class ChartLabels:
    """The words of one plot so far; `below` is the height that words under the axis need."""

    plot: Plot
    annotations: list[Part] = field(default_factory=list)
    below: int = 0
    occupied: Occupied = field(init=False)

    def __post_init__(self) -> None:
        self.occupied = Occupied(self.plot.format.width, self.plot.format.height)

    def avoid(self, lines: Sequence[Sequence[Point]]) -> None:
        """Keep labels off these drawn lines."""
        for line in lines:
            self.occupied.add_line(line)

    def put(self, label: Label, places: Sequence[Place], look: Look = INK) -> Place:
        """Place a label at the first of `places` where it hides nothing."""
        return self.put_one_of([(label, place) for place in places], look)

    def put_one_of(self, choices: Sequence[tuple[Label, Place]], look: Look = INK) -> Place:
        """Place the first label that hides nothing; one that must hide a line gets no ground, so the line shows."""
        label, place = self.occupied.put(choices)
        if self.occupied.hides_line(label, place):
            look = replace(look, ground=False)
        self.add(label.markup, place, place.point[0], look, label.size)
        return place

    def put_where_free(self, label: Label, places: Sequence[Place], look: Look = INK) -> None:
        """Place a label at the first of `places` where it hides nothing at all; nowhere if there is none."""
        free = [place for place in places if self.occupied.free(label, place)]
        if free:
            self.put(label, free[:1], look)

    def add(self, shown: str, place: Place, x: float | None, look: Look, size: float | None = None) -> None:
        """Add words at a distance from the left (None: in the right margin)."""
        plot = self.plot
        annotation = _annotation(shown, place, size or plot.format.letter, look.colour)
        across = {"x": 1, "xref": "paper", "xshift": 14}
        if x is not None:
            day = plot.day_at(x)
            across = {"x": day.isoformat(), "xshift": x - plot.x(day)}
        annotation |= across | {"y": plot.amount_at(place.point[1])}
        if look.ground:
            annotation |= {"bgcolor": NAMED.surface, "borderpad": 1}
        if look.pointing_at is not None and math.dist(look.pointing_at, place.point) > _FAR:
            annotation |= _pointer(plot, place, look.pointing_at, look.colour)
        self.annotations.append(annotation)

    def add_below(self, lines: Sequence[str]) -> None:
        """Add lines under the axis, from the left edge of the plot."""
        size = self.plot.format
        self.below = round(len(lines) * size.letter * 1.35) + 8
        place = {"x": 0, "xref": "paper", "y": 0, "yref": "paper", "yshift": -size.bottom_margin - 4}
        annotation = _annotation("<br>".join(lines), Place((0, 0), "left", "top"), size.letter, NAMED.ink)
        self.annotations.append(annotation | place)


def _annotation(shown: str, place: Place, size: float, colour: str) -> Part:
    return {
        "text": shown, "showarrow": False, "align": place.across, "xanchor": place.across, "yanchor": place.down,
        "font": {"family": FONT, "size": size, "color": colour},
    }  # fmt: skip


def _pointer(plot: Plot, place: Place, dot: Point, colour: str) -> Part:
    """Turn a label into one with a thin line to its dot."""
    return {
        "showarrow": True, "arrowhead": 0, "arrowwidth": 1.5, "arrowcolor": colour, "standoff": 7,
        "ax": place.point[0] - dot[0], "ay": place.point[1] - dot[1], "x": plot.day_at(dot[0]).isoformat(),
        "y": plot.amount_at(dot[1]), "xshift": 0,
    }  # fmt: skip
