"""Exact euro: rounding to the cent, half up, without floats and without losing a cent."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor

ZERO = Decimal("0.00")
_CENT = Decimal("0.01")
_HALF = Fraction(1, 2)


def cents(amount: Decimal) -> Decimal:
    """The amount in euro with two decimals, half a cent rounded away from zero."""
    return amount.quantize(_CENT, ROUND_HALF_UP)


def rounded(euro: Fraction) -> Decimal:
    """An exact fraction of euro as cents, half a cent rounded away from zero."""
    whole = floor(abs(euro) * 100 + _HALF)
    return Decimal(-whole if euro < 0 else whole).scaleb(-2)


def share(amount: Decimal, of: Fraction) -> Decimal:
    """`amount` × `of`, computed exactly and then rounded to the cent."""
    return rounded(Fraction(amount) * of)


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The sum in euro with two decimals; 0.00 for no amounts."""
    return cents(sum(amounts, ZERO))


def known_total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of the known amounts; None where not one is known (the caller lists what it left out)."""
    known = [amount for amount in amounts if amount is not None]
    return total(known) if known else None


def strict_total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum; None as soon as one amount is unknown, and for no amounts at all."""
    listed = list(amounts)
    known = [amount for amount in listed if amount is not None]
    return total(known) if known and len(known) == len(listed) else None


def difference(left: Decimal | None, right: Decimal | None) -> Decimal | None:
    """`left` − `right`; None where either is unknown."""
    return None if left is None or right is None else cents(left - right)
