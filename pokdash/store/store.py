"""One store: readers get the published generation, writers publish the next one."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import duckdb

from pokdash.domain.actor import Action, Actor
from pokdash.store.generations import Generation, Generations, Trace, trace
from pokdash.store.publishing import Abandon, Published, Unpublishable, publish
from pokdash.store.snapshot import NoSnapshot, Snapshot
from pokdash.store.writing import Writing

T = TypeVar("T")
A = TypeVar("A")

_TRIES = 5  # a reader may read the pointer just before a writer prunes that generation
_stores: dict[Path, Store] = {}
_stores_lock = threading.Lock()


class Store:
    """The ledger store in one folder; use `Store.at`, so that a process has one connection per generation."""

    def __init__(self, root: Path) -> None:
        self._generations = Generations(root)
        self._lock = threading.Lock()
        self._served: Snapshot | None = None
        self._seen: tuple[object, ...] = ()
        self._judged: dict[tuple[Generation, Trace], bool] = {}

    @classmethod
    def at(cls, root: str | Path) -> Store:
        """The store in this folder, the same object for everyone in this process."""
        place = Path(root).resolve()
        with _stores_lock:
            return _stores.setdefault(place, cls(place))

    def snapshot(self) -> Snapshot | NoSnapshot:
        """The newest generation that is sound; an older one carries a warning. Never raises for damaged files."""
        with self._lock:
            for _ in range(_TRIES):
                candidates = self._generations.candidates()
                traces = tuple(trace(self._generations.path(one)) for one in candidates)
                if self._served and self._seen == (candidates, traces):
                    return self._served
                served = self._open_first(candidates, traces)
                if served and (not served.warning or candidates == self._generations.candidates()):
                    self._served, self._seen = served, (candidates, traces)
                    return served
                if candidates == self._generations.candidates():
                    break
            return NoSnapshot("store.unreadable" if candidates else "store.empty")

    def publish(
        self,
        change_set: Callable[[Writing], T | Abandon[A]],
        action: Action,
        actor: Actor,
        now: dt.datetime,
        *,
        extra_bytes: int = 0,
        wait_seconds: float = 20,
    ) -> Published[T] | Abandon[A] | Unpublishable:
        """Publish one change set as the next generation; see `publishing.publish`. Whose role may not is refused."""
        if not actor.may(action):
            return Unpublishable("not_allowed", {"role": actor.role.value})
        return publish(self._generations, change_set, actor, now, extra_bytes=extra_bytes, wait_seconds=wait_seconds)

    def _open_first(self, candidates: tuple[Generation, ...], traces: tuple[Trace | None, ...]) -> Snapshot | None:
        for one, seen in zip(candidates, traces, strict=True):
            if seen is None or not self._intact(one, seen):
                continue
            wanted = candidates[0].generation
            older = ("store.older_generation", {"wanted": wanted, "generation": one.generation})
            try:
                return Snapshot(
                    self._generations.path(one), one.generation, older if one is not candidates[0] else None
                )
            except duckdb.Error:
                self._judged[one, seen] = False
        return None

    def _intact(self, one: Generation, seen: Trace) -> bool:
        if (one, seen) not in self._judged:
            self._judged[one, seen] = self._generations.intact(one)
        return self._judged[one, seen]
