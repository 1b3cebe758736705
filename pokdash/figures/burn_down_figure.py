"""Burn-down: what is left, month by month, against what should be left, and where it is heading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from pokdash.domain.burn_down import BurnDown, Outlook
from pokdash.domain.plan import Plan
from pokdash.figures.axes import money_ticks, month_ticks, year_starts
from pokdash.figures.burn_down_details import (
    bands,
    committed_block,
    details_alt,
    empty_marks,
    in_hand_line,
    label_details,
    original_line,
    with_lanes,
)
from pokdash.figures.burn_down_ending import label_ending
from pokdash.figures.burn_down_labels import BurnDownLabels
from pokdash.figures.burn_down_words import burn_down_alt, burn_down_table, series_said
from pokdash.figures.burn_lines import BAND, DASHES, dot, ends, series, stepped, to_come_band
from pokdash.figures.figure_data import WIDE_FROM, FigureData, Part
from pokdash.figures.plot import Format, Plot, Series, line_shape, line_trace, year_lines, zero_line
from pokdash.figures.tokens import NAMED

WIDE = Format(
    narrow=False, width=500, height=510, top=78, zone=32,
    left_margin=8, right_margin=172, bottom_margin=34, letter=16, large_letter=20,
)  # fmt: skip
NARROW = Format(
    narrow=True, width=262, height=440, top=86, zone=30,
    left_margin=4, right_margin=12, bottom_margin=30, letter=14, large_letter=17,
)  # fmt: skip
LARGE = Format(
    narrow=False, width=640, height=420, top=78, zone=32,
    left_margin=8, right_margin=172, bottom_margin=34, letter=16, large_letter=20,
)  # fmt: skip
SLIDE = Format(
    narrow=False, width=800, height=330, top=70, zone=32,
    left_margin=8, right_margin=184, bottom_margin=34, letter=16, large_letter=22,
)  # fmt: skip
LARGE_FROM = 900
"""Pixels of a box from which a detailed burn-down is drawn large."""


def burn_down_figure(
    plan: Plan, burn: BurnDown, language: str, *, detailed: bool = False, on_slide: bool = False
) -> FigureData:
    """Draw a scope of a plan over time, in euro; what is unknown is left out of the chart and said in `alt`.

    `detailed` adds the plan before amendments, the ranges, what is committed, and the events under the axis;
    `on_slide` draws it as low and as wide as a slide has room for.
    """
    names = {line.code: line.name for line in plan.lines_of(burn.scope)}
    burn = shown_branches(burn)
    to_come_until = plan.last_year if burn.scope == "total" and inflow_open(plan) else None
    sizes = (LARGE if detailed else SLIDE if on_slide else WIDE, NARROW)
    layouts = [_layout(burn, names, language, size, to_come_until, detailed=detailed) for size in sizes]
    traces = _traces(burn, language, inflow_open=to_come_until is not None)
    if detailed:
        above = (*committed_block(burn, _plot(burn, LARGE)), *empty_marks(burn))
        traces = [*bands(burn), *original_line(burn, language), *in_hand_line(burn, language), *traces, *above]
    alt = burn_down_alt(burn, names, language, inflow_open=to_come_until is not None)
    return FigureData(
        traces=tuple(traces),
        wide=layouts[0],
        narrow=layouts[1],
        alt=f"{alt} {details_alt(burn, language)}".strip() if detailed else alt,
        table=burn_down_table(burn, language),
        wide_from=LARGE_FROM if detailed else WIDE_FROM,
    )


def inflow_open(plan: Plan) -> bool:
    """Whether part of the plan's budget has still to come in amounts that nobody gives.

    Where a plan covers costs with part of a larger inflow, that inflow says nothing about the money in the chart.
    """
    return plan.money == "budget" and any(flow.received is False and flow.amount.value is None for flow in plan.inflows)


def shown_branches(burn: BurnDown) -> BurnDown:
    """Nothing lies ahead of a period that is over, once all of it is known."""
    if burn.period is None or burn.period.outlook is not Outlook.FINAL:
        return burn
    return replace(burn, surplus=(), surplus_band=(), shortage=(), shortage_band=())


def _surplus(burn: BurnDown) -> Series:
    """The branch above zero; where the last line has run empty, the branch below zero goes on from it."""
    points = list(burn.surplus)
    while burn.shortage and points[-1].amount == 0 and points[-1].day > burn.shortage[0].day:
        points.pop()
    return series(points)


def _plot(burn: BurnDown, size: Format) -> Plot:
    lines = (burn.planned, burn.original, burn.actual, burn.surplus, burn.shortage, burn.in_hand)
    amounts = [float(point.amount) for line in lines for point in line]
    high = max([*amounts, float(burn.allocated or 0)])
    return Plot(size, burn.first_day, burn.last_day, high if high > 0 else 1.0, min([0.0, *amounts]))


def _traces(burn: BurnDown, language: str, *, inflow_open: bool) -> list[Part]:
    traces = [to_come_band(burn, all_money(burn))] if inflow_open and burn.allocated else []
    if burn.planned:
        dash = DASHES[burn.planned_kind or "assumption"]
        said = series_said(burn.planned, f"chart.planned_{burn.planned_kind or 'assumption'}", language)
        traces.append(line_trace(series(burn.planned), {"color": NAMED.plan, "width": 2, "dash": dash}, said))
    for drawn, points, key, colour in (
        (_surplus(burn), burn.surplus, "chart.hover_surplus", NAMED.forecast),
        (series(burn.shortage), burn.shortage, "chart.hover_shortage", NAMED.tekort_bg),
    ):
        if drawn:
            line = {"color": colour, "width": 4, "dash": "4px,4px"}
            traces.append(line_trace(drawn, line, series_said(points[: len(drawn)], key, language)))
    if burn.actual:
        said = series_said(burn.actual, "chart.left", language)
        line = {"color": NAMED.accent, "width": 4.5, "shape": "hv"}
        traces.append(line_trace(series(burn.actual), line, said))
        traces.append(dot(burn.actual[-1], {"size": 13, "color": NAMED.accent}))
    return traces + ends(burn.surplus, burn.shortage)


def all_money(burn: BurnDown) -> float:
    """What there was at the start or is now, whichever is more."""
    return max(float(burn.allocated or Decimal(0)), float(burn.planned[0].amount) if burn.planned else 0.0)


def _layout(  # noqa: PLR0913 - all that one size depends on
    burn: BurnDown,
    names: Mapping[str, str],
    language: str,
    size: Format,
    to_come_until: int | None,
    *,
    detailed: bool,
) -> Part:
    """Place the words of one size; `to_come_until` is the year up to which money has still to come."""
    plot = _plot(burn, size)
    labels = BurnDownLabels(plot)
    labels.years()
    labels.shortage_zone(language)
    drawn = [plot.points(stepped(series(burn.actual)))]
    drawn += [plot.points(series(part)) for part in (burn.planned, burn.original, burn.surplus, burn.shortage)]
    drawn.append(plot.points(stepped(series(burn.in_hand))))
    labels.avoid(drawn)
    as_of_top = labels.as_of(burn.as_of, burn.actual, language)
    if to_come_until is not None and burn.allocated:
        labels.to_come(to_come_until, all_money(burn) * (1 - BAND), language)
    if burn.actual:
        labels.avoid([[(plot.x(burn.as_of), as_of_top), (plot.x(burn.as_of), size.height)]])
        labels.left(burn, language)
    if burn.planned:
        labels.planned(burn, burn.planned, language)
    if detailed:
        label_details(labels, burn, names, language)
    label_ending(labels, burn, (burn.surplus, burn.shortage), names, language)
    layout = plot.layout(
        money_ticks(plot.bottom, plot.high, language), month_ticks(plot.first, plot.last, language, narrow=size.narrow)
    )
    layout["margin"]["b"] += labels.below
    layout["height"] += labels.below
    layout |= {"annotations": labels.annotations, "shapes": _shapes(burn, plot, as_of_top)}
    return with_lanes(layout, burn.events, plot, language) if detailed else layout


def _shapes(burn: BurnDown, plot: Plot, as_of_top: float) -> list[Part]:
    first, last, as_of = plot.first.isoformat(), plot.last.isoformat(), burn.as_of.isoformat()
    zone = {"type": "rect", "x0": first, "x1": last, "y0": plot.bottom, "y1": 0, "layer": "below", "line": {"width": 0}}
    shapes = [zone | {"fillcolor": NAMED.tekort_bg, "opacity": 0.09}, *year_lines(year_starts(plot.first, plot.last))]
    shapes.append(zero_line(plot))
    if plot.first <= burn.as_of <= plot.last:
        line = {"color": NAMED.ink, "width": 2, "dash": "2px,4px"}
        top = plot.amount_at(as_of_top)
        shapes.append(line_shape((as_of, plot.bottom), (as_of, top), line, layer="above"))
    return shapes
