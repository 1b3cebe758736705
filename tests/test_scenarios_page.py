"""Scenario's with rules about who may decide: in the first lines, in the table, and with the words that set them."""

from __future__ import annotations

import datetime as dt
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from third_plan import MANAGER, OWN_BOOKINGS, THIRD, book, third_plan

from pokdash import intake
from pokdash.domain.saved_scenario import Label
from pokdash.domain.scenario import AmountChange, Scenario, StartingPoint, Whose
from pokdash.store import Outdated
from pokdash.ui import frame

MAIN = Path(frame.__file__).parent / "main.py"
RULES = """
[[mandates]]
rule = "per_line"
limit = 5000
source = {document = "raadsbesluit", place = "Beslispunt 5", quote = "ten hoogste € 5.000 per onderdeel"}
[[mandates]]
rule = "in_all"
limit = 2000
years = [2026]
source = {document = "raadsbesluit", place = "Beslispunt 6", quote = "in 2026 ten hoogste € 2.000"}
"""


@pytest.fixture
def home(initialised_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> intake.Home:
    """A state folder with a plan that has rules, and bookings."""
    own = intake.Home(Path(shutil.copytree(initialised_home, tmp_path / "var")))
    folder = third_plan(tmp_path)
    plan = folder / "plan.toml"
    plan.write_text(plan.read_text(encoding="utf-8") + RULES, encoding="utf-8")
    assert isinstance(intake.load_plans(own, folder, MANAGER, dt.datetime.now(dt.UTC)), intake.PlansLoaded)
    book(own, THIRD, OWN_BOOKINGS, "2026-03-31")
    monkeypatch.setenv("POKDASH_HOME", str(own.path))
    return own


def opened(home: intake.Home, year: int, amount: int) -> str:
    """The page, looking at a scenario that moves money from a year of one line to the other line."""
    less, more = Decimal(-amount), Decimal(amount)
    scenario = Scenario(amounts=(AmountChange(line="1", year=year, delta=less), AmountChange(line="2", delta=more)))
    start = StartingPoint(plan=THIRD, plan_version=1, generation=5, as_of=dt.date(2026, 3, 31))
    saved = home.workspace.save(scenario, Label("Schuif", Whose.COLLEGE), start, "wie")
    assert not isinstance(saved, Outdated)
    app = AppTest.from_file(MAIN, default_timeout=30)
    app.query_params.update({"plan": THIRD, "scenario": f"{saved.id}-1"})
    app.switch_page("../../pages/scenarios.py")
    app.run()
    assert not app.exception, app.exception
    return "\n".join(str(part.proto.body) for part in app.get("html")).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("year", "amount", "decides"),
    [
        (2025, 5000, "A: het college mag besluiten."),
        (2025, 5001, "A: raadsbesluit nodig."),
        (2026, 2000, "A: het college mag besluiten."),
        (2026, 2001, "A: raadsbesluit nodig."),
    ],
)
def test_who_decides_is_said_at_once_and_with_its_source(
    home: intake.Home, year: int, amount: int, decides: str
) -> None:
    page = opened(home, year, amount)
    assert page.count(decides) == 2  # under the sentence of the page, and under the rules
    assert "Schuiven per onderdeel: tot € 5.000" in page
    assert "Schuiven in totaal: tot € 2.000 (alleen 2026)" in page
    assert "“in 2026 ten hoogste € 2.000”" in page
    assert ("Raadsvoorstel: wijziging" if "raadsbesluit" in decides else "Collegevoorstel: wijziging") in page
