"""A writer for the tests that kill it: a process of its own that imports small files and tells what it did.

The writers are forked from one process that has loaded the program, so that fifty of them start in a second; where
there is no fork they are started anew.
"""

from __future__ import annotations

import itertools
import logging
import multiprocessing
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from intake_home import imported
from ledger_files import file, rows

from pokdash import intake

READY, DONE, WAITING = "ready", "done", "waiting"
# What the fork starts with. It does not look where the tests are, and passes over what it cannot find without a word;
# pyarrow loads pandas with the first array.
_LOADED = ["pokdash.intake", "pokdash.store.queries", "pandas"]
_HOW = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


@dataclass(frozen=True, slots=True)
class Writer:
    """A running writer; `told` gives what it says until it is killed."""

    process: BaseProcess
    heard: Connection

    @property
    def told(self) -> Iterator[str]:
        while True:
            try:
                yield self.heard.recv()
            except EOFError:
                return

    def kill(self) -> None:
        """Kill it at once: nothing of it runs any more."""
        self.process.kill()


@contextmanager
def writing(home: intake.Home, first: int, stop_at: str | None = None) -> Iterator[Writer]:
    """Start a writer that imports one file after another, and waits to be killed when it comes at step `stop_at`."""
    context: Any = multiprocessing.get_context(_HOW)
    if _HOW == "forkserver":
        context.set_forkserver_preload(_LOADED)
    heard, telling = context.Pipe(duplex=False)
    process = context.Process(target=_write, args=(home.path, first, stop_at, telling), daemon=True)
    process.start()
    telling.close()
    try:
        yield Writer(process, heard)
    finally:
        process.kill()
        process.join()
        heard.close()


class _Telling(logging.Handler):
    """Hears of every step of a publication, and waits at one of them."""

    def __init__(self, stop_at: str, telling: Connection) -> None:
        super().__init__()
        self._stop_at, self._telling = stop_at, telling

    def emit(self, record: logging.LogRecord) -> None:
        if record.getMessage() == self._stop_at:
            self._telling.send(WAITING)
            time.sleep(60)


def _write(place: Path, first: int, stop_at: str | None, telling: Connection) -> None:
    log = logging.getLogger("pokdash.store.publishing")
    log.propagate = False
    if stop_at:
        log.setLevel(logging.DEBUG)
        log.addHandler(_Telling(stop_at, telling))
    telling.send(READY)
    for number in itertools.count(first):
        imported(intake.Home(place), file(rows("1,00", "0,10", start=2 * number)), number)
        telling.send(DONE)
