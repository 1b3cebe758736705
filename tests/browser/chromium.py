"""Starts the browser that the tests and the pictures use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from find_browser import required_browser
from playwright.sync_api import BrowserContext, sync_playwright

FLAGS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@contextmanager
def started_browser() -> Iterator[BrowserContext]:
    """One Chromium that asks nothing of the internet; its tabs share what it has kept of a server's scripts."""
    path = required_browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser.new_context(locale="nl-NL", reduced_motion="reduce")
        finally:
            browser.close()
