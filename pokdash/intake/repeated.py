"""How far work is that was done before."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

_NEARLY = 0.99  # what takes longer than the last time is nearly done


class Repeated:
    """Work that takes about as long as the last time; how long the first time takes nobody knows."""

    def __init__(self) -> None:
        self._since: float | None = None
        self._took: float | None = None  # the last time, in seconds

    def __enter__(self) -> Self:
        self._since = time.monotonic()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._since is not None:
            self._took = time.monotonic() - self._since
        self._since = None

    @property
    def busy(self) -> bool:
        """Whether the work goes on."""
        return self._since is not None

    @property
    def share(self) -> float | None:
        """Which part is done by the clock, from 0 to 1; None the first time, and when nothing goes on."""
        since, took = self._since, self._took
        return min((time.monotonic() - since) / took, _NEARLY) if since is not None and took else None
