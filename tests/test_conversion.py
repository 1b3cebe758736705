"""From cells to bookings: each trap with rows of its own; every row is loaded, left out with a reason, or rejected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_files import small_plan

from pokdash.domain.booking_name import FIRST_MADE_UP_LINE, booking_name
from pokdash.ledger.conversion import Converted, Instructions, Keys, LeaveOut, Place, Repeats, Rule, convert
from pokdash.ledger.conversion.macros import sql
from pokdash.ledger.grid import Grid
from pokdash.ledger.row_problem import shortened
from pokdash.texts import LANGUAGES, text

PLAN = small_plan()
HEADINGS = {"booking_date": "Datum", "account": "Rekening", "amount": "Bedrag", "booking_number": "Stuk",
            "description": "Omschrijving"}  # fmt: skip
RULES = (
    Rule("account", "43812", "a"),
    Rule("account", "62", "b", prefix=True),
    Rule("account", "9", None, prefix=True),
)
USUAL = ("02-03-2026", "43812", "100,00", "B-1", "Inhuur")


def places(headings: dict[str, str]) -> dict[str, Place]:
    return {field: Place(column, heading) for column, (field, heading) in enumerate(headings.items(), start=1)}


def instructions(headings: dict[str, str] = HEADINGS, **changes: object) -> Instructions:
    usual: dict[str, object] = {"first_row": 2, "places": places(headings), "thousands_mark": ".", "rules": RULES}
    return Instructions(**{**usual, **changes})  # type: ignore[arg-type]


def converted(
    rows: Sequence[Sequence[str]], how: Instructions | None = None, typed: Sequence[Sequence[str | None]] = ()
) -> Converted:
    """Rows of cells from line 2 on, converted; `typed` are the values that a workbook gives to the same cells."""
    columns = max(map(len, rows), default=len(HEADINGS))
    connection = duckdb.connect()
    names = [f"c{number} varchar" for number in range(1, columns + 1)]
    names += [f"n{number} varchar" for number in range(1, columns + 1)] if typed else []
    connection.execute(
        f"create table grid (source_row bigint, fields integer, quotes_wrong boolean, {', '.join(names)})"
    )
    for at, row in enumerate(rows):
        cells: list[object] = [*row, *[""] * (columns - len(row)), *(typed[at] if typed else ())]
        marks = ", ".join("?" * (3 + len(cells)))
        connection.execute(f"insert into grid values ({marks})", [at + 2, len(row), False, *cells])
    found = convert(connection, Grid(columns, len(rows), has_values=bool(typed)), how or instructions(), PLAN)
    assert found.rows_read == len(rows)
    _texts_are_complete(found)
    return found


def _texts_are_complete(found: Converted) -> None:
    for language in LANGUAGES:
        for problem in found.problems(100)[0]:
            assert "{" not in text(language, f"row_problem.{problem.problem}", **problem.params, unused=None)
        for reason in found.reasons():
            assert text(language, f"left_out.{reason}")


def row(**cells: str) -> tuple[str, ...]:
    return tuple({**dict(zip(HEADINGS, USUAL, strict=True)), **cells}.values())


def bookings(found: Converted) -> list[dict[str, object]]:
    return list(found.entries().read_all().to_pylist())


def amounts(found: Converted) -> list[object]:
    assert found.problems(10) == ((), 0)
    return [booking["amount"] for booking in bookings(found)]


def wrong(found: Converted) -> list[tuple[int | None, str | None, str | None, str]]:
    return [(one.line, one.column, one.found, one.problem) for one in found.problems(100)[0]]


def test_a_booking_comes_through_exactly() -> None:
    how = instructions({**HEADINGS, "booking_line": "Regel"})
    assert bookings(converted([(*row(amount="€ 1.234,56-"), "1")], how)) == [
        {
            "source_row": 2, "kind": "expenditure", "booking_date": dt.date(2026, 3, 2), "fiscal_year": 2026,
            "line": "a",
            "amount": Decimal("-1234.56"), "booking_number": "B-1", "booking_line": 1, "commitment_number": None,
            "decision": None, "description": "Inhuur",
        }
    ]  # fmt: skip


def test_the_table_has_the_types_of_the_store() -> None:
    types = {field.name: str(field.type) for field in converted([row()]).entries().schema}
    assert (types["amount"], types["booking_date"], types["fiscal_year"]) == (
        "decimal128(18, 2)",
        "date32[day]",
        "int16",
    )
    assert (types["source_row"], types["booking_line"]) == ("int64", "int32")


# Every row has one verdict


def test_every_row_is_loaded_left_out_or_rejected_and_each_part_adds_up() -> None:
    found = converted([
        row(amount="1.000,01"), row(amount="12.34"), ("", "", "", "", ""),
        ("Datum", "Rekening", "Bedrag", "Stuk", "Omschrijving"),
        row(account="90001", amount="7,00"), row(booking_date="31-02-2026", amount="5,00"), row(amount="PM"),
        row(booking_number="B-2", amount="-0,01"),
    ])  # fmt: skip
    assert (found.loaded.rows, found.loaded.total) == (2, Decimal("1000.00"))
    assert (found.left_out.rows, found.left_out.with_amount, found.left_out.total) == (3, 1, Decimal("7.00"))
    assert (found.rejected.rows, found.rejected.with_amount, found.rejected.total) == (3, 1, Decimal("5.00"))
    assert {reason: part.rows for reason, part in found.reasons().items()} == {
        "blank": 1, "repeated_heading": 1, "not_in_plan": 1,
    }  # fmt: skip
    assert [(one.line, one.reason) for one in found.left_out_rows(2)] == [(4, "blank"), (5, "repeated_heading")]
    assert found.dates() == (dt.date(2026, 3, 2), dt.date(2026, 3, 2))
    assert found.by_line_and_year()["expenditure", "a", 2026].total == Decimal("1000.00")


WRITTEN = st.sampled_from(["100,00", "PM", "", "x", "1.234,50", "81.00"])
ACCOUNTS = st.sampled_from(["43812", "620", "9", "7", ""])


@settings(max_examples=15)
@given(st.lists(st.tuples(WRITTEN, ACCOUNTS), max_size=12))
def test_no_row_is_lost(cells: list[tuple[str, str]]) -> None:
    found = converted(
        [row(amount=amount, account=account, booking_number=f"B-{at}") for at, (amount, account) in enumerate(cells)]
    )
    assert found.loaded.rows + found.left_out.rows + found.rejected.rows == len(cells)
    assert (
        found.loaded.rows
        == len(bookings(found))
        == sum(amount in {"100,00", "1.234,50"} and account in {"43812", "620"} for amount, account in cells)
    )


@pytest.mark.parametrize(
    ("cells", "column", "value", "problem"),
    [
        ({"amount": "12.34"}, "Bedrag", "12.34", "amount_marks"), ({"amount": "PM"}, "Bedrag", "PM", "amount_unknown"),
        ({"amount": "#REF!"}, "Bedrag", "#REF!", "amount_unknown"), ({"amount": "-"}, "Bedrag", "-", "amount_unknown"),
        ({"amount": "n.v.t."}, "Bedrag", "n.v.t.", "amount_unknown"), ({"amount": ""}, "Bedrag", "", "cell_empty"),
        ({"amount": "twaalf"}, "Bedrag", "twaalf", "amount_text"),
        ({"amount": "1,005"}, "Bedrag", "1,005", "amount_marks"),
        ({"amount": "12345678901234567,00"}, "Bedrag", "12345678901234567,00", "amount_too_large"),
        ({"booking_date": "03-13-2026"}, "Datum", "03-13-2026", "date_form"),
        ({"booking_date": ""}, "Datum", "", "cell_empty"),
        ({"booking_date": "02-03-026"}, "Datum", "02-03-026", "date_form"),
        ({"booking_date": "02-03-1926"}, "Datum", "02-03-1926", "date_too_early"),
        ({"booking_date": "02-03-2031"}, "Datum", "02-03-2031", "date_after_coverage"),
        ({"account": "70000"}, "Rekening", "70000", "no_rule"), ({"account": ""}, "Rekening", "", "no_rule"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_place(cells: dict[str, str], column: str, value: str, problem: str) -> None:
    found = converted([row(), row(booking_number="B-2", **cells)], instructions(covered_until=dt.date(2028, 12, 31)))
    assert (3, column, value, problem) in wrong(found)
    assert {line for line, *_ in wrong(found)} == {3}
    assert found.rejected.rows == 1


def test_a_row_that_shifted_or_broke_off_is_rejected() -> None:
    found = converted([(*USUAL, "nog iets"), USUAL[:4]], instructions())
    assert wrong(found) == [(3, None, "4", "field_count")]
    short = converted([USUAL, USUAL[:3]])
    assert wrong(short) == [(3, None, "3", "field_count")]


def test_more_problems_than_are_shown_are_all_counted() -> None:
    found = converted([row(amount="x", account="7", booking_number=str(number)) for number in range(30)])
    shown, count = found.problems(5)
    assert (len(shown), count, [one.line for one in shown]) == (5, 60, [2, 2, 3, 3, 4])


# Amounts in their many shapes

DEBIT_CREDIT = {
    "booking_date": "Datum",
    "account": "Rekening",
    "debit": "Debet",
    "credit": "Credit",
    "booking_number": "Stuk",
}
FLAGGED = {"booking_date": "Datum", "account": "Rekening", "amount": "Bedrag", "flag": "D/C", "booking_number": "Stuk"}


@pytest.mark.parametrize(
    ("debit", "credit", "net"),
    [("100,00", "", "100.00"), ("", "100,00", "-100.00"), ("1.000,00", "250,50", "749.50"),
        ("0,00", "5,00", "-5.00"), ("-3,00", "", "-3.00"), ("-", "5,00", "-5.00"), ("5,00", "€ -", "5.00")],
)  # fmt: skip
def test_debit_and_credit_are_netted(debit: str, credit: str, net: str) -> None:
    assert amounts(converted([("02-03-2026", "43812", debit, credit, "B-1")], instructions(DEBIT_CREDIT))) == [
        Decimal(net)
    ]


@pytest.mark.parametrize(
    ("debit", "credit", "column", "problem"),
    [("", "", "Debet", "cell_empty"), ("x", "", "Debet", "amount_text"), ("5,00", "PM", "Credit", "amount_unknown")],
)
def test_debit_and_credit_that_cannot_be_read(debit: str, credit: str, column: str, problem: str) -> None:
    found = converted([("02-03-2026", "43812", debit, credit, "B-1")], instructions(DEBIT_CREDIT))
    assert [(where, why) for _, where, _, why in wrong(found)] == [(column, problem)]


@pytest.mark.parametrize(
    ("flags", "word", "amount", "expected"),
    [
        ({"D": 1, "C": -1}, "D", "5,00", "5.00"), ({"D": 1, "C": -1}, "c", "5,00", "-5.00"),
        ({"D": 1, "C": -1}, "C", "-5,00", "5.00"),
        ({"Af": 1, "Bij": -1}, "Bij", "5,00", "-5.00"), ({"N": 1, "V": -1}, "V", "12.000", "-12000.00"),
        ({"D": 1, "C": -1}, "", "0,00", "0.00"),
    ],
)  # fmt: skip
def test_a_flag_gives_the_sign(flags: dict[str, int], word: str, amount: str, expected: str) -> None:
    how = instructions(FLAGGED, flags=flags)
    assert amounts(converted([("02-03-2026", "43812", amount, word, "B-1")], how)) == [Decimal(expected)]


@pytest.mark.parametrize("word", ["", "X", "DC"])
def test_a_flag_that_says_nothing_is_a_problem_and_no_guess(word: str) -> None:
    how = instructions(FLAGGED, flags={"D": 1, "C": -1})
    assert wrong(converted([("02-03-2026", "43812", "5,00", word, "B-1")], how)) == [(2, "D/C", word, "flag_word")]


def test_a_flag_at_the_amount() -> None:
    how = instructions(flag_at_amount=True, flags={"N": 1, "V": -1})
    found = converted(
        [row(amount="N75.000"), row(amount="V12.000", booking_number="B-2"), row(amount="0", booking_number="B-3")], how
    )
    assert amounts(found) == [75000, -12000, 0]


def test_unit_and_sign_convention() -> None:
    assert amounts(converted([row(amount="81,5")], instructions(unit=1000))) == [81500]
    assert amounts(converted([row(amount="81,5")], instructions(unit=1000, costs_positive=False))) == [-81500]
    assert amounts(converted([row(amount="81,50")], instructions(costs_positive=False))) == [Decimal("-81.50")]


def test_an_amount_too_large_after_its_unit_is_a_problem() -> None:
    found = converted([row(amount="9999999999999999")], instructions(unit=1000))
    assert [why for *_, why in wrong(found)] == ["amount_too_large"]


@pytest.mark.parametrize(
    ("decimal_mark", "thousands_mark", "written", "expected"),
    [
        (".", ",", "81,000", 81000), (",", ".", "81.000", 81000), (".", "", "81.5", Decimal("81.50")),
        (",", "", "81", 81),
        (",", " ", "1 234,50", Decimal("1234.50")), ("", ".", "1.234", 1234), (",", ".", "€ 1.234,-", 1234),
        (",", ".", "(1.234,56)", Decimal("-1234.56")), (".", "'", "1’234.50", Decimal("1234.50")),
    ],
)  # fmt: skip
def test_the_marks_of_the_instructions_decide(
    decimal_mark: str, thousands_mark: str, written: str, expected: Decimal
) -> None:
    how = instructions(decimal_mark=decimal_mark, thousands_mark=thousands_mark)
    assert amounts(converted([row(amount=written)], how)) == [expected]


# Workbooks


def test_values_that_a_workbook_types_go_before_the_text() -> None:
    typed = [("2026-03-02", None, "1234.5", None, None)]
    found = converted([row(booking_date="2-3-26", amount="1,234.50")], instructions(), typed)
    assert [(booking["amount"], booking["booking_date"]) for booking in bookings(found)] == [
        (Decimal("1234.50"), dt.date(2026, 3, 2))
    ]


def test_amounts_as_text_in_a_workbook_are_read_by_the_marks() -> None:
    assert amounts(converted([row(amount="1.234,50")], instructions(), [(None,) * 5])) == [Decimal("1234.50")]


def test_a_workbook_number_with_more_than_two_decimals_is_shown_as_it_is() -> None:
    found = converted(
        [row(amount="1234.5600000000002")], instructions(), [(None, None, "1234.5600000000002", None, None)]
    )
    assert wrong(found) == [(2, "Bedrag", "1234.5600000000002", "amount_typed")]


def test_spreadsheet_days_in_text() -> None:
    found = converted([row(booking_date="46083")], instructions(date_order="serial"))
    assert bookings(found)[0]["booking_date"] == dt.date(2026, 3, 2)


# Years and periods

PERIODS = {
    "fiscal_year": "Jaar",
    "period": "Periode",
    "account": "Rekening",
    "amount": "Bedrag",
    "booking_number": "Stuk",
}


@pytest.mark.parametrize(
    ("year", "period", "date"),
    [("2026", "3", "2026-03-31"), ("2026", "P02", "2026-02-28"), ("2026", "13", "2026-12-31"),
        ("", "2025-06", "2025-06-30"), ("2026", "202601", "2026-01-31")],
)  # fmt: skip
def test_a_period_is_booked_on_its_last_day(year: str, period: str, date: str) -> None:
    (booking,) = bookings(converted([(year, period, "43812", "5,00", "B-1")], instructions(PERIODS)))
    assert booking["booking_date"] == dt.date.fromisoformat(date)


def test_period_zero_is_the_opening_balance() -> None:
    found = converted(
        [("2026", "0", "43812", "5.000,00", "B-1"), ("2026", "1", "43812", "5,00", "B-2")], instructions(PERIODS)
    )
    assert (found.reasons()["opening_balance"].total, found.loaded.total) == (5000, 5)


def test_a_period_that_is_none() -> None:
    found = converted(
        [("2026", "half", "43812", "5,00", "B-1"), ("", "3", "43812", "5,00", "B-1")], instructions(PERIODS)
    )
    assert wrong(found) == [(2, "Periode", "half", "period"), (3, "Jaar", "", "cell_empty")]


def test_years_as_columns_make_a_booking_for_each_year() -> None:
    how = instructions(
        {"period": "Periode", "account": "Rekening"},
        year_columns={2025: Place(3, "2025"), 2026: Place(4, "2026")},
    )
    found = converted(
        [("12", "43812", "1.000,00", "2.000,00"), ("12", "620", "", "5,00"), ("12", "43812", "PM", "3,00")], how
    )
    assert [(one["source_row"], one["fiscal_year"], one["amount"]) for one in bookings(found)] == [
        (2, 2025, 1000), (2, 2026, 2000), (3, 2026, 5),
    ]  # fmt: skip
    assert (found.loaded.rows, found.left_out.rows, found.rejected.rows) == (2, 0, 1)
    assert wrong(found) == [(4, "2025", "PM", "amount_unknown")]


# Kinds, lines and what is left out


def test_plan_and_actual_in_one_column() -> None:
    how = instructions({**HEADINGS, "kind": "Soort"}, kinds={"werkelijk": "expenditure", "begroting": "planned"})
    found = converted(
        [(*row(), "Werkelijk"), (*row(amount="9.000,00"), "Begroting"), (*row(booking_number="B-3"), "Prognose")], how
    )
    assert (found.loaded.total, found.reasons()["planned"].total) == (100, 9000)
    assert wrong(found) == [(4, "Soort", "Prognose", "kind_word")]


def test_a_commitment_needs_its_number() -> None:
    how = instructions({**HEADINGS, "commitment_number": "Verplichting"}, usual_kind="commitment")
    found = converted([(*row(), "V-1"), (*row(booking_number="B-2"), "")], how)
    assert [(one["kind"], one["commitment_number"]) for one in bookings(found)] == [("commitment", "V-1")]
    assert wrong(found) == [(3, "Verplichting", "", "cell_empty")]


def test_the_first_rule_that_fits_decides() -> None:
    rules = (
        Rule("account", "43812", "b", year=2025), Rule("account", "43812", "a"), Rule("account", "438", None,
            prefix=True),
        Rule("description", "VNG", "b", prefix=True), Rule("account", "0.1", "a"), Rule("account", "007", "b"),
    )  # fmt: skip
    rows = [
        row(booking_date="02-03-2025"), row(), row(account="43899"), row(account="5", description="vng bijdrage"),
        row(account="0.1"), row(account="007"), row(account="0.10"), row(account="7"),
    ]  # fmt: skip
    found = converted([(*cells[:3], f"B-{at}", cells[4]) for at, cells in enumerate(rows)], instructions(rules=rules))
    assert [(one["source_row"], one["line"]) for one in bookings(found)] == [
        (2, "b"),
        (3, "a"),
        (5, "b"),
        (6, "a"),
        (7, "b"),
    ]
    assert [(line, value) for line, _, value, _ in wrong(found)] == [(8, "0.10"), (9, "7")]
    assert found.reasons()["not_in_plan"].rows == 1


def test_a_column_may_name_the_line_itself() -> None:
    how = instructions({**HEADINGS, "line": "Onderdeel"}, rules=())
    found = converted([(*row(), "Alfa"), (*row(booking_number="B-2"), "gamma")], how)
    assert [one["line"] for one in bookings(found)] == ["a"]
    assert wrong(found) == [(3, "Onderdeel", "gamma", "line_unknown")]


def test_rows_outside_the_plan_need_no_sound_date() -> None:
    assert converted([row(account="91", booking_date="x")]).left_out.rows == 1


def test_rows_that_are_no_bookings_are_left_out_by_name() -> None:
    how = instructions(
        leave_out=(
            LeaveOut("opening_balance", ((5, "beginstand.*|saldo vorig.*"),)),
            LeaveOut("subtotal", ((5, "(sub|eind)?totaal.*"),)),
            LeaveOut("subtotal", ((1, ""), (4, ""))),
        )
    )
    found = converted([
        row(description="Beginstand 2026"), row(description="Totaal 43812", amount="200,00"),
        ("", "43812", "300,00", "", ""),
        row(description="Totaalbeeld training", booking_date=""), row(),
    ], how)  # fmt: skip
    assert {reason: (part.rows, part.total) for reason, part in found.reasons().items()} == {
        "subtotal": (3, Decimal("600.00")), "opening_balance": (1, Decimal("100.00")),
    }  # fmt: skip
    assert found.loaded.rows == 1


def test_a_group_name_on_its_own_row_is_filled_down() -> None:
    how = instructions(filled_down=frozenset({"account"}), leave_out=(LeaveOut("group_name", ((1, ""), (3, ""))),))
    group, other = ("", "43812", "", "", ""), ("", "620", "", "", "")
    found = converted(
        [group, row(account=""), row(account="", booking_number="B-2"), other, row(account="", booking_number="B-3")],
        how,
    )
    assert [one["line"] for one in bookings(found)] == ["a", "a", "b"]
    assert found.reasons()["group_name"].rows == 2


def test_text_below_the_last_row_and_above_the_first_is_not_read() -> None:
    connection = duckdb.connect()
    connection.execute(
        "create table grid as select unnest([1, 2, 3]) as source_row, 5 as fields, false as quotes_wrong,"
        " '02-03-2026' as c1, '43812' as c2, '1,00' as c3, 'B' as c4, '' as c5"
    )
    found = convert(connection, Grid(5, 3, has_values=False), instructions(last_row=2), PLAN)
    assert [one["source_row"] for one in bookings(found)] == [2]


# The key of a booking


def test_equal_rows_without_a_number_stay_two_bookings_with_a_stable_key() -> None:
    rows = [row(booking_number=""), row(booking_number=""), row(booking_number="", amount="7,00")]
    first, again = bookings(converted(rows)), bookings(converted([rows[2], rows[0], rows[1]]))
    keys = [(one["booking_number"], one["booking_line"]) for one in first]
    assert len(set(keys)) == 3
    assert sorted(keys) == sorted((one["booking_number"], one["booking_line"]) for one in again)
    written_otherwise = bookings(converted([row(booking_number="", amount="€ 7,-")]))
    assert written_otherwise[0]["booking_number"] == first[2]["booking_number"]


def keys(found: Converted) -> dict[object, tuple[object, object]]:
    return {one["amount"]: (one["booking_number"], one["booking_line"]) for one in bookings(found)}


def test_lines_of_one_number_do_not_depend_on_the_order_of_the_file_or_on_other_rows() -> None:
    first = keys(converted([row(), row(amount="7,00"), row(booking_number="B-2", amount="5,00")]))
    later = keys(converted([row(booking_number="B-2", amount="5,00"), row(amount="9,00"), row(amount="7,00"), row()]))
    assert first.items() <= later.items()
    assert len(set(later.values())) == 4
    lines = [line for _, line in later.values() if isinstance(line, int)]
    assert all(FIRST_MADE_UP_LINE <= line < 10 * FIRST_MADE_UP_LINE for line in lines)
    assert (booking_name("B-1", lines[0]), booking_name("B-1", 2)) == ("B-1", "B-1/2")


def test_equal_rows_that_both_count_are_told() -> None:
    found = converted([row(), row(amount="7,00"), row(), row(booking_number=""), row(), row(booking_number="")])
    assert found.keys.equal_rows == Repeats(3, Decimal("300.00"), ((4, 2), (6, 4), (7, 5)))
    assert (found.loaded.rows, len({*keys(found).values()})) == (6, 2)
    assert len({(one["booking_number"], one["booking_line"]) for one in bookings(found)}) == 6


def test_the_same_booking_twice_is_left_out() -> None:
    how = instructions({**HEADINGS, "booking_line": "Regel"})
    found = converted([(*row(), "1"), (*row(), "1"), (*row(), "2")], how)
    assert found.reasons()["duplicate"].rows == 1
    assert (found.loaded.rows, found.loaded.total, found.keys) == (2, 200, Keys())


@pytest.mark.parametrize("field", ["account_name", "cost_centre", "cost_object", "project"])
def test_rows_that_differ_only_in_where_they_are_booked_both_count(field: str) -> None:
    how = instructions({**HEADINGS, "booking_line": "Regel", field: "Waar"})
    found = converted([(*row(), "1", "K1"), (*row(), "1", "K2"), (*row(), "2", "K1"), (*row(), "2", "K1")], how)
    assert (found.loaded.rows, found.loaded.total, found.problems(1)) == (4, 400, ((), 0))
    assert found.keys.shared_lines == Repeats(1, Decimal("100.00"), ((3, 2),))
    assert found.keys.equal_rows == Repeats(1, Decimal("100.00"), ((5, 4),))
    assert len({(one["booking_number"], one["booking_line"]) for one in bookings(found)}) == 4


def test_another_booking_with_the_same_key_counts_unless_the_line_number_is_said_to_be_a_key() -> None:
    rows = [(*row(), "1"), (*row(amount="7,00"), "1"), (*row(), "2")]
    columns = {**HEADINGS, "booking_line": "Regel"}
    found = converted(rows, instructions(columns))
    assert (found.loaded.total, found.keys.shared_lines) == (207, Repeats(1, Decimal("7.00"), ((3, 2),)))
    assert keys(found)[Decimal("100.00")] == ("B-1", 2)
    strict = converted(rows, instructions(columns, required=frozenset({"booking_line"})))
    assert wrong(strict) == [(3, "Stuk", "B-1", "key_differs_here")]
    assert strict.problems(1)[0][0].params == {"other": 2}
    assert (strict.loaded.rows, strict.loaded.total) == (2, 200)


def test_a_booking_line_that_is_no_number() -> None:
    how = instructions({**HEADINGS, "booking_line": "Regel"})
    assert wrong(converted([(*row(), "1a")], how)) == [(2, "Regel", "1a", "booking_line")]


def test_a_file_without_dates_is_booked_in_the_usual_period() -> None:
    how = instructions({"account": "Rekening", "fiscal_year": "Jaar", "amount": "Bedrag"}, usual_period=9)
    (booking,) = bookings(converted([("43812", "2026", "5,00")], how))
    assert (booking["booking_date"], booking["fiscal_year"]) == (dt.date(2026, 9, 30), 2026)


def test_text_below_the_bookings_has_fewer_cells_and_is_left_out() -> None:
    how = instructions(leave_out=(LeaveOut("tail", ((1, r"aantal regels: \d+"),)),))
    found = converted([USUAL, ("Aantal regels: 1",), ("Aantal regels:",)], how)
    assert found.reasons().keys() == {"tail"}
    assert wrong(found) == [(4, None, "1", "field_count")]


# Rejected rows, as the store keeps them


def test_everything_that_is_wrong_goes_to_the_store_with_what_its_sentence_needs() -> None:
    how = instructions(covered_until=dt.date(2026, 3, 31))
    rows = [row(account="1", amount="veel"), row(booking_date="02-04-2026"), row(booking_number="B-3")]
    assert converted(rows, how).rejected_rows().read_all().to_pylist() == [
        {"source_row": 2, "column_name": "Rekening", "found": "1", "reason": "no_rule", "params": "{}"},
        {"source_row": 2, "column_name": "Bedrag", "found": "veel", "reason": "amount_text",
         "params": '{"amount": "1.234,50"}'},
        {"source_row": 3, "column_name": "Datum", "found": "02-04-2026", "reason": "date_after_coverage",
         "params": '{"covered_until": "2026-03-31"}'},
    ]  # fmt: skip


def test_a_booking_beside_another_with_its_key_goes_to_the_store() -> None:
    how = instructions({**HEADINGS, "booking_line": "Regel"}, required=frozenset({"booking_line"}))
    found = converted([(*row(), "1"), (*row(amount="7,00"), "1")], how)
    assert found.rejected_rows().read_all().to_pylist() == [
        {"source_row": 3, "column_name": "Stuk", "found": "B-1", "reason": "key_differs_here", "params": '{"other":2}'}
    ]


KNOWN = st.characters(exclude_categories=["Cn", "Cs"])  # letters of newer Unicode are not yet letters for Python


@settings(max_examples=60)
@given(st.text(KNOWN, max_size=400) | st.text(st.sampled_from("a \t\n\u00a0\u200b\x00"), min_size=300, max_size=400))
def test_what_stands_there_is_one_short_line_that_can_be_shown(written: str) -> None:
    connection = duckdb.connect()
    one = "struct(field varchar, found varchar, problem varchar, other bigint)"
    connection.execute(f"create table booking (source_row bigint, wrong {one}[])")
    connection.execute("create table heading (field varchar, written varchar)")
    connection.execute(sql("row_problems"))
    ((found,),) = connection.execute("select shortened(?)", [written]).fetchall()
    assert found == shortened(written)
