"""Where an amount comes from: its kind, the document that gives it, and the quoted words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    model_validator,
)


class Record(BaseModel):
    """A frozen part of a plan folder; a key that the format does not know is refused, and so is an empty text."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, str_min_length=1)


Path = tuple[str | int, ...]
"""Where a part stands in the plan: keys and list positions (from 0)."""


def parts(part: object, path: Path = ()) -> Iterator[tuple[Path, Record]]:
    """The record itself and every record inside it, each with its path."""
    if isinstance(part, Record):
        yield path, part
        for name in type(part).model_fields:
            yield from parts(getattr(part, name), (*path, name))
    elif isinstance(part, tuple):
        for position, entry in enumerate(part):
            yield from parts(entry, (*path, position))


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


Id = Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
"""A stable name inside the files: lower-case letters, digits and hyphens."""

Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
"""A code that people also write in ledgers and addresses: letters, digits, point, hyphen, underscore."""


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


def _exact(value: object, info: ValidationInfo) -> object:
    if isinstance(value, Decimal) and value.is_finite() and int(value.as_tuple().exponent) < -2:
        raise ValueError("too_many_decimals")  # 85.200 would pass for 85.20: a thousands point is not a decimal point
    if info.context and (isinstance(value, bool) or not isinstance(value, Decimal | int)):
        raise ValueError("not_an_amount")  # in a plan file an amount stands without quotation marks
    return value


Euro = Annotated[Decimal, Field(max_digits=18, decimal_places=2, allow_inf_nan=False), BeforeValidator(_exact)]
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


def _date_as_text(value: object) -> object:
    if isinstance(value, dt.datetime | bool):
        return value
    return str(value) if isinstance(value, dt.date | int) else value


def _existing_day(value: str) -> str:
    if value.count("-") == 2:
        try:
            dt.date.fromisoformat(value)
        except ValueError:
            raise ValueError("not_a_partial_date") from None
    return value


PartialDate = Annotated[
    str,
    Field(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"),
    BeforeValidator(_date_as_text),
    AfterValidator(_existing_day),
]
"""A date as precise as the source is: 2022, 2024-03 or 2024-03-14."""
