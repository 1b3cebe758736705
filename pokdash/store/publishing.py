"""Publishing: copy the last generation, apply one change set in one transaction, verify, name it.

A generation becomes visible in one step, when the pointer is replaced. Whatever kills the writer before that leaves
the last generation as it was; the next writer removes the leftovers.

Nothing that was published is ever lost by publishing again. When the last snapshot turns out damaged, the newest sound
one is copied instead and the journal adds what came after it, before the change set is applied; when the journal is
damaged as well, nothing is published and the refusal names the generation that cannot be restored. A snapshot of an
older format is brought up to date first.
"""

from __future__ import annotations

import datetime as dt
import logging
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import duckdb

from pokdash.domain.actor import Action, Actor
from pokdash.store import durable
from pokdash.store.database import open_file, script
from pokdash.store.faults import Unpublishable, machine_fault
from pokdash.store.formats import FORMAT, bring_up_to_date
from pokdash.store.generations import Generation, Generations
from pokdash.store.lock import writer_lock
from pokdash.store.writing import Writing

R = TypeVar("R")

_SPARE_BYTES = 64 << 20
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Signed:
    """Who does what, and when (with a time zone)."""

    action: Action
    actor: Actor
    now: dt.datetime


class VerificationError(Exception):
    """A generation does not hold together; it was not published."""


@dataclass(frozen=True, slots=True)
class _Work:
    """Generation `number`, made from the first `base` generations and the journal entries after them."""

    path: Path
    base: int
    number: int


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


def _publish_alone(
    generations: Generations, change_set: Callable[[Writing], R], signed: Signed, extra_bytes: int
) -> R | Unpublishable:
    """Publish while no other writer can; whatever goes wrong, what is unfinished is removed at once."""
    try:
        work = _prepare(generations, extra_bytes)
        if isinstance(work, Unpublishable):
            return work
        writing, outcome = _write(generations, work, change_set, signed)
        if writing.abandoned:
            work.path.unlink()
        else:
            _finish(generations, work)
    except BaseException:
        with suppress(OSError):  # a disk that is full or closed now; the next writer removes it
            generations.discard_after(generations.published())
        raise
    return outcome


def _prepare(generations: Generations, extra_bytes: int) -> _Work | Unpublishable:
    """Clean up, check what is needed, and put a copy of the newest sound generation ready."""
    published = generations.published()
    generations.discard_after(published)
    candidates = generations.candidates(generations.pointed())
    if any(one.format > FORMAT for one in candidates):
        return Unpublishable("newer_format", {})
    largest = max((one.size for one in candidates), default=0)
    needed = 3 * largest + 3 * extra_bytes + _SPARE_BYTES
    free = shutil.disk_usage(generations.root).free
    if free < needed:
        return Unpublishable("no_space", {"needed": needed >> 20, "free": free >> 20})
    path = generations.work_path(published + 1)
    copied = _copy_soundest(generations, candidates, path)
    base = copied.generation if copied else 0
    if lost := generations.journal.damaged_entry(base, published):
        path.unlink(missing_ok=True)
        return Unpublishable("unrepairable", {"generation": lost, "last": published})
    if copied and copied.format < FORMAT:
        _log.debug("bring up to date")
        bring_up_to_date(path)
    return _Work(path, base, published + 1)


def _copy_soundest(generations: Generations, candidates: Sequence[Generation], work: Path) -> Generation | None:
    """Copy the newest generation whose copy is byte for byte what was published; which one, None without one."""
    for one in candidates:
        _log.debug("copy")
        try:
            shutil.copyfile(generations.path(one), work)
        except OSError as error:
            if machine_fault(error, work):
                raise
            _log.warning("generation %s cannot be read", one.generation)
            continue
        _log.debug("check copy")
        if work.stat().st_size == one.size and durable.sha256(work) == one.sha256:
            return one
        _log.warning("generation %s is damaged", one.generation)
    work.unlink(missing_ok=True)
    return None


def _write(
    generations: Generations, work: _Work, change_set: Callable[[Writing], R], signed: Signed
) -> tuple[Writing, R]:
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
        verify(connection, work.number)
        _log.debug("commit")
        connection.commit()
        _log.debug("checkpoint")
        connection.execute("force checkpoint")
    finally:
        connection.close()  # without a commit this rolls back; the work file is removed by the next writer
    return writing, outcome


def _finish(generations: Generations, work: _Work) -> None:
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
