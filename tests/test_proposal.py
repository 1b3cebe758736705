"""Where the table is, what its columns are, which rows count, in which order dates stand, and where rows belong."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
import xlsxwriter
from builders import allocation, line, plan
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_files import file, small_plan
from ledger_files import row as own_row
from ledger_files import rows as own_rows
from ledger_grids import checked, imported, keys, own_file, proposed, question, rows, settled, subject, sums, why

from pokdash.ledger.grid import Grid, Note
from pokdash.ledger.profile import Column, Coverage, Profile, Rule, read_profile, write_profile
from pokdash.ledger.proposal import Standing, Subject, answered, propose
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.measuring import measured
from pokdash.ledger.proposal.vocabulary import field_of
from pokdash.ledger.source import Kind, Sheet, Source, attach, open_source
from pokdash.texts import text

HEADING = "Boekdatum|Boekstuk|Rekening|Omschrijving|Bedrag\n"
BOOKINGS = "13-03-2026|B-1|43812|Inhuur|100,00\n14-03-2026|B-2|43812|Creditnota|-30,00\n"
PLAIN = HEADING + BOOKINGS


def places(profile: Profile) -> dict[str, int]:
    return {column.field: column.number for column in profile.columns}


def left_out(written: str, **more: str) -> dict[str, int]:
    """Why rows are left out after every question is answered; the bookings themselves are all loaded."""
    with subject(rows(written)) as about:
        found = imported(about, settled(about, more))
        assert found.problems(10) == ((), 0)
        assert found.loaded.total == Decimal("70.00")
        return {reason: part.rows for reason, part in found.reasons().items()}


# The table


@pytest.mark.parametrize("titles", [0, 1, 3, 10])
def test_titles_stand_above_the_headings(titles: int) -> None:
    found = proposed("".join(f"Titel {at}\n" for at in range(titles)) + PLAIN)
    assert (found.profile.file.heading_first, found.profile.file.first_row) == (titles + 1, titles + 2)
    assert places(found.profile) == {
        "booking_date": 1, "booking_number": 2, "account": 3, "description": 4, "amount": 5,
    }  # fmt: skip


def test_headings_on_row_11_below_blank_rows_and_facts() -> None:
    above = "Gemeente Proefstad\n\nGrootboek|2026\n\n\nSelectie|43812 - 62000\n\nGebruiker|admin\n\n\n"
    found = proposed(above + PLAIN)
    assert found.profile.file.heading_first == 11


def test_stacked_and_merged_headings() -> None:
    written = """Datum|Boeking||Rekening||Bedrag|
|Stuk|Omschrijving|Nummer|Naam|Debet|Credit
13-03-2026|B-1|Inhuur|43812|Inhuur derden|100,00|
14-03-2026|B-2|Terug|43812|Inhuur derden||30,00
"""
    found = proposed(written)
    assert (found.profile.file.heading_first, found.profile.file.heading_last) == (1, 2)
    assert places(found.profile) == {
        "booking_date": 1, "booking_number": 2, "description": 3, "account": 4, "account_name": 5, "debit": 6,
        "credit": 7,
    }  # fmt: skip


def test_the_name_of_an_account_is_known_by_its_usual_headings() -> None:
    named = proposed(PLAIN.replace("Rekening|", "Grootboek|Naam grootboek|").replace("43812|", "43812|Inhuur derden|"))
    assert places(named.profile)["account_name"] == 4


def test_a_file_without_headings_is_understood_by_what_it_holds_and_asks_the_rest() -> None:
    found = proposed(BOOKINGS)
    assert found.profile.file.heading_first == 0
    assert places(found.profile)["booking_date"] == 1
    assert [answer.value for answer in question(found, "rule.column").readings] == ["2", "3", "4", "none"]
    assert places(proposed(BOOKINGS, {"rule.column": "3"}).profile)["account"] == 3


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("Fin jaar|Fin Per|Boek datum|grootboek nummer|Grb Rekening naam|Boekstuk nummer|Bedrag debit|Bedrag credit",
         {"fiscal_year": 1, "period": 2, "booking_date": 3, "account": 4, "account_name": 5, "booking_number": 6,
          "debit": 7, "credit": 8}),
        ("Year|Period|Posting Date|Account|Cost Center|Document Number|Description|Amount",
         {"fiscal_year": 1, "period": 2, "booking_date": 3, "account": 4, "cost_centre": 5, "booking_number": 6,
          "description": 7, "amount": 8}),
    ],
)  # fmt: skip
def test_dutch_and_english_headings(headings: str, fields: dict[str, int]) -> None:
    cells = {"fiscal_year": "2026", "period": "3", "booking_date": "13-03-2026"}
    values = "|".join(
        cells.get(name, "10,00" if name in {"amount", "debit"} else "" if name == "credit" else "43812")
        for name in fields
    )
    assert places(proposed(f"{headings}\n{values}").profile) == fields


def test_a_heading_is_known_in_every_spelling() -> None:
    numbers = (
        "Boekst.nr.;Bkst.nr.;boekstuk-nummer;Boekingsnr.;Verrichtingsnr;Document No.;Journaalpostnr;Mutatienr;Belegnr."
    )
    orders = "Inkoopordernr;Bestelnr.;PO-nummer;Contractnummer;Verpl.nr."
    for spelled, name in ((numbers, "booking_number"), (orders, "commitment_number")):
        assert [field_of(heading) for heading in spelled.split(";")] == [name] * (spelled.count(";") + 1)
    assert [field_of(heading) for heading in ("Omschr. boeking", "Boekper", "Trans.datum")] == [
        "description", "period", "booking_date",
    ]  # fmt: skip
    assert [field_of(heading) for heading in ("Volgnr", "Volg.nr.", "Volgnummer", "Nr.")] == [
        "booking_line", "booking_line", "booking_number", None,
    ]  # fmt: skip


def test_the_number_of_a_booking_tells_bookings_apart_and_another_column_can_be_chosen() -> None:
    def number(written: str, **answers: str) -> int | None:
        return places(proposed(written, {key.replace("_", "."): to for key, to in answers.items()}).profile).get(
            "booking_number"
        )

    heading = "Boekdatum|Factuurnr.|Boekst.nr.|Rekening|Bedrag\n"
    both = heading + "13-03-2026|F-1|B-1|43812|1,00\n14-03-2026|F-2|B-2|43812|2,00"
    memo = both.replace("B-1", "MEMO").replace("B-2", "MEMO")
    silent = both.replace("Factuurnr.", "Kenmerk").replace("Boekst.nr.", "Team").replace("B-1", "Oost")
    assert [number(written) for written in (both, memo, silent)] == [3, 2, None]
    assert "bijna overal hetzelfde" in " ".join(why(proposed(memo), "columns"))
    assert "Misschien is het: Kenmerk." in " ".join(why(proposed(silent), "columns"))
    assert "Geen kolom is het boekstuknummer" in " ".join(
        why(proposed(silent.replace("F-1", "Jan").replace("F-2", "Piet")), "columns")
    )
    assert number(both, number_column="Factuurnr.") == 2
    assert number(both, number_column="none") is None
    assert number(silent, number_column="Kenmerk") == 2
    alone = "Boekdatum|Factuurnr|Rekening|Bedrag\n13-03-2026|F-1|43812|1,00\n14-03-2026||43812|2,00"
    assert number(alone) == 2
    assert "ook herkend aan" in " ".join(why(proposed(alone), "columns"))
    for written in (both, memo, silent, alone):
        assert "number.column" not in keys(proposed(written))


def test_codes_that_look_like_numbers_or_dates_are_columns_of_text() -> None:
    written = (
        "Boekdatum|Taakveld|Bedrag\n13-03-2026|0.1|1,00\n14-03-2026|0.10|2,00\n15-03-2026|6-2|3,00\n16-03-2026|007|4,00"
    )
    with subject(rows(written)) as about:
        asked = propose(about)
        assert [key for key in keys(asked) if key.startswith("rule")] == [
            "rule.cost_object=0.1", "rule.cost_object=0.10", "rule.cost_object=6-2", "rule.cost_object=007",
        ]  # fmt: skip
        answers = {"rule.cost_object=0.1": "a", "rule.cost_object=0.10": "b", "rule.cost_object=*": "niet in dit plan"}
        found = imported(about, settled(about, answers))
        assert {key[1]: part.total for key, part in found.by_line_and_year().items()} == {"a": 1, "b": 2}


def test_a_column_regel_that_counts_is_no_line_of_the_plan() -> None:
    found = proposed("Datum|Stuk|Regel|Rekening|Bedrag\n13-03-2026|1|1|43812|1,00\n14-03-2026|1|2|43812|2,00")
    assert places(found.profile)["booking_line"] == 3


def test_a_column_regel_with_numbers_that_are_also_lines_is_asked() -> None:
    numbered = plan([line("1", [allocation(1)]), line("2", [allocation(1)])], 2025, 2027)
    with subject(rows("Datum|Stuk|Regel|Rekening|Bedrag\n13-03-2026|1|1|43812|1,00\n"), plan=numbered) as about:
        asked = checked(propose(about))
        assert "line.column" in keys(asked)
        assert [answer.value for answer in question(asked, "line.column").readings] == ["booking_line", "line"]
        said = {
            one.sentence.params.get("number") for one in asked.evidence if one.sentence.key == "evidence.column_heading"
        }
        assert 3 not in said, "proven and asked at once"
        assert places(propose(about, {"line.column": "booking_line"}).profile)["booking_line"] == 3


def test_numbers_under_a_heading_that_says_nothing_name_no_line_of_the_plan() -> None:
    numbered = plan([line("1", [allocation(1)]), line("2", [allocation(1)])], 2025, 2027)
    written = rows("Datum|Kwartaal|Bedrag\n13-03-2026|1|1,00\n14-06-2026|2|2,00")
    with subject(written, plan=numbered) as about:
        assert {"rule.column", "rule.account=1", "rule.account=2"} <= set(keys(checked(propose(about))))
        none = checked(propose(about, {"rule.column": "none"}))
        assert none.problems == ()
        assert "rule.line=" in keys(none)


# Rows that are no bookings


def test_subtotals_and_opening_balances_by_their_words() -> None:
    written = (
        HEADING
        + "|||Beginsaldo 1 januari|5.000,00\n"
        + BOOKINGS
        + "|||Subtotaal 43812|70,00\n|||Totaal generaal|70,00\n"
    )
    assert left_out(written) == {"opening_balance": 1, "subtotal": 2}


def test_totals_with_stars_are_left_out_when_they_add_up() -> None:
    written = """
|Grtb.rek.|Docnr.|Boek.datum|Bedrag|LV|Tekst|
|438110|IF1|04.03.2026|10,00|EUR|Zaal|
|438110|IF2|17.04.2026|5,50-|EUR|* korting|
|* 438110|||4,50|EUR||
|443810|IF3|05.01.2026|7,25|EUR|Inhuur|
|* 443810|||7,25|EUR||
|**|||11,75|EUR||
"""
    found = proposed(written)
    told = [
        "Begint met een sterretje, en is een telling. Rijen: 3. De eerste is rij 4.",
        "De tellingen in het bestand (3) zijn gelijk aan de som van de rijen erboven.",
    ]
    assert why(found, "leave_out") == told
    assert sums(found, "amount.sign")["costs_positive"] == Decimal("11.75")
    assert why(proposed(written, known=replace(found.profile, name="SAP")), "leave_out")[-2:] == told
    apart = proposed(written.replace("7,25|EUR||", "8,25|EUR||"))
    assert why(apart, "leave_out") == [
        "Alleen een bedrag, maar geen telling die klopt: deze rijen worden afgekeurd. Rijen: 3. De eerste is rij 4."
    ]


def test_two_sorts_of_totals_say_which_they_are() -> None:
    found = proposed(PLAIN + "Subtotaal mevr. De Vries||||70,00\nTotaal||||70,00\n")
    told = [one.sentence.params for one in found.evidence if one.sentence.key == "evidence.leave_out.subtotal_word"]
    assert [(params["word"], params["row"]) for params in told] == [("Totaal", 5), ("Subtotaal", 4)]


def test_subtotals_only_by_layout_are_left_out_when_they_add_up() -> None:
    assert left_out(PLAIN + "||||70,00\n") == {"subtotal": 1}


def test_subtotals_of_an_account_only_by_layout_are_left_out_when_they_add_up() -> None:
    written = PLAIN + "||43812||70,00\n15-03-2026|B-3|62000|Training|5,00\n||62000||5,00\n||||75,00\n"
    with subject(rows(written)) as about:
        found = imported(about, settled(about))
        assert (found.loaded.total, found.rejected.rows) == (Decimal("75.00"), 0)
        assert {reason: part.rows for reason, part in found.reasons().items()} == {"subtotal": 3}


def test_a_total_with_a_date_is_left_out_when_it_adds_up_and_asked_when_it_does_not() -> None:
    assert left_out(PLAIN + "31-03-2026||43812|Totaal maart|70,00\n") == {"subtotal": 1}
    found = proposed(PLAIN + "31-03-2026||43812|Totaal maart|71,00\n")
    assert sums(found, "total") == {"leave_out": Decimal("70.00"), "keep": Decimal("141.00")}
    assert "total" not in keys(proposed(PLAIN + "31-03-2026|B-3|43812|Totaal onderhoud|71,00\n"))


def test_rows_with_only_an_amount_that_adds_up_to_nothing_are_rejected() -> None:
    with subject(rows(PLAIN + "||||71,00\n")) as about:
        found = imported(about, settled(about))
        assert (found.loaded.rows, found.rejected.rows) == (2, 1)


def test_flagged_rows() -> None:
    written = "Boekdatum|Rekening|Aard|Omschrijving|Bedrag\n01-01-2026|43812|Beginbalans||5,00\n"
    written += "13-03-2026|43812|Mutatie|Inhuur|100,00\n14-03-2026|43812|Mutatie|Creditnota|-30,00\n"
    written += "31-03-2026|43812|Subtotaal||70,00\n"
    assert left_out(written) == {"opening_balance": 1, "subtotal": 1}


def test_period_zero_is_the_opening_balance() -> None:
    written = "Boekjaar|Periode|Boekdatum|Rekening|Omschrijving|Bedrag\n2026|0|01-01-2026|43812|Vorig jaar|500,00\n"
    written += "2026|3|13-03-2026|43812|Inhuur|100,00\n2026|3|14-03-2026|43812|Creditnota|-30,00\n"
    assert left_out(written) == {"opening_balance": 1}


def test_a_booking_about_a_total_is_a_booking() -> None:
    assert left_out(HEADING + BOOKINGS.replace("Inhuur", "Totaal onderhoud")) == {}


def test_repeated_headings_blank_rows_and_a_junk_tail() -> None:
    tail = "\nEinde rapport\nAfgedrukt op 1-10-2026 door admin\nAantal regels: 2|||\n"
    written = HEADING + BOOKINGS.replace("\n14", "\n\n" + HEADING + "14") + tail
    assert left_out(written) == {"tail": 3, "blank": 2, "repeated_heading": 1}


def test_next_months_tail_fits_the_same_rule() -> None:
    with subject(rows(PLAIN + "Afgedrukt op 1-10-2026\n")) as about:
        known = settled(about).profile
    with subject(rows(PLAIN + "Afgedrukt op 12-11-2026\n"), known) as about:
        proposal = propose(about)
        assert keys(proposal) == []
        assert imported(about, proposal).reasons().keys() == {"tail"}


def test_a_last_row_that_broke_off_is_no_tail() -> None:
    with subject(rows(PLAIN + "15-03-20\n")) as about:
        found = imported(about, settled(about))
        assert (found.left_out.rows, found.rejected.rows) == (0, 1)


def test_a_report_with_the_account_on_a_row_of_its_own() -> None:
    written = "Boekdatum|Boekstuk|Omschrijving|Bedrag\n43812 Inhuur\n13-03-2026|B-1|Inhuur|100,00\n"
    written += "62000 Training\n14-03-2026|B-2|Creditnota|-30,00\n"
    with subject(rows(written)) as about:
        asked = checked(propose(about))
        assert sums(asked, "rule.account=43812 Inhuur")["a"] == Decimal("100.00")
        found = imported(about, settled(about, {"rule.account=62000 Training": "b"}))
        assert found.problems(5) == ((), 0)
        assert {key[1]: part.total for key, part in found.by_line_and_year().items()} == {"a": 100, "b": -30}
        assert found.reasons().keys() == {"group_name"}


def test_beside_names_of_groups_a_booking_without_date_and_amount_is_rejected() -> None:
    written = "Rekening|Boekdatum|Boekstuk|Bedrag\n43812\n|13-03-2026|B-1|100,00\n43812||B-2|\n"
    written += "62000\n|14-03-2026|B-3|-30,00\n"
    with subject(rows(written)) as about:
        found = imported(about, settled(about))
        assert (found.loaded.rows, found.left_out.rows, found.rejected.rows) == (2, 2, 1)


def test_a_report_with_the_account_in_its_own_column_above_the_bookings() -> None:
    written = "Rekening|Boekdatum|Boekstuk|Bedrag\n43812\n|13-03-2026|B-1|100,00\n62000\n|14-03-2026|B-2|-30,00\n"
    found = proposed(written)
    assert found.profile.filled_down == ("account",)
    assert [key for key in keys(found) if key.startswith("rule")] == ["rule.account=43812", "rule.account=62000"]


# Dates


def dated(*dates: str, heading: str = "Boekdatum|Rekening|Bedrag") -> str:
    return heading + "\n" + "\n".join(f"{date}|43812|1,00" for date in dates)


def test_dates_that_fit_both_ways_are_asked_with_the_first_and_last_of_each() -> None:
    found = question(proposed(dated("03-04-2026", "05-06-2026")), "date.order")
    days = {one.value: (one.meaning.params["first"], one.meaning.params["last"]) for one in found.readings}
    assert days == {
        "dmy": (dt.date(2026, 4, 3), dt.date(2026, 6, 5)),
        "mdy": (dt.date(2026, 3, 4), dt.date(2026, 5, 6)),
    }
    assert found.readings[1].rows[0].read == dt.date(2026, 3, 4)


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (("03-04-2026", "13-04-2026"), "dmy"), (("03/04/2026", "04/13/2026"), "mdy"), (("2026-03-04",), "ymd"),
        (("20260304",), "ymd"), (("46083",), "serial"), (("3 april 2026", "05-06-2026"), "dmy"),
    ],
)  # fmt: skip
def test_one_date_that_fits_one_order_proves(dates: tuple[str, ...], order: str) -> None:
    found = proposed(dated(*dates))
    assert "date.order" not in keys(found)
    assert found.profile.marks.date_order == order


def test_days_that_a_workbook_keeps_as_plain_numbers_are_read() -> None:
    written = [["Datum", "Rekening", "Bedrag"], ["46083", "43812", "1.5"]]
    with subject(written, typed=[[None] * 3, ["46083", None, "1.5"]]) as about:
        found = settled(about, {"rule.account=43812": "a", "amount.sign": "costs_positive"})
        assert found.profile.marks.date_order == "serial"
        assert [one["booking_date"] for one in imported(about, found).entries().read_all().to_pylist()] == [
            dt.date(2026, 3, 2)
        ]


def test_dates_that_are_the_same_both_ways_need_no_question() -> None:
    assert "date.order" not in keys(proposed(dated("03-03-2026", "04-04-2026")))
    assert "date.order" not in keys(proposed(dated("5 Sep 2026", "Oct 12, 2026")))


def test_the_period_beside_the_date_proves_its_order() -> None:
    written = "Periode|Boekdatum|Rekening|Bedrag\n4|03-04-2026|43812|1,00\n6|05-06-2026|43812|1,00"
    found = proposed(written)
    assert "date.order" not in keys(found)
    assert "periode ernaast" in why(found, "date")[0]


def test_the_last_day_that_the_file_states_proves_the_order() -> None:
    assert "date.order" in keys(proposed("Grootboek t/m 30-04-2026\n" + dated("03-04-2026", "02-01-2026")))
    found = proposed("Grootboek t/m 30-04-2026\n" + dated("03-04-2026", "12-04-2026"))
    assert "date.order" not in keys(found)
    assert found.profile.marks.date_order == "dmy"


def test_dates_that_contradict_each_other_are_asked() -> None:
    assert "date.order" in keys(proposed(dated("13-04-2026", "04-13-2026")))


def test_dates_that_a_workbook_types_need_no_question() -> None:
    cells = rows(dated("3-4-2026", "5-6-2026"))
    typed = [(None, None, None), ("2026-04-03", None, None), ("2026-06-05", None, None)]
    with subject(cells, typed=typed) as about:
        assert "date.order" not in keys(checked(propose(about)))


def test_the_columns_that_headings_or_cells_show_can_be_chosen_otherwise() -> None:
    dates = "Factuurdatum|Boekdatum|Rekening|Bedrag\n13-04-2026|14-04-2026|43812|1,00"
    assert places(proposed(dates).profile)["booking_date"] == 2
    assert places(proposed(dates, {"date.column": "Factuurdatum"}).profile)["booking_date"] == 1
    lines = "Datum|Stuk|Regel|Rekening|Bedrag\n13-03-2026|1|1|43812|1,00\n14-03-2026|1|2|43812|2,00"
    assert places(proposed(lines, {"line.column": "line"}).profile)["line"] == 3
    place = "Datum|Waar|Waarvoor|Bedrag\n13-03-2026|Personeel|a|1,00\n14-03-2026|Training|b|2,00"
    assert places(proposed(place).profile)["line"] == 3
    assert places(proposed(place, {"rule.column": "Waar"}).profile)["account"] == 2
    for written, key in ((dates, "date.column"), (lines, "line.column"), (place, "rule.column")):
        found = proposed(written)
        assert key not in keys(found)
        assert key in [told.question.key for told in found.evidence if told.question]


def test_columns_that_contradict_each_other_about_the_line_or_the_year_are_asked() -> None:
    places_differ = "Datum|{}|{}|Bedrag\n13-03-2026|a|{}|1,00\n14-03-2026|b|{}|2,00"
    for one, other in (("Actielijn", "Onderdeel"), ("Actielijn", "Naam actielijn")):
        found = proposed(places_differ.format(one, other, "b", "Training"))
        assert [answer.value for answer in question(found, "rule.column").readings] == [one, other]
        assert places(proposed(places_differ.format(one, other, "b", "b"), {"rule.column": other}).profile)["line"] == 3
    assert "rule.column" not in keys(proposed(places_differ.format("Actielijn", "Naam actielijn", "?", "Training")))
    days = "{}|{}|Rekening|Bedrag\n15-12-2025|{}|43812|1,00"
    assert "date.column" in keys(proposed(days.format("Factuurdatum", "Betaaldatum", "15-01-2026")))
    for usual in (
        ("Factuurdatum", "Betaaldatum", "20-12-2025"),
        ("Factuurdatum", "Vervaldatum", "15-01-2026"),
        ("Factuurdatum", "Boekdatum", "15-01-2026"),
        ("Boekdatum", "Betaaldatum", "15-01-2026"),
    ):
        assert "date.column" not in keys(proposed(days.format(*usual)))


def test_two_columns_of_dates_without_a_known_heading_are_asked() -> None:
    found = proposed("Dag|Andere dag|Rekening|Bedrag\n13-04-2026|14-04-2026|43812|1,00")
    assert [answer.value for answer in question(found, "date.column").readings] == ["Dag", "Andere dag"]
    assert (
        places(
            proposed(
                "Dag|Andere dag|Rekening|Bedrag\n13-04-2026|14-04-2026|43812|1,00", {"date.column": "Andere dag"}
            ).profile
        )["booking_date"]
        == 2
    )


def test_two_columns_with_one_heading_are_asked_when_they_differ() -> None:
    dates = "Datum|Datum|Rekening|Bedrag\n13-12-2025|14-01-2026|43812|1,00\n15-01-2026|15-01-2026|43812|2,00"
    assert [answer.value for answer in question(proposed(dates), "date.column").readings] == ["Datum (1)", "Datum (2)"]
    assert places(proposed(dates, {"date.column": "Datum (2)"}).profile)["booking_date"] == 2
    lines = "Datum|Onderdeel|Onderdeel|Bedrag\n13-03-2026|a|a|1,00\n14-03-2026|a|b|2,00"
    accounts = "Datum|Rekening|Rekening|Bedrag\n13-03-2026|4301|1600|1,00\n14-03-2026|4302|1600|2,00"
    for written, name in ((lines, "line"), (accounts, "account")):
        asked = proposed(written)
        assert len(question(asked, "rule.column").readings) == 2
        assert not [told for told in why(asked, "columns") if "staat waar" in told]
        chosen = question(asked, "rule.column").readings[1].value
        assert places(proposed(written, {"rule.column": chosen}).profile)[name] == 3
    assert "date.column" not in keys(proposed(dates.replace("13-12-2025", "14-01-2026")))
    assert "rule.column" not in keys(proposed(lines.replace("|b|", "|a|")))
    assert "rule.column" not in keys(proposed(lines.replace("|b|", "||").replace("a|a|", "a||")))
    beside = "Datum|Onderdeel|Kostenplaats|Kostenplaats|Bedrag\n13-03-2026|a|1|2|1,00"
    assert "rule.column" not in keys(proposed(beside))


def test_a_file_without_dates_and_years_asks_for_both() -> None:
    with subject(rows("Grootboek 2026\nRekening|Bedrag\n43812|100,00")) as about:
        asked = checked(propose(about))
        assert question(asked, "fiscal_year").readings[0].value == "2026"
        assert question(asked, "date.month").sentence.key == "question.month"
        found = imported(about, settled(about, {"fiscal_year": "2026", "date.month": "9"}))
        assert found.dates() == (dt.date(2026, 9, 30), dt.date(2026, 9, 30))


def test_a_column_called_date_that_holds_none_is_named_and_months_in_it_are_periods() -> None:
    asked = proposed(dated("begin mei", "eind mei"))
    for key, lacking in (("fiscal_year", "year"), ("date.month", "month")):
        sentence = question(asked, key).sentence
        assert (sentence.key, sentence.params["heading"]) == (f"question.{lacking}_unread", "Boekdatum")
        assert sentence.params["text"] == "BEGIN MEI"
    assert places(proposed(dated("jan-26", "feb-26")).profile)["period"] == 1
    days = dated("13-01-2026", "14-02-2026", heading="Maand|Rekening|Bedrag")
    assert places(proposed(days).profile)["booking_date"] == 1


# Years and plans


def test_the_only_order_that_some_dates_fit_is_not_asked() -> None:
    found = proposed(dated("46083", "46084,5", "46085"))
    assert (found.profile.marks.date_order, "date.order" in keys(found)) == ("serial", False)


def test_periods_without_a_year_ask_for_it() -> None:
    found = proposed("Periode|Stuk|Rekening|Bedrag\n1|1|43812|1,00\n12|2|43812|2,00", {"fiscal_year": "2026"})
    assert found.answers == {"fiscal_year": "2026"}
    assert "date.month" not in keys(found)
    with subject(rows("Periode|Stuk|Rekening|Bedrag\n1|1|43812|1,00\n12|2|43812|2,00")) as about:
        assert imported(about, settled(about, {"fiscal_year": "2026"})).loaded.total == 3
    for with_year in (
        "Periode|Boekjaar|Rekening|Bedrag\n1|2026|43812|1,00",
        "Periode|Rekening|Bedrag\n2026-01|43812|1,00",
    ):
        assert "fiscal_year" not in keys(proposed(with_year))


def test_years_that_the_plan_has_no_place_for_are_asked() -> None:
    written = HEADING + BOOKINGS + "15-03-2023|B-9|43812|Oud|7,00\n31-02-2026|B-10|43812|Nooit|900,00\n"
    found = proposed(written)
    assert question(found, "year=2023").sentence.params["amount"] == Decimal("7.00")
    assert sums(found, "year=2023") == {"leave_out": Decimal("70.00"), "keep": Decimal("70.00")}  # either way
    assert left_out(HEADING + BOOKINGS + "15-03-2023|B-9|43812|Oud|7,00\n") == {"not_in_plan": 1}


def test_several_plans_in_one_file() -> None:
    written = "Plan|Boekdatum|Rekening|Omschrijving|Bedrag\nTest|13-03-2026|43812|Inhuur|100,00\n"
    written += "Test|14-03-2026|43812|Creditnota|-30,00\nWonen|15-03-2026|43812|Inhuur|9,00\n"
    assert keys(proposed(written))[0] == "plan=wonen"
    assert left_out(written, **{"plan=wonen": "other"}) == {"not_in_plan": 1}


# Where rows belong


def test_every_unmapped_account_is_a_question_with_its_rows_and_sum() -> None:
    found = proposed(PLAIN + "15-03-2026|B-3|62000|Training|9,00\n")
    asked = question(found, "rule.account=43812")
    assert [answer.value for answer in asked.readings] == ["a", "b", "niet in dit plan"]
    assert (asked.sentence.params["count"], asked.sentence.params["amount"], asked.sentence.params["row"]) == (2, 70, 2)
    assert "rule.account=62000" in keys(found)


def test_under_an_open_question_about_marks_both_sums_are_told() -> None:
    found = proposed(HEADING + "13-03-2026|B-1|43812|Inhuur|81.000")
    assert "€\u00a081.000 of €\u00a081. De eerste" in question(found, "rule.account=43812").sentence.said("nl")


@pytest.mark.parametrize("name", ["a", "ALFA", "Lijn A, voluit"])
def test_names_and_aliases_of_the_plan_need_no_question(name: str) -> None:
    for heading in ("Project", "Actielijn"):
        found = proposed(f"Boekdatum|{heading}|Bedrag\n13-03-2026|{name}|1,00")
        assert [key for key in keys(found) if key.startswith("rule")] == []


def test_which_field_decides_is_asked_if_several_can() -> None:
    written = "Boekdatum|Rekening|Kostenplaats|Bedrag\n13-03-2026|43812|6210|1,00"
    found = proposed(written)
    assert [answer.value for answer in question(found, "rule.field").readings] == ["account", "cost_centre"]
    said = [answer.meaning.said("nl") for answer in question(found, "rule.field").readings]
    assert said == ["Dat is de rekening, met daarin: 43812", "Dat is de kostenplaats, met daarin: 6210"]
    assert "rule.cost_centre=6210" in keys(proposed(written, {"rule.field": "cost_centre"}))


def test_one_answer_for_all_that_are_left() -> None:
    written = HEADING + "".join(f"13-03-2026|B-{at}|{43000 + at}|Inhuur|1,00\n" for at in range(30))
    found = proposed(written, {"rule.account=43001": "a", "rule.account=*": "niet in dit plan"})
    assert [key for key in keys(found) if key.startswith("rule")] == []
    assert Rule("account", "43001", "a") in found.profile.rules
    assert len(found.profile.rules) == 30


def test_a_list_of_commitments_is_not_silently_read_as_spending() -> None:
    found = proposed("Verplichtingenlijst\n" + PLAIN)
    assert [answer.value for answer in question(found, "kind").readings] == ["expenditure", "commitment"]
    assert proposed("Verplichtingenlijst\n" + PLAIN, {"kind": "commitment"}).profile.usual_kind == "commitment"


def test_numbers_of_commitments_reduce_them_unless_a_person_reads_without_them() -> None:
    written = "Boekdatum|Boekstuk|Rekening|Verplichtingnummer|Bedrag\n13-03-2026|B-1|43812|V-1|100,00\n"
    answers = {"kind": "expenditure", "amount.sign": "costs_positive"}
    with subject(rows(written)) as about:
        found = settled(about, answers)
        assert "maken hun verplichting kleiner" in why(found, "columns")[-1]
        assert imported(about, found).entries().read_all()["commitment_number"].to_pylist() == ["V-1"]
        without = settled(about, {**answers, "commitment.numbers": "ignore"})
        assert "telt dan twee keer" in why(without, "columns")[-1]
        assert imported(about, without).entries().read_all()["commitment_number"].to_pylist() == [None]
    with subject(rows(written), without.profile) as about:  # next month the column is not news
        assert not keys(propose(about))
    assert not why(proposed(written, {"kind": "commitment"}), "columns")[-1].startswith("In kolom Verplichtingnummer")


def test_a_column_that_speaks_of_commitments_is_not_dropped_silently() -> None:
    written = "Boekdatum|Boekstuk|Inkooporder ref|Rekening|Bedrag\n13-03-2026|B-1|IO-1|43812|1,00\n"
    asked = proposed(written, {"kind": "expenditure"})
    assert [answer.value for answer in question(asked, "commitment.column").readings] == ["Inkooporder ref", "none"]
    used = proposed(written, {"kind": "expenditure", "commitment.column": "Inkooporder ref"})
    assert places(used.profile)["commitment_number"] == 3
    assert used.profile.unread == ()
    with subject(rows(written)) as about:
        without = settled(about, {"kind": "expenditure", "commitment.column": "none"}).profile
    with subject(rows(written), without) as about:
        assert not keys(propose(about))
    empty = written.replace("Bedrag", "Contractnr|Bedrag").replace("43812", "43812|C-1").replace(" ref", "nr")
    assert places(proposed(empty.replace("IO-1", "")).profile)["commitment_number"] == 5


def test_a_list_of_orders_may_be_commitments_and_asks_for_their_number() -> None:
    written = "Orderdatum|Bestelnr|Rekening|Bedrag\n13-03-2026|4501|43812|1,00\n14-03-2026|4502|43812|2,00\n"
    assert "kind" in keys(proposed(written))
    assert "kind" not in keys(proposed(written.replace("4502", "")))
    with subject(rows(written.replace("4502", ""))) as about:
        known = settled(about).profile
    assert "kind" not in keys(proposed(written, known=known)), "decided already"
    unnamed = written.replace("Bestelnr", "Kenmerk")
    answers = {"kind": "commitment", "amount.sign": "costs_positive"}
    asked = proposed(unnamed, answers)
    assert [answer.value for answer in question(asked, "commitment.column").readings] == ["Kenmerk", "none"]
    with subject(rows(unnamed)) as about:
        found = imported(about, settled(about, answers))
        assert found.entries().read_all()["commitment_number"].to_pylist() == ["4501", "4502"]
    numbered = proposed(unnamed.replace("Kenmerk", "Documentnr"), {**answers, "commitment.column": "Documentnr"})
    assert places(numbered.profile)["commitment_number"] == places(numbered.profile)["booking_number"] == 2


# Coverage


def test_until_which_day_it_is_booked_is_asked() -> None:
    found = proposed(PLAIN)
    assert [answer.value for answer in question(found, "coverage").readings] == ["2026-03-14", "2026-03-31"]
    assert found.covered_until is None
    other = proposed(PLAIN, {"coverage": "2026-03-20"})
    assert (other.covered_until, other.profile.coverage) == (dt.date(2026, 3, 20), Coverage.ASK)


def test_the_file_may_say_it_itself() -> None:
    found = proposed("Grootboek geboekt t/m 30 september 2026\n" + PLAIN)
    assert (found.covered_until, found.profile.coverage) == (dt.date(2026, 9, 30), Coverage.STATED)
    assert "coverage" in keys(proposed("Grootboek geboekt t/m 1 maart 2026\n" + PLAIN))


def test_the_selection_of_an_export_is_no_proof_of_what_is_booked() -> None:
    asked = question(proposed("Selectie: 1-1-2026 t/m 31-12-2026\n" + PLAIN), "coverage")
    assert [answer.value for answer in asked.readings] == ["2026-03-14", "2026-03-31", "2026-12-31"]


def test_in_a_month_that_is_not_over_bookings_with_only_a_period_are_dated_on_the_day_that_is_chosen() -> None:
    written = "Periode|Rekening|Omschrijving|Bedrag\n2026-10|43812|Inhuur|100,00\n2026-11|43812|Creditnota|-30,00\n"
    today = dt.date(2026, 11, 22)
    with subject(rows(written), today=today) as about:
        asked = checked(propose(about, {"rule.account=43812": "a"}))
        assert keys(asked) == ["coverage"]
        assert [answer.value for answer in question(asked, "coverage").readings] == ["2026-11-22"]
        found = checked(answered(about, asked, {"coverage": "2026-11-20"}))
        assert "staan op die dag" in why(found, "coverage")[-1]
        done = imported(about, found)
        assert (done.loaded.total, done.rejected.rows) == (Decimal("70.00"), 0)
        assert done.dates() == (dt.date(2026, 10, 31), dt.date(2026, 11, 20))
    known = replace(found.profile, coverage=Coverage.MONTH_END)
    with subject(rows(written), known, today=today) as about:
        assert keys(propose(about)) == ["coverage"]
        kept = propose(about, {"coverage": "2026-11-22"})
        assert (kept.covered_until, kept.profile.coverage) == (today, Coverage.MONTH_END)
    with subject(rows(written), known, today=dt.date(2026, 12, 1)) as about:
        assert propose(about).covered_until == dt.date(2026, 11, 30)


def test_the_end_of_a_month_that_is_not_over_is_not_offered() -> None:
    today = dt.date(2026, 3, 20)
    with subject(rows(PLAIN), today=today) as about:
        asked = question(propose(about), "coverage")
        assert [answer.value for answer in asked.readings] == ["2026-03-14", "2026-03-20"]
        known = replace(settled(about).profile, coverage=Coverage.MONTH_END)
    with subject(rows(PLAIN), known, today=today) as about:
        assert keys(propose(about)) == ["coverage"]


# Answers


def test_answering_every_question_leaves_none_and_the_profile_needs_none_next_time() -> None:
    with subject(rows(PLAIN + "15-03-2026|B-3|62000|Training|81.000\n")) as about:
        proposal = settled(about)
    assert not proposal.problems
    assert Standing.ASKED not in {told.standing for told in proposal.evidence}
    known = read_profile(write_profile(proposal.profile)).profile
    with subject(rows("Andere titel\n" + PLAIN + "16-04-2026|B-4|62000|Training|9.000\n"), known) as about:
        again = checked(propose(about))
        assert (keys(again), again.covered_until) == ([], dt.date(2026, 4, 16))
        assert imported(about, again).problems(5) == ((), 0)


def test_an_answer_that_nobody_asked_for_and_one_that_cannot_be() -> None:
    found = proposed(PLAIN, {"amount.mark": "comma", "rule.account=43812": "x", "coverage": "2026-02-30"})
    assert [(problem.key, problem.problem) for problem in found.problems] == [
        ("rule.account=43812", "unknown_value"), ("coverage", "unknown_value"), ("amount.mark", "unknown_key"),
    ]  # fmt: skip
    assert keys(found) == ["rule.account=43812", "coverage"]


CELLS = st.sampled_from(["13-03-2026", "03-04-2026", "43812", "81.000", "1,5", "-3", "Totaal", "", "PM", "x y z", "D"])


@settings(max_examples=8, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=5, max_size=5), min_size=1, max_size=5))
def test_any_rows_get_a_proposal_that_can_be_settled_and_is_always_the_same(cells: list[list[str]]) -> None:
    with subject([HEADING.strip().split("|"), *cells]) as about:
        assert propose(about) == propose(about)
        proposal = settled(about)
        assert proposal.questions == ()
        assert imported(about, proposal).rows_read == len(cells)


# A known profile


def known_profile() -> Profile:
    with subject(rows(PLAIN)) as about:
        return settled(about).profile


def test_a_known_profile_finds_its_columns_wherever_they_stand() -> None:
    written = "Titel\n\nBedrag|Rekening|Boekstuk|Boekdatum|Omschrijving\n100,00|43812|B-1|13-03-2026|Inhuur"
    found = proposed(written, known=known_profile())
    assert (keys(found), places(found.profile)["amount"], found.profile.file.heading_first) == ([], 1, 3)


def test_a_new_account_is_the_only_question() -> None:
    found = proposed(PLAIN + "15-03-2026|B-3|62000|Training|9,00\n", known=known_profile())
    assert keys(found) == ["rule.account=62000"]


def test_amounts_that_contradict_the_known_marks_are_asked() -> None:
    found = proposed(HEADING + "13-03-2026|B-1|43812|Inhuur|1,234.56\n", known=known_profile())
    assert "amount.marks" not in keys(found)
    assert found.profile.marks.decimal == "."
    found = proposed(
        HEADING + "13-03-2026|B-1|43812|Inhuur|1,234.56\n14-03-2026|B-1|43812|Inhuur|1,5\n", known=known_profile()
    )
    assert found.profile.marks.decimal == ","


def test_dates_that_contradict_the_known_order_are_asked_or_proven() -> None:
    found = proposed(HEADING + "2026-03-13|B-1|43812|Inhuur|1,00\n", known=known_profile())
    assert found.profile.marks.date_order == "ymd"


def test_thousands_that_were_not_there_before_are_asked() -> None:
    found = proposed("Bedragen x 1.000\n" + PLAIN, known=known_profile())
    assert keys(found) == ["amount.unit"]


def test_a_profile_that_does_not_fit_keeps_its_rules_and_says_what_is_missing() -> None:
    found = proposed("Boekdatum|Rekening|Omschrijving|Waarde\n13-03-2026|43812|Inhuur|1,00", known=known_profile())
    assert "Boekstuk, Bedrag" in why(found, "file")[0]
    assert [key for key in keys(found) if key.startswith("rule")] == []


# Other sorts of files


def test_the_own_layout_is_recognised_and_needs_no_question(tmp_path: Path) -> None:
    path = tmp_path / "eigen.csv"
    path.write_bytes(file(own_rows("100,00", "-30,00")))
    source = open_source(path)
    assert isinstance(source, Source)
    with duckdb.connect() as connection:
        grid = attach(source, connection)
        assert isinstance(grid, Grid)
        here = Subject(connection, grid, source, small_plan())
        proposal = checked(propose(here))
        assert (keys(proposal), proposal.covered_until) == ([], dt.date(2026, 9, 30))
        assert imported(here, proposal).loaded.total == Decimal("70.00")


def test_several_sheets_with_rows_are_a_question() -> None:
    sheets = (Sheet("Jan", hidden=False, rows=9, columns=5), Sheet("Feb", hidden=False, rows=12, columns=5),
              Sheet("Oud", hidden=True, rows=3, columns=5))  # fmt: skip
    source = Source(Path("x.xlsx"), Kind.WORKBOOK, "xlsx", sheet="Feb", sheets=sheets)
    with subject(rows(PLAIN), source=source) as about:
        asked = checked(propose(about))
        assert [answer.value for answer in question(asked, "sheet").readings] == ["Feb", "Jan"]
        assert answered(about, asked, {"sheet": "Jan"}).profile.file.sheet == "Jan"


def test_an_audit_file(tmp_path: Path) -> None:
    lines = "".join(
        f"<trLine><nr>{number}</nr><accID>{account}</accID><effDate>2026-03-14</effDate><desc>Inhuur</desc>"
        f"<amnt>{amount}</amnt><amntTp>{sort}</amntTp><costID>6210</costID></trLine>"
        for number, (account, amount, sort) in enumerate([("43812", "81.000", "D"), ("1600", "81.000", "C")], start=1)
    )
    path = tmp_path / "audit.xaf"
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><auditfile xmlns="http://www.auditfiles.nl/XAF/3.2"><header>'
        "<fiscalYear>2026</fiscalYear><curCode>EUR</curCode></header><company><transactions><linesCount>2</linesCount>"
        "<totalDebit>81.00</totalDebit><totalCredit>81.00</totalCredit><journal><jrnID>1</jrnID><transaction><nr>7</nr>"
        f"<periodNumber>3</periodNumber><trDt>2026-03-14</trDt>{lines}</transaction></journal></transactions></company></auditfile>"
    )
    source = open_source(path)
    assert isinstance(source, Source)
    with duckdb.connect() as connection:
        grid = attach(source, connection)
        assert isinstance(grid, Grid)
        here = Subject(connection, grid, source, small_plan())
        fields = [answer.value for answer in question(propose(here), "rule.field").readings]
        assert fields == ["account", "cost_centre"]  # an empty project says nothing
        differs = replace(grid, notes=(Note("total_differs_linescount", {"said": "3", "counted": "2"}),))
        assert "audit.totals" in keys(checked(propose(replace(here, grid=differs))))
        asked = checked(propose(here, {"rule.field": "account"}))
        assert keys(asked) == ["rule.account=43812", "rule.account=1600", "coverage"]
        assert not [told for told in why(asked, "file") if "kolomnamen" in told]
        assert sums(asked, "rule.account=43812")["a"] == Decimal("81.00")
        found = imported(here, settled(here, {"rule.field": "account", "rule.account=1600": "niet in dit plan"}))
        assert (found.loaded.total, found.left_out.rows, found.rejected.rows) == (Decimal("81.00"), 1, 0)


def test_the_columns_are_told_with_their_headings() -> None:
    assert Column("amount", "Bedrag", 5) in proposed(PLAIN).profile.columns
    assert "Kolom 3 heet Rekening: de rekening." in why(proposed(PLAIN), "columns")


# Looking at a file without a plan


def test_without_a_plan_nothing_is_asked_that_a_plan_decides() -> None:
    written = "Plan|Boekdatum|Regel|Rekening|Omschrijving|Bedrag\nTest|13-03-2026|1|43812|Inhuur|100,00\n"
    written += "Wonen|14-03-2016|2|43812|Creditnota|-30,00\n"
    with subject(rows(written)) as about:
        found = checked(propose(replace(about, plan=None)))
        assert keys(found) == ["coverage"]
        assert measured(Draft(about, {}), found.profile).total == Decimal("70.00")
        assert {"plan=wonen", "year=2016", "rule.account=43812"} < set(keys(propose(about)))


def test_without_a_plan_the_titles_may_name_the_year() -> None:
    written = "Rekening|Bedrag\n43812|100,00"
    for titles, asked in (("Grootboek 2026\n", ["fiscal_year"]), ("", [])):
        with subject(rows(titles + written)) as about:
            found = checked(propose(replace(about, plan=None)))
            assert [key for key in keys(found) if key == "fiscal_year"] == asked
            assert "date.month" in keys(found)


def test_without_a_plan_no_column_has_to_say_where_rows_belong() -> None:
    with subject(rows(BOOKINGS)) as about:
        assert not [key for key in keys(propose(replace(about, plan=None))) if key.startswith("rule")]


# The own layout


def test_a_file_in_the_own_layout_says_everything_itself() -> None:
    lines = [
        own_row(), own_row(boekstuk="B-2", bedrag="81.000", regel="x"), own_row(boekstuk="", boekstukregel=""),
        own_row(soort="factuur", boekstuk="B-3"), own_row(boekjaar="", boekstuk="B-4"),
        own_row(boekdatum="2026-10-01", boekstuk="B-5"), own_row(boekjaar="2019", boekstuk="B-6"),
        own_row(soort="wijziging", boekjaar="", boekstuk="W-1", besluit="Raad"),
    ]  # fmt: skip
    proposal, found = own_file(file(lines, example=True))
    assert found is not None
    assert (proposal.example, proposal.covered_until) == (True, dt.date(2026, 9, 30))
    assert [(one.line, one.column, one.problem) for one in found.problems(20)[0]] == [
        (6, "regel", "line_unknown"), (6, "bedrag", "amount_marks"), (7, "boekstuk", "cell_empty"),
        (7, "boekstukregel", "cell_empty"), (8, "soort", "kind_word"), (9, "boekjaar", "cell_empty"),
        (10, "boekdatum", "date_after_coverage"), (11, "boekjaar", "year_outside_plan"),
    ]  # fmt: skip
    assert [(one["kind"], one["fiscal_year"]) for one in found.entries().read_all().to_pylist()] == [
        ("expenditure", 2026), ("amendment", None),
    ]  # fmt: skip


def test_expenditures_may_be_complete_until_an_earlier_day_than_the_rest() -> None:
    lines = [
        own_row(boekdatum="2026-04-23"), own_row(boekdatum="2026-04-24", boekstuk="B-2"),
        own_row(soort="verplichting", boekdatum="2026-04-30", boekstuk="V-1", verplichting="V-1"),
        own_row(soort="verplichting", boekdatum="2026-05-01", boekstuk="V-2", verplichting="V-2"),
    ]  # fmt: skip
    proposal, found = own_file(file(lines, "2026-04-30", spent_until="2026-04-23"))
    days = (dt.date(2026, 4, 30), dt.date(2026, 4, 23))
    assert (keys(proposal), proposal.covered_until, proposal.expenditures_until) == ([], *days)
    assert "Boven de kolomnamen staat: uitgaven tot en met 23 april 2026." in why(proposal, "coverage")
    assert found is not None
    assert [(one.line, one.column, one.problem) for one in found.problems(9)[0]] == [
        (6, "boekdatum", "date_after_expenditures"), (8, "boekdatum", "date_after_coverage")
    ]  # fmt: skip
    assert "(2026-04-23)" in text("nl", "row_problem.date_after_expenditures", **found.problems(1)[0][0].params)
    in_words = own_file(file(lines[:1], "2026-04-30", spent_until="23-04-2026"))[0]
    assert (in_words.covered_until, in_words.expenditures_until) == days
    assert own_file(file(lines[:1], "2026-04-30"))[0].expenditures_until is None
    nothing = own_file(file(lines[:1]).replace(b"geboekt t/m;2026-09-30", b"uitgaven t/m;2026-04-23"))[0]
    assert keys(nothing) == ["coverage"]


@pytest.mark.parametrize(
    ("said", "key", "found"),
    [
        ("", "expenditures_until", "-"), ("onbekend", "expenditures_until", "onbekend"),
        ("2026-02-30", "expenditures_until", "2026-02-30"), ("03-04-2026", "expenditures_until", "03-04-2026"),
        ("2026-04-23\nuitgaven t/m;2026-04-24", "expenditures_until", "2026-04-23, 2026-04-24"),
        ("2026-05-01", "expenditures_later", "2026-05-01"),
    ],
)  # fmt: skip
def test_expenditures_until_no_day_or_a_day_after_the_rest_are_refused(said: str, key: str, found: str) -> None:
    trouble = own_file(file([own_row(boekdatum="2026-04-01")], "2026-04-30", spent_until=said))[0].trouble
    assert trouble is not None
    assert (trouble.key, trouble.params["found"]) == (key, found)
    for language in ("nl", "en", "fy"):
        assert found in text(language, f"trouble.{key}", **trouble.params)


@pytest.mark.parametrize(("said", "example"), [("echt", False), ("voorbeeld", True), (None, False)])
def test_whether_bookings_are_invented_stands_above_them(said: str | None, example: bool) -> None:
    content = file([own_row()]).decode()
    if said:
        content = content.replace("soort;", f"gegevens;{said}\nsoort;", 1)
    assert own_file(content.encode())[0].example is example


def test_data_that_are_neither_real_nor_invented_are_asked() -> None:
    content = file([own_row()]).replace(b"soort;", b"gegevens;misschien\nsoort;", 1)
    assert keys(own_file(content)[0]) == ["example"]
    assert own_file(content, {"example": "voorbeeld"})[0].example


def test_another_file_is_real_unless_it_says_otherwise() -> None:
    assert not proposed(PLAIN).example
    assert not proposed("Voorbeeld\n" + PLAIN).example
    assert proposed("Gegevens|Voorbeeld\n" + PLAIN).example


@pytest.mark.parametrize(
    ("written", "read"), [("'=1+1", "=1+1"), ("''=1", "'=1"), ("'s avonds", "'s avonds"), ("-5", "-5")]
)
def test_a_guarded_text_is_what_it_was(written: str, read: str) -> None:
    _, found = own_file(file([own_row(omschrijving=written, boekstuk=written)]))
    assert found is not None
    (booking,) = found.entries().read_all().to_pylist()
    assert (booking["description"], booking["booking_number"]) == (read, read)


def test_an_apostrophe_in_another_file_stays() -> None:
    with subject(rows(PLAIN.replace("Inhuur", "'=1+1"))) as about:
        found = imported(about, settled(about))
        assert found.entries().read_all().to_pylist()[0]["description"] == "'=1+1"


def test_a_row_with_a_delimiter_inside_a_cell_is_rejected() -> None:
    lines = [own_row(), own_row(boekstuk="B-2", omschrijving="Inhuur; training"), own_row(boekstuk="B-3") + ";;"]
    _, found = own_file(file(lines))
    assert found is not None
    assert [(one.line, one.problem) for one in found.problems(9)[0]] == [(5, "field_count")]


@pytest.mark.parametrize("broken", [14, 20])
def test_however_many_rows_have_a_delimiter_inside_a_cell_no_amount_shifts(broken: int) -> None:
    texts = ["Huur;2026"] * broken + ["Huur 2026"] * (28 - broken)
    lines = [f"{day:02}-01-2026;{day};a;{text};{day},25;4301" for day, text in enumerate(texts, start=1)]
    content = "\n".join(["Boekdatum;Boekstuk;Onderdeel;Omschrijving;Bedrag;Kostenplaats", *lines, ""])
    _, found = own_file(content.encode(), {"coverage": "2026-01-28", "amount.sign": "costs_positive"})
    assert found is not None
    assert [one.problem for one in found.problems(99)[0]] == ["field_count"] * broken
    assert found.loaded.total == sum(day + Decimal("0.25") for day in range(broken + 1, 29))


def test_the_own_layout_in_another_version_or_with_other_columns_is_looked_at_like_any_file() -> None:
    for content in (file([own_row()]).replace(b";1\n", b";2\n", 1), file([own_row()]).replace(b";besluit", b";x", 1)):
        assert "columns" in {told.part for told in own_file(content)[0].evidence}


def test_a_file_that_says_nothing_of_lines_asks_once_for_every_row() -> None:
    written = rows("Datum|Stuk|Bedrag\n13-03-2026|B-1|1,00\n14-03-2026|B-2|2,50")
    with subject(written) as about:
        asked = propose(about)
        assert sums(asked, "rule.line=") == {"a": Decimal("3.50"), "b": Decimal("3.50"), "niet in dit plan": Decimal(0)}
        known = settled(about, {"rule.line=": "b"})
        assert {key[1]: part.total for key, part in imported(about, known).by_line_and_year().items()} == {
            "b": Decimal("3.50")
        }
    with subject(written, known.profile) as next_month:
        assert "rule.line=" not in keys(propose(next_month))


def test_a_name_that_stands_once_for_several_rows_is_asked_about(tmp_path: Path) -> None:
    """Merged cells: the rows below the first have no account of their own."""
    path = tmp_path / "samengevoegd.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for column, heading in enumerate(("Rekening", "Datum", "Bedrag")):
            sheet.write_string(0, column, heading)
        sheet.merge_range(1, 0, 3, 0, "a")
        for row in (1, 2, 3):
            sheet.write_string(row, 1, f"1{row + 2}-03-2026")
            sheet.write_number(row, 2, 100 * row)
    source = open_source(path)
    assert isinstance(source, Source)
    with duckdb.connect() as connection:
        grid = attach(source, connection)
        assert isinstance(grid, Grid)
        assert "merged_cells" in {note.key for note in grid.notes}
        found = checked(propose(Subject(connection, grid, source, small_plan())))
    assert sums(found, "rule.account=") == {"a": Decimal(500), "b": Decimal(500), "niet in dit plan": Decimal(0)}


@pytest.mark.parametrize("tail", ["© Gemeente 2026 – einde overzicht", "Bedragen zonder btw", "§ 3 ‘lijst’"])
def test_a_tail_with_any_sign_is_left_out(tail: str) -> None:
    assert left_out(PLAIN + f"{tail}||||\n") == {"tail": 1}


def test_a_year_of_two_digits_is_a_date_and_which_end_it_stands_at_is_asked() -> None:
    written = "Boekdatum|Boekstuk|Rekening|Bedrag\n13-01-26|1|4300|5,00\n31-12-26|2|4300|7,00"
    found = proposed(written)
    shown = {answer.value: answer.rows[0].read for answer in question(found, "date.order").readings}
    assert shown == {"dmy": dt.date(2026, 1, 13), "ymd": dt.date(2013, 1, 26)}
    with subject(rows(written)) as about:
        assert imported(about, settled(about, {"date.order": "dmy"})).dates() == (
            dt.date(2026, 1, 13),
            dt.date(2026, 12, 31),
        )
