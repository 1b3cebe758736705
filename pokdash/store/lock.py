"""One writer at a time: a lock that the operating system frees when its holder dies."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_PAUSE = 0.05  # seconds between two tries
_LOCKED_BYTE = 1 << 30  # Windows locks a byte, far beyond the text that says who holds the lock


@dataclass(frozen=True, slots=True)
class Held:
    """The lock is held by someone else; `by` is what that writer said about itself."""

    by: str


@contextmanager
def writer_lock(path: Path, who: str, wait_seconds: float) -> Iterator[Held | None]:
    """Hold the lock inside the `with`: None. Held when another writer still has it after `wait_seconds`."""
    with path.open("a+", encoding="utf-8") as file:
        waited = 0.0
        while not _try_lock(file):
            if waited >= wait_seconds:
                file.seek(0)
                yield Held(file.read().strip())
                return
            time.sleep(_PAUSE)
            waited += _PAUSE
        try:
            file.truncate(0)
            file.write(f"{who} ({os.getpid()})")
            file.flush()
            yield None
        finally:
            file.truncate(0)
            _unlock(file)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[str]) -> bool:
        file.seek(_LOCKED_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            file.seek(0)
        return True

    def _unlock(file: IO[str]) -> None:
        file.seek(_LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _try_lock(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
