"""The browser, the dashboard with its own state folder, and tabs on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import pytest
from chromium import started_browser
from dashboard_server import Server, command
from playwright.sync_api import BrowserContext
from screen import Screen, tab

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show what the shared server printed with every test that fails on it."""
    report = yield
    if report.failed and isinstance(item, pytest.Function) and (running := item.funcargs.get("server")):
        report.sections.append(("what the server printed last", running.log()[-3000:]))
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[BrowserContext]:
    """One real Chromium for all tests."""
    with started_browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def first_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder as `init` makes it: both plans and the invented ledgers. Nobody changes them."""
    home = tmp_path_factory.mktemp("dashboard") / "var"
    command(home, "init")
    return home


@pytest.fixture
def own_home(first_home: Path, tmp_path: Path) -> Path:
    """A copy of that state folder that this test may change; without the drafts that other tests keep there."""
    return Path(shutil.copytree(first_home, tmp_path / "var", ignore=shutil.ignore_patterns("workspace.sqlite*")))


@pytest.fixture(scope="session")
def server(first_home: Path) -> Iterator[Server]:
    """The dashboard that all tests look at which change nothing."""
    with Server(first_home) as running:
        yield running


@pytest.fixture(autouse=True)
def _no_stack_trace(request: pytest.FixtureRequest) -> Iterator[None]:
    """A page that fails says so in words; here that is never right."""
    running: Server | None = request.getfixturevalue("server") if "server" in request.fixturenames else None
    before = len(running.log()) if running else 0
    yield
    assert running is None or "Traceback" not in running.log()[before:], running.log()[before:]


@pytest.fixture
def screen(browser: BrowserContext, server: Server) -> Iterator[Screen]:
    """A new tab on the shared dashboard."""
    with tab(browser, server.url) as opened:
        yield opened


@pytest.fixture
def served(browser: BrowserContext) -> Iterator[Callable[[Path], Screen]]:
    """Starts the dashboard on a state folder, with a tab on it; a stack trace in what it prints fails the test."""
    started: list[Server] = []
    with ExitStack() as stack:

        def start(home: Path) -> Screen:
            started.append(stack.enter_context(Server(home)))
            opened: AbstractContextManager[Screen] = tab(browser, started[-1].url)
            return stack.enter_context(opened)

        yield start
        assert not [running.log() for running in started if "Traceback" in running.log()]
