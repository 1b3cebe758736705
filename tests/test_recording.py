"""Registers: what is recorded about a plan counts from then on, earlier versions remain, and nonsense is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_home import ADVISER, MANAGER, PLAN, VIEWER, at, new_home, plan_folder, snapshot
from ledger_files import PLAN_TOML, file, row, rows

from pokdash import intake
from pokdash.domain.budget import budget, planned
from pokdash.domain.measure import position
from pokdash.domain.plan import Plan
from pokdash.domain.plan_changes import Amendment, CarryOver, CarryOverStatus, Phasing, PhasingMethod, PhasingStanding
from pokdash.domain.provenance import Kind, Standing
from pokdash.domain.recordable import Backing, Months, phasing, phasings
from pokdash.domain.register import Recordable, Register, read, written
from pokdash.store import PlanVersion, queries

JANUARY_2025, DECEMBER_2027 = 2025 * 12, 2027 * 12 + 11
WHY = Backing("Anne", dt.date(2026, 10, 1), "omdat")
DECIDED = Backing("Anne", dt.date(2026, 10, 1), "omdat", "Raad 12 juni 2026", "punt 2", "wij schuiven door")
YEARS = {2025: Decimal(50000), 2026: Decimal(30000), 2027: Decimal(20000)}


@pytest.fixture
def home(tmp_path: Path) -> intake.Home:
    return new_home(tmp_path, file(rows("1,00", "8,00")))


def recorded(home: intake.Home, *wanted: intake.Wanted | intake.TakenBack, minutes: int = 5) -> tuple[str, ...]:
    outcome = intake.record(home, PLAN, wanted, ADVISER, at(minutes))
    assert isinstance(outcome, intake.Recorded), outcome
    assert outcome.generation == snapshot(home).generation
    return outcome.names


def refused(home: intake.Home, *wanted: intake.Wanted | intake.TakenBack) -> tuple[str, dict[str, Any]]:
    before = snapshot(home).generation
    outcome = intake.record(home, PLAN, wanted, ADVISER, at(9))
    assert isinstance(outcome, intake.Refused), outcome
    assert snapshot(home).generation == before
    return outcome.key, dict(outcome.params)


def version(home: intake.Home, minutes: int | None = None) -> PlanVersion:
    found = queries.plan_version(snapshot(home), PLAN, None if minutes is None else at(minutes))
    assert found is not None
    return found


def planned_of(plan: Plan, day: str) -> Decimal | None:
    parts = [part for part in budget(plan, (), dt.date.fromisoformat(day)) if part.line == "b"]
    return planned(parts, dt.date.fromisoformat(day)).amount


def by_year(backing: Backing = WHY, **amounts: Decimal) -> Phasing:
    given = {int(year[1:]): amount for year, amount in amounts.items()} or YEARS
    return phasing("b", Months(PhasingMethod.YEAR_AMOUNTS, JANUARY_2025, DECEMBER_2027, given), backing)


def carry_over(value: int | None = 400, backing: Backing = DECIDED, **more: Any) -> CarryOver:
    known = {"from_year": 2025, "to_year": 2026, "status": "decided", "line": "a", "decision": backing.decision}
    amount = backing.amount(None if value is None else Decimal(value))
    if {**known, **more}["status"] == "decided":
        known["decided_on"] = dt.date(2026, 6, 12)
    return CarryOver(amount=amount, **{**known, **more})


def amendment(delta: int, on: str = "2026-04-14", backing: Backing = DECIDED, **more: Any) -> Amendment:
    return Amendment(
        line="b", on=dt.date.fromisoformat(on), delta=backing.amount(Decimal(delta)), standing=Standing.COUNCIL,
        decision=backing.decision or "besluit", **more,
    )  # fmt: skip


def test_a_phasing_counts_from_then_on_and_what_was_shown_before_stays(home: intake.Home) -> None:
    assert recorded(home, intake.Wanted(by_year(), "meer aan het begin")) == ("b",)
    now, then = version(home).plan, version(home, 4).plan
    assert [planned_of(now, day) for day in ("2025-12-31", "2026-12-31", "2027-12-31")] == [50000, 80000, 100000]
    assert planned_of(then, "2026-12-31") == Decimal("66666.67")
    assert now.phasings[-1].kind is PhasingStanding.ASSUMPTION
    assert version(home).filed == then
    (entry,) = version(home).entries
    assert (entry.name, entry.version, entry.actor_name, entry.reason) == ("b", 1, "Anne", "meer aan het begin")


def test_earlier_versions_remain_and_taking_back_returns_to_the_plan(home: intake.Home) -> None:
    recorded(home, intake.Wanted(by_year(), "een"))
    recorded(home, intake.Wanted(by_year(DECIDED), "twee"), minutes=6)
    assert version(home).plan.phasings[-1].kind is PhasingStanding.ADOPTED
    recorded(home, intake.TakenBack(Register.PHASING, "b", "toch niet"), minutes=7)
    assert version(home).plan.phasings == version(home).filed.phasings
    assert [(one.version, one.reason, one.record is None) for one in version(home).entries] == [
        (1, "een", False), (2, "twee", False), (3, "toch niet", True)
    ]  # fmt: skip
    assert version(home, 6).plan.phasings[-1].kind is PhasingStanding.ADOPTED
    assert refused(home, intake.TakenBack(Register.PHASING, "b", "nog eens"))[0] == "refusal.unknown_entry"


def test_a_carry_over_moves_money_only_when_it_is_decided_and_firm(home: intake.Home) -> None:
    def into_2026() -> Decimal | None:
        ledger = queries.ledger(snapshot(home), PLAN, dt.date(2026, 9, 30))
        years = position(version(home).plan, 1, ledger, dt.date(2026, 9, 30)).years
        return next(year.figures.carried_in for year in years if year.year == 2026)

    proposed = carry_over(backing=WHY, status=CarryOverStatus.PROPOSED)
    assert recorded(home, intake.Wanted(proposed, "voorstel")) == ("2025-2026-a",)
    assert (into_2026(), version(home).plan.carry_overs[0].amount.kind) == (0, Kind.ASSUMPTION)
    recorded(home, intake.Wanted(carry_over(conditional=True), "onder voorwaarde", "2025-2026-a"), minutes=6)
    assert into_2026() == 0
    recorded(home, intake.Wanted(carry_over(), "besloten", "2025-2026-a", seen=2), minutes=7)
    assert into_2026() == 400
    recorded(home, intake.Wanted(carry_over(status=CarryOverStatus.LAPSED), "vervallen", "2025-2026-a"), minutes=8)
    assert (into_2026(), len(version(home).plan.carry_overs)) == (0, 1)


def test_a_second_carry_over_of_the_same_years_is_another_one(home: intake.Home) -> None:
    assert recorded(home, intake.Wanted(carry_over(400), "een"), intake.Wanted(carry_over(100), "twee")) == (
        "2025-2026-a", "2025-2026-a-2"
    )  # fmt: skip
    assert [one.amount.value for one in version(home).plan.carry_overs] == [400, 100]


def test_a_carry_over_of_the_plan_itself_gets_a_new_version(tmp_path: Path) -> None:
    moved = """
[[carry_overs]]
from_year = 2025
to_year = 2026
status = "proposed"
amount = { value = "unknown", kind = "derived", derived_from = ["brief"] }
"""
    home = new_home(tmp_path)
    intake.load_plans(home, plan_folder(tmp_path, PLAN_TOML + moved), MANAGER, at(1))
    recorded(home, intake.Wanted(carry_over(400, line=None), "besloten", "2025-2026"))
    assert [(one.amount.value, one.status) for one in version(home).plan.carry_overs] == [(400, "decided")]
    recorded(home, intake.TakenBack(Register.CARRY_OVER, "2025-2026", "vergissing"), minutes=6)
    assert [(one.amount.value, one.status) for one in version(home).plan.carry_overs] == [(None, "proposed")]


def test_an_amendment_counts_from_its_date_and_keeps_the_sentence(home: intake.Home) -> None:
    assert recorded(home, intake.Wanted(amendment(-40000), "raad")) == ("b-2026-04-14",)
    plan = version(home).plan
    amounts = {day: budget(plan, (), dt.date.fromisoformat(day))[-1].allocated for day in ("2026-04-13", "2026-04-14")}
    assert amounts == {"2026-04-13": 100000, "2026-04-14": 60000}
    source = plan.amendments[0].delta.source
    assert source is not None
    assert (source.document, source.place, source.quote) == ("Raad 12 juni 2026", "punt 2", "wij schuiven door")
    recorded(home, intake.TakenBack(Register.AMENDMENT, "b-2026-04-14", "vergissing"), minutes=6)
    assert version(home).plan.amendments == ()


def test_an_amendment_that_another_one_needs_cannot_be_taken_back(home: intake.Home) -> None:
    recorded(home, intake.Wanted(amendment(50000, "2026-02-01"), "meer"))
    recorded(home, intake.Wanted(amendment(-120000), "minder"), minutes=6)
    wanted = intake.TakenBack(Register.AMENDMENT, "b-2026-02-01", "vergissing")
    assert refused(home, wanted) == (
        "refusal.allocation_below_zero", {"line": "Lijn b", "amount": -20000, "on": dt.date(2026, 4, 14)}
    )  # fmt: skip


def test_an_amendment_cannot_leave_less_than_nothing_for_a_time(home: intake.Home) -> None:
    recorded(home, intake.Wanted(amendment(50000, "2026-06-01"), "meer"))
    key, params = refused(home, intake.Wanted(amendment(-140000, "2026-03-01"), "minder"))
    assert (key, params["on"]) == ("refusal.allocation_below_zero", dt.date(2026, 3, 1))


MOVED = """
[[carry_overs]]
from_year = 2025
to_year = 2026
line = "a"
status = "proposed"
amount = { value = AMOUNT, kind = "derived", derived_from = ["brief"] }
"""


def moved(*amounts: str) -> str:
    """The plan with a carry-over of each of these amounts from 2025 to 2026."""
    return PLAN_TOML + "".join(MOVED.replace("AMOUNT", amount) for amount in amounts)


def test_what_a_later_version_of_the_plan_files_does_not_vanish_under_a_recorded_name(tmp_path: Path) -> None:
    home = new_home(tmp_path)
    recorded(home, intake.Wanted(carry_over(400), "besloten"))
    intake.load_plans(home, plan_folder(tmp_path, moved("7000")), MANAGER, at(7))
    assert sorted(one.amount.value or 0 for one in version(home).plan.carry_overs) == [400, 7000]


def test_what_was_recorded_stays_with_its_carry_over_when_the_plan_files_another_before_it(tmp_path: Path) -> None:
    home = new_home(tmp_path)
    intake.load_plans(home, plan_folder(tmp_path, moved("7000")), MANAGER, at(1))
    recorded(home, intake.Wanted(carry_over(7000), "besloten", "2025-2026-a"))
    intake.load_plans(home, plan_folder(tmp_path, moved("300", "7000")), MANAGER, at(7))
    found = {(one.amount.value, one.status.value) for one in version(home).plan.carry_overs}
    assert found == {(300, "proposed"), (7000, "decided")}
    recorded(home, intake.TakenBack(Register.CARRY_OVER, "2025-2026-a", "vergissing"), minutes=9)
    found = {(one.amount.value, one.status.value) for one in version(home).plan.carry_overs}
    assert found == {(300, "proposed"), (7000, "proposed")}


TWELVE = Months(PhasingMethod.YEAR_AMOUNTS, JANUARY_2025, DECEMBER_2027, {2025: Decimal(12)})


@pytest.mark.parametrize(
    ("wanted", "key"),
    [
        (intake.Wanted(by_year(), "  "), "refusal.nothing_said_why"),
        (intake.Wanted(phasing("z", TWELVE, WHY), "x"), "refusal.unknown_line"),
        (intake.Wanted(by_year(y2025=Decimal(1)), "x"), "plan_problem.phasing_differs"),
        (intake.Wanted(phasing("a", TWELVE, WHY), "x"), "plan_problem.phasing_years_decided"),
        (intake.Wanted(by_year(), "x", seen=1), "refusal.entry_moved_on"),
        (intake.Wanted(carry_over(), "x", "2024-2025"), "refusal.unknown_entry"),
        (intake.Wanted(carry_over(to_year=2025), "x"), "plan_problem.carry_over_backwards"),
        (intake.Wanted(carry_over(backing=WHY, decision="Raad"), "x"), "refusal.no_sentence"),
        (intake.Wanted(carry_over(decided_on=None), "x"), "refusal.no_decided_on"),
        (intake.Wanted(carry_over(decision="-"), "x"), "refusal.no_decision_name"),
        (intake.Wanted(carry_over(to_year=99999), "x"), "plan_problem.carry_over_far"),
        (intake.Wanted(amendment(0), "x"), "refusal.nothing_amended"),
        (intake.Wanted(amendment(-100001), "x"), "refusal.allocation_below_zero"),
        (intake.Wanted(amendment(1, year=2031), "x"), "plan_problem.year_outside_plan"),
        (intake.Wanted(amendment(1, backing=WHY), "x"), "refusal.no_sentence"),
        (intake.TakenBack(Register.AMENDMENT, "b-2026-04-14", "x"), "refusal.unknown_entry"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    home: intake.Home, wanted: intake.Wanted | intake.TakenBack, key: str
) -> None:
    assert refused(home, wanted)[0] == key


def test_the_sum_that_a_phasing_must_come_to_follows_the_amendments(home: intake.Home) -> None:
    recorded(home, intake.Wanted(by_year(), "voor de wijziging"))
    recorded(home, intake.Wanted(amendment(-40000), "raad"), minutes=6)
    assert planned_of(version(home).plan, "2027-12-31") == 60000
    key, params = refused(home, intake.Wanted(by_year(), "x"))
    assert (key, params["left"]) == ("plan_problem.phasing_differs", -40000)
    recorded(home, intake.Wanted(by_year(y2026=Decimal(60000)), "na de wijziging"), minutes=7)


def test_a_viewer_records_nothing_and_an_unknown_plan_has_no_register(home: intake.Home) -> None:
    wanted = [intake.Wanted(by_year(), "x")]
    for outcome, key in (
        (intake.record(home, PLAN, wanted, VIEWER, at(5)), "refusal.not_allowed_viewer"),
        (intake.record(home, "elders", wanted, ADVISER, at(5)), "refusal.unknown_plan"),
    ):
        assert isinstance(outcome, intake.Refused)
        assert outcome.key == key


def test_of_several_things_all_are_recorded_or_none(home: intake.Home) -> None:
    assert refused(home, intake.Wanted(carry_over(), "goed"), intake.Wanted(amendment(-100001), "fout"))
    assert version(home).entries == ()


def test_a_plan_that_loses_the_line_goes_on_without_what_was_recorded_of_it(tmp_path: Path) -> None:
    home = new_home(tmp_path)
    recorded(home, intake.Wanted(by_year(), "een"))
    without = PLAN_TOML.replace('code = "b"', 'code = "c"')
    intake.load_plans(home, plan_folder(tmp_path, without), MANAGER, at(8))
    assert version(home).plan.phasings == ()
    assert len(version(home).entries) == 1


@pytest.mark.parametrize(
    ("register", "record"),
    [
        (Register.PHASING, by_year(DECIDED)),
        (Register.PHASING, phasing("b", Months(PhasingMethod.FROM_TO, JANUARY_2025, JANUARY_2025, {},
                                              dt.date(2025, 1, 3), dt.date(2025, 1, 9)), WHY)),
        (Register.CARRY_OVER, carry_over(None, WHY, conditional=True, condition="na het onderzoek")),
        (Register.AMENDMENT, amendment(-5)),
    ],
    ids=["amounts", "days", "carry-over", "amendment"],
)  # fmt: skip
def test_what_is_written_is_read_back(register: Register, record: Recordable) -> None:
    assert read(register, written(record)) == record


amounts = st.lists(st.integers(0, 10**9).map(lambda whole: Decimal(whole).scaleb(-2)), min_size=1, max_size=6)


@given(amounts, st.lists(st.integers(1, 100), min_size=1, max_size=4))
def test_a_phasing_of_several_lines_together_adds_up_both_ways(lines: Sequence[Decimal], parts: list[int]) -> None:
    of_all = sum(lines)
    through = [
        (of_all * sum(parts[: number + 1]) / sum(parts)).quantize(Decimal("0.01")) for number in range(len(parts))
    ]
    years = {2024 + at: through[at] - (through[at - 1] if at else 0) for at in range(len(parts))}
    months = Months(PhasingMethod.YEAR_AMOUNTS, 2024 * 12, (2024 + len(parts)) * 12 - 1, years)
    made = phasings({str(number): {None: amount} for number, amount in enumerate(lines)}, months, WHY)
    for one, amount in zip(made, lines, strict=True):
        assert sum(part.amount for part in one.amounts) == amount
    for at_year, amount in enumerate(years.values()):
        assert sum(one.amounts[at_year].amount for one in made) == amount


def test_lines_with_amounts_for_years_are_split_year_by_year() -> None:
    lines = {
        "a": {2025: Decimal(100_000), 2026: Decimal(100_000)},
        "b": {2025: Decimal(50_000), 2026: Decimal(150_000)},
    }
    given = {2025 * 12: Decimal(150_000), 2026 * 12: Decimal(250_000)}
    made = phasings(lines, Months(PhasingMethod.MONTH_AMOUNTS, 2025 * 12, 2026 * 12, given), WHY)
    assert [[part.amount for part in one.amounts] for one in made] == [[100_000, 100_000], [50_000, 150_000]]


def test_an_assumption_does_not_take_the_place_of_what_was_adopted(home: intake.Home) -> None:
    recorded(home, intake.Wanted(by_year(DECIDED), "besluit"))
    assert refused(home, intake.Wanted(by_year(), "toch anders"))[0] == "refusal.adopted_stands"
    recorded(home, intake.TakenBack(Register.PHASING, "b", "ingetrokken"), minutes=6)
    recorded(home, intake.Wanted(by_year(), "toch anders"), minutes=7)


def test_a_phasing_stays_within_the_period_that_the_document_gives(home: intake.Home) -> None:
    wide = phasing("b", Months(PhasingMethod.EQUAL_MONTHS, 2024 * 12, DECEMBER_2027), WHY)
    assert refused(home, intake.Wanted(wide, "langer"))[0] == "refusal.phasing_outside_period"


def test_what_another_line_lacks_already_does_not_stand_in_the_way(home: intake.Home) -> None:
    content = file([row(soort="wijziging", regel="b", bedrag="-150000,00", boekdatum="2026-02-01", besluit="Raad")])
    assert isinstance(
        intake.import_file(home, intake.LedgerFile("w.csv", content), PLAN, ADVISER, at(3)), intake.Imported
    )
    other = amendment(1000, "2026-03-01", year=2025).model_copy(update={"line": "a"})
    (name,) = recorded(home, intake.Wanted(other, "meer"))
    recorded(home, intake.TakenBack(Register.AMENDMENT, name, "vergissing"), minutes=7)
