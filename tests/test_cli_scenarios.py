"""The commands about scenarios: the numbers of the domain, files that are read back, refusals that say where."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from command_line import Typed

from pokdash import intake
from pokdash.domain.measure import Measuring
from pokdash.domain.saved_scenario import Label
from pokdash.domain.scenario import AmountChange, CourseChange, LeftOver, Scenario, StartingPoint, Whose
from pokdash.domain.scenario_lines import lines_compared
from pokdash.domain.what_if import Outcome, outcome
from pokdash.domain.what_if_baseline import baseline
from pokdash.store import NoSnapshot, Outdated, queries

SWF = "sudwest-fryslan"
AS_OF = dt.date(2026, 9, 30)
MOVED = Scenario(
    amounts=(AmountChange(line="1", delta=Decimal("-75000.01")), AmountChange(line="3", delta=Decimal("75000.01"))),
    courses=(
        CourseChange(line="3", pace=80, last_month="2027-06"),
        CourseChange(line="tichtby", left_over=LeftOver.LAPSE),
    ),
)
FILE = """
plan = "sudwest-fryslan"
name = "Meer voor Wijkteams"

[[amounts]]
line = "1"
delta = -75000.01

[[amounts]]
line = "3"
amount = 446110.01

[[courses]]
line = "3"
pace = 80
last_month = "2027-06"

[[courses]]
line = "tichtby"
left_over = "lapse"
"""


def laid(home: Path, scenario: Scenario) -> Outcome:
    """What the domain makes of a scenario."""
    store = intake.Home(home).store.snapshot()
    assert not isinstance(store, NoSnapshot)
    version = queries.plan_version(store, SWF)
    assert version is not None
    start = baseline(Measuring.of(version.plan, queries.ledger(store, SWF, AS_OF), AS_OF))
    return outcome(start.of(lines_compared(version.plan, [scenario])), scenario)


def amounts(found: Outcome) -> list[dict[str, str | None]]:
    names = ("allocated", "delta", "left", "end", "low", "high", "lapsed")
    return [
        {name: None if getattr(one, name) is None else f"{getattr(one, name):.2f}" for name in names}
        for one in found.lines
    ]


def written(folder: Path, text: str) -> str:
    file = folder / "scenario.toml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def applied(typed: Typed, home: Path, file: str, *words: str) -> dict[str, Any]:
    done = typed(home, "scenario", "apply", file, "--json", *words)
    assert done.status == 0, done.err
    content: dict[str, Any] = json.loads(done.out)
    return content


@pytest.fixture
def own_home(initialised_home: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(initialised_home, tmp_path / "var"))


def kept(home: Path, name: str = "Meer voor Wijkteams", scenario: Scenario = MOVED) -> str:
    start = StartingPoint(plan=SWF, plan_version=1, generation=3, as_of=AS_OF)
    saved = intake.Home(home).workspace.save(
        scenario, Label(name, Whose.COLLEGE, 'een "toelichting"'), start, "T. de Vries"
    )
    assert not isinstance(saved, Outdated)
    return saved.id


def test_a_file_gives_the_numbers_of_the_domain(typed: Typed, initialised_home: Path, tmp_path: Path) -> None:
    found = applied(typed, initialised_home, written(tmp_path, FILE))
    (one,), expected = found["scenarios"], laid(initialised_home, MOVED)
    assert [{name: line[name] for name in amounts(expected)[0]} for line in one["lines"]] == amounts(expected)
    assert (one["surplus"], one["shortage"]) == (f"{expected.surplus.amount:.2f}", f"{expected.shortage.amount:.2f}")
    assert (one["lapsed"], one["undivided"], one["problems"]) == (f"{expected.lapsed.amount:.2f}", "0.00", [])
    assert found["mark"] == "Scenario: verkenning, geen besluit"
    assert (found["as_of"], found["end"], found["example"]) == ("2026-09-30", "2027-12-31", True)


def test_what_was_saved_is_listed_shown_and_compared(typed: Typed, own_home: Path) -> None:
    assert typed(own_home, "scenario", "list", SWF).out.startswith("Er is nog geen scenario bewaard.")
    first, second = kept(own_home), kept(own_home, "Niets", Scenario())
    listed = json.loads(typed(own_home, "scenario", "list", SWF, "--json").out)
    assert {one["id"] for one in listed} == {first, second}
    assert "Meer voor Wijkteams" in typed(own_home, "scenario", "list", SWF).out
    shown = json.loads(typed(own_home, "scenario", "show", f"{first}-1", "--json").out)
    assert shown["scenarios"][0]["saved"]["whose"] == "college"
    both = json.loads(typed(own_home, "scenario", "compare", first, second, "--json").out)
    assert both["scenarios"][0]["lines"] == shown["scenarios"][0]["lines"]
    assert both["scenarios"][1]["lines"] == both["before"]["lines"]
    assert (both["scenarios"][0]["moved"], both["scenarios"][0]["decides"]) == ({"same": True}, "not_set")
    assert both["scenarios"][0]["courses"][0]["pace"] == 80
    earlier = typed(own_home, "scenario", "show", first, "--as-of", "2026-06-30", "--json")
    assert json.loads(earlier.out)["scenarios"][0]["moved"]["apart"] == ["earlier"]
    text = typed(own_home, "scenario", "compare", first, second).out
    for told in ("college, T. de Vries", "✓ nog gelijk", "Wijkteams: tempo 80%, stopt na 2027-06", "laten vrijvallen"):
        assert told in text
    assert text.startswith("Scenario: verkenning, geen besluit\n")
    assert "€\u00a0446.110,01" in text


def test_what_is_exported_gives_the_same_again(typed: Typed, own_home: Path, tmp_path: Path) -> None:
    scenario, file = kept(own_home), tmp_path / "uit.toml"
    assert typed(own_home, "scenario", "export", scenario, str(file)).status == 0
    assert file.read_text(encoding="utf-8").startswith("# Scenario: verkenning, geen besluit\n")
    shown = json.loads(typed(own_home, "scenario", "show", scenario, "--json").out)
    again = applied(typed, own_home, str(file))
    assert again["scenarios"][0]["lines"] == shown["scenarios"][0]["lines"]
    assert again["scenarios"][0]["name"] == "Meer voor Wijkteams"
    told = json.loads(typed(own_home, "scenario", "export", scenario, str(file), "--json").out)
    listed = json.loads(typed(own_home, "scenario", "list", SWF, "--json").out)
    assert told == {"mark": "Scenario: verkenning, geen besluit", "file": str(file), "saved": listed[0]}
    refused = typed(own_home, "scenario", "export", scenario, str(tmp_path / "uit.pdf"))
    assert (refused.status, "moet eindigen op .toml" in refused.err) == (1, True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("plan = ", "dit is geen TOML"),
        ('plan = "x"\nzomaar = 1', "zomaar: dit woord kent een scenario niet"),
        ("name = 'x'", "plan: hier ontbreekt iets"),
        ('plan = "dordrecht"\n[[amounts]]\nline = "1"\ndelta = 1.001', "amounts, 1, delta: 1.001 kan hier niet staan"),
        ('plan = "dordrecht"\n[[amounts]]\nline = "1"\ndelta = "5"', "amounts, 1, delta: 5 kan hier niet staan"),
        ('plan = "dordrecht"\n[[courses]]\nline = "1"\npace = 201', "courses, 1, pace: 201 kan hier niet staan"),
        ('plan = "dordrecht"\n[[amounts]]\nline = "1"', "amounts 1: schrijf delta"),
        ('plan = "dordrecht"\n[[amounts]]\nline = "1"\ndelta = 1\namount = 2', "amounts 1: schrijf delta"),
        ('plan = "nergens"', "dordrecht"),
        (f'plan = "{SWF}"\n[[amounts]]\nline = "9"\ndelta = 5', "het plan heeft geen onderdeel 9"),
        (f'plan = "{SWF}"\n[[amounts]]\nline = "3"\namount = 100', "minder dan €\u00a0320.057,35 kan niet"),
        (f'plan = "{SWF}"\n[[courses]]\nline = "6"\npace = 50', "geen tempo bekend"),
        (f'plan = "{SWF}"\n[[courses]]\nline = "3"\npace = true', "courses, 1, pace: True kan hier niet staan"),
        (f'plan = "{SWF}"\n[[amounts]]\nline = "9"\ndelta = 0\n[[amounts]]\nline = "9"\ndelta = 0', "geen onderdeel 9"),
        (f'plan = "{SWF}"\n[[amounts]]\nline = "3"\ndelta = 0\n[[amounts]]\nline = "3"\ndelta = 1', "twee keer"),
        ('plan = "dordrecht"\n[[amounts]]\nline = "wijkteam"\namount = 0.00', "geen bekend bedrag"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    typed: Typed, initialised_home: Path, tmp_path: Path, text: str, told: str
) -> None:
    done = typed(initialised_home, "scenario", "apply", written(tmp_path, text))
    assert done.status == 1
    assert told in done.err


def test_a_proposal_is_exported_as_markdown_and_as_word(typed: Typed, own_home: Path, tmp_path: Path) -> None:
    scenario = kept(own_home)
    for name in ("voorstel.md", "voorstel.docx"):
        assert typed(own_home, "scenario", "export", scenario, str(tmp_path / name)).status == 0
    told = (tmp_path / "voorstel.md").read_text(encoding="utf-8")
    assert "# Collegevoorstel: wijziging" in told
    assert "te verhogen met €\u00a075.000,01, van €\u00a0371.110 naar €\u00a0446.110,01" in told
    assert "**\\[in te vullen: reden\\]**" in told
    assert (tmp_path / "voorstel.docx").read_bytes().startswith(b"PK")
    misfit = kept(own_home, "Te weinig", Scenario(amounts=(AmountChange(line="3", delta=Decimal(-300000)),)))
    refused = typed(own_home, "scenario", "export", misfit, str(tmp_path / "niet.docx"))
    assert (refused.status, "minder dan" in refused.err, (tmp_path / "niet.docx").exists()) == (1, True, False)


def test_the_amounts_of_years_are_told_apart_and_an_assumption_is_marked(
    typed: Typed, own_home: Path, tmp_path: Path
) -> None:
    moved = tuple(
        AmountChange(line="wijkteam", year=year, delta=Decimal(by)) for year, by in ((2023, -500), (2026, 500))
    )
    start = StartingPoint(plan="dordrecht", plan_version=1, generation=3, as_of=AS_OF)
    saved = intake.Home(own_home).workspace.save(Scenario(amounts=moved), Label("x", Whose.COLLEGE), start, "wie")
    assert not isinstance(saved, Outdated)
    shown = typed(own_home, "scenario", "show", saved.id).out
    assert "2023: −\u00a0€\u00a0500,00" in shown
    assert "2026: +" in shown
    assert typed(own_home, "scenario", "export", saved.id, str(tmp_path / "v.md")).status == 0
    told = (tmp_path / "v.md").read_text(encoding="utf-8")
    assert "| Kerntaken Sociaal Wijkteam (2023) | €\u00a0574.500 | €\u00a0574.000 | −\u00a0€\u00a0500 |" in told
    assert "| Totaal | €\u00a02.298.000 | €\u00a02.298.000 | €\u00a00 |" in told
    assert "de bedragen per jaar volgen uit een aanname" in told


def test_a_file_of_a_windows_editor_is_read(typed: Typed, initialised_home: Path, tmp_path: Path) -> None:
    (tmp_path / "scenario.toml").write_text(FILE, encoding="utf-8-sig")
    assert applied(typed, initialised_home, str(tmp_path / "scenario.toml"))["scenarios"][0]["problems"] == []


def test_what_is_not_finished_is_said_and_computed_all_the_same(
    typed: Typed, initialised_home: Path, tmp_path: Path
) -> None:
    file = written(tmp_path, f'plan = "{SWF}"\n[[amounts]]\nline = "3"\ndelta = 5')
    found = applied(typed, initialised_home, file)["scenarios"][0]
    assert (found["undivided"], found["problems"]) == ("-5.00", ["er is €\u00a05,00 te veel verdeeld."])


def test_an_unknown_scenario_and_scenarios_of_two_plans_are_refused(typed: Typed, own_home: Path) -> None:
    first = kept(own_home)
    start = StartingPoint(plan="dordrecht", plan_version=1, generation=3, as_of=AS_OF)
    other = intake.Home(own_home).workspace.save(Scenario(), Label("x", Whose.OFFICIAL), start, "wie")
    assert not isinstance(other, Outdated)
    for names, said in (
        (["0000000000"], "geen bewaard scenario 0000000000"),
        ([f"{first}-9"], f"geen bewaard scenario {first}-9"),
        (["x"], "geen bewaard scenario x"),
        ([first, other.id], "verschillende plannen"),
    ):
        done = typed(own_home, "scenario", "compare", *names)
        assert (done.status, said in done.err) == (1, True), done.err


def test_a_damaged_workspace_is_said(typed: Typed, own_home: Path) -> None:
    (own_home / "workspace.sqlite").write_bytes(b"no database" * 500)
    done = typed(own_home, "scenario", "list", SWF)
    assert (done.status, "beschadigd" in done.err) == (1, True)
