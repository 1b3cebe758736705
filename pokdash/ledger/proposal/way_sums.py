"""What each way to read the amounts adds up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pokdash.ledger.conversion.value_macros import macros
from pokdash.ledger.profile import Marks, instructions
from pokdash.ledger.proposal.amount_ways import DEBIT_CREDIT, Way, read_by
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.facts import Facts, cells_of
from pokdash.ledger.proposal.marks import best_marks, marked
from pokdash.ledger.proposal.measuring import column_forms, measured


def way_sums(draft: Draft, ways: Sequence[Way]) -> list[Decimal]:
    """The sum of each way, in the marks that its amounts prove."""
    single = [way.columns[0] for way in ways if _reads_one(way)]
    sums = _column_sums(draft, single) if single else {}
    return [sums[way.columns[0]] if _reads_one(way) else _sum(draft, way) for way in ways]


def _sum(draft: Draft, way: Way) -> Decimal:
    return measured(draft, best_marks(draft, read_by(draft.profile, way))).total


def _reads_one(way: Way) -> bool:
    return len(way.columns) == 1 and not way.years and way.value != DEBIT_CREDIT


def _column_sums(draft: Draft, columns: Sequence[Facts]) -> dict[Facts, Decimal]:
    """The rows are worked out once for all columns, and those that are written in the same marks are added together."""
    places = tuple(place for place in draft.profile.columns if place.field not in ("amount", "debit", "credit"))
    draft.read_as(replace(draft.profile, columns=places))
    alike: dict[Marks, list[Facts]] = {}
    for column in columns:
        profile = marked(draft, draft.profile, column_forms(draft, column))
        alike.setdefault(profile.marks, []).append(column)
    sums: dict[Facts, Decimal] = {}
    for marks, same in alike.items():
        profile = read_by(replace(draft.profile, marks=marks), Way("", (same[0],)))
        draft.subject.connection.execute(macros(instructions(profile), typed=draft.subject.grid.has_values))
        found = dict(draft.rows("sums", cells=cells_of(draft.subject.grid, same)))
        sums |= {column: found.get(column.number, Decimal("0.00")) for column in same}
    return sums
