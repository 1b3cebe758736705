"""Years: those that the plan has no place for, and files that do not say when something was booked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pokdash.ledger.profile import Cell, Column, Filling, LeaveOut, Sentence, YearColumn
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.facts import Facts
from pokdash.ledger.proposal.headings import Table
from pokdash.ledger.proposal.model import Answer, Question
from pokdash.ledger.proposal.vocabulary import field_of

_LAST_MONTH = "12"


def choose_moment(draft: Draft, table: Table, columns: Sequence[Facts]) -> None:
    """In a file without dates that can be read: of which year it is, and without periods in which month."""
    profile = draft.profile
    period = profile.column("period")
    if profile.column("booking_date") or (period and _says_year(draft, period)):
        return
    amount = profile.column("amount")
    years = _years(draft, table)
    if not profile.column("fiscal_year") and not profile.year_columns and amount and years:
        year = int(_year(draft, years, columns))
        others = tuple(column for column in profile.columns if column.field != "amount")
        draft.change(columns=others, year_columns=(YearColumn(year, amount.heading, amount.number),))
    if period:
        return
    draft.change(usual_period=_month(draft, columns))


def ask_old_moment(draft: Draft, table: Table, columns: Sequence[Facts]) -> None:
    """Ask the year and the month again that the known profile has from an answer: that was about the file of then.

    A year is asked if it is not this one, or if the titles name another one. A column for one year whose heading has
    that year needs no question, and neither has the last month, in which a file of a whole year is booked.
    """
    _ask_old_year(draft, table)
    month = draft.profile.usual_period
    if month and str(month) != _LAST_MONTH:
        draft.change(usual_period=_month(draft, columns))


def _ask_old_year(draft: Draft, table: Table) -> None:
    today, columns = draft.subject.today, draft.profile.year_columns
    if len(columns) != 1 or str(columns[0].year) in columns[0].heading:
        return
    (column,) = columns
    said = _said(table)
    if column.year in said or (not said and (today is None or column.year == today.year)):
        return
    years = sorted({column.year, *_years(draft, table)}, key=lambda year: (year not in said, year != column.year, year))
    draft.change(year_columns=(replace(column, year=int(_year(draft, years, ()))),))


def _says_year(draft: Draft, period: Column) -> bool:
    """Whether a period in the file says its year."""
    condition = f"period_year(c{period.number}) is not null"
    ((count, _),) = draft.rows("count_rows", first_row=str(draft.profile.file.first_row), condition=condition)
    return bool(count)


def _lacking(key: str, columns: Sequence[Facts]) -> Sentence:
    """The sentence that asks for a year or a month; it names a column of dates that cannot be read."""
    for column in columns:
        if column.words and field_of(column.heading) == "booking_date":
            params: dict[str, Filling] = {"heading": column.name, "text": column.words[0]}
            return Sentence(f"question.{key}_unread", params)
    return Sentence(f"question.{key}")


def _years(draft: Draft, table: Table) -> list[int]:
    """The years of the plan, or without a plan those that the titles name; first those that the titles name."""
    plan = draft.subject.plan
    said = _said(table)
    possible = range(plan.first_year, plan.last_year + 1) if plan else said
    return sorted(possible, key=lambda year: (year not in said, year))


def _said(table: Table) -> set[int]:
    """The years that the titles name."""
    return {int(year) for title in table.titles for year in re.findall(r"\b(?:19|20)\d\d\b", title)}


def _month(draft: Draft, columns: Sequence[Facts]) -> int:
    readings = (Answer(_LAST_MONTH, Sentence("question.month_last")),)
    return int(draft.ask(Question("date.month", "date", _lacking("month", columns), readings, "month")))


def _year(draft: Draft, years: list[int], columns: Sequence[Facts]) -> str:
    readings = tuple(Answer(str(year), Sentence("question.year_reading", {"year": str(year)})) for year in years)
    return draft.ask(Question("fiscal_year", "date", _lacking("year", columns), readings))


def choose_years(draft: Draft) -> None:
    """Rows of years outside the plan are left out if a person says so; else they stay, and are rejected."""
    plan = draft.subject.plan
    if plan is None:
        return
    draft.read_as(draft.profile)
    found = draft.rows("years_outside", first_year=str(plan.first_year), last_year=str(plan.last_year))
    for year, rows, total, row, others in found:
        if _asked(draft, year, (rows, total, row), others) == "leave_out":
            _leave_out(draft, year)


def _asked(draft: Draft, year: int, found: tuple[int, Decimal, int], others: Decimal) -> str:
    """Whether the rows of a year are left out; what is rejected counts as little, so both come to the same sum."""
    rows, total, row = found
    readings = (
        Answer("leave_out", Sentence("question.year_leave_out"), others),
        Answer("keep", Sentence("question.year_keep"), others),
    )
    sentence = Sentence("question.year_outside", {"year": str(year), "count": rows, "row": row, "amount": total})
    return draft.ask(Question(f"year={year}", "leave_out", sentence, readings))


def _leave_out(draft: Draft, year: int) -> None:
    columns = tuple(column for column in draft.profile.year_columns if column.year != year)
    if columns != draft.profile.year_columns:
        draft.change(year_columns=columns)
        return
    place = next(filter(None, map(draft.profile.column, ("fiscal_year", "period", "booking_date"))), None)
    if place:
        pattern = (
            str(year) if place.field == "fiscal_year" else rf"(?:.*\D)?{year}(?:\D.*)?|\d{{4}}{year}|{year}\d{{2,4}}"
        )
        rule = LeaveOut("not_in_plan", (Cell(place.number, pattern, place.heading),))
        draft.change(leave_out=(*draft.profile.leave_out, rule))
