"""How often the range of a forecast holds what came, over the simulated ledgers of the benchmark; its two stretches."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.forecast import SHAPES, cases, plans
from pokdash.domain.forecast import chosen
from pokdash.domain.forecast_range import Margin, Stretch, margins

MONTHS = tuple(Decimal(amount) for amount in (100, 300, 50, 250, 120, 400))
amounts = st.lists(st.integers(-(10**8), 10**8).map(lambda whole: Decimal(whole).scaleb(-2)), min_size=3, max_size=24)


def margin(*stretches: Stretch) -> Margin:
    """The margin at the end of all stretches."""
    found = margins(stretches, [sum((one.ahead for one in stretches), Fraction(0))])
    assert found
    return found[0]


def test_the_range_holds_what_came_in_about_eight_of_ten_cases() -> None:
    held = []
    for shape in SHAPES:
        for case in cases(shape, 60, seed=5):
            forecast = chosen(case.history).forecast
            if forecast and forecast.low is not None and forecast.high is not None:
                held.append(forecast.low <= case.truth <= forecast.high)
    assert len(held) > 300
    assert 0.75 <= sum(held) / len(held) <= 0.85


def test_the_range_of_six_lines_together_holds_what_came_as_often() -> None:
    held = [
        one.low <= truth <= one.high for one, truth in plans(60, seed=2) if one.low is not None and one.high is not None
    ]
    assert len(held) == 60
    assert 0.75 <= sum(held) / len(held) <= 0.85


def test_one_stretch_in_two_pieces_is_as_wide() -> None:
    whole = margin(Stretch(MONTHS, Fraction(10)))
    assert whole == margin(Stretch(MONTHS, Fraction(4)), Stretch(MONTHS, Fraction(6)))


def test_the_horizons_before_the_end_follow_the_same_months_in_both_stretches() -> None:
    stretches = [Stretch(MONTHS, Fraction(4)), Stretch(MONTHS, Fraction(6))]
    found = margins(stretches, [Fraction(months) for months in range(11)])
    assert found
    assert found == margins([Stretch(MONTHS, Fraction(10))], [Fraction(months) for months in range(11)])
    assert found[0] == (0, 0)
    assert found[10] == margin(*stretches)
    assert found[10][1] > found[5][1] > found[1][1] > 0


def test_a_part_of_a_month_brings_a_part_of_its_difference() -> None:
    found = [margin(Stretch(MONTHS, Fraction(months, 2))) for months in (0, 1, 2, 12)]
    low, high = zip(*(one for one in found), strict=True)
    assert (low[0], high[0]) == (0, 0)
    assert list(low) == sorted(low, reverse=True)
    assert list(high) == sorted(high)


@given(amounts, st.fractions(0, 40))
def test_zero_lies_within_and_what_is_twice_as_large_differs_twice_as_much(
    months: list[Decimal], ahead: Fraction
) -> None:
    found, doubled = margin(Stretch(months, ahead)), margin(Stretch([2 * one for one in months], ahead))
    for once, twice in zip(found, doubled, strict=True):
        assert abs(twice - 2 * once) <= Decimal("0.02")
    assert found[0] <= 0 <= found[1]
