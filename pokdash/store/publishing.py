"""Publishing: copy the last generation, apply one change set in one transaction, verify, name it.

A generation becomes visible in one step, when the pointer is replaced. Whatever kills the writer before that leaves
the last generation as it was; the next writer removes the leftovers.

Nothing that was published is ever lost by publishing again. When the last snapshot turns out damaged, the newest sound
one is copied instead and the journal adds what came after it, before the change set is applied; when the journal is
damaged as well, nothing is published and the refusal names the generation that cannot be restored. A snapshot of an
older format is brought up to date first.

A rehearsal does the same on a copy in a folder of its own, up to the commit, and is never published.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import TypeVar

import duckdb

from pokdash.domain.actor import Action, Actor
from pokdash.store import durable, published_forecasts
from pokdash.store.database import open_file, script
from pokdash.store.faults import Unpublishable, machine_fault
from pokdash.store.generations import Generations
from pokdash.store.lock import writer_lock
from pokdash.store.preparing import Work, prepare
from pokdash.store.rehearsals import discard_rehearsals, rehearsal_folder
from pokdash.store.writing import Writing

R = TypeVar("R")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Signed:
    """Who does what, and when (with a time zone)."""

    action: Action
    actor: Actor
    now: dt.datetime


class VerificationError(Exception):
    """A generation does not hold together; it was not published."""


def publish(
    generations: Generations,
    change_set: Callable[[Writing], R],
    signed: Signed,
    extra_bytes: int,
    wait_seconds: float,
) -> R | Unpublishable:
    """Publish one change set; what the change set returned, also when it abandoned the publication.

    `extra_bytes` is about how much it adds, for the free-space check. Another writer is waited for, then named. An
    actor whose role does not allow the action is refused. A full disk and a folder that cannot be written are said, and
    leave the last generation as it was.
    """
    if not signed.actor.may(signed.action):
        return Unpublishable("not_allowed", {"name": signed.actor.name})
    try:
        generations.root.mkdir(parents=True, exist_ok=True)
        with writer_lock(generations.root / "LOCK", signed.actor.name, wait_seconds) as held:
            if held:
                return Unpublishable("busy", {"by": held.by})
            return _publish_alone(generations, change_set, signed, extra_bytes)
    except (OSError, duckdb.Error) as error:
        if fault := machine_fault(error, generations.root):
            _log.warning("not published: %s", error)
            return fault
        raise


def rehearse(
    generations: Generations,
    change_set: Callable[[Writing], R],
    signed: Signed,
    extra_bytes: int,
    wait_seconds: float,
) -> R | Unpublishable:
    """What the change set returns when it is applied as `publish` would, on a copy that is thrown away.

    Refused for the same reasons. Other writers wait no longer than the copying takes.
    """
    if not signed.actor.may(signed.action):
        return Unpublishable("not_allowed", {"name": signed.actor.name})
    try:
        generations.root.mkdir(parents=True, exist_ok=True)
        with ExitStack() as until_done:
            with writer_lock(generations.root / "LOCK", signed.actor.name, wait_seconds) as held:
                if held:
                    return Unpublishable("busy", {"by": held.by})
                discard_rehearsals(generations.root)
                folder = until_done.enter_context(rehearsal_folder(generations.root))
                work = prepare(generations, extra_bytes, folder)
            if isinstance(work, Unpublishable):
                return work
            return _write(generations, work, change_set, signed, rehearsal=True)[1]
    except (OSError, duckdb.Error) as error:
        if fault := machine_fault(error, generations.root):
            _log.warning("not rehearsed: %s", error)
            return fault
        raise


def _publish_alone(
    generations: Generations, change_set: Callable[[Writing], R], signed: Signed, extra_bytes: int
) -> R | Unpublishable:
    """Publish while no other writer can; whatever goes wrong, what is unfinished is removed at once."""
    try:
        discard_rehearsals(generations.root)
        work = prepare(generations, extra_bytes, generations.root)
        if isinstance(work, Unpublishable):
            return work
        writing, outcome = _write(generations, work, change_set, signed)
        if writing.abandoned:
            work.path.unlink()
        else:
            _finish(generations, work, writing.last_call)
    except BaseException:
        with suppress(OSError):  # a disk that is full or closed now; the next writer removes it
            generations.discard_after(generations.published())
        raise
    return outcome


def _write(
    generations: Generations, work: Work, change_set: Callable[[Writing], R], signed: Signed, *, rehearsal: bool = False
) -> tuple[Writing, R]:
    """Apply the change set to the work file and commit, unless it was abandoned or is only rehearsed."""
    _log.debug("open")
    connection = open_file(work.path, read_only=False)
    try:
        connection.begin()
        if work.base == 0:
            connection.execute(script("schema"))
        _log.debug("replay")
        generations.journal.replay(connection, work.base, work.number - 1)
        _log.debug("apply")
        writing = Writing(connection, work.number, signed.actor, signed.now)
        writing.record_publication()
        outcome = change_set(writing)
        if writing.abandoned:
            connection.rollback()
            return writing, outcome
        if rehearsal:
            verify(connection, work.number)
            connection.rollback()
            return writing, outcome
        _log.debug("expect")
        published_forecasts.publish(writing)
        _log.debug("commit")
        connection.commit()
        _log.debug("checkpoint")
        connection.execute("force checkpoint")
    finally:
        connection.close()  # without a commit this rolls back; the work file is removed by the next writer
    return writing, outcome


def _finish(generations: Generations, work: Work, last_call: Callable[[], None]) -> None:
    if work.path.with_name(f"{work.path.name}.wal").exists():
        raise VerificationError("the checkpoint left a write-ahead log")
    _log.debug("flush")
    durable.flush_file(work.path)
    _log.debug("reopen")
    connection = open_file(work.path, read_only=True)
    try:
        verify(connection, work.number)
        _log.debug("journal")
        generations.journal.write(connection, work.number)
    finally:
        connection.close()
    last_call()
    _log.debug("name")
    generations.place(work.path, work.number)
    _log.debug("prune")
    with suppress(OSError):  # the generation is published, and the next writer prunes again
        generations.prune(work.number)
    _log.debug("done")


def verify(connection: duckdb.DuckDBPyConnection, number: int) -> None:
    """Check everything that must hold in a generation; VerificationError names what does not."""
    faults = connection.execute(script("verify"), {"generation": number}).fetchall()
    if faults:
        raise VerificationError("; ".join(f"{fault} {place}" for fault, place in faults[:10]))
