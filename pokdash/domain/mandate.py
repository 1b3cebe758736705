"""Mandate: what the college may decide about a plan by itself; beyond that the council decides."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from pokdash.domain.provenance import Euro, Record, Source


class MandateRule(StrEnum):
    """What a rule is about; the order is that of the list on screen."""

    PER_LINE = "per_line"  # at most so much more or less for one line
    IN_ALL = "in_all"  # at most so much moved in all
    SAME_TOTAL = "same_total"  # what there is to divide stays the same
    WITHIN_GROUPS = "within_groups"  # at most so much from one group to another
    BETWEEN_YEARS = "between_years"  # at most so much from one fiscal year to another


class Mandate(Record):
    """A rule with the words that set it. `limit` is in euro; without one it is 0: nothing of this at all.

    With `lines` it is about those lines only (codes), with `years` about the amounts of those fiscal years only.
    """

    rule: MandateRule
    source: Source
    limit: Annotated[Euro, Field(ge=Decimal(0))] = Decimal("0.00")
    lines: tuple[str, ...] = ()
    years: tuple[int, ...] = ()

    def covers(self, line: str, year: int | None) -> bool:
        """Whether the rule is about an amount: of a line, and of a fiscal year (None: of the whole period)."""
        return (not self.lines or line in self.lines) and (not self.years or year in self.years)
