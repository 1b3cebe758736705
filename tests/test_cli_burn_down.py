"""The command burn-down: its months are those of the domain, its refusals say what there is."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from command_line import Typed

from pokdash import intake
from pokdash.domain.burn_down import burn_down
from pokdash.domain.monthly_points import monthly
from pokdash.store import NoSnapshot, queries

SWF = "sudwest-fryslan"
NAMES = ("planned", "original", "actual", "committed", "forecast", "low", "high", "surplus", "shortage")


def told(typed: Typed, home: Path, *words: str) -> dict[str, Any]:
    done = typed(home, "burn-down", *words, "--json")
    assert done.status == 0, done.err
    content: dict[str, Any] = json.loads(done.out)
    return content


@pytest.mark.parametrize("scope", ["total", "action_lines", "3", "training"])
@pytest.mark.parametrize("day", ["2026-09-30", "2025-03-15"])
def test_every_month_is_that_of_the_domain(typed: Typed, initialised_home: Path, scope: str, day: str) -> None:
    found = told(typed, initialised_home, SWF, "--as-of", day, *(() if scope == "total" else ("--line", scope)))
    store = intake.Home(initialised_home).store.snapshot()
    assert not isinstance(store, NoSnapshot)
    version, as_of = queries.plan_version(store, SWF), dt.date.fromisoformat(day)
    assert version is not None
    points = monthly(burn_down(version.plan, queries.ledger(store, SWF, as_of), as_of, scope))
    assert [{name: one[name] for name in NAMES} for one in found["points"]] == [
        {name: None if getattr(one, name) is None else f"{getattr(one, name):.2f}" for name in NAMES} for one in points
    ]
    assert (found["line"], found["as_of"], found["planned_kind"], found["example"]) == (scope, day, "assumption", True)


def test_what_is_left_on_the_reference_date_is_that_of_the_position(typed: Typed, initialised_home: Path) -> None:
    position = json.loads(typed(initialised_home, "position", SWF, "--json").out)
    at = {point["month"]: point for point in told(typed, initialised_home, SWF)["points"]}["2026-09"]
    assert (at["actual"], at["committed"]) == (position["total"]["remaining"], position["total"]["committed"])
    years = {year: told(typed, initialised_home, SWF, "--year", str(year)) for year in (2024, 2025, 2026, 2027)}
    assert {len(one["points"]) for one in years.values()} == {12}
    assert {one["forecast"] for of in years.values() for one in of["points"]} == {None}
    ends = [[one["actual"] for one in of["points"] if one["actual"]][-1:] for of in years.values()]
    assert ends[3] == []
    assert all(ends[:3])


def test_the_words_say_that_an_assumption_is_one_and_list_the_events(typed: Typed, initialised_home: Path) -> None:
    said = typed(initialised_home, "burn-down", SWF).out
    assert "Volgens plan: de verdeling over de maanden is een aanname." in said
    assert "VOORBEELDGEGEVENS" in said
    assert "10 juni 2025: Het college stelt het plan vast en informeert de raad" in said
    assert "Wijkteams is naar verwachting leeg." in said
    assert "bedrag" not in typed(initialised_home, "burn-down", SWF, "--lang", "en").out
    of_2024 = told(typed, initialised_home, SWF, "--year", "2024")["events"]
    assert [(one["day"], one["what"], one["kind"]) for one in of_2024] == [("2024-03-14", "timeline", "proposal")]


def test_unknown_money_of_another_year_stands_on_the_axis(typed: Typed, initialised_home: Path) -> None:
    moved = [one for one in told(typed, initialised_home, "dordrecht")["events"] if one["what"] == "carry_over"]
    assert [(one["day"], one["kind"], one["amount"], one["from_year"]) for one in moved] == [
        ("2023-01-01", "unknown", None, 2022), ("2024-01-01", "unknown", None, 2022)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("burn-down", SWF, "--line", "9"),
            "Het plan heeft geen onderdeel of groep 9. Wel: claims, action_lines",
        ),
        (("burn-down", SWF, "--year", "2031"), "Het plan heeft geen jaar 2031. Wel: 2024, 2025, 2026, 2027."),
        (("burn-down", "atlantis"), "Er is geen plan 'atlantis'."),
    ],
    ids=["line", "year", "plan"],
)
def test_what_is_not_there_is_refused(typed: Typed, initialised_home: Path, words: tuple[str, ...], said: str) -> None:
    done = typed(initialised_home, *words)
    assert (done.status, done.out) == (1, "")
    assert said in done.err
