"""A disk that is full and a folder that is closed: said with what to do, nothing published, nothing left behind."""

from __future__ import annotations

import errno
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from intake_home import ADVISER, PLAN, at, imported, new_home, refused, snapshot, spent
from ledger_files import file, rows

from pokdash import intake
from pokdash.store import durable
from pokdash.texts import LANGUAGES, text

STEPS = ["copy", "check copy", "open", "replay", "apply", "commit", "checkpoint", "flush", "reopen", "journal", "name"]
STORE_LOG = logging.getLogger("pokdash.store.publishing")


class Failing(logging.Handler):
    """Lets a publication fail at one of its steps."""

    def __init__(self, step: str, error: OSError) -> None:
        super().__init__()
        self._step, self._error = step, error

    def emit(self, record: logging.LogRecord) -> None:
        if record.getMessage() == self._step:
            raise self._error


@pytest.fixture
def home(tmp_path: Path) -> Iterator[intake.Home]:
    home = new_home(tmp_path, file(rows("1,00", "2,00")))
    STORE_LOG.setLevel(logging.DEBUG)
    yield home
    STORE_LOG.setLevel(logging.NOTSET)
    for handler in [one for one in STORE_LOG.handlers if isinstance(one, Failing)]:
        STORE_LOG.removeHandler(handler)


def names(home: intake.Home) -> list[str]:
    return sorted(path.name for path in (home.path / "store").rglob("*"))


@pytest.mark.parametrize("step", STEPS)
def test_a_full_disk_at_any_step_leaves_the_last_generation(home: intake.Home, step: str) -> None:
    before = names(home)
    handler = Failing(step, OSError(errno.ENOSPC, "No space left on device"))
    STORE_LOG.addHandler(handler)
    outcome = refused(home, file(rows("4,00", start=9)), 5)
    assert outcome.key == "store.disk_full"
    assert (names(home), spent(home), snapshot(home).warning) == (before, 3, None)
    for language in LANGUAGES:
        assert str(home.path) in text(language, outcome.key, **outcome.params)
    STORE_LOG.removeHandler(handler)
    imported(home, file(rows("4,00", start=9)), 6)
    assert spent(home) == 7


def test_what_fails_after_publishing_does_not_take_it_back(home: intake.Home) -> None:
    STORE_LOG.addHandler(Failing("prune", OSError(errno.EIO, "broken")))
    with pytest.raises(OSError, match="broken"):
        imported(home, file(rows("4,00", start=9)), 5)
    assert spent(home) == 7


def test_a_folder_that_is_closed_is_said(home: intake.Home, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def closed(path: Path, mode: str = "r", **more: Any) -> Any:
        if mode == "a+":
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, mode, **more)

    monkeypatch.setattr(Path, "open", closed)
    outcome = intake.import_file(home, intake.LedgerFile("x.csv", file(rows("4,00"))), PLAN, ADVISER, at(5))
    assert isinstance(outcome, intake.Refused)
    assert (outcome.key, outcome.params) == ("store.not_writable", {"folder": str(home.path / "store")})


def test_a_file_that_does_not_fit_leaves_no_part_of_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(durable, "flush_file", full)
    with pytest.raises(OSError, match="No space"):
        durable.write(tmp_path / "bestand", b"inhoud")
    assert list(tmp_path.iterdir()) == []
