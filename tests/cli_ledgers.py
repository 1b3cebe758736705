"""Ledger files of a financial package for the tests of the command line, and the answers to what is asked of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from command_line import Done, Typed

from pokdash.cli import looking
from pokdash.intake import Examined, ReaderProcess, Refused, Request, Tell
from pokdash.ledger.source import Trouble

HEADING = "Boekdatum;Boekstuk;Rekening;Omschrijving;Bedrag"
MONTH = (
    "13-01-2025;B-1;43812;Inhuur café;81.000",
    "14-01-2025;B-2;43812;Creditnota;-30.500",
    "15-01-2025;B-3;62000;=Training;12.250",
)
NEXT_MONTH = ("13-02-2025;B-4;43812;Inhuur;7.500", "28-02-2025;B-5;62000;Training;1.250")
ANSWERS = (
    "--set", "amount.marks=comma", "--set", "rule.account=43812=a", "--set", "rule.account=62000=b",
    "--set", "coverage=2025-01-31",
)  # fmt: skip
PLAN = ("--plan", "proef")


class OneReader:
    """A reading process that goes on after a command closed it, so that the tests start only one."""

    def __init__(self, reader: ReaderProcess) -> None:
        self._reader = reader

    def examine(self, request: Request, told: Tell) -> Examined | Trouble | Refused:
        return self._reader.examine(request, told)

    def close(self) -> None:
        """Go on."""


@contextmanager
def one_reader() -> Iterator[None]:
    """Let the commands in the process of the tests share one process that reads files."""
    with closing(ReaderProcess()) as reader, pytest.MonkeyPatch.context() as patch:
        patch.setattr(looking, "ReaderProcess", lambda _: OneReader(reader))
        yield


def ledger(place: Path, *rows: str, name: str = "grootboek.csv", encoding: str = "cp1252") -> str:
    """A file with title, headings and these rows; where it lies."""
    path = place / name
    path.write_bytes("\r\n".join(["Grootboek Proefstad", "", HEADING, *(rows or MONTH), ""]).encode(encoding))
    return str(path)


def importing(typed: Typed, home: Path, *words: str) -> tuple[Done, dict[str, Any]]:
    """Run `import … --json` for the plan of the tests; what it ended with, and its JSON."""
    done = typed(home, "import", *words, *PLAN, "--json")
    content: dict[str, Any] = json.loads(done.out)
    return done, content


def spent(typed: Typed, home: Path) -> dict[str, str | None]:
    """What is spent on each line."""
    content = json.loads(typed(home, "position", "proef", "--as-of", "2026-12-31", "--json").out)
    return {line["code"]: line["figures"]["spent"] if "figures" in line else line["spent"] for line in content["lines"]}


def everything(folder: Path) -> dict[str, str]:
    """Every file below a folder and what is in it."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
