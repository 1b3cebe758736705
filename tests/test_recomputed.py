"""The program against an independent recomputation of what it exports: every figure, to the cent."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from command_line import ROOT, Typed
from drawn_ledgers import DRAWN, load_drawn
from recompute import Book, Plan, Recomputed, burn_down, month_end, read_ledger, read_plan

from pokdash import intake
from pokdash.domain.burn_down import burn_down as drawn_by_the_program
from pokdash.store import NoSnapshot, queries

FIGURES = (
    "allocated", "carried_in", "carried_out", "committed", "spent", "remaining", "available", "planned_to_date",
)  # fmt: skip
EXAMPLES = ("sudwest-fryslan", "dordrecht")
DAYS = ("2022-06-30", "2024-01-09", "2025-02-14", "2026-05-17", "2026-09-30", "2029-01-01")
SEEDS = (1, 3, 4, 11)
DRAWN_DAYS = ("2024-12-31", "2025-02-14", "2026-06-17", "2026-12-31", "2028-06-30")


@dataclass(frozen=True)
class Kept:
    """A state folder with a plan in it, and where the folder of that plan is."""

    home: Path
    plan: str
    folder: Path


@pytest.fixture(scope="module", params=SEEDS, ids="seed{}".format)
def drawn(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    home, folder = load_drawn(tmp_path_factory.mktemp("drawn"), request.param)
    return Kept(home.path, DRAWN, folder)


@pytest.fixture(params=EXAMPLES)
def shipped(request: pytest.FixtureRequest, initialised_home: Path) -> Kept:
    return Kept(initialised_home, request.param, ROOT / "data" / "plans" / request.param)


def exported(typed: Typed, kept: Kept, place: Path, *words: str) -> tuple[Plan, Book]:
    """What the program exports of a plan, read without the program."""
    path = place / "uit.csv"
    done = typed(kept.home, "export", "ledger", str(path), "--plan", kept.plan, *words)
    assert done.status == 0, done.err
    book = read_ledger(path)
    return Plan(read_plan(kept.folder), book), book


def position(typed: Typed, kept: Kept, day: str) -> dict[str, Any]:
    """What the program says, in the form of the recomputation."""
    told = json.loads(typed(kept.home, "position", kept.plan, "--as-of", day, "--json").out)

    def figures(part: dict[str, Any]) -> dict[str, str | None]:
        return {name: part[name] for name in FIGURES}

    return {
        "total": figures(told["total"]),
        "groups": {part["code"]: figures(part) for part in told["groups"]},
        "lines": {part["code"]: figures(part) for part in told["lines"]},
        "years": {str(part["year"]): figures(part) for part in told["years"]},
        "unphased": told["unphased"],
    }


def known_until(kept: Kept) -> dt.date | None:
    """Where the ledger ends, as its files say."""
    found = intake.Home(kept.home).store.snapshot()
    assert not isinstance(found, NoSnapshot)
    return queries.covered(found, kept.plan)[1]


def program_points(kept: Kept, as_of: dt.date, scope: str) -> dict[str, dict[str, str | None]]:
    """What the program draws at the month ends and on the reference date: planned and actual, unknown is None."""
    found = intake.Home(kept.home).store.snapshot()
    assert not isinstance(found, NoSnapshot)
    version = queries.plan_version(found, kept.plan)
    assert version is not None
    drawn = drawn_by_the_program(version.plan, queries.ledger(found, kept.plan, as_of), as_of, scope)
    planned, actual = ({point.day: str(point.amount) for point in line} for line in (drawn.planned, drawn.actual))
    months = range(_month(drawn.first_day), _month(drawn.last_day) + 1)
    days = [month_end(month) for month in months]
    points = {day.isoformat(): {"planned": planned.get(day), "actual": actual.get(day)} for day in days}
    if drawn.first_day <= as_of and as_of not in days:
        points[as_of.isoformat()] = {"actual": actual.get(as_of)}
    return points


def script(ledger: Path, folder: Path, day: str) -> dict[str, Any]:
    """What the script prints, in a process without the project on its path."""
    words = [sys.executable, "-I", str(ROOT / "tests" / "recompute.py"), str(ledger), str(folder), day]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=True)
    content: dict[str, Any] = json.loads(done.stdout)
    return content


def _month(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def assert_same_points(plan: Plan, book: Book, kept: Kept, as_of: dt.date) -> int:
    """Compare every scope; how many points had an actual amount."""
    amounts = 0
    for scope in ("total", *plan.groups, *plan.lines):
        theirs = program_points(kept, as_of, scope)
        ours = burn_down(plan, book, as_of, scope, map(dt.date.fromisoformat, theirs), known_until(kept))
        compared = {day: {name: ours[day][name] for name in point} for day, point in theirs.items()}
        assert theirs == compared, scope
        amounts += sum(point["actual"] is not None for point in theirs.values())
    return amounts


@pytest.mark.parametrize("day", DAYS)
def test_the_position_of_a_shipped_plan_is_what_its_export_adds_up_to(
    typed: Typed, shipped: Kept, tmp_path: Path, day: str
) -> None:
    plan, book = exported(typed, shipped, tmp_path, "--as-of", day)
    assert position(typed, shipped, day) == Recomputed(plan, book, dt.date.fromisoformat(day)).position()


@pytest.mark.parametrize("day", DRAWN_DAYS)
def test_the_position_of_a_drawn_ledger_is_what_its_export_adds_up_to(
    typed: Typed, drawn: Kept, tmp_path: Path, day: str
) -> None:
    plan, book = exported(typed, drawn, tmp_path)
    assert position(typed, drawn, day) == Recomputed(plan, book, dt.date.fromisoformat(day)).position()


@pytest.mark.parametrize("day", ["2022-06-30", "2025-02-14", "2026-09-30", "2028-01-31"])
def test_the_burn_down_of_a_shipped_plan_is_what_its_export_adds_up_to(
    typed: Typed, shipped: Kept, tmp_path: Path, day: str
) -> None:
    amounts = assert_same_points(*exported(typed, shipped, tmp_path), shipped, dt.date.fromisoformat(day))
    assert bool(amounts) == (day > "2023")


@pytest.mark.parametrize("day", DRAWN_DAYS)
def test_the_burn_down_of_a_drawn_ledger_is_what_its_export_adds_up_to(
    typed: Typed, drawn: Kept, tmp_path: Path, day: str
) -> None:
    amounts = assert_same_points(*exported(typed, drawn, tmp_path), drawn, dt.date.fromisoformat(day))
    assert bool(amounts) == (day > "2025")


@pytest.mark.parametrize("day", ["2025-02-14", "2026-12-31"])
def test_an_export_of_a_day_has_all_that_counts_on_that_day(
    typed: Typed, drawn: Kept, tmp_path: Path, day: str
) -> None:
    as_of = dt.date.fromisoformat(day)
    whole, part = exported(typed, drawn, tmp_path), exported(typed, drawn, tmp_path, "--as-of", day)
    assert len(part[1].rows) < len(whole[1].rows)
    assert Recomputed(*part, as_of).position() == Recomputed(*whole, as_of).position()


@pytest.mark.parametrize("kind", ["verplichting", "wijziging"])
def test_without_expenditures_what_was_spent_is_unknown(typed: Typed, tmp_path: Path, kind: str) -> None:
    home, folder = load_drawn(tmp_path, 3, only=kind)
    kept = Kept(home.path, DRAWN, folder)
    plan, book = exported(typed, kept, tmp_path)
    told = position(typed, kept, "2026-12-31")
    assert told == Recomputed(plan, book, dt.date(2026, 12, 31)).position()
    assert (told["total"]["spent"], told["total"]["remaining"]) == (None, None)
    assert (told["total"]["committed"] is None) == (kind == "wijziging")


def test_drawn_ledgers_have_what_makes_it_hard(typed: Typed, drawn: Kept, tmp_path: Path) -> None:
    _, book = exported(typed, drawn, tmp_path)
    spent = [row for row in book.rows if row.kind == "uitgave"]
    promised = [row for row in book.rows if row.kind == "verplichting"]
    first = {row.commitment: row.day.year for row in sorted(promised, key=lambda row: row.day, reverse=True)}
    assert any(row.amount < 0 for row in spent)
    assert any(row.year == row.day.year - 1 for row in spent)
    assert any(row.amount < 0 for row in promised)
    assert any(row.commitment and first[row.commitment] < row.day.year for row in spent)
    assert {row.kind for row in book.rows} == {"uitgave", "verplichting", "wijziging"}


def test_a_cent_or_a_day_that_is_off_is_seen(typed: Typed, shipped: Kept, tmp_path: Path) -> None:
    path, as_of = tmp_path / "uit.csv", dt.date(2026, 9, 30)
    exported(typed, shipped, tmp_path)
    told, lines = position(typed, shipped, "2026-09-30"), path.read_text(encoding="utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("uitgave;"))
    cells = lines[place].split(";")
    a_cent = [*cells[:4], f"{cells[4][:-1]}{(int(cells[4][-1]) + 1) % 10}", *cells[5:]]
    a_day = [cells[0], "2026-10-01", *cells[2:]]
    for changed in (cells, a_cent, a_day):
        path.write_text("\n".join([*lines[:place], ";".join(changed), *lines[place + 1 :]]), encoding="utf-8")
        book = read_ledger(path)
        recomputed = Recomputed(Plan(read_plan(shipped.folder), book), book, as_of).position()
        assert (recomputed == told) == (changed is cells)


def test_the_recomputation_knows_nothing_of_the_project() -> None:
    source = (ROOT / "tests" / "recompute.py").read_text(encoding="utf-8")
    imports = [line.split()[1] for line in source.splitlines() if line.startswith(("import ", "from "))]
    standard = {"__future__", "calendar", "collections.abc", "csv", "dataclasses", "datetime", "decimal", "fractions"}
    assert set(imports) <= standard | {"json", "pathlib", "sys", "tomllib", "typing"}


def test_it_runs_as_a_script(typed: Typed, shipped: Kept, tmp_path: Path) -> None:
    exported(typed, shipped, tmp_path)
    told = script(tmp_path / "uit.csv", shipped.folder, "2026-09-30")
    points = told.pop("burn_down")
    assert told == position(typed, shipped, "2026-09-30")
    assert points["total"]["2026-09-30"]["actual"] == told["total"]["remaining"]
    months = [day[:7] for day in points["total"]]
    assert all(earlier < later for earlier, later in itertools.pairwise(months))
