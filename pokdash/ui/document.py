"""The one HTML document that Streamlit serves, with the language, title, icon and look of this product in it."""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pokdash.figures.tokens import custom_properties
from pokdash.texts import LANGUAGES, text
from pokdash.ui import statics

_NOT_DOCUMENTS = ("/_stcore/", "/media/", "/component/", "/static/", "/api/", "/assets/")
_OUTDATED = {b"content-length", b"etag", b"last-modified"}
_SERVER = "<script>window.__streamlit = {BACKEND_BASE_URL: window.location.origin}</script>"


def with_own_head(document: str, language: str) -> str:
    """Put language, title, icon and the address of the server into Streamlit's document.

    Given the address, the browser does not first look for a server under the address of the page, which on a link to a
    page costs two requests and two errors in its console.
    """
    for found, replacement in (
        ('<html lang="en">', f'<html lang="{language}">'),
        ("<title>Streamlit</title>", f"<title>{text(language, 'app.name')}</title>"),
        ('href="./favicon.png"', f'href="{statics.address(statics.ICON_PATH)}" type="image/svg+xml"'),
        ("<script>", f"{_SERVER}<script>"),
        ("</head>", f"{_own_look()}</head>"),
    ):
        document = document.replace(found, replacement, 1)
    return document


def _own_look() -> str:
    """The colours of both themes, then the style sheet and the script that every page shares."""
    return (
        f"<style>{custom_properties()}</style>"
        f'<link rel="stylesheet" href="{statics.address(statics.STYLE_PATH)}">'
        f'<script type="module" src="{statics.address(statics.SCRIPT_PATH)}"></script>'
    )


class OwnDocument:
    """Rewrites the HTML document on its way to the browser; everything else passes untouched.

    `first_page` is the page that Streamlit serves at `/` only: its own address, which every other page has, is sent
    there instead of to an error.
    """

    def __init__(self, app: ASGIApp, first_page: str) -> None:
        self._app = app
        self._first_page = f"/{first_page}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and rewrite the answer when it is the document."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(_NOT_DOCUMENTS):
            await self._app(scope, receive, send)
            return
        if scope["path"] == self._first_page:
            query = scope["query_string"].decode("latin-1")
            await RedirectResponse(f"/?{query}" if query else "/")(scope, receive, send)
            return
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self._app({**scope, "headers": plain}, receive, _Rewriting(_language(scope), send))


class _Rewriting:
    """Holds back an HTML answer until it is complete, then sends it with its own head."""

    def __init__(self, language: str, send: Send) -> None:
        self._language = language
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        body = with_own_head(self._body.decode(), self._language).encode()
        kept = [(name, value) for name, value in start["headers"] if name.lower() not in _OUTDATED]
        await self._send({**start, "headers": [*kept, (b"content-length", str(len(body)).encode())]})
        await self._send({"type": "http.response.body", "body": body})


def _is_html(start: Message) -> bool:
    return any(name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in start["headers"])


def _language(scope: Scope) -> str:
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [""])[0]
    return asked if asked in LANGUAGES else "nl"
