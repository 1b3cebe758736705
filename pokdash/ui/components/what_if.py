"""The what-if board: sliders, ends, burn-downs and totals that follow the hand, drawn in the browser.

What does not change while somebody slides is a file of its own, fetched once; only the levers go to and fro.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response

from pokdash.ui import components
from pokdash.ui.say import say

_SCRIPTS = Path(__file__).parent / "assets/what_if"
_FOREVER = {"cache-control": "public, max-age=31536000, immutable", "vary": "accept-encoding"}
_KEPT = 64
"""How many baselines are kept: one for each plan, generation, reference date and language that is looked at."""

SCRIPT_ROUTE = "/assets/what_if/{version}/{name}"
BASELINE_ROUTE = "/api/what_if/{name}"


@dataclass(frozen=True, slots=True)
class Sent:
    """What Python says to the board: the levers at a revision of this session (`epoch`), of what was opened."""

    levers: dict[str, Any]
    revision: int
    epoch: str
    opened: str


class _Baselines:
    """The newest baselines, compressed, by the SHA-256 of what is in them."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def keep(self, content: bytes) -> str:
        name = hashlib.sha256(content).hexdigest()
        with self._lock:
            if name not in self._kept:
                self._kept[name] = gzip.compress(content, mtime=0)
            self._kept.move_to_end(name)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return name

    def get(self, name: str) -> bytes | None:
        with self._lock:
            return self._kept.get(name)


_BASELINES = _Baselines()


def board(baseline: bytes, sent: Sent, key: str, changed: Callable[[], None], asked: Callable[[], None]) -> None:
    """Draw the board of a baseline (JSON); it tells what was moved (`changed`) and what Python should do (`asked`)."""
    components.register()
    mount = st.components.v2.component(
        f"{components.PACKAGE}.what_if", js="what_if.js", css="what_if.css", isolate_styles=False
    )
    mount(
        key=key,
        data={
            "source": SCRIPT_ROUTE.format(version=_version(), name=""),
            "baseline": BASELINE_ROUTE.format(name=_BASELINES.keep(baseline)),
            "levers": sent.levers,
            "revision": sent.revision,
            "epoch": sent.epoch,
            "opened": sent.opened,
            "failed": say("what_if.failed"),
        },
        on_levers_change=changed,
        on_asked_change=asked,
    )


@cache
def _version() -> str:
    """Name the scripts by their content: a new version is a new address, so the old one may be kept for ever."""
    contents = b"".join(script.read_bytes() for script in sorted(_SCRIPTS.glob("*.js")))
    return hashlib.sha256(contents).hexdigest()[:16]


@cache
def _compressed(script: Path) -> bytes:
    return gzip.compress(script.read_bytes(), mtime=0)


async def script(request: Request) -> Response:
    """Serve a script of the board, whatever version was asked."""
    known = {path.name: path for path in _SCRIPTS.glob("*.js")}
    found = known.get(request.path_params["name"])
    return _answer(_compressed(found) if found else None, request, "text/javascript")


async def kept_baseline(request: Request) -> Response:
    """Serve a baseline that a page of this server drew a board of."""
    return _answer(_BASELINES.get(request.path_params["name"]), request, "application/json")


def _answer(body: bytes | None, request: Request, media_type: str) -> Response:
    if body is None:
        return Response(status_code=404)
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(gzip.decompress(body), headers=_FOREVER, media_type=media_type)
    return Response(body, headers={**_FOREVER, "content-encoding": "gzip"}, media_type=media_type)
