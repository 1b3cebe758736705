"""A third municipality, made from the example of the documentation, with everything that a plan may have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from ledger_files import file

from pokdash import intake
from pokdash.domain.actor import Actor, Role

MANAGER = Actor("Marije", Role.MANAGER)
THIRD = "voorbeeldwoude"
EXAMPLE_PLAN = Path(__file__).parents[1] / "docs" / "example-plan" / "plan.toml"
_SOURCED = """
{key}.kind = "source"
{key}.source.document = "raadsbesluit"
{key}.source.place = "Beslispunt 4"
{key}.source.quote = "{quote}"
"""
NOTE = """
[total_note]
nl = "Dekking voor de spreekuren, niet voor alle kosten."
"""
_ADDED = f"""
[[amendments]]
line = "1"
on = 2026-02-01
standing = "council"
decision = "Raadsbesluit 29 januari 2026"
year = 2026
delta.value = -5000
{_SOURCED.format(key="delta", quote="het budget voor 2026 met € 5.000 te verlagen")}
[[carry_overs]]
from_year = 2025
to_year = 2026
status = "decided"
line = "1"
decision = "Raadsbesluit over de overheveling"
decided_on = 2026-01-15
amount.value = 10000
{_SOURCED.format(key="amount", quote="€ 10.000 over te hevelen naar 2026")}
[[carry_overs]]
from_year = 2025
to_year = 2026
status = "proposed"
line = "2"
deadline = 2026-07-01
amount.value = "unknown"
{_SOURCED.format(key="amount", quote="niet-bestede middelen over te hevelen")}
[[phasings]]
line = "2"
method = "equal_months"
kind = "adopted"
first_month = "2025-01"
last_month = "2026-12"
assumption.who = "Team Financiën"
assumption.on = 2025-01-15
assumption.why = "Elke maand evenveel."
decision = "Collegebesluit 3 juni 2025"

[[inflows]]
what = "Bijdrage van het Rijk"
received = false
amount.value = "unknown"
{_SOURCED.format(key="amount", quote="De bijdrage volgt nog.")}
[[gates]]
id = "evaluatie"
what = "Evaluatie van de scholing"
effect = "spending_waits"
lines = ["2"]
owner = "Team Dienstverlening"
due = 2025
source.document = "raadsbesluit"
source.place = "Toelichting"
source.quote = "na de evaluatie"

[[gates]]
id = "wijkaanpak"
what = "Wijkaanpak"
effect = "related"
lines = ["2"]
due = "2025-06"
source.document = "raadsbesluit"
source.place = "Toelichting"
source.quote = "samen met de wijkaanpak"

[[findings]]
id = "scholing"
kind = "gap"
what = "Wie de scholing geeft"
handling = "Wij tonen het."
lines = ["2"]
"""
OWN_BOOKINGS = (
    "uitgave;2025-03-03;2025;1;20000,00;B-1;1;;;Spreekuur",
    "uitgave;2025-05-05;2025;2;100,00;B-2;1;;;Cursus",
)


def third_plan(place: Path, note: str = NOTE, **changed: str) -> Path:
    """The folder of the third plan: coverage that the council decided; `changed` replaces words of its file."""
    text = EXAMPLE_PLAN.read_text(encoding="utf-8").replace('money = "budget"', 'money = "coverage"') + note + _ADDED
    for old, new in changed.items():
        assert f"{old} = " in text
        text = "\n".join(f"{old} = {new}" if line.startswith(f"{old} = ") else line for line in text.split("\n"))
    folder = place / "plans" / THIRD
    folder.mkdir(parents=True)
    (folder / "plan.toml").write_text(text, encoding="utf-8")
    return folder


def add_third_plan(
    home: intake.Home, place: Path, rows: Iterable[str] = OWN_BOOKINGS, until: str = "2026-03-31", **changed: str
) -> None:
    """Load the third plan beside the plans that are there, with some bookings."""
    loaded = intake.load_plans(home, third_plan(place, **changed), MANAGER, dt.datetime.now(dt.UTC))
    assert isinstance(loaded, intake.PlansLoaded)
    assert loaded.loaded == ((THIRD, 1),), loaded
    book(home, THIRD, rows, until)


def book(home: intake.Home, plan: str, rows: Iterable[str], until: str = "2026-09-30") -> None:
    """Import real bookings; the invented ones of that plan make way."""
    content = intake.LedgerFile("boekingen.csv", file(rows, until))
    outcome = intake.import_file(home, content, plan, MANAGER, dt.datetime.now(dt.UTC))
    assert isinstance(outcome, intake.Imported), outcome
