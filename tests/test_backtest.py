"""What a method would have said at earlier month ends, against what came."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import builders
from builders import ledger, spent

from pokdash.domain.backtest import MethodRecord, backtest, month_ends, records
from pokdash.domain.forecast import Method
from pokdash.domain.ledger import Ledger
from pokdash.domain.measure import Measuring

PLAN = builders.sudwest_fryslan()
AMOUNTS = [100, 100, 100, 400, 100]  # of January to May 2026


def known(until: dt.date, amounts: list[int]) -> Ledger:
    months = [spent("5", f"2026-{month:02}", amount) for month, amount in enumerate(amounts, 1)]
    return ledger([part for part in months if part.month <= until], covered_until=dt.date(2026, 5, 31))


def tried(amounts: list[int], day: dt.date = dt.date(2026, 5, 31)) -> tuple[MethodRecord, ...]:
    now = Measuring.of(PLAN, known(day, amounts), day)
    return records(backtest(now, [Measuring.of(PLAN, known(end, amounts), end) for end in month_ends(now)]))


def test_each_month_end_since_the_first_booking_is_tried() -> None:
    now = Measuring.of(PLAN, known(dt.date(2026, 5, 20), AMOUNTS), dt.date(2026, 5, 20))
    assert month_ends(now) == tuple(dt.date(2026, month, day) for month, day in ((1, 31), (2, 28), (3, 31), (4, 30)))
    assert month_ends(Measuring.of(PLAN, ledger(), dt.date(2026, 5, 20))) == ()


def test_the_error_is_what_was_expected_less_what_came() -> None:
    shown, commitments, pace, adviser, rest = tried(AMOUNTS)
    # in March 5 × 100 = 500 was expected, in April 5 × 175 = 875, and 800 came
    assert pace == MethodRecord(Method.RUN_RATE, 2, 2, 1, Decimal("187.50"))
    assert replace(shown, method=Method.RUN_RATE) == pace
    assert (adviser.count, commitments.count) == (0, 0)  # nothing that was committed is open
    assert (rest.count, rest.ranged) == (4 * 7, 2)  # of every line that is not over, also without bookings


def test_what_was_expected_too_low_is_a_negative_error() -> None:
    now = Measuring.of(PLAN, known(dt.date(2026, 5, 31), AMOUNTS), dt.date(2026, 5, 31))
    found = backtest(now, [Measuring.of(PLAN, known(end, AMOUNTS), end) for end in month_ends(now)])
    pace = [one for one in found if one.forecast.method is Method.RUN_RATE]
    assert [(one.made_on.month, one.error, one.within, one.shown) for one in pace] == [
        (3, -300, False, True), (4, 75, True, True),
    ]  # fmt: skip


def test_an_adviser_is_judged_only_on_what_was_said_by_then() -> None:
    said = {"line": "1", "low": 0, "likely": 900, "high": 2000, "assumption": {**builders.ASSUMED, "on": "2026-03-15"}}
    plan = builders.sudwest_fryslan(estimates=[said])
    day = dt.date(2026, 5, 31)
    now = Measuring.of(plan, known(day, AMOUNTS), day)
    found = backtest(now, [Measuring.of(plan, known(end, AMOUNTS), end) for end in month_ends(now)])
    adviser = [one for one in found if one.forecast.method is Method.ADVISER]
    assert [(one.line, one.made_on.month, one.shown) for one in adviser] == [("1", 3, True), ("1", 4, True)]


def test_without_a_forecast_there_is_no_error() -> None:
    assert tried([100, 100])[0] == MethodRecord(None, 0, 0, 0, None)


def test_even_spending_is_always_within_its_range() -> None:
    assert tried([100] * 5)[0] == MethodRecord(None, 2, 2, 2, Decimal("0.00"))
