"""The first rows of every value of which is asked where it belongs, as they stand in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pokdash.ledger.conversion.statements import cell_name
from pokdash.ledger.examination.opened import Opened
from pokdash.ledger.profile import Profile
from pokdash.ledger.proposal import Proposal

_MOST = 3
_KEY = "rule."
_AMOUNTS = ("amount", "debit", "credit")


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A row of the file: where it stands, and its date, description and amounts as written there; '' is nothing."""

    row: int
    day: str
    description: str
    amount: str


def place_rows(opened: Opened, proposal: Proposal) -> Mapping[str, tuple[PlaceRow, ...]]:
    """The first rows by the key of their question; `propose` has just made this proposal on the same connection."""
    asked = [question.key for question in proposal.questions if question.key.startswith(_KEY) and "=" in question.key]
    if not asked:
        return {}
    field = asked[0].removeprefix(_KEY).partition("=")[0]
    found: dict[str, list[PlaceRow]] = {}
    statement = _sql().format(field=cell_name(field), most=_MOST, **_cells(proposal.profile))
    for value, *row in opened.connection.execute(statement).fetchall():
        found.setdefault(value, []).append(PlaceRow(*row))
    values = {key: key.partition("=")[2].lower() for key in asked}
    return {key: tuple(found[value]) for key, value in values.items() if value in found}


def _cells(profile: Profile) -> dict[str, str]:
    """What stands in the columns of the date, the description and the amounts, as SQL."""
    amounts = [column.number for column in profile.columns if column.field in _AMOUNTS]
    amounts += [column.number for column in profile.year_columns]
    cells = {"day": "booking_date", "description": "description"}
    shown = {name: _cell(column.number) if (column := profile.column(field)) else "''" for name, field in cells.items()}
    written = ", ".join(f"nullif({_cell(number)}, '')" for number in amounts)
    return {**shown, "amount": f"concat_ws(' / ', {written})" if written else "''"}


def _cell(number: int) -> str:
    return f"trimmed(c{number})"


@cache
def _sql() -> str:
    return (Path(__file__).parent / "sql" / "place_rows.sql").read_text(encoding="utf-8")
