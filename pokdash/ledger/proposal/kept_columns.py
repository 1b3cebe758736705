"""Which columns of the rows are looked at while a proposal is made: only those are worked out and stored."""

from __future__ import annotations

from pokdash.ledger.profile import Profile
from pokdash.ledger.proposal.vocabulary import CREDIT_NOTE

_STORED = ("source_row", "leave_out", "line", "out_of_plan", "amount", "fiscal_year", "booking_date")
_OF_FIELD = {
    "amount": ("amount_text", "amount_typed"), "debit": ("debit_text", "debit_typed", "debit_read"),
    "credit": ("credit_text", "credit_typed", "credit_read"), "booking_date": ("date_text", "date_typed", "day"),
    "period": ("period",), "flag": ("flag_text", "flag"), "sign_flag": ("sign",), "account": ("account",),
    "account_name": ("account_name",),
    "cost_centre": ("cost_centre",), "cost_object": ("cost_object",), "project": ("project",), "line": ("line_text",),
}  # fmt: skip
"""What is looked at of the rows, always and of a field that the file has."""
_TYPES = {"debit_read": "decimal(18, 2)", "credit_read": "decimal(18, 2)", "day": "date", "period": "utinyint"}


def kept_columns(profile: Profile) -> dict[str, str]:
    """The columns of the rows that are stored, and those that are the same in every row."""
    there = {column.field for column in profile.columns} | ({"amount"} if profile.year_columns else set())
    there |= {"flag"} if profile.marks.flag_at_amount else set()
    there |= {"period"} if profile.usual_period else set()
    stored = [*_STORED, *(name for field, names in _OF_FIELD.items() if field in there for name in names)]
    same = [name for field, names in _OF_FIELD.items() if field not in there for name in names]
    refund = f"regexp_matches(description, '{CREDIT_NOTE}')" if "description" in there else "false"
    if "kind" in there:
        stored.append("kind is not distinct from 'expenditure' as spending")
    else:
        same.append("spending")
    return {
        "stored": ", ".join([*stored, f"{refund} as refund"]),
        "same": ", ".join(map(_nothing, same)) or "null as none",
    }


def _nothing(name: str) -> str:
    """The value that a field without a column has in every row."""
    if name == "spending":
        return "true as spending"
    if name in ("flag", "sign"):
        return f"1 as {name}"
    if name in _TYPES or name.endswith("_typed"):
        return f"null::{_TYPES.get(name, 'varchar')} as {name}"
    return f"'' as {name}"
