"""Floor 0: every word on screen, and how numbers and dates are written."""

from pokdash.texts.catalog import LANGUAGES, counted, has_text, text
from pokdash.texts.notation import date, day_month, euro, month, percent, rounded_euro, short_date, short_month

__all__ = [
    "LANGUAGES",
    "counted",
    "date",
    "day_month",
    "euro",
    "has_text",
    "month",
    "percent",
    "rounded_euro",
    "short_date",
    "short_month",
    "text",
]
