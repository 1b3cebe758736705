"""What a burn-down says, in words and as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from pokdash.domain.burn_down import BandPoint, BurnDown, BurnDownPoint, Outlook, Points
from pokdash.figures.figure_data import FigureTable
from pokdash.texts import counted, date, estimate, euro, month, short_date, text


def period_end(day: dt.date, language: str) -> str:
    """Name the period that ends on a day: `2027` at the end of a year, else `juni 2027`."""
    return str(day.year) if day.month == 12 else month(day, language)


def over_parts(lines: Sequence[str], names: Mapping[str, str], language: str) -> str:
    """Say over how many lines an amount is spread, with its name if it is one; nothing where `names` is one line."""
    if len(names) == 1:
        return ""
    if len(lines) == 1:
        return text(language, "chart.on_one", name=names.get(lines[0], lines[0]))
    return counted(language, "chart.over", len(lines))


def series_said(points: Sequence[BurnDownPoint], key: str, language: str) -> list[str]:
    """Say of every point what it is: `30 sep 2026: nog over € 1.116.550`."""
    what = text(language, key)
    return [
        text(
            language,
            "chart.hover",
            date=short_date(point.day, language),
            what=what,
            amount=euro(point.amount, language),
        )
        for point in points
    ]


def burn_down_alt(burn: BurnDown, names: Mapping[str, str], language: str, *, inflow_open: bool) -> str:
    """Tell in sentences what the burn-down shows."""

    def said(key: str, **values: str) -> str:
        return text(language, f"chart.alt_{key}", **values)

    shown = [said("burn_down", first=date(burn.first_day, language), last=date(burn.last_day, language))]
    if burn.actual:
        left = burn.actual[-1].amount
        key = "overspent" if left < 0 else "left"
        shown.append(said(key, date=date(burn.as_of, language), amount=euro(abs(left), language)))
    else:
        shown.append(said("no_bookings"))
    planned = [point for point in burn.planned if point.day == burn.as_of]
    if planned:
        own = "_own" if burn.planned_kind == "assumption" and not burn.equal_months else ""
        key = f"planned_{burn.planned_kind or 'assumption'}{own}"
        shown.append(said(key, amount=euro(planned[-1].amount, language)))
    shown += ending_said(burn, names, language)
    if inflow_open:
        shown.append(said("to_come"))
    return " ".join(shown)


def ending_said(burn: BurnDown, names: Mapping[str, str], language: str) -> list[str]:
    """Say how it is expected to end, or ended: over and short apart."""
    ending, period = burn.ending, burn.period
    if ending is None or period is None or not ending.paced:
        return []
    found = []
    final = period.outlook is Outlook.FINAL
    end = period_end(period.last_day, language)
    for key, amount, lines in (
        ("over", ending.surplus, ending.surplus_lines),
        ("short", ending.shortage, ending.shortage_lines),
    ):
        if amount:
            parts = over_parts(lines, names, language)
            written = euro(amount, language) if final else estimate(amount, language)
            said = f"{text(language, f'chart.amount_{key}', amount=written)} {parts}".strip()
            found.append(text(language, "chart.alt_ended" if final else "chart.alt_ending", period=end, said=said))
    if ending.unknown:
        found.append(text(language, "chart.alt_unknown", amount=euro(ending.unknown, language)))
    return found


def burn_down_table(burn: BurnDown, language: str) -> FigureTable:
    """List every drawn day with its exact amounts."""
    kind = burn.planned_kind or "assumption"
    named = {
        f"table_planned_{kind}": burn.planned,
        "table_original": burn.original,
        "table_actual": burn.actual,
        "table_in_hand": burn.in_hand,
        "table_surplus": burn.surplus,
        "table_surplus_low": _edge(burn.surplus_band, "low"),
        "table_surplus_high": _edge(burn.surplus_band, "high"),
        "table_shortage": burn.shortage,
        "table_shortage_low": _edge(burn.shortage_band, "low"),
        "table_shortage_high": _edge(burn.shortage_band, "high"),
    }
    return by_day_table(named, language)


def _edge(band: Sequence[BandPoint], side: str) -> Points:
    return tuple(BurnDownPoint(one.day, one.low if side == "low" else one.high) for one in band)


def by_day_table(named: Mapping[str, Sequence[BurnDownPoint]], language: str) -> FigureTable:
    """A row for every drawn day, with a column for each line (by the key of its name) that has points."""
    drawn = {key: _by_day(points) for key, points in named.items() if points}
    days = sorted({day for series in drawn.values() for day in series})
    columns = ("chart.table_date", *(f"chart.{key}" for key in drawn))
    return FigureTable(
        tuple(text(language, key) for key in columns),
        tuple((day, *(series.get(day) for series in drawn.values())) for day in days),
    )


def _by_day(points: Sequence[BurnDownPoint]) -> dict[dt.date, Decimal]:
    return {point.day: point.amount for point in points}
