"""Exact euro: rounding to the cent, half up, without floats and without losing a cent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def apportioned(amount: Decimal, weights: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """`amount` (whole cents, 0 or more) split in proportion to `weights` (0 or more), to the cent and exactly.

    By the largest remainder (Hamilton): each gets its share rounded down, and the cents that are left go to the largest
    remainders, the first one where they are equal. ValueError where all weights are zero and the amount is not.
    """
    whole, of_all = int(cents(amount) * 100), sum(Fraction(weight) for weight in weights)
    if not of_all:
        if whole:
            raise ValueError("nothing to split by")
        return tuple(ZERO for _ in weights)
    shares = [Fraction(weight) * whole / of_all for weight in weights]
    parts = [floor(one) for one in shares]
    by_remainder = sorted(range(len(parts)), key=lambda number: parts[number] - shares[number])
    for number in by_remainder[: whole - sum(parts)]:
        parts[number] += 1
    return tuple(Decimal(part).scaleb(-2) for part in parts)
