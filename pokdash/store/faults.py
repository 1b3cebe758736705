"""Why the store does not publish, and which faults of the machine are said instead of raised."""

from __future__ import annotations

import errno
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import duckdb

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}
# By DuckDB and SQLite, which give no error number.
_FULL_SAID = ("No space left on device", "Disk quota exceeded", "database or disk is full")
_CLOSED_SAID = ("Permission denied", "Read-only file system", "readonly database", "unable to open database file")


@dataclass(frozen=True, slots=True)
class Unpublishable:
    """The store does not publish this now: text key `store.<problem>` with its parameters."""

    problem: str
    params: dict[str, str | int]


def machine_fault(error: BaseException, folder: Path) -> Unpublishable | None:
    """A full disk, or a folder in which this person may not write; None for every other error, which is raised."""
    number = error.errno if isinstance(error, OSError) else None
    said = str(error) if isinstance(error, duckdb.Error | sqlite3.Error) else ""
    if number in _FULL or any(words in said for words in _FULL_SAID):
        return Unpublishable("disk_full", {"folder": str(folder)})
    if number in _CLOSED or any(words in said for words in _CLOSED_SAID):
        return Unpublishable("not_writable", {"folder": str(folder)})
    return None
