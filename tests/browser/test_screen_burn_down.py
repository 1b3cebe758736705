"""The burn-down in a real browser: the points that Plotly draws are those of the command line, to the cent."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from dashboard_server import Server, command
from screen import Screen

TRACES = "() => document.querySelector('.st-key-course-left .pok-figure .js-plotly-plot').data"
BRANCHES = ("surplus", "shortage")


def drawn(screen: Screen) -> list[dict[str, Any]]:
    """The lines of the large chart: x are days, y is euro."""
    screen.page.wait_for_selector(".st-key-course-left .pok-figure[data-drawn]")
    traces: list[dict[str, Any]] = screen.page.evaluate(TRACES)
    return [trace for trace in traces if trace["mode"] == "lines" and "fill" not in trace]


def by_month(trace: dict[str, Any]) -> dict[str, Decimal]:
    """The last point of every month, in cents exactly."""
    pairs = zip(trace["x"], trace["y"], strict=True)
    return {day[:7]: Decimal(str(amount)).quantize(Decimal("0.01")) for day, amount in pairs}


def points_of(server: Server, *words: str) -> list[dict[str, Any]]:
    """What `burn-down --json` says of every month."""
    points: list[dict[str, Any]] = json.loads(command(server.home, "burn-down", *words, "--json"))["points"]
    return points


def told(points: list[dict[str, Any]], name: str) -> dict[str, Decimal]:
    return {point["month"]: Decimal(point[name]) for point in points if point[name] is not None}


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ("sudwest-fryslan", {}),
        ("sudwest-fryslan", {"line": "3"}),
        ("dordrecht", {}),
        ("sudwest-fryslan", {"year": "2025"}),
    ],
    ids=["plan", "line", "other plan", "year"],
)
def test_the_drawn_points_are_those_of_the_command(
    screen: Screen, server: Server, plan: str, words: dict[str, str]
) -> None:
    screen.open("burn_down", plan=plan, **words)
    options = [part for name, value in words.items() for part in (f"--{name}", value)]
    points = points_of(server, plan, *options)
    lines = {line["line"]["dash"] if "dash" in line["line"] else line["line"]["shape"]: line for line in drawn(screen)}
    assert by_month(lines["hv"]) == told(points, "actual")
    assert by_month(lines["9px,7px"]) == told(points, "planned")


def test_the_branches_of_the_expectation_are_drawn_apart(screen: Screen, server: Server) -> None:
    screen.open("burn_down", plan="sudwest-fryslan")
    points = points_of(server, "sudwest-fryslan")
    dotted = [by_month(line) for line in drawn(screen) if line["line"].get("dash") == "4px,4px"]
    assert len(dotted) == len(BRANCHES)
    for line, name in zip(dotted, BRANCHES, strict=True):
        expected = told(points, name)
        shared = line.keys() & expected.keys()
        assert len(shared) > 12
        assert {month: line[month] for month in shared} == {month: expected[month] for month in shared}


def test_turned_over_the_drawn_points_are_what_the_command_says_was_spent(screen: Screen, server: Server) -> None:
    screen.open("burn_down", plan="sudwest-fryslan")
    screen.page.wait_for_selector(".st-key-course-left .pok-figure[data-drawn]")
    screen.page.get_by_role("radio", name="Uitgegeven").click()
    screen.page.wait_for_url("**show=spent**")
    screen.page.wait_for_function(f"({TRACES})().filter(t => t.line && t.line.shape === 'hv').length === 2")
    points = points_of(server, "sudwest-fryslan")
    stepped = [by_month(line) for line in drawn(screen) if line["line"].get("shape") == "hv"]
    assert stepped[-1] == told(points, "spent")
