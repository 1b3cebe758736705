"""How far the reading process is, told about five times a second while it works."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from types import TracebackType
from typing import Self

from pokdash.intake.examined import Progress, Tell

_PAUSE = 0.2  # seconds between two reports
_SETTLED = 0.5  # seconds after which a speed says something
_SHARED = ("understand", "convert")  # steps of which the work itself does not count the rows


class Reporter:
    """Passes on where the work is; while it converts it looks how far the reading of the cells is.

    `share` is the part of the cells that was read, None when that is not known. A conversion may read them again, so
    what becomes less is not told.
    """

    def __init__(self, tell: Tell, share: Callable[[], float | None]) -> None:
        self._tell, self._share = tell, share
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._now: Progress | None = None
        self._since = 0.0
        self._done = 0.0
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()

    def told(self, progress: Progress) -> None:
        """What the work itself says: the step, and the rows that are done if it counts them."""
        with self._lock:
            new = self._now is None or self._now.step != progress.step
            if new:
                self._since, self._done = time.monotonic(), 0.0
            self._now = progress
        if new:
            self._tell(progress)

    def _watch(self) -> None:
        while not self._ended.wait(_PAUSE):
            with self._lock:
                now = self._now
                told = now and self._measured(now)
            if told:
                self._tell(told)

    def _measured(self, now: Progress) -> Progress:
        """With the rows that are done, the speed, and the time that is left, as far as they are known."""
        rows, seconds = now.rows, time.monotonic() - self._since
        if rows is None and now.step in _SHARED and now.rows_in_all:
            rows = self._shared(now.rows_in_all)
        if not rows or seconds < _SETTLED:
            return replace(now, rows=rows)
        speed = rows / seconds
        more = (now.rows_in_all or rows) - rows  # at 0 there may still be work, but nobody counts it
        left = more / speed if more else None
        return replace(now, rows=rows, rows_per_second=speed, seconds_left=left)

    def _shared(self, rows_in_all: int) -> int | None:
        share = self._share()
        if not share or share < self._done:
            return None
        self._done = share
        return int(share * rows_in_all)
