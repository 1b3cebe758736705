"""A sentence as data: a key of the text catalogs, and what fills its placeholders in any language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pokdash.texts import date, euro, text

_LARGE = 10_000  # no year is


@dataclass(frozen=True, slots=True)
class Term:
    """A word from the catalogs inside a sentence, by its key; `number` fills its placeholder."""

    key: str
    number: int | None = None


Filling = str | int | Decimal | dt.date | Term
"""What a placeholder may hold: an amount (Decimal) is in euro; text is shown as it stands in the file."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Text key `key`, filled by `params`."""

    key: str
    params: Mapping[str, Filling] = field(default_factory=dict)

    def said(self, language: str) -> str:
        """The sentence in `language` (nl, en or fy). A large count has its thousands apart; a row number has not."""
        said = text(language, self.key, **{name: _said(name, value, language) for name, value in self.params.items()})
        numbered = any(isinstance(one, Term) and one.number is not None for one in self.params.values())
        return said[:1].upper() + said[1:] if numbered else said


def _said(name: str, value: Filling, language: str) -> str | int:
    match value:
        case Term(key, None):
            return text(language, key)
        case Term(key, number):
            return text(language, key, number=number)
        case Decimal():
            return euro(value, language)
        case dt.date():
            return date(value, language)
        case int() if value >= _LARGE and not name.endswith("row"):
            return euro(Decimal(value), language).removeprefix("€\u00a0")
    return value
