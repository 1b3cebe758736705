"""Whether amounts are in euro, in thousands or in millions: words anywhere but in a booking raise the question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pokdash.ledger.profile import Filling, Sentence, Term
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.facts import Facts
from pokdash.ledger.proposal.headings import Table
from pokdash.ledger.proposal.marks import best_marks
from pokdash.ledger.proposal.measuring import measured
from pokdash.ledger.proposal.model import Answer, Question
from pokdash.ledger.proposal.vocabulary import UNIT_CELL, unit_of, unit_words

UNITS = (1, 1000, 1_000_000)
_MOST_TEXTS = 200
_MOST_WORDS = 3  # that the question names
_AMOUNTS = ("amount", "debit", "credit")


def note_unit_words(draft: Draft, table: Table, columns: Sequence[Facts]) -> bool:
    """Remember what the file says about thousands and millions; whether that is news for a known profile."""
    words = " · ".join(dict.fromkeys(_said(draft, table, columns)))
    news = words != draft.profile.marks.unit_words
    draft.mark(unit_words=words)
    return news


def choose_unit(draft: Draft, *, news: bool) -> None:
    """Put the unit into the profile; words about another one are a question, with the sums."""
    marks = draft.profile.marks
    said = [unit_of(word) for word in marks.unit_words.split(" · ") if word]
    if draft.fits and (not news or marks.unit in said):
        unit = draft.keep(_question(draft, (marks.unit, *UNITS), "unit_choice"), str(marks.unit))
    elif draft.fits and not said and marks.unit > 1:
        unit = draft.ask(_question(draft, (marks.unit, 1), "unit_gone", told=True))
    elif said:
        unit = draft.ask(_question(draft, (*said, 1), "unit", told=True, words=marks.unit_words))
    else:
        unit = draft.assume(_question(draft, UNITS, "unit_choice"), "1", "unit_none")
    draft.mark(unit=int(unit))


def _said(draft: Draft, table: Table, columns: Sequence[Facts]) -> list[str]:
    """The words about a unit: in titles and headings, in cells that say nothing else, and in rows without a booking."""
    found = [unit_words(text, heading=True) for text in (*table.titles, *table.headings)]
    found += [unit_words(text) for text in _texts_without_booking(draft, columns)]
    found += [unit_words(word) for column in columns for word in column.words if UNIT_CELL.fullmatch(word)]
    different = {word.casefold(): word for word in reversed(found) if word}  # what comes first is how it is written
    return list(reversed(different.values()))[:_MOST_WORDS]


def _texts_without_booking(draft: Draft, columns: Sequence[Facts]) -> Iterator[str]:
    profile = draft.profile
    amounts = [place.number for name in _AMOUNTS if (place := profile.column(name))]
    amounts += [year.number for year in profile.year_columns]
    date = profile.column("booking_date")
    lacking = [" and ".join(f"trimmed(c{number}) = ''" for number in amounts)] if amounts else []
    lacking += [f"trimmed(c{date.number}) = ''"] if date and "booking_date" not in profile.filled_down else []
    if not lacking:
        return
    rows = draft.rows(
        "unit_texts",
        cells=", ".join(f"c{column.number}" for column in columns),
        first_row=str(profile.file.first_row),
        lacking=" or ".join(f"({one})" for one in lacking),
        most=str(_MOST_TEXTS),
    )
    yield from (text for (text,) in rows)


def _question(draft: Draft, units: Sequence[int], key: str, *, told: bool = False, **params: Filling) -> Question:
    """Which unit; with the sum of each if that is `told`."""
    readings = [_reading(draft, unit, told=told) for unit in dict.fromkeys(units)]
    return Question("amount.unit", "unit", Sentence(f"question.{key}", params), tuple(readings))


def _reading(draft: Draft, unit: int, *, told: bool) -> Answer:
    meaning = Sentence(f"question.unit_{unit}")
    if not told:
        return Answer(str(unit), meaning)
    profile = replace(draft.profile, marks=replace(draft.profile.marks, unit=unit))  # type: ignore[arg-type]
    sums = measured(draft, profile if draft.fits else best_marks(draft, profile))
    if sums.unread:
        meaning = Sentence("question.unit_unread", {"unit": Term(meaning.key), "count": sums.unread})
    return Answer(str(unit), meaning, sums.total)
