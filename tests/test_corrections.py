"""Overlapping exports in which bookings changed: refused, left as they were, or corrected; never overwritten."""

from __future__ import annotations

import datetime as dt
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from intake_home import ADVISER, AS_OF, PLAN, at, ledger, new_home, refused, snapshot, spent
from ledger_files import file, row

from pokdash import intake
from pokdash.intake import OnChange
from pokdash.store import queries

WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)  # every step publishes: shrinking would take minutes
Sums = dict[tuple[str, int, int], Decimal]


@pytest.fixture
def home(tmp_path: Path) -> intake.Home:
    return new_home(tmp_path)


def taken(home: intake.Home, content: bytes, on_change: OnChange, minutes: int = 1) -> intake.Imported:
    given_in = intake.LedgerFile("grootboek.csv", content)
    outcome = intake.import_file(home, given_in, PLAN, ADVISER, at(minutes), on_change=on_change)
    assert isinstance(outcome, intake.Imported), outcome
    return outcome


def booking(number: int, amount: str, **cells: object) -> str:
    return row(boekstuk=f"B-{number}", bedrag=amount, **cells)


def sums(home: intake.Home, shown_on: dt.datetime | None = None) -> Sums:
    """What is spent per line, fiscal year and month, without sums of nothing."""
    found = {(one.line, one.fiscal_year, one.month.month): one.spent for one in ledger(home, AS_OF, shown_on).spending}
    return {key: value for key, value in found.items() if value}


AUGUST = file([booking(1, "100,00"), booking(2, "20,00")], "2026-08-31")
SEPTEMBER = file([booking(1, "110,00", omschrijving="Creditnota verwerkt"), booking(2, "20,00"), booking(3, "7,00")])


def test_a_correction_takes_the_old_booking_back_and_adds_the_new_one(home: intake.Home) -> None:
    first = taken(home, AUGUST, OnChange.REFUSE)
    outcome = taken(home, SEPTEMBER, OnChange.CORRECT, 2)
    assert (outcome.rows, outcome.duplicates, outcome.changed_count) == (3, 1, 1)
    (changed,) = outcome.changed
    assert (changed.source_row, changed.batch, changed.live_row) == (4, first.batch, 4)
    assert [(one.field, one.value, one.live_value) for one in changed.differences] == [
        ("amount", 110, 100), ("description", "Creditnota verwerkt", "Inhuur")
    ]  # fmt: skip
    assert spent(home) == 137
    found = queries.bookings(snapshot(home), PLAN, ["a"], AS_OF)
    assert sorted((one.batch, one.row, one.amount) for one in found) == [
        (1, 4, 100), (1, 5, 20), (2, 4, -100), (2, 4, 110), (2, 6, 7)
    ]  # fmt: skip
    (back,) = [one for one in found if one.amount == -100]
    assert (back.description, back.booking_number) == ("Terugboeking van inleesactie 1, rij 4", "B-1")
    listed = [(one.total_loaded, one.total_reversed) for one in queries.batches(snapshot(home))]
    assert listed == [(117, outcome.total_reversed), (120, 0)]
    assert outcome.total_reversed == 100, "and so the list adds up to what is spent"
    assert spent(home, shown_on=at(1)) == 120


def test_leaving_changes_keeps_the_first_values_and_adds_what_is_new(home: intake.Home) -> None:
    taken(home, AUGUST, OnChange.REFUSE)
    outcome = taken(home, SEPTEMBER, OnChange.LEAVE, 2)
    assert (outcome.duplicates, outcome.rows_left_out, outcome.changed_count) == (2, 2, 1)
    assert spent(home) == 127
    (batch, _) = queries.batches(snapshot(home))
    assert (batch.changed, batch.rows_loaded, batch.total_loaded) == ("leave", 1, 7)


def test_a_corrected_booking_is_known_in_the_next_export_and_can_change_again(home: intake.Home) -> None:
    taken(home, AUGUST, OnChange.REFUSE)
    taken(home, SEPTEMBER, OnChange.CORRECT, 2)
    rows = SEPTEMBER.decode().splitlines()[3:]
    again = taken(home, file([*rows, booking(4, "1,00")]), OnChange.REFUSE, 3)
    assert (again.duplicates, again.changed_count, spent(home)) == (3, 0, 138)
    problem = refused(home, AUGUST, 4)
    assert problem.key == "refusal.already_imported"
    back = file([booking(1, "100,00"), booking(2, "20,00")], "2026-09-01")
    assert refused(home, back, 4).problems[0].problem == "key_differs"
    assert taken(home, back, OnChange.CORRECT, 5).changed_count == 1
    assert spent(home) == 120, "3 and 4 are not in the file any more"


def test_undoing_a_correction_gives_the_old_booking_back_and_the_order_is_kept(home: intake.Home) -> None:
    first = taken(home, AUGUST, OnChange.REFUSE).batch
    second = taken(home, SEPTEMBER, OnChange.CORRECT, 2).batch
    early = intake.undo(home, first, ADVISER, at(3), "vergissing")
    assert isinstance(early, intake.Refused)
    assert early.key == "refusal.leaned_on"
    intake.undo(home, second, ADVISER, at(3), "vergissing")
    assert spent(home) == 120
    intake.redo(home, second, ADVISER, at(4))
    assert spent(home) == 137


def test_a_correction_is_not_put_back_over_another_correction(home: intake.Home) -> None:
    taken(home, AUGUST, OnChange.REFUSE)
    second = taken(home, SEPTEMBER, OnChange.CORRECT, 2).batch
    intake.undo(home, second, ADVISER, at(3), "vergissing")
    taken(home, file([booking(1, "130,00")]), OnChange.CORRECT, 4)
    outcome = intake.redo(home, second, ADVISER, at(5))
    assert isinstance(outcome, intake.Refused)
    assert outcome.key == "refusal.doubled"
    assert spent(home) == 130, "the file does not have booking 2 any more"


def test_commitments_and_amendments_are_corrected_too(home: intake.Home) -> None:
    def content(promise: str, change: str) -> bytes:
        return file([
            row(soort="verplichting", boekstuk="V-1", verplichting="V-1", bedrag=promise),
            row(soort="wijziging", boekstuk="W-1", besluit="Raad", bedrag=change, boekjaar=""),
        ])  # fmt: skip

    taken(home, content("500,00", "10,00"), OnChange.REFUSE)
    taken(home, content("600,00", "-15,00"), OnChange.CORRECT, 2)
    (balance,) = ledger(home).commitments
    assert balance.committed == 600
    assert queries.batches(snapshot(home))[0].total_reversed == 510
    assert sum(one.delta for one in ledger(home).amendments) == -15


def test_an_invoice_of_a_commitment_that_moves_to_another_line_must_move_too(home: intake.Home) -> None:
    promise = {"soort": "verplichting", "boekstuk": "V-1", "verplichting": "V-1", "bedrag": "500,00"}
    taken(home, file([row(**promise)]), OnChange.REFUSE)
    moved = file([row(**{**promise, "regel": "b"}), booking(9, "1,00", verplichting="V-1")])
    outcome = intake.import_file(
        home, intake.LedgerFile("x.csv", moved), PLAN, ADVISER, at(2), on_change=OnChange.CORRECT
    )
    assert isinstance(outcome, intake.Refused)
    assert [one.problem for one in outcome.problems] == ["commitment_unknown"]


exports = st.lists(  # each export: booking number to (cents, line, month)
    st.dictionaries(
        st.integers(1, 4),
        st.tuples(st.integers(-10000, 10000), st.sampled_from("ab"), st.integers(1, 9)),
        min_size=1,
        max_size=4,
    ),
    min_size=2,
    max_size=4,
)
Export = dict[int, tuple[int, str, int]]


def written(export: Export, number: int) -> bytes:
    """An export from January on; its first row is in all of them, its last one makes every file another file."""
    rows = [
        booking(key, f"{Decimal(cents) / 100:.2f}".replace(".", ","), regel=line, boekdatum=f"2026-{month:02}-02")
        for key, (cents, line, month) in sorted(export.items())
    ]
    return file([booking(1000, "0,00", boekdatum="2026-01-02"), *rows, booking(1000 + number, "0,00")])


def summed(export: Export) -> Sums:
    found: Sums = {}
    for cents, line, month in export.values():
        found[line, 2026, month] = found.get((line, 2026, month), Decimal(0)) + Decimal(cents) / 100
    return {key: value for key, value in found.items() if value}


@settings(max_examples=3, phases=WITHOUT_SHRINKING)
@given(exports, st.sampled_from([OnChange.LEAVE, OnChange.CORRECT]))
def test_any_history_of_exports_ends_as_it_should_and_undo_restores(history: list[Export], choice: OnChange) -> None:
    with tempfile.TemporaryDirectory() as place:
        home = new_home(Path(place))
        expected: Export = {}
        states = [sums(home)]
        for number, export in enumerate(history, start=1):
            taken(home, written(export, number), choice, number)
            expected = export if choice is OnChange.CORRECT else {**export, **expected}
            assert sums(home) == summed(expected)
            states.append(sums(home))
        for number in range(len(history), 0, -1):
            assert isinstance(intake.undo(home, number, ADVISER, at(20), "terug"), intake.Changed)
            assert sums(home) == states[number - 1]
        for number in range(1, len(history) + 1):
            assert isinstance(intake.redo(home, number, ADVISER, at(21)), intake.Changed)
            assert sums(home) == states[number]
            assert sums(home, at(number)) == states[number]
