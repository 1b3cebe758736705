"""Burn-up: a burn-down seen from below, what was spent over time under what may be spent."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from pokdash.domain.burn_down import BandPoint, BurnDown, BurnDownPoint, Points
from pokdash.domain.money import cents, known_total


@dataclass(frozen=True, slots=True)
class BurnUp:
    """The lines of the chart, in euro, over the axis of `down`, which also has the events and how it ends.

    `may_spend` is what there is to spend: on each day that changes it, and level up to the last day.
    `spent`, `planned`, `original`: what was and should have been spent by a day.
    `received`: what had come in from the State by a day; empty where that is unknown.
    `bound`: spent and open commitments on the reference date; None where either is unknown.
    `within`, `beyond`: `down.surplus` and `down.shortage` measured from what may be spent, with their bands: how far
    the lines that keep money stay below it, and how far the others go over it. They are never netted.
    """

    down: BurnDown
    may_spend: Points
    spent: Points
    planned: Points
    original: Points
    received: Points
    bound: Decimal | None
    within: Points
    within_band: tuple[BandPoint, ...]
    beyond: Points
    beyond_band: tuple[BandPoint, ...]


def burn_up(down: BurnDown) -> BurnUp:
    """The same scope and days as a burn-down, counted up."""
    ceiling = down.may_spend[-1].amount if down.may_spend else None
    spent = down.spent[-1].amount if down.spent else None
    return BurnUp(
        down=down,
        may_spend=(*down.may_spend, *_level(ceiling, down)),
        spent=down.spent,
        planned=down.planned_spent,
        original=down.original_spent,
        received=down.received,
        bound=None if spent is None or down.committed is None else known_total([spent, down.committed]),
        within=_from(ceiling, down.surplus),
        within_band=_band_from(ceiling, down.surplus_band),
        beyond=_from(ceiling, down.shortage),
        beyond_band=_band_from(ceiling, down.shortage_band),
    )


def _level(ceiling: Decimal | None, down: BurnDown) -> Points:
    last: dt.date = down.last_day
    return () if ceiling is None or last <= down.may_spend[-1].day else (BurnDownPoint(last, ceiling),)


def _from(ceiling: Decimal | None, points: Points) -> Points:
    return () if ceiling is None else tuple(BurnDownPoint(one.day, cents(ceiling - one.amount)) for one in points)


def _band_from(ceiling: Decimal | None, band: tuple[BandPoint, ...]) -> tuple[BandPoint, ...]:
    if ceiling is None:
        return ()
    return tuple(BandPoint(one.day, cents(ceiling - one.high), cents(ceiling - one.low)) for one in band)
