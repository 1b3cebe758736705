"""The whole ledger out again: to a file that is complete or is not there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pokdash.domain.ledger import Ledger
from pokdash.intake.outcome import Params, Refused
from pokdash.ledger.export import WRITERS, PlanLedger, TooLongTextError
from pokdash.store import Snapshot, queries

_FORMS = ", ".join(extension.removeprefix(".") for extension in WRITERS)


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written: which plans are in it, and how many bookings."""

    path: Path
    plans: tuple[str, ...]
    bookings: int


def export_ledger(
    snapshot: Snapshot, path: Path, plan_id: str | None, as_of: dt.date | None, shown_on: dt.datetime | None = None
) -> tuple[Exported, ...] | Refused:
    """Write the live bookings up to and including `as_of` (None: all) of a plan, or of every plan that has a ledger.

    The extension says how: csv (a file for each plan, in the own layout), xlsx or parquet. A file with that name is
    replaced in one step.
    """
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        return Refused("refusal.export_form", {"file": path.name, "forms": _FORMS})
    plans = tuple(
        one for one in queries.plan_ids(snapshot, shown_on)
        if plan_id in (None, one) and queries.coverage(snapshot, one, shown_on)
    )  # fmt: skip
    if not plans:
        return Refused("refusal.nothing_to_export")
    apart = path.suffix.lower() == ".csv" and len(plans) > 1
    parts = [(path.with_stem(f"{path.stem}-{one}"), (one,)) for one in plans] if apart else [(path, plans)]
    done = []
    for place, some in parts:
        unfinished = place.with_name(f"{place.name}.tmp")
        try:
            count = writer(_ledgers(snapshot, some, as_of, shown_on), unfinished)
            unfinished.replace(place)
        except TooLongTextError as error:
            where: Params = {"booking": error.booking, "plan": error.plan, "longest": error.longest}
            return Refused("refusal.export_too_long", {"file": place.name, **where})
        except OSError as error:
            return Refused("refusal.not_written", {"file": str(place), "why": error.strerror or str(error)})
        finally:
            unfinished.unlink(missing_ok=True)
        done.append(Exported(place, some, count))
    return tuple(done)


def _ledgers(
    snapshot: Snapshot, plans: tuple[str, ...], as_of: dt.date | None, shown_on: dt.datetime | None
) -> Iterator[PlanLedger]:
    last = as_of or dt.date.max
    for plan_id in plans:
        found = queries.ledger(snapshot, plan_id, last, shown_on)
        covered = min(queries.coverage(snapshot, plan_id, shown_on) or last, last)
        bookings = queries.whole_ledger(snapshot, plan_id, last, shown_on)
        yield PlanLedger(plan_id, covered, found.example, bookings, _expenditures_until(found, covered))


def _expenditures_until(ledger: Ledger, covered: dt.date) -> dt.date | None:
    """Until when the expenditures are complete, where the file does not show it: an earlier day, or there may be none.

    Expenditures that were all taken back add up to nothing and are not in the file.
    """
    if ledger.covered_until is None:
        return None
    until = min(ledger.covered_until, covered)
    return until if until < covered or not any(part.spent for part in ledger.spending) else None
