"""Totals that look like bookings in every cell: only their sums give them away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from pokdash.ledger.conversion.macros import literal
from pokdash.ledger.profile import LeaveOut, Profile
from pokdash.ledger.proposal.added_up import Row, added_up
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.facts import Facts
from pokdash.ledger.proposal.row_rules import any_of, cell_of

_MOST = 100_000  # rows; a list that is made for reading is shorter
_MOST_TOTALS = 400  # one for each day of a year


def layout_totals(draft: Draft, columns: Sequence[Facts]) -> dict[int, LeaveOut]:
    """The rows that are the sum of those above them (or below them), again and again or over the whole table, as rules.

    A rule is about what stands in every cell of its row, so that nothing else is left out with it, in any file. Rows
    that a person called bookings do not count.
    """
    profile = draft.profile
    if draft.trouble or draft.subject.grid.rows > _MOST:
        return {}
    draft.read_as(profile)
    again = any(says_amount(draft, rule) for rule in profile.leave_out)
    rows = draft.rows("summed_rows", kind=_kind(profile), year="fiscal_year" if profile.year_columns else "0")
    found: set[int] = set()
    for _, part in groupby(rows, key=lambda row: row[:2]):
        listed = [Row(row, int(cents), is_total) for _, _, row, cents, is_total in part]
        found |= added_up(listed, again=again) or added_up(listed[::-1], again=again)
    if not found or len(found) > _MOST_TOTALS:
        return {}
    cells = draft.rows(
        "cells_of_rows",
        cells=", ".join(f"trimmed(c{column.number})" for column in columns),
        rows=", ".join(map(str, found)),
    )
    said = {row for (row,) in draft.rows("rows_that_fit", condition=any_of(profile.kept))}
    return {row: _rule(columns, texts) for row, texts in cells if row not in said}


def _kind(profile: Profile) -> str:
    """Of what kind a row is, as SQL: commitments and the invoices on them never add up together."""
    column = profile.column("kind")
    others = [one for one in profile.kinds if one.kind != "expenditure"]
    if column is None or not others:
        return "''"
    cases = " ".join(f"when {literal(one.word.lower())} then {literal(one.kind)}" for one in others)
    return f"case lower(trimmed(c{column.number})) {cases} else '' end"


def says_amount(draft: Draft, rule: LeaveOut) -> bool:
    """Whether a rule is about rows with one amount only, as those of `layout_totals` are."""
    profile = draft.profile
    places = [place.number for name in ("amount", "debit", "credit") if (place := profile.column(name))]
    places += [place.number for place in profile.year_columns]
    return any(cell.number in places and cell.pattern for cell in rule.cells)


def _rule(columns: Sequence[Facts], texts: Sequence[str]) -> LeaveOut:
    cells = [cell_of(column, re.escape(text)) for column, text in zip(columns, texts, strict=True)]
    return LeaveOut("subtotal", tuple(cells))
