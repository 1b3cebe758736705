"""Rows of a text of which the cells stand one place too far to the right: a delimiter inside a text without quotes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pokdash.ledger import shortened
from pokdash.ledger.profile import Sentence
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.facts import LOOKED_AT, Facts, cells_of
from pokdash.ledger.proposal.model import Answer, Question
from pokdash.ledger.proposal.row_rules import taken

_NUMBER = r"[-+(]? ?(?:€ ?)?\d[\d., ]*(?:,-)?[-)]?"
_WITH_CENTS = r"[-+(]? ?(?:€ ?)?\d[\d., ]*[.,](?:\d\d|-)[-)]?"
_WHOLE = r"[-+]?\d+"
_NO_NUMBER = r".*[^\d., ].*"
_FORM = r"regexp_replace(regexp_replace(trimmed(cell.text), '\pL+', 'a', 'g'), '\d', '9', 'g')"


@dataclass(frozen=True, slots=True)
class _Written:
    """How a column is written: how many cells are filled, with whole numbers (and their digits), and with cents."""

    number: int
    filled: int
    whole: int
    cents: int
    fewest: int
    most: int

    @property
    def has_numbers(self) -> bool:
        return (self.whole + self.cents) * 2 > self.filled

    def has(self, form: str) -> bool:
        """Whether amounts written like this are usual here; with cents if quite some numbers have them."""
        return self.has_numbers and (self.cents * 3 > self.filled or form != _WITH_CENTS)

    @property
    def pattern(self) -> str:
        """What a cell here may look like, or be empty; whole numbers have a digit more or less than others at most."""
        whole = rf"[-+]?\d{{{max(1, self.fewest - 1)},{self.most + 1}}}" if self.whole else ""
        return "|".join(["", whole, _WITH_CENTS if self.cents else "", "" if self.has_numbers else _NO_NUMBER])


def ask_shifted_rows(draft: Draft, columns: Sequence[Facts]) -> None:
    """Ask of rows that a delimiter moved: the number before the amount would be read as the amount.

    Where the last column of the table takes up the surplus, such a row has as many cells as the others.
    The file is to be mended, unless a person says that the row is right.
    """
    fields = ("amount", "debit", "credit")
    places = [place.number for field in fields if (place := draft.profile.column(field))]
    if not draft.subject.source.delimiter or not places or draft.trouble:
        return
    written = _written(draft, columns)
    if not written or len(written) == min(places):
        return
    numbers = [columns[one.number - 1] for one in written[: min(places) - 1] if one.has_numbers]
    first = columns[min(places) - 1 : min(places)]
    ((count, row, number, text),) = draft.rows(
        "shifted_rows",
        numbers=cells_of(draft.subject.grid, numbers or first),
        amount=cells_of(draft.subject.grid, first),
        before=f"c{max(1, min(places) - 1)}",
        form=_FORM,
        first_row=str(draft.profile.file.first_row),
        left_out=taken(draft),
        **_signs(written, places, draft.subject.source.usual_columns or len(columns)),
    )
    if count:
        params = {"row": row, "heading": columns[number - 1].told, "text": shortened(text), "count": count}
        readings = (Answer("read", Sentence("question.shifted_read")),)
        draft.ask(Question("rows.shifted", "amount", Sentence("question.shifted", params), readings))


def _written(draft: Draft, columns: Sequence[Facts]) -> list[_Written]:
    first_row = draft.profile.file.first_row
    found = draft.rows(
        "written_numbers",
        first_row=str(first_row),
        last=str(draft.last_of_first(first_row, LOOKED_AT)),
        cells=cells_of(draft.subject.grid, columns),
        whole=_WHOLE,
        with_cents=_WITH_CENTS,
    )
    return [_Written(*row) for row in found]


def _signs(written: Sequence[_Written], places: Sequence[int], usual: int) -> dict[str, str]:
    """What shows that a row moved, as SQL: an amount behind the amount, alone or with what stands before it.

    Where amounts are usual behind the amount, a row with more cells than the `usual` number shows it.
    """
    first, last, half = min(places), max(places), max(one.filled for one in written) / 2
    read = [written[place - 1] for place in places]
    cents, filled = sum(one.cents for one in read), sum(one.filled for one in read)
    amount = _WITH_CENTS if cents * 4 > filled * 3 else _NUMBER
    sides = [last] if len(places) > 1 else []
    behind = written[last:]
    words = _amounts((one.number for one in behind if one.filled > half and not one.has_numbers), amount)
    strange = {
        form: _amounts(sides + [one.number for one in behind if one.filled <= half or not one.has(form)], form)
        for form in (_WITH_CENTS, amount)
    }
    longer = f"fields > {usual} and ({_amounts([one.number for one in behind[:1]], _WITH_CENTS)})"
    whole = f"({strange[_WITH_CENTS]}) and {_fits(first, _WHOLE)}"
    beside = f"({whole} or {longer}) and {_not_zero(first)}"
    starts = {one.number: _start(written, one.number, first, words) for one in written[: first - 1] if one.has_numbers}
    told = [f"{{'number': {at}, 'text': c{at}, 'fits': {fits}}}" for at, fits in starts.items()]
    return {
        "beside_cents": beside if cents * 2 > filled else "false",
        "alone": " or ".join([words, *strange.values()]),
        "next_to": _amounts([place + 1 for place in places if place < len(written)], amount),
        "any_start": " or ".join(starts.values()) or "false",
        "starts": ", ".join(told) or f"{{'number': {first}, 'text': c{first}, 'fits': false}}",
    }


def _start(written: Sequence[_Written], start: int, amount: int, beside_word: str) -> str:
    """Whether all from a column up to the amount may have moved."""
    fits = [_fits(at, written[at - 2].pattern) for at in range(start + 1, amount + 1)]
    return " and ".join([rf"(regexp_matches(c{start}, '\pL') or {beside_word})", *fits, f"trimmed(c{amount}) <> ''"])


def _amounts(columns: Iterable[int], pattern: str) -> str:
    """That one of these columns has such an amount, other than zero."""
    return " or ".join(f"{_fits(at, pattern)} and {_not_zero(at)}" for at in dict.fromkeys(columns)) or "false"


def _fits(column: int, pattern: str) -> str:
    return f"regexp_full_match(trimmed(c{column}), '{pattern}')"


def _not_zero(column: int) -> str:
    return f"regexp_matches(c{column}, '[1-9]')"
