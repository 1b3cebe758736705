"""Columns of amounts that say what another says: its running total, or debit minus credit. There is no choice then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from pokdash.ledger.proposal.amount_ways import DEBIT_CREDIT, Way
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.other_columns import amounts

_FIRST_ROWS = 50
_FEWEST_STEPS = 2  # that show a running total which does not begin with zero
_AT_ONCE = 1_000_000  # rows times pairs
_MARKS = ("comma", "point")
_Pair = tuple[Way, Way]


def without_repeats(draft: Draft, ways: Sequence[Way]) -> list[Way]:
    """The ways to read the amounts that do not repeat another one; each that does is told."""
    left = list(ways)
    pairs = [pair for pair in permutations(ways, 2) if not any(way.years for way in pair)]
    if not pairs:
        return left
    pairs = _possible(draft, pairs)
    most = max(1, _AT_ONCE // max(1, draft.subject.grid.rows))
    while pairs := [(one, other) for one, other in pairs if one in left and other in left]:
        for (one, other), key, rows in _repeating(draft, pairs[:most]):
            if one in left and other in left:
                draft.prove("amount", key, heading=other.title, other=one.title, rows=rows)
                left.remove(other)
        pairs = pairs[most:]
    return left


def _possible(draft: Draft, pairs: Sequence[_Pair]) -> list[_Pair]:
    """The pairs that may repeat each other by the first rows that have both."""
    ways = list(dict.fromkeys(way for pair in pairs for way in pair))
    last = draft.last_of_first(draft.profile.file.first_row, _FIRST_ROWS)
    first = [row for (row,) in draft.rows("first_amounts", **_read(draft, ways), last=str(last))]
    counts = {place: filled for place, *filled in draft.rows("readable", **_read(draft, ways))}
    found: dict[_Pair, None] = {}
    for at, mark in enumerate(_MARKS):
        columns = {
            way: [row[place][mark] for row in first] for place, way in enumerate(ways) if counts.get(place, (0, 0))[at]
        }
        for one, other in permutations(columns, 2):
            rows = zip(columns[one], columns[other], strict=True)
            if _may_repeat([(a, b) for a, b in rows if a is not None and b is not None]):
                found[one, other] = None
    return [pair for pair in pairs if pair in found]


def _may_repeat(rows: Sequence[tuple[Decimal, Decimal]]) -> bool:
    """Whether the second amount is the first in the first row, or goes on by the one of either row from there."""
    if not rows or rows[0][0] == rows[0][1]:
        return True
    (one, other), *below = rows
    return bool(below) and abs(below[0][1] - other) in (abs(below[0][0]), abs(one))


def _repeating(draft: Draft, pairs: Sequence[_Pair]) -> Iterator[tuple[_Pair, str, int]]:
    """The pairs of which the second way repeats the first, with the evidence and the rows that have both."""
    if not pairs:
        return
    ways = list(dict.fromkeys(way for pair in pairs for way in pair))
    chosen = ", ".join(f"({ways.index(one) + 1}, {ways.index(other) + 1})" for one, other in pairs)
    found: dict[_Pair, tuple[str, int]] = {}
    looked = sorted(draft.rows("beside", **_read(draft, ways), pairs=chosen), key=lambda row: int(row[2]))
    best = {(one, other): counts for one, other, *counts in looked}  # in the marks in which most rows can be read
    for (one, other), (both, equal, steps, explained, goes_on) in best.items():
        pair = ways[one - 1], ways[other - 1]
        if equal == both and pair[0].value == DEBIT_CREDIT:
            found.setdefault(pair, ("same_column", both))
        elif (steps >= equal and explained == both) or (both > _FEWEST_STEPS and goes_on == both - 1):
            found.setdefault(pair, ("running_total", both))
    yield from ((pair, *found[pair]) for pair in pairs if pair in found)


def _read(draft: Draft, ways: Sequence[Way]) -> dict[str, str]:
    """The amounts of these ways as SQL."""
    columns = list(dict.fromkeys(column for way in ways for column in way.columns))
    places = {column: f"amounts[{place}]" for place, column in enumerate(columns, start=1)}
    return {
        "amounts": amounts(draft, columns),
        "ways": ", ".join(_value([places[column] for column in way.columns]) for way in ways),
    }


def _value(cells: Sequence[str]) -> str:
    if len(cells) == 1:
        return cells[0]
    net = ", ".join(f"'{mark}': {_net(*(f'{cell}.{mark}' for cell in cells))}" for mark in _MARKS)
    return f"{{{net}}}"


def _net(debit: str, credit: str) -> str:
    """Nothing where neither can be read."""
    net = f"coalesce({debit}, 0) - coalesce({credit}, 0)"
    return f"case when coalesce({debit}, {credit}) is not null then {net} end"
