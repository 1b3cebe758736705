"""Starts the browser that the tests and the pictures use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from find_browser import required_browser
from playwright.sync_api import Browser, sync_playwright

FLAGS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@contextmanager
def started_browser() -> Iterator[Browser]:
    """One Chromium that asks nothing of the internet."""
    path = required_browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()
