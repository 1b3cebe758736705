"""Tables of which the amounts cannot be read as they stand, and must never be read in part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from pokdash.ledger import shortened
from pokdash.ledger.profile import Sentence
from pokdash.ledger.proposal.column_choice import named
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.facts import Facts
from pokdash.ledger.proposal.measuring import measured
from pokdash.ledger.proposal.model import Answer, Question
from pokdash.ledger.proposal.vocabulary import (
    EURO_CELL,
    UNIT_CELL,
    amount_sort,
    field_of,
    names_cents,
    names_month,
    unit_of,
    unit_words,
)
from pokdash.ledger.source import Trouble

_AMOUNTS = ("amount", "debit", "credit")
_CENTS = 2  # digits
_CENT = Decimal("0.01")
_PADDED = re.compile(r"[-+]?0\d{2,}[-+]?")


def unreadable(draft: Draft, columns: Sequence[Facts]) -> Trouble | None:
    """Trouble `not_calculated`, `month_columns`, `in_cents`, `mixed_units` or `cents_apart`; None for another table."""
    found = (
        _not_calculated(draft, columns)
        or _months(draft, columns)
        or _in_cents(columns)
        or _mixed_units(columns)
        or _cents_apart(draft, columns)
    )
    if found:
        _take_out(draft)
    return found


def ask_cents(draft: Draft, columns: Sequence[Facts]) -> None:
    """Ask whether amounts of digits only, filled up with zeros in front, are whole euros or cents.

    Cents are trouble `in_cents`.
    """
    profile = draft.profile
    places = [place for name in _AMOUNTS if (place := profile.column(name))] or profile.year_columns
    read = [columns[place.number - 1] for place in places if place.number <= len(columns)]
    words = [word for column in read for word in column.words]
    padded = [word for word in words if _PADDED.fullmatch(word)]
    if len(padded) * 2 <= len(words) or any(column.marked for column in read):
        return
    heading = ", ".join(map(named, read))
    total = measured(draft, profile).total
    readings = (
        Answer("euro", Sentence("question.padded_euro"), total),
        Answer("cents", Sentence("question.padded_cents"), (total * _CENT).quantize(_CENT)),
    )
    sentence = Sentence("question.padded", {"heading": heading, "text": padded[0]})
    if draft.ask(Question("amount.cents", "unit", sentence, readings)) == "cents":
        draft.trouble = Trouble("in_cents", {"column": shortened(heading)})
        draft.change(year_columns=())
        _take_out(draft)


def _take_out(draft: Draft) -> None:
    draft.change(columns=tuple(column for column in draft.profile.columns if column.field not in _AMOUNTS))


def _not_calculated(draft: Draft, columns: Sequence[Facts]) -> Trouble | None:
    """A column of amounts in a workbook holds formulas that no program has worked out."""
    for column in columns:
        is_amount = amount_sort(column.heading) == "amount" or field_of(column.heading) in _AMOUNTS
        formulas = draft.subject.grid.has_values and any(word.startswith("=") for word in column.words)
        if is_amount and formulas and not column.numbers:
            return Trouble("not_calculated", {"column": shortened(named(column))})
    return None


def _months(draft: Draft, columns: Sequence[Facts]) -> Trouble | None:
    """Each month has a column of amounts of its own."""
    dated = draft.profile.column("booking_date") or draft.profile.column("period")
    months = [named(column) for column in columns if column.holds_amounts and names_month(column.heading)]
    if dated or len(months) < 2:
        return None
    return Trouble("month_columns", {"columns": shortened(", ".join(months))})


def _in_cents(columns: Sequence[Facts]) -> Trouble | None:
    """A column of amounts says that they are cents."""
    found = [named(column) for column in columns if column.holds_amounts and names_cents(column.heading)]
    return Trouble("in_cents", {"column": shortened(found[0])}) if found else None


def _mixed_units(columns: Sequence[Facts]) -> Trouble | None:
    """A column says for each row whether its amount is in euro, thousands or millions, and not always the same."""
    for column in columns:
        says_unit = [word for word in column.words if UNIT_CELL.fullmatch(word) or EURO_CELL.fullmatch(word)]
        units = {unit_of(unit_words(word)) if UNIT_CELL.fullmatch(word) else 1 for word in says_unit}
        if len(units) > 1 and len(says_unit) == len(column.words):
            words = shortened(", ".join(column.words).lower())
            return Trouble("mixed_units", {"column": shortened(named(column)), "words": words})
    return None


def _cents_apart(draft: Draft, columns: Sequence[Facts]) -> Trouble | None:
    """Commas between the columns and before the cents: the cents stand in a cell of their own behind whole amounts."""
    if draft.subject.source.delimiter != ",":
        return None
    for column, after in pairwise(columns):
        is_amount = amount_sort(column.heading) == "amount" or field_of(column.heading) in ("debit", "credit")
        is_free = field_of(after.heading) in (None, "description") and amount_sort(after.heading) is None
        if is_amount and is_free and column.whole_numbers and after.whole_numbers and _all_cents(after):
            return Trouble("cents_apart", {"column": shortened(named(column))})
    return None


def _all_cents(column: Facts) -> bool:
    return all(len(word) == _CENTS and word.isdigit() for word in column.words)
