"""A known profile on a file that changed: what is new is asked or the profile no longer fits, never passed over."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from ledger_grids import imported, keys, proposed, question, rows, settled, subject, sums, why
from ledger_sources import good, put

from pokdash.ledger.profile import Cell, Column, LeaveOut, Profile, hints, read_profile, write_profile
from pokdash.ledger.proposal import Subject, propose
from pokdash.ledger.proposal.fitting import fitted
from pokdash.ledger.proposal.headings import TopRow

HEADING = "Boekdatum|Boekstuk|Rekening|Omschrijving|Bedrag"
BOOKINGS = ("13-03-2026|B-1|43812|Inhuur|100,00", "14-03-2026|B-2|43812|Creditnota|-30,00")
PLAIN = "\n".join((HEADING, *BOOKINGS)) + "\n"


@cache
def known_for(written: str) -> Profile:
    with subject(rows(written)) as about:
        return settled(about).profile


def with_column(heading: str, *cells: str) -> str:
    return "\n".join(f"{row}|{cell}" for row, cell in zip((HEADING, *BOOKINGS), (heading, *cells), strict=True))


@pytest.mark.parametrize(
    ("heading", "first", "second"),
    [
        ("D/C", "D", "C"), ("Bedrag incl btw", "121,00", "-36,30"), ("Soort", "begroot", "werkelijk"),
        ("Valuta", "EUR", "USD"), ("Status", "D", "C"), ("Plan", "Test", "Wonen"), ("Extra", "1,50", "2,50"),
    ],
)  # fmt: skip
def test_a_new_column_that_may_change_amounts_is_never_passed_over(heading: str, first: str, second: str) -> None:
    found = proposed(with_column(heading, first, second), known=known_for(PLAIN))
    assert heading in why(found, "file")[0]
    assert "coverage" in keys(found)
    assert not [key for key in keys(found) if key.startswith("rule")]


def test_a_column_that_the_profile_left_unread_is_not_asked_again() -> None:
    written = with_column("Bedrag incl btw", "121,00", "-36,30")
    assert keys(proposed(written, known=known_for(written))) == []


def test_a_year_that_was_answered_is_asked_again_in_another_year() -> None:
    written = "Periode|Boekstuk|Rekening|Omschrijving|Bedrag\n1|B-1|43812|Inhuur|100,00\n2|B-2|43812|Zaal|30,00\n"
    with subject(rows(written)) as about:
        known = settled(about).profile
    (year,) = known.year_columns
    for today, asked in ((dt.date(year.year, 3, 4), []), (dt.date(year.year + 1, 3, 4), ["fiscal_year"])):
        with subject(rows(written), known, today=today) as about:
            found = propose(about)
            assert [key for key in keys(found) if key != "coverage"] == asked
    with subject(rows(written), known, today=dt.date(year.year + 1, 3, 4)) as about:
        (column,) = propose(about, {"fiscal_year": str(year.year + 1)}).profile.year_columns
    assert column.year == year.year + 1
    titled = f"Boekjaar {year.year + 1}||||\n{written}"
    with subject(rows(titled), known, today=dt.date(year.year, 3, 4)) as about:
        found = question(propose(about), "fiscal_year")
        assert [answer.value for answer in found.readings[:2]] == [str(year.year + 1), str(year.year)]


def test_a_month_that_was_answered_is_asked_again_unless_it_is_the_last() -> None:
    written = "Jaar|Boekstuk|Rekening|Omschrijving|Bedrag\n2026|B-1|43812|Inhuur|100,00\n2026|B-2|43812|Zaal|30,00\n"
    for month, asked in (("3", ["date.month"]), ("12", [])):
        with subject(rows(written)) as about:
            known = settled(about, {"date.month": month}).profile
        with subject(rows(written), known) as about:
            assert [key for key in keys(propose(about)) if key != "coverage"] == asked


def test_other_new_columns_change_nothing() -> None:
    more = "\n".join(
        f"{row}|{cells}"
        for row, cells in zip((HEADING, *BOOKINGS), ("Gebruiker|Begroot|D/C", "jan|1,00|", "piet|2,00|"), strict=True)
    )
    assert keys(proposed(more, known=known_for(PLAIN))) == []


def test_totals_are_judged_as_in_a_new_file() -> None:
    known = known_for(PLAIN + "||||70,00\n31-03-2026||43812|Totaal maart|70,00\n")
    good_file = PLAIN + "||||70,00\n30-04-2026||43812|Totaal april|70,00\n"
    assert keys(proposed(good_file, known=known)) == []
    bad = PLAIN + "||||71,00\n30-04-2026||43812|Totaal april|72,00\n"
    assert list(sums(proposed(bad, known=known), "total").values()) == [141, 213]
    with subject(rows(PLAIN + "||||71,00\n"), known) as about:
        assert imported(about, settled(about)).rejected.rows == 1
    assert keys(proposed(PLAIN + "31-03-2026||43812|Totaal maart|72,00\n", known=known_for(PLAIN))) == ["total"]


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ("15-03-2026|B-3|43812|Saldo per 1 januari vorderingen|70,00\n", "opening"),
        ("31-03-2026||43812|Totaal maart|72,00\n", "total"),
        ("|||Totaal|170,00\n", "totals"),
    ],
)
def test_what_a_person_called_a_booking_is_not_asked_again(row: str, key: str) -> None:
    with subject(rows(PLAIN + row)) as about:
        known = settled(about, {key: "keep"}).profile
    assert len(known.kept) >= 1
    assert read_profile(write_profile(known)).profile == known
    found = proposed("Extra|" + (PLAIN + row).replace("\n", "\n|").rstrip("|"), known=known)
    assert keys(found) == []
    assert found.profile.leave_out == ()
    assert keys(proposed(PLAIN + row, known=replace(known, kept=()))) == [key]


def test_words_about_commitments_that_are_new_or_gone_are_asked() -> None:
    promised = "Verplichtingenlijst\n" + PLAIN
    assert keys(proposed(promised, known=known_for(PLAIN))) == ["kind"]
    with subject(rows(promised)) as about:
        known = settled(about, {"kind": "commitment"}).profile
    assert keys(proposed(promised, known=known)) == []
    assert keys(proposed(PLAIN, known=known)) == ["kind"]
    assert "kind" not in keys(proposed(with_column("Verplichting", "", "")))
    assert "kind" in keys(proposed(with_column("Verplichting", "V-1", "V-2")))


def test_a_rule_about_a_column_that_is_gone_is_not_applied_to_another() -> None:
    gone = LeaveOut("subtotal", (Cell(4, "x.*", "Aard"),))
    empty = LeaveOut("subtotal", (Cell(1, "", "Datum"), Cell(4, "", "Aard")))
    bare = LeaveOut("tail", (Cell(3, "einde"),))
    profile = Profile(columns=(Column("booking_date", "Datum", 1), Column("amount", "Bedrag", 2)),
                      leave_out=(gone, empty, bare))  # fmt: skip
    found = fitted(profile, [TopRow(1, ("Stuk", "Datum", "Tekst", "Bedrag")), TopRow(2, ("1", "2", "3", "4"))], 4)
    assert isinstance(found[0], Profile)
    assert found[0].leave_out == (LeaveOut("subtotal", (Cell(2, "", "Datum"),)),)


def test_a_column_without_heading_is_not_sought_where_another_stands() -> None:
    profile = Profile(columns=(Column("amount", "Bedrag", 2), Column("flag", "", 3)))
    assert fitted(profile, [TopRow(1, ("Stuk", "Datum", "Bedrag", "")), TopRow(2, ("", "", "", ""))], 4) == ("3",)
    twice = Profile(columns=(Column("amount", "Bedrag", 3),))
    assert fitted(twice, [TopRow(1, ("Bedrag", "Bedrag", "")), TopRow(2, ("", "", ""))], 3) == ("Bedrag",)


def test_of_two_columns_with_one_heading_the_second_stays_the_second_and_a_lost_one_is_told() -> None:
    twice = "Boekdatum|Rekening|Bedrag|Bedrag\n13-03-2026|43812|1,00|100,00\n14-03-2026|43812|2,00|-30,00"
    with subject(rows(twice)) as about:
        known = settled(about, {"amount.column": "Bedrag (4)"}).profile
    known = replace(known, file=replace(known.file, columns=4))
    more = (
        "Boekdatum|Rekening|Omschrijving|Bedrag|Bedrag\n13-04-2026|43812|a|1,00|100,00\n14-04-2026|43812|b|2,00|-30,00"
    )
    for written, place in ((twice, 4), (more, 5)):
        found = proposed(written, known=known)
        assert (keys(found), found.profile.column("amount")) == ([], Column("amount", "Bedrag", place))
    lost = proposed("Boekdatum|Rekening|Bedrag\n13-04-2026|43812|1,00", known=known)
    assert why(lost, "file")[0].endswith("Bedrag. Alleen de plek van rekeningen in het plan is overgenomen.")
    named = replace(known_for(PLAIN), unread=("Boekstuk",))  # by hand: it is read as well
    assert "staan niet even vaak in het bestand als in het profiel" in why(proposed(PLAIN, known=named), "file")[0]
    third = proposed(more.replace("Omschrijving", "Bedrag"), known=known)
    assert "amount.column" in keys(third)
    empty = twice.replace("|Bedrag|", "||Bedrag|").replace("43812|", "43812||")
    with subject(rows(empty)) as about:
        known = settled(about, {"amount.column": "Bedrag (5)"}).profile
    known = replace(known, file=replace(known.file, columns=5))
    assert keys(proposed(empty, known=known)) == []
    moved = empty.replace("|Bedrag|", "|Tekst|Bedrag|").replace("43812|", "43812|a|")
    assert "amount.column" in keys(proposed(moved, known=known))


def test_a_status_by_which_rows_were_left_out_must_be_there() -> None:
    written = with_column("Status", "Geboekt", "Vervallen")
    with subject(rows(written)) as about:
        known = settled(about, {"status=VERVALLEN": "leave_out"}).profile
    assert known.leave_out
    assert keys(proposed(written, known=known)) == []
    gone = proposed(PLAIN, known=known)
    assert "Status" in why(gone, "file")[0]
    assert "coverage" in keys(gone)
    without = replace(known, leave_out=(), kept=known.leave_out)
    assert keys(proposed(PLAIN, known=without)) == []


def test_the_delimiter_of_the_file_counts_when_that_of_the_profile_gives_no_headings(tmp_path: Path) -> None:
    text = PLAIN.replace("|", ";").replace(",00", ".00")
    known = known_for(PLAIN.replace(",00", ".00"))
    for written, used in ((text.replace(";", ","), ","), (text.replace(";", "\t"), "\t")):
        found = good(put(tmp_path, written), hints(known))
        assert found.source.delimiter == used
        with subject([cells for _, cells in found.rows], known, source=found.source) as about:
            again = propose(Subject(about.connection, about.grid, found.source, about.plan, known))
            assert keys(again) == []
            assert again.profile.file.delimiter == used


def test_what_the_profile_or_the_file_says_of_kinds_and_the_last_day_can_be_answered_otherwise() -> None:
    written = "Geboekt t/m 31-03-2026\n" + with_column("Soort", "werkelijk", "werkelijk")
    answers = {"kind=werkelijk": "commitment", "coverage": "2026-03-20"}
    found = proposed(written, answers, known=known_for(written))
    assert not found.problems
    assert (str(found.covered_until), found.profile.kinds[0].kind) == ("2026-03-20", "commitment")
    plain = proposed("Geboekt t/m 31-03-2026\n" + PLAIN, {"kind": "commitment", "coverage": "2026-03-14"})
    assert not plain.problems
    assert (plain.profile.coverage, plain.profile.usual_kind) == ("last_booking", "commitment")
