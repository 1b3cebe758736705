"""Undoing or redoing an import never leaves an invoice that counts without the commitment that it names."""

from __future__ import annotations

from pathlib import Path

import pytest
from intake_home import ADVISER, PLAN, at, imported, new_home, snapshot
from ledger_files import file, row

from pokdash import intake
from pokdash.intake import OnChange

WHY = "vergissing"


def promise(number: str = "V-1", line: str = "a", booking: str = "", amount: str = "500,00") -> str:
    return row(soort="verplichting", boekstuk=booking or number, verplichting=number, regel=line, bedrag=amount)


def invoice(booking: str, number: str = "V-1", line: str = "a") -> str:
    return row(boekstuk=booking, verplichting=number, regel=line)


PROMISED = file([promise()])


@pytest.fixture
def home(tmp_path: Path) -> intake.Home:
    return new_home(tmp_path)


def corrected(home: intake.Home, content: bytes, minutes: int) -> int:
    given_in = intake.LedgerFile("grootboek.csv", content)
    outcome = intake.import_file(home, given_in, PLAN, ADVISER, at(minutes), on_change=OnChange.CORRECT)
    assert isinstance(outcome, intake.Imported), outcome
    return outcome.batch


def undone(home: intake.Home, batch: int) -> tuple[str, intake.Params] | None:
    return why_not(home, intake.undo(home, batch, ADVISER, at(50), WHY))


def redone(home: intake.Home, batch: int) -> tuple[str, intake.Params] | None:
    return why_not(home, intake.redo(home, batch, ADVISER, at(50)))


def why_not(home: intake.Home, outcome: intake.Changed | intake.Refused) -> tuple[str, intake.Params] | None:
    """Why a change was refused; then nothing was published. None where it was done."""
    if isinstance(outcome, intake.Refused):
        return outcome.key, outcome.params
    assert snapshot(home).generation == outcome.generation
    return None


def test_commitments_stay_as_long_as_invoices_of_another_import_name_them(home: intake.Home, tmp_path: Path) -> None:
    imported(home, PROMISED)
    imported(home, file([invoice("B-1")]), 2)
    imported(home, file([invoice("B-2"), invoice("B-3")]), 3)
    before = snapshot(home).generation
    assert undone(home, 1) == ("refusal.leaned_on_several", {"batch": 1, "others": "2, 3"})
    assert undone(home, 3) is None
    assert undone(home, 1) == ("refusal.leaned_on", {"batch": 1, "others": "2"})
    assert snapshot(home).generation == before + 1
    out = tmp_path / "grootboek.csv"
    assert not isinstance(intake.export_ledger(snapshot(home), out, PLAN, None), intake.Refused)
    imported(new_home(tmp_path / "nog een"), out.read_bytes())
    assert undone(home, 2) is None
    assert undone(home, 1) is None
    assert redone(home, 3) == ("refusal.leans_on", {"batch": 3, "others": "1"})
    assert redone(home, 1) is None
    assert redone(home, 3) is None


def test_a_commitment_counts_for_its_own_line_and_from_any_import(home: intake.Home) -> None:
    imported(home, file([promise(), promise("V-1", "b", booking="V-2")]))
    imported(home, file([promise(booking="V-3", amount="-20,00")]), 2)
    imported(home, file([invoice("B-1")]), 3)
    assert undone(home, 1) is None, "the other one on that line is there still"
    assert undone(home, 2) == ("refusal.leaned_on", {"batch": 2, "others": "3"})
    assert undone(home, 3) is None
    assert undone(home, 2) is None
    assert redone(home, 3) == ("refusal.leans_on", {"batch": 3, "others": "2"})


def test_an_invoice_that_comes_back_needs_its_commitment(home: intake.Home) -> None:
    imported(home, file([promise(), promise("V-2")]))
    imported(home, file([promise("V-3")]), 2)
    imported(home, file([invoice("B-1", "V-3"), invoice("B-2", "V-2")]), 3)
    fourth = corrected(home, file([invoice("B-1"), invoice("B-2", "V-2")]), 4)
    assert undone(home, 2) is None, "its only invoice names another one now"
    assert undone(home, fourth) == ("refusal.leans_on", {"batch": 3, "others": "2"})
    assert redone(home, 2) is None
    assert undone(home, fourth) is None
    assert redone(home, fourth) is None


def test_a_commitment_that_a_correction_moved_is_needed_where_it_is_now(home: intake.Home) -> None:
    imported(home, file([promise(), invoice("B-1")]))
    second = corrected(home, file([promise(line="b"), invoice("B-1", line="b")]), 2)
    third = imported(home, file([invoice("B-2", line="b")]), 3).batch
    assert undone(home, second) == ("refusal.leaned_on", {"batch": second, "others": str(third)})
    assert undone(home, third) is None
    assert undone(home, second) is None
    assert redone(home, third) == ("refusal.leans_on", {"batch": third, "others": str(second)})
    assert redone(home, second) is None
    assert redone(home, third) is None
