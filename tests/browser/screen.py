"""One tab of the browser on the dashboard: opens a page, waits until it is drawn, reads what stands on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qs, urlencode, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, WebSocket

from pokdash.ui.frame import PAGES, PRESENTATION

ROOT = Path(__file__).parents[2]
FIRST_PAGE = PAGES[0]
WIDTHS = (1920, 1280, 768, 390, 320)
HEIGHTS = {1920: 1080, 1280: 800, 768: 1024, 390: 844, 320: 568}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
DRAWN_WITHIN = 45_000
DONE_WITHIN = 15_000
Scheme = Literal["light", "dark"]

# Streamlit tells on its outermost element whether it is connected and whether a script runs; charts and fonts come
# after that. So a page is drawn once all of them are there and nothing has changed for a while.
_DRAWN = """
([quiet, within]) => new Promise((resolve, reject) => {
  const waiting = () => {
    const app = document.querySelector('[data-testid="stApp"]')?.dataset ?? {};
    if (app.testConnectionState !== "CONNECTED") return `connection ${app.testConnectionState}`;
    if (app.testScriptState !== "notRunning") return `script ${app.testScriptState}`;
    const late = document.querySelector('[data-testid="stSkeleton"], [data-testid="stAppSkeleton"],'
      + '[data-stale="true"], .pok-figure:not([data-drawn], :has(.pok-figure-failed))');
    if (late) return late.outerHTML.slice(0, 200);
    return document.fonts.status === "loaded" ? "" : "fonts";
  };
  const start = performance.now();
  let last = start;
  const watch = new MutationObserver(() => { last = performance.now(); });
  watch.observe(document.documentElement, {subtree: true, childList: true, attributes: true, characterData: true});
  const look = () => {
    const now = performance.now(), reason = waiting();
    if (reason) last = now;
    if (now - last < quiet && now - start < within) return setTimeout(look, 50);
    watch.disconnect();
    if (now - last >= quiet) resolve(); else reject(new Error(`not drawn: ${reason || "it keeps changing"}`));
  };
  look();
})
"""
_FIGURES = """
() => [...document.querySelectorAll("[data-figure][data-scope]:not([data-figure^=year_])")].map(node => {
  const [place] = [node.closest("table"), node.closest("[data-gauge]"), node.closest(".pok-kpi")].filter(Boolean);
  const kind = place ? (place.matches("table") ? "table" : place.matches("[data-gauge]") ? "gauge" : "card") : "other";
  return {figure: node.dataset.figure, scope: node.dataset.scope, text: node.textContent, kind};
})
"""
_TOO_WIDE = """
() => {
  const main = document.querySelectorAll('[data-testid="stMain"], .stMainBlockContainer');
  const boxes = [document.scrollingElement, ...main];
  if (boxes.every(box => box.scrollWidth <= box.clientWidth + 1)) return [];
  const scrolls = node => {
    for (let up = node.parentElement; up && !boxes.includes(up); up = up.parentElement)
      if (getComputedStyle(up).overflowX !== "visible") return true;
  };
  const guilty = [...document.querySelectorAll("body *")].filter(node =>
    node.getBoundingClientRect().right > innerWidth + 1 && !scrolls(node));
  return ["wider than the window", ...guilty.slice(0, 5).map(node => node.outerHTML.slice(0, 160))];
}
"""


class Figure:
    """One amount on the page: what it says it is, where it stands, and the amount that a person reads there."""

    def __init__(self, figure: str, scope: str, text: str, kind: str) -> None:
        self.figure, self.scope, self.text, self.kind = figure, scope, text, kind

    @property
    def amount(self) -> Decimal | None:
        """The amount; None where the page says that it is unknown."""
        return amount(self.text)

    def __repr__(self) -> str:
        return f"{self.kind} {self.scope} {self.figure}: {self.text}"


def amount(text: str, language: str = "nl") -> Decimal | None:
    """`− € 139.160,12` as a number; None for a text without a digit; anything else is no amount and fails."""
    if not re.search(r"\d", text):
        return None
    written = re.fullmatch(r"\s*(\u2212\s*)?€\s*([\d.,]+)\s*", text)
    assert written, f"not an amount: {text!r}"
    thousands, decimals = (",", ".") if language == "en" else (".", ",")
    grouped = re.fullmatch(rf"\d{{1,3}}(?:\{thousands}\d{{3}})*(?:\{decimals}\d{{2}})?", written[2])
    assert grouped, f"not written as an amount: {text!r}"
    number = Decimal(written[2].replace(thousands, "").replace(decimals, "."))
    return -number if written[1] else number


class Screen:
    """One tab, with all that went wrong in it and all that it asked of other machines."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.errors: list[str] = []
        self.outside: list[str] = []
        page.set_default_timeout(DONE_WITHIN)
        page.set_default_navigation_timeout(DRAWN_WITHIN)
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.errors.append(f"exception: {error}"))
        page.on("request", self._asked)
        page.on("websocket", self._connected)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")

    def _asked(self, request: Request) -> None:
        self._note(request.url)

    def _connected(self, socket: WebSocket) -> None:
        self._note(socket.url)

    def _note(self, url: str) -> None:
        address = urlsplit(url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != urlsplit(self.url).netloc:
            self.outside.append(url)

    def open(self, stem: str = FIRST_PAGE, **view: str) -> None:
        """Open a page in a new load, as a link to it does, and wait until it is drawn."""
        path = "" if stem == FIRST_PAGE else stem
        self.page.goto(f"{self.url}/{path}{'?' if view else ''}{urlencode(view)}")
        self.settle()

    def settle(self, quiet: int = 300) -> None:
        """Wait until the page is drawn: connected, no script running, nothing changed for `quiet` milliseconds."""
        self.page.locator('[data-testid="stApp"]').wait_for()
        self.page.evaluate(_DRAWN, [quiet, DRAWN_WITHIN])
        problems = self.page.locator('[data-testid="stException"]').all_inner_texts()
        assert not problems, f"a stack trace on the page: {problems}"

    def go_to(self, stem: str) -> None:
        """Click on a page in the list of pages; a presentation, which has the screen to itself, is closed first."""
        if self.path == PRESENTATION:
            self.page.locator(".pok-presenter-close").click()
            self.page.wait_for_url(lambda url: PRESENTATION not in url)
            self.settle()
        links = self.page.locator('[data-testid="stTopNavLink"], [data-testid="stSidebarNavLink"]')
        links.nth(PAGES.index(stem)).click()
        self.settle()

    def unfold_tables(self) -> None:
        """Unfold the tables behind the charts, as a click on each of them does."""
        folded = self.page.locator('[data-testid="stExpander"] details:not([open]) > summary')
        while folded.count():
            folded.first.click()
        self.settle()

    def resize(self, width: int) -> None:
        """Make the window as wide as this, and as high as such windows are."""
        self.page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        self.settle()

    @property
    def path(self) -> str:
        """The page that the address bar names."""
        return urlsplit(self.page.url).path.strip("/") or FIRST_PAGE

    @property
    def view(self) -> dict[str, str]:
        """The view state that the address bar names."""
        return {name: values[0] for name, values in parse_qs(urlsplit(self.page.url).query).items()}

    def text(self) -> str:
        """Every word that a reader sees."""
        return self.page.locator("body").inner_text()

    def messages(self) -> list[str]:
        """The sentences that must be seen."""
        return self.page.locator(".pok-message").all_inner_texts()

    def figures(self) -> list[Figure]:
        """Every amount on the page that says what it is; folded tables too."""
        return [Figure(**found) for found in self.page.evaluate(_FIGURES)]

    def keyed(self, key: str) -> Locator:
        """The element that the page gave this key."""
        return self.page.locator(f".st-key-{key}")

    def too_wide(self) -> list[str]:
        """What makes the page scroll sideways; empty where nothing does."""
        found: list[str] = self.page.evaluate(_TOO_WIDE)
        return found

    def violations(self) -> list[str]:
        """What axe-core finds wrong, one line for each element."""
        found: list[dict[str, Any]] = Axe().run(self.page).response["violations"]
        return [
            f"{rule['id']} ({rule['impact']}): {node['target']} {node['html'][:200]} {_measured(node)}".strip()
            for rule in found
            for node in rule["nodes"]
        ]

    def picture(self, file: Path) -> None:
        """Write a picture of the whole page, also of what is below the window."""
        size = self.page.viewport_size or {"width": WIDTHS[0], "height": HEIGHTS[WIDTHS[0]]}
        height = self.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        self.page.set_viewport_size({"width": size["width"], "height": max(height, size["height"])})
        self.settle()
        self.page.screenshot(path=file)
        self.page.set_viewport_size({"width": size["width"], "height": size["height"]})

    def open_every_fold(self) -> None:
        """Unfold all explanations and tables, so that what is in them is on the page."""
        self.page.evaluate("document.querySelectorAll('details:not([open])').forEach(one => { one.open = true; })")
        self.settle()


def _measured(node: dict[str, Any]) -> str:
    """What axe measured, such as a contrast: the message of the first check that has one."""
    checks = [*node["any"], *node["all"], *node["none"]]
    return next((check["message"] for check in checks), "")


@contextmanager
def tab(browser: BrowserContext, url: str, scheme: Scheme = "light", width: int = 1280) -> Iterator[Screen]:
    """A new tab, so a new session, in this colour scheme and width."""
    page = browser.new_page()
    try:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        yield Screen(page, url)
    finally:
        page.close()
