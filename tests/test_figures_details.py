"""The large burn-down and the track record: what they add, to the euro, and that their words keep apart."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from builders import allocation, amendment, carry_over, ledger, line, phasing, plan, spent, sudwest_fryslan
from plotly import graph_objects

from pokdash.domain.burn_down import BurnDown, burn_down
from pokdash.domain.ledger import CommitmentBalance
from pokdash.domain.plan import Plan
from pokdash.domain.plan_events import Event, Happening
from pokdash.domain.track_record import TrackPoint
from pokdash.domain.year_burn_down import year_burn_down
from pokdash.domain.year_panel import year_panels
from pokdash.figures.burn_down_figure import LARGE, burn_down_figure
from pokdash.figures.event_lanes import lanes
from pokdash.figures.figure_data import FigureData, Part
from pokdash.figures.plot import Plot
from pokdash.figures.tokens import NAMED
from pokdash.figures.track_figure import track_figure

AS_OF = dt.date(2026, 9, 30)
MONTHS = [f"{year}-{month:02}" for year in (2025, 2026) for month in range(1, 13)][:21]
MOVED = [
    carry_over(2023, 2024, None, "proposed"),
    carry_over(2024, 2025, 1353, decided_on="2025-06-12", decision="Raad"),
    carry_over(2025, 2027, 4000, "lapsed"),
    carry_over(2025, 2027, 15_340, "proposed"),
]


def shown(**more: Any) -> Plan:
    lines = [line("a", [allocation(48_000, period=(2024, 2027))]), line("b", [allocation(4_800, period=(2024, 2027))])]
    spread = [phasing(code, "2024-01", "2027-12") for code in "ab"]
    return plan(lines, phasings=spread, carry_overs=MOVED, amendments=[amendment("a", "2026-04-14", -6000)], **more)


def drawn(of: Plan | None = None, scope: str = "total") -> BurnDown:
    monthly = [spent("a", month, 600 + 100 * (number % 3)) for number, month in enumerate(MONTHS)]
    monthly += [spent("b", month, 190 + 40 * (number % 2)) for number, month in enumerate(MONTHS)]
    booked = ledger(monthly, [CommitmentBalance("V-1", "a", 2026, Decimal(9000), Decimal(2000))], covered_until=AS_OF)
    return burn_down(of or shown(), booked, AS_OF, scope)


def figure(burn: BurnDown | None = None, language: str = "nl") -> FigureData:
    return burn_down_figure(shown(), burn or drawn(), language, detailed=True)


def words(layout: Part) -> list[str]:
    return [
        " ".join(re.sub(r"<[^>]+>", " ", one["text"]).replace("\u00a0", " ").split()) for one in layout["annotations"]
    ]


def filled(chart: FigureData, colour: str) -> list[Part]:
    return [trace for trace in chart.traces if trace.get("fillcolor") == colour]


def test_what_is_committed_hangs_from_what_is_left_down_to_what_is_available() -> None:
    burn, chart = drawn(), figure()
    (block,) = [trace for trace in chart.traces if "fillpattern" in trace]
    assert {max(block["y"]), min(block["y"])} == {float(burn.actual[-1].amount), float(burn.available or 0)}
    assert burn.actual[-1].amount - Decimal(7000) == burn.available
    said = words(chart.wide)
    assert "€ 7.000 vastgelegd, nog niet betaald" in said
    assert any(one.endswith("nog niet vastgelegd") for one in said)
    assert "is € 7.000 vastgelegd en nog niet betaald" in chart.alt.replace("\u00a0", " ")


def test_the_ranges_lie_around_their_branches_and_are_never_one() -> None:
    burn, chart = drawn(), figure()
    for colour, band, branch in (
        (NAMED.forecast, burn.surplus_band, burn.surplus), (NAMED.tekort_bg, burn.shortage_band, burn.shortage)
    ):  # fmt: skip
        (area,) = filled(chart, colour)
        assert area["y"][: len(band)] == [float(point.high) for point in band]
        assert all(point.low <= middle.amount <= point.high for point, middle in zip(band, branch, strict=True))


def test_the_plan_before_amendments_is_a_dotted_line_only_where_it_differs() -> None:
    burn, chart = drawn(), figure()
    dotted = [trace for trace in chart.traces if trace.get("line", {}).get("dash") == "2px,4px"]
    assert [trace["y"] for trace in dotted] == [[float(point.amount) for point in burn.original]]
    assert "Oorspronkelijk plan" in chart.table.columns
    plain = figure(drawn(shown().model_copy(update={"amendments": ()})))
    assert not [trace for trace in plain.traces if trace.get("line", {}).get("dash") == "2px,4px"]


def test_four_kinds_of_carry_over_differ_in_outline_and_in_sign() -> None:
    chart = figure()
    marks = [shape for shape in chart.wide["shapes"] if shape.get("xsizemode") == "pixel"]
    moved = [shape for shape in marks if shape["fillcolor"] != NAMED.accent]
    looks = {(shape["type"], shape["line"].get("dash"), shape["fillcolor"]) for shape in moved}
    assert len(looks) == 4
    assert {"?", "→", "×", "···"} <= set(words(chart.wide))
    assert "bedrag onbekend" in words(chart.wide)


def test_a_phone_draws_the_marks_without_their_words() -> None:
    chart = figure()
    assert len([shape for shape in chart.narrow["shapes"] if shape.get("xsizemode") == "pixel"]) == 7
    assert not [one for one in words(chart.narrow) if "vervallen" in one or "vastgelegd" in one]


@pytest.mark.parametrize("count", [1, 3, 12, 40])
def test_the_words_of_a_lane_never_run_into_each_other(count: int) -> None:
    plot = Plot(LARGE, dt.date(2024, 1, 1), dt.date(2033, 12, 31), 1.0, 0.0)
    days = [dt.date(2024, 3, 1) + dt.timedelta(days=number * 3500 // count) for number in range(count)]
    events = [Event(day, Happening.AMENDMENT, line="a", amount=Decimal(1000)) for day in days]
    found = lanes(events, plot, 34, "nl")
    boxes = []
    for one in found.annotations[1:]:
        width, x = len(one["text"]) * 7, plot.x(dt.date.fromisoformat(one["x"])) + one["xshift"]
        boxes.append((x - width, x) if one["xanchor"] == "right" else (x, x + width))
    assert len(found.shapes) == count
    assert all(left[1] <= right[0] for left, right in pairwise(sorted(boxes)))


def test_one_year_is_drawn_with_its_own_money_and_without_an_expectation() -> None:
    of, booked = sudwest_fryslan(), ledger([spent("1", "2025-09", 10_000)], covered_until=AS_OF)
    panel = next(one for one in year_panels(of, booked, AS_OF) if one.year == 2025)
    year = year_burn_down(burn_down(of, booked, AS_OF), panel)
    assert (year.first_day, year.last_day, year.as_of) == (dt.date(2025, 1, 1),) + (dt.date(2025, 12, 31),) * 2
    assert (year.planned, year.actual, year.surplus, year.ending) == (panel.planned, panel.actual, (), None)
    chart = burn_down_figure(of, year, "nl", detailed=True)
    assert chart.wide["xaxis"]["range"] == ["2025-01-01", "2025-12-31"]


@pytest.mark.parametrize("language", ["nl", "en", "fy"])
def test_plotly_knows_everything_that_is_drawn(language: str) -> None:
    for chart in (figure(language=language), track_figure(POINTS, language)):
        for narrow in (False, True):
            graph_objects.Figure(_in_colour(chart.plotly(narrow=narrow)))


def _in_colour(part: Any) -> Any:
    if isinstance(part, dict):
        return {name: _in_colour(value) for name, value in part.items()}
    if isinstance(part, list):
        return [_in_colour(value) for value in part]
    return "#123456" if isinstance(part, str) and part.startswith("var(") else part


def point(month: int, off: int, low: int | None, high: int | None, *, published: bool = True) -> TrackPoint:
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    return TrackPoint(dt.date(2026, month, 28), Decimal(off), *ends, published)


POINTS = [
    point(1, -500, -900, -100),
    point(2, 100, -200, 400),
    point(3, 300, 100, 500, published=False),
    point(4, 0, None, None),
]


def test_a_miss_of_an_expectation_says_on_which_side_it_was() -> None:
    chart = track_figure(POINTS, "nl")
    assert words(chart.wide) == ["te laag", "binnen", "te hoog", "zonder marge"]
    assert [row[-2:] for row in chart.table.rows] == [
        ("te laag", "toen getoond"),
        ("binnen", "toen getoond"),
        ("te hoog", "nagerekend"),
        ("zonder marge", "toen getoond"),
    ]
    ranges = [trace["y"] for trace in chart.traces if trace["mode"] == "lines"]
    assert ranges == [[-900.0, -100.0], [-200.0, 400.0], [100.0, 500.0]]
    crosses = [trace["x"] for trace in chart.traces if trace.get("marker", {}).get("symbol") == "x"]
    assert crosses == [[0, 2]]
    assert "€ 500 ernaast, te laag" in chart.alt.replace("\u00a0", " ")
