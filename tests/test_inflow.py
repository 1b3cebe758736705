"""Money from the State: a step up on the day it came in, and nothing at all where that is not fully known."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import builders
import pytest
from builders import allocation, ledger, line, spent

from pokdash.domain.burn_down import BurnDown, burn_down
from pokdash.domain.burn_up import burn_up
from pokdash.domain.inflow import received
from pokdash.domain.plan import Plan
from pokdash.domain.plan_events import Happening
from pokdash.figures.burn_down_figure import burn_down_figure
from pokdash.figures.burn_up_figure import burn_up_figure

AS_OF = dt.date(2026, 3, 31)


def flow(value: int | None, on: str | None = None, *, received: bool | None = True) -> dict[str, Any]:
    day = {} if on is None else {"on": on}
    told = {} if received is None else {"received": received}
    return {"what": {"nl": "decembercirculaire"}, "amount": builders.amount(value), **day, **told}


def of(*flows: dict[str, Any], **more: Any) -> Plan:
    lines = [line("a", [allocation(1200, period=(2026, 2027))])]
    return builders.plan(lines, 2026, 2027, inflows=flows, total=builders.amount(1200), **more)


KNOWN = of(flow(500, "2026-01-15"), flow(300, "2026-03-20"), flow(400, "2027-01-15", received=False))


def drawn(plan: Plan, scope: str = "total") -> BurnDown:
    return burn_down(plan, ledger([spent("a", "2026-01", 100), spent("a", "2026-02", 450)]), AS_OF, scope)


def test_what_is_left_of_the_money_that_came_in_steps_up_where_money_comes_in() -> None:
    burn = drawn(KNOWN)
    assert [(str(point.day), int(point.amount)) for point in burn.in_hand] == [
        ("2026-01-01", 0),
        ("2026-01-15", 500),
        ("2026-01-31", 400),
        ("2026-02-28", -50),
        ("2026-03-20", 250),
        ("2026-03-31", 250),
    ]
    assert [int(point.amount) for point in burn.received] == [0, 500, 800, 800]
    assert burn.in_hand[-1].amount == burn.received[-1].amount - burn.spent[-1].amount
    assert burn_up(burn).received == burn.received


@pytest.mark.parametrize(
    "plan",
    [
        of(),
        of(flow(1200)),
        of(flow(1200, "2026-01-15", received=None)),
        of(flow(800, "2026-01-15"), flow(None, received=False)),
        of(flow(800, "2026-01-15")),
        builders.sudwest_fryslan(),
        builders.dordrecht(),
    ],
    ids=["none", "no day", "not told", "amount unknown", "not all", "sudwest-fryslan", "dordrecht"],
)
def test_unknown_inflow_is_not_drawn(plan: Plan) -> None:
    assert received(plan) is None
    burn = burn_down(plan, ledger(), AS_OF)
    assert (burn.received, burn.in_hand) == ((), ())


def test_inflow_is_of_the_whole_plan_only() -> None:
    assert (drawn(KNOWN, "a").in_hand, drawn(KNOWN, "a").received) == ((), ())
    assert not [event for event in drawn(KNOWN, "a").events if event.happening is Happening.INFLOW]


def test_inflow_has_a_lane_a_line_and_words() -> None:
    chart = burn_down_figure(KNOWN, drawn(KNOWN), "nl", detailed=True)
    words = [re.sub(r"<[^>]+>", "", one["text"]).replace("\u00a0", " ") for one in chart.wide["annotations"]]
    assert {"Geld van het Rijk", "ontvangen en nog over"} <= set(words)
    assert "Van het geld dat is ontvangen, is € 250 over." in chart.alt.replace("\u00a0", " ")
    assert "Ontvangen en nog over" in chart.table.columns
    marks = [event.received for event in drawn(KNOWN).events if event.happening is Happening.INFLOW]
    assert marks == [True, True, False]
    assert "Ontvangen van het Rijk" in burn_up_figure(KNOWN, drawn(KNOWN), "nl").table.columns
