"""Columns that say something else of a row than the column that its heading names: another line, or another year."""

from __future__ import annotations

from collections.abc import Sequence

from pokdash.domain.plan_names import line_names
from pokdash.ledger.conversion.macros import literal
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.facts import Facts
from pokdash.ledger.proposal.vocabulary import field_of, names_booking_day, names_payment_day


def other_lines(draft: Draft, first: Facts, columns: Sequence[Facts]) -> list[Facts]:
    """The columns that name lines of the plan too, and in some row another line than the first.

    Numbers count as names only under a heading of lines: a quarter is 1 or 2 as well.
    """
    plan = draft.subject.plan
    names = line_names(plan) if plan else {}
    possible = [
        column
        for column in columns
        if column != first
        and any(word.casefold() in names for word in column.words)
        and (field_of(column.heading) == "line" or (field_of(column.heading) is None and not column.numbers))
    ]
    values = ", ".join(f"({literal(name)}, {literal(code)})" for name, code in names.items())
    return [column for column in possible if _differ(draft, "lines_differ", first, column, names=values)]


def other_years(draft: Draft, first: Facts, columns: Sequence[Facts]) -> list[Facts]:
    """The columns with days that may be the booking date as well as the first, and some in another year."""
    if names_booking_day(first.heading):
        return []
    possible = [column for column in columns if names_booking_day(column.heading) or names_payment_day(column.heading)]
    return [column for column in possible if _differ(draft, "years_differ", first, column)]


def _differ(draft: Draft, name: str, one: Facts, other: Facts, **fill: str) -> bool:
    fill |= {"one": f"c{one.number}", "other": f"c{other.number}", "first_row": str(draft.profile.file.first_row)}
    ((count,),) = draft.rows(name, **fill)
    return bool(count)
