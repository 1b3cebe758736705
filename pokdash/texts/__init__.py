"""Floor 0: every word on screen, and how numbers and dates are written."""

from pokdash.texts.catalog import LANGUAGES, counted, has_text, text, texts_under
from pokdash.texts.estimate import estimate
from pokdash.texts.notation import (
    date,
    day_month,
    euro,
    exact_percent,
    month,
    number,
    percent,
    short_date,
    short_month,
)
from pokdash.texts.typed_amount import typed_amount

__all__ = [
    "LANGUAGES",
    "counted",
    "date",
    "day_month",
    "estimate",
    "euro",
    "exact_percent",
    "has_text",
    "month",
    "number",
    "percent",
    "short_date",
    "short_month",
    "text",
    "texts_under",
    "typed_amount",
]
