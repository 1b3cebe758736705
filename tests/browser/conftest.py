"""The browser, the dashboard with its own state folder, and tabs on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import pytest
from chromium import started_browser
from dashboard_server import Server, command
from playwright.sync_api import Browser
from screen import Screen, tab

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One real Chromium for all tests."""
    with started_browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def first_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder as `init` makes it: both plans and the invented ledgers. Nobody changes it."""
    home = tmp_path_factory.mktemp("dashboard") / "var"
    command(home, "init")
    return home


@pytest.fixture
def own_home(first_home: Path, tmp_path: Path) -> Path:
    """A copy of that state folder that this test may change."""
    return Path(shutil.copytree(first_home, tmp_path / "var"))


@pytest.fixture(scope="session")
def server(first_home: Path) -> Iterator[Server]:
    """The dashboard that all tests look at which change nothing."""
    with Server(first_home) as running:
        yield running


@pytest.fixture
def screen(browser: Browser, server: Server) -> Iterator[Screen]:
    """A new tab on the shared dashboard."""
    with tab(browser, server.url) as opened:
        yield opened


@pytest.fixture
def served(browser: Browser) -> Iterator[Callable[[Path], tuple[Server, Screen]]]:
    """Starts the dashboard on a state folder, with a tab on it."""
    with ExitStack() as stack:

        def start(home: Path) -> tuple[Server, Screen]:
            running = stack.enter_context(Server(home))
            opened: AbstractContextManager[Screen] = tab(browser, running.url)
            return running, stack.enter_context(opened)

        yield start
