"""How amounts, percentages and dates are written. Dutch notation for Dutch and Frisian; Babel knows the month names."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date

NO_BREAK = "\u00a0"
MINUS = "\u2212"


def _grouped(amount: Decimal, language: str, decimals: int) -> str:
    written = f"{abs(amount):,.{decimals}f}"
    return written if language == "en" else written.translate(str.maketrans(",.", ".,"))


def euro(amount: Decimal, language: str = "nl", *, cents: bool | None = None) -> str:
    """`€ 1.234` or, where there are cents (or `cents` is True), `€ 1.234,50`; minus is U+2212 before the euro sign."""
    shown = amount != amount.to_integral_value() if cents is None else cents
    sign = f"{MINUS}{NO_BREAK}" if amount < 0 else ""
    return f"{sign}€{NO_BREAK}{_grouped(amount, language, 2 if shown else 0)}"


def number(count: int, language: str = "nl") -> str:
    """A whole number with its thousands apart: `1.000.001`."""
    return euro(Decimal(count), language).replace(f"€{NO_BREAK}", "")


def rounded_euro(amount: Decimal, language: str = "nl") -> str:
    """An estimate, rounded half up to whole thousands of euro and written in full: `€ 74.000`."""
    return euro((amount / 1000).quantize(Decimal(1), ROUND_HALF_UP) * 1000, language, cents=False)


def percent(share: Decimal, language: str = "nl") -> str:
    """A share (0-1) as a whole percentage, closed up: `41%`; never 0% or 100% for a share that only rounds to it."""
    whole = int((share * 100).quantize(Decimal(1), ROUND_HALF_UP))
    if whole == 0 and share > 0:
        return "<1%"
    if whole == 100 and share < 1:
        return "99%"
    return f"{MINUS if whole < 0 else ''}{_grouped(Decimal(whole), language, 0)}%"


def exact_percent(percentage: Decimal, language: str = "nl") -> str:
    """A percentage (0-100) as it was set, never rounded: `5%`, `2,5%`."""
    shown = percentage.normalize()
    return f"{_grouped(shown, language, max(0, -int(shown.as_tuple().exponent)))}%"


def date(day: dt.date, language: str = "nl") -> str:
    """`30 september 2026`."""
    return f"{day.day} {month_name(day, language)} {day.year}"


def day_month(day: dt.date, language: str = "nl") -> str:
    """`30 september`."""
    return f"{day.day} {month_name(day, language)}"


def month(day: dt.date, language: str = "nl") -> str:
    """`september 2026`."""
    return f"{month_name(day, language)} {day.year}"


def month_name(day: dt.date, language: str = "nl") -> str:
    """The full month name; Frisian in lower case, as in running text."""
    name = format_date(day, "MMMM", locale=language)
    return name.lower() if language == "fy" else name


def short_month(day: dt.date, language: str = "nl") -> str:
    """`sep`: for the axis of a chart."""
    name = format_date(day, "MMM", locale=language)
    return name if language == "en" else name.lower()


def short_date(day: dt.date, language: str = "nl") -> str:
    """`30 sep 2026`: for a label inside a chart."""
    return f"{day.day} {short_month(day, language)} {day.year}"
