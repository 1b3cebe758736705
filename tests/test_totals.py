"""Totals and opening balances: those that add up or are no bookings go silently, the others are told or asked."""

from __future__ import annotations

from decimal import Decimal

import pytest
from ledger_grids import keys, proposed, question, sums

PLAIN = """Boekdatum|Boekstuk|Rekening|Omschrijving|Bedrag
13-03-2026|B-1|43812|Inhuur|100,00
14-03-2026|B-2|43812|Creditnota|-30,00
"""
MORE = "15-03-2026|B-3|62000|Training|5,00\n"


def asked(written: str) -> list[str]:
    return [key for key in keys(proposed(written)) if not key.startswith(("rule", "coverage"))]


def test_a_total_by_its_word_that_does_not_add_up_is_asked_with_both_sums() -> None:
    found = proposed(PLAIN + "|||Totaal|170,00\n")
    assert sums(found, "totals") == {"leave_out": Decimal(70), "keep": Decimal(240)}
    said = question(found, "totals").sentence.said("nl").replace("\u00a0", " ")
    assert "rij 4" in said
    assert "€ 170" in said
    assert "€ 70" in said
    kept = proposed(PLAIN + "|||Totaal|170,00\n", {"totals": "keep"})
    assert "subtotal" not in {rule.reason for rule in kept.profile.leave_out}


@pytest.mark.parametrize(
    "written",
    [
        PLAIN + "|||Subtotaal|70,00\n" + MORE + "|||Subtotaal|5,00\n|||Totaal afdeling|75,00\n"
        + MORE.replace("B-3", "B-4") + "|||Subtotaal|5,00\n|||Totaal afdeling|5,00\n|||Totaal generaal|80,00\n",
        PLAIN.replace("13-03", "|||Beginsaldo|1.000,00\n13-03", 1) + "|||Totaal|1.070,00\n",
        PLAIN + "|||Totaal|\n",
    ],
)  # fmt: skip
def test_totals_of_totals_and_with_the_opening_balance_add_up(written: str) -> None:
    assert asked(written) == []


def test_while_the_amounts_themselves_are_asked_their_totals_are_not() -> None:
    assert asked(PLAIN.replace("100,00", "81.000").replace("-30,00", "-1.000") + "|||Totaal|9\n") == ["amount.marks"]


def test_a_booking_that_is_called_an_opening_balance_is_asked_or_stays() -> None:
    found = proposed(PLAIN + "15-03-2026|B-3|43812|Saldo per 1 januari vorderingen|70,00\n")
    assert sums(found, "opening") == {"leave_out": Decimal(70), "keep": Decimal(140)}
    texts = ("Beginstandaard wijkteam", "Opening standplaats", "Totaal pakket jeugd", "Inhuur totaal")
    bookings = "".join(f"15-03-2026|C-{at}|43812|{text}|5,00\n" for at, text in enumerate(texts))
    assert asked(PLAIN + bookings) == []
    assert proposed(PLAIN + bookings).profile.leave_out == ()
    assert asked(PLAIN + "01-01-2026||43812|Beginsaldo|5,00\n||43812|Saldo per 1 januari|5,00\n") == []


def test_closing_balances_are_totals() -> None:
    written = PLAIN.replace("13-03", "01-03-2026||43812|Beginsaldo|1.000,00\n13-03", 1)
    found = proposed(written + "31-03-2026||43812|Eindsaldo|1.070,00\n")
    assert [rule.reason for rule in found.profile.leave_out] == ["opening_balance", "subtotal"]
    assert sums(proposed(PLAIN + "31-03-2026||43812|Eindstand|1.070,00\n"), "total") == {
        "leave_out": Decimal(70), "keep": Decimal(1140),
    }  # fmt: skip


def test_a_row_with_only_a_date_that_adds_up_is_asked_and_any_other_is_a_booking() -> None:
    month = "31-03-2026||43812||70,00\n"
    found = proposed(PLAIN + month + MORE + "30-04-2026||43812||5,00\n")
    assert sums(found, "total") == {"leave_out": Decimal(75), "keep": Decimal(150)}
    assert "precies de som" in question(found, "total").sentence.said("nl")
    assert asked(PLAIN + "31-03-2026||43812||71,00\n") == []
    assert proposed(PLAIN + "31-03-2026||43812||71,00\n").profile.leave_out == ()
