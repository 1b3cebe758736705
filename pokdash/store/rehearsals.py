"""The folders in which changes are rehearsed: one for each rehearsal, gone when it ends, also when it was killed.

rehearsals/<random>/LOCK   held as long as the rehearsal lives; the kernel frees it when its process dies
rehearsals/<random>/...    the copy that is changed, and what the database writes beside it
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pokdash.store.lock import writer_lock

_FOLDER = "rehearsals"


@contextmanager
def rehearsal_folder(root: Path) -> Iterator[Path]:
    """A new folder that nobody removes inside the `with`. It is made while the writer lock of the store is held."""
    (root / _FOLDER).mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=root / _FOLDER))
    try:
        with writer_lock(folder / "LOCK", folder.name, 0):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def discard_rehearsals(root: Path) -> None:
    """Remove what killed rehearsals left behind. Only while the writer lock of the store is held."""
    for folder in (root / _FOLDER).glob("*"):
        with suppress(FileNotFoundError):  # it ended just now
            with writer_lock(folder / "LOCK", folder.name, 0) as held:
                pass
            if held is None:
                shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        (root / _FOLDER).rmdir()  # of no use when it is empty; while a rehearsal goes on it is not
