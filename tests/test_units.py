"""Amounts in thousands and in millions: wherever a file says so it is asked, and what is read is exact to the cent."""

from __future__ import annotations

from decimal import Decimal

import pytest
from ledger_grids import imported, keys, proposed, question, rows, settled, subject, sums

from pokdash.ledger.profile import Profile
from pokdash.ledger.proposal import propose
from pokdash.ledger.proposal.vocabulary import UNIT_CELL, unit_of, unit_words

HEADING = "Boekdatum|Boekstuk|Rekening|Omschrijving|Bedrag\n"
BOOKINGS = "13-03-2026|B-1|43812|Inhuur|81,5\n14-03-2026|B-2|43812|Creditnota|-2\n"
PLAIN = HEADING + BOOKINGS


@pytest.mark.parametrize(
    "written",
    [
        "Bedragen x duizend\n" + PLAIN,
        PLAIN + "Bedragen x € 1.000\n",
        PLAIN + "|||Totaal in duizenden euro's|79,5\n",
        HEADING.replace("Bedrag", "Bedrag|Begroot (k€)") + BOOKINGS.replace("\n", "|100\n"),
        HEADING.replace("Bedrag", "Bedrag|Eenheid") + BOOKINGS.replace("\n", "|€'000\n"),
    ],
)
def test_thousands_are_asked_wherever_the_file_says_them(written: str) -> None:
    assert sums(proposed(written), "amount.unit") == {"1000": Decimal(79500), "1": Decimal("79.50")}


def test_words_in_a_booking_raise_no_question() -> None:
    written = PLAIN.replace("Inhuur", "duizend euro subsidie").replace("Creditnota", "5 x 1.000 stuks")
    found = proposed(written)
    assert "amount.unit" not in keys(found)
    assert proposed(written, {"amount.unit": "1000000"}).profile.marks.unit == 1_000_000


def test_every_way_to_say_it() -> None:
    thousands = (
        "x 1.000;(x1.000);× 1000;in € 1.000;x duizend;in duizenden euro's;k euro;k€;€ k;(k);€'000;€ 000;tsd;"
        "1 = 1000 euro"
    )
    millions = "mln;miljoen;in miljoenen;miljoenen euro;x 1.000.000;x € 1 mln;(mln);€ mln;1 = 1.000.000"
    for words, unit in ((thousands, 1000), (millions, 1_000_000)):
        found = {text: unit_of(unit_words(text)) for text in words.split(";") if UNIT_CELL.fullmatch(text)}
        assert found == dict.fromkeys(words.split(";"), unit)
    for other in (
        "5 miljoen euro",
        "10.000 euro",
        "x 10000",
        "€ 000,50",
        "x 1.000,50",
        "€ 1.000,00",
        "12 mln",
        "in 2026",
    ):
        assert unit_words(other) == ""


def test_millions_are_exact_to_the_cent_and_no_further() -> None:
    heading = HEADING.replace("Bedrag", "Bedrag (mln)")
    written = "13-03-2026|B-1|43812|Inhuur|2,712\n14-03-2026|B-2|43812|Creditnota|-0,12345678\n"
    asked = proposed(heading + written, {"amount.marks": "comma"})
    assert sums(asked, "amount.unit")["1000000"] == Decimal("2588543.22")
    assert "Niet te lezen bedragen: 2" in question(asked, "amount.unit").readings[1].meaning.said("nl")
    with subject(rows(heading + written + "15-03-2026|B-3|43812|Inhuur|0,123456789\n")) as about:
        found = imported(about, settled(about, {"amount.marks": "comma"}))
        assert (found.loaded.total, found.rejected.rows) == (Decimal("2588543.22"), 1)
    typed = [(None,) * 5, (None, None, None, None, "2.712"), (None, None, None, None, "-0.00000001")]
    with subject(rows(heading + written), typed=typed) as about:
        assert imported(about, settled(about)).loaded.total == Decimal("2711999.99")
    debit = "Boekdatum|Boekstuk|Rekening|Debet (mln)|Credit (mln)\n13-03-2026|B-1|43812|0,5|2,71200001\n"
    with subject(rows(debit)) as about:
        assert imported(about, settled(about)).loaded.total == Decimal("-2212000.01")


def known_in_thousands() -> Profile:
    with subject(rows("Bedragen x 1.000\n" + PLAIN)) as about:
        return settled(about).profile


def test_a_known_profile_asks_when_the_words_are_new_or_gone() -> None:
    known = known_in_thousands()
    for title in ("Bedragen x 1.000\n", "In duizenden euro's\n"):
        with subject(rows(title + PLAIN), known) as about:
            assert "amount.unit" not in keys(propose(about))
    assert sums(proposed(PLAIN, known=known), "amount.unit") == {"1000": Decimal(79500), "1": Decimal("79.50")}
    assert list(sums(proposed("In miljoenen\n" + PLAIN, known=known), "amount.unit")) == ["1000000", "1"]
    with subject(rows(PLAIN)) as about:
        euro = settled(about).profile
    assert "amount.unit" in keys(proposed(PLAIN + "Bedragen x € 1.000\n", known=euro))


@pytest.mark.parametrize(("first", "second", "mixed"), [("x1000", "euro", True), ("euro", "EUR", False)])
def test_a_unit_in_every_row_is_refused_where_it_is_not_the_same(first: str, second: str, mixed: bool) -> None:
    found = proposed(
        f"Boekdatum|Boekstuk|Rekening|Bedrag|Eenheid\n13-03-2026|B-1|43812|100|{first}\n14-03-2026|B-2|43812|20000|{second}\n"
    )
    assert ((found.trouble and found.trouble.key) == "mixed_units") is mixed
    assert found.profile.has_amounts is not mixed


@pytest.mark.parametrize(("ending", "total"), [("+", "1749.50"), ("", "1750.50")])
def test_amounts_that_zeros_fill_up_may_be_cents(ending: str, total: str) -> None:
    minus = "-" if ending else ""
    padded = PLAIN.replace("81,5", f"000000175000{ending}").replace("-2", f"000000000050{minus}")
    asked = proposed(padded)
    assert sums(asked, "amount.cents") == {"euro": Decimal(total) * 100, "cents": Decimal(total)}
    found = proposed(padded, {"amount.cents": "cents"})
    assert found.trouble is not None
    assert (found.trouble.key, found.profile.has_amounts) == ("in_cents", False)
    assert proposed(padded, {"amount.cents": "euro"}).trouble is None
    assert "amount.cents" not in keys(proposed(PLAIN.replace("81,5", "0081,50").replace("-2", "0")))
