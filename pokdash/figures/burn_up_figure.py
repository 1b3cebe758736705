"""Burn-up: what was spent, month by month, under what may be spent, and where it is heading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from pokdash.domain.burn_down import BurnDown, Points
from pokdash.domain.burn_up import BurnUp, burn_up
from pokdash.domain.plan import Plan
from pokdash.figures.axes import money_ticks, month_ticks, year_starts
from pokdash.figures.burn_down_details import band, block, with_lanes
from pokdash.figures.burn_down_ending import label_ending
from pokdash.figures.burn_down_figure import LARGE, LARGE_FROM, NARROW, inflow_open, shown_branches
from pokdash.figures.burn_down_labels import BurnDownLabels
from pokdash.figures.burn_down_words import by_day_table, ending_said, series_said
from pokdash.figures.burn_lines import BAND, DASHES, dot, ends, series, stepped, to_come_band
from pokdash.figures.chart_labels import Look
from pokdash.figures.figure_data import FigureData, FigureTable, Part
from pokdash.figures.label_place import Label, Place
from pokdash.figures.plot import Format, Plot, line_shape, line_trace, year_lines, zero_line
from pokdash.figures.tokens import NAMED
from pokdash.texts import date, euro, text

_BELOW = 10.0  # room below zero: nothing is drawn there
_ZONE = 34.0  # least height of the zone above what may be spent


def burn_up_figure(plan: Plan, down: BurnDown, language: str) -> FigureData:
    """Draw a scope of a plan as it is spent, in euro; what is unknown is left out of the chart and said in `alt`."""
    names = {line.code: line.name for line in plan.lines_of(down.scope)}
    up = burn_up(shown_branches(down))
    last_year = plan.last_year if down.scope == "total" and inflow_open(plan) and up.may_spend else None
    return FigureData(
        traces=tuple(_traces(up, language, inflow_open=last_year is not None)),
        wide=_layout(up, names, language, LARGE, last_year),
        narrow=_layout(up, names, language, NARROW, last_year),
        alt=_alt(up, names, language, inflow_open=last_year is not None),
        table=_table(up, language),
        wide_from=LARGE_FROM,
    )


def _plot(up: BurnUp, size: Format) -> Plot:
    lines = (up.may_spend, up.spent, up.planned, up.original, up.within, up.beyond)
    amounts = [float(point.amount) for line in lines for point in line] + [float(up.bound or 0)]
    high = max([0.0, *amounts])
    return Plot(
        replace(size, zone=_BELOW), up.down.first_day, up.down.last_day, high if high > 0 else 1.0, min([0.0, *amounts])
    )


def _ceiling(up: BurnUp) -> Decimal | None:
    return up.may_spend[-1].amount if up.may_spend else None


def _traces(up: BurnUp, language: str, *, inflow_open: bool) -> list[Part]:
    """From the back to the front."""
    traces = [to_come_band(up.down, float(up.may_spend[-1].amount))] if inflow_open else []
    traces += band(up.within_band, NAMED.forecast) + band(up.beyond_band, NAMED.tekort_bg)
    traces += _line(up.may_spend, "may_spend", {"color": NAMED.ink, "width": 2, "shape": "hv"}, language)
    traces += _line(up.received, "received", {"color": NAMED.ink2, "width": 2, "shape": "hv"}, language)
    traces += _line(up.original, "original", {"color": NAMED.plan, "width": 2, "dash": "2px,4px"}, language)
    kind = up.down.planned_kind or "assumption"
    traces += _line(up.planned, f"planned_{kind}", {"color": NAMED.plan, "width": 2, "dash": DASHES[kind]}, language)
    traces += _line(up.within, "hover_within", {"color": NAMED.forecast, "width": 4, "dash": "4px,4px"}, language)
    traces += _line(up.beyond, "hover_beyond", {"color": NAMED.tekort_bg, "width": 4, "dash": "4px,4px"}, language)
    traces += _line(up.spent, "spent", {"color": NAMED.accent, "width": 4.5, "shape": "hv"}, language)
    if up.spent:
        traces.append(dot(up.spent[-1], {"size": 13, "color": NAMED.accent}))
        if up.bound is not None and up.bound > up.spent[-1].amount:
            traces += block(_plot(up, LARGE), up.spent[-1].day, float(up.bound), float(up.spent[-1].amount))
    return traces + ends(up.within, up.beyond)


def _line(points: Points, key: str, line: Part, language: str) -> list[Part]:
    return [line_trace(series(points), line, series_said(points, f"chart.{key}", language))] if points else []


def _layout(up: BurnUp, names: Mapping[str, str], language: str, size: Format, last_year: int | None) -> Part:
    """Place the words of one size; `last_year` is the year up to which money has still to come."""
    plot = _plot(up, size)
    labels = BurnDownLabels(plot)
    labels.years()
    labels.avoid([plot.points(stepped(series(part))) for part in (up.spent, up.may_spend, up.received)])
    labels.avoid([plot.points(series(part)) for part in (up.planned, up.original, up.within, up.beyond)])
    highest = max((up.may_spend[-1:], up.spent[-1:]), key=lambda found: found[0].amount if found else Decimal(0))
    as_of_top = labels.as_of(up.down.as_of, highest, language)
    ceiling = _ceiling(up)
    if last_year is not None and ceiling is not None:
        labels.to_come(last_year, float(ceiling) * (1 - BAND), language, first_on_left=True)
    if up.spent:
        labels.avoid([[(plot.x(up.down.as_of), as_of_top), (plot.x(up.down.as_of), size.height)]])
        _label_spent(labels, up, language)
    if ceiling is not None:
        labels.zone("beyond_zone", plot.y(float(ceiling)) - _ZONE / 2, language)
        _label_ceiling(labels, ceiling, language)
    if up.planned:
        labels.planned(up.down, up.planned, language)
    if up.spent and up.bound is not None and up.down.committed:
        _label_committed(labels, up, up.down.committed, language)
    label_ending(labels, up.down, (up.within, up.beyond), names, language)
    layout = plot.layout(
        money_ticks(plot.bottom, plot.high, language), month_ticks(plot.first, plot.last, language, narrow=size.narrow)
    )
    layout["margin"]["b"] += labels.below
    layout["height"] += labels.below
    layout |= {"annotations": labels.annotations, "shapes": _shapes(up, plot, as_of_top)}
    return with_lanes(layout, up.down.events, plot, language)


def _zone_top(up: BurnUp, plot: Plot) -> float:
    """How high the zone above what may be spent goes: over the branch in it."""
    highest = max([0.0, *(float(point.amount) for point in up.beyond)])
    ceiling = float(up.may_spend[-1].amount)
    return max(0.0, min(plot.y(ceiling) - _ZONE, plot.y(max(highest, ceiling)) - 8))


def _label_spent(labels: BurnDownLabels, up: BurnUp, language: str) -> None:
    """Write what was spent beside its dot: right below the line, which rises, or left above it."""
    plot, last = labels.plot, up.spent[-1]
    amount, words = euro(last.amount, language), text(language, "chart.spent")
    at = (plot.x(last.day), plot.y(float(last.amount)))
    label = Label((amount, words), plot.format.large_letter, (f"<b>{amount}</b>", words))
    under = [Place((at[0] + 14, at[1] + far), "left", "top") for far in (10, 34, 58)]
    under += [Place((at[0] - 12, at[1] + far), "right", "top") for far in (60, 90, 120, 150, 190, 230)]
    above = [Place((at[0] - 14, at[1] - far), "right", "bottom") for far in (14, 40, 70)]
    above += [Place((at[0] - 44, at[1] + far), "right", "middle") for far in (-40, -10, 20, 40)]
    labels.put(label, [*under, *above], Look(NAMED.accent, pointing_at=at))


def _label_ceiling(labels: BurnDownLabels, ceiling: Decimal, language: str) -> None:
    """Write what may be spent above its line."""
    plot = labels.plot
    amount, words = euro(ceiling, language), text(language, "chart.may_spend")
    y, width = plot.y(float(ceiling)), plot.format.width
    places = [Place((width * share, y - 7), "left", "bottom") for share in (0.3, 0.4)]
    places += [Place((width * share, y + far), "left", "top") for far in (22, 6) for share in (0.02, 0.25, 0.4)]
    labels.put(Label((f"{amount} {words}",), plot.format.letter, (f"<b>{amount}</b> {words}",)), places)


def _label_committed(labels: BurnDownLabels, up: BurnUp, committed: Decimal, language: str) -> None:
    plot = labels.plot
    if plot.format.narrow:  # the legend has the amounts
        return
    written, words = euro(committed, language), text(language, "chart.committed")
    top, foot = plot.y(float(up.bound or 0)), plot.y(float(up.spent[-1].amount))
    at = plot.x(up.spent[-1].day), (top + foot) / 2
    places = [Place((at[0] - 8, at[1] - far), "right", "middle") for far in (0, 24, 48, 72, 100, 130)]
    places += [Place((at[0] + 24, at[1] + far), "left", "middle") for far in (0, 24, 48, 72, 100)]
    label = Label((written, words), plot.format.letter, (f"<b>{written}</b>", words))
    labels.put(label, places, Look(NAMED.accent, pointing_at=at))


def _shapes(up: BurnUp, plot: Plot, as_of_top: float) -> list[Part]:
    """Years, nothing spent, the zone above what may be spent, and the reference date."""
    first, last, as_of = (day.isoformat() for day in (plot.first, plot.last, up.down.as_of))
    shapes = [*year_lines(year_starts(plot.first, plot.last)), zero_line(plot)]
    ceiling = _ceiling(up)
    if ceiling is not None:
        zone = {
            "type": "rect",
            "x0": first,
            "x1": last,
            "y0": float(ceiling),
            "y1": plot.amount_at(_zone_top(up, plot)),
        }
        shapes.append(zone | {"layer": "below", "line": {"width": 0}, "fillcolor": NAMED.tekort_bg, "opacity": 0.09})
    if plot.first <= up.down.as_of <= plot.last:
        line = {"color": NAMED.ink, "width": 2, "dash": "2px,4px"}
        shapes.append(line_shape((as_of, plot.bottom), (as_of, plot.amount_at(as_of_top)), line, layer="above"))
    return shapes


def _alt(up: BurnUp, names: Mapping[str, str], language: str, *, inflow_open: bool) -> str:
    """Tell in sentences what the burn-up shows."""

    def said(key: str, **values: str) -> str:
        return text(language, f"chart.alt_{key}", **values)

    down, ceiling = up.down, _ceiling(up)
    told = [said("burn_up", first=date(down.first_day, language), last=date(down.last_day, language))]
    if up.spent:
        told.append(said("spent", date=date(down.as_of, language), amount=euro(up.spent[-1].amount, language)))
    else:
        told.append(said("no_bookings"))
    if ceiling is not None:
        told.append(said("may_spend", amount=euro(ceiling, language)))
    by_then = [point.amount for point in up.planned if point.day == down.as_of]
    told += [said("planned_spent", amount=euro(amount, language)) for amount in by_then]
    told += ending_said(down, names, language)
    return " ".join([*told, *([said("to_come")] if inflow_open else [])])


def _table(up: BurnUp, language: str) -> FigureTable:
    named = {
        "table_may_spend": up.may_spend,
        f"table_planned_spent_{up.down.planned_kind or 'assumption'}": up.planned,
        "table_original_spent": up.original,
        "table_received": up.received,
        "table_spent": up.spent,
        "table_within": up.within,
        "table_beyond": up.beyond,
    }
    return by_day_table(named, language)
