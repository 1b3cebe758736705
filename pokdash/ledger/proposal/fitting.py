"""A known profile on a new file: its columns are looked for by their headings, wherever they stand now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pokdash.ledger.profile import LeaveOut, Profile
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
            missing = absent or _unclear(profile, headings)
    return missing


def _unclear(profile: Profile, headings: Sequence[str]) -> tuple[str, ...]:
    """The columns of which it cannot be said where they are: their heading stands twice, or they have none."""
    twice = [column.heading for column in profile.columns if len(_places(column.heading, headings)) > 1]
    return (*twice, *(str(column.number) for column in profile.columns if not column.heading)) or profile.headings


def _without_headings(profile: Profile, columns: int) -> tuple[Profile, Table] | tuple[str, ...]:
    numbers = [column.number for column in profile.columns] + [column.number for column in profile.year_columns]
    if max(numbers, default=columns + 1) > columns:
        return tuple(str(number) for number in numbers if number > columns)
    return profile, Table(0, 0, profile.file.first_row, ("",) * columns, ())


def _moved(profile: Profile, headings: Sequence[str]) -> Profile | None:
    """The profile with new numbers; None when it cannot be said where one of its columns is.

    That is so when a heading stands twice and neither is where it was, and for a column without a heading as soon as
    any other column moved.
    """
    places = [(column.heading, column.number) for column in profile.columns]
    places += [(year.heading, year.number) for year in profile.year_columns]
    still = all(old in _places(heading, headings) for heading, old in places if heading)

    def number(heading: str, old: int) -> int:
        places = _places(heading, headings)
        if not heading:
            return old if still and old <= len(headings) else 0
        return old if old in places else places[0] if len(places) == 1 else 0

    columns = tuple(replace(column, number=number(column.heading, column.number)) for column in profile.columns)
    years = tuple(replace(column, number=number(column.heading, column.number)) for column in profile.year_columns)
    left_out = tuple(moved for rule in profile.leave_out if (moved := _moved_rule(rule, headings, number)))
    kept = tuple(moved for rule in profile.kept if (moved := _moved_rule(rule, headings, number)))
    if not all(column.number for column in columns) or not all(year.number for year in years):
        return None
    return replace(profile, columns=columns, year_columns=years, leave_out=left_out, kept=kept)


def _moved_rule(rule: LeaveOut, headings: Sequence[str], number: Callable[[str, int], int]) -> LeaveOut | None:
    """The rule with new numbers; None when it is about a text in a column that is not there, or that cannot be found.

    What it says of an empty cell holds for a column that is not there. Rows that no rule is about are looked at as in a
    new file.
    """
    there = [cell for cell in rule.cells if not cell.heading or _places(cell.heading, headings)]
    cells = tuple(replace(cell, number=number(cell.heading, cell.number)) for cell in there)
    wanted = sum(bool(cell.pattern) for cell in rule.cells)
    if not cells or not all(cell.number for cell in cells) or sum(bool(cell.pattern) for cell in cells) < wanted:
        return None
    return replace(rule, cells=cells)


def _places(heading: str, headings: Sequence[str]) -> list[int]:
    """The numbers of the columns with this heading, in any case."""
    return [
        number for number, found in enumerate(headings, start=1) if heading and found.casefold() == heading.casefold()
    ]
