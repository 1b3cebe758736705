"""Bron en uitleg: who decides, in the words of the source, and that spending in a calculated figure is invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_pages import opened, part, plain, written

from pokdash.texts import text

DECIDES = {
    "sudwest-fryslan": "Het college heeft op 10 juni 2025 het integraal bestedingsplan vastgesteld.",
    "dordrecht": "De raad stelt het kader voor beleid en is bepalend voor het stellen van maatschappelijke doelen.",
}
FIRST_LINE = {"sudwest-fryslan": "1", "dordrecht": "wijkteam"}


@pytest.fixture(autouse=True)
def _home(initialised_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POKDASH_HOME", str(initialised_home))


def explanations(page: str) -> list[str]:
    """The words of every explanation of a page."""
    return [plain(block.split("</details>")[0]) for block in page.split('<details class="pok-explain">')[1:]]


@pytest.mark.parametrize("plan", DECIDES)
def test_the_total_and_every_gauge_tell_who_decides(plan: str) -> None:
    page = written(opened("overview", plan=plan))
    total = part(page, text("nl", "kpi.total_budget" if plan == "sudwest-fryslan" else "kpi.total_coverage"))
    gauges = page.split(' data-gauge="')[1:]
    assert gauges
    for shown in (total, *map(plain, gauges)):
        assert text("nl", "decisions.who") in shown
        assert f"“{DECIDES[plan]}”" in shown


@pytest.mark.parametrize("plan", DECIDES)
def test_the_page_of_a_line_tells_who_decides(plan: str) -> None:
    page = written(opened("action_line", plan=plan, line=FIRST_LINE[plan]))
    told = [shown for shown in explanations(page) if text("nl", "decisions.who") in shown]
    assert told
    assert all(f"“{DECIDES[plan]}”" in shown for shown in told)


@pytest.mark.parametrize("plan", DECIDES)
def test_a_calculated_card_says_that_the_spending_in_it_is_invented(plan: str) -> None:
    page = written(opened("overview", plan=plan))
    cards = [plain(block) for block in page.split('<article class="pok-kpi')[1:]]
    assert len(cards) == 4
    for card in cards[2:]:
        assert f"Uitgegeven Voorbeeld {text('nl', 'explain.spent_example')}" in card
    assert text("nl", "explain.spent_example") not in cards[0]
