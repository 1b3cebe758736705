"""Amounts in another currency are never added as euro: a person says whether they were converted already."""

from __future__ import annotations

import re
from dataclasses import replace

from pokdash.ledger.profile import Cell, LeaveOut, Sentence
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.kinds import words_of
from pokdash.ledger.proposal.measuring import measured
from pokdash.ledger.proposal.model import Answer, Question
from pokdash.ledger.proposal.vocabulary import EURO_WORDS, foreign

_ANYTHING = ".*"


def find_currencies(draft: Draft) -> None:
    """Ask about every word of the currency column that is not the euro, and about one in the heading of an amount."""
    column = draft.profile.column("currency")
    if column:
        for word, rows, row in words_of(draft, column.number):
            if word.upper() not in EURO_WORDS:
                params = {"heading": column.heading or str(column.number), "word": word.upper()}
                sentence = Sentence("question.currency", {**params, "count": rows, "row": row})
                _ask(
                    draft,
                    word,
                    LeaveOut("other_currency", (Cell(column.number, re.escape(word), column.heading),)),
                    sentence,
                )
    amounts = [
        (place.heading, place.number) for name in ("amount", "debit", "credit") if (place := draft.profile.column(name))
    ]
    for heading, number in amounts + [(year.heading, year.number) for year in draft.profile.year_columns]:
        if any(map(foreign, re.findall(r"[A-Za-z]{3}|[$£]", re.sub(r"[A-Za-z]{4,}", " ", heading)))):
            rule = LeaveOut("other_currency", (Cell(number, _ANYTHING, heading),))
            _ask(draft, heading.lower(), rule, Sentence("question.currency_heading", {"heading": heading}))


def _ask(draft: Draft, word: str, rule: LeaveOut, sentence: Sentence) -> None:
    """Leave the rows out unless a person says that they are in euro; the profile remembers what was said."""
    profile = draft.profile
    if word in profile.euro_words or rule in profile.leave_out:
        return
    left_out = replace(profile, leave_out=(*profile.leave_out, rule))
    readings = (
        Answer("leave_out", Sentence("question.currency_leave_out"), measured(draft, left_out).total),
        Answer("keep", Sentence("question.currency_keep"), measured(draft, profile).total),
    )
    if draft.ask(Question(f"currency={word}", "amount", sentence, readings)) == "leave_out":
        draft.profile = left_out
    else:
        draft.change(euro_words=(*profile.euro_words, word))
