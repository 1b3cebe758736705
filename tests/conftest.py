"""What every test shares: no test ever touches the state folder of the person who runs it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from command_line import Done, Typed, pokdash
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner

from pokdash.cli import main

# A slow machine is not a failure, and every run tries the same examples: `make fuzz` is for those of chance.
settings.register_profile("pokdash", deadline=None, derandomize="POKDASH_SEED" not in os.environ)
settings.load_profile("pokdash")


LONG = ("test_store_kill.py", "test_dialects.py", "test_as_shown.py", "test_source_properties.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest goes first, so that at the end nobody waits for it."""
    items.sort(key=lambda item: item.path.name not in LONG)


@pytest.fixture(scope="session", autouse=True)
def _own_state_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POKDASH_HOME", str(tmp_path_factory.mktemp("nobody") / "var"))
        yield


@pytest.fixture(autouse=True)
def _own_main_module() -> Iterator[None]:
    """A page run in a test takes the place of the main module, which a new process of a later test would start with."""
    own = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = own


@pytest.fixture(scope="session", autouse=True)
def _one_look_at_what_is_installed() -> Iterator[None]:
    """Streamlit reads about every installed package for each page that it runs in a test; once is enough."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session")
def initialised_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder as `init` makes it: both plans and the invented ledgers. Nobody changes it."""
    home = tmp_path_factory.mktemp("initialised") / "var"
    done = pokdash(home, "init")
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture
def own_copy(initialised_home: Path, tmp_path: Path) -> Path:
    """A copy of that state folder that this test may change."""
    return Path(shutil.copytree(initialised_home, tmp_path / "var"))


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typed:
    """A command of the command line, run in the process of this test."""

    def run(home: Path, *words: str) -> Done:
        monkeypatch.setenv("POKDASH_HOME", str(home))
        try:
            status = main(words)
        except SystemExit as ended:
            status = int(str(ended.code))
        return Done(status, *capsys.readouterr())

    return run
