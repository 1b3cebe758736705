"""From a file of any layout to figures: questions, answers, a preview that changes nothing, and saving."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from intake_home import ADVISER, MANAGER, PLAN, VIEWER, at, imported, new_home, plan_folder, snapshot, spent
from ledger_files import PLAN_TOML, file
from ledger_files import rows as own_rows

from pokdash import intake
from pokdash.intake import Choices, Examined, Home, Imported, OnChange, Preview, Refused, Request
from pokdash.intake.examined import Progress
from pokdash.intake.file_import import nobody
from pokdash.ledger.profile import NOT_IN_PLAN, Profile
from pokdash.ledger.source import Trouble
from pokdash.store import queries

HEADING = "Boekdatum;Boekstuk;Rekening;Omschrijving;Bedrag"
JANUARY = (
    "13-01-2026;B-1;43812;Inhuur;1.100,00",
    "14-01-2026;B-2;43812;Creditnota;-30,00",
    "31-01-2026;B-3;62000;Zaal;81,50",
)
FEBRUARY = (*JANUARY, "27-02-2026;B-4;43812;Inhuur;2.000,00")
ANSWERS = {"rule.account=43812": "a", "rule.account=62000": NOT_IN_PLAN, "coverage": "2026-01-31"}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return new_home(tmp_path)


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[intake.Examiner]:
    work = tmp_path / "work"
    work.mkdir()
    with intake.Examiner(work, 4 << 30) as examiner:
        yield examiner


class Desk:
    """An adviser who looks at files, in this process, and saves them."""

    def __init__(self, home: Home, reader: intake.Examiner, folder: Path) -> None:
        self.home, self.reader, self.folder = home, reader, folder

    def request(
        self, rows: tuple[str, ...], name: str = "export.csv", heading: str = HEADING, **choices: object
    ) -> Request:
        path = self.folder / name
        path.write_text("\n".join((heading, *rows, "")), encoding="utf-8")
        version = queries.plan_version(snapshot(self.home), PLAN)
        assert version
        return Request(path, name, version.plan, Choices(**choices))  # type: ignore[arg-type]

    def examined(self, request: Request) -> Examined:
        found = self.reader.examine(request, lambda _: None)
        assert isinstance(found, Examined), found
        return found

    def preview(self, request: Request, minutes: int = 1) -> Preview:
        before = snapshot(self.home).checksum
        found = intake.preview(self.home, request, ADVISER, at(minutes), self.reader)
        assert isinstance(found, Preview), found
        assert snapshot(self.home).checksum == before
        assert not list((self.home.path / "store").glob("rehearsals/*"))
        return found

    def save(self, request: Request, minutes: int = 1) -> Imported | Refused:
        return intake.save(self.home, request, self.examined(request), ADVISER, at(minutes))

    def saved(self, request: Request, minutes: int = 1) -> Imported:
        found = self.save(request, minutes)
        assert isinstance(found, Imported), found
        return found

    def refused(self, request: Request, minutes: int = 1) -> Refused:
        before = snapshot(self.home).generation
        found = self.save(request, minutes)
        assert isinstance(found, Refused), found
        assert snapshot(self.home).generation == before
        return found

    def profile(self) -> Profile:
        """The profile of the January file, after its questions."""
        return self.examined(self.request(JANUARY, answers=ANSWERS)).proposal.profile


@pytest.fixture
def desk(home: Home, reader: intake.Examiner, tmp_path: Path) -> Desk:
    return Desk(home, reader, tmp_path)


def test_a_file_is_asked_about_previewed_and_saved(desk: Desk) -> None:
    request = desk.request(JANUARY)
    asked = desk.preview(request)
    assert [question.key for question in asked.examined.proposal.questions] == list(ANSWERS)
    assert (asked.outcome, asked.after, asked.examined.conversion) == (None, None, None)
    assert desk.refused(request).key == "refusal.questions_open"

    request = replace(request, choices=Choices(answers=ANSWERS))
    shown = desk.preview(request)
    assert isinstance(shown.outcome, Imported)
    assert shown.before
    assert shown.after
    assert (shown.before.as_of, shown.before.total.spent) == (dt.date(2026, 1, 31), None)
    assert (shown.after.as_of, shown.after.total.spent) == (dt.date(2026, 1, 31), Decimal("1070.00"))
    assert spent(desk.home) is None

    saved = intake.save(desk.home, request, shown.examined, ADVISER, at(1))
    assert saved == shown.outcome
    assert isinstance(saved, Imported)
    assert (saved.rows, saved.rows_left_out, saved.rows_rejected, saved.total) == (3, 1, 0, Decimal("1070.00"))
    assert spent(desk.home) == Decimal("1070.00")
    (batch,) = queries.batches(snapshot(desk.home))
    assert (batch.covered_until, batch.actor_name, batch.rows_loaded) == (dt.date(2026, 1, 31), ADVISER.name, 2)


def test_what_was_found_in_every_column(desk: Desk) -> None:
    columns = {one.name: one for one in desk.examined(desk.request(JANUARY, answers=ANSWERS)).columns}
    assert [(name, one.kind) for name, one in columns.items()] == [
        ("Boekdatum", "booking_date"), ("Boekstuk", "booking_number"), ("Rekening", "account"),
        ("Omschrijving", "description"), ("Bedrag", "amount"),
    ]  # fmt: skip
    amount, date = columns["Bedrag"], columns["Boekdatum"]
    assert (amount.decimal_mark, amount.thousands_mark, amount.total) == (",", ".", Decimal("1151.50"))
    assert (date.date_order, date.first, date.last, date.total) == (
        "dmy", dt.date(2026, 1, 13), dt.date(2026, 1, 31), None,
    )  # fmt: skip


def test_an_amount_has_no_sum_and_no_marks_while_these_are_asked(desk: Desk) -> None:
    found = desk.examined(desk.request(("13-01-2026;B-1;43812;Inhuur;81.000", "14-01-2026;B-2;43812;Inhuur;30.000")))
    asked = next(question for question in found.proposal.questions if question.key == "amount.marks")
    assert {answer.total for answer in asked.readings} == {Decimal(111000), Decimal(111)}
    amount = found.columns[-1]
    assert (amount.kind, amount.decimal_mark, amount.thousands_mark, amount.total) == ("amount", None, None, None)


def test_the_rows_below_the_headings_are_counted_and_the_first_are_shown(desk: Desk) -> None:
    found = desk.examined(desk.request(JANUARY, answers=ANSWERS))
    assert found.rows_read == 3
    assert found.conversion
    assert found.conversion.rows_read == 3
    assert found.sample_headings == tuple(HEADING.split(";"))
    assert (found.sample[0].row, found.sample[0].cells[-1]) == (2, "1.100,00")


def test_the_next_file_of_a_known_profile_is_not_asked_about(desk: Desk) -> None:
    named = replace(desk.profile(), name="Key2Financiën")
    assert isinstance(intake.save_profile(desk.home, named, ADVISER), intake.SavedProfile)
    desk.saved(desk.request(JANUARY, answers=ANSWERS))
    known = intake.saved_profile(desk.home, "key2financiën")
    assert isinstance(known, intake.SavedProfile)
    found = desk.preview(desk.request(FEBRUARY, "februari.csv", profile=known.profile), 2)
    assert found.examined.proposal.questions == ()
    assert isinstance(found.outcome, Imported)
    assert (found.outcome.covered_until, found.outcome.duplicates) == (dt.date(2026, 2, 28), 2)
    assert found.before
    assert found.after
    assert found.before.as_of == found.after.as_of == dt.date(2026, 2, 28)
    assert (found.before.total.spent, found.after.total.spent) == (1070, 3070)
    desk.saved(desk.request(FEBRUARY, "februari.csv", profile=known.profile), 2)
    newest = queries.batches(snapshot(desk.home))[0]
    assert (newest.profile, newest.rows_left_out, newest.file_extension) == ("Key2Financiën", 3, "csv")
    assert newest.profile_toml
    assert 'value = "62000"' in newest.profile_toml


def test_the_same_file_is_refused_with_who_and_when(desk: Desk) -> None:
    request = desk.request(JANUARY, answers=ANSWERS)
    done = desk.saved(request)
    again = desk.refused(request, 5)
    assert again == Refused(
        "refusal.already_imported", {"batch": done.batch, "name": ADVISER.name, "when": at(1)}
    )  # fmt: skip
    assert desk.preview(request, 5).outcome == again


def test_a_changed_booking_is_reported_left_or_corrected(desk: Desk) -> None:
    desk.saved(desk.request(JANUARY, answers=ANSWERS))
    changed = (JANUARY[0].replace("1.100", "1.200"), *FEBRUARY[1:])
    profile = desk.profile()
    refused = desk.refused(desk.request(changed, profile=profile), 2)
    (problem,) = refused.problems
    assert (problem.line, problem.column, problem.found, problem.problem) == (2, "Bedrag", "1200,00", "key_differs")
    assert problem.params == {"batch": 1, "other": 2, "there": "1100,00"}
    left = desk.preview(desk.request(changed, profile=profile, on_change=OnChange.LEAVE), 2)
    assert isinstance(left.outcome, Imported)
    assert left.outcome.changed_count == 1
    assert left.after
    assert left.after.total.spent == 3070
    request = desk.request(changed, profile=profile, on_change=OnChange.CORRECT)
    corrected = desk.saved(request, 2)
    assert spent(desk.home) == 3170
    assert corrected.changed[0].differences[0].live_value == Decimal("1100.00")


BEFORE = ("13-01-2026;B-1;43812;Inhuur;100,50", "14-01-2026;B-1;43812;Zaal;20,00", "14-01-2026;B-1;43812;Zaal;20,00",
          "30-01-2026;B-2;43812;Koffie;7,25")  # fmt: skip
AFTER = ("12-01-2026;B-1;43812;Trein;3,00", "13-01-2026;B-1;43812;Inhuur;110,50", *BEFORE[1:3],
         "31-01-2026;B-3;43812;Taart;9,00")  # fmt: skip


@pytest.mark.parametrize(("choice", "total"), [(OnChange.LEAVE, "159.75"), (OnChange.CORRECT, "162.50")])
def test_a_row_put_in_between_is_new_a_changed_one_is_told_and_one_that_is_gone_too(
    desk: Desk, choice: OnChange, total: str
) -> None:
    """A file without line numbers: the other rows of the same number are not touched."""
    answers = {"rule.account=43812": "a", "coverage": "2026-01-31", "amount.sign": "costs_positive"}
    desk.saved(desk.request(BEFORE, answers=answers))
    found = desk.preview(desk.request(AFTER, answers=answers, on_change=choice), 2)
    outcome = found.outcome
    assert isinstance(outcome, Imported)
    (changed,) = outcome.changed
    assert [(one.field, one.live_value, one.value) for one in changed.differences] == [
        ("amount", Decimal("100.50"), Decimal("110.50"))
    ]
    assert [(one.booking_number, one.line, one.amount) for one in outcome.gone] == [("B-2", "a", Decimal("7.25"))]
    assert found.after
    assert found.after.total.spent == Decimal(total)
    assert found.examined.conversion
    gone = "gone_reversed" if choice is OnChange.CORRECT else "gone_left"
    assert list(intake.repeats(found.examined.conversion, outcome)) == [
        intake.Told("equal_rows", 1, Decimal("20.00"), ("5 = 4",)), intake.Told(gone, 1, Decimal("7.25"), ("B-2",))
    ]  # fmt: skip


def test_one_wrong_row_stops_all_of_them_unless_the_good_ones_are_kept(desk: Desk) -> None:
    wrong = (*JANUARY, "31-01-2026;B-5;43812;Inhuur;zie bijlage", "99-01-2026;B-6;43812;Inhuur;1,00")
    refused = desk.refused(desk.request(wrong, answers=ANSWERS))
    assert (refused.key, refused.problem_count) == ("refusal.rows", 2)
    assert [(one.line, one.column, one.found) for one in refused.problems] == [
        (5, "Bedrag", "zie bijlage"), (6, "Boekdatum", "99-01-2026")
    ]  # fmt: skip
    assert not (desk.home.path / "imports").exists()
    kept = desk.saved(desk.request(wrong, answers=ANSWERS, keep_good_rows=True))
    assert (kept.rows, kept.rows_rejected, kept.rows_left_out) == (5, 2, 1)
    assert spent(desk.home) == 1070
    rejected = queries.rejected_rows(snapshot(desk.home), kept.batch)
    assert [(one.source_row, one.column, one.found, one.reason) for one in rejected] == [
        (5, "Bedrag", "zie bijlage", "amount_text"), (6, "Boekdatum", "99-01-2026", "date_form")
    ]  # fmt: skip


def test_of_an_import_that_is_not_saved_after_all_no_file_is_left(desk: Desk) -> None:
    def kept() -> list[Path]:
        return [path for path in (desk.home.path / "imports").glob("*") if path.is_file()]

    def stop(progress: Progress) -> None:
        told.append(progress.step)
        if told.count("save") == 2:  # all is ready
            raise InterruptedError

    told: list[str] = []
    request = desk.request(JANUARY, answers=ANSWERS)
    examined = desk.examined(request)
    refused = intake.save(desk.home, request, examined, ADVISER, at(1), agreed=lambda _: False)
    assert isinstance(refused, Refused)
    assert kept() == []
    with pytest.raises(InterruptedError):
        intake.save(desk.home, request, examined, ADVISER, at(1), stop)
    assert kept() == []
    desk.saved(request)
    assert len(kept()) == 1


def test_rows_that_name_a_commitment_that_is_nowhere_are_wrong_too(desk: Desk) -> None:
    heading = "Boekdatum;Boekstuk;Rekening;Soort;Verplichtingnummer;Bedrag"
    rows = (
        "12-01-2026;V-1;43812;verplichting;V-1;500,00", "13-01-2026;B-1;43812;uitgave;V-1;100,00",
        "14-01-2026;B-2;43812;uitgave;V-9;-30,00", "31-01-2026;B-3;43812;uitgave;;zie bijlage",
    )  # fmt: skip
    answers = {"rule.account=43812": "a", "coverage": "2026-01-31", "amount.sign": "costs_positive"}
    request = desk.request(rows[:3], heading=heading, answers=answers)
    refused = desk.refused(request)
    (problem,) = refused.problems
    assert (problem.line, problem.column, problem.found, problem.problem) == (
        4, "Verplichtingnummer", "V-9", "commitment_unknown",
    )  # fmt: skip
    kept = desk.saved(desk.request(rows, heading=heading, answers=answers, keep_good_rows=True))
    assert (kept.rows, kept.rows_rejected, kept.total, spent(desk.home)) == (4, 2, 600, 100)
    rejected = queries.rejected_rows(snapshot(desk.home), kept.batch)
    assert [(one.source_row, one.found, one.reason) for one in rejected] == [
        (4, "V-9", "commitment_unknown"), (5, "zie bijlage", "amount_text")
    ]  # fmt: skip
    assert rejected[0].params == {"budget_line": "a"}


def test_a_file_of_wrong_rows_only_is_refused_also_when_good_ones_are_kept(desk: Desk) -> None:
    refused = desk.refused(desk.request(("99-01-2026;B-6;43812;Inhuur;1,00",), answers=ANSWERS, keep_good_rows=True))
    assert refused.key in {"refusal.rows", "refusal.questions_open"}


def test_personal_data_is_left_out_of_what_is_saved(desk: Desk) -> None:
    rows = ("13-01-2026;B-0;43812;Terug naar NL91ABNA0417164300;100,00", *JANUARY)
    found = desk.preview(desk.request(rows, answers=ANSWERS))
    assert found.examined.conversion
    assert (found.examined.conversion.personal_data.ibans, found.examined.conversion.personal_data.left_out) == (
        1,
        True,
    )
    desk.saved(desk.request(rows, answers=ANSWERS))
    told = {one.description for one in queries.bookings(snapshot(desk.home), PLAN, ["a"], dt.date(2026, 12, 31))}
    assert len(told) == 3
    assert not any("ABNA" in one for one in told)


def test_what_moved_since_the_file_was_examined_is_refused(desk: Desk, tmp_path: Path) -> None:
    request = desk.request(JANUARY, answers=ANSWERS)
    examined = desk.examined(request)
    request.path.write_text("iets anders", encoding="utf-8")
    changed = intake.save(desk.home, request, examined, ADVISER, at(1))
    assert changed == Refused("refusal.file_changed", {"file": "export.csv"})
    request = desk.request(JANUARY, answers=ANSWERS)
    examined = desk.examined(request)
    intake.load_plans(
        desk.home, plan_folder(tmp_path, PLAN_TOML.replace('name = "Lijn b"', 'name = "Lijn bee"')), MANAGER, at(2)
    )
    newer = intake.save(desk.home, request, examined, ADVISER, at(3))
    assert newer == Refused("refusal.plan_changed", {"plan": PLAN})
    examined = desk.examined(desk.request(JANUARY, answers=ANSWERS))
    desk.examined(desk.request(FEBRUARY, answers=ANSWERS))
    stale = intake.save(desk.home, desk.request(JANUARY, answers=ANSWERS), examined, ADVISER, at(3))
    assert stale == Refused("refusal.look_again", {"file": "export.csv"})
    assert list((desk.home.path).glob("imports/*")) == []


def test_only_what_was_shown_is_saved(desk: Desk) -> None:
    request = desk.request(JANUARY, answers=ANSWERS)
    shown = desk.preview(request)
    other = imported(desk.home, file(own_rows("4,00")), 2)
    before, kept = snapshot(desk.home).generation, list(desk.home.path.glob("imports/*"))
    moved = Refused("refusal.moved", {"plan": request.plan.municipality if request.plan else ""})
    assert intake.save(desk.home, request, shown.examined, ADVISER, at(3), shown=shown.batches) == moved
    assert (snapshot(desk.home).generation, list(desk.home.path.glob("imports/*"))) == (before, kept)
    shown = desk.preview(request, 3)
    assert isinstance(intake.undo(desk.home, other.batch, ADVISER, at(4), "verkeerd"), intake.Changed)
    assert intake.save(desk.home, request, shown.examined, ADVISER, at(5), shown=shown.batches) == moved
    shown = desk.preview(request, 5)
    assert intake.save(desk.home, request, shown.examined, ADVISER, at(6), shown=shown.batches) == shown.outcome


def test_a_viewer_neither_previews_nor_saves(desk: Desk) -> None:
    request = desk.request(JANUARY, answers=ANSWERS)
    examined = desk.examined(request)
    for outcome in (
        intake.preview(desk.home, request, VIEWER, at(1), desk.reader),
        intake.save(desk.home, request, examined, VIEWER, at(1)),
    ):
        assert isinstance(outcome, Refused)
        assert outcome.key == "refusal.not_allowed_viewer"
    assert spent(desk.home) is None


def test_a_file_that_cannot_be_read_is_refused_with_the_trouble(desk: Desk) -> None:
    request = desk.request(())
    request.path.write_bytes(b"%PDF-1.7")
    outcome = intake.preview(desk.home, request, ADVISER, at(1), desk.reader)
    assert outcome == Refused("trouble.other_kind", {"kind": "PDF"})


def test_a_file_can_be_looked_at_without_a_plan(desk: Desk) -> None:
    without_day = "31-02-2026;B-4;62000;Zaal;9,00"  # rejected, so it is not kept
    found = desk.examined(replace(desk.request((*JANUARY, without_day)), plan=None))
    assert (found.conversion, found.columns[-1].total) == (None, Decimal("1151.50"))


def test_two_rehearsals_and_a_publication_at_once_do_not_meet(desk: Desk) -> None:
    request = desk.request(JANUARY, answers=ANSWERS)
    examined = desk.examined(request)
    inside, go_on = threading.Barrier(3), threading.Event()

    class Waiting:
        """Gives what was examined to two previews, which then go on at the same time."""

        def examine(self, request: Request, told: intake.Tell) -> Examined:  # noqa: ARG002
            inside.wait(30)
            go_on.wait(30)
            return examined

    outcomes: list[Preview | Refused] = []

    def run() -> None:
        outcomes.append(intake.preview(desk.home, request, ADVISER, at(1), Waiting()))

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    inside.wait(30)
    go_on.set()
    other = tuple(row.replace("B-", "C-") for row in JANUARY)
    path = desk.folder / "anders.csv"
    path.write_text("\n".join((HEADING, *other, "")), encoding="utf-8")
    with_others = replace(request, path=path, file_name="anders.csv")
    work = desk.folder / "work-2"
    work.mkdir()
    with intake.Examiner(work, 4 << 30) as second:
        found = second.examine(with_others, lambda _: None)
        assert isinstance(found, Examined)
        saved = intake.save(desk.home, with_others, found, ADVISER, at(1))
    for thread in threads:
        thread.join(60)
    assert isinstance(saved, Imported)
    assert all(isinstance(one, Preview) and isinstance(one.outcome, Imported) for one in outcomes)
    assert len(outcomes) == 2
    assert spent(desk.home) == 1070


def test_progress_that_raises_ends_saving_and_leaves_nothing(desk: Desk) -> None:
    request = desk.request(JANUARY, answers=ANSWERS)
    examined = desk.examined(request)

    def told(progress: intake.Progress) -> None:
        if progress.step == "save":
            raise KeyboardInterrupt

    before = {path.name for path in (desk.home.path / "store").rglob("*")}
    with pytest.raises(KeyboardInterrupt):
        intake.save(desk.home, request, examined, ADVISER, at(1), told)
    assert {path.name for path in (desk.home.path / "store").rglob("*")} == before
    assert spent(desk.home) is None


def test_another_sheet_of_a_workbook_is_opened_when_that_is_the_answer(desk: Desk) -> None:
    path = desk.folder / "export.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        for name, amounts in (("Oud", (1, 2, -3)), ("Nieuw", (1000.25, -30))):
            sheet = workbook.add_worksheet(name)
            sheet.write_row(0, 0, ("Boekstuk", "Rekening", "Boekdatum", "Bedrag", "Ingevoerd", "Opmerking"))
            for row, amount in enumerate(amounts, start=1):
                sheet.write_row(row, 0, (f"B-{row}", "43812", "2026-01-31", amount, "2026-02-01", "tekst"))
    request = replace(desk.request(JANUARY), path=path, file_name=path.name)
    asked = desk.examined(request)
    assert [answer.value for answer in asked.proposal.questions[0].readings] == ["Oud", "Nieuw"]
    answers = {"sheet": "Nieuw", "rule.account=43812": "a", "coverage": "2026-01-31", "amount.sign": "costs_positive"}
    found = desk.examined(replace(request, choices=Choices(answers=answers)))
    assert (found.source.sheet, found.proposal.questions) == ("Nieuw", ())
    assert found.conversion
    assert found.conversion.loaded.total == Decimal("970.25")
    columns = {one.name: one for one in found.columns}
    assert [columns[name].kind for name in ("Bedrag", "Ingevoerd", "Opmerking")] == ["amount", "date", "text"]
    assert (columns["Bedrag"].decimal_mark, columns["Bedrag"].total) == (None, Decimal("970.25"))
    profile = desk.examined(replace(request, choices=Choices(answers=answers))).proposal.profile
    known = desk.examined(replace(request, choices=Choices(profile=profile)))
    assert (known.source.sheet, known.proposal.questions) == ("Nieuw", ())


def test_the_original_file_is_kept_whole_under_its_checksum_with_its_own_extension(desk: Desk) -> None:
    imports = desk.home.path / "imports"
    imports.mkdir()
    request = desk.request(JANUARY, "Export januari.TXT", answers=ANSWERS)
    sha256 = desk.examined(request).sha256
    (imports / f"{sha256}.txt").write_text("beschadigd")
    (imports / f"{'0' * 64}.csv.tmp").write_text("van een schrijver die er niet meer is")
    desk.saved(request)
    (kept,) = imports.iterdir()
    assert (kept.name, kept.read_bytes()) == (f"{sha256}.txt", request.path.read_bytes())
    (batch,) = queries.batches(snapshot(desk.home))
    assert (batch.file_sha256, batch.file_extension, batch.file_name) == (sha256, "txt", "Export januari.TXT")


def test_a_file_name_without_an_extension_that_can_be_used_has_a_plain_one(desk: Desk) -> None:
    desk.saved(desk.request(JANUARY, "export.van é", answers=ANSWERS))
    assert queries.batches(snapshot(desk.home))[0].file_extension == "bin"


def test_a_table_without_amounts_is_refused_with_its_columns(
    home: Home, reader: intake.Examiner, tmp_path: Path
) -> None:
    desk = Desk(home, reader, tmp_path)
    found = reader.examine(desk.request(("13-01-2026;Inhuur",), heading="Boekdatum;Omschrijving"), nobody)
    assert isinstance(found, Trouble)
    assert (found.key, found.params) == ("no_amount_column", {"columns": "Boekdatum, Omschrijving"})


def test_a_table_that_cannot_be_read_as_it_stands_is_refused(
    home: Home, reader: intake.Examiner, tmp_path: Path
) -> None:
    desk = Desk(home, reader, tmp_path)
    found = reader.examine(desk.request(("4300;1,00;2,00",), heading="Rekening;Januari;2026-02"), nobody)
    assert isinstance(found, Trouble)
    assert (found.key, found.params) == ("month_columns", {"columns": "Januari, 2026-02"})
    found = reader.examine(desk.request(("13-01-2026;4300;10050",), heading="Datum;Rekening;Bedrag in centen"), nobody)
    assert isinstance(found, Trouble)
    assert (found.key, found.params) == ("in_cents", {"column": "Bedrag in centen"})
    commas = ("13-01-2026,4300,100,50", "14-01-2026,4300,-20,25")
    found = reader.examine(desk.request(commas, heading="Boekdatum,Rekening,Bedrag"), nobody)
    assert isinstance(found, Trouble)
    assert (found.key, found.params) == ("cents_apart", {"column": "Bedrag"})
    found = reader.examine(desk.request((), heading="Boekdatum;Rekening;Bedrag"), nobody)
    assert isinstance(found, Trouble)
    assert found.key == "no_rows"
