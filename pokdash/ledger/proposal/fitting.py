"""A known profile on a new file: its columns are looked for by their headings, wherever they stand now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from pokdash.ledger.profile import LeaveOut, Profile
from pokdash.ledger.proposal.headings import Table, TopRow, joined, table_at


def fitted(profile: Profile, top: Sequence[TopRow], columns: int) -> tuple[Profile, Table] | tuple[str, ...]:
    """The profile with the numbers that its columns have in this file, and the table; else the headings not found."""
    wanted = [heading for heading in profile.headings if heading]
    if not wanted:
        return _without_headings(profile, columns)
    wanted += [cell.heading for rule in profile.leave_out if _must(rule) for cell in rule.cells if cell.heading]
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


def on_one_row(headings: Iterable[str], top: Sequence[TopRow]) -> bool:
    """Whether all these headings are there, so that only how often each stands is the matter."""
    wanted = tuple(headings)
    return any(all(_places(heading, row.cells) for heading in wanted) for row in top)


def _unclear(profile: Profile, headings: Sequence[str]) -> tuple[str, ...]:
    """The columns of which it cannot be said where they are: their heading stands more or less often than it did."""
    number = _numbers(profile, headings)
    places = _read(profile)
    places += [(cell.heading, cell.number) for rule in profile.leave_out if _must(rule) for cell in rule.cells]
    return tuple(dict.fromkeys(heading or str(old) for heading, old in places if not number(heading, old))) or (
        profile.headings
    )


def _without_headings(profile: Profile, columns: int) -> tuple[Profile, Table] | tuple[str, ...]:
    numbers = [number for _, number in _read(profile)]
    numbers += [cell.number for rule in profile.leave_out if _must(rule) for cell in rule.cells]
    if max(numbers, default=columns + 1) > columns:
        return tuple(str(number) for number in numbers if number > columns)
    return profile, Table(0, 0, profile.file.first_row, ("",) * columns, ())


def _moved(profile: Profile, headings: Sequence[str]) -> Profile | None:
    """The profile with new numbers; None when it cannot be said where one of its columns is."""
    number = _numbers(profile, headings)
    columns = tuple(replace(column, number=number(column.heading, column.number)) for column in profile.columns)
    years = tuple(replace(column, number=number(column.heading, column.number)) for column in profile.year_columns)
    rules = [(rule, _moved_rule(rule, headings, number)) for rule in profile.leave_out]
    kept = tuple(moved for rule in profile.kept if (moved := _moved_rule(rule, headings, number)))
    if not all(column.number for column in columns) or not all(year.number for year in years):
        return None
    if any(moved is None and _must(rule) for rule, moved in rules):
        return None
    left_out = tuple(moved for _, moved in rules if moved)
    return replace(profile, columns=columns, year_columns=years, leave_out=left_out, kept=kept)


def _must(rule: LeaveOut) -> bool:
    """Whether the profile does not fit without the columns of this rule: nothing else says which rows do not count."""
    return rule.reason == "not_booked"


def _numbers(profile: Profile, headings: Sequence[str]) -> Callable[[str, int], int]:
    """From the heading and the number of a column to its new number; 0 when it cannot be said where it is.

    Of several columns with one heading the n-th stays the n-th, if there are as many as there were. A column without a
    heading cannot be found as soon as any other column moved.
    """
    still = all(old in _places(heading, headings) for heading, old in _read(profile) if heading)
    width = profile.file.columns or len(headings)
    before = _headings_before(profile, width)
    alike = len(headings) == width if profile.file.columns else sum(map(bool, headings)) == _seen(profile)

    def number(heading: str, old: int) -> int:
        now = _places(heading, headings)
        if not heading:
            return old if still and old <= len(headings) else 0
        least = _times(profile, heading)
        if max(len(now), least) <= 1:
            return now[0] if now else 0
        if before:
            was = _places(heading, before)
            return now[was.index(old)] if old in was and len(was) == len(now) else 0
        return old if still and alike and old in now and least <= len(now) else 0

    return number


def _read(profile: Profile) -> list[tuple[str, int]]:
    """The heading and the number of every column that is read."""
    columns = [(column.heading, column.number) for column in profile.columns]
    return columns + [(year.heading, year.number) for year in profile.year_columns]


def _headings_before(profile: Profile, width: int) -> list[str]:
    """The headings of all columns as they stood; empty if that is not known, as some column held nothing then."""
    found = {number: heading for heading, number in _read(profile)}
    free = [number for number in range(1, width + 1) if number not in found]
    if len(free) != len(profile.unread) or max(found, default=0) > width:
        return []
    found.update(zip(free, profile.unread, strict=True))
    return [found[number] for number in range(1, width + 1)]


def _seen(profile: Profile) -> int:
    """How many columns that hold something are known."""
    return len(set(_read(profile))) + len(profile.unread)


def _times(profile: Profile, heading: str) -> int:
    """How many columns with this heading there were at least."""
    return len(_places(heading, [*(read for read, _ in set(_read(profile))), *profile.unread]))


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
