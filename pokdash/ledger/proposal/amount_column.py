"""Which column is the amount: debit and credit, one column, or a column for every year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from pokdash.ledger.profile import Filling
from pokdash.ledger.proposal.amount_ways import DEBIT_CREDIT, Way, read_by, which_column
from pokdash.ledger.proposal.column_choice import named, unused
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.facts import Facts
from pokdash.ledger.proposal.model import Answer
from pokdash.ledger.proposal.other_columns import beside, number_columns, tell_unread
from pokdash.ledger.proposal.repeated_amounts import without_repeats
from pokdash.ledger.proposal.status_words import says_yes_or_no
from pokdash.ledger.proposal.unreadable import unreadable
from pokdash.ledger.proposal.vocabulary import amount_sort, field_of, without_year, year_in
from pokdash.ledger.proposal.way_sums import way_sums


def amount_columns(draft: Draft, columns: Sequence[Facts]) -> list[Facts]:
    """Every column that may hold amounts of whatever sort."""
    places = [draft.profile.column(name) for name in ("debit", "credit")]
    return [columns[place.number - 1] for place in places if place] + [
        column
        for column in unused(draft, columns)
        if (amount_sort(column.heading) or year_in(column.heading) or column.marked)
        and (column.holds_amounts or not column.filled)
        and not (column.filled and says_yes_or_no(column.heading, column.words))
    ]


def choose_amount(draft: Draft, columns: Sequence[Facts]) -> None:
    """Put the amount into the profile. Columns that the file calls planned, open or a running total are never read.

    Nothing is chosen in a table of which the amounts cannot be read.
    """
    draft.trouble = unreadable(draft, columns)
    if draft.trouble:
        return
    ways = without_repeats(draft, _ways(draft, columns))
    if not ways:
        return
    ways += _completed(draft, columns, ways)
    if len(ways) > 1:
        value = draft.ask(replace(which_column(ways), readings=_readings(draft, ways)))
    else:
        ways = _all_ways(draft, columns, ways[0])
        value = _settle(draft, ways)
    draft.profile = read_by(draft.profile, next(way for way in ways if way.value == value))


def _completed(draft: Draft, columns: Sequence[Facts], ways: Sequence[Way]) -> list[Way]:
    """More ways if a column is filled where that of the amount is not: that other one, and the difference."""
    read = ways[0].columns
    if ways[0].years:
        return []
    numbers = number_columns(draft, columns, read)
    found = list(zip(numbers, beside(draft, read, numbers), strict=True))
    others = [one for one, counts in found if counts.completes and len(read) == 1]
    others = [one for one in others if amount_sort(one.heading) in (None, "amount")]
    there = [way.value for way in ways]
    tell_unread(draft, [(one, counts) for one, counts in found if one not in others and named(one) not in there])
    more = [Way(named(one), (one,)) for one in others if named(one) not in there]
    return more + [Way(f"{named(read[0])}/{named(one)}", (read[0], one), net=True) for one in others]


def _settle(draft: Draft, ways: Sequence[Way]) -> str:
    """The first way is the only one that the file leaves open; each other way is one that a person may know better."""
    chosen = ways[0]
    params: dict[str, Filling] = {"heading": chosen.title}
    if chosen.years:
        params = {"years": ", ".join(map(str, sorted(chosen.years)))}
    key = "amount_years" if chosen.years else "amount_only"
    if len(ways) > 1:
        return draft.settle(which_column(ways), chosen.value, key, **params)
    draft.prove("amount", key, **params)
    return chosen.value


def _all_ways(draft: Draft, columns: Sequence[Facts], chosen: Way) -> list[Way]:
    """The chosen way, and every other column of amounts: planned ones and running totals too."""
    others = [
        column
        for column in unused(draft, columns)
        if column not in chosen.columns and column.numbers and column.holds_amounts
        and (column.marked or amount_sort(column.heading)) and named(column) != chosen.value
    ]  # fmt: skip
    return [chosen, *(Way(named(column), (column,)) for column in others)]


def _ways(draft: Draft, columns: Sequence[Facts]) -> list[Way]:
    profile = draft.profile
    ways = []
    if profile.column("debit") or profile.column("credit"):
        both = (profile.column("debit"), profile.column("credit"))
        ways.append(Way(DEBIT_CREDIT, tuple(columns[place.number - 1] for place in both if place)))
        ways += _more_pairs(draft, columns)
    taken = [column for way in ways for column in way.columns]
    free = [column for column in amount_columns(draft, columns) if column not in taken]
    years = _year_ways(draft, free)
    if years:
        return ways + years
    sorts = {column: amount_sort(column.heading) for column in free}
    for sort, key in (("planned", "not_planned"), ("open", "not_open"), ("running", "not_running")):
        for column in free:
            if sorts[column] == sort:
                draft.prove("amount", key, heading=named(column))
    said = [column for column in free if sorts[column] == "amount"]
    silent = [column for column in free if sorts[column] is None and column.marked]
    found = said + silent
    if not ways and not found:
        found = [column for column in unused(draft, columns) if column.numbers and column.holds_amounts]
    if not ways and not found:  # what is called an amount and holds none: its rows are rejected with what stands there
        found = [column for column in unused(draft, columns) if amount_sort(column.heading) == "amount"]
    return ways + [Way(named(column), (column,)) for column in found]


def _more_pairs(draft: Draft, columns: Sequence[Facts]) -> list[Way]:
    """Each further pair of a debit and a credit column: the same bookings in another currency, or other amounts."""
    free = [column for column in unused(draft, columns) if column.numbers]
    sides = ([column for column in free if field_of(column.heading) == name] for name in ("debit", "credit"))
    return [Way("/".join(map(named, pair)), pair, net=True) for pair in zip(*sides, strict=False)]


def _year_ways(draft: Draft, free: Sequence[Facts]) -> list[Way]:
    """Columns that each name a year, grouped by what else they say; only actuals if some say so."""
    dated = any(draft.profile.column(name) for name in ("booking_date", "period", "fiscal_year"))
    with_year = [(without_year(column.heading), column) for column in free if year_in(column.heading)]
    ways = []
    for word, group in groupby(sorted(with_year, key=lambda pair: (pair[0], pair[1].number)), key=lambda pair: pair[0]):
        found = tuple(column for _, column in group)
        years = tuple(year for column in found if (year := year_in(column.heading)))
        if len(set(years)) == len(found) and len(found) > (1 if dated else 0):
            ways.append(Way(word or "years", found, years))
    actual = [way for way in ways if amount_sort(way.columns[0].heading) in (None, "amount")]
    for way in ways:
        if way not in actual:
            draft.prove("amount", "not_planned", heading=", ".join(map(named, way.columns)))
    return actual


def _readings(draft: Draft, ways: Sequence[Way]) -> tuple[Answer, ...]:
    sums = way_sums(draft, ways)
    return tuple(replace(reading, total=one) for reading, one in zip(which_column(ways).readings, sums, strict=True))
