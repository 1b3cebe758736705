"""The words inside a burn-down: placed so that they hide no line and no other words."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from textwrap import wrap

from pokdash.domain.burn_down import BurnDown, BurnDownPoint
from pokdash.figures.burn_down_words import about, over_parts, period_end
from pokdash.figures.figure_data import Part
from pokdash.figures.label_place import Box, Label, Occupied, Place, Point
from pokdash.figures.plot import Plot
from pokdash.figures.tokens import FONT, NAMED
from pokdash.texts import euro, short_date, text
from pokdash.texts.notation import NO_BREAK

_YEARS = 34.0  # height of the row of years
_MARGIN_LETTERS = 20  # letters that fit beside the plot
_LETTERS_BELOW = 42  # letters that fit under the plot of a phone
_FAR = 60.0  # a label farther than this from what it names gets a line to it


@dataclass(frozen=True, slots=True)
class _Look:
    colour: str
    ground: bool = True  # covers the grid lines behind it
    pointing_at: Point | None = None


_INK = _Look(NAMED.ink)


@dataclass(frozen=True, slots=True)
class _Block:
    """How one branch ends: the amount, on which lines, its colour, and the height of its diamond."""

    amount: str
    where: tuple[str, ...]
    colour: str
    height: float


@dataclass(slots=True)
class Labels:
    """Collects Plotly annotations; `below` is the height that words under the axis need."""

    plot: Plot
    language: str
    annotations: list[Part] = field(default_factory=list)
    below: int = 0
    _occupied: Occupied = field(init=False)

    def __post_init__(self) -> None:
        self._occupied = Occupied(self.plot.format.width, self.plot.format.height)
        self._occupied.boxes.append(Box(0, 0, self.plot.format.width, _YEARS - 6))

    def avoid(self, lines: Sequence[Sequence[Point]]) -> None:
        """Keep labels off these drawn lines."""
        for line in lines:
            self._occupied.add_line(line)

    def years(self) -> None:
        """Name every year above its part of the axis, where it is wide enough."""
        plot = self.plot
        for year in range(plot.first.year, plot.last.year + 1):
            start, end = max(plot.first, dt.date(year, 1, 1)), min(plot.last, dt.date(year, 12, 31))
            if plot.x(end) - plot.x(start) >= 2.4 * plot.format.letter:
                middle = start + (end - start) / 2
                place = Place((plot.x(middle), 17.0), "center", "middle")
                self._add(f"<b>{year}</b>", place, place.point[0], _Look(NAMED.ink2, ground=False))

    def shortage_zone(self) -> None:
        """Say what lies under the zero line."""
        plot, words = self.plot, text(self.language, "chart.shortage_zone")
        place = Place((8.0, plot.y(0) + plot.format.zone / 2), "left", "middle")
        self._put(Label((words,), plot.format.letter), words, [place], _Look(NAMED.tekort_bg, ground=False))

    def to_come(self, last_year: int, band_bottom: float) -> None:
        """Say under the hatched band that part of the money has still to come."""
        words = [
            text(self.language, f"chart.{key}", year=last_year) for key in ("to_come", "to_come_until", "to_come_years")
        ]
        bold, rest = f"<b>{words[0]}</b>", " ".join(words[1:])
        if self.plot.format.narrow:
            plain = [words[0], *wrap(rest, 20)]
            shown = [bold, *plain[1:]]
        else:
            plain, shown = [f"{words[0]} {words[1]}", words[2]], [f"{bold} {words[1]}", words[2]]
        label = Label(tuple(plain), self.plot.format.letter - 1)
        top, width = self.plot.y(band_bottom) + 6, self.plot.format.width
        self._occupied.boxes.append(Box(0, self.plot.format.top, width, top - self.plot.format.top))
        sides = [Place((width - 8, top), "right", "top"), Place((width / 2, top), "center", "top")]
        lower = [Place((width - 8, top + down), "right", "top") for down in (30.0, 60.0, 90.0)]
        self._put(label, "<br>".join(shown), [*sides, *lower])

    def left(self, burn: BurnDown) -> None:
        """Write the amount at the reference date beside its dot: above when ahead of the plan, else below."""
        last = burn.actual[-1]
        short = last.amount < 0
        amount = euro(abs(last.amount), self.language)
        words = text(self.language, "chart.short" if short else "chart.left")
        dot = (self.plot.x(last.day), self.plot.y(float(last.amount)))
        ahead = _planned_at(burn.planned, last.day) <= last.amount
        label = Label((amount, words), self.plot.format.large_letter)
        look = _Look(NAMED.tekort_bg if short else NAMED.accent, pointing_at=dot)
        self._put(label, f"<b>{amount}</b><br>{words}", _around(dot, ahead=ahead), look)

    def as_of(self, burn: BurnDown) -> float:
        """Name the reference date at the top of its line; return the height at which that line begins."""
        if not self.plot.first <= burn.as_of <= self.plot.last:
            return 0.0
        day = short_date(burn.as_of, self.language).replace(" ", NO_BREAK)
        words = text(self.language, "chart.as_of", date=day)
        lines = tuple(wrap(words, 11)) if self.plot.format.narrow else (words,)
        label, x = Label(lines, self.plot.format.letter), self.plot.x(burn.as_of)
        half = label.width / 2
        centre = min(max(x, half), self.plot.format.width - half)
        lowest = self.plot.y(float(burn.actual[-1].amount)) - label.height if burn.actual else self.plot.y(0)
        steps = max(1, int((lowest - _YEARS) / 11))
        places = [Place((centre, _YEARS + 2 + 11 * step), "center", "top") for step in range(steps)]
        place = self._put(label, "<br>".join(lines), places)
        return place.point[1] + label.height + 3

    def planned(self, burn: BurnDown) -> None:
        """Name the planned line beside it."""
        kind = burn.planned_kind or "assumption"
        name, how = (text(self.language, f"chart.planned_{kind}{part}") for part in ("", "_how"))
        plain = (name,) if self.plot.format.narrow else (name, how)
        shown = "<br>".join([f"<b>{name}</b>", *plain[1:]])
        places = []
        for share in (0.36, 0.28, 0.44, 0.2, 0.55, 0.65, 0.12, 0.8):
            day = self.plot.first + (self.plot.last - self.plot.first) * share
            x, y = self.plot.x(day), self.plot.y(float(_planned_at(burn.planned, day)))
            places += [Place((x - 8, y + 6), "right", "top"), Place((x + 8, y - 8), "left", "bottom")]
        self._put(Label(plain, self.plot.format.letter), shown, places, _Look(NAMED.plan))

    def ending(self, burn: BurnDown, names: Mapping[str, str]) -> None:
        """Say what is expected to be over and short at the end: beside the diamonds, on a phone under the axis."""
        blocks = self._ending_blocks(burn, names)
        if not blocks:
            return
        heading = text(self.language, "chart.expected", period=period_end(burn.last_day, self.language))
        if self.plot.format.narrow:
            self._under_axis(heading, blocks)
        else:
            self._beside(heading, blocks)

    def _ending_blocks(self, burn: BurnDown, names: Mapping[str, str]) -> list[_Block]:
        ending = burn.ending
        if ending is None:
            return []
        unknown = text(self.language, "chart.unknown", amount=euro(ending.unknown, self.language))
        found = []
        for key, amount, lines, points, colour in (
            ("over", ending.surplus, ending.surplus_lines, burn.surplus, NAMED.ink),
            ("short", ending.shortage, ending.shortage_lines, burn.shortage, NAMED.tekort_bg),
        ):
            if amount and points:
                where = [over_parts(lines, burn.scope, names, self.language)]
                where += [unknown] if key == "over" and ending.unknown > 0 else []
                said = about(amount, f"chart.amount_{key}", self.language)
                height = self.plot.y(float(points[-1].amount))
                found.append(_Block(said, tuple(part for part in where if part), colour, height))
        return found

    def _beside(self, heading: str, blocks: list[_Block]) -> None:
        """Put the blocks in the right margin, lowest first, each above the one below it."""
        size = self.plot.format
        limit = size.height + size.bottom_margin
        for number, block in enumerate(reversed(blocks), start=1):
            head = wrap(heading, _MARGIN_LETTERS) if number == len(blocks) else []
            where = [line for part in block.where for line in wrap(part, _MARGIN_LETTERS)]
            amount = [f"<b>{line}</b>" for line in wrap(block.amount, _MARGIN_LETTERS)]
            lines = [*head, *amount, *where]
            height = len(lines) * size.letter * 1.3
            top = max(0.0, min(block.height - height / 2, limit - height))
            limit = top - 6
            self._add(
                "<br>".join(lines), Place((size.width, top), "left", "top"), None, _Look(block.colour, ground=False)
            )

    def _under_axis(self, heading: str, blocks: list[_Block]) -> None:
        size = self.plot.format
        lines = [heading]
        for block in blocks:
            said = wrap(f"{block.amount} {', '.join(block.where)}", _LETTERS_BELOW)
            said[0] = f"◇ <b>{block.amount}</b>{said[0][len(block.amount) :]}"
            lines += [f'<span style="color:{block.colour}">{part}</span>' for part in said]
        self.below = round(len(lines) * size.letter * 1.35) + 8
        shown = {"x": 0, "xref": "paper", "y": 0, "yref": "paper", "yshift": -size.bottom_margin - 4}
        annotation = _annotation("<br>".join(lines), Place((0, 0), "left", "top"), size.letter, NAMED.ink)
        self.annotations.append(annotation | shown)

    def _put(self, label: Label, shown: str, places: list[Place], look: _Look = _INK) -> Place:
        """Place a label where it hides nothing."""
        place = self._occupied.put(label, places)
        self._add(shown, place, place.point[0], look, label.size)
        return place

    def _add(self, shown: str, place: Place, x: float | None, look: _Look, size: float | None = None) -> None:
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


def _around(dot: Point, *, ahead: bool) -> list[Place]:
    """List the places for the amount at a dot: above when ahead of the plan, else below; far away only in need."""
    x, y = dot
    above = [Place((x + 10, y - far), "left", "bottom") for far in (12.0, 36.0)]
    below = [Place((x - 12, y + far), "right", "top") for far in (10.0, 32.0)]
    others = [Place((x - 12, y - 14), "right", "bottom"), Place((x + 12, y + 10), "left", "top")]
    far = [Place((x - 24, y - far), "right", "bottom") for far in (70.0, 110.0, 150.0)]
    return [*above, *below, *others, *far] if ahead else [*below, *above, *others, *far]


def _planned_at(planned: Sequence[BurnDownPoint], day: dt.date) -> Decimal:
    """What should be left on a day, straight between the points around it."""
    before = [point for point in planned if point.day <= day]
    after = [point for point in planned if point.day > day]
    if not before or not after:
        return (before[-1:] or after[:1] or [BurnDownPoint(day, Decimal(0))])[0].amount
    start, end = before[-1], after[0]
    return start.amount + (end.amount - start.amount) * (day - start.day).days / (end.day - start.day).days
