"""Where an amount comes from: its kind, the document that gives it, and the quoted words."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator


class Record(BaseModel):
    """A frozen part of a plan folder; a key that the format does not know is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Kind(StrEnum):
    """How an amount came to be (on screen: uit document, berekend, aanname, voorbeeld)."""

    SOURCE = "source"
    DERIVED = "derived"
    ASSUMPTION = "assumption"
    EXAMPLE = "example"


class Standing(StrEnum):
    """What a decision point is worth: only proposed, decided by college or council, or for information."""

    PROPOSED = "proposed"
    COLLEGE = "college"
    COUNCIL = "council"
    INFORMATION = "information"


class Words(Record):
    """Our own sentence about a source, in Dutch and, where translated, in English and Frisian."""

    nl: str = Field(min_length=1)
    en: str | None = None
    fy: str | None = None

    def in_language(self, language: str) -> str:
        """The sentence in `language` (nl, en or fy); Dutch where there is no translation."""
        return getattr(self, language, None) or self.nl


def _dutch_words(value: object) -> object:
    return {"nl": value} if isinstance(value, str) else value


Text = Annotated[Words, BeforeValidator(_dutch_words)]
"""Our own words in a plan file: a Dutch string, or a table with nl, en and fy."""


class Source(Record):
    """Where a source says it: document id, place in it, literal words; for a table cell also its headings."""

    document: str
    place: str
    quote: str = Field(min_length=1)
    row: str | None = None
    column: str | None = None


class Assumption(Record):
    """Who assumed something, when and why."""

    who: str
    on: dt.date
    why: Text


def _unknown_is_none(value: object) -> object:
    return None if value == "unknown" else value


Euro = Annotated[Decimal, Field(max_digits=18, decimal_places=2, allow_inf_nan=False)]
"""An exact amount in euro, at most two decimals."""


class Amount(Record):
    """An amount in euro with its provenance; `value` None (in a file: "unknown") is an amount that nobody gives."""

    value: Annotated[Euro | None, BeforeValidator(_unknown_is_none)]
    kind: Kind
    source: Source | None = None
    derived_from: tuple[str, ...] = ()
    assumption: Assumption | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _kind_is_backed(self) -> Self:
        backing: dict[Kind, object] = {
            Kind.SOURCE: self.source,
            Kind.DERIVED: self.derived_from,
            Kind.ASSUMPTION: self.assumption,
            Kind.EXAMPLE: True,
        }
        if not backing[self.kind]:
            raise ValueError(f"amount_without_{self.kind}")
        return self


Month = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
"""A calendar month, written 2025-07."""

PartialDate = Annotated[str, Field(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")]
"""A date as precise as the source is: 2022, 2024-03 or 2024-03-14."""

Language = Literal["nl", "en", "fy"]
