"""Work that takes long, in a thread of the session: how far it is, and stopping it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace

from pokdash.intake import Imported, Preview, Progress, Refused, Tell

Outcome = Preview | Imported | Refused
_LOG = logging.getLogger(__name__)
_TRY = "compare"  # the step in which the rows are added to a copy, or for good
_NEARLY = 0.99


class _StoppedError(Exception):
    """Somebody pressed cancel."""


class Job:
    """One look at a file, or one import. `outcome` is None while it runs; a fault is logged and refused in words.

    `expected` is how many seconds saving took when it was tried on a copy, 0 when that is not known.
    """

    def __init__(
        self, file_name: str, work: Callable[[Tell], Outcome], cancel: Callable[[], None], expected: float = 0.0
    ) -> None:
        self.outcome: Outcome | None = None
        self.progress: Progress | None = None
        self._ended = 0.0
        self._file_name, self._work, self._cancel = file_name, work, cancel
        self._stopped = threading.Event()
        self._since, self._expected = time.monotonic(), expected
        self._trying: float | None = None  # since when it is tried on a copy, or done
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            outcome = self._work(self._told)
            never_too_late = self.stopped and isinstance(outcome, Preview)  # it changed nothing
            self.outcome = self._cancelled() if never_too_late else outcome
        except _StoppedError:
            self.outcome = self._cancelled()
        except Exception:  # noqa: BLE001 - whatever goes wrong, the page says so and goes on
            _LOG.exception(self._file_name)
            self.outcome = Refused("message.crashed")
        self._ended = time.monotonic()

    def _cancelled(self) -> Refused:
        return Refused("reader.cancelled", {"file": self._file_name})

    def _told(self, progress: Progress) -> None:
        """Also the place where work outside the reading process breaks off: an exception leaves nothing behind."""
        if self.stopped:
            raise _StoppedError
        if progress.step == _TRY and self._trying is None:
            self._trying = time.monotonic()
        self.progress = progress

    @property
    def running(self) -> bool:
        """Whether it is still at work."""
        return self._thread.is_alive()

    @property
    def stopped(self) -> bool:
        """Whether somebody pressed cancel; what is published by then stays."""
        return self._stopped.is_set()

    @property
    def seconds(self) -> int:
        """How long it has been at work."""
        return int(time.monotonic() - self._since)

    @property
    def tried(self) -> float:
        """How many seconds saving took on a copy, 0 when it did not come to that; for when it is done."""
        return 0.0 if self._trying is None else self._ended - self._trying

    def shown(self) -> Progress | None:
        """How far it is; what nobody counts goes by how long it took on a copy."""
        now, since = self.progress, self._trying
        if now is None or now.rows is not None or not (since and self._expected and now.rows_in_all):
            return now
        seconds = time.monotonic() - since
        share = min(seconds / self._expected, _NEARLY)
        rows = int(share * now.rows_in_all)
        left = max(self._expected - seconds, 0.0)
        return replace(now, rows=rows, rows_per_second=now.rows_in_all / self._expected, seconds_left=left)

    def wait(self, seconds: float) -> None:
        """Wait until it is done, but no longer than this."""
        self._thread.join(seconds)

    def stop(self) -> None:
        """Break it off; nothing of it stays, unless it was published already: then `outcome` is an `Imported`."""
        self._stopped.set()
        self._cancel()
