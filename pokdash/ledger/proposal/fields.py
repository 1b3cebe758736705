"""Columns to fields: by what their headings say, and where those are silent by what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pokdash.domain.plan_names import line_names
from pokdash.ledger.profile import RULE_FIELDS, Filling, field_term
from pokdash.ledger.profile import Sentence as Say
from pokdash.ledger.proposal.booking_number import choose_number, or_none, tell_no_number
from pokdash.ledger.proposal.column_choice import named, put, said, some, take, unused, which
from pokdash.ledger.proposal.contradictions import other_lines, other_years
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.facts import Facts
from pokdash.ledger.proposal.headings import Table
from pokdash.ledger.proposal.model import Answer, Question
from pokdash.ledger.proposal.status_words import tells_status
from pokdash.ledger.proposal.vocabulary import (
    amount_sort,
    field_of,
    is_currency,
    kind_of,
    may_be_flags,
    plain,
    rank_of,
    year_in,
)
from pokdash.ledger.source import AUDIT_COLUMNS

_LINE_OR_NUMBER = "line.column"
_FEW = 6  # different words in a column that sorts rows
AUDIT_FIELDS = {
    "transaction_date": "booking_date", "period": "period", "account": "account", "account_name": "account_name",
    "transaction": "booking_number", "description": "description", "amount_type": "flag",
    "cost": "cost_centre", "product": "cost_object", "project": "project",
}  # fmt: skip
"""The columns of an audit file; `amount_type` is D or C."""


def find_fields(draft: Draft, table: Table, columns: Sequence[Facts]) -> None:
    """Give every column that its heading names its field; then look for a date, a flag and a place in the plan."""
    found: dict[str, Facts] = {}
    others: dict[str, list[Facts]] = {}  # columns with the heading of the one that was found
    claims = sorted(_claims(draft, table, columns), key=_rank)
    for name, column in claims:
        if name not in found and _plausible(name, column):
            found[name] = column
        elif name in found and _plausible(name, column) and _same_heading(found[name], column):
            others.setdefault(name, []).append(column)
    told = (*_contested_place(draft, found, others, columns), *_contested_number(draft, found, claims, columns))
    _by_headings(draft, found, columns, told)
    if not draft.profile.column("booking_date") and not draft.profile.column("period"):
        _date_by_content(draft, columns)
    for name, fits in (("flag", _only_flags), ("kind", _tells_planned), ("currency", _only_currencies)):
        if not draft.profile.column(name) and not (name == "flag" and draft.profile.column("debit")):
            _by_words(draft, columns, name, fits)
    if not any(draft.profile.column(name) for name in RULE_FIELDS[:-2]):
        _place_by_content(draft, columns)
    tell_no_number(draft, columns)


def _by_headings(draft: Draft, found: dict[str, Facts], columns: Sequence[Facts], told: Sequence[str]) -> None:
    told = (*told, *_contested_date(draft, found, columns))
    if draft.is_open(_LINE_OR_NUMBER):
        told = (*told, "line", "booking_line")
    for name, column in sorted(found.items(), key=lambda pair: pair[1].number):
        if name in told:
            put(draft, name, column)
        else:
            take(draft, name, column, "column_heading")


def _claims(draft: Draft, table: Table, columns: Sequence[Facts]) -> Iterable[tuple[str, Facts]]:
    for column in columns:
        if draft.subject.source.facts is not None:
            name = AUDIT_FIELDS.get(AUDIT_COLUMNS[column.number - 1])
        else:
            name = field_of(column.heading) or (_field_of_part(column.heading) if table.last > table.first else None)
        if name == "booking_date" and column.holds_months:
            name = "period"
        if name:
            yield _line_or_number(draft, column, columns) if name == "line" else name, column


def _field_of_part(heading: str) -> str | None:
    """The field that the lower part of stacked headings names; of the upper part if that says nothing."""
    words = heading.split()
    parts = [" ".join(words[at:]) for at in range(1, len(words))] + [
        " ".join(words[:at]) for at in range(1, len(words))
    ]
    return None if amount_sort(heading) else next(filter(None, map(field_of, parts)), None)


def _rank(claim: tuple[str, Facts]) -> tuple[bool, int, int]:
    """Of two columns with numbers of commitments one that holds something goes first."""
    name, column = claim
    empty = name == "commitment_number" and not column.filled
    return empty, rank_of(column.heading), column.number


def _plausible(name: str, column: Facts) -> bool:
    """Whether what stands in the column can be what its heading says."""
    few_words = len(column.words) <= _FEW and not column.numbers
    possible = {
        "booking_date": column.dates > 0 or column.numbers > 0,
        "period": not column.holds_dates,
        "debit": column.numbers > 0,
        "credit": column.numbers > 0,
        "commitment_number": not column.marked,
        "kind": any(map(kind_of, column.words)),
        "currency": not column.numbers,
        "flag": few_words or may_be_flags(column.words),
        "sign_flag": few_words,
        "booking_line": column.whole_numbers,
    }
    return not column.filled or possible.get(name, True)


def _line_or_number(draft: Draft, column: Facts, columns: Sequence[Facts]) -> str:
    """A column `regel` with numbers: lines of the plan, or lines within a booking? The codes of the plan tell.

    Where it can be both, beside numbers of bookings it is likelier the line within a booking.
    """
    names = _line_names(draft)
    if not column.whole_numbers or plain(column.heading) not in {"regel", "line"}:
        return "line"
    numbered = any(field_of(other.heading) == "booking_number" for other in columns)
    readings = tuple(
        Answer(name, Say("question.column.means", {"field": field_term(name)}))
        for name in (("booking_line", "line") if numbered else ("line", "booking_line"))
    )
    params: dict[str, Filling] = {"heading": column.heading, "words": some(column)}
    question = Question(_LINE_OR_NUMBER, "columns", Say("question.column.line", params), readings)
    if not set(column.words) <= names:
        return draft.settle(question, "booking_line", "line_or_number", **params)
    return draft.ask(question)


def _contested_date(draft: Draft, found: dict[str, Facts], columns: Sequence[Facts]) -> tuple[str, ...]:
    """The date that a heading names; a person may know that another column of dates is meant. What it has told."""
    first = found.get("booking_date")
    others = [column for column in columns if column.holds_dates and column != first]
    if first is None or not others or draft.subject.source.facts is not None:
        return ()
    question = which("date", [first, *others])
    with_year = any(name in found for name in ("fiscal_year", "period"))
    differing = any(_same_heading(first, other) and _differ(draft, first, other) for other in others)
    if differing or (not with_year and other_years(draft, first, others)):
        value = draft.ask(question)
    else:
        value = draft.settle(question, named(first), "column_heading", **said("booking_date", first))
    chosen = next(column for column in (first, *others) if named(column) == value)
    for name in [name for name, column in found.items() if column == chosen]:
        del found[name]
    found["booking_date"] = chosen
    return ("booking_date",)


def _contested_place(
    draft: Draft, found: dict[str, Facts], others: dict[str, list[Facts]], columns: Sequence[Facts]
) -> tuple[str, ...]:
    """Which of the columns that say where a row belongs is meant, if they differ. The field that was asked."""
    name = next((name for name in RULE_FIELDS[:-2] if name in found), None)
    if name is None or draft.subject.source.facts is not None:
        return ()
    first = found[name]
    differing = [other for other in others.get(name, ()) if other.filled and _differ(draft, first, other)]
    if name == "line":
        differing += [other for other in other_lines(draft, first, columns) if other not in differing]
    if not differing:
        return ()
    possible = (first, *differing)
    value = draft.ask(which("rule", possible))
    found[name] = next(column for column in possible if named(column) == value)
    return (name,)


def _contested_number(
    draft: Draft, found: dict[str, Facts], claims: Sequence[tuple[str, Facts]], columns: Sequence[Facts]
) -> tuple[str, ...]:
    """The number of a booking that headings name; another column may tell bookings apart better. What it has told."""
    numbers = [column for name, column in claims if name == "booking_number"]
    if not numbers or draft.subject.source.facts is not None:
        return ()
    del found["booking_number"]
    free = [column for column in columns if column not in found.values()]
    chosen = choose_number(draft, numbers, free, max(column.filled for column in columns))
    if chosen:
        found["booking_number"] = chosen
    return ("booking_number",)


def _same_heading(one: Facts, other: Facts) -> bool:
    return one.heading.casefold() == other.heading.casefold()


def _differ(draft: Draft, one: Facts, other: Facts) -> bool:
    """Whether any row has something else in the one column than in the other."""
    differs = f"trimmed(c{one.number}) <> trimmed(c{other.number})"
    ((count, _),) = draft.rows("count_rows", first_row=str(draft.profile.file.first_row), condition=differs)
    return bool(count)


def _date_by_content(draft: Draft, columns: Sequence[Facts]) -> None:
    """The only column with dates; if there are several, that is a question."""
    found = [column for column in unused(draft, columns) if column.filled and column.holds_dates]
    if not found:
        return
    chosen = found[0]
    if len(found) > 1:
        value = draft.ask(which("date", found))
        chosen = next(column for column in found if named(column) == value)
    take(draft, "booking_date", chosen, "column_content")


def _by_words(draft: Draft, columns: Sequence[Facts], name: str, fits: Callable[[Facts], bool]) -> None:
    """The first column whose words fit and whose heading says nothing, or something that it cannot be."""
    for column in unused(draft, columns):
        said = field_of(column.heading)
        if column.words and (said is None or not _plausible(said, column)) and fits(column):
            take(draft, name, column, "column_content")
            return


def _only_flags(column: Facts) -> bool:
    return may_be_flags(column.words) and not tells_status(column.heading)


def _only_currencies(column: Facts) -> bool:
    return all(map(is_currency, column.words))


def _tells_planned(column: Facts) -> bool:
    """Whether its words say what sort of amount a row has; one of a few that says planned is enough to ask the rest."""
    kinds = [kind_of(word) for word in column.words if len(word) > 1]
    all_named = all(kinds) and not tells_status(column.heading)
    return bool(kinds) and (all_named or ("planned" in kinds and len(kinds) <= _FEW and not column.numbers))


def _place_by_content(draft: Draft, columns: Sequence[Facts]) -> None:
    """Which column says where a row belongs: one that names lines of the plan, else a question.

    Numbers name no line under a heading that does not say so: a quarter or a number of a document is 1 or 2 as well.
    """
    names = _line_names(draft)
    free = [
        column
        for column in unused(draft, columns)
        if column.words and not column.holds_dates and not column.marked and year_in(column.heading) is None
        and amount_sort(column.heading) is None
    ]  # fmt: skip
    naming = [column for column in free if set(column.words) & names and not column.numbers]
    question = which("rule", [*naming, *(column for column in free if column not in naming)])
    if len(free) > 1 and naming:
        value = draft.settle(question, named(naming[0]), "column_content", **said("line", naming[0]))
        chosen = next(column for column in free if named(column) == value)
        put(draft, "line" if chosen in naming else "account", chosen)
    elif naming:
        take(draft, "line", naming[0], "column_content")
    elif free and draft.subject.plan:
        value = draft.ask(or_none(question))
        for column in free:
            if named(column) == value:
                put(draft, "account", column)


def _line_names(draft: Draft) -> set[str]:
    """Every name of a line of the plan, in capitals."""
    plan = draft.subject.plan
    return {name.upper() for name in line_names(plan)} if plan else set()
