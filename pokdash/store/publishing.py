"""Publishing: copy the last generation, apply one change set in one transaction, verify, name it.

A generation becomes visible in one step, when the pointer is replaced. Whatever kills the writer before that leaves
the last generation as it was; the next writer removes the leftovers.
"""

from __future__ import annotations

import datetime as dt
import logging
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import duckdb

from pokdash.domain.actor import Actor
from pokdash.store import durable
from pokdash.store.database import open_file, script
from pokdash.store.generations import Generation, Generations
from pokdash.store.lock import writer_lock
from pokdash.store.writing import Writing

T = TypeVar("T")
A = TypeVar("A")

_SPARE_BYTES = 64 << 20
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Published(Generic[T]):
    """A new generation is there; `result` is what the change set returned."""

    generation: int
    result: T


@dataclass(frozen=True, slots=True)
class Abandon(Generic[A]):
    """Returned by a change set that wants nothing published after all; handed back to who asked."""

    why: A


@dataclass(frozen=True, slots=True)
class Unpublishable:
    """The store cannot publish now: text key `store.<problem>` with its parameters."""

    problem: str
    params: dict[str, str | int]


class VerificationError(Exception):
    """A generation does not hold together; it was not published."""


def publish(
    generations: Generations,
    change_set: Callable[[Writing], T | Abandon[A]],
    actor: Actor,
    now: dt.datetime,
    *,
    extra_bytes: int = 0,
    wait_seconds: float = 20,
) -> Published[T] | Abandon[A] | Unpublishable:
    """Publish one change set by this actor, recorded at `now`.

    `extra_bytes` is how much the change adds, for the free-space check. Another writer is waited for, then named.
    """
    generations.root.mkdir(parents=True, exist_ok=True)
    with writer_lock(generations.root / "LOCK", actor.name, wait_seconds) as held:
        if held:
            return Unpublishable("busy", {"by": held.by})
        return _publish_locked(generations, change_set, actor, now, extra_bytes)


def _publish_locked(
    generations: Generations,
    change_set: Callable[[Writing], T | Abandon[A]],
    actor: Actor,
    now: dt.datetime,
    extra_bytes: int,
) -> Published[T] | Abandon[A] | Unpublishable:
    base = generations.pointed()
    published = base.generation if base else 0
    generations.discard_unpublished(published)
    needed = 2 * (base.size if base else 0) + 3 * extra_bytes + _SPARE_BYTES
    free = shutil.disk_usage(generations.root).free
    if free < needed:
        return Unpublishable("no_space", {"needed_mb": needed >> 20, "free_mb": free >> 20})
    number = published + 1
    work = generations.work_path(number)
    if base:
        _copy(generations, base, work)
    outcome = _write(work, change_set, number, actor, now)
    if isinstance(outcome, Abandon):
        work.unlink()
        return outcome
    _finish(generations, work, number)
    return Published(number, outcome)


def _copy(generations: Generations, base: Generation, work: Path) -> None:
    _log.debug("copy")
    shutil.copyfile(generations.path(base), work)
    _log.debug("check copy")
    if durable.sha256(work) != base.sha256:
        raise VerificationError(f"{base.file} is damaged")


def _write(
    work: Path, change_set: Callable[[Writing], T | Abandon[A]], number: int, actor: Actor, now: dt.datetime
) -> T | Abandon[A]:
    _log.debug("open")
    new = not work.exists()
    connection = open_file(work, read_only=False)
    try:
        _log.debug("apply")
        connection.begin()
        try:
            if new:
                connection.execute(script("schema"))
            writing = Writing(connection, number, actor, now)
            writing.record_publication()
            outcome = change_set(writing)
            if isinstance(outcome, Abandon):
                connection.rollback()
                return outcome
            verify(connection, number)
            _log.debug("commit")
            connection.commit()
        except BaseException:
            connection.rollback()
            raise
        _log.debug("checkpoint")
        connection.execute("force checkpoint")
    finally:
        connection.close()
    return outcome


def _finish(generations: Generations, work: Path, number: int) -> None:
    if work.with_name(f"{work.name}.wal").exists():
        raise VerificationError("the checkpoint left a write-ahead log")
    _log.debug("flush")
    durable.flush_file(work)
    _log.debug("reopen")
    connection = open_file(work, read_only=True)
    try:
        verify(connection, number)
    finally:
        connection.close()
    _log.debug("name")
    generations.place(work, number)
    _log.debug("prune")
    generations.prune(number)
    _log.debug("done")


def verify(connection: duckdb.DuckDBPyConnection, number: int) -> None:
    """Check everything that must hold in a generation; VerificationError names what does not."""
    faults = connection.execute(script("verify"), {"generation": number}).fetchall()
    if faults:
        raise VerificationError("; ".join(f"{fault} {place}" for fault, place in faults[:10]))
