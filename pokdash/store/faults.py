"""Why the store does not publish, and which faults of the machine are said instead of raised."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from pathlib import Path

import duckdb

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_SAID_BY_DUCKDB = {"No space left on device": "disk_full", "Disk quota exceeded": "disk_full",
                   "Permission denied": "not_writable", "Read-only file system": "not_writable"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unpublishable:
    """The store does not publish this now: text key `store.<problem>` with its parameters."""

    problem: str
    params: dict[str, str | int]


def machine_fault(error: BaseException, folder: Path) -> Unpublishable | None:
    """A full disk, or a folder in which this person may not write; None for every other error, which is raised."""
    problem = None
    if isinstance(error, OSError):
        problem = "disk_full" if error.errno in _FULL else "not_writable" if error.errno in _CLOSED else None
    elif isinstance(error, duckdb.Error):
        problem = next((name for said, name in _SAID_BY_DUCKDB.items() if said in str(error)), None)
    return Unpublishable(problem, {"folder": str(folder)}) if problem else None
