"""What must be told of rows that count although they repeat others, and of bookings that a file does not have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pokdash.intake.examined import Conversion
from pokdash.intake.outcome import Imported, OnChange, Refused

_FIRST = 5


@dataclass(frozen=True, slots=True)
class Told:
    """Text key `repeats.<key>` with how many rows or bookings it is about, their sum in euro, and the first of them."""

    key: str
    count: int
    total: Decimal
    first: tuple[str, ...]


def repeats(conversion: Conversion, outcome: Imported | Refused | None) -> Iterator[Told]:
    """What to tell: equal rows, rows with one line number, and live bookings that are not in the file any more.

    A row is named as `5 = 4` (equal to row 4), a booking by its number, or by its import and row where it has none.
    """
    keys = conversion.keys
    for key, found in (("equal_rows", keys.equal_rows), ("shared_lines", keys.shared_lines)):
        if found.rows:
            named = tuple(f"{row} = {before}" if key == "equal_rows" else str(row) for row, before in found.first)
            yield Told(key, found.rows, found.total, named)
    if outcome and outcome.gone_count:
        first = tuple(
            f"{one.batch}:{one.live_row}" if one.booking_number.startswith("~") else one.booking_number
            for one in outcome.gone[:_FIRST]
        )
        yield Told(gone_key(outcome), outcome.gone_count, outcome.gone_total, first)


def gone_key(outcome: Imported | Refused) -> str:
    """What becomes of live bookings that are not in the file any more: text key `repeats.<key>`."""
    if isinstance(outcome, Refused):
        return "gone_left"
    if outcome.gone_reversed:
        return "gone_reversed"
    return "gone_unsure" if outcome.on_change is OnChange.CORRECT or outcome.rows_rejected else "gone_left"
