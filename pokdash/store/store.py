"""One store: readers get the newest sound generation, writers publish the next one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import duckdb

from pokdash.store.faults import Unpublishable
from pokdash.store.formats import FORMAT
from pokdash.store.generations import Generation, Generations, Trace, trace
from pokdash.store.publishing import Signed, publish, rehearse
from pokdash.store.snapshot import Message, NoSnapshot, Snapshot
from pokdash.store.writing import Writing

R = TypeVar("R")

_TRIES = 5  # a reader may read the pointer just before a writer prunes the generation that it names


class Store:
    """The ledger store in one folder. `Store.at` gives a process one connection per generation."""

    wait_seconds = 20.0
    """How long a writer waits for another writer."""

    def __init__(self, root: Path) -> None:
        self._generations = Generations(root)
        self._lock = threading.Lock()
        self._served: Snapshot | None = None
        self._seen: object = None
        self._newest: tuple[Generation, Trace | None] | None = None  # what is served, where that is the newest
        self._judged: dict[tuple[Generation, Trace], bool] = {}

    @classmethod
    def at(cls, root: str | Path) -> Store:
        """The store in this folder, the same object for everyone in this process."""
        place = Path(root).resolve()
        with _stores_lock:
            if place not in _stores:
                _stores[place] = cls(place)
            return _stores[place]

    def snapshot(self) -> Snapshot | NoSnapshot:
        """The newest generation that is sound; an older one carries a warning. Damaged files are no exception."""
        with self._lock:
            for _ in range(_TRIES):
                pointed = self._generations.pointed()
                found = self._look(pointed)
                sure = isinstance(found, Snapshot) and not found.warning
                if sure or pointed == self._generations.pointed():
                    break
            return found

    def damaged(self) -> bool:
        """Whether something that was published cannot be served, so that a publication would restore it."""
        found = self.snapshot()
        return self._generations.published() > 0 if isinstance(found, NoSnapshot) else found.warning is not None

    def publish(self, change_set: Callable[[Writing], R], signed: Signed, *, extra_bytes: int = 0) -> R | Unpublishable:
        """Publish one change set as the next generation; see `publishing.publish`."""
        return publish(self._generations, change_set, signed, extra_bytes, self.wait_seconds)

    def rehearse(
        self, change_set: Callable[[Writing], R], signed: Signed, *, extra_bytes: int = 0
    ) -> R | Unpublishable:
        """Apply one change set to a copy that is never published; see `publishing.rehearse`."""
        return rehearse(self._generations, change_set, signed, extra_bytes, self.wait_seconds)

    def _look(self, pointed: Generation | None) -> Snapshot | NoSnapshot:
        """Serve the first sound candidate; a file that is as it was when it was verified is not verified again."""
        if self._served and pointed and self._newest == (pointed, trace(self._generations.path(pointed))):
            return self._served
        candidates = self._generations.candidates(pointed)
        seen = [(one, trace(self._generations.path(one))) for one in candidates]
        if self._served and self._seen == (pointed, seen):
            return self._served
        self._judged = {key: verdict for key, verdict in self._judged.items() if key[0] in candidates}
        for one, traced in seen:
            served = self._open(one, traced, _message(one, candidates[0], pointed))
            if served:
                self._served, self._seen = served, (pointed, seen)
                self._newest = None if served.warning else (one, traced)
                return served
        self._served = None
        if not self._generations.published():
            return NoSnapshot()
        return NoSnapshot(next((_other_format(one) for one in candidates if one.format != FORMAT), "store.unreadable"))

    def _open(self, one: Generation, seen: Trace | None, message: Message | None) -> Snapshot | None:
        if seen is None or one.format != FORMAT:
            return None
        if (one, seen) not in self._judged:
            self._judged[one, seen] = self._generations.intact(one)
        if not self._judged[one, seen]:
            return None
        try:
            return Snapshot(self._generations.path(one), one, message, lambda: self._damaged(one, seen))
        except duckdb.Error:
            self._judged[one, seen] = False
            return None

    def _damaged(self, one: Generation, seen: Trace) -> bool:
        """Whether a generation is damaged after all, although its file looks as it did; then it is not served again."""
        if self._generations.intact(one):
            return False
        with self._lock:
            self._judged[one, seen] = False
            self._served = None
        return True


def _message(one: Generation, newest: Generation, pointed: Generation | None) -> Message | None:
    if one is not newest:
        return "store.older_generation", {"wanted": newest.generation, "generation": one.generation}
    return None if pointed else ("store.no_pointer", {"generation": one.generation})


def _other_format(one: Generation) -> str:
    return "store.older_format" if one.format < FORMAT else "store.newer_format"


_stores: dict[Path, Store] = {}
_stores_lock = threading.Lock()
