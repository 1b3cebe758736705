from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

import builders
import pytest
from builders import allocation, gate, ledger, line, promised, spent

from pokdash.domain.ledger import Ledger
from pokdash.domain.measure import position
from pokdash.domain.money import difference
from pokdash.domain.plan import Plan, Thresholds
from pokdash.domain.position import Figures, Status
from pokdash.domain.status import (
    Circumstances,
    must_report,
    needs_attention,
    pace_differs,
    status_of,
    status_reason,
)
from pokdash.texts import LANGUAGES, text

AS_OF = dt.date(2026, 9, 30)
HALFWAY = dt.date(2026, 6, 30)
GOING = Circumstances(booked=True, started=True, held=False)
LIMITS = Thresholds()  # pace 5% and € 5.000, shortage 3% and € 0


def figures(spent_amount: Any = 50_000, planned: Any = 50_000, forecast: Any = None, committed: int = 0) -> Figures:
    """Of an allocation of 100.000."""
    booked = None if spent_amount is None else Decimal(spent_amount)
    left = None if booked is None else 100_000 - booked
    return Figures(
        allocated=Decimal(100_000),
        carried_in=Decimal(0),
        carried_out=Decimal(0),
        committed=Decimal(committed),
        spent=booked,
        remaining=left,
        available=None if left is None else left - committed,
        planned_to_date=None if planned is None else Decimal(planned),
        planned_kind=None if planned is None else "assumption",
        forecast=None if forecast is None else Decimal(forecast),
    )


@pytest.mark.parametrize(
    ("measured", "circumstances", "status"),
    [
        (figures(spent_amount=None), GOING, Status.NO_DATA),
        (figures(spent_amount="100000.01", committed=5), GOING, Status.OVERSPENT),
        (figures(spent_amount=100_000, planned=100_000), GOING, Status.ON_SCHEDULE),
        (figures(committed=50_001), GOING, Status.OVERCOMMITTED),
        (figures(committed=50_000), GOING, Status.ON_SCHEDULE),
        (figures(0, 1), Circumstances(booked=False, started=True, held=False), Status.NO_BOOKINGS),
        (figures(0, 1), Circumstances(booked=False, started=True, held=True), Status.WAITING),
        (figures(0, 0), Circumstances(booked=False, started=False, held=True), Status.ON_SCHEDULE),
        (figures(forecast=103_000), GOING, Status.ON_SCHEDULE),
        (figures(forecast="103000.01"), GOING, Status.SHORTAGE_EXPECTED),
        (figures(forecast=110_000, planned=None), GOING, Status.SHORTAGE_EXPECTED),
        (figures(planned=None), GOING, Status.NO_DATA),
        (figures(planned=45_000), GOING, Status.ON_SCHEDULE),
        (figures(planned="44999.99"), GOING, Status.FASTER),
        (figures(planned=55_000), GOING, Status.ON_SCHEDULE),
        (figures(planned="55000.01"), GOING, Status.SLOWER),
        (figures(planned="55000.01"), Circumstances(booked=True, started=True, held=True), Status.WAITING),
        (figures(planned="44999.99"), Circumstances(booked=True, started=True, held=True), Status.FASTER),
    ],
)
def test_the_first_rule_that_holds_decides(measured: Figures, circumstances: Circumstances, status: Status) -> None:
    assert status_of(measured, difference(measured.planned_to_date, measured.spent), circumstances, LIMITS) is status


@pytest.mark.parametrize(("percent", "euro", "differs"), [("4", "5000", True), ("6", "0", False), ("1", "6000", False)])
def test_percent_and_euro_must_both_be_exceeded(percent: str, euro: str, differs: bool) -> None:
    limits = Thresholds(pace_percent=Decimal(percent), pace_euro=Decimal(euro))
    measured = figures(planned="55000.01")
    pace = difference(measured.planned_to_date, measured.spent)
    status = status_of(measured, pace, GOING, limits)
    assert pace_differs(pace, measured, limits) is differs
    assert status is (Status.SLOWER if differs else Status.ON_SCHEDULE)


def test_carry_over_widens_what_may_be_spent_before_a_shortage() -> None:
    plan = builders.plan(
        [line("a", [allocation(1200, 2026)])], 2026, 2026, carry_overs=[builders.carry_over(2025, 2026, 1200)]
    )
    booked = ledger([spent("a", f"2026-0{month}", 200) for month in range(1, 7)])
    assert position(plan, 1, booked, HALFWAY).line("a").status is Status.ON_SCHEDULE
    without = plan.model_copy(update={"carry_overs": ()})
    assert position(without, 1, booked, HALFWAY).line("a").status is Status.SHORTAGE_EXPECTED


def plan(*gates: dict[str, Any]) -> Plan:
    lines = [line("a", [allocation(120_000, 2026)]), line("b", [allocation(120_000, 2026)])]
    return builders.plan(lines, 2026, 2027, gates=gates)


@pytest.mark.parametrize(
    ("gates", "a", "group"),
    [
        ([], Status.NO_BOOKINGS, Status.NO_BOOKINGS),
        ([gate("a")], Status.WAITING, Status.NO_BOOKINGS),
        ([gate("a"), gate("b")], Status.WAITING, Status.WAITING),
        ([gate("a", "b")], Status.WAITING, Status.WAITING),
        ([gate("a", outcome="gereed")], Status.NO_BOOKINGS, Status.NO_BOOKINGS),
        ([gate("a", effect="related")], Status.NO_BOOKINGS, Status.NO_BOOKINGS),
    ],
)
def test_an_open_gate_holds_a_line_and_a_group_if_it_holds_all(gates: list[Any], a: Status, group: Status) -> None:
    at = position(plan(*gates), 1, ledger(), HALFWAY)
    assert (at.line("a").status, at.groups[0].status, at.total_status) == (a, group, group)


@pytest.mark.parametrize(("day", "status"), [("2025-12-31", Status.ON_SCHEDULE), ("2026-01-01", Status.NO_BOOKINGS)])
def test_a_line_is_only_missing_bookings_once_it_has_started(day: str, status: Status) -> None:
    assert position(plan(), 1, ledger(), dt.date.fromisoformat(day)).line("a").status is status


@pytest.mark.parametrize(("day", "status"), [(31, Status.ON_SCHEDULE), (1, Status.NO_BOOKINGS)])
def test_without_money_a_line_has_started_when_its_first_month_is_over(day: int, status: Status) -> None:
    empty = builders.plan([line("a", [allocation(0, 2026)])], 2026, 2026)
    as_of = dt.date(2026, 1 if day == 31 else 2, day)
    assert position(empty, 1, ledger(), as_of).line("a").status is status


def test_bookings_that_cancel_are_bookings() -> None:
    booked = ledger([spent("a", "2026-02", 500), spent("a", "2026-03", -500)])
    assert position(plan(), 1, booked, HALFWAY).line("a").status is Status.SLOWER


EVERY_STATUS: list[tuple[Status, Ledger, list[Any]]] = [
    (Status.NO_DATA, builders.NOTHING_IMPORTED, []),
    (Status.OVERSPENT, ledger([spent("a", "2026-01", 120_001)]), []),
    (Status.OVERCOMMITTED, ledger([spent("a", "2026-01", 60_000)], [promised("a", 60_001)]), []),
    (Status.NO_BOOKINGS, ledger(), []),
    (Status.WAITING, ledger(), [gate("a")]),
    (Status.SHORTAGE_EXPECTED, ledger([spent("a", f"2026-0{m}", 12_000) for m in range(1, 7)]), []),
    (Status.FASTER, ledger([spent("a", "2026-01", 70_000)]), []),
    (Status.SLOWER, ledger([spent("a", "2026-01", 50_000)]), []),
    (Status.ON_SCHEDULE, ledger([spent("a", "2026-01", 60_000)]), []),
]


@pytest.mark.parametrize(("status", "booked", "gates"), EVERY_STATUS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_status_has_its_reason_in_words(status: Status, booked: Ledger, gates: list[Any], language: str) -> None:
    at = position(plan(*gates), 1, booked, HALFWAY)
    assert at.status("a") is status
    reason = status_reason(plan(*gates), at, "a")
    assert text(language, f"status_reason.{reason.key}", **reason.params)
    assert text(language, f"status.{status}")
    assert reason.gates == (("gate-a",) if status is Status.WAITING else ())
    assert needs_attention(at.line("a")) == (status not in (Status.ON_SCHEDULE, Status.NO_DATA))


@pytest.mark.parametrize(
    ("kind", "key"), [("assumption", "slower"), ("adopted", "slower_adopted"), ("source", "slower_adopted")]
)
def test_the_words_say_plan_only_once_the_phasing_is_adopted(kind: str, key: str) -> None:
    phased = builders.plan(
        [line("a", [allocation(120_000, 2026)])],
        2026,
        2026,
        phasings=[builders.phasing("a", "2026-01", "2026-12", kind)],
    )
    at = position(phased, 1, ledger([spent("a", "2026-01", 50_000)]), HALFWAY)
    reason = status_reason(phased, at, "total")
    assert (reason.key, reason.params) == (key, {"amount": 10_000, "percent": 5, "euro": 5_000})


@pytest.mark.parametrize(("booked", "pace"), [("50000", 10_000), ("70000", -10_000), ("60000", 0)])
def test_the_pace_is_what_is_left_above_the_plan(booked: str, pace: int) -> None:
    at = position(plan(), 1, ledger([spent("a", "2026-01", booked)]), HALFWAY)
    assert (at.pace("a"), at.line("a").pace, at.known_until) == (pace, pace, HALFWAY)
    assert position(plan(), 1, builders.NOTHING_IMPORTED, HALFWAY).pace("a") is None


def test_beyond_what_the_ledger_covers_time_stands_still_for_the_pace() -> None:
    booked = ledger([spent("a", "2026-01", 60_000)], covered_until=HALFWAY)
    at = position(plan(), 1, booked, AS_OF)
    assert (at.line("a").status, at.pace("a"), at.line("a").pace) == (Status.ON_SCHEDULE, 0, 0)
    assert (at.as_of, at.known_until) == (AS_OF, HALFWAY)
    assert at.line("a").figures.planned_to_date == 90_000  # the figure itself is as of the reference date
    slower = position(plan(), 1, ledger([spent("a", "2026-01", 50_000)], covered_until=HALFWAY), AS_OF)
    reason = status_reason(plan(), slower, "a")
    assert (reason.key, reason.params["amount"]) == ("slower", 10_000)


def test_beyond_what_the_ledger_covers_missing_bookings_are_counted_up_to_there() -> None:
    at = position(plan(), 1, ledger(covered_until=HALFWAY), AS_OF)
    assert at.status("a") is Status.NO_BOOKINGS
    assert status_reason(plan(), at, "a").params["planned"] == at.planned("a") == at.pace("a") == 60_000
    assert at.planned("total") == at.total_pace
    assert at.line("a").figures.planned_to_date == 90_000


def test_a_line_that_starts_after_what_the_ledger_covers_misses_no_bookings() -> None:
    until_december = ledger(covered_until=dt.date(2025, 12, 31))
    at = position(plan(gate("b")), 1, until_december, HALFWAY)
    assert [line.status for line in at.lines] == [Status.ON_SCHEDULE, Status.ON_SCHEDULE]
    assert at.total_status is Status.ON_SCHEDULE


@pytest.mark.parametrize("key", ["lead.rule_plan", "lead.rule_assumption"])
@pytest.mark.parametrize(
    ("status", "word"),
    [
        (Status.OVERSPENT, "uitgegeven"),
        (Status.OVERCOMMITTED, "vastgelegd"),
        (Status.SHORTAGE_EXPECTED, "tekort"),
        (Status.NO_BOOKINGS, "niets is geboekt"),
        (Status.WAITING, "wacht op een besluit"),
        (Status.FASTER, "afwijkt"),
        (Status.SLOWER, "afwijkt"),
        (Status.ON_SCHEDULE, None),
        (Status.NO_DATA, None),
    ],
)
def test_the_rule_for_attention_names_every_status_that_it_counts(status: Status, word: str | None, key: str) -> None:
    one = position(plan(), 1, ledger(), HALFWAY).line("a")
    assert needs_attention(dataclasses.replace(one, status=status)) is (word is not None)
    assert word is None or word in text("nl", key, percent="5%", euro="€ 5.000")


@pytest.mark.parametrize(
    ("forecast", "limits", "report"),
    [
        ("125000.00", {"report_euro": 25_000}, False),
        ("125000.01", {"report_euro": 25_000}, True),
        ("74999.99", {"report_euro": 25_000}, True),
        ("105000.01", {"report_percent": 5}, True),
        ("105000.01", {"report_percent": 5, "report_euro": 25_000}, False),
        ("200000.00", {}, None),
        (None, {"report_euro": 25_000}, None),
        ("100000.01", {"report_euro": 0}, True),
    ],
)
def test_what_must_be_reported_is_set_by_the_plan_alone(
    forecast: str | None, limits: dict[str, int], report: bool | None
) -> None:
    assert must_report(figures(forecast=forecast), Thresholds.model_validate(limits)) is report


def test_a_line_that_is_overspent_without_a_forecast_is_reported() -> None:
    limits = Thresholds(report_euro=Decimal(1000))
    assert must_report(figures("101000.01"), limits) is True
    assert must_report(figures(101_000), limits) is False
