"""A row of a text whose cells stand one place too far to the right is asked: its amount would be another number."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ledger_grids import TEXT_FILE, checked, keys, proposed, question, rows, subject

from pokdash.ledger.proposal import propose

HEAD = "Stuk|Boekdatum|Rekening|Omschrijving|Aantal|"
EMPTY = f"""{HEAD}Bedrag|Paraaf
A1|15-03-2026|43812|Inhuur maart|1|1.250,00|
A2|16-03-2026|43812|Inhuur|april|1|1.300,00
A3|17-03-2026|43812|Bus|2|99,50|
"""
SIDES = f"""{HEAD}Debet|Credit
A1|15-03-2026|43812|Inhuur maart|1|1.250,00|
A2|16-03-2026|43812|Inhuur|april|1|1.300,00
A3|17-03-2026|43812|Terug|2||99,50
"""


@pytest.mark.parametrize(
    "written", [EMPTY, EMPTY.replace("1.250,00|", "1.250,00|JV").replace("99,50|", "99,50|JV"), SIDES]
)
def test_a_row_that_a_delimiter_in_a_text_moved_is_asked_until_a_person_says_that_it_is_right(written: str) -> None:
    found = proposed(written)
    said = question(found, "rows.shifted").sentence.said("nl")
    assert "Is rij 3" in said
    assert "Aantal" in said
    assert "april" in said
    assert "rows.shifted" not in keys(proposed(written, {"rows.shifted": "read"}))


@pytest.mark.parametrize("moved", ["week 12", "2026", ""])
def test_a_moved_row_is_known_by_its_amount_whatever_moved(moved: str) -> None:
    written = (
        EMPTY.replace("Inhuur|april", f"Inhuur|{moved}")
        .replace("1.250,00|", "1.250,00|JV")
        .replace("99,50|", "99,50|JV")
    )
    said = question(proposed(written), "rows.shifted").sentence.said("nl")
    assert "Is rij 3" in said
    assert "Bedrag staat 1," in said


@pytest.mark.parametrize(
    ("moved", "asks"),
    [
        ("A2|16-03-2026|43812|Training| 2026|3.410,10|", True),
        ("A2|16-03-2026|43812|Training| 12,50|3.410,10|", True),
        ("A2|16-03-2026|43812|Training|2.026,00|425,46", False),
    ],
)
def test_where_amounts_stand_behind_the_amount_a_row_with_one_cell_more_is_asked_although_that_is_empty(
    moved: str, *, asks: bool
) -> None:
    others = [f"A{at}|1{at}-03-2026|43812|Inhuur|1.25{at},50|262,5{at}" for at in range(3, 7)]
    written = "\n".join(["Boekstuk|Boekdatum|Rekening|Omschrijving|Bedrag|BTW", others[0], moved, *others[1:]]) + "\n"
    with subject(rows(written), source=replace(TEXT_FILE, usual_columns=6)) as about:
        assert ("rows.shifted" in keys(checked(propose(about)))) == asks


def test_a_zero_beside_an_amount_on_the_other_side_is_no_moved_row() -> None:
    zeros = SIDES.replace("A2|16-03-2026|43812|Inhuur|april|1|1.300,00", "A2|16-03-2026|43812|Inhuur|1|0|1.300,00")
    assert "rows.shifted" not in keys(proposed(zeros))
    between = "Stuk|Boekdatum|Omschrijving|Bedrag|Paraaf\nA1|15-03-2026|Inhuur|1.250,00|\n"
    moved = "A2|16-03-2026|Licentie|2026|1.300,00\nA3|17-03-2026|Bus|99,50|\n"
    assert "rows.shifted" in keys(proposed(between + moved))


def test_where_amounts_have_no_cents_a_word_between_numbers_tells_it() -> None:
    whole = EMPTY.replace("1.250,00|", "1250|").replace("1.300,00", "1300").replace("99,50|", "99|")
    assert "rows.shifted" in keys(proposed(whole))
    code = EMPTY.replace("A2|16-03-2026|43812|Inhuur|april|1|1.300,00", "A2|16-03-2026|43812|Inhuur|ALG|1.300,00|12")
    assert "rows.shifted" not in keys(proposed(code))


def test_words_in_a_column_of_numbers_are_not_asked_where_the_amounts_stand_as_in_the_other_rows() -> None:
    in_place = EMPTY.replace("Inhuur|april|1|1.300,00", "Inhuur|stuks|1.300,00|")
    assert "rows.shifted" not in keys(proposed(in_place))
    unknown = EMPTY.replace("Inhuur|april|1|1.300,00", "Inhuur|n.v.t.|1.300,00|12")
    assert "rows.shifted" not in keys(proposed(unknown))
    totals = (
        SIDES.replace("A2|16-03-2026|43812|Inhuur|april|1|1.300,00", "||Totaal||||") + "||Totaal|||1.250,00|99,50\n"
    )
    assert "rows.shifted" not in keys(proposed(totals))


CENTRES = "Stuk|Boekdatum|Omschrijving|Kostenplaats|Bedrag"
TARIFFS = """Stuk|Boekdatum|Omschrijving|Uren|Tarief|Bedrag|Paraaf
A1|15-03-2026|Inhuur|10,00|125,05|1.250,50|JV
A2|16-03-2026|Inhuur|week 12|8,00|125,05|1.000,40
A3|17-03-2026|Inhuur|4,00|99,50|398,00|PB
"""
WHOLE = f"""{CENTRES}|Paraaf
A1|15-03-2026|Inhuur|6310|1250|JV
A2|16-03-2026|Inhuur|week 12|6310|1300
A3|17-03-2026|Bus|6310|995|PB
"""
YEARS = """Stuk|Boekdatum|Omschrijving|Aantal|Bedrag|Paraaf
A1|15-03-2026|Inhuur|1|1250|JV
A2|16-03-2026|Inhuur|2026|1|1300
A3|17-03-2026|Bus|2|995|PB
A4|18-03-2026|Bus|3|95|PB
"""
CODES = f"""{CENTRES}|Factuurnummer
A1|15-03-2026|Inhuur 1|6310|1.250,00|F2026001
A2|16-03-2026|Inhuur|week 12|6310|1.300,00
A3|17-03-2026|Inhuur 2|6310|995,00|F2026003
"""
INVOICES = f"""{CENTRES}|Factuurnummer
A1|15-03-2026|Inhuur|6310|1250|2026001
A2|16-03-2026|Inhuur|week 12|6310|1300
A3|17-03-2026|Bus|6310|995|2026003
"""
TAXES = f"""{CENTRES}|Btw-bedrag
A1|15-03-2026|Inhuur|6310|1.250,00|262,50
A2|16-03-2026|Inhuur|week 12|6310|1.300,00
A3|17-03-2026|Bus|6310|995,00|208,95
"""


@pytest.mark.parametrize(
    ("written", "heading", "found"),
    [
        (TARIFFS, "Uren", "week 12"),
        (WHOLE, "Kostenplaats", "week 12"),
        (YEARS, "Aantal", "2026"),
        (CODES, "Bedrag", "6310"),
        (INVOICES, "Kostenplaats", "week 12"),
        (TAXES, "Kostenplaats", "week 12"),
    ],
)
def test_a_moved_row_is_known_by_what_other_rows_have_one_column_to_the_left(
    written: str, heading: str, found: str
) -> None:
    said = question(proposed(written), "rows.shifted").sentence.said("nl")
    assert f"Is rij 3 een plaats opgeschoven? Onder {heading} staat {found}," in said


IN_PLACE = {
    "a word for a cost centre": INVOICES.replace("week 12|6310|1300", "ALG|1300|2026002"),
    "a word for a tariff": TAXES.replace("|6310", "|21,00").replace("week 12|21,00|1.300,00", "verlegd|500,00|105,00"),
    "a word that other rows have": WHOLE.replace("week 12|6310|1300", "ALG|1300|7041").replace("6310|995", "ALG|995"),
    "a number for a signature": WHOLE.replace("week 12|6310|1300", "6310|1300|7041"),
    "whole euros beside cents": TAXES.replace("week 12|6310|1.300,00", "6310|1300|273,11"),
}


@pytest.mark.parametrize("what", IN_PLACE)
def test_what_may_well_stand_in_its_own_column_is_not_asked(what: str) -> None:
    assert "rows.shifted" not in keys(proposed(IN_PLACE[what]))
