"""A row of a text whose cells stand one place too far to the right is asked: its amount would be another number."""

from __future__ import annotations

import pytest
from ledger_grids import keys, proposed, question

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


def test_words_in_a_column_of_numbers_are_not_asked_where_the_amounts_stand_as_in_the_other_rows() -> None:
    in_place = EMPTY.replace("Inhuur|april|1|1.300,00", "Inhuur|stuks|1.300,00|")
    assert "rows.shifted" not in keys(proposed(in_place))
    unknown = EMPTY.replace("Inhuur|april|1|1.300,00", "Inhuur|n.v.t.|1.300,00|12")
    assert "rows.shifted" not in keys(proposed(unknown))
    totals = (
        SIDES.replace("A2|16-03-2026|43812|Inhuur|april|1|1.300,00", "||Totaal||||") + "||Totaal|||1.250,00|99,50\n"
    )
    assert "rows.shifted" not in keys(proposed(totals))
