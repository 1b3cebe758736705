"""What a booking is called: its number, and its line where the ledger file has one."""

from __future__ import annotations

FIRST_MADE_UP_LINE = 100_000_000
"""From here on the line of a booking was made from what it says, because its file does not number its lines."""


MADE_UP_NUMBER = "~"
"""How the number of a booking begins that was made from what it says, because its file does not number its bookings."""
NO_NUMBER = "–"


def booking_name(number: str, line: int) -> str:
    """`B-1/2`, or `B-1` where the line number says nothing to people, or a dash without a number of its own."""
    if number.startswith(MADE_UP_NUMBER):
        return NO_NUMBER
    return number if line >= FIRST_MADE_UP_LINE else f"{number}/{line}"
