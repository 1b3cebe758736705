"""Comparison: how far two outcomes of one plan are apart, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pokdash.domain.money import difference
from pokdash.domain.what_if import Outcome


@dataclass(frozen=True, slots=True)
class LineDifference:
    """How much more a line has, and how much more it ends with, in euro; None where either is unknown."""

    line: str
    allocated: Decimal | None
    end: Decimal | None


def compared(before: Outcome, after: Outcome) -> dict[str, LineDifference]:
    """What `after` has more than `before` of every line that both have."""
    both = {one.line: one for one in before.lines}
    return {
        one.line: LineDifference(
            one.line,
            difference(one.allocated, both[one.line].allocated),
            difference(one.end, both[one.line].end),
        )
        for one in after.lines
        if one.line in both
    }
