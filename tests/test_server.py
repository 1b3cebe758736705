"""The web server: its document, its files, its health, and how it stops."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
import streamlit
from starlette.responses import HTMLResponse, PlainTextResponse, StreamingResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.testing.v1 import AppTest

from pokdash.figures.bundle import plotly_bundle
from pokdash.ui import components, server, statics
from pokdash.ui.document import OwnDocument, with_own_head

ROOT = Path(__file__).parents[1]
STATIC = Path(streamlit.__file__).parent / "static"
DOCUMENT = (STATIC / "index.html").read_text(encoding="utf-8")
STARTS_WITHIN = 90
STOPS_WITHIN = 30


class Answer:
    """What an application answers to one request."""

    def __init__(self, app: ASGIApp, path: str, query: str = "", method: str = "GET", **headers: str) -> None:
        self.messages: list[Message] = []
        sent = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        scope: Scope = {
            "type": "http", "method": method, "path": path, "raw_path": path.encode(), "root_path": "",
            "query_string": query.encode(), "headers": sent, "server": ("127.0.0.1", 80), "scheme": "http",
        }  # fmt: skip
        # A thread of its own, because a browser that other tests opened keeps an event loop running in this one.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, app(scope, self._receive, self._send)).result()  # type: ignore[arg-type]
        self.status = self.messages[0]["status"]
        self.headers = {name.decode(): value.decode() for name, value in self.messages[0]["headers"]}
        self.body = b"".join(message.get("body", b"") for message in self.messages[1:])

    async def _receive(self) -> Message:
        return await asyncio.Event().wait()  # type: ignore[return-value]  # a client that stays and sends nothing

    async def _send(self, message: Message) -> None:
        self.messages.append(message)


async def not_ours(scope: Scope, receive: Receive, send: Send) -> None:
    """Stands for Streamlit: answers with the headers that it got."""
    await PlainTextResponse(json.dumps([name.decode() for name, _ in scope["headers"]]))(scope, receive, send)


# The document


@pytest.mark.parametrize("language", ["nl", "en", "fy"])
def test_the_document_of_this_streamlit_takes_our_head(language: str) -> None:
    own = with_own_head(DOCUMENT, language)
    assert f'<html lang="{language}">' in own
    assert "<title>POK-monitor</title>" in own
    assert own.index("BACKEND_BASE_URL") < own.index('src="./static/js/index')
    for path in (statics.ICON_PATH, statics.STYLE_PATH, statics.SCRIPT_PATH):
        assert own.count(statics.address(path)) == 1
    assert not re.search(r"(?:src|href)=.(?:https?:)?//", own)


def document(parts: list[str]) -> OwnDocument:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        headers = {"etag": "x", "last-modified": "x", "cache-control": "no-cache"}

        async def chunks() -> object:
            for part in parts:
                yield part

        await StreamingResponse(chunks(), headers=headers, media_type="text/html")(scope, receive, send)  # type: ignore[arg-type]

    return OwnDocument(app, first_page="overview")


@pytest.mark.parametrize(
    ("query", "language"), [("", "nl"), ("lang=fy", "fy"), ("plan=x&lang=en", "en"), ("lang=de", "nl")]
)
def test_the_document_says_its_language_before_any_script_runs(query: str, language: str) -> None:
    answer = Answer(document([DOCUMENT[:900], DOCUMENT[900:]]), "/action_line", query)
    assert answer.status == 200
    assert answer.body.decode() == with_own_head(DOCUMENT, language)
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert answer.headers["cache-control"] == "no-cache"
    assert not {"etag", "last-modified"} & answer.headers.keys()


def test_only_the_document_is_rewritten() -> None:
    app = OwnDocument(HTMLResponse(DOCUMENT), first_page="overview")
    for path in ("/_stcore/x", "/media/x", "/component/x", "/static/x", "/api/x", "/assets/x"):
        assert Answer(app, path).body.decode() == DOCUMENT
    assert Answer(OwnDocument(not_ours, first_page="overview"), "/x", accept_encoding="gzip").body == b"[]"
    assert (
        b"accept-encoding"
        in Answer(OwnDocument(not_ours, first_page="overview"), "/api/x", accept_encoding="gzip").body
    )


def test_the_first_page_has_an_address_of_its_own() -> None:
    app = document([DOCUMENT])
    answer = Answer(app, "/overview", "plan=dordrecht&lang=en")
    assert (answer.status, answer.headers["location"]) == (307, "/?plan=dordrecht&lang=en")
    assert Answer(app, "/overview").headers["location"] == "/"
    assert Answer(app, "/overview_of_others").status == 200


# Files


def own_files() -> list[tuple[str, Path]]:
    bundles = [
        (f"/{file.relative_to(STATIC).as_posix()}", file) for file in sorted(STATIC.glob("static/js/index.*.js"))
    ]
    assert bundles
    return [(statics.PLOTLY_PATH, plotly_bundle()), (statics.ICON_PATH, ROOT / "pokdash/ui/icon.svg"), *bundles]


@pytest.mark.parametrize(("path", "file"), own_files())
def test_scripts_are_compressed_and_may_be_kept(path: str, file: Path) -> None:
    answer = Answer(statics.CompressedStatics(not_ours), path, accept_encoding="br, gzip")
    assert gzip.decompress(answer.body) == file.read_bytes()
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "accept-encoding"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].split(";")[0] in ("text/javascript", "image/svg+xml")


def test_a_file_is_compressed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compressed: list[Path] = []
    whole = statics._compress
    monkeypatch.setattr(statics, "_compress", lambda file: (compressed.append(file), whole(file))[1])
    app = statics.CompressedStatics(not_ours)

    async def sink(message: Message) -> None:
        assert message["type"].startswith("http.response")

    async def no_more() -> Message:
        return {"type": "http.disconnect"}

    async def twice_at_once() -> None:
        async def ask() -> None:
            scope = {
                "type": "http",
                "method": "GET",
                "path": statics.ICON_PATH,
                "headers": [(b"accept-encoding", b"gzip")],
            }
            await app(scope, no_more, sink)  # type: ignore[arg-type]

        await asyncio.gather(ask(), ask())
        await ask()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, twice_at_once()).result()
    assert len(compressed) == 1


@pytest.mark.parametrize(
    "path",
    [
        "/static/../index.html",
        "/static/js/../../../../config.py",
        "/static/js/missing.js",
        "/static/media/x.woff2",
        "/x.js",
    ],
)
def test_what_is_not_a_script_of_ours_is_passed_on(path: str) -> None:
    assert Answer(statics.CompressedStatics(not_ours), path, accept_encoding="gzip").body == b'["accept-encoding"]'


def test_a_browser_without_compression_gets_the_plain_file() -> None:
    assert Answer(statics.CompressedStatics(not_ours), statics.ICON_PATH).body == b"[]"


def test_an_address_follows_the_content() -> None:
    assert statics.address(statics.PLOTLY_PATH) != statics.address(statics.ICON_PATH)
    with pytest.raises(KeyError):
        statics.address("/assets/other.js")


# Components


PAGE_WITH_A_CHART = """
from pokdash.figures.figure_data import FigureData, FigureTable
from pokdash.ui.components.figure import figure

figure(FigureData((), {"height": 1}, {"height": 1}, "wat er te zien is", FigureTable((), ())), key="chart")
"""


def test_a_chart_can_be_drawn_without_a_server() -> None:
    app = AppTest.from_string(PAGE_WITH_A_CHART).run()
    assert not app.exception
    (drawn,) = [part for part in app.main if part.type == "bidi_component"]
    assert drawn.proto.component_name == "pokdash.figure"
    data = json.loads(drawn.proto.json)
    assert data["alt"] == "wat er te zien is"
    assert data["source"] == statics.address(statics.PLOTLY_PATH)
    assert data["palettes"]["light"].keys() == data["palettes"]["dark"].keys()


def test_every_component_has_its_assets() -> None:
    components.register()
    folder = Path(components.__file__).parent / "assets"
    for name in components.NAMES:
        assert (folder / f"{name}.js").is_file()
        assert (folder / f"{name}.css").is_file()
    components.register()  # a second time is nothing special
    assert get_bidi_component_manager() is not None


# The whole server


class Running:
    """`streamlit run dashboard.py` on a free port."""

    def __init__(self, home: Path, log: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.log = log
        kept = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
        with log.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(self.port)],
                cwd=ROOT, env={**kept, "POKDASH_HOME": str(home)}, stdin=subprocess.DEVNULL, stdout=out,
                stderr=subprocess.STDOUT,
            )  # fmt: skip
        give_up = time.monotonic() + STARTS_WITHIN
        while not self._answers():
            assert self.process.poll() is None, log.read_text()
            assert time.monotonic() < give_up, log.read_text()
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            return self.get("/_stcore/health").status == 200
        except OSError:
            return False

    def get(self, path: str, **headers: str) -> HTTPResponse:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        return connection.getresponse()


@pytest.fixture
def running(initialised_home: Path, tmp_path: Path) -> Iterator[Running]:
    started = Running(initialised_home, tmp_path / "server.log")
    yield started
    if started.process.poll() is None:
        started.process.kill()
    started.process.wait()


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_the_server_answers_and_stops_when_asked(running: Running, sign: signal.Signals) -> None:
    health = running.get("/api/health")
    told = json.loads(health.read())
    assert health.status == 200
    assert told["ok"]
    assert told["generation"] >= 1
    assert told["post_script_gc"] is False
    assert health.headers["cache-control"] == "no-store"

    for path in ("/", "/action_line?lang=nl", "/sources"):
        page = running.get(path, accept_encoding="gzip").read().decode()
        assert '<html lang="nl">' in page

    chart = running.get(statics.address(statics.PLOTLY_PATH), accept_encoding="gzip")
    assert gzip.decompress(chart.read()) == plotly_bundle().read_bytes()
    plain = running.get(statics.address(statics.PLOTLY_PATH))
    assert plain.read() == plotly_bundle().read_bytes()
    assert "immutable" in plain.headers["cache-control"]

    stream = running.get("/api/live")  # an answer that never ends by itself
    assert stream.headers["content-type"].startswith("text/event-stream")
    assert stream.headers["cache-control"] == "no-store"
    while not (event := stream.readline().decode()).startswith("data: "):
        pass
    assert json.loads(event.removeprefix("data: "))["served"].startswith(f"{told['generation']}-")
    assert json.loads(running.get("/api/health").read())["streams"] == 1

    running.process.send_signal(sign)
    running.process.wait(STOPS_WITHIN)
    printed = running.log.read_text()
    assert "Traceback" not in printed
    assert "leaked" not in printed


def health_of(home: Path, log: Path) -> tuple[int, dict[str, object]]:
    """Status and answer of the health address of a server that is started on this folder, and stopped again."""
    started = Running(home, log)
    try:
        health = started.get("/api/health")
        return health.status, json.loads(health.read())
    finally:
        started.process.terminate()
        started.process.wait(STOPS_WITHIN)


def test_a_server_on_an_empty_folder_sets_it_up_before_the_first_viewer(tmp_path: Path) -> None:
    status, answer = health_of(tmp_path / "empty", tmp_path / "server.log")
    assert (status, answer["ok"], answer["generation"]) == (200, True, 3)


def test_a_server_without_figures_says_so(tmp_path: Path) -> None:
    home = tmp_path / "empty"
    home.mkdir()
    (home / "settings.toml").write_text('name = "Iemand"\nrole = "viewer"\n', encoding="utf-8")
    status, answer = health_of(home, tmp_path / "server.log")
    assert status == 503
    assert answer | {"full_collections": 0} == {
        "ok": False, "generation": None, "post_script_gc": False, "full_collections": 0, "streams": 0,
    }  # fmt: skip


def test_the_app_runs_the_script_inside_the_package_wherever_it_is_started() -> None:
    assert server.MAIN.is_absolute()
    assert server.MAIN.is_file()
