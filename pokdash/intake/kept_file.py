"""The original file of an import, kept under its checksum."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Self
from uuid import uuid4

from pokdash.intake.examined import Request
from pokdash.intake.outcome import Refused
from pokdash.store import durable
from pokdash.store.home import Home

_PIECE = 1 << 20
_EXTENSION = re.compile(r"[a-z0-9]{1,10}")
_NO_EXTENSION = "bin"


def extension_of(file_name: str) -> str:
    """The extension under which a file is kept: its own, in small letters."""
    own = Path(file_name).suffix.lower().removeprefix(".")
    return own if _EXTENSION.fullmatch(own) else _NO_EXTENSION


class KeptCopy:
    """A copy of the file of a request, to be kept with the import; without `put` it is gone at the end.

    Only while the writer lock of the store is held, and put before the publication names the file. If that fails after
    all, the copy stays and does no harm: nothing names it, and the next import of the same file uses it.
    """

    def __init__(self, home: Home, request: Request, sha256: str) -> None:
        self._request = request
        self._sha256 = sha256
        self._place = home.kept(sha256, extension_of(request.file_name))
        self._unfinished = self._place.with_name(f"{self._place.name}.{uuid4().hex}.tmp")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._unfinished.unlink(missing_ok=True)

    def make(self) -> Refused | None:
        """Copy the file; refused if it is not what was examined any more."""
        if self._place.exists() and durable.sha256(self._place) == self._sha256:
            return None
        self._place.parent.mkdir(parents=True, exist_ok=True)
        for left in self._place.parent.glob("*.tmp"):  # of a writer that was killed
            left.unlink(missing_ok=True)
        try:
            if _copied(self._request.path, self._unfinished) != self._sha256:
                return Refused("refusal.file_changed", {"file": self._request.file_name})
        except FileNotFoundError:
            return Refused("refusal.file_unreadable", {"file": self._request.file_name})
        durable.flush_file(self._unfinished)
        return None

    def put(self) -> None:
        """Give the copy its name, unless the file was kept before."""
        if self._unfinished.exists():
            durable.put(self._unfinished, self._place)


def _copied(path: Path, target: Path) -> str:
    """Copy a file piece by piece; the SHA-256 of what was copied."""
    with path.open("rb") as source, target.open("wb") as copy:
        shutil.copyfileobj(source, copy, _PIECE)
    return durable.sha256(target)
