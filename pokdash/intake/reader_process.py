"""A process of its own that looks at uploaded files: whatever a file does to it, the dashboard goes on."""

from __future__ import annotations

import logging
import queue
import threading
import time
import weakref
from dataclasses import replace

from pokdash.intake.examined import Examined, Found, Limits, Progress, Request, Tell
from pokdash.intake.outcome import Refused
from pokdash.intake.reader_child import Child, Workplace, started
from pokdash.intake.reader_pipe import Crashed
from pokdash.ledger.source import Trouble

_IDLE = 900.0  # seconds; who thinks longer about a question waits once more for the file to be opened
_MINUTE = 60
_log = logging.getLogger(__name__)


class ReaderProcess:
    """Looks at files in a child process, within limits of time and memory, one at a time.

    The child starts with the first request, keeps the last file open so that an answer to a question is quick, and is
    started again when it is needed and gone. What was converted lives until the next conversion, until a request breaks
    off, or until `close`; also when this object is dropped or the program ends, nothing stays behind.
    """

    def __init__(self, limits: Limits | None = None, idle: float = _IDLE) -> None:
        self._limits, self._idle = limits or Limits(), idle
        self._place = Workplace()
        self._one_at_a_time = threading.Lock()
        self._cancelled = threading.Event()
        self._busy = False
        weakref.finalize(self, self._place.clear)

    def examine(self, request: Request, told: Tell) -> Found | Refused:
        """Look at a file; Refused when that took too much time or memory, broke off, or was cancelled.

        `told` is called in this thread. An exception in it breaks off as well, and goes on to the caller.
        """
        with self._one_at_a_time:
            self._cancelled.clear()
            self._busy = True
            try:
                found = self._examined(request, told)
            except BaseException:
                self._place.clear()
                raise
            finally:
                self._busy = False
            if isinstance(found, Refused):
                self._place.clear()
            return found

    def cancel(self) -> None:
        """Break off the request that another thread waits for; nothing of it stays. Without one nothing happens."""
        if self._busy:
            self._cancelled.set()
            self._place.kill()

    def close(self) -> None:
        """Break off what is going on, end the child, and remove what was converted."""
        self.cancel()
        with self._one_at_a_time:
            self._place.clear()

    def _examined(self, request: Request, told: Tell) -> Found | Refused:
        """Ask the child; one that ended just now, because it had waited too long, is started again."""
        deadline = time.monotonic() + self._limits.seconds
        request = replace(request, path=request.path.absolute())  # the child works in a folder of its own
        found: Found | Refused | None = None
        while found is None:
            child = started(self._place, self._limits.memory, self._idle)
            if isinstance(child, Refused):
                return child
            if self._cancelled.is_set():
                self._place.kill()
            child.ask(request)
            found = self._reply(child, request, told, deadline)
        return found

    def _reply(self, child: Child, request: Request, told: Tell, deadline: float) -> Found | Refused | None:
        """What the child says in the end; None when it had ended by itself before it was asked."""
        while (left := deadline - time.monotonic()) > 0:
            try:
                message = child.replies.get(timeout=left)
            except queue.Empty:
                break
            match message:
                case Progress():
                    told(message)
                case Examined() | Trouble():
                    return message
                case Crashed():
                    _log.error("reading broke off: %s", message.trace)
                    return message.refused
                case _:
                    return self._gone(child, request)
        minutes = max(1, round(self._limits.seconds / _MINUTE))
        return Refused("reader.time", {"file": request.file_name, "minutes": minutes})

    def _gone(self, child: Child, request: Request) -> Refused | None:
        """Why the child says nothing any more, or nothing that can be understood."""
        if self._cancelled.is_set():
            return Refused("reader.cancelled", {"file": request.file_name})
        status, said = child.ended()
        if status == 0:
            return None
        _log.error("the reading process ended with status %s: %s", status, said)
        return Refused("reader.died", {"file": request.file_name})
