"""Importing, undoing and redoing: all or nothing, nothing twice, invented and real never together."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import pytest
from intake_home import ADVISER, AS_OF, MANAGER, PLAN, VIEWER, at, imported, ledger, new_home, refused, snapshot, spent
from ledger_files import file, row, rows

from pokdash import intake
from pokdash.domain.actor import Actor, Role
from pokdash.store import NoSnapshot, queries

ROOT = Path(__file__).parents[1]


@pytest.fixture
def home(tmp_path: Path) -> intake.Home:
    return new_home(tmp_path)


def live(home: intake.Home) -> list[int]:
    return sorted(batch.number for batch in queries.batches(snapshot(home)) if batch.live)


def test_without_a_ledger_spending_is_unknown_and_with_one_it_is_exact(home: intake.Home) -> None:
    assert spent(home) is None
    assert queries.coverage(snapshot(home), PLAN) is None
    outcome = imported(home, file(rows("100,10", "-0,05", "9999999999999999,99"), "2026-09-30"))
    assert (outcome.rows, outcome.duplicates, outcome.total) == (3, 0, Decimal("10000000000000100.04"))
    assert spent(home) == Decimal("10000000000000100.04")
    assert queries.coverage(snapshot(home), PLAN) == dt.date(2026, 9, 30)
    found = ledger(home)
    assert (found.example, found.imported_at, found.generation) == (False, at(1), outcome.generation)


def test_the_example_of_the_documentation_imports(tmp_path: Path) -> None:
    (example,) = re.findall(r"```csv\n(.*?)```", (ROOT / "docs/ledger-layout.md").read_text(), re.DOTALL)
    home = intake.Home(tmp_path / "var")
    intake.load_plans(home, ROOT / "data/plans", MANAGER, at())
    content = intake.LedgerFile("grootboek.csv", example.encode())
    outcome = intake.import_file(home, content, "sudwest-fryslan", ADVISER, at(1))
    assert isinstance(outcome, intake.Imported)
    found = queries.ledger(snapshot(home), "sudwest-fryslan", AS_OF)
    (promise,) = found.commitments
    assert (promise.committed, promise.invoiced) == (54000, 4000)
    (change,) = found.amendments
    assert (change.delta, change.year, change.decision) == (-25000, None, "Raadsbesluit 12 maart 2026")
    assert sum(part.spent for part in found.spending) == Decimal("5250.50")


def test_sums_are_per_line_fiscal_year_and_month_up_to_the_reference_date(home: intake.Home) -> None:
    imported(home, file([
        *rows("1,00", "2,00", boekdatum="2026-03-02"),
        *rows("4,00", boekdatum="2026-03-31", start=3),
        *rows("8,00", boekdatum="2026-01-15", boekjaar="2025", start=4),
        *rows("16,00", boekdatum="2026-04-01", line="b", start=5),
    ]))  # fmt: skip
    found = {
        (part.line, part.fiscal_year, part.month.isoformat()): (part.spent, part.bookings)
        for part in ledger(home).spending
    }
    assert found == {
        ("a", 2025, "2026-01-01"): (8, 1), ("a", 2026, "2026-03-01"): (7, 3), ("b", 2026, "2026-04-01"): (16, 1)
    }  # fmt: skip
    assert spent(home, dt.date(2026, 3, 30)) == 11
    assert spent(home, dt.date(2025, 12, 31)) == 0


def test_bookings_are_listed_newest_first_per_line_and_kind(home: intake.Home) -> None:
    imported(home, file([
        *rows("1,00", boekdatum="2026-03-02"), *rows("2,00", boekdatum="2026-05-02", start=2),
        *rows("3,00", line="b", start=3), row(soort="wijziging", boekstuk="W", besluit="Raad", bedrag="5,00"),
    ], example=True))  # fmt: skip
    found = queries.bookings(snapshot(home), PLAN, ["a"], AS_OF)
    assert [(one.amount, one.row, one.example) for one in found] == [(2, 6, True), (1, 5, True)]
    assert [one.amount for one in queries.bookings(snapshot(home), PLAN, ["a", "b"], AS_OF, limit=2)] == [2, 3]
    (change,) = queries.bookings(snapshot(home), PLAN, ["a"], AS_OF, kinds=["amendment"])
    assert (change.decision, change.amount, change.commitment_number) == ("Raad", 5, None)
    assert queries.bookings(snapshot(home), PLAN, [], AS_OF) == ()


def test_the_same_file_is_refused_with_who_and_when_until_it_is_undone(home: intake.Home) -> None:
    content = file(rows("1,00"))
    first = imported(home, content)
    again = refused(home, content, 5)
    assert again.key == "refusal.already_imported"
    assert again.params == {"batch": first.batch, "name": ADVISER.name, "when": at(1)}
    intake.undo(home, first.batch, ADVISER, at(6), "vergissing")
    assert imported(home, content, 7).batch == first.batch + 1


def test_a_file_with_nothing_new_is_refused_and_one_that_covers_more_is_not(home: intake.Home) -> None:
    first = imported(home, file(rows("1,00", "2,00"), "2026-08-31"))
    sorted_anew = file([*rows("2,00", start=2), *rows("1,00")], "2026-08-31")
    told = refused(home, sorted_anew, 5)
    assert told == intake.Refused("refusal.nothing_new", {"batch": first.batch, "name": ADVISER.name, "when": at(1)})
    later = imported(home, file([*rows("2,00", start=2), *rows("1,00"), *rows("4,00", start=3)], "2026-09-30"), 6)
    part = file([*rows("4,00", start=3), *rows("2,00", start=2), *rows("1,00")], "2026-09-30")
    told = refused(home, part, 7)
    both = {"batches": f"{first.batch}, {later.batch}", "name": ADVISER.name, "when": at(6)}
    assert told == intake.Refused("refusal.nothing_new_several", both)
    quiet = imported(home, file([*rows("1,00"), *rows("2,00", start=2), *rows("4,00", start=3)], "2026-10-01"), 8)
    assert (quiet.rows, quiet.duplicates, queries.coverage(snapshot(home), PLAN)) == (3, 3, dt.date(2026, 10, 1))
    undone = intake.undo(home, first.batch, ADVISER, at(9), "vergissing")
    assert isinstance(undone, intake.Refused)
    leaning = {"batch": first.batch, "others": f"{later.batch}, {quiet.batch}"}
    assert (undone.key, undone.params) == ("refusal.leaned_on_several", leaning)


def test_a_file_with_nothing_but_commitments_does_not_say_up_to_when_is_spent(home: intake.Home) -> None:
    imported(home, file(rows("1,00"), "2026-07-31"))
    promise = row(soort="verplichting", boekstuk="V-1", verplichting="V-1", bedrag="500,00")
    imported(home, file([promise], "2026-08-31"), 2)
    assert queries.coverage(snapshot(home), PLAN) == dt.date(2026, 8, 31)
    assert ledger(home).covered_until == dt.date(2026, 7, 31)
    again = [promise, row(soort="verplichting", boekstuk="V-2", verplichting="V-2", bedrag="5,00")]
    imported(home, file(again, "2026-09-30"), 3)
    assert ledger(home).covered_until == dt.date(2026, 7, 31)
    imported(home, file([*rows("1,00"), *again], "2026-10-01"), 4)
    assert ledger(home).covered_until == dt.date(2026, 10, 1)


def test_a_file_that_says_until_when_is_spent_counts_until_that_day(home: intake.Home) -> None:
    known = rows("1,00", "2,00", boekdatum="2026-07-01")
    wrong = refused(home, file(known, "2026-07-31", spent_until="2026-08-01"))
    assert wrong.key == "trouble.expenditures_later"
    imported(home, file(known, "2026-07-31", spent_until="2026-07-10"))
    assert (queries.coverage(snapshot(home), PLAN), ledger(home).covered_until) == (
        dt.date(2026, 7, 31), dt.date(2026, 7, 10)
    )  # fmt: skip
    later = imported(home, file(known, "2026-07-31"), 2)  # nothing else was spent in that month, which is news
    assert (later.duplicates, ledger(home).covered_until) == (2, dt.date(2026, 7, 31))
    assert refused(home, file(known, "2026-07-31", spent_until="2026-07-20"), 3).key == "refusal.nothing_new"
    promise = row(soort="verplichting", boekstuk="V-1", verplichting="V-1", bedrag="500,00", boekdatum="2026-07-02")
    imported(home, file([promise], "2026-08-31", spent_until="2026-08-10"), 4)
    assert ledger(home).covered_until == dt.date(2026, 8, 10)


def test_an_expenditure_after_the_day_until_which_these_are_complete_is_not_missed(home: intake.Home) -> None:
    early, late = rows("1,00", boekdatum="2026-07-05"), rows("2,00", start=2, boekdatum="2026-07-20")
    new = rows("4,00", start=3, boekdatum="2026-07-06")
    imported(home, file([*early, *late], "2026-07-31"))
    assert imported(home, file([*early, *new], "2026-07-31", spent_until="2026-07-19"), 2).gone_count == 0
    assert imported(home, file(early, "2026-07-31", spent_until="2026-07-20"), 3).gone_count == 2


def test_with_nothing_but_commitments_what_was_spent_stays_unknown(home: intake.Home) -> None:
    promise = row(soort="verplichting", boekstuk="V-1", verplichting="V-1", bedrag="500,00")
    imported(home, file([promise], "2026-08-31"))
    assert (ledger(home).spent_known, ledger(home).committed_known) == (False, True)
    imported(home, file(rows("1,00"), "2026-07-31"), 2)
    assert (ledger(home).spent_known, ledger(home).committed_known) == (True, True)
    assert spent(home) == 1


@pytest.mark.parametrize("new", [(), ("V-2",)])
def test_commitments_that_were_there_say_nothing_of_the_expenditures_they_came_with(
    home: intake.Home, new: tuple[str, ...]
) -> None:
    promise = row(soort="verplichting", boekstuk="V-1", verplichting="V-1", bedrag="500,00", boekdatum="2026-07-02")
    imported(home, file([*rows("1,00"), promise], "2026-07-31"))
    others = [row(soort="verplichting", boekstuk=number, verplichting=number, bedrag="5,00") for number in new]
    imported(home, file([promise, *others], "2026-08-31"), 2)
    assert ledger(home).covered_until == dt.date(2026, 7, 31)
    imported(home, file(rows("1,00"), "2026-09-30"), 3)  # expenditures that were there do
    assert ledger(home).covered_until == dt.date(2026, 9, 30)


def test_expenditures_that_end_before_the_plan_are_refused(home: intake.Home) -> None:
    promise = row(soort="verplichting", boekstuk="V-1", verplichting="V-1", bedrag="500,00")
    assert refused(home, file([promise], "2026-08-31", spent_until="2024-12-31")).key == "refusal.covers_nothing"


def test_with_nothing_but_amendments_spent_and_committed_stay_unknown(home: intake.Home) -> None:
    change = row(soort="wijziging", boekstuk="W-1", boekjaar="2026", bedrag="5,00", besluit="Raad")
    imported(home, file([change], "2026-08-31"))
    assert (ledger(home).spent_known, ledger(home).committed_known) == (False, False)


def test_the_imported_file_is_kept_under_its_checksum(home: intake.Home) -> None:
    content = file(rows("1,00"))
    imported(home, content)
    (batch,) = queries.batches(snapshot(home))
    assert (home.path / "imports" / f"{batch.file_sha256}.csv").read_bytes() == content


def test_a_file_with_one_wrong_row_changes_nothing(home: intake.Home) -> None:
    outcome = refused(home, file([*rows("1,00"), *rows("81.000", start=2)]))
    assert (outcome.key, outcome.problem_count) == ("refusal.rows", 1)
    assert outcome.problems[0].line == 5
    assert spent(home) is None
    assert not (home.path / "imports").exists()


def test_a_plan_or_file_that_is_not_there_is_refused(home: intake.Home, tmp_path: Path) -> None:
    content = intake.LedgerFile("x.csv", file(rows("1,00")))
    unknown = intake.import_file(home, content, "atlantis", ADVISER, at())
    missing = intake.import_ledger(home, tmp_path / "nergens.csv", PLAN, ADVISER, at())
    empty = intake.import_file(intake.Home(tmp_path / "leeg"), content, PLAN, ADVISER, at())
    assert [one.key for one in (unknown, missing, empty) if isinstance(one, intake.Refused)] == [
        "refusal.unknown_plan", "trouble.unreadable", "refusal.unknown_plan"
    ]  # fmt: skip


def test_a_ledger_covers_days_that_are_over_and_in_the_plan(home: intake.Home) -> None:
    ahead = file(rows("1,00"), covered_until="2026-11-01")
    assert refused(home, ahead).key == "refusal.covers_future"
    early = file(rows("1,00", boekdatum="2024-12-30", boekjaar="2025"), covered_until="2024-12-31", example=True)
    assert refused(home, early).problems[0].problem == "year_after_date"
    change = row(soort="wijziging", boekdatum="2024-12-30", boekjaar="", besluit="Raad")
    assert refused(home, file([change], covered_until="2024-12-31")).key == "refusal.covers_nothing"
    assert imported(home, file(rows("1,00"), covered_until="2026-11-01", example=True)).example


def test_rows_that_a_live_batch_holds_are_counted_once(home: intake.Home) -> None:
    first = imported(home, file(rows("1,00", "2,00"), "2026-08-31"))
    second = imported(home, file(rows("1,00", "2,00", "4,00")), 2)
    assert (second.rows, second.duplicates, second.total) == (3, 2, 7)
    assert spent(home) == 7
    assert queries.coverage(snapshot(home), PLAN) == dt.date(2026, 9, 30)
    lines = queries.batch_lines(snapshot(home), PLAN, second.batch)
    assert [(one.line, one.kind, one.bookings, one.amount) for one in lines] == [("a", "expenditure", 1, 4)]
    undone = intake.undo(home, first.batch, ADVISER, at(3), "vergissing")
    assert isinstance(undone, intake.Refused)
    assert (undone.key, undone.params["others"]) == ("refusal.leaned_on", str(second.batch))
    intake.undo(home, second.batch, ADVISER, at(4), "vergissing")
    intake.undo(home, first.batch, ADVISER, at(5), "vergissing")
    early = intake.redo(home, second.batch, ADVISER, at(6))
    assert isinstance(early, intake.Refused)
    assert early.key == "refusal.leans_on"
    intake.redo(home, first.batch, ADVISER, at(7))
    intake.redo(home, second.batch, ADVISER, at(8))
    assert spent(home) == 7


@pytest.mark.parametrize(
    ("changed", "column", "there"),
    [
        ({"bedrag": "1,01"}, "bedrag", "1,00"),
        ({"boekdatum": "2026-03-03"}, "boekdatum", "2026-03-02"),
        ({"regel": "b"}, "regel", "a"),
        ({"omschrijving": "Anders"}, "omschrijving", "Inhuur"),
    ],
)
def test_a_booking_that_changed_is_refused(home: intake.Home, changed: dict[str, str], column: str, there: str) -> None:
    imported(home, file([row(bedrag="1,00", boekstuk="B-1")]))
    outcome = refused(home, file([row(boekstuk="B-0"), row(**{"bedrag": "1,00", **changed})]))
    (problem,) = outcome.problems
    assert (problem.line, problem.column, problem.problem) == (5, column, "key_differs")
    assert problem.params == {"batch": 1, "other": 4, "there": there}


def test_the_same_booking_number_in_another_fiscal_year_or_kind_is_another_booking(home: intake.Home) -> None:
    imported(home, file([row(boekdatum="2026-01-05")]))
    imported(home, file([
        row(boekdatum="2026-01-05", boekjaar="2025"),
        row(boekdatum="2026-01-05", soort="verplichting", verplichting="V"),
    ]), 2)  # fmt: skip
    assert spent(home) == 200


def test_a_commitment_that_is_named_must_exist_on_that_line(home: intake.Home) -> None:
    promise = row(soort="verplichting", boekstuk="V-1", verplichting="V-1", bedrag="500,00")
    alone = refused(home, file([row(verplichting="V-1")]))
    assert [(one.line, one.column, one.found, one.problem) for one in alone.problems] == [
        (4, "verplichting", "V-1", "commitment_unknown")
    ]
    elsewhere = refused(home, file([promise, row(verplichting="V-1", regel="b")]))
    assert elsewhere.problems[0].params == {"budget_line": "b"}
    imported(home, file([promise]))
    imported(home, file([row(verplichting="V-1", bedrag="120,00")]), 2)
    (balance,) = ledger(home).commitments
    assert (balance.committed, balance.invoiced, balance.fiscal_year) == (500, 120, 2026)


def test_an_invoice_counts_against_the_year_in_which_its_commitment_has_an_amount(home: intake.Home) -> None:
    imported(home, file([
        row(soort="verplichting", verplichting="V-1", bedrag="500,00", boekjaar="2025", boekdatum="2025-05-01"),
        row(soort="verplichting", verplichting="V-1", bedrag="300,00", boekjaar="2027"),
        row(verplichting="V-1", bedrag="100,00"),
        row(verplichting="V-1", bedrag="10,00", boekstuk="B-2", boekjaar="2025", boekdatum="2026-01-05"),
    ]))  # fmt: skip
    assert [(one.fiscal_year, one.committed, one.invoiced) for one in ledger(home).commitments] == [
        (2025, 500, 110), (2027, 300, 0)
    ]  # fmt: skip


def test_the_first_real_file_takes_the_place_of_invented_bookings(home: intake.Home) -> None:
    invented = [imported(home, file(rows(value, start=number), example=True), number).batch
                for number, value in enumerate(("1000,00", "2000,00"), start=1)]  # fmt: skip
    assert ledger(home).example is True
    real = imported(home, file(rows("5,00")), 3)
    assert real.removed_examples == tuple(invented)
    assert (spent(home), ledger(home).example) == (5, False)
    assert imported(home, file(rows("6,00", start=2)), 4).removed_examples == ()
    assert refused(home, file(rows("7,00", start=9), example=True)).key == "refusal.invented_beside_real"
    back = intake.redo(home, invented[0], ADVISER, at(5))
    assert isinstance(back, intake.Refused)
    assert back.key == "refusal.invented_beside_real"
    assert spent(home) == 11


def test_redoing_a_real_batch_removes_invented_bookings_that_came_in_between(home: intake.Home) -> None:
    real = imported(home, file(rows("5,00")))
    intake.undo(home, real.batch, ADVISER, at(2), "vergissing")
    invented = imported(home, file(rows("1000,00"), example=True), 3)
    back = intake.redo(home, real.batch, ADVISER, at(4))
    assert isinstance(back, intake.Changed)
    assert back.removed_examples == (invented.batch,)
    assert live(home) == [real.batch]


def test_examples_are_removed_on_request_for_one_plan_or_all(home: intake.Home) -> None:
    invented = imported(home, file(rows("1000,00"), example=True))
    assert isinstance(intake.remove_examples(home, "atlantis", MANAGER, at(2)), intake.Refused)
    removed = intake.remove_examples(home, PLAN, MANAGER, at(2))
    assert isinstance(removed, intake.Changed)
    assert removed.batches == (invented.batch,)
    assert spent(home) is None
    assert isinstance(intake.remove_examples(home, None, MANAGER, at(3)), intake.Unchanged)
    assert snapshot(home).generation == removed.generation


def test_a_batch_is_undone_once_and_redone_once(home: intake.Home) -> None:
    batch = imported(home, file(rows("1,00"))).batch
    keys = []
    for change in (intake.redo, intake.undo, intake.undo, intake.redo, intake.redo):
        outcome = change(home, batch, ADVISER, at(2), "vergissing")
        keys.append(outcome.key if isinstance(outcome, intake.Refused) else "done")
    assert keys == ["refusal.already_live", "done", "refusal.already_undone", "done", "refusal.already_live"]
    (known,) = queries.batches(snapshot(home))
    assert (known.live, known.changed_by, known.changed_why) == (True, ADVISER.name, "vergissing")
    missing = intake.undo(home, 99, ADVISER, at(3), "vergissing")
    assert isinstance(missing, intake.Refused)
    assert missing.key == "refusal.unknown_batch"


def test_redo_is_refused_where_another_batch_brought_the_same_booking(home: intake.Home) -> None:
    first = imported(home, file(rows("1,00")))
    intake.undo(home, first.batch, ADVISER, at(2), "vergissing")
    imported(home, file(rows("2,00")), 3)
    outcome = intake.redo(home, first.batch, ADVISER, at(4))
    assert isinstance(outcome, intake.Refused)
    assert outcome.key == "refusal.doubled"
    assert spent(home) == 2


@pytest.mark.parametrize("actor", [VIEWER, ADVISER, MANAGER])
def test_only_who_may_can_change_something(tmp_path: Path, actor: Actor) -> None:
    home = new_home(tmp_path, file(rows("1000,00"), example=True), file(rows("2000,00", start=2), example=True))
    undone = 2
    intake.undo(home, undone, ADVISER, at(3), "vergissing")
    content = file(rows("1,00", start=9))
    (tmp_path / "grootboek.csv").write_bytes(content)
    plans = tmp_path / "plans"
    (plans / "proef" / "plan.toml").write_text((plans / "proef" / "plan.toml").read_text() + "\n# gewijzigd\n")
    changes = {
        "undo": lambda: intake.undo(home, 1, actor, at(4), "vergissing"),
        "redo": lambda: intake.redo(home, undone, actor, at(5)),
        "examples": lambda: intake.remove_examples(home, None, actor, at(6)),
        "plans": lambda: intake.load_plans(home, plans, actor, at(7)),
        "initialise": lambda: intake.initialise(home, actor, at(8)),
        "import": lambda: intake.import_ledger(home, tmp_path / "grootboek.csv", PLAN, actor, at(9)),
        "bytes": lambda: intake.import_file(home, intake.LedgerFile("x.csv", file(rows("1,00"))), PLAN, actor, at(10)),
    }
    before = {path: path.stat().st_mtime_ns for path in home.path.rglob("*")}
    refused = {name for name, change in changes.items() if isinstance(change(), intake.Refused)}
    assert refused == {
        Role.VIEWER: set(changes), Role.ADVISER: {"plans", "initialise"}, Role.MANAGER: set()
    }[actor.role]  # fmt: skip
    if actor.role is Role.VIEWER:
        assert {path: path.stat().st_mtime_ns for path in home.path.rglob("*")} == before


def test_settings_name_the_actor_and_broken_settings_let_nobody_change_anything(home: intake.Home) -> None:
    assert home.settings().actor.role is Role.MANAGER
    assert home.settings(own_machine=False).actor.role is Role.VIEWER
    settings = home.path / "settings.toml"
    settings.write_text('name = "Jelle"\nrole = "adviser"\n', encoding="utf-8")
    assert home.settings().actor == Actor("Jelle", Role.ADVISER)
    for wrong in ('role = "baas"', "name = [", 'name = ""\nrole = 3'):
        settings.write_text(wrong, encoding="utf-8")
        assert home.settings().actor.role is Role.VIEWER
        assert home.settings().problem == "refusal.settings_unreadable"


def test_home_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("POKDASH_HOME", str(tmp_path / "elders"))
    assert intake.Home.from_environment().path == tmp_path / "elders"
    monkeypatch.delenv("POKDASH_HOME")
    assert intake.Home.from_environment().path == ROOT / "var"


def test_a_new_home_has_no_snapshot(tmp_path: Path) -> None:
    found = intake.Home(tmp_path).store.snapshot()
    assert found == NoSnapshot("store.empty")
