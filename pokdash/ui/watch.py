"""News reaches every open page: one look at the store for all, and one stream of events for every browser."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import logging
import signal
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from types import FrameType

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from pokdash.store import NoSnapshot, Snapshot, WorkspaceError
from pokdash.store.home import Home
from pokdash.store.meetings import Meetings

ROUTE = "/api/live"
LOOK_EVERY = 0.2
"""Seconds between two looks at the store."""
_LOOK_AGAIN = 5.0
"""Seconds to the next look after one that failed."""
_STILL_THERE = 15.0
"""Seconds after which a quiet stream says that it still is there, so that nothing in between ends it."""
_HEADERS = {"cache-control": "no-store", "x-accel-buffering": "no"}
_LOG = logging.getLogger(__name__)


def name_of(current: Snapshot | NoSnapshot, today: dt.date) -> str:
    """The name of what a page shows: the generation, whether it has a warning, and the day: at midnight figures age."""
    if isinstance(current, NoSnapshot):
        return f"{current.key}.{today.isoformat()}"
    warned = "-warned" if current.warning else ""
    return f"{current.generation}-{current.checksum[:12]}{warned}.{today.isoformat()}"


def served() -> str:
    """The name of what a page that is drawn now would show."""
    return name_of(Home.from_environment().store.snapshot(), dt.datetime.now(dt.UTC).astimezone().date())


class Told:
    """What the streams tell: the name of what is served, and of each meeting under way what happened last, as JSON."""

    def __init__(self) -> None:
        self._traced: object = None
        self._meetings: dict[str, int] = {}

    def now(self) -> str:
        """What is to be told now; the meetings are read again only where their file is another one."""
        meetings = Home.from_environment().meetings
        traced = meetings.file.trace()
        if traced != self._traced:
            self._meetings, self._traced = _under_way(meetings), traced
        return json.dumps({"served": served(), "meetings": self._meetings})


def _under_way(meetings: Meetings) -> dict[str, int]:
    """The meetings under way; none where their file cannot be read, which the pages say: figures go on without it."""
    try:
        return meetings.under_way()
    except WorkspaceError:
        return {}


class Watch:
    """Looks at the store and the meetings while the server runs, and tells every stream what changes."""

    def __init__(self) -> None:
        self.streams = 0
        self._told, self._served = Told(), ""
        self._changed, self._stopped = asyncio.Event(), asyncio.Event()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Watch as long as the server runs; when it is asked to stop, the streams end first.

        The server waits for every open answer before it stops, and a stream would never be one.
        """
        self._changed, self._stopped = asyncio.Event(), asyncio.Event()
        looking = asyncio.create_task(self._look())
        try:
            with _on_stop(self._end):
                yield
        finally:
            self._end()
            await looking

    async def stream(self, _request: Request) -> Response:
        """Tell what is served, now and whenever that changes, as server-sent events."""
        return StreamingResponse(self.events(), media_type="text/event-stream", headers=_HEADERS)

    async def events(self) -> AsyncIterator[str]:
        """The events of one stream: what is served, again at every change, and a sign of life in between."""
        self.streams += 1
        told = ""
        try:
            yield "retry: 1000\n\n"
            while not self._stopped.is_set():
                changed = self._changed
                if self._served != told:
                    told = self._served
                    yield f"data: {told}\n\n"
                try:
                    await asyncio.wait_for(changed.wait(), _STILL_THERE)
                except TimeoutError:
                    yield ":\n\n"
        finally:
            self.streams -= 1

    async def _look(self) -> None:
        while not self._stopped.is_set():
            wait = LOOK_EVERY
            try:
                found = await asyncio.to_thread(self._told.now)
            except Exception:  # noqa: BLE001 - the pages say what is wrong with the store; it must not end the watch
                _LOG.exception(ROUTE)
                wait = _LOOK_AGAIN
            else:
                if found != self._served:
                    self._served = found
                    self._wake()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopped.wait(), wait)

    def _wake(self) -> None:
        waiting, self._changed = self._changed, asyncio.Event()
        waiting.set()

    def _end(self) -> None:
        self._stopped.set()
        self._wake()


@contextmanager
def _on_stop(end: Callable[[], None]) -> Iterator[None]:
    """Do this first when the server is asked to stop; signals reach only the main thread of a process."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def stop(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(end)
        handler = before[signal.Signals(number)]
        if callable(handler):
            handler(number, frame)

    for number in before:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


WATCH = Watch()
