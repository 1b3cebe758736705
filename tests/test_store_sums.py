"""The sums by day, which answer every figure, are the sums of the bookings: for any ledger, day and moment."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from builders import allocation, line, plan
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from intake_home import ADVISER, PLAN, at, imported, ledger, new_home, snapshot
from ledger_files import file, row, rows

from pokdash import intake
from pokdash.domain.actor import Action
from pokdash.domain.ledger import Booking, CommitmentBalance, MonthlySpending
from pokdash.intake import OnChange
from pokdash.store import Signed, VerificationError, Writing, comparison, queries

WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)  # every step publishes: shrinking would take minutes
DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2026, 9, 30))
ZERO = Decimal(0)
SOME = [allocation(1000, 2025)]

# Booking number to what is booked under it: cents, line, day, how many years before the fiscal year was, and the
# commitment that it pays.
Spent = tuple[int, str, dt.date, int, int | None]
exports = st.lists(
    st.dictionaries(
        st.integers(1, 12),
        st.tuples(
            st.integers(-(10**12), 10**12), st.sampled_from("ab"), DAYS, st.integers(0, 1),
            st.none() | st.integers(1, 2),
        ),
        min_size=1,
        max_size=12,
    ),
    min_size=2,
    max_size=3,
)  # fmt: skip


def written(export: dict[int, Spent], number: int) -> bytes:
    """An export with its two commitments on each line, promised in two years; its last row makes the file its own."""
    promises = [
        row(soort="verplichting", boekstuk=f"V-{which}-{code}-{year}", verplichting=f"V-{which}", regel=code,
            boekjaar=str(year), boekdatum=f"{year}-0{which}-15", bedrag=f"{which}000,00")
        for which in (1, 2) for code in "ab" for year in (2025, 2026)
    ]  # fmt: skip
    found = [
        row(boekstuk=f"B-{key}", bedrag=f"{Decimal(cents) / 100:.2f}".replace(".", ","), regel=code,
            boekdatum=day.isoformat(), boekjaar=str(max(2025, day.year - back)),
            verplichting=f"V-{pays}" if pays else "")
        for key, (cents, code, day, back, pays) in sorted(export.items())
    ]  # fmt: skip
    return file([*promises, *found, row(boekstuk=f"B-{1000 + number}", bedrag="0,00")])


def booked(home: intake.Home, kind: str, as_of: dt.date, shown_on: dt.datetime) -> tuple[Booking, ...]:
    return queries.bookings(snapshot(home), PLAN, ["a", "b"], as_of, shown_on, [kind])


def spending(home: intake.Home, as_of: dt.date, shown_on: dt.datetime) -> tuple[MonthlySpending, ...]:
    """What is spent per line, year and month, and what of it names a commitment, added up one by one."""
    sums: dict[tuple[str, int, dt.date], list[Booking]] = defaultdict(list)
    for one in booked(home, "expenditure", as_of, shown_on):
        sums[one.line, one.fiscal_year or 0, one.booking_date.replace(day=1)].append(one)
    return tuple(
        MonthlySpending(
            *key,
            sum((one.amount for one in found), ZERO),
            sum((one.amount for one in found if one.commitment_number), ZERO),
            len(found),
        )
        for key, found in sorted(sums.items())
    )


def commitments(home: intake.Home, as_of: dt.date, shown_on: dt.datetime) -> tuple[CommitmentBalance, ...]:
    """What is promised and paid, added up one by one; a payment goes to the nearest year that has a promise."""
    promised: dict[tuple[str, str, int], Decimal] = defaultdict(Decimal)
    paid: dict[tuple[str, str, int], Decimal] = defaultdict(Decimal)
    for one in booked(home, "commitment", as_of, shown_on):
        promised[str(one.commitment_number), one.line, one.fiscal_year or 0] += one.amount
    for one in booked(home, "expenditure", as_of, shown_on):
        years = sorted(year for number, code, year in promised if (number, code) == (one.commitment_number, one.line))
        if years:
            at_most = [year for year in years if year <= (one.fiscal_year or 0)]
            paid[str(one.commitment_number), one.line, at_most[-1] if at_most else years[0]] += one.amount
    return tuple(CommitmentBalance(*key, promised[key], paid[key]) for key in sorted(promised))


@settings(max_examples=4, phases=WITHOUT_SHRINKING)
@given(exports, st.sampled_from([OnChange.LEAVE, OnChange.CORRECT]), DAYS, st.data())
def test_every_answer_is_the_sum_of_the_bookings(
    history: list[dict[int, Spent]], choice: OnChange, day: dt.date, data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as place:
        home = new_home(Path(place))
        for number, export in enumerate(history, start=1):
            given_in = intake.LedgerFile("grootboek.csv", written(export, number))
            outcome = intake.import_file(home, given_in, PLAN, ADVISER, at(number), on_change=choice)
            assert isinstance(outcome, intake.Imported), outcome
        intake.undo(home, len(history), ADVISER, at(20), "vergissing")
        for shown_on in (at(data.draw(st.integers(1, len(history)))), at(19), at(20)):
            for as_of in (day, dt.date(2025, 12, 31), dt.date(2026, 12, 31)):
                found = ledger(home, as_of, shown_on)
                assert found.spending == spending(home, as_of, shown_on)
                assert found.commitments == commitments(home, as_of, shown_on)
                every = booked(home, "expenditure", as_of, shown_on)
                some = data.draw(st.integers(1, 12))
                assert queries.bookings(snapshot(home), PLAN, ["a", "b"], as_of, shown_on, limit=some) == every[:some]


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("expenditure_day", "amount = amount + 0.01"),
        ("expenditure_day", "invoiced = invoiced + 0.01"),
        ("expenditure_day", "bookings = bookings + 1"),
        ("expenditure_day", "booking_date = booking_date + 1"),
        ("expenditure_day", "line = 'b'"),
        ("payment_day", "amount = amount - 0.01"),
        ("payment_day", "commitment_number = 'V-9'"),
        ("payment_month", "month = month - interval 1 month"),
    ],
)
def test_sums_that_are_not_those_of_the_bookings_are_never_published(tmp_path: Path, table: str, change: str) -> None:
    promise = row(soort="verplichting", boekstuk="V-1", verplichting="V-1", bedrag="500,00")
    home = new_home(tmp_path, file([promise, *rows("1,00", "2,00", verplichting="V-1")]))

    def spoil(writing: Writing) -> None:
        writing._connection.execute(f"update {table} set {change}")

    with pytest.raises(VerificationError, match=table):
        home.store.publish(spoil, Signed(Action.IMPORT, ADVISER, at(5)))
    assert snapshot(home).generation == 2


def test_what_a_batch_added_and_what_has_no_home_are_counted_from_the_sums(tmp_path: Path) -> None:
    home = new_home(tmp_path)
    change = row(soort="wijziging", boekstuk="W-1", besluit="Raad", bedrag="-5,00", boekjaar="")
    imported(home, file([change, *rows("1,00", "2,00"), *rows("4,00", line="b", start=9, boekjaar="2025")]), 1)
    added = queries.batch_lines(snapshot(home), PLAN, 1)
    assert [(one.line, one.kind, one.bookings, one.amount) for one in added] == [
        ("a", "amendment", 1, -5), ("a", "expenditure", 2, 3), ("b", "expenditure", 1, 4)
    ]  # fmt: skip
    whole = plan([line("a", SOME), line("b", SOME)], 2025, 2027, id=PLAN)
    without_b = plan([line("a", SOME)], 2025, 2027, id=PLAN)
    assert comparison.homeless(snapshot(home), whole) == ()
    assert comparison.homeless(snapshot(home), without_b) == (comparison.Homeless("b", 2025, 1),)
