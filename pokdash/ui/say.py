"""Words, amounts and dates in the language of the page that is being drawn."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import streamlit as st
from markupsafe import Markup

from pokdash import texts
from pokdash.domain.provenance import Words

LANGUAGE_KEY = "language"
OWN_SPREAD_KEY = "own_spread"
"""Whether somebody assumed other months than equal ones for the plan that is looked at."""
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def language() -> str:
    """The language of this page run: nl, en or fy."""
    return str(st.session_state.get(LANGUAGE_KEY, "nl"))


def _variant(key: str) -> str:
    """The text that does not speak of equal months, where the assumed spread of the plan has others."""
    own = f"{key}_own"
    return own if st.session_state.get(OWN_SPREAD_KEY) and texts.has_text(own) else key


def say(key: str, **values: object) -> str:
    """The text with this key; None values become the word for unknown."""
    return texts.text(language(), _variant(key), **{name: _shown(value) for name, value in values.items()})


def say_count(key: str, count: int, **values: object) -> str:
    """The singular or plural form of a text, with `{count}` filled in."""
    return texts.counted(language(), key, count, **{name: _shown(value) for name, value in values.items()})


def _shown(value: object) -> object:
    if value is None:
        return texts.text(language(), "unknown.amount")
    if isinstance(value, Decimal):
        return euro(value)
    return date(value) if isinstance(value, dt.date) else value


def say_count_html(key: str, count: int, **values: object) -> Markup:
    """`say_count` for HTML: values are escaped unless they are markup."""
    form = texts.text(language(), f"{key}.{'one' if count == 1 else 'other'}")
    return Markup(form).format(count=count, **values)  # noqa: S704 - the template comes from the catalog


def words(own: Words) -> str:
    """A plan's own sentence in the language of the page."""
    return own.in_language(language())


def euro(amount: Decimal | None, *, cents: bool | None = None) -> str:
    """An exact amount, or the words for unknown: never zero for an amount that nobody gives."""
    return say("unknown.amount") if amount is None else texts.euro(amount, language(), cents=cents)


def number(count: int) -> str:
    """A whole number with its thousands apart: `1.000.001`."""
    return texts.number(count, language())


def euro_html(amount: Decimal | None) -> Markup:
    """`euro` with the cents in their own span, so that the eye reads the euros first."""
    if amount is None:
        return Markup('<span class="pok-unknown">{}</span>').format(say("unknown.amount"))
    written = euro(amount)
    mark = "." if language() == "en" else ","
    if amount == amount.to_integral_value():
        return Markup("{}").format(written)
    whole, cents = written.rsplit(mark, 1)
    return Markup('{}<span class="pok-cents">{}{}</span>').format(whole, mark, cents)


def about(amount: Decimal) -> str:
    """An estimate in whole thousands, or less than a thousand."""
    return texts.estimate(amount, language())


def percent(share: Decimal) -> str:
    """A share between 0 and 1 as a whole percentage."""
    return texts.percent(share, language())


def exact_percent(percentage: Decimal) -> str:
    """A threshold of the plan, in percent, with all its decimals."""
    return texts.exact_percent(percentage, language())


def date(day: dt.date) -> str:
    """`30 september 2026`."""
    return texts.date(day, language())


def month(day: dt.date) -> str:
    """`september 2026`."""
    return texts.month(day, language())


def partial_date(written: str) -> str:
    """A date as precise as its source: `2022`, `maart 2024` or `14 maart 2024`."""
    parts = [int(part) for part in written.split("-")]
    if len(parts) == 1:
        return written
    day = dt.date(*parts) if len(parts) == 3 else dt.date(parts[0], parts[1], 1)
    return date(day) if len(parts) == 3 else month(day)


def emphasised(names: list[str]) -> Markup:
    """`a, b en c`, each name in bold."""
    bold = [Markup("<strong>{}</strong>").format(name) for name in names]
    if len(bold) < 2:
        return Markup("").join(bold)
    both = Markup(texts.text(language(), "words.and"))  # noqa: S704 - the template comes from the catalog
    return both.format(first=Markup(", ").join(bold[:-1]), last=bold[-1])


def listed(names: list[str]) -> str:
    """`a, b en c`."""
    if len(names) < 2:
        return "".join(names)
    return say("words.and", first=", ".join(names[:-1]), last=names[-1])


def literal(written: str) -> str:
    """Text for the label of a button or a field: what stands in a file is shown as it is, not as its markdown."""
    return _PUNCTUATION.sub(r"\\\g<0>", written)
