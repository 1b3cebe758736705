"""Months: what a phasing gives to each month, beside the one in use and what was spent."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from pokdash.domain.ledger import MonthlySpending
from pokdash.domain.month import first_day, month_number
from pokdash.figures.axes import money_ticks, month_ticks
from pokdash.figures.figure_data import FigureData, FigureTable, Part
from pokdash.figures.tokens import FONT, NAMED
from pokdash.texts import euro, month, text

_HEIGHT, _BOTTOM = 220, 30
Planned = Sequence[tuple[int, Decimal | None]]


def months_figure(
    new: Planned, now: Planned, spending: Iterable[MonthlySpending], as_of: dt.date, language: str
) -> FigureData:
    """Bars for the new months, a stepped dashed line for those in use, thick dashes for what was spent; in euro."""
    spent: dict[int, Decimal] = defaultdict(Decimal)
    for part in spending:
        spent[month_number(part.month)] += part.spent
    numbers = sorted({number for number, _ in (*new, *now)} | set(spent))
    amounts = [float(amount) for _, amount in (*new, *now, *spent.items()) if amount is not None]
    high, low = max([0.0, *amounts]) or 1.0, min([0.0, *amounts])
    first, last = first_day(numbers[0]), first_day(numbers[-1] + 1)
    layout = _layout((first, last), (low, high * 1.08), as_of, language)
    return FigureData(
        traces=tuple(_traces(new, now, spent)),
        wide=layout,
        narrow=layout,
        alt=_alt(new, language),
        table=_table(numbers, dict(new), dict(now), spent, language),
    )


def _traces(new: Planned, now: Planned, spent: dict[int, Decimal]) -> list[Part]:
    bars = {
        "type": "bar", "x": [_middle(number) for number, _ in new], "y": [float(amount or 0) for _, amount in new],
        "width": 24 * 86_400_000, "hoverinfo": "skip",
        "marker": {"color": NAMED.stripe, "line": {"color": NAMED.accent, "width": 2}},
    }  # fmt: skip
    in_use = {
        "type": "scatter", "mode": "lines", "x": [_middle(number) for number, _ in now],
        "y": [float(amount or 0) for _, amount in now], "hoverinfo": "skip",
        "line": {"color": NAMED.plan, "width": 2.5, "dash": "9px,7px", "shape": "hvh"},
    }  # fmt: skip
    booked = {
        "type": "scatter", "mode": "markers", "x": [_middle(number) for number in spent],
        "y": [float(amount) for amount in spent.values()], "hoverinfo": "skip",
        "marker": {"symbol": "line-ew", "size": 14, "color": NAMED.ink, "line": {"width": 5, "color": NAMED.ink}},
    }  # fmt: skip
    return [bars, in_use, booked]


def _middle(number: int) -> str:
    return first_day(number).replace(day=15).isoformat()


def _layout(days: tuple[dt.date, dt.date], money: tuple[float, float], as_of: dt.date, language: str) -> Part:
    ticks, names = money_ticks(*money, language, most=4), month_ticks(*days, language, narrow=False)
    letter = {"family": FONT, "size": 14, "color": NAMED.ink2}
    return {
        "height": _HEIGHT + _BOTTOM, "margin": {"l": 8, "r": 12, "t": 8, "b": _BOTTOM, "pad": 0},
        "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": NAMED.surface, "showlegend": False, "dragmode": False,
        "separators": ",.", "font": {"family": FONT, "size": 14, "color": NAMED.ink}, "bargap": 0.1,
        "xaxis": {
            "type": "date", "range": [day.isoformat() for day in days], "fixedrange": True, "showgrid": False,
            "zeroline": False, "tickvals": names[0], "ticktext": names[1], "tickfont": letter, "tickangle": 0,
        },
        "yaxis": {
            "range": list(money), "fixedrange": True, "zeroline": True, "tickvals": ticks[0], "ticktext": ticks[1],
            "automargin": True, "gridcolor": NAMED.line, "griddash": "3px,3px", "tickfont": letter,
        },
        "shapes": [{
            "type": "line", "x0": as_of.isoformat(), "x1": as_of.isoformat(), "y0": 0, "y1": 1, "yref": "paper",
            "line": {"color": NAMED.ink, "width": 2, "dash": "2px,4px"},
        }],
    }  # fmt: skip


def _alt(new: Planned, language: str) -> str:
    known = [(number, amount) for number, amount in new if amount is not None]
    if not known:
        return text(language, "phasing.alt_none")
    (first, start), (last, end) = known[0], known[-1]
    return text(
        language, "phasing.alt", first=month(first_day(first), language), start=euro(start, language),
        last=month(first_day(last), language), end=euro(end, language),
    )  # fmt: skip


def _table(
    numbers: Sequence[int],
    new: dict[int, Decimal | None],
    now: dict[int, Decimal | None],
    spent: dict[int, Decimal],
    language: str,
) -> FigureTable:
    columns = ("month", "column_new", "column_now", "column_spent")
    rows = ((month(first_day(one), language), new.get(one), now.get(one), spent.get(one)) for one in numbers)
    return FigureTable(tuple(text(language, f"phasing.{name}") for name in columns), tuple(rows))
