"""The amounts that a person reads on the pages are those of the command line, to the cent."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from dashboard_server import Server, command, position
from screen import Figure, Screen, amount

PLANS = ("sudwest-fryslan", "dordrecht")
FIGURES = ("allocated", "spent", "remaining", "committed", "available")
DATES = (None, "2025-12-31", "2024-03-15")


def figures_of(told: dict[str, Any]) -> dict[tuple[str, str], Decimal | None]:
    """Every figure of `position --json` by its scope and name."""
    parts = {"total": told["total"], **{part["code"]: part for part in (*told["groups"], *told["lines"])}}
    return {
        (scope, name): None if value is None else Decimal(value)
        for scope, part in parts.items()
        for name, value in part.items()
        if name not in ("code", "name", "group", "status", "planned_kind")
    }


def wrong(read: list[Figure], told: dict[tuple[str, str], Decimal | None]) -> list[str]:
    return [f"{figure}, but {told[figure.scope, figure.figure]}" for figure in read if not right(figure, told)]


def right(figure: Figure, told: dict[tuple[str, str], Decimal | None]) -> bool:
    return figure.amount == told[figure.scope, figure.figure]


def of_kind(read: list[Figure], kind: str) -> dict[tuple[str, str], Decimal | None]:
    return {(figure.scope, figure.figure): figure.amount for figure in read if figure.kind == kind}


def view_of(plan: str, day: str | None) -> tuple[dict[str, str], list[str]]:
    """The same question to the screen and to the command line."""
    return {"plan": plan} | ({"as_of": day} if day else {}), ["--as-of", day] if day else []


@pytest.mark.parametrize("day", DATES)
@pytest.mark.parametrize("plan", PLANS)
def test_cards_gauges_and_table_are_the_command_line(
    screen: Screen, server: Server, plan: str, day: str | None
) -> None:
    view, arguments = view_of(plan, day)
    told = position(server.home, plan, *arguments)
    figures, lines = figures_of(told), [line["code"] for line in told["lines"]]
    screen.open(**view)
    screen.unfold_tables()
    read = screen.figures()

    assert not wrong(read, figures)
    assert {("total", name) for name in FIGURES[:3]} <= of_kind(read, "card").keys()
    summed = [*lines, "total"] if len(lines) > 1 else lines
    assert {(scope, name) for scope in summed for name in FIGURES} <= of_kind(read, "table").keys()
    gauges = {scope: value for (scope, name), value in of_kind(read, "gauge").items() if name == "remaining"}
    assert None not in gauges.values()
    assert sum(gauges.values(), Decimal(0)) == figures["total", "remaining"]


@pytest.mark.parametrize("plan", PLANS)
def test_every_part_has_its_amounts_on_its_own_page(screen: Screen, server: Server, plan: str) -> None:
    told = position(server.home, plan)
    figures = figures_of(told)
    for part in ({"code": "total"}, *told["groups"], *told["lines"]):
        screen.open("action_line", plan=plan, line=part["code"])
        read = [figure for figure in screen.figures() if figure.kind != "table"]
        assert not wrong(read, figures)
        assert {(part["code"], name) for name in FIGURES} <= {(figure.scope, figure.figure) for figure in read}


@pytest.mark.parametrize("plan", PLANS)
def test_the_years_hold_all_that_was_spent(screen: Screen, server: Server, plan: str) -> None:
    screen.open(plan=plan)
    spent = screen.page.locator("[data-figure=year_spent]").all_inner_texts()
    amounts = [amount(text) or Decimal(0) for text in spent]
    assert len(amounts) > 1
    assert sum(amounts) == Decimal(position(server.home, plan)["total"]["spent"])


@pytest.mark.parametrize(
    ("plan", "line"), [("sudwest-fryslan", "3"), ("sudwest-fryslan", "tichtby"), ("dordrecht", "wijkteam")]
)
def test_the_bookings_of_a_line_add_up_to_what_was_spent(screen: Screen, server: Server, plan: str, line: str) -> None:
    screen.open("action_line", plan=plan, line=line)
    everything = screen.keyed("show_all_bookings")
    if everything.count():
        everything.locator("label").click()
        screen.settle()
    table = screen.page.locator("table.pok-bookings").first
    amounts = [amount(text) or Decimal(0) for text in table.locator("tbody td:last-child").all_inner_texts()]
    assert amounts
    assert sum(amounts) == figures_of(position(server.home, plan))[line, "spent"]


@pytest.mark.parametrize("plan", PLANS)
def test_an_unknown_amount_is_a_word_and_never_zero(
    tmp_path: Path, served: Callable[[Path], Screen], plan: str
) -> None:
    """Without any import nobody knows what was spent; what was allocated is known all the same."""
    home = tmp_path / "var"
    command(home, "init", "--no-examples")
    figures = figures_of(position(home, plan))
    screen = served(home)
    for stem in ("overview", "action_line"):
        screen.open(stem, plan=plan)
        read = screen.figures()
        assert not wrong(read, figures)
        assert {figure.amount for figure in read if figure.figure == "spent"} == {None}
        assert None not in {figure.amount for figure in read if figure.figure == "allocated"}
        assert screen.violations() == []
