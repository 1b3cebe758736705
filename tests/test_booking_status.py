"""A column that says what became of a booking: whether such rows count is asked, with both sums."""

from __future__ import annotations

from decimal import Decimal

import pytest
from ledger_grids import imported, keys, proposed, rows, settled, subject, sums, why

from pokdash.ledger.proposal import Standing

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
    of_booked = "Geboekt" if len(word) > 3 or word == "C" else ""
    booked = BOOKED.replace("Definitief", of_booked).replace("Geboekt", of_booked)
    assert asked(HEADING.replace("Status", heading) + booked + LAPSED.replace("Vervallen", word)) == [key]


def test_a_status_that_every_booking_may_have_is_not_asked() -> None:
    paid = BOOKED.replace("Geboekt", "Betaald").replace("Definitief", "Openstaand")
    assert asked(HEADING + paid) == []
    assert asked(HEADING + paid.replace("Openstaand", "Nog niet betaald")) == []
    assert asked((HEADING + BOOKED).replace("Status", "Betaalstatus").replace("Definitief", "Geblokkeerd")) == []
    assert asked((HEADING + LAPSED + BOOKED).replace("Status", "Naam").replace("Geboekt", "Bakkerij Concept")) == []
    assert asked(HEADING + BOOKED.replace("Geboekt", "Q").replace("Definitief", "Q")) == []


@pytest.mark.parametrize(
    ("heading", "words", "key"),
    [
        ("Status", ("Proforma", "Geboekt"), "status=proforma"),
        ("Status", ("Fase twee", "Betaald"), "status=fase twee"),
        ("Status boeking", ("In bewerking", "Verwerkt"), "status=in bewerking"),
        ("Status", ("", "Geboekt"), "status=status"),
        ("Goedgekeurd", ("Nee", "Ja"), "status=goedgekeurd: nee"),
        ("Geschrapt", ("Ja", "Nee"), "status=geschrapt: ja"),
        ("Stand", ("Voorl.", "Definitief"), "status=stand: voorl."),
    ],
)
def test_what_is_not_known_of_some_rows_is_asked(heading: str, words: tuple[str, str], key: str) -> None:
    odd, usual = words
    found = proposed(column(heading, usual, odd, usual, usual, usual))
    assert [key for key in keys(found) if key.startswith("status")] == [key]
    assert set(sums(found, key).values()) == {Decimal(1270), Decimal(1470)}


def test_a_new_word_beside_one_that_was_answered_is_asked_and_a_word_of_every_row_is_told() -> None:
    with subject(rows(column("Status", "Geboekt", "Concept"))) as about:
        known = settled(about, {"status=concept": "leave_out"}).profile
    for words in (("Geboekt", "Conc."), ("Conc.", "Conc.")):
        assert keys(proposed(column("Status", *words), known=known)) == ["status=conc."]
    assert asked(column("Status", "Ontwerp", "")) == ["status=ontwerp"]
    found = proposed(column("Status", "Ontwerp", "Ontwerp"))
    (told,) = [told for told in found.evidence if told.sentence.key == "evidence.status_counts"]
    assert told.standing is Standing.USUAL
    assert why(proposed(column("Status", "Betaald", "")), "kind")[-1] == (
        "In kolom Status staat bij sommige boekingen niets (rijen: 1, de eerste is 3). Ook die rijen tellen mee."
    )


def column(heading: str, *words: str) -> str:
    """A booking of 100 euro, 200 euro and so on for each word in a column with this heading, and 30 euro back."""
    lines = [f"{at + 12}-03-2026|B-{at}|43812|Inhuur|{at}00,00|{word}\n" for at, word in enumerate(words, start=1)]
    return HEADING.replace("Status", heading) + "".join(lines) + f"28-03-2026|B-0|43812|Creditnota|-30,00|{words[0]}\n"


def test_two_columns_of_a_status_have_each_their_own_question() -> None:
    for headings, first, second in (
        ("Status|Documentstatus", "status=status: vervallen", "status=documentstatus: vervallen"),
        ("Status|Status", "status=status (6): vervallen", "status=status (7): vervallen"),
    ):
        written = column(headings, "Definitief|Geboekt", "Vervallen|Geboekt", "Definitief|Vervallen")
        assert asked(written) == [first, second]
        assert keys(proposed(written, {first: "keep"}))[:1] == [second]
        with subject(rows(written)) as about:
            assert imported(about, settled(about, {first: "keep", second: "leave_out"})).loaded.total == 270


@pytest.mark.parametrize(
    ("heading", "words", "key"),
    [
        ("Geannuleerd", ("-", "Ja", "-"), "status=geannuleerd: ja"),
        ("Geannuleerd", ("n.v.t.", "Ja", "n.v.t."), "status=geannuleerd: ja"),
        ("Soort", ("Definitief", "Concept"), "status=soort: concept"),
        ("Soort boeking", ("Regulier", "Storno"), "status=soort boeking: storno"),
        ("Fase", ("Ingediend", "Concept", "Definitief"), "status=fase: concept"),
        ("Status", ("Geboekt", "Verv."), "status=verv."),
    ],
)
def test_a_word_of_a_row_that_may_not_count_beside_others(heading: str, words: tuple[str, ...], key: str) -> None:
    assert asked(column(heading, *words)) == [key]


def test_a_booked_row_says_so_and_another_says_nothing() -> None:
    written = column("Geboekt", "J", "", "J")
    found = proposed(written)
    assert sums(found, "status=geboekt") == {"leave_out": Decimal(370), "keep": Decimal(570)}
    for answer, total in (("leave_out", 370), ("keep", 570)):
        with subject(rows(written)) as about:
            proposal = settled(about, {"status=geboekt": answer})
            assert imported(about, proposal).loaded.total == total
        assert keys(proposed(written, known=proposal.profile)) == []
    assert asked(column("Geboekt", "J", "J")) == asked(column("Vervallen", "N", "")) == []


@pytest.mark.parametrize("heading", ["Vervallen", "Fase"])
def test_a_word_far_below_is_seen(heading: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pokdash.ledger.proposal.facts.LOOKED_AT", 2)
    first, last = ("", "J") if heading == "Vervallen" else ("Definitief", "Concept")
    assert asked(column(heading, first, first, first, last)) == [f"status={heading.lower()}: {last.lower()}"]


def test_a_kind_by_which_a_row_may_be_no_booking_can_be_left_out() -> None:
    for word in ("Storno", "Concept factuur"):
        written, key = column("Type", "Boeking", word, "Boeking"), f"kind={word.lower()}"
        with subject(rows(written)) as about:
            proposal = settled(about, {key: "leave_out"})
            assert imported(about, proposal).loaded.total == 370
        assert keys(proposed(written, known=proposal.profile)) == []


def test_several_words_that_are_not_known_are_asked_and_counted_first() -> None:
    for words in (("GB", "VV"), ("10", "20", "90"), ("Definitief", "Ontwerp", "Ter goedkeuring")):
        unknown = [f"status={word.lower()}" for word in words if word != "Definitief"]
        found = proposed(column("Status", *words))
        assert [key for key in keys(found) if key.startswith("status")] == unknown
        assert list(sums(found, unknown[0])) == ["keep", "leave_out"]
    assert asked(column("Status", "GB", "GB")) == asked(column("Status", "Geautoriseerd", "Gefiatteerd", "Def.")) == []
    assert asked(column("Status", *(f"Stap {number}" for number in range(1, 15)))) == []


def test_words_that_only_sound_as_if_a_row_does_not_count() -> None:
    for word in ("Foutloos", "Niet geblokkeerd", "Niet van toepassing", "Niet vervallen"):
        assert asked(column("Status", word, word)) == asked(column("Status", word, "Geboekt")) == []
    found = proposed(column("Factuurstatus", "Geannuleerd", "Betaald"))
    assert asked(column("Factuurstatus", "Geannuleerd", "Betaald")) == []
    assert why(found, "kind")[-1] == "In kolom Factuurstatus staat ook geannuleerd. Ook die rijen tellen mee."
