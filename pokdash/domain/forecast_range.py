"""Range: how far the months to come may differ from what is expected, from how the months so far differed.

The circular block bootstrap of Politis and Romano (1992): years of months are drawn from the months that were
observed, in blocks of two because a busy month is often followed by another one. Of each draw counts how far the sum
of the months to come lies from what the months so far, drawn as well, would have predicted; so the range holds that
the pace itself is only an estimate. 80 of 100 draws lie between `low` and `high`.

With few months a bootstrap is too narrow. So it is widened as a normal range becomes one of Student, by √(n ÷ (n −
2)) × t₀.₉(n − 2) ÷ z₀.₉ for n months in blocks of two; t by its expansion in z (Abramowitz and Stegun 26.7.5).
`benchmarks/forecast.py` measures how often such a range holds what came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import ceil, sqrt

import numpy as np

from pokdash.domain.money import cents

MONTHS_NEEDED = 3
_DRAWS = 1000
_SEED = 1992  # the same range for the same months, everywhere and always
_BLOCK = 2  # months
_Z = 1.2815515655446004  # of a normal distribution, 90 percent lies below this

Indices = np.ndarray[tuple[int, int], np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A number of months to come, and what was booked in each month so far of the kind that goes on in them (euro)."""

    seen: Sequence[Decimal]
    ahead: Fraction


Margin = tuple[Decimal, Decimal]
"""How much less (0 or below) and more (0 or above) than expected, in euro."""


def margins(stretches: Sequence[Stretch], horizons: Sequence[Fraction]) -> tuple[Margin, ...] | None:
    """How much less and more than expected the months up to each horizon (months from now) may bring.

    The stretches follow one another, and look back on the same months; None for fewer than three of those. All horizons
    lie on the same draws. These are floats: whole cents up to 90 trillion euro are exact in them.
    """
    observed = len(stretches[0].seen)
    if observed < MONTHS_NEEDED:
        return None
    past, future = _drawn(observed, sum(ceil(one.ahead) for one in stretches))
    found = np.zeros((len(horizons), len(past)))
    start, before = 0, Fraction(0)
    for one in stretches:
        seen, months = np.array([float(amount * 100) for amount in one.seen]), ceil(one.ahead)
        drawn, expected = seen[future[:, start : start + months]], seen[past].mean(axis=1)
        sums = np.concatenate([np.zeros((len(past), 1)), drawn.cumsum(axis=1)], axis=1)
        for number, horizon in enumerate(horizons):
            ahead = min(max(horizon - before, Fraction(0)), one.ahead)
            whole = ahead.numerator // ahead.denominator
            part = float(ahead - whole)  # the last month counts as far as it lies before the horizon
            found[number] += sums[:, whole] - float(ahead) * expected + (part * drawn[:, whole] if part else 0.0)
        start, before = start + months, before + one.ahead
    low, high = np.quantile(found, (0.1, 0.9), axis=1) * _widening(observed)
    return tuple((_euro(min(0.0, less)), _euro(max(0.0, more))) for less, more in zip(low, high, strict=True))


def _euro(in_cents: float) -> Decimal:
    return cents(Decimal(round(in_cents)).scaleb(-2))


@lru_cache(maxsize=256)
def _drawn(observed: int, ahead: int) -> tuple[Indices, Indices]:
    """Which of the observed months stand in for those, and for the months to come, in each draw."""
    chance = np.random.default_rng(_SEED)
    return _blocks(chance, observed, observed), _blocks(chance, observed, ahead)


def _blocks(chance: np.random.Generator, observed: int, length: int) -> Indices:
    starts = chance.integers(0, observed, (_DRAWS, -(-length // _BLOCK), 1))
    return ((starts + np.arange(_BLOCK)) % observed).reshape(_DRAWS, -1)[:, :length]


def _widening(observed: int) -> float:
    free = observed - _BLOCK
    student = _Z + (_Z**3 + _Z) / (4 * free) + (5 * _Z**5 + 16 * _Z**3 + 3 * _Z) / (96 * free**2)
    return sqrt(observed / free) * student / _Z
