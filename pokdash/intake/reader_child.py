"""The child process of a reader: how it is started, asked and ended, and the folder in which it works."""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pokdash.intake.examined import Request
from pokdash.intake.outcome import Refused
from pokdash.intake.reader_pipe import NoMessageError, receive, send
from pokdash.store.faults import machine_fault

_ROOT = Path(__file__).parents[2]
_GRACE = 5.0  # seconds to end in once the pipe is closed
_LOG_TAIL = 2000  # bytes
_FRUGAL = {"MALLOC_ARENA_MAX": "2", "ARROW_DEFAULT_MEMORY_POOL": "system", "OPENBLAS_NUM_THREADS": "1"}
"""Environment that keeps threads from reserving address space, of which the child has a limited amount."""


@dataclass(slots=True)
class Child:
    """A reading process; `replies` holds what it says, and None at the end or when it says what is no message."""

    process: subprocess.Popen[bytes]
    replies: queue.SimpleQueue[object]
    errors: IO[bytes]

    def ask(self, request: Request) -> None:
        """Put a request to it; one that is gone is noticed by what it says."""
        with suppress(OSError):
            if self.process.stdin:
                send(self.process.stdin, request)

    def kill(self) -> None:
        """End it at once and wait until it is gone."""
        self.process.kill()
        self.process.wait()

    def ended(self) -> tuple[int, str]:
        """Its exit status, and the last that it wrote about itself; ended by force if it does not end."""
        try:
            status = self.process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self.kill()
            status = self.process.returncode
        size = self.errors.seek(0, os.SEEK_END)
        self.errors.seek(max(0, size - _LOG_TAIL))
        return status, self.errors.read().decode(errors="replace")


@dataclass(slots=True)
class Workplace:
    """A child if there is one, and the folder with what it converted."""

    child: Child | None = None
    folder: Path | None = None

    def kill(self) -> None:
        """End the child; the folder stays."""
        if self.child:
            self.child.kill()

    def clear(self) -> None:
        """End the child and remove the folder."""
        self.kill()
        if self.child:
            self.child.errors.close()
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)
        self.child = self.folder = None


def started(place: Workplace, memory: int, idle: float) -> Child | Refused:
    """The child of this place; a new one if there is none or it ended. Refused when the machine does not allow it."""
    if place.child and place.child.process.poll() is None:
        return place.child
    try:
        place.folder = place.folder or Path(tempfile.mkdtemp(prefix="pokdash-"))
        place.child = _new(place.folder, memory, idle)
    except OSError as error:
        fault = machine_fault(error, Path(tempfile.gettempdir()))
        if fault:
            return Refused(f"store.{fault.problem}", dict(fault.params))
        return Refused("reader.not_started", {"reason": error.strerror or str(error)})
    return place.child


def _new(folder: Path, memory: int, idle: float) -> Child:
    """A process with nothing of ours but three pipes: no open files, no store."""
    path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    errors = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-P", "-m", "pokdash.intake.reader_main", str(folder), str(memory), str(idle)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        cwd=folder,
        env={**os.environ, **_FRUGAL, "PYTHONPATH": path, "TMPDIR": str(folder), "TEMP": str(folder)},
        start_new_session=True,  # Ctrl-C is for the program that started it
    )
    replies: queue.SimpleQueue[object] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(process.stdout, replies), daemon=True).start()
    return Child(process, replies, errors)


def _listen(pipe: IO[bytes], replies: queue.SimpleQueue[object]) -> None:
    with pipe, suppress(NoMessageError):
        while (message := receive(pipe)) is not None:
            replies.put(message)
    replies.put(None)
