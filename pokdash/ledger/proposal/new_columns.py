"""Columns that a known profile has never seen and that could change what amounts mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pokdash.ledger.profile import Profile
from pokdash.ledger.proposal.facts import Facts
from pokdash.ledger.proposal.vocabulary import (
    amount_sort,
    field_of,
    foreign,
    is_currency,
    kind_of,
    may_be_flags,
    year_in,
)

_FEW = 6  # different words in a column that sorts rows


def unread(profile: Profile, columns: Iterable[Facts]) -> tuple[str, ...]:
    """What the columns are called that hold something and are not read."""
    return tuple(_name(column) for column in _unread(profile, columns))


def new_columns(profile: Profile, columns: Sequence[Facts]) -> list[str]:
    """What the columns are called that the profile does not know, and without which amounts may be read wrongly."""
    known = {name.casefold() for name in profile.unread}
    return [
        _name(column)
        for column in _unread(profile, columns)
        if _name(column).casefold() not in known and _matters(profile, column)
    ]


def _unread(profile: Profile, columns: Iterable[Facts]) -> list[Facts]:
    read = {column.number for column in profile.columns} | {year.number for year in profile.year_columns}
    return [column for column in columns if column.filled and column.number not in read]


def _name(column: Facts) -> str:
    return column.heading or str(column.number)


def _matters(profile: Profile, column: Facts) -> bool:
    """A flag, a kind, a plan, another currency, another amount; by its heading or by what stands in it."""
    field, words = field_of(column.heading), column.words
    if field in ("debit", "credit"):
        return column.numbers > 0
    if column.holds_amounts:
        of_year = bool(profile.year_columns) and year_in(column.heading) is not None
        silent = field is None and amount_sort(column.heading) is None and bool(column.marked)
        return of_year or silent or amount_sort(column.heading) == "amount"
    if field in ("flag", "sign_flag", "plan"):
        return True
    kinds = {kind_of(word) for word in words if len(word) > 1}
    return bool(words) and len(words) <= _FEW and (
        may_be_flags(words)
        or (all(map(is_currency, words)) and any(map(foreign, words)))
        or "planned" in kinds
        or (field == "kind" and kinds > {None} and kinds != {"expenditure"})
    )  # fmt: skip
