"""Work that takes long, in a thread of the session: how far it is, and stopping it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from pokdash.intake import Imported, Preview, Progress, Refused, Tell

Outcome = Preview | Imported | Refused
_LOG = logging.getLogger(__name__)


class _StoppedError(Exception):
    """Somebody pressed cancel."""


class Job:
    """One look at a file, or one import. `outcome` is None while it runs; a fault is logged and refused in words."""

    def __init__(self, file_name: str, work: Callable[[Tell], Outcome], cancel: Callable[[], None]) -> None:
        self.outcome: Outcome | None = None
        self.progress: Progress | None = None
        self._file_name, self._work, self._cancel = file_name, work, cancel
        self._stopped = threading.Event()
        self._since = time.monotonic()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self.outcome = self._work(self._told)
        except _StoppedError:
            self.outcome = Refused("reader.cancelled", {"file": self._file_name})
        except Exception:  # noqa: BLE001 - whatever goes wrong, the page says so and goes on
            _LOG.exception(self._file_name)
            self.outcome = Refused("message.crashed")

    def _told(self, progress: Progress) -> None:
        """Also the place where work outside the reading process breaks off: an exception leaves nothing behind."""
        if self._stopped.is_set():
            raise _StoppedError
        self.progress = progress

    @property
    def running(self) -> bool:
        """Whether it is still at work."""
        return self._thread.is_alive()

    @property
    def seconds(self) -> int:
        """How long it has been at work."""
        return int(time.monotonic() - self._since)

    def wait(self, seconds: float) -> None:
        """Wait until it is done, but no longer than this."""
        self._thread.join(seconds)

    def stop(self) -> None:
        """Break it off; nothing of it stays."""
        self._stopped.set()
        self._cancel()
