from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plan_strategies import large

from pokdash.domain.money import difference, known_total, rounded, share, strict_total, total


@pytest.mark.parametrize(
    ("euro", "written"),
    [
        (Fraction(1, 200), "0.01"),
        (Fraction(-1, 200), "-0.01"),
        (Fraction(1, 201), "0.00"),
        (Fraction(2, 3), "0.67"),
        (Fraction(10**16), "10000000000000000.00"),
    ],
)
def test_half_a_cent_rounds_away_from_zero(euro: Fraction, written: str) -> None:
    assert str(rounded(euro)) == written


@given(large, st.integers(1, 1200))
def test_a_share_of_a_large_amount_is_within_half_a_cent(amount: Decimal, parts: int) -> None:
    exact = Fraction(amount) / parts
    assert abs(Fraction(share(amount, Fraction(1, parts))) - exact) <= Fraction(1, 200)


@given(st.lists(large, max_size=50))
def test_a_total_of_large_amounts_is_exact(amounts: list[Decimal]) -> None:
    assert Fraction(total(amounts)) == sum(map(Fraction, amounts))


def test_unknown_amounts_are_left_out_or_make_the_sum_unknown() -> None:
    one = Decimal("1.00")
    assert known_total([one, None]) == one
    assert known_total([None]) is None
    assert strict_total([one, None]) is None
    assert strict_total([one, one]) == 2 * one
    assert difference(one, None) is None
