"""Columns that say what became of a booking (Status: Vervallen): whether its row counts is asked, with both sums."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pokdash.ledger.profile import Cell, Filling, LeaveOut, Sentence
from pokdash.ledger.proposal.column_choice import named, unused
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.facts import Facts
from pokdash.ledger.proposal.kinds import words_of
from pokdash.ledger.proposal.measuring import measured
from pokdash.ledger.proposal.model import Answer, Question
from pokdash.ledger.proposal.row_rules import cell_of, fits, taken
from pokdash.ledger.proposal.status_words import (
    FLAG_WORDS,
    is_void,
    may_name_status,
    names_its_status,
    names_other,
    names_status,
    says_booked,
    says_posted,
    says_void,
    says_yes,
    void_words,
)
from pokdash.ledger.proposal.vocabulary import field_of

_MOST = 12  # different words in a column that says what became of a booking, whatever its heading
_MOST_UNKNOWN = 0.3  # of the rows with a word, in a column of which the heading says nothing
_TOLD = 4  # words that the evidence names


@dataclass(frozen=True, slots=True)
class Empty:
    """The bookings beside which nothing stands in a column: as a rule, how many there are, and the first row."""

    rule: LeaveOut
    rows: int
    first: int


def find_status(draft: Draft, columns: Sequence[Facts]) -> None:
    """Ask about every word by which a row may be no booking (any more); the profile remembers what was said."""
    free = unused(draft, columns)
    several = sum(names_status(column.heading) for column in free) > 1
    for column in free:
        if (void := void_words(column.heading)) is not None:
            _by_flags(draft, column, void)
        elif names_status(column.heading):
            _by_status(draft, column, several=several)
        elif names_its_status(column.heading):
            _tell(draft, column, [one for one in words_of(draft, column.number) if says_void(one[0])])
        elif may_name_status(column.heading):
            found = words_of(draft, column.number)
            _ask(draft, column, [one for one in found if says_void(one[0]) and len(found) <= _MOST])
        else:
            _by_words(draft, column)


def _by_flags(draft: Draft, column: Facts, void: frozenset[str]) -> None:
    """Under `Vervallen` a yes is asked, under `Geboekt` a no; and beside a yes of the latter, that nothing stands."""
    found = words_of(draft, column.number)
    others = [word for word, *_ in found if word not in FLAG_WORDS]
    if len(found) > _MOST or any(sign.isdigit() for word in others for sign in word):
        return
    _ask(draft, column, [one for one in found if one[0] in void or says_void(one[0])])
    if not any(map(says_yes, void)) and any(says_yes(word) for word, *_ in found):
        _ask_empty(draft, column, _empty(draft, column))


def _by_status(draft: Draft, column: Facts, *, several: bool) -> None:
    """Words that are not known, and of rows that may not count, are asked; one that every booking has is only told."""
    found = words_of(draft, column.number)
    empty = _empty(draft, column)
    unknown = [one for one in found if not says_void(one[0]) and not says_booked(one[0])]
    some = len(found) > 1 or empty.rows > 0 or _decided(draft, column)
    asked = unknown if some and len(unknown) <= _MOST else []
    _ask(draft, column, [one for one in found if says_void(one[0]) or one in asked], asked, several=several)
    _tell(draft, column, [one for one in unknown if one not in asked])
    if any(says_posted(word) for word, *_ in found):
        _ask_empty(draft, column, empty)
    elif found and empty.rows:
        draft.suppose("kind", "status_nothing", heading=named(column), count=empty.rows, row=empty.first)


def _decided(draft: Draft, column: Facts) -> bool:
    """Whether the known profile says of some word in this column what it means."""
    rules = (*draft.profile.leave_out, *draft.profile.kept)
    return draft.fits and any(cell.number == column.number for rule in rules for cell in rule.cells)


def _tell(draft: Draft, column: Facts, words: Sequence[tuple[str, int, int]]) -> None:
    if words:
        told = ", ".join(word for word, *_ in words[:_TOLD])
        draft.suppose("kind", "status_counts", heading=named(column), words=told)


def _by_words(draft: Draft, column: Facts) -> None:
    """A column of which most rows say a status: rows that may not count; beside booked ones, what is not known too."""
    if len(column.words) > _MOST or field_of(column.heading) is not None or names_other(column.heading):
        return
    posted = any(map(says_posted, column.words))
    if not posted and not any(map(is_void, column.words)):
        return
    found = words_of(draft, column.number)
    unknown = [one for one in found if not is_void(one[0]) and not says_booked(one[0])]
    if _MOST_UNKNOWN * sum(rows for _, rows, _ in found) > sum(rows for _, rows, _ in unknown):
        asked = unknown if posted else []
        _ask(draft, column, [one for one in found if says_void(one[0]) or one in asked], asked)


def _ask(
    draft: Draft,
    column: Facts,
    words: Sequence[tuple[str, int, int]],
    unknown: Sequence[tuple[str, int, int]] = (),
    *,
    several: bool = False,
) -> None:
    """Ask about each of these words; with one that is not known, first as if its rows are booked."""
    alone = names_status(column.heading) and not several
    for word, rows, row in words:
        rule = LeaveOut("not_booked", (Cell(column.number, re.escape(word), column.heading),))
        params: dict[str, Filling] = {"heading": named(column), "word": word, "count": rows, "row": row}
        about = word if alone else f"{named(column).casefold()}: {word}"
        _ask_rule(draft, rule, about, Sentence("question.status", params), booked=(word, rows, row) in unknown)


def _empty(draft: Draft, column: Facts) -> Empty:
    """The bookings beside which nothing stands in a column."""
    places = [draft.profile.column(name) for name in ("booking_date", "period", "booking_number")]
    filled = [cell_of(place, ".+") for place in places if place]
    rule = LeaveOut("not_booked", (*filled, cell_of(column, "")))
    condition = f"{fits(rule)} and not ({taken(draft)})" if filled else "false"
    ((count, row),) = draft.rows("count_rows", first_row=str(draft.profile.file.first_row), condition=condition)
    return Empty(rule, count, row or 0)


def _ask_empty(draft: Draft, column: Facts, empty: Empty) -> None:
    """Ask about the bookings beside which nothing stands in a column that says of others that they are booked."""
    if empty.rows:
        params: dict[str, Filling] = {"heading": named(column), "count": empty.rows, "row": empty.first}
        _ask_rule(draft, empty.rule, named(column).casefold(), Sentence("question.status_empty", params), booked=False)


def _ask_rule(draft: Draft, rule: LeaveOut, about: str, sentence: Sentence, *, booked: bool) -> None:
    if rule in draft.profile.kept:
        return
    left_out = replace(draft.profile, leave_out=(*draft.profile.leave_out, rule))
    readings = (
        Answer("leave_out", Sentence("question.total_leave_out"), measured(draft, left_out).total),
        Answer("keep", Sentence("question.total_keep"), measured(draft, draft.profile).total),
    )
    question = Question(f"status={about}", "kind", sentence, readings[::-1] if booked else readings)
    if draft.ask(question) == "leave_out":
        draft.profile = left_out
    else:
        draft.change(kept=(*draft.profile.kept, rule))
