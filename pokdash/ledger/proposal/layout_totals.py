"""Totals that look like bookings in every cell: only their sums give them away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from pokdash.ledger.conversion.macros import literal
from pokdash.ledger.profile import LeaveOut, Profile
from pokdash.ledger.proposal.added_up import Row, added_up, all_in_totals
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.facts import Facts
from pokdash.ledger.proposal.row_rules import any_of, cell_of

_WORDS = ("description", "account_name")  # fields
_MOST = 100_000  # rows; a list that is made for reading is shorter
MOST_TOTALS = 400  # of which rules are made: one for each day of a year


def layout_totals(draft: Draft, columns: Sequence[Facts]) -> dict[int, LeaveOut]:
    """The rows that are the sum of those above them (or below them), again and again or over the whole table, as rules.

    A rule is about what stands in the cells of its row (of words only where nothing else tells it from other rows), so
    that nothing else is left out with it, in any file. Rows that a person called bookings do not count.
    """
    profile = draft.profile
    if draft.trouble or draft.subject.grid.rows > _MOST:
        return {}
    again = any(says_amount(draft, rule) for rule in profile.leave_out)
    found = set[int]().union(*(added_up(listed, again=again) for listed in _listed(draft)))
    if not found:
        return {}
    said = {row for (row,) in draft.rows("rows_that_fit", condition=any_of(profile.kept))}
    for chosen in (_telling(profile, columns), columns):
        cells = draft.rows(
            "cells_of_rows",
            cells=", ".join(f"trimmed(c{column.number})" for column in chosen),
            rows=", ".join(map(str, found)),
        )
        rules = {row: _rule(chosen, texts) for row, texts in cells if row not in said}
        if chosen is columns or len(rules) > MOST_TOTALS or not _fits_others(draft, rules):
            break
    return rules


def _telling(profile: Profile, columns: Sequence[Facts]) -> Sequence[Facts]:
    """The columns that tell a booking without words, which may name a person; all, where it has no date and number."""
    if not any(profile.column(name) for name in ("booking_date", "booking_number")):
        return columns
    read = {place.number for place in profile.columns if place.field not in _WORDS}
    read |= {place.number for place in profile.year_columns}
    return [column for column in columns if column.number in read]


def _fits_others(draft: Draft, rules: Mapping[int, LeaveOut]) -> bool:
    """Whether a rule is about another row as well."""
    ((fitting, _),) = draft.rows("count_rows", first_row="0", condition=any_of(rules.values()))
    return bool(fitting > len(rules))


def is_proven(draft: Draft) -> bool:
    """Whether every booking is in a total that is known: then no other totals were missed."""
    return draft.subject.grid.rows <= _MOST and all(
        all_in_totals(listed) or all_in_totals(listed[::-1]) for listed in _listed(draft)
    )


def _listed(draft: Draft) -> Iterator[list[Row]]:
    """The rows that may be bookings or totals, by kind and, where each year has a column, by year."""
    draft.read_as(draft.profile)
    year = "fiscal_year" if draft.profile.year_columns else "0"
    rows = draft.rows("summed_rows", kind=_kind(draft.profile), year=year)
    for _, part in groupby(rows, key=lambda row: row[:2]):
        yield [Row(row, int(cents), *known) for _, _, row, cents, *known in part]


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
