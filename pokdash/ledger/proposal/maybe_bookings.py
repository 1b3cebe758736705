"""Rows that look like totals or opening balances, and that may be bookings all the same: `totals` decides."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pokdash.ledger.profile import RULE_FIELDS, LeaveOut
from pokdash.ledger.proposal.draft import Draft, Look, Tentative
from pokdash.ledger.proposal.facts import Facts
from pokdash.ledger.proposal.row_rules import Keys, any_filled, any_of, cell_of, fits, taken, untaken
from pokdash.ledger.proposal.vocabulary import (
    CARRIED,
    OPENING,
    OPENING_FIRST,
    STAND_SO_FAR,
    STARRED,
    TOTAL_FIRST,
    kind_of,
)

_KEYS = {
    TOTAL_FIRST: "leave_out.subtotal",
    STAND_SO_FAR: "leave_out.subtotal",
    STARRED: "leave_out.starred_total",
    CARRIED: "leave_out.subtotal",
    "": "leave_out.bare_total",
}
"""By a pattern of a rule of a known profile: what is told of the rows that it is about."""


def find_maybe_bookings(draft: Draft, columns: Sequence[Facts], keys: Keys) -> None:
    """Add the rules for such rows, as long as nobody says otherwise, and note what is to be decided."""
    if draft.fits:
        _known_totals(draft)
    if keys.amounts:
        _bare_totals(draft, columns, keys)
        _starred_totals(draft, columns, keys)
        _dated_totals(draft)
    _booked_openings(draft)
    if keys.amounts:
        _first_opening(draft, keys)
        _flagged_totals(draft)
        _numbered_totals(draft)
        _dated_bare_totals(draft, columns, keys)


def _bare_totals(draft: Draft, columns: Sequence[Facts], keys: Keys) -> None:
    """Rows with amounts and nothing else, or no more than a place in the plan: totals, if they add up."""
    if keys.date is None:
        return
    places = {place.number for name in RULE_FIELDS[:-1] if (place := draft.profile.column(name))}
    others = [column for column in columns if column not in keys.amounts]
    for empty in (others, [column for column in others if column.number not in places]):
        if keys.date in empty:
            rule = LeaveOut("subtotal", tuple(cell_of(column, "") for column in empty))
            _try(draft, rule, f"({any_filled(keys.amounts)})", "leave_out.bare_total", look=_look(draft, rule))


def _starred_totals(draft: Draft, columns: Sequence[Facts], keys: Keys) -> None:
    """Rows with an amount and no date that begin with stars, as in a list made for paper: totals, if they add up.

    So are sums that are carried from page to page.
    """
    if keys.date is None:
        return
    others = [column for column in columns if column not in keys.amounts and column != keys.date]
    for column in others:
        if any(word.startswith("*") for word in column.words):
            rule = LeaveOut("subtotal", (cell_of(column, STARRED), cell_of(keys.date, "")))
            _try(draft, rule, f"({any_filled(keys.amounts)})", "leave_out.starred_total", look=_look(draft, rule))
    if text := draft.profile.column("description"):
        rule = LeaveOut("subtotal", (cell_of(text, CARRIED), cell_of(keys.date, "")))
        _try(draft, rule, f"({any_filled(keys.amounts)})", "leave_out.subtotal", look=_look(draft, rule))


def _dated_totals(draft: Draft) -> None:
    """Rows that are called a total but have a date: no bookings if they have no number where bookings have one."""
    number, text = draft.profile.column("booking_number"), draft.profile.column("description")
    if text:
        rule = LeaveOut("subtotal", (cell_of(text, TOTAL_FIRST), *([cell_of(number, "")] if number else [])))
        _try(draft, rule, "true", "leave_out.subtotal", look=Look.DATED)


def _dated_bare_totals(draft: Draft, columns: Sequence[Facts], keys: Keys) -> None:
    """Rows with a date, an amount and at most a place in the plan, where bookings have a number: maybe totals.

    So are rows that have a description as well, and no number.
    """
    number = draft.profile.column("booking_number")
    if keys.date is None or number is None:
        return
    places = {place.number for name in RULE_FIELDS[:-1] if (place := draft.profile.column(name))}
    empty = [column for column in columns if column not in keys.amounts and column.number not in places]
    bare = LeaveOut("subtotal", tuple(cell_of(column, "") for column in empty if column != keys.date))
    also = f"({any_filled(keys.amounts)})"
    if keys.date.number != number.number:
        also += f" and trimmed(c{keys.date.number}) <> ''"
    for rule in (bare, LeaveOut("subtotal", (cell_of(number, ""),))):
        _try(draft, rule, also, "leave_out.bare_total", look=Look.PLAIN)


def _numbered_totals(draft: Draft) -> None:
    """Rows that are called a total or a stand and have a date and a number: bookings, unless they add up."""
    text = draft.profile.column("description")
    if text:
        for called in (TOTAL_FIRST, STAND_SO_FAR):
            rule = LeaveOut("subtotal", (cell_of(text, called),))
            _try(draft, rule, "true", "leave_out.subtotal", look=Look.PLAIN)


def _booked_openings(draft: Draft) -> None:
    """Rows that are called an opening balance but have a date and a number: they may be bookings."""
    text = draft.profile.column("description")
    if text:
        rule = LeaveOut("opening_balance", (cell_of(text, OPENING),))
        _try(draft, rule, "true", "leave_out.opening_balance", look=Look.DATED)


def _first_opening(draft: Draft, keys: Keys) -> None:
    """The first row with an amount, if it may be called an opening balance: what was carried forward, or a stand.

    The rule is about this text on this date, so that nothing else is left out with it, in any file.
    """
    text = draft.profile.column("description")
    if text is None or keys.date is None:
        return
    ((_, row),) = draft.rows(
        "count_rows",
        first_row=str(draft.profile.file.first_row),
        condition=f"({any_filled(keys.amounts)}) and not ({any_of(draft.profile.leave_out)})",
    )
    ((said, day),) = draft.rows("two_cells", row=str(row or 0), first=f"c{text.number}", second=f"c{keys.date.number}")
    if said and day and OPENING_FIRST.fullmatch(said):
        cells = (cell_of(text, re.escape(said)), cell_of(keys.date, re.escape(day)))
        _try(draft, LeaveOut("opening_balance", cells), "true", "leave_out.opening_balance", look=Look.DATED)


def _flagged_totals(draft: Draft) -> None:
    """Rows of a kind that nobody knows, without the number and description that all others have: maybe totals."""
    kind = draft.profile.column("kind")
    said = [f"c{place.number}" for name in ("booking_number", "description") if (place := draft.profile.column(name))]
    if kind is None or not said:
        return
    words = draft.rows(
        "bare_words",
        word=f"c{kind.number}",
        said=", ".join(said),
        first_row=str(draft.profile.file.first_row),
        known=taken(draft),
    )
    known = {one.word.lower() for one in draft.profile.kinds}
    for (word,) in words:
        if word.lower() not in known and kind_of(word) is None:
            rule = LeaveOut("subtotal", (cell_of(kind, re.escape(word)),))
            _try(draft, rule, "true", "leave_out.bare_total", look=Look.DATED)


def _known_totals(draft: Draft) -> None:
    """The totals that rules of the known profile leave out because they added up, or because a person said so."""
    for rule in draft.profile.leave_out:
        patterns = {cell.pattern for cell in rule.cells}
        if rule.reason == "subtotal" and (patterns == {""} or patterns & (_KEYS.keys() - {""})):
            others = [other for other in draft.profile.leave_out if other != rule]
            key = _KEYS[next(pattern for pattern in _KEYS if pattern in patterns)]
            look = Look.DATED if patterns & {TOTAL_FIRST, STAND_SO_FAR} else _look(draft, rule)
            _note(draft, rule, f"{fits(rule)} and not ({any_of(others)})", key, look=look)


def _look(draft: Draft, rule: LeaveOut) -> Look:
    """Bare are rows without the date that bookings have: where they do not add up, they are still no bookings."""
    places = [place.number for name in ("booking_date", "period") if (place := draft.profile.column(name))]
    bare = any(cell.number in places and not cell.pattern for cell in rule.cells)
    return Look.BARE if bare else Look.DATED


def _try(draft: Draft, rule: LeaveOut, also: str, key: str, *, look: Look) -> None:
    """Take rows for no bookings for now, or note that they may be none; `totals.confirm_totals` decides."""
    tried = [one.rule for one in draft.tentative if one.look is Look.PLAIN]
    rest = f"{also} and {untaken(draft, rule)} and not ({any_of(tried)})"
    if rule not in draft.profile.leave_out and _note(draft, rule, rest, key, look=look) and look is not Look.PLAIN:
        draft.change(leave_out=(*draft.profile.leave_out, rule))


def _note(draft: Draft, rule: LeaveOut, condition: str, key: str, *, look: Look) -> bool:
    """Note the rows of a rule, if there are any."""
    ((count, row),) = draft.rows("count_rows", first_row=str(draft.profile.file.first_row), condition=condition)
    if count:
        draft.tentative.append(Tentative(rule, key, count, row, look))
    return bool(count)
