"""Where a label inside a chart goes: the first place that hides no line and no other label."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

_LETTER = 0.5  # mean width of a letter in Source Sans, in its font size
_LEADING = 1.3  # height of a line, as Plotly sets it
_CLEAR = 5.0  # pixels between a label and what it must not hide

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels; y runs down from the top of the plot."""

    left: float
    top: float
    width: float
    height: float

    def overlap(self, other: Box) -> float:
        """Shared area in square pixels."""
        across = min(self.left + self.width, other.left + other.width) - max(self.left, other.left)
        down = min(self.top + self.height, other.top + other.height) - max(self.top, other.top)
        return max(0.0, across) * max(0.0, down)

    def grown(self, margin: float) -> Box:
        """The same rectangle with a margin around it."""
        return Box(self.left - margin, self.top - margin, self.width + 2 * margin, self.height + 2 * margin)


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of text with one font size; `shown` are the same lines with their markup."""

    lines: tuple[str, ...]
    size: float
    shown: tuple[str, ...] = ()

    @property
    def markup(self) -> str:
        """The lines as Plotly draws them."""
        return "<br>".join(self.shown or self.lines)

    @property
    def width(self) -> float:
        """Estimated width in pixels."""
        return max(len(line) for line in self.lines) * self.size * _LETTER

    @property
    def height(self) -> float:
        """Height in pixels."""
        return len(self.lines) * self.size * _LEADING

    def at(self, point: Point, across: str, down: str) -> Box:
        """The label's box when `point` is its left, center or right and its top, middle or bottom."""
        x = point[0] - self.width * {"left": 0.0, "center": 0.5, "right": 1.0}[across]
        y = point[1] - self.height * {"top": 0.0, "middle": 0.5, "bottom": 1.0}[down]
        return Box(x, y, self.width, self.height)


@dataclass(frozen=True, slots=True)
class Place:
    """A point with the side of the label that touches it (Plotly's xanchor and yanchor)."""

    point: Point
    across: str
    down: str


@dataclass(slots=True)
class Occupied:
    """What is drawn in a plot of a width and height so far."""

    width: float
    height: float
    points: list[Point] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    def add_line(self, corners: Sequence[Point]) -> None:
        """Remember a drawn line by a point every four pixels or so."""
        for (ax, ay), (bx, by) in pairwise(corners):
            steps = max(1, int(max(abs(bx - ax), abs(by - ay)) // 4))
            self.points += [(ax + (bx - ax) * i / steps, ay + (by - ay) * i / steps) for i in range(steps + 1)]

    def put(self, choices: Iterable[tuple[Label, Place]]) -> tuple[Label, Place]:
        """Take the label and place that hide least, the first of equals, and remember the box there."""
        label, place = min(choices, key=lambda choice: self._hidden(_box(*choice)))
        self.boxes.append(_box(label, place))
        return label, place

    def free(self, label: Label, place: Place) -> bool:
        """Whether a label at a place would hide nothing and lie within the plot."""
        return self._hidden(_box(label, place)) == 0

    def hides_line(self, label: Label, place: Place) -> bool:
        """Whether a label at a place would cover part of a drawn line."""
        return self._covered(_box(label, place)) > 0

    def _covered(self, box: Box) -> int:
        right, bottom = box.left + box.width, box.top + box.height
        return sum(box.left <= x <= right and box.top <= y <= bottom for x, y in self.points)

    def _hidden(self, box: Box) -> int:
        around = box.grown(_CLEAR)
        inside = box.overlap(Box(0.0, 0.0, self.width, self.height))
        outside = box.width * box.height - inside
        overlaps = sum(around.overlap(other) for other in self.boxes)
        return round(self._covered(around) * 40.0 + overlaps * 2.0 + outside * 4.0)


def _box(label: Label, place: Place) -> Box:
    return label.at(place.point, place.across, place.down)
