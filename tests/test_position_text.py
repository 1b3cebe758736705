"""A position in words: what is said only where it applies."""

from __future__ import annotations

import datetime as dt

from builders import allocation, ledger, line, plan, spent

from pokdash.cli.position_text import position_text
from pokdash.cli.speech import Speech
from pokdash.domain.measure import position
from pokdash.texts import text


def test_a_plan_with_only_amounts_per_year_needs_no_word_on_money_without_a_year() -> None:
    own = plan([line("1", [allocation(45_000, 2025), allocation(35_000, 2026)])], 2025, 2026)
    booked = ledger([spent("1", "2025-03", 1_000)], covered_until=dt.date(2026, 6, 30))
    words = position_text(own, position(own, 1, booked, dt.date(2026, 6, 30)), Speech("nl"))
    assert text("nl", "cli.position.unphased_is") not in words
