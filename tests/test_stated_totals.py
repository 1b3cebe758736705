"""What the text around a table says of its sum and its number of rows is compared with what is read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from ledger_grids import keys, proposed, question, why

TABLE = """Boekdatum|Boekstuk|Rekening|Omschrijving|Bedrag
13-03-2026|B-1|43812|Inhuur|1.100,00
14-03-2026|B-2|43812|Creditnota|-30,00
"""


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("Controletotaal: 1.070,00||||\n", "", []),
        ("Controletotaal|1070.00|||\n", "Aantal regels: 2\n", []),
        ("Aantal boekstukken: 3||||\n", "15-03-2026|B-3|43812|Inhuur|PM\n15-03-2026|B-3|43812|Inhuur|0,00\n", []),
        ("Totaal 2026||||\nTotaal budget: 5.000,00||||\n", "Totaal onderdelen in dit plan: 9\n", []),
        ("Totaal debet: € 1.100,00||||\nAantal boekingen|2|||\n", "", []),
        ("Controletotaal: 1.234,56||||\n", "", ["totals.stated_sum"]),
        ("Totaal bedrag (EUR)||1.234,56||\nAantal regels: 3||||\n", "", ["totals.stated_sum", "totals.stated_rows"]),
        ("", "Totaal: 1.071,00\n", ["totals.stated_sum"]),
        ("", "Aantal boekingen: 3\n", ["totals.stated_rows"]),
        ("Controletotaal: 1.070.000||||\n", "", ["totals.stated_sum"]),
        ("", "Controletotaal|1.070,00\n", []),
        ("", "Controletotaal|1.071,00|||\nAantal regels|3\n", ["totals.stated_sum", "totals.stated_rows"]),
        ("", "Totaalonderhoud|1.071|||\n", []),
        ("Totaal: -1.070,00||||\n", "", ["totals.stated_sum"]),
        ("Totaal credit: -30,00||||\nTotaal: +1.070,00||||\n", "", []),
        ("Begroting totaal: 500.000||||\nBudget raadslieden totaal € 500.000,00||||\n", "", []),
        (
            "Pagina 1 van 3; totaal 3||||\nAantal regels: 50 per pagina||||\nGrootboekmutaties totaal: 2026||||\n",
            "",
            [],
        ),
        ("Begroting 2026 controletotaal: 1.071,00||||\n", "", ["totals.stated_sum"]),
        ("Totaal 2026: 1.400,00||||\n", "", ["totals.stated_sum"]),
        ("Totaal uitgaven 1.400,00 euro||||\n", "", ["totals.stated_sum"]),
        ("", "Totaal generaal: 1.400,00||||\n", ["totals.stated_sum"]),
        ("Totaal t/m februari: 1.400,00||||\n", "", ["totals.stated_sum"]),
        ("Totaal uitgaven 2026||||\nTotaal 2026: 1.070,00||||\nTotaal t/m 31-12-2026||||\n", "", []),
        ("Totaal 2026: 1.071,00||||\n", "15-03-2025|B-3|43812|Inhuur|5,00\n", ["totals.stated_sum"]),
        ("Totaal 2026: 1.070,00||||\n", "15-03-2025|B-3|43812|Inhuur|5,00\n", []),
        ("Regels: 3||||\n", "", ["totals.stated_rows"]),
        ("Regels: 2||||\nRegel: 3||||\nRegels: 3 t/m 9||||\n", "|||Aantal: 2|\n", []),
        ("", "|||Aantal: 4|\n", ["totals.stated_rows"]),
        ("", "|||Totaal|1.070,00\n|||Aantal boekingen|3\n", ["totals.stated_rows"]),
        ("", "|||Totaal|1.070,00\n|||Totaal aantal boekingen|2\n", []),
    ],
)
def test_what_does_not_agree_is_asked(above: str, below: str, expected: list[str]) -> None:
    asked = [key for key in keys(proposed(above + TABLE + below)) if not key.startswith(("rule", "coverage"))]
    assert asked == expected


def test_where_no_amount_can_be_read_nothing_is_said_of_their_sum() -> None:
    unreadable = TABLE.replace("1.100,00", "PM").replace("-30,00", "PM")
    assert "totals.stated_sum" not in keys(proposed("Controletotaal: 1.070,00||||\n" + unreadable))


def test_the_difference_is_told_and_agreement_is_evidence() -> None:
    wrong, right = "Controletotaal: 1.234,56||||\n" + TABLE, "Controletotaal: 1.070,00||||\n" + TABLE
    said = question(proposed(wrong), "totals.stated_sum").sentence.said("nl").replace("\u00a0", " ")
    assert "Controletotaal: 1.234,56. Maar de rijen samen zijn € 1.070" in said
    assert "totals.stated_sum" not in keys(proposed(wrong, {"totals.stated_sum": "read"}))
    assert "In het bestand staat: Controletotaal: 1.070,00. Dat klopt met de rijen." in why(
        proposed(right), "leave_out"
    )
    thousands = right.replace("1.070,00", "1,07").replace("Bedrag", "Bedrag x 1.000").replace("|-30,00", "|-0,03")
    found = proposed(thousands.replace("|1.100,00", "|1,1"), {"amount.unit": "1000"})
    assert "totals.stated_sum" not in keys(found)
    assert Decimal(1000) == found.profile.marks.unit


def test_a_stated_sum_is_read_as_the_amounts_are() -> None:
    small = TABLE.replace("1.100,00", "111,00")
    assert "totals.stated_sum" in keys(proposed("Controletotaal: 81.000||||\n" + small))
    assert "totals.stated_sum" not in keys(proposed("Controletotaal: 81.00||||\n" + small))
    turned = TABLE.replace("1.100,00", "-1.100,00").replace("|-30,00", "|30,00")
    for stated in ("-1.070,00", "1.070,00-", "(1.070,00)", "1.070,00"):
        assert "totals.stated_sum" not in keys(proposed(f"Totaal: {stated}||||\n" + turned))


def test_a_side_without_rows_is_nothing_and_a_rounded_sum_in_thousands_is_the_sum() -> None:
    debit_only = TABLE.replace("|-30,00", "|30,00")
    assert "totals.stated_sum" not in keys(proposed("Totaal credit: 0,00||||\n" + debit_only))
    assert "totals.stated_sum" in keys(proposed("Totaal credit: 1,00||||\n" + debit_only))
    thousands = TABLE.replace("Bedrag", "Bedrag x 1.000")
    for stated, is_asked in (("1.070", False), ("1.071", True), ("1.069,6", True)):
        found = proposed(f"Totaal: {stated}||||\n" + thousands.replace("-30,00", "-30,25"), {"amount.unit": "1000"})
        assert ("totals.stated_sum" in keys(found)) == is_asked


def test_the_text_ends_with_its_number() -> None:
    found = proposed(TABLE + "Einde bestand. Aantal regels 3. Totaal 1.400,00||||\n")
    assert "regels 3. Maar" in question(found, "totals.stated_rows").sentence.said("nl")
