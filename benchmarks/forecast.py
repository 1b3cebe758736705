"""How often a forecast's range holds what came, and how wide it is, over simulated ledgers of many shapes.

    PYTHONPATH=. .venv/bin/python benchmarks/forecast.py [--cases 400] [--seed 1]

A ledger is one line with a period of 12 to 48 months, looked at after three or more months with bookings. Part of its
spending may go by contracts of a year, that end a little below or above what was promised.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, islice
from statistics import median

import numpy as np

from pokdash.domain.branch import Expected, together
from pokdash.domain.budget import BudgetPart, Slice
from pokdash.domain.forecast import Forecast, Method, by_method, chosen
from pokdash.domain.ledger import MonthlySpending
from pokdash.domain.line_history import LineHistory
from pokdash.domain.month import first_day, last_day
from pokdash.domain.phasing import Spread
from pokdash.domain.plan_changes import PhasingStanding

FIRST = 2024 * 12  # the month in which every period begins
SHOWN = "shown"
Chance = np.random.Generator
Months = np.ndarray[tuple[int], np.dtype[np.float64]]


def even(chance: Chance, months: int) -> Months:
    """About the same each month."""
    return np.clip(1 + chance.normal(0, chance.uniform(0.03, 0.25), months), 0.05, None) * 10_000


def lumpy(chance: Chance, months: int) -> Months:
    """Little in most months, much in some."""
    peaks = (chance.random(months) < chance.uniform(0.15, 0.5)) * chance.lognormal(9.3, 0.6, months)
    return even(chance, months) * chance.uniform(0, 0.5) + peaks


def late_start(chance: Chance, months: int) -> Months:
    """Nothing in the first months."""
    booked = even(chance, months)
    booked[: chance.integers(1, max(2, int(months * 0.4)))] = 0
    return booked


def stop_and_go(chance: Chance, months: int) -> Months:
    """Some months busy, some months nearly nothing, by turns."""
    booked, at, busy = even(chance, months), 0, chance.random() < 0.6
    while at < months:
        length = chance.integers(2, 7) if busy else chance.integers(1, 5)
        if not busy:
            booked[at : at + length] *= chance.uniform(0, 0.2)
        at, busy = at + length, not busy
    return booked


def seasonal(chance: Chance, months: int) -> Months:
    """Much in one half of the year, little in the other."""
    wave = np.sin(2 * np.pi * (np.arange(months) + chance.integers(12)) / 12)
    return even(chance, months) * (1 + chance.uniform(0.2, 0.7) * wave)


def corrections(chance: Chance, months: int) -> Months:
    """Even, with a large refund now and then."""
    return even(chance, months) - (chance.random(months) < 0.1) * chance.uniform(5_000, 30_000, months)


SHAPES: tuple[Callable[[Chance, int], Months], ...] = (
    even, lumpy, late_start, stop_and_go, seasonal, corrections,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """A line as it was known after some months, and what was spent in all in the end (euro)."""

    history: LineHistory
    truth: Decimal


def cases(shape: Callable[[Chance, int], Months], count: int, seed: int) -> Iterator[Case]:
    """Simulated ledgers of one shape."""
    chance = np.random.default_rng(seed)
    found = 0
    while found < count:
        months = int(chance.choice([12, 24, 30, 36, 48]))
        free = shape(chance, months)
        bound, promised = _contracts(chance, free)
        booked = np.flatnonzero(np.round(free + bound, 2))
        if len(booked) > 3 and booked[2] + 2 < months:
            seen = int(chance.integers(booked[2] + 1, months))
            yield _case(free, bound, promised, seen)
            found += 1


def _contracts(chance: Chance, free: Months) -> tuple[Months, Months]:
    """What contracts of a year are invoiced each month, and what each promised at its first month; half have none."""
    bound, promised = np.zeros(len(free)), np.zeros(len(free))
    if chance.random() < 0.5:
        share, started = chance.uniform(0.2, 1.5), np.cumsum(free) != 0
        for start in range(0, len(free), 12):
            year = slice(start, start + 12)
            invoiced = even(chance, len(free[year])) * share * started[year]
            bound[year] = invoiced
            promised[start] = invoiced.sum() * chance.uniform(0.98, 1.03)
    return bound, promised


def _case(free: Months, bound: Months, promised: Months, seen: int) -> Case:
    spending = tuple(
        MonthlySpending("1", 2024 + at // 12, first_day(FIRST + at), _euro(free[at] + bound[at]), _euro(bound[at]), 1)
        for at in range(seen)
        if _euro(free[at] + bound[at])
    )
    # of a contract of an earlier year that was not used up, the rest was given back
    year = seen - 1 - (seen - 1) % 12
    committed = max(0.0, promised[year] - bound[year:seen].sum())
    spread = Spread(FIRST, FIRST + len(free) - 1, PhasingStanding.ASSUMPTION)
    truth = _euro((free + bound).sum())
    part = BudgetPart("1", None, (Slice(truth, spread),))
    return Case(
        LineHistory(
            (part,),
            truth,
            spending,
            _euro(committed),
            2024 + year // 12 if committed else None,
            last_day(FIRST + seen - 1),
        ),
        truth,
    )


def plans(count: int, seed: int) -> Iterator[tuple[Expected, Decimal]]:
    """What six lines, one of each shape, are expected to have spent together, and what they spent (euro)."""
    by_shape = [
        [case for case in cases(shape, 2 * count, seed + number) if _range(case)] for number, shape in enumerate(SHAPES)
    ]
    for together_cases in islice(zip(*by_shape, strict=False), count):
        found = [one for case in together_cases for one in [_range(case)] if one]
        expected = [Expected(one.day, one.eac, one.low, one.high) for one in found]
        yield together(expected, expected[0].day), sum((case.truth for case in together_cases), Decimal(0))


def _range(case: Case) -> Forecast | None:
    """The forecast that is shown, where it has a range."""
    found = chosen(case.history).forecast
    return found if found and found.low is not None else None


def _euro(amount: float) -> Decimal:
    return Decimal(f"{amount:.2f}")


Row = tuple[str, str, bool, float]
"""Method, shape, whether the range held the truth, and its width as a part of the truth."""


def of_lines(count: int, seed: int) -> Iterator[Row]:
    """Every line by itself, by every method."""
    for shape in SHAPES:
        for case in cases(shape, count, seed):
            found = [(SHOWN, chosen(case.history).forecast)]
            found += [(method.value, by_method(case.history, method)) for method in Method]
            for name, forecast in found:
                if isinstance(forecast, Forecast) and forecast.low is not None and forecast.high is not None:
                    held, width = forecast.low <= case.truth <= forecast.high, forecast.high - forecast.low
                    yield name, shape.__name__, held, float(width / case.truth)
                    yield name, "all", held, float(width / case.truth)


def of_plans(count: int, seed: int) -> Iterator[Row]:
    """Six lines together, by what is shown."""
    for expected, truth in plans(count, seed):
        if expected.low is not None and expected.high is not None:
            held, width = expected.low <= truth <= expected.high, expected.high - expected.low
            yield SHOWN, "six together", held, float(width / truth)


def main() -> None:
    """Print, per method and shape, how many of the ranges held the truth, and the median width as a part of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    found: dict[tuple[str, str], list[tuple[bool, float]]] = defaultdict(list)
    for name, shape, held, width in chain(of_lines(args.cases, args.seed), of_plans(args.cases, args.seed)):
        found[name, shape].append((held, width))
    for (name, shape), hits in found.items():
        coverage, wide = 100 * sum(hit for hit, _ in hits) / len(hits), 100 * median(width for _, width in hits)
        print(f"{name:17} {shape:12} {len(hits):6} cases  {coverage:5.1f} % held  {wide:5.1f} % wide")


if __name__ == "__main__":
    main()
