"""Columns that say what became of a booking (Status: Vervallen): whether its row counts is asked, with both sums."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pokdash.ledger.profile import Cell, Filling, LeaveOut, Sentence
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.facts import Facts
from pokdash.ledger.proposal.fields import named, unused
from pokdash.ledger.proposal.kinds import words_of
from pokdash.ledger.proposal.measuring import measured
from pokdash.ledger.proposal.model import Answer, Question
from pokdash.ledger.proposal.status_words import (
    FLAG_WORDS,
    is_void,
    names_other,
    names_status,
    says_booked,
    says_void,
    void_words,
)
from pokdash.ledger.proposal.vocabulary import field_of

_MOST = 12  # different words in a column that says what became of a booking, whatever its heading
_TOLD = 4  # words that the evidence names


def find_status(draft: Draft, columns: Sequence[Facts]) -> None:
    """Ask about every word by which a row may be no booking (any more); the profile remembers what was said."""
    for column in unused(draft, columns):
        void = void_words(column.heading)
        if void is not None and set(map(str.lower, column.words)) <= FLAG_WORDS:
            _ask(draft, column, [found for found in _words(draft, column) if found[0] in void])
        elif names_status(column.heading):
            _by_status(draft, column)
        elif _tells_status(column):
            _ask(draft, column, [one for one in _words(draft, column) if says_void(one[0])])


def _by_status(draft: Draft, column: Facts) -> None:
    """Words of a row that may not count are asked, and so are letters; other words that are not known are told."""
    found = _words(draft, column)
    unknown = [one for one in found if not says_void(one[0]) and not says_booked(one[0])] if len(found) > 1 else []
    letters = [one for one in unknown if len(one[0]) == 1]
    _ask(draft, column, [one for one in found if says_void(one[0]) or one in letters])
    if told := [word for word, *_ in unknown if len(word) > 1]:
        draft.prove("kind", "status_counts", heading=named(column), words=", ".join(told[:_TOLD]))


def _words(draft: Draft, column: Facts) -> list[tuple[str, int, int]]:
    return words_of(draft, column.number) if column.filled else []


def _tells_status(column: Facts) -> bool:
    """Whether it holds nothing but words of a status, and one of a row that may not count."""
    words = column.words
    is_status = len(words) <= _MOST and all(is_void(word) or says_booked(word) for word in words)
    return (
        is_status and any(map(is_void, words)) and field_of(column.heading) is None and not names_other(column.heading)
    )


def _ask(draft: Draft, column: Facts, words: Sequence[tuple[str, int, int]]) -> None:
    for word, rows, row in words:
        rule = LeaveOut("not_booked", (Cell(column.number, re.escape(word), column.heading),))
        if rule in draft.profile.kept:
            continue
        left_out = replace(draft.profile, leave_out=(*draft.profile.leave_out, rule))
        readings = (
            Answer("leave_out", Sentence("question.total_leave_out"), measured(draft, left_out).total),
            Answer("keep", Sentence("question.total_keep"), measured(draft, draft.profile).total),
        )
        params: dict[str, Filling] = {"heading": named(column), "word": word, "count": rows, "row": row}
        about = word if names_status(column.heading) else f"{named(column).casefold()}: {word}"
        if len(word) == 1 and names_status(column.heading):  # nobody knows what a letter says: then as if it is booked
            readings = readings[::-1]
        question = Question(f"status={about}", "kind", Sentence("question.status", params), readings)
        if draft.ask(question) == "leave_out":
            draft.profile = left_out
        else:
            draft.change(kept=(*draft.profile.kept, rule))
