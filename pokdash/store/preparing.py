"""What a publication begins with: a copy of the newest sound generation, complete and in the present format."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pokdash.store import durable
from pokdash.store.faults import Unpublishable, machine_fault
from pokdash.store.formats import FORMAT, bring_up_to_date
from pokdash.store.generations import Generation, Generations

_SPARE_BYTES = 64 << 20
_log = logging.getLogger("pokdash.store.publishing")  # one log for every step of a publication


@dataclass(frozen=True, slots=True)
class Work:
    """Generation `number`, made from the first `base` generations and the journal entries after them."""

    path: Path
    base: int
    number: int


def prepare(generations: Generations, extra_bytes: int, folder: Path) -> Work | Unpublishable:
    """Clean up, check what is needed, and put a copy of the newest sound generation ready in a folder."""
    published = generations.published()
    generations.discard_after(published)
    candidates = generations.candidates(generations.pointed())
    if any(one.format > FORMAT for one in candidates):
        return Unpublishable("newer_format", {})
    largest = max((one.size for one in candidates), default=0)
    needed = 3 * largest + 3 * extra_bytes + _SPARE_BYTES
    free = shutil.disk_usage(generations.root).free
    if free < needed:
        return Unpublishable("no_space", {"needed": needed >> 20, "free": free >> 20})
    path = folder / generations.work_path(published + 1).name
    copied = _copy_soundest(generations, candidates, path)
    base = copied.generation if copied else 0
    if lost := generations.journal.damaged_entry(base, published):
        path.unlink(missing_ok=True)
        return Unpublishable("unrepairable", {"generation": lost, "last": published})
    if copied and copied.format < FORMAT:
        _log.debug("bring up to date")
        bring_up_to_date(path)
    return Work(path, base, published + 1)


def _copy_soundest(generations: Generations, candidates: Sequence[Generation], work: Path) -> Generation | None:
    """Copy the newest generation whose copy is byte for byte what was published; which one, None without one."""
    for one in candidates:
        _log.debug("copy")
        try:
            shutil.copyfile(generations.path(one), work)
        except OSError as error:
            if machine_fault(error, work):
                raise
            _log.warning("generation %s cannot be read", one.generation)
            continue
        _log.debug("check copy")
        if work.stat().st_size == one.size and durable.sha256(work) == one.sha256:
            return one
        _log.warning("generation %s is damaged", one.generation)
    work.unlink(missing_ok=True)
    return None
