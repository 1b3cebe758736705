"""What a file says of the days that it covers, and of bookings that it does not have."""

from __future__ import annotations

import datetime as dt

from pokdash.domain.plan import Plan
from pokdash.intake.outcome import Params, Refused
from pokdash.ledger.profile import read_profile
from pokdash.store import Cover, NewBatch, Readable, queries


def cover(data: Readable, batch: NewBatch, *, take_back: bool) -> Cover:
    """What a file must have: it is complete up to a day, and so is every file that was read from the same columns."""
    columns = _columns(batch.profile.toml) if batch.profile else None
    alike = tuple(
        one.number
        for one in queries.batches(data, batch.plan)
        if one.live and columns and one.profile_toml and _columns(one.profile_toml) == columns
    )
    return Cover(batch.covered_until, alike, take_back, batch.expenditures_until)


def impossible_coverage(until: dt.date, plan: Plan, now: dt.datetime, *, example: bool) -> Refused | None:
    """A ledger cannot be complete up to a day that is still to come (an invented one can), nor end before its plan."""
    today, start = now.astimezone().date(), dt.date(plan.first_year, 1, 1)
    known: Params = {"covered_until": until.isoformat(), "today": today.isoformat(), "start": start.isoformat()}
    if until > today and not example:
        return Refused("refusal.covers_future", known)
    return Refused("refusal.covers_nothing", known) if until < start else None


def _columns(toml: str) -> frozenset[tuple[str, str]]:
    """Which field every column of a profile is; nothing of a profile that cannot be read any more."""
    profile = read_profile(toml).profile
    return frozenset((one.field, one.heading) for one in profile.columns) if profile else frozenset()
