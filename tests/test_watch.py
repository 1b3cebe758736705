"""The watch that tells every stream what is served: on real stores, in an event loop of its own."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import shutil
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from command_line import pokdash

from pokdash.store import NoSnapshot
from pokdash.store.home import Home
from pokdash.store.meetings import Occasion
from pokdash.ui import watch
from pokdash.ui.watch import Watch, name_of

DAY = dt.date(2026, 9, 30)
WITHIN = 60


def in_a_loop(tried: Callable[[], Coroutine[None, None, None]]) -> None:
    """Run this in an event loop of its own thread: that of a browser of other tests may be open in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, tried()).result(WITHIN)


async def said(stream: AsyncIterator[str]) -> str:
    """The next thing that a stream tells of what is served."""
    return str((await told(stream))["served"])


async def told(stream: AsyncIterator[str]) -> dict[str, Any]:
    """All of the next thing that a stream tells."""
    async for event in stream:
        if event.startswith("data: "):
            content: dict[str, Any] = json.loads(event.removeprefix("data: "))
            return content
    raise AssertionError("the stream ended")


def publish(home: Path) -> int:
    """Publish a generation from another process, and give its number."""
    done = pokdash(home, "note", "sudwest-fryslan", "add", "--on", "2026-03-01", "--text", "Er is iets besloten.")
    assert done.returncode == 0, done.stderr
    return served_by(home)


def served_by(home: Path) -> int:
    found = Home(home).store.snapshot()
    assert not isinstance(found, NoSnapshot)
    return found.generation


def test_every_stream_hears_what_is_served_and_what_another_process_publishes(
    own_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POKDASH_HOME", str(own_copy))
    before = served_by(own_copy)

    async def tried() -> None:
        watching = Watch()
        async with watching.running():
            streams = [watching.events() for _ in range(3)]
            assert {(await said(stream)).split("-")[0] for stream in streams} == {str(before)}
            assert watching.streams == 3
            after = await asyncio.to_thread(publish, own_copy)
            assert after == before + 1
            assert {(await said(stream)).split("-")[0] for stream in streams} == {str(after)}
            late = watching.events()
            assert (await said(late)).startswith(f"{after}-")
        for stream in (*streams, late):
            assert [event async for event in stream if event.startswith("data: ")] == []
        assert watching.streams == 0

    in_a_loop(tried)


def test_a_stream_that_nobody_reads_any_more_is_not_counted() -> None:
    async def tried() -> None:
        watching = Watch()
        stream = watching.events()
        await anext(stream)
        assert watching.streams == 1
        await stream.aclose()
        assert watching.streams == 0

    in_a_loop(tried)


def test_a_quiet_stream_says_that_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "_STILL_THERE", 0.01)

    async def tried() -> None:
        stream = Watch().events()
        assert await anext(stream) == "retry: 1000\n\n"
        assert await anext(stream) == ":\n\n"
        await stream.aclose()

    in_a_loop(tried)


def test_every_stream_hears_what_happens_in_a_meeting(own_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POKDASH_HOME", str(own_copy))
    meetings, occasion = Home(own_copy).meetings, Occasion("dordrecht", "Commissie", DAY)
    current = Home(own_copy).store.snapshot()
    assert not isinstance(current, NoSnapshot)

    async def tried() -> None:
        watching = Watch()
        async with watching.running():
            stream = watching.events()
            assert (await told(stream))["meetings"] == {}
            begun = meetings.begin(occasion, current.version, [], "T. de Vries")
            assert (await told(stream))["meetings"] == {begun.id: begun.sequence}
            meetings.move(begun.id, "lines", "T. de Vries")
            assert (await told(stream))["meetings"] == {begun.id: begun.sequence + 1}
            meetings.end(begun.id, "T. de Vries")
            assert (await told(stream))["meetings"] == {}

    in_a_loop(tried)


def test_a_look_that_fails_does_not_end_the_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = iter([OSError("the disk is gone"), "4-abc.2026-09-30"])

    def look() -> str:
        found = next(looks, "4-abc.2026-09-30")
        if isinstance(found, OSError):
            raise found
        return found

    monkeypatch.setattr(watch, "served", look)
    monkeypatch.setattr(watch, "_LOOK_AGAIN", 0.01)

    async def tried() -> None:
        watching = Watch()
        async with watching.running():
            assert await said(watching.events()) == "4-abc.2026-09-30"

    in_a_loop(tried)


def test_the_name_of_what_is_shown_tells_generation_warning_and_day(own_copy: Path) -> None:
    def name(home: Path, day: dt.date = DAY) -> str:
        return name_of(Home(home).store.snapshot(), day)

    first = name(own_copy)
    assert name(own_copy) == first
    assert name(own_copy, DAY + dt.timedelta(days=1)) != first
    other = Path(shutil.copytree(own_copy, own_copy.parent / "other"))
    assert name(other) == first
    snapshots = sorted((other / "store").glob("snap-*.duckdb"))
    snapshots[-1].unlink()
    warned = name(other)
    assert warned != first
    assert "-warned." in warned
    for snapshot in snapshots[:-1]:
        snapshot.unlink()
    assert name(other) == "store.unreadable.2026-09-30"
