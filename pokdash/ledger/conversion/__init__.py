"""From cells of text to typed bookings, row problems and rows that are left out: set-wise, in DuckDB."""

from pokdash.ledger.conversion.converted import Converted, LeftOut, Part
from pokdash.ledger.conversion.converting import convert, prepare
from pokdash.ledger.conversion.instructions import Cells, Instructions, LeaveOut, Place, Rule
from pokdash.ledger.conversion.macros import register_macros
from pokdash.ledger.conversion.twins import Keys, Repeats

__all__ = [
    "Cells",
    "Converted",
    "Instructions",
    "Keys",
    "LeaveOut",
    "LeftOut",
    "Part",
    "Place",
    "Repeats",
    "Rule",
    "convert",
    "prepare",
    "register_macros",
]
