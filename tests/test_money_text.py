"""Amounts, dates and periods as text: every notation that is claimed comes back to the cent, all else is null."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pokdash.ledger.conversion.macros import register_macros

MARKS = [(",", "."), (",", " "), (",", "'"), (",", ""), (".", ","), (".", " "), (".", "'"), (".", ""), ("", ".")]


@cache
def connection() -> duckdb.DuckDBPyConnection:
    opened = duckdb.connect()
    register_macros(opened)
    return opened


def scalar(expression: str, *values: str) -> object:
    row = connection().execute(f"select {expression}", values).fetchone()
    assert row is not None
    return row[0]


def money(written: list[str], decimal_mark: str, thousands_mark: str) -> list[object]:
    query = "select money(written, $2, $3) from (select unnest($1::varchar[]) as written)"
    return [value for (value,) in connection().execute(query, [written, decimal_mark, thousands_mark]).fetchall()]


def form(written: str) -> object:
    return scalar("money_form($1)", written)


AMOUNTS = st.decimals(Decimal("-9999999999999999.99"), Decimal("9999999999999999.99"), places=2)
SPACES = st.sampled_from(["", " ", "\u00a0", "\u202f"])
EUROS = st.sampled_from(["€", "EUR", "euro"])
MINUS = st.sampled_from(["-", "\u2212", "\u2013"])


@st.composite
def digits(draw: st.DrawFn, amount: Decimal, decimal_mark: str, thousands_mark: str) -> str:
    """The amount without a sign, in one of the ways to write it with these marks."""
    whole, cents = f"{abs(amount):.2f}".split(".")
    if thousands_mark and draw(st.booleans()):
        written = {" ": draw(st.sampled_from([" ", "\u00a0", "\u202f"])), "'": draw(st.sampled_from("'’"))}
        whole = f"{int(whole):,}".replace(",", written.get(thousands_mark, thousands_mark))
    ways = [decimal_mark + cents, decimal_mark + cents + "00"] if decimal_mark else [",-", ",--", ".-"]
    if decimal_mark and cents.endswith("0"):
        ways.append(decimal_mark + cents[0])
    if cents == "00":
        ways += ["", f"{decimal_mark or ','}-", f"{decimal_mark or ','}--"]
    return whole + draw(st.sampled_from(ways))


@st.composite
def notations(draw: st.DrawFn, decimal_mark: str, thousands_mark: str) -> tuple[str, Decimal]:
    """An amount, and one of the ways to write it with these marks."""
    amount = draw(AMOUNTS if decimal_mark else AMOUNTS.map(lambda value: Decimal(int(value))))
    written, space, minus = draw(digits(amount, decimal_mark, thousands_mark)), draw(SPACES), draw(MINUS)
    euro = draw(EUROS)
    ways = [written, f"+{written}", f"{euro}{space}{written}", f"{written}{space}{euro}"]
    if amount < 0:
        ways = [f"{minus}{written}", f"{minus}{space}{euro}{space}{written}", f"{euro}{space}{minus}{written}"]
        ways += [f"({written})", f"{euro}{space}({written})", f"{minus}{written}{space}{euro}"]
    if amount < 0 and written[-1].isdigit():
        ways += [
            f"{written}{minus}",
            f"{written}{space}{minus}",
            f"{euro}{space}{written}{minus}",
            f"{written}- {euro}",
        ]
    return draw(SPACES) + draw(st.sampled_from(ways)) + draw(SPACES), amount


@pytest.mark.parametrize("marks", MARKS)
@settings(max_examples=20)
@given(data=st.data())
def test_every_notation_is_read_back_to_the_cent(marks: tuple[str, str], data: st.DataObject) -> None:
    found = data.draw(st.lists(notations(*marks), min_size=1, max_size=30))
    assert money([written for written, _ in found], *marks) == [amount for _, amount in found]


def plainly(written: str, decimal_mark: str, thousands_mark: str) -> Decimal | None:
    """A second reader, in another way: take the ornaments off one by one, then judge the digits."""
    for odd, plain in [("\u00a0", " "), ("\u202f", " "), ("\u2212", "-"), ("\u2013", "-"), ("’", "'")]:
        written = written.replace(odd, plain)
    return next(_readings(written.strip(" "), decimal_mark, thousands_mark), None)


def _readings(bare: str, decimal_mark: str, thousands_mark: str) -> Iterator[Decimal]:
    if (value := _digits(bare, decimal_mark, thousands_mark)) is not None:
        yield value
    signs = [(bare[:1] == "-", bare[1:], -1), (bare[:1] == "+", bare[1:], 1), (bare[-1:] == "-", bare[:-1], -1)]
    signs += [(bare[-1:] == "+", bare[:-1], 1), (bare[:1] == "(" and bare[-1:] == ")", bare[1:-1], -1)]
    for present, rest, sign in signs:
        value = _digits(rest.strip(" "), decimal_mark, thousands_mark)
        if present and value is not None:
            yield sign * value


def _digits(text: str, decimal_mark: str, thousands_mark: str) -> Decimal | None:
    whole, mark, cents = text.partition(decimal_mark) if decimal_mark else (text, "", "")
    if not decimal_mark and (tail := re.search(r"[.,](--?|=)$", text)):
        whole = text[: tail.start()]
    if mark and cents in {"-", "--", "="}:
        cents = "00" if whole else "wrong"
    elif mark and not re.fullmatch("[0-9]{1,2}0*", cents):
        return None
    groups = whole.split(thousands_mark) if thousands_mark else [whole]
    grouped = (
        len(groups) > 1
        and re.fullmatch("[1-9][0-9]{0,2}", groups[0])
        and all(re.fullmatch("[0-9]{3}", group) for group in groups[1:])
    )
    sound = grouped or (len(groups) == 1 and (re.fullmatch("[0-9]+", whole) or (whole == "" and mark)))
    if not sound or "wrong" in cents:
        return None
    value = Decimal(f"{''.join(groups) or '0'}.{cents or '0'}")
    return value.quantize(Decimal("0.01")) if value < Decimal("1e16") else None


SIGNS_OF_AMOUNTS = st.text("0123456789019,.,.-( )+'\u00a0\u2212", max_size=12) | st.from_regex(
    r"\A[-+(]?[0-9]{1,3}([.,' ][0-9]{1,4}){0,3}[-)]?\Z"
)
TRAPS = ["1.23,45", "81.000", "0.125", "-5-", "(-5)", "81,", "12345678901234567,00", "5.-", "1 23", "1.234.56", "(5"]


@pytest.mark.parametrize("marks", MARKS)
@settings(max_examples=20)
@given(texts=st.lists(SIGNS_OF_AMOUNTS, min_size=20, max_size=60))
@example(texts=TRAPS)
def test_any_other_text_is_null(marks: tuple[str, str], texts: list[str]) -> None:
    """The SQL and the second reader agree on any text made of the signs of amounts."""
    assert money(texts, *marks) == [plainly(written, *marks) for written in texts]


@pytest.mark.parametrize("written", ["€5€", "5€5", "€ € 5", "€-5-", "EUREUR 5", "5 dollar", "$ 5", "E 5"])
def test_one_euro_sign_at_an_end(written: str) -> None:
    assert money([written], ",", ".") == [None]


@pytest.mark.parametrize(
    "written", ["PM", "p.m.", "-", "--", "nan", "#REF!", "#N/B", "n.v.t.", "", "1e3", "²", "٣", "1,2,3", "0x10", "½"]
)
@pytest.mark.parametrize("marks", MARKS)
def test_words_and_odd_digits_are_no_amount(written: str, marks: tuple[str, str]) -> None:
    assert money([written], *marks) == [None]
    assert form(written) in {"null_word", "empty", "none"}


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("81.000", "dot_three"), ("81,000", "comma_three"), ("-81.000", "dot_three"), ("€ 81.000", "dot_three"),
        ("N75.000", "dot_three"), ("0.125", "dot_decimals"), ("1234.567", "dot_decimals"), ("81,5", "comma_decimals"),
        ("1.234.567", "dot_thousands"), ("1,234,567", "comma_thousands"), ("1.234,56", "both_dot_comma"),
        ("1,234.56-", "both_comma_dot"), ("(1.234,-)", "both_dot_comma"), ("75,--", "comma_decimals"),
        ("1 234", "space_thousands"), ("1 234,5", "space_comma"), ("1’234.50", "apostrophe_dot"), ("12", "integer"),
        ("PM", "null_word"), ("€ -", "null_word"), ("#WAARDE!", "null_word"), (" ", "empty"), ("Totaal", "none"),
        ("1.23,45", "none"), ("10.00 C", "dot_decimals"),
    ],
)  # fmt: skip
def test_the_form_says_which_marks_a_text_shows(written: str, found: str) -> None:
    assert form(written) == found


@pytest.mark.parametrize(
    ("written", "flag", "bare"),
    [
        ("N75.000", "N", "75.000"), ("V 12.000", "V", "12.000"), ("100,00 C", "C", "100,00"),
        ("100,00cr", "CR", "100,00"),
        ("€ 5", "", "€ 5"), ("EUR 5", "", "EUR 5"), ("5 euro", "", "5 euro"), ("-5", "", "-5"), ("PM", "", "PM"),
    ],
)  # fmt: skip
def test_a_flag_at_the_amount_is_taken_off(written: str, flag: str, bare: str) -> None:
    assert scalar("money_flag($1)", written) == flag
    assert scalar("money_without_flag($1)", written) == bare


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1234.5", "1234.50"),
        ("-7", "-7.00"),
        ("0.1", "0.10"),
        ("1234.5600000000002", None),
        ("1e16", None),
        ("1.005", None),
    ],
)
def test_a_number_of_a_workbook_has_at_most_two_decimals(written: str, amount: str | None) -> None:
    assert scalar("typed_money($1)", written) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    ("written", "order", "expected"),
    [
        ("30-09-2026", "dmy", "2026-09-30"), ("1/2/2026", "dmy", "2026-02-01"), ("1/2/2026", "mdy", "2026-01-02"),
        ("30.9.2026", "dmy", "2026-09-30"), ("30092026", "dmy", "2026-09-30"), ("20260930", "ymd", "2026-09-30"),
        ("30 september 2026", "dmy", "2026-09-30"), ("30-sep-2026", "dmy", "2026-09-30"),
        ("1 mrt. 2026", "dmy", "2026-03-01"),
        ("Mar 3, 2026", "mdy", "2026-03-03"), ("2026-9-3", "ymd", "2026-09-03"),
        ("30-09-2026 00:00:00", "dmy", "2026-09-30"),
        ("2026-09-30T00:00:00.000", "ymd", "2026-09-30"), ("46295", "serial", "2026-09-30"),
        ("46295.0", "serial", "2026-09-30"),
        ("30-09-26", "dmy", "2026-09-30"), ("31-02-2026", "dmy", None), ("13-13-2026", "mdy", None),
        ("30-09/2026", "dmy", None),
        ("2026-09-30T22:00:00Z", "ymd", None), ("46295.5", "serial", None), ("20260930", "dmy", None),
        ("", "dmy", None),
        ("30-09-2026 25:00", "dmy", None), ("9999", "serial", None),
        ("05-SEP-26", "dmy", "2026-09-05"), ("05SEP2026", "dmy", "2026-09-05"), ("5 sep '26", "mdy", "2026-09-05"),
        ("Sep 5, 2026", "dmy", "2026-09-05"), ("Sep  5 2026 12:00AM", "mdy", "2026-09-05"),
        ("5 maaie 2026", "dmy", "2026-05-05"), ("1 Desimber 2026", "dmy", "2026-12-01"),
        ("1. März 2026", "dmy", "2026-03-01"), ("1-dez-26", "dmy", "2026-12-01"), ("31-sep-26", "dmy", None),
        ("5 zon 2026", "dmy", None), ("P9 12 2026", "mdy", None),
        ("2026-09-05T00:00:00Z", "ymd", "2026-09-05"), ("2026-09-30T00:30:00.000+02:00", "ymd", "2026-09-30"),
        ("05-SEP-26 12.00.00.000000 AM", "dmy", "2026-09-05"), ("9/5/2026 11:30:00 PM", "mdy", "2026-09-05"),
        ("2026-09-30 21:59 UTC", "ymd", "2026-09-30"), ("2026-09-30T23:00:00+00:00", "ymd", None),
        ("2026-09-30T23:00:00+0200", "ymd", "2026-09-30"),
    ],
)  # fmt: skip
def test_dates(written: str, order: str, expected: str | None) -> None:
    assert scalar("booking_date($1, $2)", written, order) == (expected and dt.date.fromisoformat(expected))


@pytest.mark.parametrize(
    ("written", "year", "number"),
    [
        ("2026-09", 2026, 9), ("202609", 2026, 9), ("2026P13", 2026, 13), ("2026-P09", 2026, 9), ("09-2026", 2026, 9),
        ("09", None, 9), ("P9", None, 9), ("Periode 9", None, 9), ("september", None, 9), ("0", None, 0),
        ("2026-00", 2026, 0),
        ("jan-26", 2026, 1), ("jan 2026", 2026, 1), ("Maaie 2026", 2026, 5), ("dec '26", 2026, 12),
        ("2026-mrt", 2026, 3), ("01-2026", 2026, 1), ("jan-6", None, None), ("zon-26", None, None),
        ("20261", None, None), ("x", None, None), ("", None, None), ("123", None, None),
    ],
)  # fmt: skip
def test_periods(written: str, year: int | None, number: int | None) -> None:
    assert (scalar("period_year($1)", written), scalar("period_number($1)", written)) == (year, number)


@pytest.mark.parametrize(("number", "expected"), [(0, None), (2, "2026-02-28"), (12, "2026-12-31"), (15, "2026-12-31")])
def test_the_day_of_a_period_is_its_last_one(number: int, expected: str | None) -> None:
    assert scalar(f"period_end(2026, {number})") == (expected and dt.date.fromisoformat(expected))


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)), st.sampled_from("-/."))
def test_every_date_is_read_back(date: dt.date, mark: str) -> None:
    written = date.strftime(f"%d{mark}%m{mark}%Y")
    assert scalar("booking_date($1, 'dmy')", written) == date
    assert scalar("booking_date($1, 'mdy')", date.strftime(f"%m{mark}%d{mark}%Y")) == date
    assert scalar("booking_date($1, 'ymd')", date.strftime(f"%Y{mark}%m{mark}%d")) == date


def test_a_sign_far_from_the_digits_still_belongs_to_them() -> None:
    assert money([" €   1.234,00 ", "-   5", "(  5 )", "1  234"], ",", ".") == [1234, -5, -5, None]
