"""A chart as data: Plotly dictionaries for a wide and a narrow box, and the same in words and in a table."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Part = dict[str, Any]
"""A part of a Plotly figure: a trace, a layout, an annotation. Colours are colours or `var(--pok-…)`."""

Cell = dt.date | Decimal | str | None


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The figures that a chart draws, exact; None is unknown or not drawn on that row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


WIDE_FROM = 560
"""Pixels of a box from which a chart has its wide layout, as a rule."""


@dataclass(frozen=True, slots=True)
class FigureData:
    """One chart: the same traces in a wide and a narrow (phone) layout; `alt` says in words what there is to see.

    The wide layout is for boxes of `wide_from` pixels and more.
    """

    traces: tuple[Part, ...]
    wide: Part
    narrow: Part
    alt: str
    table: FigureTable
    wide_from: int = WIDE_FROM

    def plotly(self, *, narrow: bool = False) -> Part:
        """The chart as one plain Plotly figure."""
        return {"data": list(self.traces), "layout": self.narrow if narrow else self.wide}
