"""The generations on disk: numbered snapshots, the pointer to the one that counts, and which of them are sound.

CURRENT                             the published generation: number, file, size, SHA-256; replaced whole
snap-00000007-0123456789ab.duckdb   generation 7; never written again once it has this name
snap-00000007-0123456789ab.json     the same facts as CURRENT, so that an older generation can be verified too
journal/00000007/                   what generation 7 added; see `journal`

The name of a snapshot ends with the beginning of its SHA-256. A process that holds a database file open gets that same
file again when it opens the path, also when another file has that name by now; so no name is ever used twice, not even
when the folder is removed and a store begins anew.
"""

from __future__ import annotations

import json
import re
import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from pokdash.store import durable
from pokdash.store.formats import FORMAT
from pokdash.store.journal import Journal

KEPT = 3
_POINTER = "CURRENT"
_SNAPSHOT = re.compile(r"snap-(\d{8,})-[0-9a-f]{12}\.duckdb")


@dataclass(frozen=True, slots=True)
class Generation:
    """One published state of the store, as the pointer and the sidecar describe it."""

    generation: int
    file: str
    size: int
    sha256: str
    format: int = 1  # of the database file; see `formats`


@dataclass(frozen=True, slots=True)
class Trace:
    """What one look at a file's directory entry tells; another trace means that the file must be verified again."""

    size: int
    modified: int
    identity: int


def trace(path: Path) -> Trace | None:
    """The trace of a file; None when it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return Trace(found.st_size, found.st_mtime_ns, found.st_ino)


class Generations:
    """The folder of one store."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.journal = Journal(root)

    def pointed(self) -> Generation | None:
        """The generation that the pointer names; None without a readable pointer."""
        return _read(self.root / _POINTER)

    def described(self) -> tuple[Generation, ...]:
        """Every generation that has a readable sidecar, newest first."""
        found = (_read(path) for path in self.root.glob("snap-*.json"))
        return tuple(sorted((one for one in found if one), key=lambda one: -one.generation))

    def candidates(self, pointed: Generation | None) -> tuple[Generation, ...]:
        """What may be served, best first: the pointed generation, then the older ones; without a pointer all."""
        described = self.described()
        if pointed is None:
            return described
        return (pointed, *(one for one in described if one.generation < pointed.generation))

    def published(self) -> int:
        """The number of the last published generation; 0 for a new store.

        The pointer tells. When that is lost, the newest trace of a generation does.
        """
        pointed = self.pointed()
        if pointed:
            return pointed.generation
        return max(self.journal.last(), *(one.generation for one in self.described()), 0)

    def path(self, generation: Generation) -> Path:
        """Where the snapshot of a generation lies."""
        return self.root / generation.file

    def intact(self, generation: Generation) -> bool:
        """Whether the snapshot is there and is byte for byte what was published."""
        path = self.path(generation)
        found = trace(path)
        return found is not None and found.size == generation.size and durable.sha256(path) == generation.sha256

    def work_path(self, number: int) -> Path:
        """Where generation `number` is prepared."""
        return self.root / f"work-{number:08d}.duckdb"

    def discard_after(self, published: int) -> None:
        """Remove what a killed writer left behind: work files, and generations that the pointer never named."""
        for left in (*self.root.glob("work-*"), *self.root.glob("*.tmp")):
            if left.is_dir():
                shutil.rmtree(left)
            else:
                left.unlink()
        self.journal.discard_after(published)
        for path in (*self.root.glob("snap-*.duckdb"), *self.root.glob("snap-*.json")):
            if _number(path) > published:
                path.unlink()

    def place(self, work: Path, number: int) -> Generation:
        """Publish a finished, flushed work file: name it, describe it, and let the pointer name it."""
        sha256 = durable.sha256(work)
        snapshot = self.root / f"snap-{number:08d}-{sha256[:12]}.duckdb"
        entry = Generation(number, snapshot.name, work.stat().st_size, sha256, FORMAT)
        content = json.dumps(asdict(entry)).encode()
        durable.put(work, snapshot)
        durable.write(snapshot.with_suffix(".json"), content)
        durable.write(self.root / _POINTER, content)
        return entry

    def prune(self, published: int) -> None:
        """Remove snapshots older than the last KEPT; one that Windows still holds open goes the next time."""
        for path in (*self.root.glob("snap-*.duckdb"), *self.root.glob("snap-*.json")):
            if _number(path) <= published - KEPT:
                with suppress(PermissionError):
                    path.unlink()


def _number(path: Path) -> int:
    return int(path.stem.split("-")[1])


def _read(path: Path) -> Generation | None:
    """What a pointer or sidecar says; None when it is absent or damaged (a name outside the store is damage)."""
    try:
        entry = Generation(**json.loads(path.read_bytes()))
        named = _SNAPSHOT.fullmatch(entry.file)
    except (OSError, ValueError, TypeError):
        return None
    return entry if named and int(named[1]) == entry.generation else None
