"""What the web server does besides running pages: start-up, health, own files, the document."""

from __future__ import annotations

import asyncio
import gc
import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pokdash.store import NoSnapshot
from pokdash.ui import cached, components, frame, statics
from pokdash.ui.document import OwnDocument

MAIN = Path(__file__).parent / "main.py"


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
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
    current = await asyncio.to_thread(cached.snapshot, str(frame.home() / "store"))
    generation = None if isinstance(current, NoSnapshot) else current.generation
    answer = {
        "ok": generation is not None,
        "generation": generation,
        "post_script_gc": st.get_option("runner.postScriptGC"),
        "full_collections": gc.get_stats()[2]["collections"],
    }
    return JSONResponse(answer, status_code=200 if answer["ok"] else 503, headers={"cache-control": "no-store"})


ROUTES = [
    Route("/api/health", health),
    Route(statics.PLOTLY_PATH, statics.asset),
    Route(statics.ICON_PATH, statics.asset),
    Route(statics.STYLE_PATH, statics.asset),
    Route(statics.SCRIPT_PATH, statics.asset),
]
MIDDLEWARE = [Middleware(statics.CompressedStatics), Middleware(OwnDocument, first_page=frame.PAGES[0])]
