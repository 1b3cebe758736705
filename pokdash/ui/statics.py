"""Files for the browser: compressed once, kept in memory, cached by the browser for a year."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
from functools import cache
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from pokdash.figures.bundle import plotly_bundle

PLOTLY_PATH = "/assets/plotly.min.js"
ICON_PATH = "/assets/icon.svg"
STYLE_PATH = "/assets/pokdash.css"
SCRIPT_PATH = "/assets/pokdash.js"
STREAM_PATH = "/assets/stream.js"
_OWN = {
    ICON_PATH: Path(__file__).parent / "icon.svg",
    STYLE_PATH: Path(__file__).parent / "assets/pokdash.css",
    SCRIPT_PATH: Path(__file__).parent / "assets/pokdash.js",
    STREAM_PATH: Path(__file__).parent / "assets/stream.js",
}
_STREAMLIT = Path(st.__file__).resolve().parent / "static"
_FOREVER = "public, max-age=31536000, immutable"
_MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


@cache
def address(path: str) -> str:
    """Name an own asset by its content: a new version is a new address, so the old one may be kept for ever.

    KeyError for a path that is no asset.
    """
    file = _file(path)
    if file is None:
        raise KeyError(path)
    return f"{path}?v={hashlib.sha256(file.read_bytes()).hexdigest()[:16]}"


async def asset(request: Request) -> Response:
    """Serve an own asset to a browser that does not accept compression."""
    file = _file(request.url.path)
    if file is None:
        return Response(status_code=404)
    return FileResponse(file, headers={"cache-control": _FOREVER}, media_type=_MEDIA_TYPES[file.suffix])


def _file(path: str) -> Path | None:
    """Find the file of a static path; None for a path that is not ours to compress or points outside its folder."""
    if path == PLOTLY_PATH:
        return plotly_bundle()
    if path in _OWN:
        return _OWN[path]
    if not path.startswith("/static/") or Path(path).suffix not in _MEDIA_TYPES:
        return None
    file = (_STREAMLIT / path.lstrip("/")).resolve()
    return file if file.is_relative_to(_STREAMLIT) and file.is_file() else None


class CompressedStatics:
    """Answers requests for scripts and styles; Streamlit itself serves them uncompressed, 5 MB on a first visit."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept: dict[Path, asyncio.Task[bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory where that is possible, else pass the request on."""
        file = _file(scope["path"]) if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"} else None
        if file is None or b"gzip" not in dict(scope["headers"]).get(b"accept-encoding", b""):
            await self._app(scope, receive, send)
            return
        headers = {"content-encoding": "gzip", "vary": "accept-encoding", "cache-control": _FOREVER}
        body = await self._compressed(file)
        await Response(body, headers=headers, media_type=_MEDIA_TYPES[file.suffix])(scope, receive, send)

    async def _compressed(self, file: Path) -> bytes:
        if file not in self._kept:
            self._kept[file] = asyncio.create_task(asyncio.to_thread(_compress, file))
        return await asyncio.shield(self._kept[file])


def _compress(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), compresslevel=6, mtime=0)
