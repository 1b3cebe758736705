"""Amounts in another currency than the euro: never added without a word of the adviser."""

from __future__ import annotations

from decimal import Decimal

from ledger_grids import imported, keys, proposed, rows, settled, subject, sums

HEADING = "Boekdatum|Boekstuk|Rekening|Omschrijving|Bedrag|Valuta\n"
ROWS = "13-03-2026|B-1|43812|Inhuur|100,00|EUR\n14-03-2026|B-2|43812|Creditnota|-30,00|EUR\n"
DOLLARS = "15-03-2026|B-3|43812|Inhuur|200,00|USD\n"


def test_rows_in_another_currency_are_asked_with_both_sums_and_the_profile_remembers() -> None:
    found = proposed(HEADING.replace("Valuta", "Munt/code") + ROWS + DOLLARS)
    assert sums(found, "currency=usd") == {"leave_out": Decimal(70), "keep": Decimal(270)}
    for answer, total in (("leave_out", 70), ("keep", 270)):
        with subject(rows(HEADING + ROWS + DOLLARS)) as about:
            proposal = settled(about, {"currency=usd": answer})
            assert imported(about, proposal).loaded.total == total
        other = proposed(HEADING + ROWS + DOLLARS + DOLLARS.replace("USD", "GBP"), known=proposal.profile)
        assert keys(other) == ["currency=gbp"]


def test_a_currency_in_the_heading_of_the_amount_is_asked() -> None:
    found = proposed((HEADING + ROWS).replace("Bedrag|Valuta", "Bedrag USD|Naam").replace("EUR", "Jan"))
    assert sums(found, "currency=bedrag usd") == {"leave_out": Decimal(0), "keep": Decimal(70)}


def test_a_currency_or_a_unit_in_the_cell_of_an_amount_is_no_word_for_its_sign() -> None:
    with subject(
        rows(
            HEADING
            + ROWS
            + "15-03-2026|B-3|43812|Inhuur|200,00 USD|EUR\n16-03-2026|B-4|43812|x|2k|EUR\n17-03-2026|B-5|1|x|5,00|EUR"
        )
    ) as about:
        proposal = settled(about)
        found = imported(about, proposal)
        assert (found.loaded.total, found.rejected.rows) == (Decimal(75), 2)
        assert not [key for key in proposal.answers if key.startswith("flag")]
