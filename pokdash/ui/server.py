"""What the web server does besides running pages: start-up, health, new figures, own files, the document."""

from __future__ import annotations

import asyncio
import gc
import importlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pokdash.store import NoSnapshot
from pokdash.store.home import Home
from pokdash.ui import components, frame, statics, watch
from pokdash.ui.components import what_if
from pokdash.ui.document import OwnDocument

MAIN = Path(__file__).parent / "main.py"


Lifespan = Callable[[st.App], AbstractAsyncContextManager[None]]


def lifespan(prepare: Callable[[], object]) -> Lifespan:
    """What happens between start and stop of the server; `prepare` sets up the state folder before the first viewer."""

    @asynccontextmanager
    async def running(_app: st.App) -> AsyncIterator[None]:
        await asyncio.to_thread(prepare)
        async with _warm(), watch.WATCH.running():
            yield

    return running


@asynccontextmanager
async def _warm() -> AsyncIterator[None]:
    """Register the components and set all that is loaded by now aside from garbage collection, once.

    Streamlit needs pandas as soon as a component is drawn; loading it here keeps it out of the first viewer's wait.
    """
    components.register()
    await asyncio.to_thread(importlib.import_module, "pandas")
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()  # else all of it would still be there at exit, and be reported as leaked


async def health(_request: Request) -> Response:
    """Say which generation is served and whether garbage collection is tamed; 503 when there are no figures."""
    current = await asyncio.to_thread(Home.from_environment().store.snapshot)
    generation = None if isinstance(current, NoSnapshot) else current.generation
    answer = {
        "ok": generation is not None,
        "generation": generation,
        "post_script_gc": st.get_option("runner.postScriptGC"),
        "full_collections": gc.get_stats()[2]["collections"],
        "streams": watch.WATCH.streams,
    }
    return JSONResponse(answer, status_code=200 if answer["ok"] else 503, headers={"cache-control": "no-store"})


ROUTES = [
    Route("/api/health", health),
    Route(watch.ROUTE, watch.WATCH.stream),
    Route(statics.PLOTLY_PATH, statics.asset),
    Route(statics.ICON_PATH, statics.asset),
    Route(statics.STYLE_PATH, statics.asset),
    Route(statics.SCRIPT_PATH, statics.asset),
    Route(statics.STREAM_PATH, statics.asset),
    Route(what_if.SCRIPT_ROUTE, what_if.script),
    Route(what_if.BASELINE_ROUTE, what_if.kept_baseline),
]
MIDDLEWARE = [Middleware(statics.CompressedStatics), Middleware(OwnDocument, first_page=frame.PAGES[0])]
