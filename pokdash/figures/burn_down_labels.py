"""The words inside a burn-down: years, reference date, amount, plan, money still to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from textwrap import wrap

from pokdash.domain.burn_down import BurnDown, BurnDownPoint
from pokdash.figures.chart_labels import ChartLabels, Look
from pokdash.figures.label_place import Box, Label, Place, Point
from pokdash.figures.tokens import NAMED
from pokdash.texts import euro, short_date, text
from pokdash.texts.notation import NO_BREAK

_YEARS = 34.0  # height of the row of years


class BurnDownLabels(ChartLabels):
    """Places one kind of label after the other; the first ones choose first."""

    def years(self) -> None:
        """Name every year above its part of the axis, where it is wide enough."""
        plot = self.plot
        self.occupied.boxes.append(Box(0, 0, plot.format.width, _YEARS - 6))
        for year in range(plot.first.year, plot.last.year + 1):
            start, end = max(plot.first, dt.date(year, 1, 1)), min(plot.last, dt.date(year, 12, 31))
            if plot.x(end) - plot.x(start) >= 2.4 * plot.format.letter:
                middle = start + (end - start) / 2
                place = Place((plot.x(middle), 17.0), "center", "middle")
                self.add(f"<b>{year}</b>", place, place.point[0], Look(NAMED.ink2, ground=False))

    def shortage_zone(self, language: str) -> None:
        """Say what lies under the zero line."""
        self.zone("shortage_zone", self.plot.y(0) + self.plot.format.zone / 2, language)

    def zone(self, name: str, middle: float, language: str) -> None:
        """Say what a zone at a height is."""
        plot, words = self.plot, text(language, f"chart.{name}")
        place = Place((8.0, middle), "left", "middle")
        self.put(Label((words,), plot.format.letter), [place], Look(NAMED.tekort_bg, ground=False))

    def to_come(self, last_year: int, band_bottom: float, language: str, *, first_on_left: bool = False) -> None:
        """Say under the hatched band that part of the money has still to come."""
        bold, until, years = (
            text(language, f"chart.{key}", year=last_year) for key in ("to_come", "to_come_until", "to_come_years")
        )
        letter, width = max(14, self.plot.format.letter - 1), self.plot.format.width
        labels = [Label((f"{bold} {until}", years), letter, (f"<b>{bold}</b> {until}", years))]
        for letters in (21, 15, 12):
            head, rest = wrap(bold, letters), wrap(f"{until} {years}", letters)
            labels.append(Label((*head, *rest), letter, (*(f"<b>{line}</b>" for line in head), *rest)))
        if self.plot.format.narrow:
            labels.pop(0)
        top = self.plot.y(band_bottom) + 2
        self.occupied.boxes.append(Box(0, self.plot.format.top, width, top - self.plot.format.top))
        lower = self.plot.y(0) - 8
        places = [Place((width - 8, top + 6), "right", "top"), Place((8, lower), "left", "bottom")]
        if first_on_left:
            places = [Place((8, top + 6), "left", "top"), Place((width - 8, lower), "right", "bottom")]
        self.put_one_of([(label, place) for place in places for label in labels])

    def left(self, burn: BurnDown, language: str) -> None:
        """Write the amount at the reference date beside its dot: above when ahead of the plan, else below."""
        last = burn.actual[-1]
        short = last.amount < 0
        amount = euro(abs(last.amount), language)
        words = text(language, "chart.short" if short else "chart.left")
        dot = (self.plot.x(last.day), self.plot.y(float(last.amount)))
        ahead = planned_at(burn.planned, last.day) <= last.amount
        label = Label((amount, words), self.plot.format.large_letter, (f"<b>{amount}</b>", words))
        look = Look(NAMED.tekort_bg if short else NAMED.accent, pointing_at=dot)
        self.put(label, _around(dot, above=ahead), look)

    def as_of(self, on: dt.date, drawn: Sequence[BurnDownPoint], language: str) -> float:
        """Name the reference date at the top of its line, above what is `drawn` there; return where it begins."""
        if not self.plot.first <= on <= self.plot.last:
            return 0.0
        day = short_date(on, language).replace(" ", NO_BREAK)
        words = text(language, "chart.as_of", date=day)
        lines = tuple(wrap(words, 11)) if self.plot.format.narrow else (words,)
        label, x = Label(lines, self.plot.format.letter), self.plot.x(on)
        half = label.width / 2
        centre = min(max(x, half), self.plot.format.width - half)
        lowest = self.plot.y(float(drawn[-1].amount)) - label.height if drawn else self.plot.y(0)
        steps = max(1, int((lowest - _YEARS) / 11))
        places = [Place((centre, _YEARS + 2 + 11 * step), "center", "top") for step in range(steps)]
        place = self.put(label, places)
        return place.point[1] + label.height + 3

    def planned(self, burn: BurnDown, points: Sequence[BurnDownPoint], language: str) -> None:
        """Name the planned line, which goes down or up through these points, beside it."""
        rising = points[-1].amount > points[0].amount
        kind = burn.planned_kind or "assumption"
        own = "_own" if kind == "assumption" and not burn.equal_months else ""
        name, how = (text(language, f"chart.planned_{kind}{part}") for part in ("", f"_how{own}"))
        plain = (name,) if self.plot.format.narrow else (name, how)
        label = Label(plain, self.plot.format.letter, (f"<b>{name}</b>", *plain[1:]))
        places = []
        for share in (0.36, 0.28, 0.44, 0.2, 0.55, 0.65, 0.12, 0.8):
            day = self.plot.first + (self.plot.last - self.plot.first) * share
            x, y = self.plot.x(day), self.plot.y(float(planned_at(points, day)))
            if rising:
                places += [Place((x - 8, y - 8), "right", "bottom"), Place((x + 8, y + 6), "left", "top")]
            else:
                places += [Place((x - 8, y + 6), "right", "top"), Place((x + 8, y - 8), "left", "bottom")]
        self.put(label, places, Look(NAMED.plan))


def _around(dot: Point, *, above: bool) -> list[Place]:
    """List the places for the amount at a dot: above it or else below it first; far away only in need."""
    x, y = dot
    over = [Place((x + 10, y - far), "left", "bottom") for far in (12.0, 36.0)]
    under = [Place((x - 12, y + far), "right", "top") for far in (10.0, 32.0)]
    others = [Place((x - 12, y - 14), "right", "bottom"), Place((x + 12, y + 10), "left", "top")]
    far = [Place((x - 24, y - away), "right", "bottom") for away in (70.0, 110.0, 150.0)]
    far += [Place((x + 16, y + away), "left", "top") for away in (70.0, 110.0, 150.0)]
    return [*over, *under, *others, *far] if above else [*under, *over, *others, *far]


def planned_at(planned: Sequence[BurnDownPoint], day: dt.date) -> Decimal:
    """What should be left on a day, straight between the points around it."""
    before = [point for point in planned if point.day <= day]
    after = [point for point in planned if point.day > day]
    if not before or not after:
        return (before[-1:] or after[:1] or [BurnDownPoint(day, Decimal(0))])[0].amount
    start, end = before[-1], after[0]
    return start.amount + (end.amount - start.amount) * (day - start.day).days / (end.day - start.day).days
