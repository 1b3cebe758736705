"""What a reading makes of the whole file: exact sums, rows as examples, and whether its totals add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pokdash.ledger.conversion.macros import literal
from pokdash.ledger.profile import Marks, Profile
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.facts import Facts
from pokdash.ledger.proposal.model import ReadRow

_LOOKED_AT = "is_kept or leave_out = 'subtotal'"  # rows


@dataclass(frozen=True, slots=True)
class Measured:
    """The rows that a reading keeps, those of them whose amount it cannot read, and the sum of the others in euro."""

    rows: int
    unread: int
    total: Decimal


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which amounts are written: how often, and its first row with the text there."""

    name: str
    rows: int
    row: int
    text: str


def measured(draft: Draft, profile: Profile) -> Measured:
    """Count and add the rows as this profile reads them."""
    draft.read_as(profile)
    ((rows, unread, total),) = draft.rows("measured")
    return Measured(rows, unread, total)


def forms(draft: Draft, profile: Profile) -> tuple[Form, ...]:
    """How the amounts of the rows that this profile keeps are written; typed cells of a workbook need no marks."""
    look_at_shapes(draft, profile)
    return _forms(draft, profile)


def column_forms(draft: Draft, column: Facts) -> tuple[Form, ...]:
    """How what stands in a column is written, in the rows that were just read."""
    typed = f"n{column.number}" if draft.subject.grid.has_values else "null::varchar"
    cells = (
        f"select source_row, trimmed(c{column.number}) as text, {typed} as typed, is_kept "
        f"from grid join weighed using (source_row) where {_LOOKED_AT}"
    )
    draft.rows("shapes", cells=cells)
    draft.shaped = None
    return _forms(draft, draft.profile)


def _forms(draft: Draft, profile: Profile) -> tuple[Form, ...]:
    words = str(profile.marks.flag_at_amount).lower()
    return tuple(Form(*row) for row in draft.rows("forms", words=words))


def look_at_shapes(draft: Draft, profile: Profile) -> None:
    """Make table `shape` of the amounts that this profile keeps; their marks and signs do not matter for it."""
    shaped = replace(profile, marks=Marks(), flags=())
    if shaped == draft.shaped:
        return
    draft.read_as(profile)
    fields = [name for name in ("debit", "credit") if profile.column(name)]
    fields += ["amount"] if profile.column("amount") or profile.year_columns else []
    cells = " union all ".join(
        f"select source_row, {name}_text as text, {name}_typed as typed, is_kept from weighed where {_LOOKED_AT}"
        for name in fields or ["amount"]
    )
    draft.rows("shapes", cells=cells)
    draft.shaped = shaped


def ties(draft: Draft, profile: Profile) -> tuple[int, bool]:
    """How many totals the file has, and whether all of them add up as this profile reads them."""
    if not any(rule.reason == "subtotal" for rule in profile.leave_out):
        return 0, False
    draft.read_as(profile)
    ((totals, fitting),) = draft.rows("ties")
    return totals, totals > 0 and fitting == totals


def examples(draft: Draft, profile: Profile, rows: tuple[int, ...]) -> tuple[ReadRow, ...]:
    """These rows of the file as this profile reads them."""
    if not rows:
        return ()
    draft.read_as(profile)
    places = {name: profile.column(name) for name in ("debit", "credit")}
    told = {
        name: literal(f"({place.heading})") if place and place.heading else "null" for name, place in places.items()
    }
    word = "nullif(flag_text, '')" if profile.column("flag") else "null"
    found = draft.rows("examples", rows=", ".join(map(str, rows)), word=word, **told)
    return tuple(ReadRow(*row) for row in found)


def written(draft: Draft, shown: Sequence[Form], marks: Marks) -> tuple[ReadRow, ...]:
    """The first row of these ways of writing as these marks read it, in euro and without the sign of a word."""
    if not shown:
        return ()
    found = draft.rows(
        "written",
        texts=", ".join(f"({form.row}, {literal(form.text)})" for form in shown),
        marks=f"{literal(marks.decimal)}, {literal(marks.thousands)}",
        unit=str(marks.unit),
    )
    return tuple(ReadRow(*row) for row in found)
