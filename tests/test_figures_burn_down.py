"""Burn-down and year panels: the numbers, lines and words in the Plotly dictionaries that the browser gets."""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal
from typing import Any

import pytest
from builders import (
    NOTHING_IMPORTED,
    allocation,
    amount,
    dordrecht,
    ledger,
    line,
    phasing,
    plan,
    spent,
    sudwest_fryslan,
)
from hypothesis import given
from hypothesis import strategies as st
from plotly import graph_objects

from pokdash.domain.burn_down import burn_down
from pokdash.domain.ledger import Ledger
from pokdash.domain.plan import Plan
from pokdash.domain.year_panel import year_panels
from pokdash.figures.burn_down_figure import burn_down_figure
from pokdash.figures.figure_data import FigureData, Part
from pokdash.figures.label_place import Box, Label, Occupied, Place
from pokdash.figures.tokens import FONT, LIGHT, NAMED, palette
from pokdash.figures.year_figure import year_figures

AS_OF = dt.date(2026, 9, 30)
INFLOW = {"what": "Nog te ontvangen", "amount": amount(None), "received": False}
EVEN = [f"{year}-{month:02}" for year in (2024, 2025, 2026) for month in range(1, 13)][:33]


def one_line(kind: str = "assumption", **more: Any) -> Plan:
    """€ 48.000 for 2024-2027, a thousand a month."""
    spread = phasing("a", "2024-01", "2027-12", kind)
    return plan([line("a", [allocation(48_000, period=(2024, 2027))])], phasings=[spread], **more)


def booked(value: int | str, months: list[str] = EVEN, code: str = "a") -> Ledger:
    return ledger([spent(code, month, value) for month in months], covered_until=AS_OF)


def drawn(
    shown: Plan, bookings: Ledger, as_of: dt.date = AS_OF, scope: str = "total", language: str = "nl"
) -> FigureData:
    return burn_down_figure(shown, burn_down(shown, bookings, as_of, scope), language)


def words(layout: Part) -> list[str]:
    """All words inside a chart, without markup and with plain spaces."""
    shown = [re.sub(r"<[^>]+>", " ", note["text"]) for note in layout["annotations"]]
    return [" ".join(text.replace("\u00a0", " ").split()) for text in shown]


def lines_of(figure: FigureData, colour: str) -> list[Part]:
    return [trace for trace in figure.traces if trace.get("line", {}).get("color") == colour]


def in_colour(part: Any) -> Any:
    if isinstance(part, dict):
        return {name: in_colour(value) for name, value in part.items()}
    if isinstance(part, list):
        return [in_colour(value) for value in part]
    colours = palette(LIGHT)
    return re.sub(r"var\((--[a-z0-9-]+)\)", lambda found: colours[found[1]], part) if isinstance(part, str) else part


def check(figure: FigureData) -> None:
    """What holds for every chart: Plotly takes it, it cannot be zoomed, and it fits in JSON."""
    for narrow in (False, True):
        chart = figure.plotly(narrow=narrow)
        json.dumps(chart, allow_nan=False)
        coloured = in_colour(chart)
        assert "var(" not in json.dumps(coloured)
        graph_objects.Figure(coloured)  # raises on anything that Plotly does not know
        layout = chart["layout"]
        assert layout["separators"] == ",."
        assert layout["xaxis"]["fixedrange"]
        assert layout["yaxis"]["fixedrange"]
        assert "template" not in layout
        sizes = [note["font"]["size"] for note in layout["annotations"]]
        sizes += [layout["xaxis"]["tickfont"]["size"], layout["yaxis"]["tickfont"]["size"]]
        assert min(sizes) >= 14
        assert {note["font"]["family"] for note in layout["annotations"]} | {layout["font"]["family"]} == {FONT}


def test_the_lines_are_exactly_those_of_the_domain() -> None:
    shown, bookings = one_line(), booked("900.25")
    burn, figure = burn_down(shown, bookings, AS_OF), drawn(shown, bookings)
    check(figure)
    (planned,), (actual, *_) = lines_of(figure, NAMED.plan), lines_of(figure, NAMED.accent)
    for trace, points in ((planned, burn.planned), (actual, burn.actual)):
        assert trace["x"] == [point.day.isoformat() for point in points]
        assert trace["y"] == [float(point.amount) for point in points]
    assert actual["line"]["shape"] == "hv"
    assert actual["line"]["width"] == 4.5
    assert actual["text"][-1].replace("\u00a0", " ") == "30 sep 2026: nog over € 18.291,75"
    assert burn.actual[-1].amount == Decimal("18291.75")


def test_the_amount_on_the_chart_is_the_exact_one() -> None:
    for layout in (drawn(one_line(), booked("900.25")).wide, drawn(one_line(), booked("900.25")).narrow):
        assert "€ 18.291,75 nog over" in words(layout)
        assert "stand 30 sep 2026" in words(layout)
        assert "Onder deze lijn: tekort" in words(layout)
        assert {"2024", "2025", "2026", "2027"} <= set(words(layout))


@pytest.mark.parametrize(
    ("kind", "dash", "name"),
    [
        ("assumption", "9px,7px", "aanname gelijke maandbedragen"),
        ("adopted", "solid", "plan vastgestelde fasering"),
        ("source", "solid", "plan volgens het document"),
    ],
)
def test_a_plan_that_nobody_adopted_is_dashed_and_called_an_assumption(kind: str, dash: str, name: str) -> None:
    more = {"decision": "besluit"} if kind == "adopted" else {}
    spread = phasing("a", "2024-01", "2027-12", kind) | more
    shown = plan([line("a", [allocation(48_000, period=(2024, 2027))])], phasings=[spread])
    figure = drawn(shown, booked(900))
    assert lines_of(figure, NAMED.plan)[0]["line"]["dash"] == dash
    assert name in words(figure.wide)


def test_money_over_and_money_short_are_never_netted() -> None:
    spread = [phasing(code, "2024-01", "2027-12") for code in "ab"]
    amounts = [allocation(48_000, period=(2024, 2027))]
    shown = plan([line("a", amounts), line("b", amounts, name="Tweede <lijn>")], phasings=spread)
    bookings = ledger([spent("a", month, 500) for month in EVEN] + [spent("b", month, 1250) for month in EVEN])
    figure = drawn(shown, bookings)
    check(figure)
    (surplus,), (shortage,) = lines_of(figure, NAMED.forecast), lines_of(figure, NAMED.tekort_bg)
    assert surplus["y"][-1] == 24_000
    assert shortage["y"][-1] == -12_000
    assert min(surplus["y"]) >= 0 >= max(shortage["y"])
    assert "verwacht eind 2027: € 24.000 over op één: Line a" in words(figure.wide)
    assert any(text.startswith("€ 12.000 te kort op één: Tweede &lt;lijn&gt;") for text in words(figure.wide))
    assert any("€ 24.000 over op één: Line a ◇ € 12.000 te kort" in text for text in words(figure.narrow))
    assert "Verwacht eind 2027: € 24.000 over op één: Line a." in figure.alt.replace("\u00a0", " ")
    assert "Verwacht eind 2027: € 12.000 te kort op één: Tweede <lijn>." in figure.alt.replace("\u00a0", " ")


def test_a_line_that_runs_empty_goes_on_below_zero_without_a_gap() -> None:
    figure = drawn(one_line(), booked(1250), scope="a")
    (surplus,), (shortage,) = lines_of(figure, NAMED.forecast), lines_of(figure, NAMED.tekort_bg)
    assert surplus["x"][-1] == shortage["x"][0]
    assert surplus["y"].count(0) <= 1
    assert any("€ 12.000 te kort" in text and "op één" not in text for text in words(figure.wide))
    assert figure.wide["yaxis"]["range"][0] < -12_000


def test_a_period_that_is_over_has_no_expected_ending() -> None:
    over = dt.date(2028, 1, 31)
    bookings = ledger([spent("a", month, "1000.25") for month in EVEN], covered_until=over)
    figure = drawn(one_line(), bookings, over)
    check(figure)
    assert lines_of(figure, NAMED.forecast) == []
    assert not [trace for trace in figure.traces if trace.get("marker", {}).get("symbol") == "diamond"]
    assert not [text for layout in (figure.wide, figure.narrow) for text in words(layout) if "verwacht" in text]
    assert "Eind 2027: € 14.991,75 over." in figure.alt.replace("\u00a0", " ")
    assert "Verwacht over" not in figure.table.columns


def test_a_line_without_months_puts_the_expected_ending_at_the_end_of_the_plan() -> None:
    shown = plan(
        [line("a", [allocation(12_000, 2026)]), line("b", [allocation(100)])],
        2024, 2027, phasings=[phasing("a", "2026-01", "2026-12")],
    )  # fmt: skip
    figure = drawn(shown, booked(500, EVEN[-9:]))
    assert figure.wide["xaxis"]["range"][1] >= "2027-12-31"
    assert any(text.startswith("verwacht eind 2027: € 6.000 over") for text in words(figure.wide))


def test_the_only_line_of_a_scope_is_not_named_at_its_ending() -> None:
    for scope in ("total", "a"):
        figure = drawn(one_line(), booked(900), scope=scope)
        assert any("over" in text and "verwacht eind 2027" in text for text in words(figure.wide))
        assert not any("op één" in text for text in [*words(figure.wide), figure.alt])


def test_less_than_a_thousand_is_not_zero() -> None:
    figure = drawn(one_line(), booked("999.90"), scope="a")
    assert any("minder dan € 1.000 over" in text for text in words(figure.wide))


def test_money_that_has_still_to_come_is_hatched_in_the_total_only() -> None:
    shown = one_line(inflows=[INFLOW])
    for scope, hatched in (("total", True), ("a", False)):
        figure = drawn(shown, booked(900), scope=scope)
        assert any("fillpattern" in trace for trace in figure.traces) is hatched
        assert any("Deels nog te ontvangen" in text for text in words(figure.wide)) is hatched
        assert ("bedragen per jaar zijn niet genoemd" in figure.alt) is hatched
    assert not any("fillpattern" in trace for trace in drawn(one_line(), booked(900)).traces)
    coverage = one_line(inflows=[INFLOW], money="coverage")  # the inflow is not the money of this chart
    assert not any("fillpattern" in trace for trace in drawn(coverage, booked(900)).traces)


def test_the_year_until_which_money_comes_is_that_of_the_plan_whatever_the_axis() -> None:
    figure = drawn(one_line(inflows=[INFLOW]), booked(900), as_of=dt.date(2028, 3, 1))
    for layout in (figure.wide, figure.narrow):
        (said,) = [text for text in words(layout) if "Deels nog te ontvangen" in text]
        assert "2027" in said
        assert "2028" not in said


def test_without_bookings_only_the_plan_is_drawn() -> None:
    figure = drawn(one_line(), NOTHING_IMPORTED)
    check(figure)
    assert lines_of(figure, NAMED.accent) == []
    assert lines_of(figure, NAMED.plan)
    assert "Er zijn nog geen uitgaven ingelezen." in figure.alt


def test_an_unknown_budget_draws_no_line_at_all() -> None:
    figure = drawn(plan([line("a", [allocation(None)])]), ledger())
    check(figure)
    assert [trace for trace in figure.traces if trace["mode"] == "lines"] == []


def test_the_table_holds_every_drawn_amount_to_the_cent() -> None:
    shown, bookings = one_line(), booked("900.25")
    burn, table = burn_down(shown, bookings, AS_OF), drawn(shown, bookings).table
    assert table.columns == (
        "Datum", "Over volgens aanname", "Nog over", "Verwacht over", "Verwacht over, marge van",
        "Verwacht over, marge tot",
    )  # fmt: skip
    rows = {row[0]: row[1:] for row in table.rows}
    assert list(rows) == sorted(rows)
    for number, points in enumerate((burn.planned, burn.actual, burn.surplus)):
        assert {point.day: point.amount for point in points} == {
            day: row[number] for day, row in rows.items() if row[number] is not None
        }


def test_the_reference_date_of_the_issue_is_told_in_words() -> None:
    for shown, planned in ((sudwest_fryslan(), "1.007.755"), (dordrecht(), "143.625")):
        code = shown.lines[0].code
        figure = drawn(shown, booked(100, ["2024-03"], code))
        assert f"Bij gelijke maandbedragen (aanname) is dat € {planned}." in figure.alt.replace("\u00a0", " ")


@pytest.mark.parametrize("language", ["nl", "en", "fy"])
@pytest.mark.parametrize("as_of", [dt.date(2023, 5, 1), dt.date(2024, 1, 1), dt.date(2024, 2, 10), dt.date(2029, 6, 3)])
def test_any_reference_date_can_be_drawn(as_of: dt.date, language: str) -> None:
    for shown in (sudwest_fryslan(inflows=[INFLOW]), dordrecht()):
        bookings = booked(9_000, EVEN, shown.lines[0].code)
        for scope in ("total", shown.lines[0].code):
            check(drawn(shown, bookings, as_of, scope, language))


monthly = st.lists(st.decimals(-(10**5), 10**6, places=2), max_size=30)


@given(st.decimals("0.01", 10**8, places=2), monthly, st.dates(dt.date(2023, 6, 1), dt.date(2029, 1, 1)))
def test_any_ledger_can_be_drawn(total: Decimal, amounts: list[Decimal], as_of: dt.date) -> None:
    shown = plan([line("a", [allocation(total, period=(2024, 2027))])], phasings=[phasing("a", "2024-01", "2027-12")])
    bookings = ledger([spent("a", month, value) for month, value in zip(EVEN, amounts, strict=False)])
    figure = drawn(shown, bookings, as_of)
    for layout in (figure.wide, figure.narrow):
        low, high = layout["yaxis"]["range"]
        drawn_amounts = [value for trace in figure.traces for value in trace["y"]]
        assert all(low <= value <= high for value in [0.0, *drawn_amounts])
        assert layout["height"] >= 400


# Labels


def test_a_label_takes_the_first_place_that_hides_nothing() -> None:
    occupied = Occupied(400, 300)
    occupied.add_line([(0, 100), (400, 100)])
    label = Label(("nog over",), 16)
    on_line, beside = Place((200, 100), "center", "middle"), Place((200, 140), "center", "top")
    assert occupied.put([(label, on_line), (label, beside)]) == (label, beside)
    again = Place((200, 180), "center", "top")
    assert occupied.put([(label, beside), (label, again)]) == (label, again)  # the first label lies there now
    outside = Place((390, 250), "left", "top")
    assert occupied.put([(label, outside), (label, on_line)]) == (label, on_line)
    assert occupied.hides_line(label, on_line)


def test_boxes_overlap_by_their_shared_area() -> None:
    assert Box(0, 0, 10, 10).overlap(Box(5, 8, 10, 10)) == 10
    assert Box(0, 0, 10, 10).overlap(Box(10, 0, 5, 5)) == 0


def covered(layout: Part, figure: FigureData) -> list[str]:
    """Labels with a ground that lie on the drawn line of what is left."""
    low, high = layout["yaxis"]["range"]
    found = []
    actual = next(trace for trace in figure.traces if trace.get("line", {}).get("shape") == "hv")
    for note in layout["annotations"]:
        if "bgcolor" in note and note.get("xref") != "paper" and not note["showarrow"]:
            height = note["text"].count("<br>") * note["font"]["size"] * 1.3 / 500 * (high - low)
            top = note["y"] if note["yanchor"] == "top" else note["y"] + height
            at = [y for x, y in zip(actual["x"], actual["y"], strict=True) if x == note["x"]]
            found += [note["text"] for y in at if top - height < y < top]
    return found


@pytest.mark.parametrize("month", range(1, 13))
def test_no_label_lies_on_the_line_at_its_own_day(month: int) -> None:
    as_of = dt.date(2025, month, 28)
    figure = drawn(sudwest_fryslan(inflows=[INFLOW]), booked(20_000, EVEN, "1"), as_of)
    assert covered(figure.wide, figure) == []
    assert covered(figure.narrow, figure) == []


# Years


def test_years_share_one_scale_of_euro() -> None:
    shown = sudwest_fryslan()
    panels = year_panels(shown, booked(9_000, EVEN, "tichtby"), AS_OF)
    figures = year_figures(panels, "nl")
    assert len(figures) == len(panels) == 4
    for figure in figures:
        check_year(figure)
    assert len({json.dumps(figure.wide["yaxis"]) for figure in figures}) == 1
    for panel, figure in zip(panels, figures, strict=True):
        assert [float(point.amount) for point in panel.planned] == lines_of(figure, NAMED.plan)[0]["y"]
        assert str(panel.year) in figure.alt
        assert [row[2] for row in figure.table.rows if row[2] is not None] == [p.amount for p in panel.actual]
    assert lines_of(figures[-1], NAMED.accent) == []  # 2027 has not begun


def check_year(figure: FigureData) -> None:
    json.dumps(figure.plotly(), allow_nan=False)
    graph_objects.Figure(in_colour(figure.plotly()))
    assert figure.wide["yaxis"]["fixedrange"]


def test_a_year_without_amounts_is_an_empty_plot() -> None:
    shown = plan([line("a", [allocation(48_000)])])
    for figure in year_figures(year_panels(shown, booked(900), AS_OF), "nl"):
        check_year(figure)
        assert figure.traces == ()
        assert "nog geen lijn" in figure.alt


def test_a_budget_that_is_far_overspent_has_few_ticks() -> None:
    shown = plan([line("a", [allocation(Decimal("0.01"), period=(2024, 2027))])])
    figure = drawn(shown, ledger([spent("a", "2024-01", Decimal(10**8))]), dt.date(2024, 6, 30))
    assert len(figure.wide["yaxis"]["tickvals"]) <= 13
