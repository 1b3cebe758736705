"""Rows that are no bookings: opening balances, totals, names of groups, text below the table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pokdash.ledger.conversion.macros import literal
from pokdash.ledger.profile import RULE_FIELDS, Column, LeaveOut, field_term
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.facts import Facts
from pokdash.ledger.proposal.maybe_bookings import find_maybe_bookings
from pokdash.ledger.proposal.row_rules import Keys, any_filled, cell_of, decided, fits, taken
from pokdash.ledger.proposal.vocabulary import COUNT, FOOT, IN_EVERY_WORD, OPENING, TOTAL

_FLAG = "(?:sub|eind|groeps?)?-?(?:totaal|total)"
_PERIOD_ZERO = r"(?:p|per\.?|periode)? ?0{1,2}|\d{4}[-/. ]?p?00"
_TEXT = r".*\pL{3}.*"
_MOST_TAILS = 50
_WORD = r"(?i)\pL*tota\pL*"  # never more of what stands there: that may name a person
_SUBTOTAL = "leave_out.subtotal"


def find_known_leave_outs(draft: Draft, columns: Sequence[Facts]) -> None:
    """With a known profile: the totals that its rules leave out, and sorts of rows that no rule of it is about."""
    profile = draft.profile
    numbers = [place.number for name in ("amount", "debit", "credit") if (place := profile.column(name))]
    numbers += [year.number for year in profile.year_columns]
    find_leave_outs(draft, columns, [columns[number - 1] for number in numbers])


def find_leave_outs(draft: Draft, columns: Sequence[Facts], amounts: Sequence[Facts]) -> None:
    """Add a rule for every sort of row that is there and that is no booking, with the number of rows as evidence."""
    names = ("booking_date", "period", "booking_number", "account")
    place = next(filter(None, map(draft.profile.column, names)), None)
    keys = Keys(columns[place.number - 1] if place else None, tuple(amounts))
    texts = [column for column in columns if column not in amounts]
    texts = _with_words(draft, texts)
    _by_words(draft, texts, [*_rules_of_words(draft, keys, texts), *_period_zero(draft, columns)])
    if keys.amounts:
        _short_rows(draft, columns, keys)
    find_maybe_bookings(draft, columns, keys)


def _add(draft: Draft, rule: LeaveOut, key: str, count: int, row: int, **more: str) -> None:
    if rule not in draft.profile.leave_out:
        draft.change(leave_out=(*draft.profile.leave_out, rule))
        draft.prove("leave_out", key, count=count, row=row, **more)


def _rules_of_words(draft: Draft, keys: Keys, texts: Iterable[Facts]) -> Iterator[tuple[LeaveOut, str]]:
    """Rows with the word of a total or an opening balance, in any column of text; each with its evidence."""
    free_text = draft.profile.column("description")
    for column in texts:
        is_free = free_text is not None and column.number == free_text.number
        no_date = () if keys.date is None or keys.date.number == column.number else (cell_of(keys.date, ""),)
        number = draft.profile.column("booking_number")
        own = (cell_of(number, ""),) if number else no_date
        own = own if is_free and no_date else ()
        yield LeaveOut("opening_balance", (cell_of(column, OPENING), *own)), "leave_out.opening_balance"
        if own and number:
            yield LeaveOut("opening_balance", (cell_of(column, OPENING), *no_date)), "leave_out.opening_balance"
        if no_date:
            yield LeaveOut("tail", (cell_of(column, COUNT), *no_date)), "leave_out.tail"
        if not is_free:
            yield LeaveOut("subtotal", (cell_of(column, _FLAG),)), _SUBTOTAL
        if keys.date is not None or not is_free:
            yield LeaveOut("subtotal", (cell_of(column, TOTAL), *no_date)), _SUBTOTAL


def _with_words(draft: Draft, texts: Sequence[Facts]) -> list[Facts]:
    """The columns in which one of the words stands; of a text that is split for every look, all of them."""
    if draft.subject.grid.scanned or not texts:
        return list(texts)
    (found,) = draft.rows(
        "with_words",
        cells=", ".join(f"c{column.number}" for column in texts),
        first_row=str(draft.profile.file.first_row),
        word=literal(IN_EVERY_WORD),
    )
    return [column for place, column in enumerate(texts, start=1) if place in (found[0] or ())]


def _by_words(draft: Draft, texts: Sequence[Facts], rules: Sequence[tuple[LeaveOut, str]]) -> None:
    """Add the rules that a row fits which fits no rule before it; one look at the file for all of them."""
    period = draft.profile.column("period")
    words = f"concat_ws(chr(10), {', '.join(f'c{column.number}' for column in texts)})" if texts else "''"
    possible = [f"regexp_matches({words}, {literal(IN_EVERY_WORD)})"] if texts else []
    possible += [f"contains(c{period.number}, '0')"] if period else []
    known = decided(draft)
    if not possible or not rules:
        return
    found = draft.rows(
        "first_rule",
        choices=" ".join(f"when {fits(rule)} then {number}" for number, (rule, _) in enumerate(rules)),
        first_row=str(draft.profile.file.first_row),
        possible=f"({' or '.join(possible)}) and not ({known})",
        words=words,
        word=literal(_WORD),
    )
    for number, count, row, word in found:
        rule, key = rules[number]
        if key == _SUBTOTAL and word:
            _add(draft, rule, f"{key}_word", count, row, word=word)
        else:
            _add(draft, rule, key, count, row)


def _period_zero(draft: Draft, columns: Sequence[Facts]) -> Iterator[tuple[LeaveOut, str]]:
    period = draft.profile.column("period")
    if period:
        cell = cell_of(columns[period.number - 1], _PERIOD_ZERO)
        yield LeaveOut("opening_balance", (cell,)), "leave_out.period_zero"


def _short_rows(draft: Draft, columns: Sequence[Facts], keys: Keys) -> None:
    """Rows of at most two cells, without amount and date: below the bookings a tail, between them a name of a group."""
    number = draft.profile.column("booking_number")
    rows = draft.rows(
        "short_rows",
        first_row=str(draft.profile.file.first_row),
        cells=", ".join(f"c{column.number}" for column in columns),
        amounts=any_filled(keys.amounts),
        date="''" if keys.date is None else f"trimmed(c{keys.date.number})",
        number="''" if number is None else f"trimmed(c{number.number})",
        known=taken(draft),
        most=str(_MOST_TAILS),
        foot=literal(FOOT),
    )
    for place, pattern, count, row, after, filled in rows:
        column = columns[place - 1]
        if after:
            others = () if keys.date is None or keys.date.number == place else (cell_of(keys.date, ""),)
            _add(draft, LeaveOut("tail", (cell_of(column, _escaped(pattern)), *others)), "leave_out.tail", count, row)
        elif not draft.fits:
            empty = [other for other in columns if other.number not in filled]
            draft.prove("leave_out", "leave_out.group_name", count=count, row=row)
            _group_names(draft, column, keys, empty)


def _escaped(pattern: str) -> str:
    """The text as a pattern in which every number may be another number."""
    return re.sub(r"0+", r"\\d+", re.sub(r"[!-/:-@\[-`{-~]", lambda sign: "\\" + sign[0], pattern))


def _group_names(draft: Draft, column: Facts, keys: Keys, empty: Sequence[Facts]) -> None:
    """A report layout: the name stands above its bookings, and says where they belong if no other column does."""
    is_date = keys.date is not None and keys.date.number == column.number
    cells = (cell_of(column, _TEXT if is_date else ".+"), *(cell_of(other, "") for other in empty))
    rule = LeaveOut("group_name", cells)
    draft.change(leave_out=(*draft.profile.leave_out, rule))
    own = next((place for place in draft.profile.columns if place.number == column.number), None)
    if own is not None and own.field in RULE_FIELDS:
        _fill_down(draft, own, rule, is_date=is_date)
    elif not any(draft.profile.column(name) for name in RULE_FIELDS[:-2]):
        place = Column("account", column.heading, column.number)
        draft.change(columns=(*draft.profile.columns, place))
        _fill_down(draft, place, rule, is_date=is_date)


def _fill_down(draft: Draft, place: Column, rule: LeaveOut, *, is_date: bool) -> None:
    """The name holds for the rows below it, unless those have something of their own in the column."""
    own = f"trimmed(c{place.number}) <> '' and not ({fits(rule)})"
    ((count, _),) = draft.rows("count_rows", first_row=str(draft.profile.file.first_row), condition=own)
    if is_date or not count:
        draft.change(filled_down=(*draft.profile.filled_down, place.field))
        draft.prove("columns", "filled_down", field=field_term(place.field), heading=place.heading or str(place.number))
