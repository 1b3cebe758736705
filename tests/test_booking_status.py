"""A column that says what became of a booking: whether such rows count is asked, with both sums."""

from __future__ import annotations

from decimal import Decimal

import pytest
from ledger_grids import imported, keys, proposed, rows, settled, subject, sums, why

HEADING = "Boekdatum|Boekstuk|Rekening|Omschrijving|Bedrag|Status\n"
BOOKED = "13-03-2026|B-1|43812|Inhuur|100,00|Geboekt\n14-03-2026|B-2|43812|Creditnota|-30,00|Definitief\n"
LAPSED = "15-03-2026|B-3|43812|Inhuur|200,00|Vervallen\n"


def asked(written: str) -> list[str]:
    return [key for key in keys(proposed(written)) if not key.startswith(("rule", "coverage"))]


def test_rows_that_have_lapsed_are_asked_with_both_sums_and_the_profile_remembers() -> None:
    found = proposed(HEADING + BOOKED + LAPSED)
    assert sums(found, "status=vervallen") == {"leave_out": Decimal(70), "keep": Decimal(270)}
    for answer, total in (("leave_out", 70), ("keep", 270)):
        with subject(rows(HEADING + BOOKED + LAPSED)) as about:
            proposal = settled(about, {"status=vervallen": answer})
            assert imported(about, proposal).loaded.total == total
        other = proposed(HEADING + BOOKED + LAPSED + LAPSED.replace("Vervallen", "Concept"), known=proposal.profile)
        assert keys(other) == ["status=concept"]


@pytest.mark.parametrize(
    ("heading", "word", "key"),
    [
        ("Boekingsstatus", "Niet geboekt", "status=niet geboekt"),
        ("Status omschrijving", "C", "status=c"),
        ("Toestand", "Gestorneerd", "status=gestorneerd"),
        ("Opmerking", "Geannuleerd", "status=opmerking: geannuleerd"),
        ("Vervallen", "J", "status=vervallen: j"),
        ("Verwijderd (j/n)", "x", "status=verwijderd (j/n): x"),
        ("Geboekt", "n", "status=geboekt: n"),
    ],
)
def test_other_headings_and_words_of_a_row_that_may_not_count(heading: str, word: str, key: str) -> None:
    booked = BOOKED.replace("Definitief", "").replace("Geboekt", "Geboekt" if len(word) > 3 or word == "C" else "")
    assert asked(HEADING.replace("Status", heading) + booked + LAPSED.replace("Vervallen", word)) == [key]


def test_a_status_that_every_booking_may_have_is_not_asked_and_one_that_is_not_known_is_told() -> None:
    paid = BOOKED.replace("Geboekt", "Betaald").replace("Definitief", "Openstaand")
    assert asked(HEADING + paid) == []
    assert asked(HEADING + paid.replace("Openstaand", "Nog niet betaald")) == []
    assert asked((HEADING + BOOKED).replace("Status", "Betaalstatus").replace("Definitief", "Geblokkeerd")) == []
    assert asked((HEADING + LAPSED + BOOKED).replace("Status", "Naam").replace("Geboekt", "Bakkerij Concept")) == []
    assert asked(HEADING + BOOKED.replace("Geboekt", "Q").replace("Definitief", "Q")) == []
    assert why(proposed(HEADING + paid.replace("Betaald", "Fase twee")), "kind")[-1] == (
        "In kolom Status staat ook fase twee. Ook die rijen tellen mee."
    )
