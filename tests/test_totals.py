"""Totals and opening balances: those that add up or are no bookings go silently, the others are told or asked."""

from __future__ import annotations

import random
from collections.abc import Mapping
from decimal import Decimal

import pytest
from ledger_grids import imported, keys, proposed, question, rows, settled, subject, sums

from pokdash.ledger.profile import Profile
from pokdash.ledger.proposal.added_up import Row, added_up

PLAIN = """Boekdatum|Boekstuk|Rekening|Omschrijving|Bedrag
13-03-2026|B-1|43812|Inhuur|100,00
14-03-2026|B-2|43812|Creditnota|-30,00
"""
MORE = "15-03-2026|B-3|62000|Training|5,00\n"


def asked(written: str, known: Profile | None = None) -> list[str]:
    found = keys(proposed(written, known=known))
    return [key for key in found if not key.startswith(("rule", "coverage", "amount.sign"))]


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
    assert sums(found, "total.plain") == {"leave_out": Decimal(75), "keep": Decimal(150)}
    assert "precies de som" in question(found, "total.plain").sentence.said("nl")
    assert asked(PLAIN + "31-03-2026||43812||71,00\n") == []
    assert asked(PLAIN + month + "31-03-2026||43812|Eindsaldo|71,00\n") == ["total.plain", "total"]
    undated = PLAIN.replace("13-03-", "").replace("14-03-", "").replace("Boekdatum", "Jaar")
    assert "total.plain" in asked(undated + "2026||43812|Jaar 2026|70,00\n")
    assert proposed(PLAIN + "31-03-2026||43812||71,00\n").profile.leave_out == ()


NO_NUMBER = """Datum|Rekening|Omschrijving|Bedrag
15-01-2026|43812|Voorschot offerte 12|5.000,00
26-02-2026|43812|Saldo offerte 12|5.000,00
17-03-2026|43812|Zaalhuur|600,00
"""
SUPPLIER = """Boekdatum|Boekstuk|Rekening|Leverancier|Omschrijving|Bedrag
15-01-2026|1|43812|Shell|Brandstof|60,00
16-01-2026|2|43812|Total|Brandstof|60,00
17-01-2026|3|43812|Y|B|5,00
"""


def test_what_is_called_a_total_and_adds_up_but_looks_like_a_booking_is_asked() -> None:
    assert sums(proposed(NO_NUMBER), "total.like_booking") == {"leave_out": Decimal(5600), "keep": Decimal(10600)}
    assert sums(proposed(SUPPLIER), "total.like_booking") == {"leave_out": Decimal(65), "keep": Decimal(125)}
    assert asked(PLAIN + MORE + "31-03-2026||43812|Totaal maart|75,00\n") == []
    assert asked("".join(PLAIN.splitlines(keepends=True)[:2]) + "Totaal||||100,00\n") == []
    assert asked(NO_NUMBER.replace("12|5.000", "12|4.000", 1)) == ["total"]
    opening = NO_NUMBER.replace("Saldo offerte 12", "Beginsaldo abonnement")
    assert sums(proposed(opening), "opening") == {"leave_out": Decimal(5600), "keep": Decimal(10600)}
    assert "boekstuk" not in question(proposed(opening), "opening").sentence.said("nl")


@pytest.mark.parametrize("month", ["B-2|43812|Subtotaal maart", "|43812|Maart"])
def test_dated_subtotals_that_add_up_are_asked_and_not_counted(month: str) -> None:
    written = PLAIN + f"31-03-2026|{month}|70,00\n" + MORE + f"30-04-2026|{month.replace('maart', 'april')}|5,00\n"
    key = "total.numbered" if "totaal" in month else "total.plain"
    found = proposed(written)
    assert sums(found, key) == {"leave_out": Decimal(75), "keep": Decimal(150)}
    assert asked(written, _settled(PLAIN)) == [key]


@pytest.mark.parametrize("called", ["Realisatie t/m maart", "Stand per 31-03", "Geboekt t/m", "Cumulatief t/m 3"])
def test_a_stand_that_is_all_so_far_is_asked_although_it_has_all_that_a_booking_has(called: str) -> None:
    written = PLAIN + f"31-03-2026|B-2|43812|{called}|70,00\n" + MORE
    assert sums(proposed(written), "total.numbered") == {"leave_out": Decimal(75), "keep": Decimal(145)}
    assert asked(written.replace("|70,00\n31-03", "|71,00\n31-03").replace(f"{called}|70,00", f"{called}|71,00")) == []


LAYOUT = """Boekdatum|Rekening|Omschrijving|Bedrag
13-03-2026|43812|Inhuur|100,00
14-03-2026|43812|Creditnota|-30,00
15-03-2026|43812|Inhuur|30,00
31-03-2026|43812|Maart|100,00
01-04-2026|43812|Training|5,00
30-04-2026|43812|April|5,00
"""


def test_totals_that_only_their_sums_give_away_are_asked_below_or_above_their_bookings() -> None:
    for written in (LAYOUT, _turned(LAYOUT), LAYOUT + "30-04-2026|43812|Alles|105,00\n", _doubled(LAYOUT, "5,00")):
        found = sums(proposed(written), "total.layout")
        assert found["keep"] == 2 * found["leave_out"] or "Alles" in written
        assert found["leave_out"] in (Decimal(105), Decimal(110))
    assert asked(LAYOUT + "||Totaal|105,00\n") == ["total.layout"]
    assert asked(LAYOUT + "30-05-2026|43812|Nota|5,01\n") == ["total.layout"]
    assert asked(LAYOUT.replace("April|5,00", "April|5,01")) == []
    assert asked("".join(LAYOUT.splitlines(keepends=True)[i] for i in (0, 5, 6))) == []


@pytest.mark.parametrize(
    ("amounts", "left"),
    [
        ("140,00 100 40 7,25 4 3,25 147,25", "147.25"),  # above their bookings, and one of all below them
        ("147,25 100 40 140,00 4 3,25 7,25", "147.25"),
        ("100 40 3,10 4,15 1 2 140,00 10,25", "150.25"),  # the end of the list once more, by account
        ("100 40 3,10 4,15 1 2 140,00 10,25 150,25", "150.25"),
        ("100 100,00 40 7 147,00 5 152,00", "152.00"),  # all so far, of which the first is one booking
        ("100 40 7,25 147,25 147,25", "147.25"),
        ("100,10 40,15 7,25 147,50 3,10 4,15", "154.75"),  # one month is closed, the next is open
        ("100,10 40,15 2,20 142,45 9,01 3,10 4,15 1,10 8,35", "159.81"),  # one row between two groups
    ],
)
def test_totals_above_and_below_and_once_more_are_asked(amounts: str, left: str) -> None:
    assert sums(proposed(_list(*amounts.split())), "total.layout")["leave_out"] == Decimal(left)


def test_more_totals_than_there_can_be_rules_are_told() -> None:
    groups = [(10_000 + 7 * at, 20_000 + 11 * at) for at in range(401)]
    listed = [f"{cents // 100},{cents % 100:02}" for one, two in groups for cents in (one, two, one + two)]
    assert asked(_list(*listed)) == ["total.many"]


def test_stands_of_all_so_far_are_found_together_where_some_of_them_are_the_sum_of_one_group_too() -> None:
    amounts = "1.100,00 250,40 75,00 1.425,40 310,25 99,00 1.834,65 45,00 12,30 1.891,95"
    rows = [f"{day:02}-03-2026|43812|Post {day}|{amount}\n" for day, amount in enumerate(amounts.split(), 1)]
    found = proposed("Boekdatum|Rekening|Omschrijving|Bedrag\n" + "".join(rows))
    assert sums(found, "total.layout")["leave_out"] == Decimal("1891.95")


def test_balanced_journals_are_no_totals() -> None:
    chance = random.Random(7)  # noqa: S311 - the same lists every time
    for length in (40, 2000):
        nets = [chance.randrange(10, 2000) * 1000 for _ in range(length)]
        listed = [cents for net in nets for cents in (net, net * 21 // 100, -net - net * 21 // 100)]
        assert added_up([Row(at, cents) for at, cents in enumerate(listed)], again=False) == set()


def test_totals_with_an_opening_balance_that_is_left_out_are_asked() -> None:
    listed = (_list(*["100", "40", "1.140,25", "7,10", "3,15", "1.150,50"]) + "\n").replace(
        "13-03-2026", "|43812|Beginsaldo|1.000,25\n13-03-2026", 1
    )
    assert sums(proposed(listed), "total.layout")["leave_out"] == Decimal("150.25")
    booked = _list("100", "40", "25", "165,25", "7,10", "3,15", "10,25").replace("|Bedrag", "|Bedrag|Status")
    status = "\n".join(f"{line}|Definitief" if at else line for at, line in enumerate(booked.split("\n")))
    cancelled = status.replace("|25|Definitief", "|25,25|Vervallen")
    answers = {"status=vervallen": "leave_out"}
    assert sums(proposed(cancelled, answers), "total.layout")["leave_out"] == Decimal("150.25")


def _list(*amounts: str) -> str:
    """A list of bookings with these amounts, each with a text of its own."""
    dated = (f"{13 + at % 15}-03-2026|43812|Post {at}|{amount}" for at, amount in enumerate(amounts))
    return "\n".join(("Boekdatum|Rekening|Omschrijving|Bedrag", *dated))


@pytest.mark.parametrize(
    ("amounts", "left"),
    [
        ("100 40 140,00 3 4 7,00 9,50", "156.50"),  # the last month is open
        ("5,25 100 40 140,00 3 4 7,00", "152.25"),  # one row that is in no total
        ("1 2 3,00 4 5 9,00 12,00 6 7 13,00 8 1 9,00 22,00 34,00", "34.00"),  # three levels
        ("100 40 140,00 7 147,00", "147.00"),  # of all so far
        ("100 40 140,00 12,50 -12,50 0,00 3 4 7,00", "147.00"),  # a group that adds up to nothing
        ("5,10 5,10 6,20 6,20 7,30 7,30", "18.60"),  # groups of one
    ],
)
def test_totals_by_their_sums_over_months_groups_and_all(amounts: str, left: str) -> None:
    for written in (_list(*amounts.split()), _list(*reversed(amounts.split()))):
        assert sums(proposed(written), "total.layout")["leave_out"] == Decimal(left)
        if "147,00" in amounts:
            break


def test_bookings_that_add_up_by_chance_or_by_kind_are_not_asked() -> None:
    for amounts in ("500 500 500 500", "100 -100 100 -100", "1 2 3 4,50", "12 30 7 49 8 15", "10 20 30 5 8"):
        assert asked(_list(*amounts.split())) == []
    promised = "Soort|Boekdatum|Boekstuk|Verplichting|Rekening|Omschrijving|Bedrag\n"
    promised += "Verplichting|13-01-2026|V1|V1|43812|Opdracht|3.000,00\n"
    promised += "".join(f"Boeking|1{at}-03-2026|B{at}|V1|43812|Deel {at}|1.000,00\n" for at in (3, 4, 5))
    assert asked(promised) == []


def test_totals_with_the_same_cells_as_a_booking_are_never_left_out_with_it() -> None:
    lines = [f"43812|3|2026|Inhuur|{amount},00" for amount in (100, 100, 200, 200, 50, 250)]
    written = "\n".join(("Rekening|Periode|Jaar|Omschrijving|Bedrag", *lines))
    assert sums(proposed(written), "total.alike") == {"read": Decimal(900)}
    assert asked(written) == ["total.alike"]


def test_amounts_with_cents_do_not_add_up_by_chance() -> None:
    chance = random.Random(7)  # noqa: S311 - the same lists every time
    for length in (8, 20, 60) * 20:
        listed = [Row(at, round(chance.lognormvariate(9, 1.2))) for at in range(length)]
        assert added_up(listed, again=False) == set()


def test_totals_above_the_rows_of_an_account_are_asked_in_a_list_without_dates() -> None:
    written = "Rekening|Omschrijving|Bedrag\n43|Inkoop|4.400,10\n43812|Inhuur|2.200,05\n43813|Licenties|2.200,05\n"
    found = proposed(written + "44|Overig|700,00\n44100|Zaal|300,00\n44200|Druk|400,00\n", {"fiscal_year": "2026"})
    assert sums(found, "total.layout")["leave_out"] == Decimal("5100.10")
    assert "totals" not in keys(found)


def test_the_rule_for_a_total_that_looks_like_a_booking_holds_no_words_where_its_date_tells_it() -> None:
    written = (
        LAYOUT.replace("Maart", "Terugbetaling mw. De Vries")
        .replace("|Bedrag", "|Bedrag|Naam")
        .replace("00\n", "00|De Vries\n")
    )
    for answer, rules in (("leave_out", "leave_out"), ("keep", "kept")):
        found = getattr(_settled(written, {"total.layout": answer}), rules)
        assert len(found) == 2
        assert {cell.heading for rule in found for cell in rule.cells} == {"Boekdatum", "Rekening", "Bedrag"}
    same = LAYOUT.replace("01-04-2026", "30-04-2026")
    assert "Omschrijving" in {cell.heading for rule in _settled(same).leave_out for cell in rule.cells}


def test_totals_by_their_sums_are_left_out_in_the_next_file_and_new_ones_are_asked() -> None:
    known = _settled(LAYOUT)
    assert [rule.reason for rule in known.leave_out] == ["subtotal"] * 2
    assert asked(LAYOUT, known) == []
    more = LAYOUT + "02-05-2026|43812|Zaal|8,00\n03-05-2026|43812|Zaal|9,00\n31-05-2026|43812|Mei|17,00\n"
    assert asked(more, known) == ["total.layout"]
    single = LAYOUT + "02-05-2026|43812|Zaal|8,00\n31-05-2026|43812|Mei|8,00\n"
    assert asked(single, known) == ["total.layout"]
    assert asked(LAYOUT, _settled(LAYOUT, {"total.layout": "keep"})) == []


def _turned(written: str) -> str:
    heading, *rows = written.splitlines(keepends=True)
    return heading + "".join(reversed(rows))


def _doubled(written: str, amount: str) -> str:
    """With one more booking of an amount in the month of the last."""
    last = f"30-04-2026|43812|April|{amount}\n"
    return written.replace(last, f"02-04-2026|43812|Zaal|{amount}\n30-04-2026|43812|April|10,00\n")


def test_subtotals_that_a_person_called_so_are_not_asked_again_unless_one_is_but_one_booking() -> None:
    month = "31-03-2026|B-2|43812|Subtotaal maart|70,00\n"
    known = _settled(PLAIN + month)
    assert [rule.reason for rule in known.leave_out] == ["subtotal"]
    assert asked(PLAIN + month.replace("maart", "april"), known) == []
    single = PLAIN + month + MORE + "30-04-2026|B-3|62000|Subtotaal april|5,00\n"
    assert asked(single, known) == ["total.like_booking"]


@pytest.mark.parametrize(
    "text",
    ["Stand per 1-1-2026", "Overgebracht van 2025", "Transport", "Realisatie t/m januari", "Oud saldo", "Reeds geboekt",
     "Aanvangssaldo", "Restant 2025", "Voorgaande perioden", "Eindstand vorig jaar", "Balance b/f", "IB"],
)  # fmt: skip
def test_what_may_be_an_opening_balance_by_where_it_stands_is_asked(text: str) -> None:
    first = f"13-03-2026|0|43812|{text}|1.000,00\n"
    opened = PLAIN.replace("13-03", first + "13-03", 1)
    assert sums(proposed(opened), "opening") == {"leave_out": Decimal(70), "keep": Decimal(1070)}
    assert asked(opened + first.replace("13-", "20-")) == ["opening"]
    known = _settled(opened)
    assert asked(opened, known) == []
    assert asked(PLAIN + first.replace("13-", "20-"), known) == []
    assert asked(opened.replace("13-03-2026|0", "01-03-2026|0"), known) == ["opening"]
    assert asked(opened.replace(text, "Transport leerlingen")) == []


def test_totals_by_a_kind_that_nobody_knows_are_left_out_or_asked_with_both_sums() -> None:
    written = "Type|Boekdatum|Boekstuk|Rekening|Omschrijving|Bedrag\n"
    written += "W|13-03-2026|B-1|43812|Inhuur|100,00\nW|14-03-2026|B-2|43812|Zaal|30,00\nT|31-03-2026||43812||130,00\n"
    assert asked(written) == []
    assert [rule.reason for rule in proposed(written).profile.leave_out] == ["subtotal"]
    single = written + "W|15-04-2026|B-3|43812|Zaal|5,00\nT|30-04-2026||43812||5,00\n"
    assert sums(proposed(single), "total.like_booking") == {"leave_out": Decimal(135), "keep": Decimal(270)}
    assert asked(written.replace("|130,00", "|131,00")) == ["total"]
    assert asked(written.replace("||43812||", "|B-9|43812|Huur|")) == ["kind=t"]


def test_sums_that_are_carried_from_page_to_page_are_totals() -> None:
    page = "|||Transporteren|70,00\nPagina 2||||\n|||Transport|70,00\n"
    found = proposed(PLAIN + page + MORE + "|||Totaal|75,00\n")
    assert [key for key in keys(found) if key.startswith("total")] == []
    assert [rule.reason for rule in found.profile.leave_out if rule.reason == "subtotal"] == ["subtotal"] * 2
    assert asked(PLAIN + "15-03-2026|B-3|43812|Transport leerlingen|70,00\n") == []
    said = question(proposed(PLAIN + page + MORE + "|||Totaal|76,00\n"), "totals").sentence.params
    assert (said["said"], said["total"], said["count"]) == (Decimal(76), Decimal(75), 1)


YEARS = "Rekening|Omschrijving|2024|2025|2026\n43812|A|10.000|20.000|5.500,50\n43812|B|1.000|2.000|700,00\n"


def test_with_a_column_for_each_year_a_total_goes_over_its_year() -> None:
    assert "totals" not in keys(proposed(YEARS + "Totaal||11.000|22.000|6.200,50\n"))
    said = question(proposed(YEARS + "Totaal||11.000|23.000|6.200,50\n"), "totals").sentence.params
    assert (said["row"], said["said"], said["total"], said["count"]) == (4, Decimal(23000), Decimal(22000), 1)


def test_an_opening_balance_that_is_a_booking_counts_also_where_a_rule_for_totals_fits_its_row() -> None:
    listed = (PLAIN + "31-03-2026||43812|Maart|70,00\n").replace(
        "13-03", "01-01-2026||43812|Transport|1.000,00\n13-03", 1
    )
    assert sums(proposed(listed), "total.plain") == {"leave_out": Decimal(70), "keep": Decimal(140)}
    assert sums(proposed(listed), "opening") == {"leave_out": Decimal(70), "keep": Decimal(1070)}
    kept = {"opening": "keep", "amount.sign": "costs_positive", "coverage": "2026-03-31"}
    assert _loaded(listed, kept) == 1070
    assert _loaded(listed, {**kept, "total.plain": "keep"}) == 1140
    assert _loaded(listed, {"total.plain": "keep"}) == 140
    april = "14-04-2026|B-3|43812|Zaal|5,00\n15-04-2026|B-4|43812|Inhuur|6,00\n30-04-2026||43812|April|11,00\n"
    known = _settled(listed, kept)
    assert asked(listed + april, known) == ["total"]
    assert _loaded(listed + april, {}, known) == 1081


def test_totals_with_a_date_that_a_known_profile_leaves_out_never_become_bookings_silently() -> None:
    listed = PLAIN + "31-03-2026||43812|Maart|70,00\n"
    known = _settled(listed)
    april = MORE + "16-04-2026|B-4|43812|Inhuur|6,00\n30-04-2026||43812|April|11,00\n"
    assert (asked(listed + april, known), _loaded(listed + april, {}, known)) == ([], 81)
    wrong = april.replace("11,00", "12,00")
    assert (asked(listed + wrong, known), _loaded(listed + wrong, {}, known)) == (["total"], 81)


@pytest.mark.parametrize("bare", ["|||71,00\n", "|*||71,00\n", "||Transport|71,00\n"])
def test_totals_that_do_not_add_up_are_asked_where_bookings_have_no_date(bare: str) -> None:
    dateless = "Boekstuk|Rekening|Omschrijving|Bedrag\nB-1|43812|Inhuur|100,00\nB-2|43812|Zaal|-30,00\n"
    found = proposed(dateless + bare)
    assert sums(found, "total") == {"leave_out": Decimal(70), "keep": Decimal(141)}


def _loaded(written: str, answers: Mapping[str, str], known: Profile | None = None) -> Decimal:
    """The sum of the bookings after these answers, and after the first reading for every other question."""
    with subject(rows(written), known) as about:
        return imported(about, settled(about, answers)).loaded.total


def _settled(written: str, answers: Mapping[str, str] | None = None) -> Profile:
    with subject(rows(written)) as about:
        return settled(about, answers).profile
