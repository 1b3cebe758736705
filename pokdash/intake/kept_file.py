"""The original file of an import, kept under its checksum."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

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


def keep(home: Home, request: Request, sha256: str) -> Refused | None:
    """Copy the file of a request to where imported files are kept; refused if it is not what was examined any more.

    Only while the writer lock of the store is held, and before the publication names the file. If nothing is published
    after all, the copy stays and does no harm: nothing names it, and the next import of the same file uses it.
    """
    place = home.kept(sha256, extension_of(request.file_name))
    if place.exists() and durable.sha256(place) == sha256:
        return None
    place.parent.mkdir(parents=True, exist_ok=True)
    for left in place.parent.glob("*.tmp"):  # of a writer that was killed
        left.unlink()
    unfinished = place.with_name(f"{place.name}.tmp")
    try:
        if _copied(request.path, unfinished) != sha256:
            return Refused("refusal.file_changed", {"file": request.file_name})
        durable.flush_file(unfinished)
        durable.put(unfinished, place)
    except FileNotFoundError:
        return Refused("refusal.file_unreadable", {"file": request.file_name})
    finally:
        unfinished.unlink(missing_ok=True)
    return None


def _copied(path: Path, target: Path) -> str:
    """Copy a file piece by piece; the SHA-256 of what was copied."""
    with path.open("rb") as source, target.open("wb") as copy:
        shutil.copyfileobj(source, copy, _PIECE)
    return durable.sha256(target)
