"""Rules for rows that are no bookings, as SQL, and the columns by which a booking is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pokdash.ledger.conversion.statements import fits_cell
from pokdash.ledger.profile import Cell, Column, LeaveOut
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.facts import Facts


@dataclass(frozen=True, slots=True)
class Keys:
    """The columns that tell a booking: its date (without dates: what else every booking has), and its amounts."""

    date: Facts | None
    amounts: tuple[Facts, ...]


def taken(draft: Draft) -> str:
    """The rows that the profile leaves out so far, as SQL."""
    return any_of(draft.profile.leave_out)


def decided(draft: Draft) -> str:
    """The rows that the profile leaves out so far, and those that a person called bookings, as SQL."""
    return any_of((*draft.profile.leave_out, *draft.profile.kept))


def any_of(rules: Iterable[LeaveOut]) -> str:
    """The rows that one of these rules is about, as SQL."""
    return " or ".join(f"({fits(rule)})" for rule in rules) or "false"


def fitting_rows(draft: Draft, rule: LeaveOut, rows: Iterable[int]) -> int:
    """How many of these rows of the file a rule is about."""
    condition = f"{fits(rule)} and source_row in ({', '.join(map(str, rows))})"
    ((count, _),) = draft.rows("count_rows", first_row=str(draft.profile.file.first_row), condition=condition)
    return int(count)


def cell_of(column: Facts | Column, pattern: str) -> Cell:
    """The condition that the whole cell in a column fits a pattern."""
    return Cell(column.number, pattern, column.heading)


def untaken(draft: Draft, rule: LeaveOut) -> str:
    """The rows of a rule about which nothing is decided yet, as SQL."""
    return f"{fits(rule)} and not ({decided(draft)})"


def fits(rule: LeaveOut) -> str:
    """The rows of a rule, as SQL."""
    filled = [fits_cell(cell.number, cell.pattern) for cell in rule.cells if cell.pattern]
    empty = ", ".join(f"c{cell.number}" for cell in rule.cells if not cell.pattern)
    return " and ".join(filled + ([f"trim(concat({empty})) = ''"] if empty else []))


def any_filled(columns: Iterable[Facts]) -> str:
    """The rows in which one of these columns is filled, as SQL."""
    return " or ".join(f"trimmed(c{column.number}) <> ''" for column in columns)
