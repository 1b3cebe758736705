"""One way to read the amounts of a file, and what a profile becomes by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pokdash.ledger.profile import Column, Filling, Profile, Sentence, YearColumn
from pokdash.ledger.proposal.column_choice import named
from pokdash.ledger.proposal.facts import Facts
from pokdash.ledger.proposal.model import Answer, Question

DEBIT_CREDIT = "debit/credit"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to read the amounts: the word that chooses it, and its columns (with a year: one for each year).

    `net`: the second column is taken off the first.
    """

    value: str
    columns: tuple[Facts, ...]
    years: tuple[int, ...] = ()
    net: bool = False

    @property
    def title(self) -> Filling:
        """What a person calls it: by the headings in the file."""
        if len(self.columns) == 1 and not self.years:
            return self.columns[0].told
        return " / ".join(map(named, self.columns)) if self.value == DEBIT_CREDIT else self.value


def read_by(profile: Profile, way: Way) -> Profile:
    """The profile with the amounts read this way and no other."""
    others = tuple(column for column in profile.columns if column.field not in ("amount", "debit", "credit"))
    if way.value == DEBIT_CREDIT:
        return profile
    if way.years:
        years = tuple(
            YearColumn(year, column.heading, column.number) for year, column in zip(way.years, way.columns, strict=True)
        )
        return replace(profile, columns=others, year_columns=years)
    if way.net:
        debit, credit = way.columns
        pair = Column("debit", debit.heading, debit.number), Column("credit", credit.heading, credit.number)
        return replace(profile, columns=(*others, *pair))
    column = way.columns[0]
    return replace(profile, columns=(*others, Column("amount", column.heading, column.number)))


def which_column(ways: Sequence[Way]) -> Question:
    """Without sums: these would cost a look at the whole file for each column."""
    readings = tuple(Answer(way.value, _meaning(way)) for way in ways)
    return Question("amount.column", "amount", Sentence("question.amount_column"), readings)


def _meaning(way: Way) -> Sentence:
    if way.net:
        first, second = way.columns
        return Sentence("question.amount_column_net", {"first": first.told, "second": second.told})
    return Sentence("question.amount_column_reading", {"heading": way.title})
