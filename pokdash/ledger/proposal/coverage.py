"""Until which day the bookings of the file are complete (geboekt t/m): stated above the table, known, or asked."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pokdash.ledger.profile import Coverage, Sentence
from pokdash.ledger.proposal.draft import Draft, sql
from pokdash.ledger.proposal.model import Answer, Question

_STATED = re.compile(
    r"(?i)(geboekt\s+|bijgewerkt\s+|booked\s+)?(?:t/m|tot en met|t\.e\.m\.|through|until)\s*:?\s*"
    r"(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-/. ][\w.]+[-/. ]\d{4})"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """What the text above the headings says of the last day of the file; None for nothing, or several days.

    `booked`: it says that it is booked until then; else it may be no more than the selection of the export.
    """

    day: dt.date | None
    booked: bool


def stated_day(draft: Draft, titles: Sequence[str]) -> Stated:
    """What the text above the headings says."""
    found = {match for title in titles for match in _STATED.findall(title)}
    days = {day_in_words(draft, text) for _, text in found}
    return Stated(days.pop() if len(days) == 1 else None, all(said for said, _ in found))


def day_in_words(draft: Draft, text: str) -> dt.date | None:
    """The day that a text is; None where day and month could be exchanged, and for any other text."""
    ((day,),) = draft.subject.connection.execute(sql("stated_day"), {"text": text}).fetchall()
    return day if isinstance(day, dt.date) else None


def choose_coverage(draft: Draft, stated: Stated) -> None:
    """Put into the profile how the day is found, and the day of this file into the proposal."""
    draft.read_as(draft.profile)
    ((last, last_written),) = draft.rows("last_day")
    today = None if draft.example else draft.subject.today
    if last and today and (last_written or today) <= today < last == _month_end(today):
        _running_month(draft, stated.day, today)
    else:
        _choose(draft, stated, last, today)
    if last and last != last_written and (until := draft.covered_until) and until < last == _month_end(until):
        draft.prove("coverage", "coverage_period", day=until)


def _running_month(draft: Draft, stated: dt.date | None, today: dt.date) -> None:
    """Bookings with only a period, of the month that is not over: the day is asked, also with a known profile."""
    readings = [Answer(today.isoformat(), Sentence("question.coverage_until", {"day": today}))]
    if stated and stated < today and _month_end(stated) == _month_end(today):
        readings.append(Answer(stated.isoformat(), Sentence("question.coverage_selection", {"day": stated})))
    sentence = Sentence("question.coverage_running", {"today": today})
    _ask(draft, Question("coverage", "coverage", sentence, tuple(readings), "date"), None)


def _ask(draft: Draft, question: Question, last: dt.date | None) -> None:
    """Ask for the day; a known profile keeps its own way for the next file."""
    day = draft.ask(question)
    if draft.is_open("coverage"):
        return
    if draft.fits and draft.profile.coverage in (Coverage.LAST_BOOKING, Coverage.MONTH_END):
        draft.covered_until = dt.date.fromisoformat(day)
    else:
        _take(draft, day, None, Coverage.ASK, last)


def _choose(draft: Draft, stated: Stated, last: dt.date | None, today: dt.date | None) -> None:
    trusted = last is None or (stated.day and stated.day >= last) or draft.profile.coverage == Coverage.STATED
    question = _question(last, stated.day, today)
    known = {Coverage.LAST_BOOKING: last, Coverage.MONTH_END: _month_end(last)}.get(draft.profile.coverage)
    if stated.day and stated.booked and trusted:
        day = draft.settle(question, stated.day.isoformat(), "coverage_stated", day=stated.day)
        _take(draft, day, stated.day, Coverage.STATED, last)
    elif draft.fits and known and not (today and last and last <= today < known):
        _take(draft, draft.keep(question, known.isoformat()), known, draft.profile.coverage, last)
    elif last:
        _ask(draft, question, last)


def _question(last: dt.date | None, stated: dt.date | None, today: dt.date | None) -> Question:
    """Until which day; any other day is an answer too. In a month that is not over its end is not offered."""
    end = _month_end(last)
    readings = [Answer(last.isoformat(), Sentence("question.coverage_last", {"day": last}))] if last else []
    if end and last and today and last < today < end:
        readings.append(Answer(today.isoformat(), Sentence("question.coverage_until", {"day": today})))
    elif end and end != last and not (today and last == today):
        readings.append(Answer(end.isoformat(), Sentence("question.coverage_month", {"day": end})))
    if stated and (last is None or stated > last) and stated not in (end, today) and stated <= (today or stated):
        readings.append(Answer(stated.isoformat(), Sentence("question.coverage_selection", {"day": stated})))
    sentence = Sentence("question.coverage", {"day": last}) if last else Sentence("question.coverage_otherwise")
    return Question("coverage", "coverage", sentence, tuple(readings), "date")


def _take(draft: Draft, day: str, said: dt.date | None, way: Coverage, last: dt.date | None) -> None:
    """Take the day for this file; the next file goes the same way, unless a person chose another day than `said`."""
    draft.covered_until = dt.date.fromisoformat(day)
    draft.change(coverage=way if draft.covered_until == said else _way(draft.covered_until, last))


def _way(day: dt.date, last: dt.date | None) -> Coverage:
    """How the day of the next file follows; the end of a month counts as such, also if it is the last booking date."""
    if last and day == _month_end(last):
        return Coverage.MONTH_END
    return Coverage.LAST_BOOKING if day == last else Coverage.ASK


def _month_end(day: dt.date | None) -> dt.date | None:
    return day and day.replace(day=calendar.monthrange(day.year, day.month)[1])
