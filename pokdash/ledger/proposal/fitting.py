"""A known profile on a new file: its columns are looked for by their headings, wherever they stand now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pokdash.ledger.profile import Cell, Profile
from pokdash.ledger.proposal.headings import Table, TopRow, joined, table_at


def fitted(profile: Profile, top: Sequence[TopRow], columns: int) -> tuple[Profile, Table] | tuple[str, ...]:
    """The profile with the numbers that its columns have in this file, and the table; else the headings not found."""
    wanted = [heading for heading in profile.headings if heading]
    if not wanted:
        return _without_headings(profile, columns)
    height = max(profile.file.heading_last - profile.file.heading_first, 0) + 1
    missing: tuple[str, ...] = tuple(wanted)
    for first in range(len(top) - height + 1):
        headings = joined([row.cells for row in top[first : first + height]])
        absent = tuple(heading for heading in wanted if not _places(heading, headings))
        if not absent and (moved := _moved(profile, headings)):
            table = table_at(top, first, first + height - 1)
            shape = replace(profile.file, heading_first=table.first, heading_last=table.last, first_row=table.first_row)
            return replace(moved, file=shape), table
        if len(absent) < len(missing):
            missing = absent
    return missing


def _without_headings(profile: Profile, columns: int) -> tuple[Profile, Table] | tuple[str, ...]:
    numbers = [column.number for column in profile.columns] + [column.number for column in profile.year_columns]
    if max(numbers, default=columns + 1) > columns:
        return tuple(str(number) for number in numbers if number > columns)
    return profile, Table(0, 0, profile.file.first_row, ("",) * columns, ())


def _moved(profile: Profile, headings: Sequence[str]) -> Profile | None:
    """The profile with new numbers; None when a heading stands twice and neither is where it was."""

    def number(heading: str, old: int) -> int:
        places = _places(heading, headings)
        return old if not heading or old in places else places[0] if len(places) == 1 else 0

    def cell(old: Cell) -> Cell:
        return replace(old, number=number(old.heading, old.number)) if _places(old.heading, headings) else old

    columns = tuple(replace(column, number=number(column.heading, column.number)) for column in profile.columns)
    years = tuple(replace(column, number=number(column.heading, column.number)) for column in profile.year_columns)
    rules = tuple(replace(rule, cells=tuple(map(cell, rule.cells))) for rule in profile.leave_out)
    if not all(column.number for column in columns) or not all(column.number for column in years):
        return None
    return replace(profile, columns=columns, year_columns=years, leave_out=rules)


def _places(heading: str, headings: Sequence[str]) -> list[int]:
    """The numbers of the columns with this heading, in any case."""
    return [
        number for number, found in enumerate(headings, start=1) if heading and found.casefold() == heading.casefold()
    ]
