"""Amounts as a file writes them: what proves a reading, and what must be asked with both sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from ledger_grids import TEXT_FILE, imported, keys, proposed, question, rows, settled, subject, sums, why

from pokdash.ledger.profile import Column, FlagWord, Marks, YearColumn
from pokdash.ledger.proposal import Proposal, ReadRow, Standing, propose, said_rests_on

HEADING = "Boekdatum|Boekstuk|Rekening|Omschrijving|Bedrag\n"


def ledger(*amounts: str, heading: str = HEADING) -> str:
    """Bookings of one account with these amounts, from row 2 on; the second is a refund, so that the sign is proven."""
    texts = ["Creditnota" if amount.startswith("-") else "Inhuur" for amount in amounts]
    lines = [
        f"{13 + at}-03-2026|B-{at}|43812|{what}|{amount}"
        for at, (amount, what) in enumerate(zip(amounts, texts, strict=True))
    ]
    return heading + "\n".join(lines)


def marks(proposal: Proposal) -> tuple[str, str]:
    return proposal.profile.marks.decimal, proposal.profile.marks.thousands


def test_81_000_everywhere_is_a_question_with_both_sums_to_the_cent() -> None:
    found = proposed(ledger("81.000", "8.100", "980", "-1.250"))
    assert sums(found, "amount.marks") == {"comma": Decimal("88830.00"), "point": Decimal("1067.85")}
    first = question(found, "amount.marks").readings[0]
    assert first.rows[0] == ReadRow(2, "81.000", Decimal("81000.00"))
    assert question(found, "amount.marks").readings[1].rows[0].read == Decimal("81.00")


@pytest.mark.parametrize("count", [1, 2, 50])
def test_plausibility_never_proves(count: int) -> None:
    found = proposed(ledger(*["81.000"] * count))
    assert "amount.marks" in keys(found)
    assert sums(found, "amount.marks") == {"comma": Decimal(81000 * count), "point": Decimal(81 * count)}


@pytest.mark.parametrize(
    ("amounts", "expected", "proof"),
    [
        (("81.000", "1.234,56"), (",", "."), "1.234,56 op rij 3"),
        (("81.000", "81.5"), (".", ","), "81.5 op rij 3"),
        (("81.000", "1.234.567"), (",", "."), "1.234.567 op rij 3"),
        (("81.000", "1.234", "980"), (",", "."), "1.234 op rij 3"),
        (("81,000", "1,234.50"), (".", ","), "1,234.50 op rij 3"),
        (("81,000", "1,234,567"), (".", ","), "1,234,567 op rij 3"),
        (("81", "12,5"), (",", "."), "12,5 op rij 3"),
        (("81.000", "€ 1.234,-"), (",", "."), "€ 1.234,- op rij 3"),
        (("81.000", "(500,00)"), (",", "."), "(500,00) op rij 3"),
        (("81.000", "500,00-"), (",", "."), "500,00- op rij 3"),
        (("81 000", "12,50"), (",", " "), "12,50 op rij 3"),
        (("81'000", "12.50"), (".", "'"), "12.50 op rij 3"),
    ],
)
def test_one_amount_that_fits_one_reading_proves(
    amounts: tuple[str, ...], expected: tuple[str, str], proof: str
) -> None:
    found = proposed(ledger(*amounts))
    assert "amount.marks" not in keys(found)
    assert marks(found) == expected
    assert proof in why(found, "marks")[0]


def test_a_comma_between_thousands_in_a_semicolon_file_is_asked() -> None:
    found = proposed(ledger("12,500", "980"))
    assert sums(found, "amount.marks") == {"point": Decimal("13480.00"), "comma": Decimal("992.50")}


def test_bare_integers_beside_a_decimal_comma_need_no_question() -> None:
    with subject(rows(ledger("81", "12,50", "1250"))) as about:
        proposal = settled(about)
        assert imported(about, proposal).loaded.total == Decimal("1343.50")


def test_integers_alone_need_no_question() -> None:
    found = proposed(ledger("81", "1250"))
    assert "amount.marks" not in keys(found)
    assert marks(found) == ("", "")


def test_amounts_that_contradict_each_other_are_asked_with_what_is_then_unread() -> None:
    found = proposed(ledger("1.234,56", "1,234.56", "81.000"))
    assert sums(found, "amount.marks") == {"comma": Decimal("82234.56"), "point": Decimal("1315.56")}
    assert "Niet te lezen bedragen: 1" in question(found, "amount.marks").readings[0].meaning.said("nl")


TOTALS = """Boekdatum|Boekstuk|Rekening|Omschrijving|Bedrag
13-03-2026|B-1|43812|Inhuur|980
14-03-2026|B-2|43812|Inhuur|1.250
|||Totaal|{total}"""


def test_a_total_that_adds_up_under_one_reading_only_proves() -> None:
    found = proposed(TOTALS.format(total="2.230"))
    assert "amount.marks" not in keys(found)
    assert marks(found) == (",", ".")
    assert "tellingen" in why(found, "marks")[0]


def test_a_total_that_does_not_add_up_proves_nothing() -> None:
    assert "amount.marks" in keys(proposed(TOTALS.format(total="2.240")))


def test_a_total_that_adds_up_both_ways_proves_nothing() -> None:
    found = proposed(TOTALS.replace("980", "8.100").format(total="9.350"))
    assert sums(found, "amount.marks") == {"comma": Decimal(9350), "point": Decimal("9.35")}


def test_typed_numbers_of_a_workbook_need_no_marks_and_text_among_them_does() -> None:
    cells = rows(ledger("1000.5", "81.000"))
    typed = [(None,) * 5, (None, None, None, None, "1000.5"), (None,) * 5]
    with subject(cells, typed=typed) as about:
        proposal = settled(about)
    with subject(cells[:2], typed=typed[:2]) as about:
        only_typed = settled(about)
        assert imported(about, only_typed).loaded.total == Decimal("1000.50")
    assert "amount.marks" in proposal.answers
    assert "amount.marks" not in only_typed.answers


# Unit


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        (HEADING.replace("Bedrag", "Bedrag (x € 1.000)"), "x € 1.000"),
        ("Grootboek, bedragen x 1.000\n" + HEADING, "x 1.000"),
        (HEADING.replace("Bedrag", "Bedrag × 1000"), "× 1000"),
        ("Alle bedragen in duizenden euro's\n" + HEADING, "in duizenden"),
    ],
)
def test_thousands_only_in_a_heading_are_asked(heading: str, words: str) -> None:
    found = proposed(ledger("81,5", "-2", heading=heading))
    assert sums(found, "amount.unit") == {"1000": Decimal("79500.00"), "1": Decimal("79.50")}
    assert words in question(found, "amount.unit").sentence.said("nl")


def test_without_such_words_the_unit_is_one_euro() -> None:
    assert "amount.unit" not in keys(proposed(ledger("81,5", heading="Rekening 1.000\n" + HEADING)))


def test_in_thousands_three_decimals_may_be_euros_and_prove_nothing() -> None:
    heading = HEADING.replace("Bedrag", "Bedrag (x 1.000)")
    assert "amount.marks" in keys(proposed(ledger("81.234", "-2", heading=heading)))


# Sign


def test_the_sign_of_costs_is_asked_with_both_sums() -> None:
    found = proposed(HEADING + "13-03-2026|B-1|43812|Inhuur|100,00\n14-03-2026|B-2|43812|Inhuur|-30,00")
    assert sums(found, "amount.sign") == {"costs_positive": Decimal("70.00"), "costs_negative": Decimal("-70.00")}


def test_refunds_prove_the_sign_of_costs() -> None:
    plus = proposed(HEADING + "13-03-2026|B-1|43812|Inhuur|100,00\n14-03-2026|B-2|43812|Creditnota|-30,00")
    minus = proposed(HEADING + "13-03-2026|B-1|43812|Inhuur|-100,00\n14-03-2026|B-2|43812|Creditnota|30,00")
    assert {"amount.sign"}.isdisjoint(keys(plus) + keys(minus))
    assert (plus.profile.marks.sign, minus.profile.marks.sign) == ("costs_positive", "costs_negative")


@pytest.mark.parametrize(
    ("heading", "plus", "minus"), [("D/C", "D", "C"), ("Af/Bij", "Af", "Bij"), ("V/N", "N", "V"), ("", "D", "C")]
)
def test_a_word_beside_the_amount_says_the_sign(heading: str, plus: str, minus: str) -> None:
    written = f"Boekdatum|Boekstuk|Rekening|Bedrag|{heading}\n13-03-2026|B-1|43812|100,00|{plus}\n"
    written += f"14-03-2026|B-2|43812|30,00|{minus}"
    with subject(rows(written)) as about:
        proposal = settled(about)
        assert imported(about, proposal).loaded.total == Decimal("70.00")
    assert "amount.sign" not in proposal.answers


def test_a_word_that_is_not_known_is_asked() -> None:
    found = proposed("Boekdatum|Rekening|Bedrag|D/C\n13-03-2026|43812|100,00|D\n14-03-2026|43812|30,00|X")
    assert [answer.value for answer in question(found, "flag=X").readings] == ["1", "-1"]


def test_words_at_the_amount_itself() -> None:
    with subject(rows(HEADING + "13-03-2026|B-1|43812|Last|N75.000\n14-03-2026|B-2|43812|Baat|V12.000,50")) as about:
        proposal = settled(about)
        assert imported(about, proposal).loaded.total == Decimal("62999.50")
    assert proposal.profile.marks.flag_at_amount
    assert proposal.profile.flags == (FlagWord("N", 1), FlagWord("V", -1))


def test_debit_and_credit_columns() -> None:
    written = "Boekdatum|Boekstuk|Rekening|Debet|Credit\n13-03-2026|B-1|43812|100,00|\n14-03-2026|B-2|43812||30,00"
    with subject(rows(written)) as about:
        proposal = settled(about)
        assert imported(about, proposal).loaded.total == Decimal("70.00")
    assert proposal.answers.keys() == {"rule.account=43812", "coverage"}


# Which column


def test_a_running_total_beside_the_amount_is_recognised_by_its_numbers() -> None:
    written = """Datum|Stuk|Rekening|Bedrag|Stand van zaken
13-03-2026|1|43812|100,00|100,00
14-03-2026|2|43812|-30,00|70,00
15-03-2026|3|43812|5,00|75,00"""
    found = proposed(written)
    assert found.profile.column("amount") == Column("amount", "Bedrag", 4)
    assert "amount.column" not in keys(found)
    assert "doorlopende saldo van Bedrag" in why(found, "amount")[0]


def test_of_many_columns_of_amounts_each_has_its_own_sum_and_running_totals_are_told() -> None:
    headings = [f"Kolom {number}" for number in range(30)]
    amounts = [[f"{row * 7 + number},5{number % 10}" for number in range(30)] for row in range(1, 4)]
    headings[28:], running = ["Kolom 28", "Totaal tot nu"], ["7,50", "22,00", "43,50"]
    for row, amount in zip(amounts, running, strict=True):
        row[29] = amount
    written = "\n".join(f"1{at}-03-2026|{at}|a|" + "|".join(row) for at, row in enumerate(amounts, start=3))
    found = proposed("Datum|Stuk|Rekening|" + "|".join(headings) + "\n" + written)
    readings = question(found, "amount.column").readings
    assert [answer.value for answer in readings] == headings[:29]
    assert readings[0].total == Decimal("43.50")
    assert readings[12].total == Decimal("79.56")
    assert any("doorlopende saldo van Kolom 0" in told for told in why(found, "amount"))


def test_a_running_total_before_the_amount_is_recognised_too() -> None:
    written = "Datum|Rekening|Saldo|Bedrag\n13-03-2026|a|100,00|100,00\n14-03-2026|a|70,00|-30,00\n"
    found = proposed(written + "15-03-2026|a|75,00|5,00")
    assert found.profile.column("amount") == Column("amount", "Bedrag", 4)
    assert "amount.column" not in keys(found)


def test_amounts_that_are_mostly_unknown_are_still_the_amounts() -> None:
    with subject(rows(ledger("PM", "-", "nan", "#REF!", "5,00", "-2,50"))) as about:
        found = imported(about, settled(about))
        assert (found.loaded.total, found.rejected.rows) == (Decimal("2.50"), 4)
        assert {one.problem for one in found.problems(9)[0]} == {"amount_unknown"}


def test_a_column_that_is_mostly_equal_to_the_amount_is_no_running_total() -> None:
    for amounts in (
        "1,00|1,00 1,00|0,00 3,00|3,00 5,00|5,00",
        "1,00|1,00 5,00|5,00 3,00|3,00",
        "1,00|1,00 1,00|0,00 3,00|3,00",
    ):
        written = "".join(f"\n1{at}-03-2026|{at}|43812|{both}" for at, both in enumerate(amounts.split()))
        found = proposed(f"Datum|Stuk|Rekening|Bedrag|Betaald bedrag{written}")
        assert list(sums(found, "amount.column")) == ["Bedrag", "Betaald bedrag"]


def test_a_balance_beside_debit_and_credit() -> None:
    written = (
        "Datum|Stuk|Rekening|Debet|Credit|Saldo\n13-03-2026|1|43812|100,00||100,00\n14-03-2026|2|43812||30,00|70,00"
    )
    found = proposed(written)
    assert (found.profile.column("amount"), "amount.column" in keys(found)) == (None, False)


def test_two_columns_that_may_both_be_the_amount_are_asked_with_both_sums() -> None:
    written = """Datum|Stuk|Rekening|Bedrag excl btw|Bedrag incl btw
13-03-2026|1|43812|100,00|121,00
14-03-2026|2|43812|50,00|60,50"""
    found = proposed(written)
    assert sums(found, "amount.column") == {"Bedrag excl btw": Decimal(150), "Bedrag incl btw": Decimal("181.50")}
    chosen = proposed(written, {"amount.column": "Bedrag incl btw"})
    assert chosen.profile.column("amount") == Column("amount", "Bedrag incl btw", 5)


def test_equal_columns_are_asked_too_for_next_month_they_may_differ() -> None:
    written = "Datum|Rekening|Bedrag excl btw|Bedrag incl btw\n13-03-2026|43812|100,00|100,00"
    assert "amount.column" in keys(proposed(written))


def test_the_planned_column_is_not_the_amount() -> None:
    written = """Datum|Rekening|Begroot|Realisatie|Verplichtingen
13-03-2026|43812|1.000,00|100,00|7,00
14-03-2026|43812|2.000,00|50,00|8,00"""
    found = proposed(written)
    assert found.profile.column("amount") == Column("amount", "Realisatie", 4)
    assert "amount.column" not in keys(found)


def test_plan_and_actual_in_one_column() -> None:
    written = "Datum|Rekening|B/W|Bedrag\n13-03-2026|43812|begroot|1.000,00\n14-03-2026|43812|werkelijk|50,00"
    with subject(rows(written)) as about:
        proposal = settled(about)
        found = imported(about, proposal)
        assert (found.loaded.total, found.reasons().keys()) == (Decimal(50), {"planned"})


@pytest.mark.parametrize("heading", ["Soort", "Versie"])
def test_plan_and_actual_in_one_column_said_in_more_words(heading: str) -> None:
    written = f"Datum|Rekening|{heading}|Bedrag\n13-03-2026|43812|Begroting 2026|1.000,00\n"
    written += "14-03-2026|43812|Realisatie 2026|50,00\n15-03-2026|43812|Prognose|7,00"
    with subject(rows(written)) as about:
        assert "kind=prognose" in keys(propose(about))
        found = imported(about, settled(about, {"kind=prognose": "planned"}))
        assert (found.loaded.total, found.reasons()["planned"].total) == (Decimal(50), Decimal(1007))


def test_an_unclear_sort_of_amount_is_asked() -> None:
    written = "Datum|Rekening|Soort|Bedrag\n13-03-2026|43812|werkelijk|1.000,00\n14-03-2026|43812|prognose|50,00"
    found = proposed(written)
    assert [answer.value for answer in question(found, "kind=prognose").readings] == [
        "expenditure", "commitment", "planned",
    ]  # fmt: skip


def test_years_as_columns() -> None:
    written = "Rekening|Omschrijving|2025|2026\n43812|Inhuur|1.000,00|2.000,50\n62000|Training||3,00"
    with subject(rows(written)) as about:
        proposal = settled(about, {"date.month": "12"})
        found = imported(about, proposal)
        assert found.problems(5) == ((), 0)
        assert found.loaded.total == Decimal("3003.50")
    assert proposal.profile.year_columns == (YearColumn(2025, "2025", 3), YearColumn(2026, "2026", 4))


@pytest.mark.parametrize("years", ["2025|2026", "2026"])
def test_years_as_columns_beside_one_heading(years: str) -> None:
    amounts = "1.000,50|2.000,00" if "|" in years else "3.000,50"
    found = proposed(f"Regel|{years}\na|{amounts}\nb|{amounts}")
    assert [str(year.year) for year in found.profile.year_columns] == years.split("|")
    assert (found.profile.file.heading_first, found.profile.file.first_row) == (1, 2)
    assert "fiscal_year" not in keys(found)


def test_years_as_columns_with_plan_and_actual() -> None:
    written = "Rekening|2025||2026|\n|Begroot|Werkelijk|Begroot|Werkelijk\n43812|9,00|1,00|8,00|2,00"
    found = proposed(written)
    assert [(year.year, year.number) for year in found.profile.year_columns] == [(2025, 3), (2026, 5)]
    assert (found.profile.file.heading_first, found.profile.file.heading_last) == (1, 2)


def test_the_default_marks_of_a_profile_are_what_was_found() -> None:
    assert proposed(ledger("1.234,56", "-2")).profile.marks == Marks(",", ".", "dmy", 1, "", "costs_positive")


@pytest.mark.parametrize(
    "last", ["Terugbetaling aan bewoner|75,00", "Terugbetaling|-75,00", "Creditnota|75,00", "Restitutie|75,00"]
)
def test_one_word_against_the_other_amounts_never_turns_the_file(last: str) -> None:
    rows_of_costs = "".join(f"{day}-03-2026|B-{day}|43812|Inhuur|100,00\n" for day in range(13, 17))
    found = proposed(f"{HEADING}{rows_of_costs}17-03-2026|B-17|43812|{last}")
    assert "amount.sign" in keys(found)


# What is proven can still be answered otherwise


CONTESTED = """Boekdatum|Boekstuk|Rekening|Begroot|Bedrag
13-03-2026|B-1|43812|9,00|100,50
04-05-2026|B-2|43812|9,00|1.234
"""


def contested(proposal: Proposal, part: str) -> dict[str, tuple[ReadRow, ...]]:
    """What a person may answer otherwise about a part, with the rows that show it."""
    told = next(one for one in proposal.evidence if one.part == part and one.question)
    assert told.question
    return {answer.value: answer.rows for answer in told.question.readings}


def test_what_is_proven_can_be_answered_otherwise() -> None:
    found = proposed(CONTESTED)
    assert contested(found, "marks")["point"] == (ReadRow(3, "1.234", None), ReadRow(2, "100,50", None))
    assert contested(found, "marks")["comma"][1] == ReadRow(2, "100,50", Decimal("100.50"))
    assert contested(found, "date").keys() == {"dmy", "mdy"}
    assert contested(found, "amount").keys() == {"Bedrag", "Begroot"}
    answers = {"amount.marks": "point", "date.order": "mdy", "amount.column": "Begroot"}
    otherwise = proposed(CONTESTED, answers)
    assert (marks(otherwise)[0], otherwise.profile.marks.date_order) == (".", "mdy")
    assert otherwise.profile.column("amount") == Column("amount", "Begroot", 4)
    assert otherwise.answers == answers
    assert [one.part for one in otherwise.evidence if one.standing == "answered"] == ["amount", "date", "marks"]
    assert all(one.question for one in otherwise.evidence if one.standing == "answered")


def test_a_proven_sign_can_be_turned_with_both_sums_beside_each_other() -> None:
    written = "Boekdatum|Boekstuk|Rekening|Debet|Credit\n13-03-2026|B-1|43812|100,00|\n14-03-2026|B-2|43812||30,00"
    found = proposed(written)
    told = next(one.question for one in found.evidence if one.part == "sign")
    assert told
    assert [answer.total for answer in told.readings] == [Decimal(70), Decimal(-70)]
    assert proposed(written, {"amount.sign": "costs_negative"}).profile.marks.sign == "costs_negative"
    refused = proposed(written, {"amount.sign": "x"})
    assert (refused.profile.marks.sign, refused.problems[0].problem) == ("costs_positive", "unknown_value")
    known = proposed(written, {"amount.sign": "costs_negative"}, known=found.profile)
    assert (known.profile.marks.sign, known.answers) == ("costs_negative", {"amount.sign": "costs_negative"})


# A minus beside a word or in a column that takes off already


def flagged(*amounts: str, words: Sequence[str] = "DC") -> str:
    """Bookings with an amount and its word (100,00 D), in a column named by both words."""
    lines = [f"{day}-03-2026|B-{day}|43812|{one.replace(' ', '|')}" for day, one in enumerate(amounts, start=13)]
    return f"Boekdatum|Boekstuk|Rekening|Bedrag|{'/'.join(words)}\n" + "\n".join(lines)


@pytest.mark.parametrize(
    ("written", "repeats", "turns"),
    [
        (flagged("100,00 D", "-30,00 C"), "70.00", "130.00"),
        (flagged("-100,00 Af", "30,00 Bij", words=("Af", "Bij")), "70.00", "-130.00"),
        (flagged("100,00 D", "50,00 D", "-30,00 C", "20,00 C"), "140.00", "160.00"),
        (flagged("-100,00 D"), "100.00", "-100.00"),
        (HEADING + "13-03-2026|B-1|43812|Last|N75,00\n14-03-2026|B-2|43812|Baat|V-12,00", "63.00", "87.00"),
        ("Boekdatum|Rekening|Debet|Credit\n13-03-2026|1|100,00|0,00\n14-03-2026|1|0,00|-30,00", "70.00", "130.00"),
    ],
)
def test_a_minus_where_a_word_or_column_takes_off_already_is_asked(written: str, repeats: str, turns: str) -> None:
    found = proposed(written)
    assert sums(found, "amount.minus") == {"repeats": Decimal(repeats), "turns": Decimal(turns)}
    for value, total in (("repeats", repeats), ("turns", turns)):
        with subject(rows(written)) as about:
            assert imported(about, settled(about, {"amount.minus": value})).loaded.total == Decimal(total)


def test_a_few_corrections_need_no_question_and_the_next_file_neither() -> None:
    written = flagged("99,00 D", "1,00 D", "-5,00 D", *["10,00 C"] * 4, "-30,00 C")
    found = proposed(written)
    assert "amount.minus" not in keys(found)
    assert "op rij 9" in next(one for one in why(found, "sign") if "correctie" in one)
    assert proposed(written, {"amount.minus": "repeats"}).profile.marks.minus == "repeats"
    asked = flagged("100,00 D", "-30,00 C")
    known = proposed(asked, {"amount.minus": "repeats"}).profile
    with subject(rows(flagged("50,00 D", "-20,00 C")), known) as about:
        again = settled(about)
        assert imported(about, again).loaded.total == Decimal("30.00")
        assert "amount.minus" not in again.answers


def test_words_that_all_contradict_the_amounts_leave_the_sign_open() -> None:
    found = proposed(flagged("-100,00 D", "-30,00 C"))
    assert sums(found, "amount.sign") == {"costs_positive": Decimal("-70.00"), "costs_negative": Decimal("70.00")}


def test_a_column_of_plus_and_minus_beside_amounts_with_a_minus_is_asked() -> None:
    found = proposed("Boekdatum|Rekening|Bedrag|+/-\n13-03-2026|43812|100,00|+\n14-03-2026|43812|-30,00|-")
    assert sums(found, "amount.minus") == {"repeats": Decimal("70.00"), "turns": Decimal("130.00")}


# Three digits behind the mark that stands before the cents


@pytest.mark.parametrize(
    ("amounts", "decimals", "thousands"),
    [
        (("12,50", "81,000", "-1,250"), "92.25", "79762.50"),
        (("12.50", "81.000"), "93.50", "81012.50"),
        (("1.234.567", "81,000"), "1234648.00", "1315567.00"),
    ],
)
def test_three_digits_behind_a_proven_mark_are_asked(amounts: tuple[str, ...], decimals: str, thousands: str) -> None:
    found = proposed(ledger(*amounts))
    assert "amount.marks" not in keys(found)
    assert sums(found, "amount.three") == {"decimals": Decimal(decimals), "thousands": Decimal(thousands)}
    assert len(question(found, "amount.three").readings[0].rows) > 0


def test_three_decimals_throughout_are_asked_once_as_the_mark_and_proven_by_a_longer_amount() -> None:
    asked = proposed(ledger("81,000", "12,500"))
    assert ("amount.marks" in keys(asked), "amount.three" in keys(asked)) == (True, False)
    proven = proposed(ledger("1234,500", "81,000", "12,50"))
    assert {"amount.marks", "amount.three"}.isdisjoint(keys(proven))
    assert proven.profile.marks.three_digits == "decimals"
    assert "1234,500 op rij 2" in why(proven, "marks")[1]
    turned = proposed(ledger("1234,500", "81,000"), {"amount.three": "thousands"})
    assert turned.profile.marks.three_digits == "thousands"


def test_three_odd_digits_prove_thousands_only_beside_amounts_without_a_mark() -> None:
    found = proposed(ledger("12.500", "81.234"))
    assert sums(found, "amount.marks") == {"comma": Decimal("93734.00"), "point": Decimal("12.50")}
    assert marks(proposed(ledger("980", "81.234"))) == (",", ".")


def test_a_known_profile_that_never_saw_three_digits_asks_and_one_that_did_does_not() -> None:
    plain = proposed(ledger("12,50", "-1,00")).profile
    assert "amount.three" in keys(proposed(ledger("81,000", "-1,00"), known=plain))
    settled_once = proposed(ledger("12,50", "81,000"), {"amount.three": "thousands"}).profile
    with subject(rows(ledger("7,000", "-1,00")), settled_once) as about:
        again = settled(about)
        assert "amount.three" not in again.answers
        assert imported(about, again).loaded.total == Decimal("6999.00")


# Columns with numbers beside the amount


def test_a_column_that_completes_the_amount_is_asked_with_the_difference() -> None:
    written = "Datum|Rekening|Lasten|Baten\n13-01-2026|4300|100,00|\n14-01-2026|4300||30,00"
    expected = {"Lasten": Decimal(100), "Baten": Decimal(30), "Lasten/Baten": Decimal(70)}
    assert sums(proposed(written), "amount.column") == expected
    chosen = proposed(written, {"amount.column": "Lasten/Baten"})
    assert chosen.profile.column("debit") == Column("debit", "Lasten", 3)
    assert chosen.profile.column("credit") == Column("credit", "Baten", 4)
    whole = proposed("Datum|Rekening|Debet|Vordering\n13-01-2026|4300|100|0\n14-01-2026|4300|0|30")
    assert sums(whole, "amount.column")["Debet/Vordering"] == Decimal(70)
    assert proposed(written.replace("Lasten|Baten", "Debet|Te goed")).profile.column("credit")


def test_numbers_that_do_not_count_are_told_with_their_sum_and_codes_are_not() -> None:
    heading = "Datum|Rekening|Bedrag|BTW|Dagboek|Relatie\n"
    found = proposed(heading + "13-01-2026|43812|100,00|21,00|20|1234\n14-01-2026|43812|-20,00|-4,20|9|77")
    assert "amount.column" not in keys(found)
    assert [told for told in why(found, "amount") if "samen" in told] == [
        "In BTW staan ook getallen, samen €\u00a016,80. Deze kolom telt niet mee."
    ]


def test_an_amount_that_cannot_be_read_in_any_row_is_rejected_with_what_stands_there() -> None:
    with subject(
        rows("Datum|Stuk|Rekening|Bedrag\n13-03-2026|1|43812|zie bijlage\n14-03-2026|2|43812|12 p.p.")
    ) as about:
        found = imported(about, settled(about))
        assert [(one.found, one.problem) for one in found.problems(9)[0]] == [
            ("zie bijlage", "amount_text"), ("12 p.p.", "amount_text"),
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "costs", "back"),
    [("S/H", "S", "H"), ("Boekingssleutel", "40", "50"), ("Code", "L", "B"), ("Soort", "Lasten", "Baten")],
)
def test_words_of_a_sign_that_are_not_known_are_asked(heading: str, costs: str, back: str) -> None:
    written = ledger("100,00", "30,00", heading=HEADING.replace("Bedrag", f"Bedrag|{heading}"))
    first, second = written.replace("100,00", f"100,00|{costs}"), f"30,00|{back}"
    found = proposed(first.replace("30,00", second))
    assert {f"flag={costs.upper()}", f"flag={back.upper()}"} <= set(keys(found))
    assert not [one for one in found.evidence if one.part == "sign" and one.standing == Standing.PROVEN]


def test_a_column_without_heading_is_told_as_a_column_with_its_number() -> None:
    bookings = "13-03-2026|B-1|43812|Inhuur|100,00|\n14-03-2026|B-2|43812|Bus||30,00\n"
    written = HEADING.replace("Bedrag", "Bedrag|") + bookings
    found = question(proposed(written), "amount.column")
    assert [one.value for one in found.readings] == ["Bedrag", "6", "Bedrag/6"]
    assert [one.meaning.said("nl") for one in found.readings[1:]] == [
        "Het bedrag staat in kolom 6.", "Het bedrag is Bedrag min kolom 6.",
    ]  # fmt: skip


def test_a_slip_of_the_pen_in_an_amount_is_an_error_of_its_row_and_a_word_in_many_rows_is_asked() -> None:
    plain = ["100,00", "-30,00", "5,00"]
    worded = ["N100,00", "V30,00", "N5,00"]
    for amounts, value in (([*plain, "12,3x"], "12,3x"), ([*worded, "12,3x"], "X"), ([*plain, "1.2x"], "1.2x")):
        with subject(rows(ledger(*amounts))) as about:
            proposal = settled(about)
            found = imported(about, proposal)
            assert not [key for key in proposal.answers if key.startswith(("flag", "amount.marks"))]
            problems, _ = found.problems(5)
            assert [(one.line, one.column, one.found) for one in problems] == [(5, "Bedrag", value)]
    many = proposed(ledger("100,00", "-30,00", "5,00 Z", "6,00 Z", "7,00 Z"))
    assert [key for key in keys(many) if key.startswith("flag")] == ["flag=", "flag=Z"]
    beside = proposed(ledger("T1,00", "T2,00", "T3,00", "A4,00", "A5,00", "X6,00"))
    assert [key for key in keys(beside) if key.startswith("flag")] == ["flag=A", "flag=T"]


def test_two_columns_with_one_heading_are_told_apart_by_their_numbers() -> None:
    written = HEADING.replace("Bedrag", "Bedrag|Bedrag") + (
        "13-03-2026|B-1|43812|Inhuur|100,00|1,00\n14-03-2026|B-2|43812|Creditnota|-30,00|-2,00\n"
    )
    assert sums(proposed(written), "amount.column") == {"Bedrag (5)": Decimal(70), "Bedrag (6)": Decimal(-1)}
    found = proposed(written, {"amount.column": "Bedrag (6)"})
    assert found.profile.column("amount") == Column("amount", "Bedrag", 6)
    assert not found.problems


def test_a_second_pair_of_debit_and_credit_is_asked_unless_it_says_the_same() -> None:
    heading = "Boekdatum|Boekstuk|Rekening|Debet|Credit|Debet EUR|Credit EUR\n"
    written = heading + "13-03-2026|B-1|43812|100,00||90,00|\n14-03-2026|B-2|43812||30,00||27,00\n"
    asked = sums(proposed(written), "amount.column")
    assert asked == {"debit/credit": Decimal(70), "Debet EUR/Credit EUR": Decimal(63)}
    with subject(rows(written)) as about:
        chosen = settled(about, {"amount.column": "Debet EUR/Credit EUR"})
        assert imported(about, chosen).loaded.total == Decimal(63)
    same = proposed(written.replace("90,00", "100,00").replace("27,00", "30,00"))
    assert "amount.column" not in keys(same)
    assert any("Debet EUR/Credit EUR" in told for told in why(same, "amount"))


def test_text_with_a_number_in_it_is_no_column_of_numbers() -> None:
    written = "Boekdatum|Rekening|Bedrag|BTW|Leverancier\n13-03-2026|43812|100,00|21,00|Bureau 1\n"
    told = why(proposed(written + "14-03-2026|43812|30,00|6,30|Bureau 2\n"), "amount")
    assert [text for text in told if "ook getallen" in text] == [
        "In BTW staan ook getallen, samen €\u00a027,30. Deze kolom telt niet mee."
    ]


def test_where_no_amount_can_be_read_no_sign_is_asked() -> None:
    assert "amount.sign" not in keys(proposed(ledger("a1", "b2")))
    assert "amount.sign" in keys(proposed(ledger("0,00", "b2")))


def test_what_the_file_does_not_say_is_usual_and_what_says_a_sign_is_counted_and_shown() -> None:
    written = "Boekdatum|Boekstuk|Rekening|Debet|Tegoed\n13-03-2026|B-1|43812|100,00|\n14-03-2026|B-2|43812||30,00"
    found = proposed(written)
    usual = [one.part for one in found.evidence if one.standing == "usual"]
    assert usual == ["kind", "unit"]
    assert why(found, "sign") == ["Debet is kosten, credit komt terug. Rijen met kosten: 1. Rijen die terugkomen: 1."]
    assert "Debet / Tegoed is de enige" in why(found, "amount")[0]
    question = next(one.question for one in found.evidence if one.question and one.question.key == "amount.sign")
    assert [row.written for row in question.readings[0].rows] == ["100,00 (Debet)", "30,00 (Tegoed)"]
    words = proposed("Boekdatum|Rekening|Bedrag|D/C\n13-03-2026|43812|100,00|D\n14-03-2026|43812|30,00|C")
    question = next(one.question for one in words.evidence if one.question and one.question.key == "amount.sign")
    assert [row.written for row in question.readings[0].rows] == ["100,00 D", "30,00 C"]
    assert why(words, "sign")[-1].endswith("Rijen met kosten: 1. Rijen die terugkomen: 1.")


def test_the_sums_of_a_question_say_which_open_questions_they_go_by() -> None:
    heading = HEADING.replace("Bedrag", "Bedrag|Bedrag|Status")
    written = heading + (
        "13-03-2026|B-1|43812|Inhuur|81.000|90.000|Vervallen\n14-03-2026|B-2|43812|Terug|-12.500|-9.000|Geboekt\n"
    )
    found = proposed(written)
    rests = {one.key: one.rests_on for one in found.questions}
    before_sign = ("amount.column", "amount.marks", "status=vervallen")
    assert rests == {
        "amount.column": ("amount.marks",),
        "amount.marks": ("amount.column",),
        "status=vervallen": ("amount.column", "amount.marks"),
        "amount.sign": before_sign,
        "rule.account=43812": (*before_sign, "amount.sign"),
        "coverage": (),
    }
    marks_asked = question(found, "amount.marks")
    assert said_rests_on(marks_asked, found.questions, "nl") == (
        "Deze bedragen gaan uit van het eerste antwoord op: ‘Welke kolom is het bedrag van de boeking?’"
    )
    assert not said_rests_on(question(found, "coverage"), found.questions, "nl")
    left = proposed(written, {"amount.column": "Bedrag (6)", "amount.marks": "comma", "status=vervallen": "keep"})
    assert [one.rests_on for one in left.questions] == [(), ("amount.sign",), ()]
    both = proposed(
        HEADING + "13-03-2026|B-1|43812|Inhuur|1,00\n14-03-2026|B-2|62|Terug|-2,00\n15-03-2031|B-3|43812|x|3,00"
    )
    assert {one.key: one.rests_on for one in both.questions if one.key.startswith("rule.")} == {
        "rule.account=43812": ("amount.sign",),
        "rule.account=62": ("amount.sign",),
    }


@pytest.mark.parametrize("newest_first", [False, True])
def test_a_running_total_that_begins_with_an_opening_balance_is_not_the_amount(newest_first: bool) -> None:
    bookings = ["13-03-2026|B-1|10,50|110,50", "14-03-2026|B-2|20,25|130,75", "15-03-2026|B-3|-5,00|125,75"]
    written = "\n".join(["Datum|Stuk|Bedrag|Saldo", *(bookings[::-1] if newest_first else bookings)])
    assert "amount.column" not in keys(proposed(written))
    assert proposed(written).profile.column("amount") == Column("amount", "Bedrag", 3)
    assert "amount.column" in keys(proposed(written.replace("130,75", "130,74")))


def test_a_column_that_says_yes_or_no_holds_no_amounts() -> None:
    flags = "Datum|Stuk|Bedrag|Geboekt\n13-03-2026|B-1|10,50|1\n14-03-2026|B-2|20,50|0"
    assert "amount.column" not in keys(proposed(flags))
    assert "amount.column" in keys(proposed(flags.replace("|0", "|20,50")))


def test_what_only_broken_rows_have_is_no_column() -> None:
    text = replace(TEXT_FILE, usual_columns=5)
    cells = rows(HEADING + "".join(f"{day}-03-2026|B-{day}|43812|Inhuur|10,50\n" for day in (13, 14, 15)))
    cells.append(["16-03-2026", "B-16", "43812", "met ", " erin", "20,25"])
    with subject(cells, source=text) as about:
        proposal = settled(about)
        assert "amount.column" not in proposal.answers
        found = imported(about, proposal)
        assert (found.loaded.total, [problem.problem for problem in found.problems(5)[0]]) == (
            Decimal("31.50"),
            ["field_count"],
        )
