"""Totals that look like bookings in every cell: only their sums give them away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pokdash.ledger.profile import LeaveOut
from pokdash.ledger.proposal.draft import Draft, Look
from pokdash.ledger.proposal.facts import Facts
from pokdash.ledger.proposal.row_rules import any_of, cell_of

_MOST = 20_000  # rows; a list that is made for reading is shorter
_MOST_TOTALS = 400  # one for each day of a year
_OF_ONE, _OF_TWO = 3, 2  # bookings that the longest stretch must have, in a table with one total, and with more


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with its amount in cents; `is_total`: it is known as a total so far."""

    source_row: int
    cents: int
    is_total: bool = False


def layout_totals(draft: Draft, columns: Sequence[Facts]) -> dict[int, LeaveOut]:
    """The rows that are the sum of those above them (or below them), all the way through the table, as rules.

    A rule is about what stands in every cell of its row, so that nothing else is left out with it, in any file. Rows
    of which another rule or a person says what they are do not count.
    """
    profile = draft.profile
    if draft.trouble or profile.year_columns or draft.subject.grid.rows > _MOST:
        return {}
    draft.read_as(profile)
    rows = [_Row(row, int(cents), is_total) for row, cents, is_total in draft.rows("summed_rows")]
    again = any(says_amount(draft, rule) for rule in profile.leave_out)
    found = [row for part in _stretches(rows) for row in _totals_of(part, again=again)]
    if not found or len(found) > _MOST_TOTALS:
        return {}
    decided = [*profile.kept, *(one.rule for one in draft.tentative if one.look is Look.PLAIN)]
    cells = draft.rows(
        "cells_of_rows",
        cells=", ".join(f"trimmed(c{column.number})" for column in columns),
        rows=", ".join(str(row.source_row) for row in found),
    )
    said = {row for (row,) in draft.rows("rows_that_fit", condition=any_of(decided))}
    return {
        row: LeaveOut(
            "subtotal",
            tuple(cell_of(column, re.escape(text)) for column, text in zip(columns, texts, strict=True) if text),
        )
        for row, texts in cells
        if row not in said
    }


def says_amount(draft: Draft, rule: LeaveOut) -> bool:
    """Whether a rule is about rows with one amount only, as those of `layout_totals` are."""
    places = [place.number for name in ("amount", "debit", "credit") if (place := draft.profile.column(name))]
    return any(cell.number in places and cell.pattern for cell in rule.cells)


def _stretches(rows: Sequence[_Row]) -> Iterator[Sequence[_Row]]:
    """The rows between totals that are known; not where such a total is the sum of all rows above it."""
    begin = 0
    for at, row in enumerate(rows):
        if row.is_total:
            if row.cents != sum(one.cents for one in rows[begin:at]):
                yield rows[begin:at]
            begin = at + 1
    yield rows[begin:]


def _totals_of(rows: Sequence[_Row], *, again: bool) -> list[_Row]:
    """The totals below what they are the sum of, or above it, if every row is a total or in one, as few as can be.

    One at least is of several bookings, unless the profile has such totals already (`again`).
    """
    below, above = _totals_below(rows), _totals_below(rows[::-1])
    for found, most in (below, above):
        least = 1 if again else _OF_TWO if len(found) > 1 else _OF_ONE
        if most >= least:
            return found
    return []


def _totals_below(rows: Sequence[_Row]) -> tuple[list[_Row], int]:
    """The totals of a table that ends with one, and how many bookings the longest is of; the last may go over all.

    `totals`: where a total may stand, how many there are by then, and where the one before it is. `at_sum`: of the
    sums of all rows so far, where the total is after which the next may begin.
    """
    totals: dict[int, tuple[int, int]] = {-1: (0, -1)}
    at_sum = {0: -1}
    so_far = above = 0
    for at, row in enumerate(rows):
        above, so_far = so_far, so_far + row.cents
        before = at_sum.get(above - row.cents, at)
        if row.cents and before < at - 1:
            totals[at] = (totals[before][0] + 1, before)
            if so_far not in at_sum or totals[at_sum[so_far]][0] > totals[at][0]:
                at_sum[so_far] = at
    last = len(rows) - 1
    if last - 1 in totals and rows and rows[-1].cents * 2 == above:
        totals.setdefault(last, (totals[last - 1][0] + 1, last - 1))
    found = list(_chain(totals, last)) if last in totals else []
    most = max((at - totals[at][1] - 1 for at in found), default=0)
    return [rows[at] for at in found], most


def _chain(totals: Mapping[int, tuple[int, int]], at: int) -> Iterator[int]:
    """The totals up to here, the last first."""
    while at >= 0:
        yield at
        at = totals[at][1]
