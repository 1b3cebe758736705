"""From a file to figures: a preview that changes nothing, and saving, which makes the same change for good."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from pokdash.domain.actor import Action, Actor
from pokdash.domain.measure import default_as_of, position
from pokdash.domain.plan import Plan
from pokdash.domain.position import Position
from pokdash.intake.already_there import already_live
from pokdash.intake.batch_change import PlannedBatch, planned_batch
from pokdash.intake.examined import Examined, Preview, Progress, Request, Tell
from pokdash.intake.kept_file import KeptCopy
from pokdash.intake.outcome import Imported, Refused, Strange, denied, unpublishable
from pokdash.intake.strange import strange
from pokdash.ledger.source import Trouble
from pokdash.store import Batch, NoSnapshot, Readable, Signed, Unpublishable, Writing, queries
from pokdash.store.comparison import Alike, alike
from pokdash.store.home import Home


class Reader(Protocol):
    """Whoever looks at a file: a process of its own, or this one."""

    def examine(self, request: Request, told: Tell) -> Examined | Trouble | Refused:
        """What was found in the file."""


@dataclass(frozen=True, slots=True)
class _Rehearsed:
    """What saving would give: its outcome, the position then, bookings that look like others, years without any."""

    imported: Imported
    after: Position
    alike: Alike
    empty_years: tuple[int, ...]
    batches: tuple[Batch, ...] = ()  # the imports of the plan before it


def nobody(_: Progress) -> None:
    """Tell nobody how far it is."""


def preview(  # noqa: PLR0913, PLR0917 - who, when, and what is asked
    home: Home, request: Request, actor: Actor, now: dt.datetime, reader: Reader, told: Tell = nobody
) -> Preview | Refused:
    """What saving this file would do, worked out on a copy; nothing is saved.

    Refused when nobody can look at the file, or this actor may not import. What stands in the way of saving is in the
    `outcome` of the preview.
    """
    plan = request.plan
    if refused := denied(actor, Action.IMPORT) or _not_ready(home, request):
        return refused
    examined = reader.examine(replace(request, today=_today(now)), told)
    if isinstance(examined, Trouble):
        examined = Refused(f"trouble.{examined.key}", dict(examined.params))
    if isinstance(examined, Refused):
        return examined
    assert plan is not None  # noqa: S101 - _not_ready has looked
    outcome = _outcome(home, request, examined, Signed(Action.IMPORT, actor, now), told)
    if outcome is None or isinstance(outcome, Refused):
        return Preview(examined, outcome, _position(home, plan, _today(now)), None, strange(examined, plan, None))
    before = _position(home, plan, outcome.after.as_of, chosen=True)
    odd = _strange(examined, plan, before, outcome)
    return Preview(examined, outcome.imported, before, outcome.after, odd, outcome.batches)


def save(  # noqa: PLR0913, PLR0917 - who, when, and what is asked
    home: Home,
    request: Request,
    examined: Examined,
    actor: Actor,
    now: dt.datetime,
    told: Tell = nobody,
    *,
    agreed: Callable[[tuple[Strange, ...]], bool] | None = None,
    shown: tuple[Batch, ...] | None = None,
) -> Imported | Refused:
    """Import what was examined: all of it, or nothing with everything that is wrong; with `keep_good_rows` the rest.

    Refused when questions are open, and when anything moved since the file was examined: the file, or the plan. An
    exception in `told` breaks it off, and nothing stays. `agreed`, if given, is asked whether what is strange about it,
    as a preview says, may be saved; if not, nothing is. `shown`, if given, are the imports of the plan that a
    preview was worked out with: when there are others by now, saving would do something else than was shown.
    """
    if refused := denied(actor, Action.IMPORT) or _not_ready(home, request):
        return refused
    batch = planned_batch(request, examined, now)
    if isinstance(batch, Refused):
        return batch
    told(Progress("compare", None, examined.rows_read, None, None))

    with KeptCopy(home, request, examined.sha256) as copy:

        def last_call() -> None:
            told(Progress("save", None, examined.rows_read, None, None))
            copy.put()

        def change(writing: Writing) -> Imported | Refused:
            outcome = _moved(writing, batch.plan, shown) or batch.add(writing)
            told(Progress("save", None, examined.rows_read, None, None))
            writing.last_call = last_call
            if isinstance(outcome, Imported) and (refused := copy.make()):
                outcome = refused
            if isinstance(outcome, Refused):
                return writing.abandon(outcome)
            if agreed is None:
                return outcome
            found = _looked_at(writing, batch.plan, outcome, now)
            before = _position(home, batch.plan, found.after.as_of, chosen=True)
            outcome = replace(outcome, strange=_strange(examined, batch.plan, before, found))
            return (
                outcome if agreed(outcome.strange) else writing.abandon(Refused("refusal.strange", unchecked=outcome))
            )

        outcome = home.store.publish(change, Signed(Action.IMPORT, actor, now), extra_bytes=batch.size)
    return unpublishable(outcome) if isinstance(outcome, Unpublishable) else outcome


def _moved(writing: Writing, plan: Plan, shown: tuple[Batch, ...] | None) -> Refused | None:
    """The refusal where other imports of the plan count than those that a preview was worked out with."""
    same = shown is None or queries.batches(writing, plan.id) == shown
    return None if same else Refused("refusal.moved", {"plan": plan.municipality})


def _not_ready(home: Home, request: Request) -> Refused | None:
    """Why nothing can be imported for this plan now."""
    snapshot = home.store.snapshot()
    if isinstance(snapshot, NoSnapshot) and snapshot != NoSnapshot():
        return Refused(snapshot.key, dict(snapshot.params))
    known = not isinstance(snapshot, NoSnapshot) and request.plan and request.plan.id in queries.plan_ids(snapshot)
    return None if known else Refused("refusal.unknown_plan", {"plan": request.plan.id if request.plan else ""})


def _outcome(
    home: Home, request: Request, examined: Examined, signed: Signed, told: Tell
) -> _Rehearsed | Refused | None:
    """What saving would give; None while questions are open, but never for a known file."""
    snapshot = home.store.snapshot()
    if isinstance(snapshot, NoSnapshot) or request.plan is None:
        return None
    if known := already_live(snapshot, request.plan.id, examined.sha256):
        return known
    if examined.conversion is None:
        return None
    told(Progress("compare", None, examined.conversion.rows_read, None, None))
    batch = planned_batch(request, examined, signed.now)
    return batch if isinstance(batch, Refused) else _rehearsed(home, batch, signed)


def _rehearsed(home: Home, batch: PlannedBatch, signed: Signed) -> _Rehearsed | Refused:
    def change(writing: Writing) -> _Rehearsed | Refused:
        batches = queries.batches(writing, batch.plan.id)
        outcome = batch.add(writing)
        if isinstance(outcome, Refused):
            return writing.abandon(outcome)
        return replace(_looked_at(writing, batch.plan, outcome, signed.now), batches=batches)

    outcome = home.store.rehearse(change, signed, extra_bytes=batch.size)
    return unpublishable(outcome) if isinstance(outcome, Unpublishable) else outcome


def _looked_at(writing: Writing, plan: Plan, outcome: Imported, now: dt.datetime) -> _Rehearsed:
    """The figures with a batch that was just added."""
    as_of = default_as_of(queries.coverage(writing, plan.id), _today(now))
    ledger = queries.ledger(writing, plan.id, as_of)
    return _Rehearsed(
        outcome,
        position(plan, _version(writing, plan), ledger, as_of),
        alike(writing, plan.id, outcome.batch),
        ledger.years_without_bookings(plan.first_year),
    )


def _strange(examined: Examined, plan: Plan, before: Position | None, found: _Rehearsed) -> tuple[Strange, ...]:
    return strange(examined, plan, found.after, found.alike, _new_gaps(found.empty_years, before))


def _position(home: Home, plan: Plan, day: dt.date, *, chosen: bool = False) -> Position | None:
    """The position now, at a chosen day or at the one that the page shows by itself."""
    snapshot = home.store.snapshot()
    if isinstance(snapshot, NoSnapshot):
        return None
    return _measured(snapshot, plan, day if chosen else default_as_of(queries.coverage(snapshot, plan.id), day))


def _measured(data: Readable, plan: Plan, as_of: dt.date) -> Position:
    return position(plan, _version(data, plan), queries.ledger(data, plan.id, as_of), as_of)


def _version(data: Readable, plan: Plan) -> int:
    version = queries.plan_version(data, plan.id)
    return version.version if version else 0


def _new_gaps(years: tuple[int, ...], before: Position | None) -> tuple[int, ...]:
    """The years without bookings that the real ledger did not cover yet: of the others a person has been told."""
    covered = before.covered_until if before and not before.example else None
    return tuple(year for year in years if covered is None or year > covered.year)


def _today(now: dt.datetime) -> dt.date:
    return now.astimezone().date()
