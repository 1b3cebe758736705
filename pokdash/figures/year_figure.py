"""Year panels: for each fiscal year what was left of its money, month by month, all on one scale of euro."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from pokdash.domain.burn_down import BurnDownPoint
from pokdash.domain.year_panel import YearPanel
from pokdash.figures.axes import money_ticks
from pokdash.figures.burn_down_words import series_said
from pokdash.figures.figure_data import FigureData, FigureTable, Part
from pokdash.figures.plot import Format, Plot, Series, line_trace, zero_line
from pokdash.figures.tokens import NAMED
from pokdash.texts import date, euro, short_month, text

_SIZE = Format(
    narrow=True, width=240, height=168, top=14, zone=4,
    left_margin=8, right_margin=12, bottom_margin=28, letter=14, large_letter=14,
)  # fmt: skip
_TICK_MONTHS = (1, 4, 7, 10)


def year_figures(panels: Sequence[YearPanel], language: str) -> tuple[FigureData, ...]:
    """Draw every year on the same scale, in the order of the panels; a year without amounts is an empty plot."""
    amounts = [float(point.amount) for panel in panels for point in (*panel.planned, *panel.actual)]
    high, low = max([0.0, *amounts]) or 1.0, min([0.0, *amounts])
    return tuple(_figure(panel, high, low, language) for panel in panels)


def _figure(panel: YearPanel, high: float, low: float, language: str) -> FigureData:
    plot = Plot(_SIZE, dt.date(panel.year, 1, 1), dt.date(panel.year, 12, 31), high, low)
    days = [dt.date(panel.year, month, 1) for month in _TICK_MONTHS]
    ticks = [day.isoformat() for day in days], [short_month(day, language) for day in days]
    layout = plot.layout(money_ticks(plot.bottom, plot.high, language, most=4), ticks)
    layout["shapes"] = [*_zone(plot), zero_line(plot)]
    return FigureData(
        traces=tuple(_traces(panel, language)),
        wide=layout,
        narrow=layout,
        alt=_alt(panel, language),
        table=_table(panel, language),
    )


def _zone(plot: Plot) -> list[Part]:
    if plot.low >= 0:
        return []
    ends = {"x0": plot.first.isoformat(), "x1": plot.last.isoformat(), "y0": plot.bottom, "y1": 0}
    look = {"fillcolor": NAMED.tekort_bg, "opacity": 0.09, "line": {"width": 0}, "layer": "below"}
    return [{"type": "rect", **ends, **look}]


def _series(points: Sequence[BurnDownPoint]) -> Series:
    return [(point.day, float(point.amount)) for point in points]


def _kind(panel: YearPanel) -> str:
    """Whose spread the planned line is: the weakest of the amounts in it."""
    return panel.planned_kind or "assumption"


def _traces(panel: YearPanel, language: str) -> list[Part]:
    traces = []
    if panel.planned:
        dash = "7px,6px" if _kind(panel) == "assumption" else "solid"
        said = series_said(panel.planned, f"chart.planned_{_kind(panel)}", language)
        traces.append(line_trace(_series(panel.planned), {"color": NAMED.plan, "width": 2, "dash": dash}, said))
    if panel.actual:
        said = series_said(panel.actual, "chart.left", language)
        line = {"color": NAMED.accent, "width": 4, "shape": "hv"}
        traces.append(line_trace(_series(panel.actual), line, said))
        end = _series(panel.actual[-1:])
        traces.append(line_trace(end, {}, mode="markers", marker={"size": 10, "color": NAMED.accent}))
    return traces


def _alt(panel: YearPanel, language: str) -> str:
    shown = [text(language, "chart.alt_year", year=panel.year)]
    if panel.budget is not None:
        shown.append(text(language, "chart.alt_budget", amount=euro(panel.budget, language)))
    if panel.actual:
        last = panel.actual[-1]
        key = "chart.alt_overspent" if last.amount < 0 else "chart.alt_left"
        shown.append(text(language, key, date=date(last.day, language), amount=euro(abs(last.amount), language)))
    else:
        shown.append(text(language, "chart.alt_not_drawn"))
    return " ".join(shown)


def _table(panel: YearPanel, language: str) -> FigureTable:
    planned = {point.day: point.amount for point in panel.planned}
    actual = {point.day: point.amount for point in panel.actual}
    columns = ("table_date", f"table_planned_{_kind(panel)}", "table_actual")
    return FigureTable(
        tuple(text(language, f"chart.{key}") for key in columns),
        tuple((day, planned.get(day), actual.get(day)) for day in sorted(planned.keys() | actual.keys())),
    )
