"""Whether amounts are in euro or in thousands: words in the headings or above them raise the question."""

from __future__ import annotations

from dataclasses import replace

from pokdash.ledger.profile import Sentence
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.headings import Table
from pokdash.ledger.proposal.marks import best_marks
from pokdash.ledger.proposal.measuring import measured
from pokdash.ledger.proposal.model import Answer, Question
from pokdash.ledger.proposal.vocabulary import UNIT_WORDS


def note_unit_words(draft: Draft, table: Table) -> bool:
    """Remember what the file says about thousands; whether that is news for a known profile."""
    found = [
        match[0].strip() for text in (*table.titles, *draft.profile.headings) if (match := UNIT_WORDS.search(text))
    ]
    words = found[0] if found else ""
    news = words != draft.profile.marks.unit_words
    draft.mark(unit_words=words)
    return news


def choose_unit(draft: Draft, *, news: bool) -> None:
    """Put the unit into the profile; words about thousands are a question, with both sums."""
    words = draft.profile.marks.unit_words
    if draft.fits and not news:
        draft.know("unit")
    elif not words:
        draft.mark(unit=1)
        draft.prove("unit", "unit_none")
    else:
        readings = []
        for unit in (1000, 1):
            marks = replace(draft.profile.marks, unit=unit)
            profile = replace(draft.profile, marks=marks)
            total = measured(draft, best_marks(draft, profile) if draft.is_open("amount.marks") else profile).total
            readings.append(Answer(str(unit), Sentence(f"question.unit_{unit}"), total))
        question = Question("amount.unit", "unit", Sentence("question.unit", {"words": words}), tuple(readings))
        draft.mark(unit=int(draft.ask(question)))
