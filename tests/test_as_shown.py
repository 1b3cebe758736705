"""What was shown on an earlier moment can be asked again and gives the same answer; undo and redo go back and forth."""

from __future__ import annotations

import dataclasses
import datetime as dt
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from intake_home import ADVISER, AS_OF, MANAGER, PLAN, at, imported, ledger, new_home, plan_folder, snapshot, spent
from ledger_files import PLAN_TOML, file, row, rows

from pokdash import intake
from pokdash.domain.ledger import Ledger
from pokdash.domain.measure import position
from pokdash.domain.position import Position
from pokdash.store import queries

WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)  # every step publishes: shrinking would take minutes
CENTS = st.integers(-(10**15), 10**15).map(lambda cents: Decimal(cents) / 100)


@dataclasses.dataclass(frozen=True)
class Shown:
    """All that can be seen of the plan."""

    ledger: Ledger
    position: Position
    coverage: dt.date | None
    bookings: tuple[object, ...]


def shown(home: intake.Home, shown_on: dt.datetime | None = None) -> Shown:
    """What is seen now, or was seen then."""
    data = snapshot(home)
    version = queries.plan_version(data, PLAN, shown_on)
    assert version is not None
    seen = queries.ledger(data, PLAN, AS_OF, shown_on)
    kinds = ("expenditure", "commitment", "amendment")
    return Shown(
        seen,
        position(version.plan, version.version, seen, AS_OF),
        queries.coverage(data, PLAN, shown_on),
        queries.bookings(data, PLAN, ["a", "b"], AS_OF, shown_on, kinds),
    )


def figures(home: intake.Home) -> Shown:
    """What is seen now, whatever the number of the generation."""
    seen = shown(home)
    return dataclasses.replace(
        seen,
        ledger=dataclasses.replace(seen.ledger, generation=0),
        position=dataclasses.replace(seen.position, generation=0),
    )


def some_file(number: int, amounts: list[Decimal]) -> bytes:
    """Expenditures, a commitment and an amendment, with booking numbers of their own."""
    return file([
        *rows(*amounts, start=1000 * number, line="ab"[number % 2]),
        row(soort="verplichting", boekstuk=f"V-{number}", verplichting=f"V-{number}", bedrag=f"{number}00,00"),
        row(soort="wijziging", boekstuk=f"W-{number}", besluit="Raad", bedrag=f"-{number},01", boekjaar=""),
    ])  # fmt: skip


@settings(max_examples=6, phases=WITHOUT_SHRINKING)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["import", "undo", "redo", "plan"]),
            st.integers(0, 3),
            st.lists(CENTS, min_size=1, max_size=3),
        ),
        min_size=2,
        max_size=7,
    )
)
def test_every_moment_keeps_its_answer(steps: list[tuple[str, int, list[Decimal]]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        home = new_home(Path(place))
        seen = [(at(), shown(home))]
        for minute, (step, which, amounts) in enumerate(steps, start=1):
            number = which + 1
            if step == "import":
                imported(home, some_file(minute, amounts), minute)
            elif step == "plan":
                text = PLAN_TOML.replace("100000", f"1000{minute:02}").replace("300000", f"3000{3 * minute:02}")
                intake.load_plans(home, plan_folder(Path(place), text), MANAGER, at(minute))
            else:
                change = intake.undo if step == "undo" else intake.redo
                change(home, number, ADVISER, at(minute), "vergissing")
            seen.append((at(minute), shown(home)))
        for moment, before in seen:
            assert shown(home, moment) == before
            assert shown(home, moment + dt.timedelta(seconds=59)) == before
            assert shown(home, moment.astimezone(dt.timezone(dt.timedelta(hours=-5)))) == before


@settings(max_examples=6, phases=WITHOUT_SHRINKING)
@given(st.lists(st.lists(CENTS, min_size=1, max_size=3), min_size=2, max_size=3), st.data())
def test_undoing_restores_the_position_and_redoing_the_later_one(
    amounts: list[list[Decimal]], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as place:
        home = new_home(Path(place))
        alone = {}
        for number, some in enumerate(amounts, start=1):
            alone[number] = sum(some, Decimal(0))
            imported(home, some_file(number, some), number)
        complete, total = figures(home), sum(alone.values(), Decimal(0))
        assert spent(home) == total
        chosen = data.draw(st.sampled_from(list(alone)))
        intake.undo(home, chosen, ADVISER, at(20), "vergissing")
        assert spent(home) == total - alone[chosen]
        without = figures(home)
        intake.redo(home, chosen, ADVISER, at(21))
        assert figures(home) == complete
        intake.undo(home, chosen, ADVISER, at(22), "vergissing")
        assert figures(home) == without


def test_before_the_first_version_of_a_plan_there_was_none(tmp_path: Path) -> None:
    home = new_home(tmp_path)
    before = at() - dt.timedelta(microseconds=1)
    data = snapshot(home)
    assert queries.plan_version(data, PLAN, before) is None
    assert queries.plan_ids(data, before) == ()
    assert queries.ledger(data, PLAN, AS_OF, before).committed_known is False


def test_a_clock_that_goes_back_does_not_change_what_was_shown(tmp_path: Path) -> None:
    home = new_home(tmp_path)
    imported(home, file(rows("1,00")), 10)
    between = at(5)
    assert spent(home, shown_on=between) is None
    imported(home, file(rows("2,00", start=2)), 3)
    assert spent(home, shown_on=between) is None
    assert spent(home) == 3
    assert snapshot(home).published_at == at(10)


def test_a_moment_without_a_time_zone_is_a_bug(tmp_path: Path) -> None:
    home = new_home(tmp_path)
    with pytest.raises(ValueError, match="time zone"):
        ledger(home, shown_on=dt.datetime(2026, 10, 1))  # noqa: DTZ001 - that is what this test is about


def test_undone_example_data_are_seen_again_on_an_earlier_moment(tmp_path: Path) -> None:
    home = new_home(tmp_path)
    imported(home, file(rows("1000,00"), example=True), 1)
    imported(home, file(rows("5,00")), 2)
    assert (ledger(home, shown_on=at(1)).example, spent(home, shown_on=at(1))) == (True, 1000)
    assert (ledger(home).example, spent(home)) == (False, 5)
