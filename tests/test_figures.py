"""Tokens, gauges and axes: what a reader sees without any chart library."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokdash.domain.position import Figures
from pokdash.figures.axes import money_ticks, month_ticks
from pokdash.figures.gauge import (
    Shares,
    bullet_data_uri,
    bullet_svg,
    gauge_data_uri,
    gauge_svg,
    shares,
    tick_place,
)
from pokdash.figures.tokens import DARK, LIGHT, NAMED, Tokens, custom_properties, palette

THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
Draw = Callable[[Shares, Tokens], str]
SVG = "{http://www.w3.org/2000/svg}"


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.x contrast ratio."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@THEMES
def test_every_text_colour_can_be_read(tokens: Tokens) -> None:
    on_page = [tokens.ink, tokens.ink2, tokens.accent, tokens.plan, tokens.tekort_bg]
    pairs = [(colour, ground) for colour in on_page for ground in (tokens.bg, tokens.surface)]
    badges = ("op", "snel", "langzaam", "tekort", "niet", "wacht", "voorbeeld")
    pairs += [(getattr(tokens, name), getattr(tokens, f"{name}_bg")) for name in badges]
    assert {pair: contrast(*pair) for pair in pairs if contrast(*pair) < 4.5} == {}


@THEMES
def test_every_part_of_a_gauge_stands_out(tokens: Tokens) -> None:
    pairs = [
        (tokens.ctl, tokens.surface),
        (tokens.accent, tokens.track),
        (tokens.accent, tokens.stripe),
        (tokens.ctl, tokens.track),
        (tokens.snel, tokens.track),
        (tokens.tekort_bg, tokens.track),
        (tokens.forecast, tokens.surface),
    ]
    assert {pair: contrast(*pair) for pair in pairs if contrast(*pair) < 3} == {}


def test_the_style_sheet_declares_every_colour_for_both_themes() -> None:
    css = custom_properties()
    for name, colour in palette(LIGHT).items():
        assert f"{name}:{colour};" in css
        assert f"{name}:light-dark({colour},{palette(DARK)[name]});" in css
    assert set(re.findall(r"var\((--[a-z0-9-]+)\)", " ".join(palette(NAMED).values()))) == set(palette(LIGHT))


# Gauges


def figures(allocated: str | None, spent: str | None, **more: str) -> Figures:
    money = {name: None if value is None else Decimal(value) for name, value in more.items()}
    known = [None if value is None else Decimal(value) for value in (allocated, spent)]
    carried_in, carried_out = money.get("carried_in", Decimal(0)), money.get("carried_out", Decimal(0))
    left = None if None in known else known[0] + carried_in - carried_out - known[1]  # type: ignore[operator]
    return Figures(
        allocated=known[0], carried_in=carried_in, carried_out=carried_out, committed=Decimal(0), spent=known[1],
        remaining=left, available=left, planned_to_date=None,
        planned_kind="assumption", forecast=None,
    )  # fmt: skip


def test_shares_are_of_all_the_money_a_line_has() -> None:
    found = shares(figures("100000", "30000", carried_in="20000"), Decimal(30_000), differs=True)
    assert found.left == pytest.approx(0.75)
    assert found.planned_left == pytest.approx(0.5)
    assert found.differs
    assert not found.adopted
    assert not found.overspent


@pytest.mark.parametrize(("allocated", "spent"), [(None, "10"), ("100", None), ("0", "0")])
def test_what_is_unknown_is_not_drawn_as_zero(allocated: str | None, spent: str | None) -> None:
    found = shares(figures(allocated, spent), Decimal(50), differs=True)
    assert found == Shares(left=None, planned_left=None, adopted=False, differs=False, overspent=False)
    assert tick_place(found) is None
    for drawn in (gauge_svg(found, LIGHT), bullet_svg(found, LIGHT)):
        assert "stroke-dasharray" in drawn
        assert LIGHT.accent not in shapes(drawn)
        assert LIGHT.track not in shapes(drawn)


def parts(svg: str, kind: str) -> list[ET.Element]:
    """The shapes of one kind in a drawing, outside its patterns."""
    return ET.fromstring(svg).findall(f"{SVG}{kind}")  # noqa: S314  # our own drawing


def shapes(svg: str) -> str:
    """The drawing without its patterns, which are there whether used or not."""
    return re.sub(r"<defs>.*?</defs>", "", svg)


CASES = {
    "more left than planned": (Shares(0.7, 0.5, adopted=False, differs=True, overspent=False), {"more"}),
    "less left than planned": (Shares(0.3, 0.5, adopted=False, differs=True, overspent=False), {"less"}),
    "within the threshold": (Shares(0.51, 0.5, adopted=False, differs=False, overspent=False), set()),
    "overspent": (Shares(0.0, 0.5, adopted=False, differs=True, overspent=True), {"short"}),
}


@pytest.mark.parametrize("draw", [gauge_svg, bullet_svg])
@pytest.mark.parametrize("name", CASES)
def test_stripes_tell_more_less_and_overspent(draw: Draw, name: str) -> None:
    shown, patterns = CASES[name]
    assert set(re.findall(r"url\(#(\w+)\)", draw(shown, LIGHT))) == patterns


@pytest.mark.parametrize("draw", [gauge_svg, bullet_svg])
def test_a_tick_is_dashed_until_a_phasing_is_adopted(draw: Draw) -> None:
    for adopted in (False, True):
        shown = Shares(0.7, 0.5, adopted=adopted, differs=False, overspent=False)
        halo, tick = parts(draw(shown, LIGHT), "line")
        assert float(halo.attrib["stroke-width"]) >= float(tick.attrib["stroke-width"]) + 6
        assert ("stroke-dasharray" in tick.attrib) is not adopted


def test_the_arc_of_half_the_money_ends_at_the_top() -> None:
    shown = Shares(0.5, None, adopted=False, differs=False, overspent=False)
    accent = next(path for path in parts(gauge_svg(shown, LIGHT), "path") if path.attrib["fill"] == LIGHT.accent)
    numbers = [float(number) for number in re.findall(r"-?\d+\.\d+", accent.attrib["d"])]
    assert numbers[:4] == [46, 143, 150, 39]


@pytest.mark.parametrize("dark", [False, True])
def test_a_data_address_holds_the_colours_of_its_theme(dark: bool) -> None:
    shown = Shares(0.7, 0.5, adopted=False, differs=True, overspent=False)
    for uri in (gauge_data_uri(shown, dark=dark), bullet_data_uri(shown, dark=dark)):
        kind, svg = uri.split(",", 1)
        assert kind == "data:image/svg+xml"
        assert not set('"<>#') & set(svg)
        assert parts(unquote(svg), "line")
        assert (DARK if dark else LIGHT).accent in unquote(svg)
        assert (LIGHT if dark else DARK).accent not in unquote(svg)


amounts = st.decimals(-(10**6), 10**7, places=2)


@given(st.decimals(0, 10**7, places=2), amounts, amounts, st.booleans())
def test_any_gauge_is_drawn_inside_its_box(allocated: Decimal, spent: Decimal, planned: Decimal, differs: bool) -> None:
    shown = shares(figures(str(allocated), str(spent)), planned - spent, differs=differs)
    for path in parts(gauge_svg(shown, LIGHT), "path"):
        corners = re.findall(r"[ML]?(-?\d+\.\d+) (-?\d+\.\d+)", path.attrib["d"])
        assert all(0 <= float(x) <= 300 and 0 <= float(y) <= 148 for x, y in corners)
    place = tick_place(shown)
    assert place is None or (0 <= place.left <= 100 and 0 <= place.top <= 100)


# Axes


@pytest.mark.parametrize(
    ("high", "language", "shown"),
    [
        (2_712_000, "nl", ["€ 0", "€ 0,5 mln", "€ 1,0 mln", "€ 1,5 mln", "€ 2,0 mln", "€ 2,5 mln"]),
        (2_712_000, "en", ["€ 0", "€ 0.5 million", "€ 1.0 million", "€ 1.5 million", "€ 2.0 million", "€ 2.5 million"]),
        (371_110, "nl", ["€ 0", "€ 100.000", "€ 200.000", "€ 300.000"]),
        (1_314_085, "nl", ["€ 0", "€ 0,25 mln", "€ 0,50 mln", "€ 0,75 mln", "€ 1,00 mln", "€ 1,25 mln"]),
        (12.5, "nl", ["€ 0", "€ 2,50", "€ 5", "€ 7,50", "€ 10", "€ 12,50"]),
    ],
)
def test_money_is_written_in_full_on_an_axis(high: float, language: str, shown: list[str]) -> None:
    _, texts = money_ticks(0, high, language)
    assert [text.replace("\u00a0", " ") for text in texts] == shown


@given(st.floats(0, 1e10), st.floats(-1e10, 0))
def test_ticks_of_money_lie_on_the_axis_and_differ(high: float, low: float) -> None:
    low = max(low, -2 * high)
    values, texts = money_ticks(low, high, "nl")
    assert values == sorted(set(values))
    assert 0 in values
    assert low <= values[0]
    assert values[-1] <= max(high, 1)
    assert len(set(texts)) == len(texts) <= 20


def test_months_stand_where_there_is_room() -> None:
    four_years = dt.date(2024, 1, 1), dt.date(2027, 12, 31)
    assert month_ticks(*four_years, "nl", narrow=False)[1] == [
        "jan 2024", "jul", "jan 2025", "jul", "jan 2026", "jul", "jan 2027", "jul",
    ]  # fmt: skip
    assert month_ticks(*four_years, "nl", narrow=True)[1] == ["jan ’24", "jan ’25", "jan ’26", "jan ’27"]
    assert month_ticks(dt.date(2025, 7, 1), four_years[1], "nl", narrow=False)[1][:2] == ["jul 2025", "jan 2026"]
    assert month_ticks(dt.date(2026, 1, 1), dt.date(2026, 12, 31), "en", narrow=False)[1] == [
        "Jan 2026", "Apr", "Jul", "Oct",
    ]  # fmt: skip


@given(st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1)), st.integers(0, 7_300), st.booleans())
def test_never_more_months_than_fit(first: dt.date, days: int, narrow: bool) -> None:
    ticks, texts = month_ticks(first, first + dt.timedelta(days), "nl", narrow=narrow)
    assert len(ticks) == len(texts) <= (5 if narrow else 9)
