"""What can be asked of the store: plans, ledgers, bookings and batches, as frozen values.

Every answer is about what is live: as of a booking date, and as it was shown on a moment (`shown_on`, None is now).
Sums are made by the database, in exact decimals.
"""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from pokdash.domain.forecast import Forecast, Method
from pokdash.domain.ledger import Booking, CommitmentBalance, Ledger, LedgerAmendment, MonthlySpending
from pokdash.domain.plan import Plan
from pokdash.domain.plan_reading import read_plan
from pokdash.domain.register import Entry, Register, read, with_entries
from pokdash.store.answers import Batch, BatchLine, PlanVersion, RejectedRow, UnreadablePlanError
from pokdash.store.database import Readable, naive_utc, utc
from pokdash.store.snapshot import Snapshot

Covered = tuple[dt.date | None, dt.date | None]
"""Until when a ledger is complete, and until when the expenditures in it; None is unknown."""

_parsed: dict[str, Plan] = {}
_parsed_lock = threading.Lock()


def published_at(data: Readable, generation: int) -> dt.datetime | None:
    """When a generation was published; None for one that these data do not know."""
    found = data.rows("published_at", {"generation": generation})
    return utc(found[0][0]) if found else None


def plan_ids(data: Readable, shown_on: dt.datetime | None = None) -> tuple[str, ...]:
    """The plans that have a recorded version, in alphabetical order."""
    return tuple(plan for (plan,) in data.rows("plans", {"shown_on": _moment(shown_on)}))


def plan_version(data: Readable, plan_id: str, shown_on: dt.datetime | None = None) -> PlanVersion | None:
    """The newest version of a plan, or as it was on `shown_on`, with what was recorded about it; None without one."""
    found = data.rows("plan_version", {"plan": plan_id, "shown_on": _moment(shown_on)})
    if not found:
        return None
    version, sha256, recorded_at, actor_name = found[0]
    filed, entries = _plan(data, plan_id, version, sha256), register_entries(data, plan_id, shown_on)
    return PlanVersion(version, with_entries(filed, entries), filed, entries, sha256, utc(recorded_at), actor_name)


def register_entries(data: Readable, plan_id: str, shown_on: dt.datetime | None = None) -> tuple[Entry, ...]:
    """Every version of everything that was recorded about a plan, by register, name and version."""
    return tuple(
        Entry(of, name, version, read(of, content) if content else None, utc(recorded_at), actor_name, reason, about)
        for register, name, version, content, recorded_at, actor_name, reason, about in data.rows(
            "register_entries", {"plan": plan_id, "shown_on": _moment(shown_on)}
        )
        for of in [Register(register)]
    )


def plan_checksums(data: Readable) -> dict[str, str]:
    """The SHA-256 of the newest recorded texts of every plan, also of texts that cannot be read any more."""
    return dict(data.rows("plan_checksums", {}))


def coverage(data: Readable, plan_id: str, shown_on: dt.datetime | None = None) -> dt.date | None:
    """The latest date up to which a live batch covers the ledger; None without a live batch.

    Commitments may be known up to a later date than the expenditures (`Ledger.covered_until`).
    """
    return covered(data, plan_id, shown_on)[0]


def covered(data: Readable, plan_id: str, shown_on: dt.datetime | None = None) -> Covered:
    """The latest dates up to which a live batch covers the ledger, and the expenditures in it; None: no batch does."""
    found: tuple[bool, bool, dt.date | None, dt.date | None, dt.datetime | None]
    (found,) = data.rows("batches_live", {"plan": plan_id, "shown_on": _moment(shown_on)})
    return found[2], found[3]


def ledger(data: Readable, plan_id: str, as_of: dt.date, shown_on: dt.datetime | None = None) -> Ledger:
    """The sums of a plan's live bookings with a booking date up to and including `as_of`."""
    what = {"plan": plan_id, "shown_on": _moment(shown_on)}
    ((generation,),) = data.rows("shown_generation", {"shown_on": what["shown_on"]})
    ((committed_known, example, _, covered_until, imported_at),) = data.rows("batches_live", what)
    dated = {**what, "as_of": as_of}
    return Ledger(
        generation=generation,
        committed_known=committed_known,
        example=example,
        covered_until=covered_until,
        imported_at=utc(imported_at) if imported_at else None,
        spending=tuple(MonthlySpending(*row) for row in data.rows("spending", dated)),
        commitments=tuple(CommitmentBalance(*row) for row in data.rows("commitments", dated)),
        amendments=tuple(LedgerAmendment(*row) for row in data.rows("amendments", dated)),
    )


def published_forecasts(
    data: Readable, plan_id: str, day: dt.date, *, example: bool = False
) -> tuple[tuple[dt.date, str, bool, Forecast], ...]:
    """What was really expected of a day at earlier ones: made on, line, whether it was shown, and the forecast.

    `example`: what was expected from invented bookings, instead of from real ones.
    """
    found = data.rows("published_forecasts", {"plan": plan_id, "day": day, "example": example})
    return tuple(
        (made_on, line, shown, Forecast(Method(method), of, eac, low, high))
        for line, made_on, method, shown, of, eac, low, high in found
    )


def closed_years(data: Readable, plan_id: str, as_of: dt.date) -> dict[int, tuple[Plan, Ledger]]:
    """The plan and the ledger as they were when each year before the reference date was closed, by year.

    A year is closed in the first version of the data in which the expenditures are complete up to 31 December, bookings
    of that year among them where there are any now, from imports that all still count: a file that was taken back
    closes nothing. Left out are years since which nothing was published, and what was shown of invented bookings once
    there are real ones.
    """
    version = plan_version(data, plan_id)
    if version is None:
        return {}
    imports = batches(data, plan_id)
    moments = _moments(imports)
    now = {part.fiscal_year for part in ledger(data, plan_id, as_of).spending}
    found: dict[int, tuple[Plan, Ledger]] = {}
    for year in range(version.plan.first_year, as_of.year):
        for moment in moments:
            if (covered(data, plan_id, moment)[1] or dt.date.min) < dt.date(year, 12, 31):
                continue
            known = ledger(data, plan_id, as_of, moment)
            if year in now and year not in {part.fiscal_year for part in known.spending}:
                continue
            then = plan_version(data, plan_id, moment)
            if then is not None and known.generation < data.generation:
                found[year] = (then.plan, known)
            break
    return found


def _moments(imports: Sequence[Batch]) -> list[dt.datetime]:
    """When the imports changed, in the order of time, as far as nothing counted then that does not count now."""
    live = [one for one in imports if one.live]
    of_kind = [one for one in imports if live and one.example == live[0].example]
    changes = {one.recorded_at for one in of_kind} | {one.changed_at for one in of_kind if one.changed_at}
    gone = [(one.recorded_at, one.changed_at) for one in of_kind if not one.live and one.changed_at]
    return sorted(at for at in changes if not any(start <= at < end for start, end in gone))


def bookings(  # noqa: PLR0913, PLR0917 - what a list of bookings can be asked by
    data: Readable,
    plan_id: str,
    lines: Sequence[str],
    as_of: dt.date,
    shown_on: dt.datetime | None = None,
    kinds: Sequence[str] = ("expenditure",),
    limit: int | None = None,
) -> tuple[Booking, ...]:
    """The live bookings of these lines and kinds (expenditure, commitment, amendment), newest first."""
    what = {"plan": plan_id, "shown_on": _moment(shown_on), "as_of": as_of}
    asked = {**what, "lines": list(lines), "row_limit": limit}
    since = None
    if limit is not None and "expenditure" in kinds:  # then not every expenditure is looked at
        ((since,),) = data.rows("bookings_since", asked)
    found = data.rows("bookings", {**asked, "kinds": list(kinds), "since": since})
    return tuple(Booking(*row) for row in found)


def commitment_bookings(
    data: Readable, plan_id: str, lines: Sequence[str], as_of: dt.date, limit: int
) -> tuple[Booking, ...]:
    """The live bookings of commitments on these lines, newest first: all of those that began last, up to `limit`."""
    what = {"plan": plan_id, "as_of": as_of, "lines": list(lines), "row_limit": limit}
    return tuple(Booking(*row) for row in data.rows("commitment_bookings", what))


def whole_ledger(
    data: Snapshot, plan_id: str, as_of: dt.date, shown_on: dt.datetime | None = None
) -> pa.RecordBatchReader:
    """Every live booking of a plan as it is now, as columns, in the order of booking date, batch and row.

    Columns: plan, kind (expenditure, commitment, amendment), booking_date, fiscal_year, line, amount (euro, costs
    positive), booking_number, booking_line, commitment_number, decision, description, example, batch, source_row. A
    booking that was corrected and its reversing entry are left out: together they are nothing.
    """
    return data.stream("whole_ledger", {"plan": plan_id, "shown_on": _moment(shown_on), "as_of": as_of})


def batches(data: Readable, plan_id: str | None = None) -> tuple[Batch, ...]:
    """Every import, undone ones included, newest first; of one plan or of all."""
    return tuple(_batch(row) for row in data.rows("batches", {"plan": plan_id}))


def rejected_rows(data: Readable, batch: int, limit: int | None = None) -> tuple[RejectedRow, ...]:
    """What was wrong with the rows of a file that were not loaded, in the order of the file."""
    found = data.rows("rejected_rows", {"batch": batch, "row_limit": limit})
    return tuple(
        RejectedRow(row, column, value, reason, json.loads(params)) for row, column, value, reason, params in found
    )


def batch_lines(data: Readable, plan_id: str, batch: int) -> tuple[BatchLine, ...]:
    """What a live batch added, per line and kind; rows that it left out are not in it."""
    return tuple(BatchLine(*row) for row in data.rows("batch_lines", {"plan": plan_id, "batch": batch}))


def _batch(row: tuple[Any, ...]) -> Batch:
    values: list[Any] = [utc(value) if isinstance(value, dt.datetime) else value for value in row]
    return Batch(*values)


def _moment(shown_on: dt.datetime | None) -> dt.datetime | None:
    return naive_utc(shown_on) if shown_on else None


def _plan(data: Readable, plan_id: str, version: int, sha256: str) -> Plan:
    """The plan that a recorded version is; its texts never change, so it is read once per process."""
    with _parsed_lock:
        if sha256 not in _parsed:
            reading = read_plan(dict(data.rows("plan_files", {"plan": plan_id, "version": version})))
            if reading.plan is None:
                raise UnreadablePlanError(f"{plan_id} version {version}: {reading.problems[:3]}")
            _parsed[sha256] = reading.plan
        return _parsed[sha256]
