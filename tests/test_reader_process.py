"""The process that reads uploaded files: within its limits, and never taking anything else down with it."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter
from ledger_files import small_plan

from pokdash.intake import Choices, Examined, Limits, Progress, ReaderProcess, Refused, Request
from pokdash.intake.reader_child import Workplace
from pokdash.intake.repeated import Repeated
from pokdash.ledger.source import Trouble
from pokdash.texts import LANGUAGES, text

HEADING = "Boekdatum;Boekstuk;Rekening;Omschrijving;Bedrag\n"
ROWS = "13-01-2026;B-1;43812;Inhuur;1.100,00\n14-01-2026;B-2;43812;Creditnota;-30,00\n"
ANSWERS = {"rule.account=43812": "a", "coverage": "2026-01-31"}
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux limits memory")


def nobody(_: Progress) -> None:
    """Nobody wants to know how far it is."""


@pytest.fixture(scope="module")
def shared() -> Iterator[ReaderProcess]:
    """One reader for the tests that leave it in order."""
    reader = ReaderProcess()
    yield reader
    reader.close()


@pytest.fixture
def small(tmp_path: Path) -> Request:
    path = tmp_path / "export.csv"
    path.write_text(HEADING + ROWS, encoding="utf-8")
    return Request(path, "export.csv", small_plan(), Choices(answers=ANSWERS))


@pytest.fixture
def large(tmp_path: Path) -> Request:
    """A file that takes long enough to do something else meanwhile."""
    path = tmp_path / "groot.csv"
    lines = (
        f"{n % 28 + 1:02d}-01-2026;C-{n};43812;Inhuur {n};{n % 900 + 1}.{n % 900:03d},{n % 100:02d}\n"
        for n in range(60_000)
    )
    path.write_text(HEADING + ROWS + "".join(lines), encoding="utf-8")
    return Request(path, "groot.csv", small_plan(), Choices(answers=ANSWERS))


def examined(reader: ReaderProcess, request: Request) -> Examined:
    found = reader.examine(request, nobody)
    assert isinstance(found, Examined), found
    return found


def place(reader: ReaderProcess) -> Workplace:
    return reader._place


def pid(reader: ReaderProcess) -> int:
    child = place(reader).child
    assert child
    return child.process.pid


def folder(reader: ReaderProcess) -> Path:
    found = place(reader).folder
    assert found
    return found


def gone(process: int) -> bool:
    """Whether there is no such process, not even one that nobody waited for."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def refused(outcome: object, key: str) -> Refused:
    """The refusal with this key; every language says it."""
    assert isinstance(outcome, Refused), outcome
    assert outcome.key == key
    for language in LANGUAGES:
        assert "{" not in text(language, outcome.key, **outcome.params)
    return outcome


def test_a_path_is_one_from_the_folder_of_the_caller(
    shared: ReaderProcess, small: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small.path.parent)
    assert examined(shared, replace(small, path=Path(small.path.name))).rows_read == 2


def test_a_file_is_read_in_a_child_that_keeps_it_open(shared: ReaderProcess, small: Request) -> None:
    asked = examined(shared, replace(small, choices=Choices()))
    assert {one.key for one in asked.proposal.questions} == set(ANSWERS)
    process = pid(shared)
    found = examined(shared, small)
    assert found.conversion
    assert (found.conversion.bookings, found.sha256) == (2, asked.sha256)
    assert found.conversion.entries.is_relative_to(folder(shared))
    assert pid(shared) == process != os.getpid()
    assert examined(shared, small) == found
    small.path.write_text(HEADING + ROWS + ROWS.replace("B-", "C-"), encoding="utf-8")
    again = examined(shared, small)
    assert again.conversion
    assert again.conversion.bookings == 4
    assert not found.conversion.entries.exists()


def test_what_was_done_before_is_as_far_as_the_clock_says() -> None:
    work = Repeated()
    with work:
        assert (work.busy, work.share) == (True, None)
        time.sleep(0.01)
    with work:
        time.sleep(0.02)
        assert work.share == 0.99
    assert (work.busy, work.share) == (False, None)


def test_a_file_that_cannot_be_read_is_trouble_and_the_child_goes_on(shared: ReaderProcess, small: Request) -> None:
    examined(shared, small)
    process = pid(shared)
    small.path.write_bytes(b"%PDF-1.7")
    assert shared.examine(small, nobody) == Trouble("other_kind", {"kind": "PDF"})
    small.path.unlink()
    missing = shared.examine(small, nobody)
    assert isinstance(missing, Trouble)
    assert missing.key == "unreadable"
    assert pid(shared) == process


@LINUX
def test_the_child_has_nothing_of_ours_open(shared: ReaderProcess, small: Request, tmp_path: Path) -> None:
    shared.close()
    with (tmp_path / "grootboek.duckdb").open("wb") as ours:
        os.set_inheritable(ours.fileno(), True)
        examined(shared, small)
        links = [str(one.readlink()) for one in Path(f"/proc/{pid(shared)}/fd").iterdir()]
    assert links
    assert not [link for link in links if "grootboek.duckdb" in link]


def test_it_tells_how_far_it_is_and_only_what_it_knows(shared: ReaderProcess, large: Request) -> None:
    told: list[Progress] = []
    found = shared.examine(large, told.append)
    assert isinstance(found, Examined)
    steps = list(dict.fromkeys(one.step for one in told))
    assert steps == ["open", "understand", "convert", "write"]
    looking = next(one for one in told if one.step == "understand")
    assert (looking.rows_per_second or 0) > 0, "how fast the cells were read"
    for language in LANGUAGES:
        assert all(text(language, f"progress.{step}") for step in steps)
    assert all(one.rows is None or one.rows_in_all is None or one.rows <= one.rows_in_all for one in told)
    assert all(one.rows_per_second is not None for one in told if one.seconds_left is not None)
    assert told[-1].rows == told[-1].rows_in_all == 60_002


def test_cancelling_leaves_no_child_and_no_folder(shared: ReaderProcess, large: Request) -> None:
    reader = shared
    seen: list[tuple[int, Path]] = []

    def told(progress: Progress) -> None:
        if progress.step == "understand" and not seen:
            seen.append((pid(reader), folder(reader)))
            threading.Thread(target=reader.cancel).start()

    refused(reader.examine(large, told), "reader.cancelled")
    ((process, work),) = seen
    assert gone(process)
    assert not work.exists()


def test_cancelling_nothing_does_nothing(shared: ReaderProcess, small: Request) -> None:
    found = examined(shared, small)
    shared.cancel()
    assert found.conversion
    assert found.conversion.entries.exists()


def test_a_listener_that_raises_breaks_off(shared: ReaderProcess, large: Request) -> None:
    reader = shared
    seen: list[tuple[int, Path]] = []

    def told(_: Progress) -> None:
        seen.append((pid(reader), folder(reader)))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reader.examine(large, told)
    ((process, work),) = seen
    assert gone(process)
    assert not work.exists()


def test_a_file_that_takes_too_long_is_refused(large: Request) -> None:
    reader = ReaderProcess(Limits(seconds=0.3))
    late = refused(reader.examine(large, nobody), "reader.time")
    assert late.params == {"file": "groot.csv", "minutes": 1}
    assert place(reader) == Workplace()


def test_a_child_that_is_killed_while_it_works_is_said_and_the_next_one_works(
    shared: ReaderProcess, large: Request, small: Request
) -> None:
    for number in (signal.SIGKILL, signal.SIGSEGV):

        def told(progress: Progress, number: int = number) -> None:
            if progress.step == "understand":
                os.kill(pid(shared), number)

        refused(shared.examine(large, told), "reader.died")
        assert place(shared) == Workplace()
    assert examined(shared, small).conversion


def test_a_child_that_waited_too_long_ends_and_the_next_request_starts_another(small: Request) -> None:
    reader = ReaderProcess(idle=0.2)
    first = examined(reader, small)
    process, child = pid(reader), place(reader).child
    assert child
    assert child.process.wait(20) == 0
    assert first.conversion
    assert first.conversion.entries.exists()
    examined(reader, small)
    assert pid(reader) != process
    reader.close()
    assert not first.conversion.entries.exists()


@LINUX
def test_a_workbook_that_needs_too_much_memory_is_refused(tmp_path: Path, small: Request) -> None:
    path = bomb(tmp_path)
    reader = ReaderProcess(Limits(memory=2 << 30))
    outcome = reader.examine(replace(small, path=path, file_name="bom.xlsx"), nobody)
    assert isinstance(outcome, Refused)
    assert outcome.key in {"reader.memory", "reader.died"}
    refused(outcome, outcome.key)
    assert place(reader) == Workplace()


def bomb(tmp_path: Path) -> Path:
    """A small workbook of one sheet with a cell far away: to a reader of whole sheets, gigabytes of empty cells."""
    path = tmp_path / "bom.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, HEADING.strip().split(";"))
        sheet.write_string(1_048_575, 200, "x")
    assert path.stat().st_size < 100_000
    return path


PRINTS = """
import os, sys, threading, time

def speak():
    while not os.path.sameopenfile(1, 2):
        time.sleep(0.01)
    while True:
        print("rommel", flush=True)
        os.write(1, b"rommel")
        time.sleep(0.01)

if "pokdash.intake.reader_main" in sys.orig_argv:
    threading.Thread(target=speak, daemon=True).start()
"""


def test_what_the_child_prints_is_no_reply(small: Request, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(PRINTS, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    reader = ReaderProcess()
    assert examined(reader, small).conversion
    child = place(reader).child
    assert child
    assert b"rommel" in os.pread(child.errors.fileno(), 100, 0)
    reader.close()


def test_a_child_that_talks_nonsense_is_refused(
    small: Request, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text("import os\nos.write(1, b'rommel' * 1000)\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    reader = ReaderProcess()
    refused(reader.examine(small, nobody), "reader.died")
    assert place(reader) == Workplace()


def test_a_bug_in_the_child_is_logged_and_refused(
    shared: ReaderProcess, small: Request, caplog: pytest.LogCaptureFixture
) -> None:
    broken = replace(small, choices=replace(small.choices, answers={"coverage": 3}))  # type: ignore[dict-item]
    refused(shared.examine(broken, nobody), "reader.crashed")
    assert "Traceback" in caplog.text
    assert place(shared) == Workplace()


def test_a_reader_that_is_dropped_takes_its_child_and_folder_along(small: Request) -> None:
    reader = ReaderProcess()
    examined(reader, small)
    process, work = pid(reader), folder(reader)
    del reader
    assert gone(process)
    assert not work.exists()


PROGRAM = """
import pickle, sys, time
from pokdash.intake import ReaderProcess
reader = ReaderProcess()
reader.examine(pickle.load(sys.stdin.buffer), lambda _: None)
print(reader._place.child.process.pid, reader._place.folder, flush=True)
time.sleep(60)
"""


def test_when_the_program_is_killed_the_child_and_its_folder_go(small: Request) -> None:
    with subprocess.Popen([sys.executable, "-c", PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        assert program.stdin
        assert program.stdout
        program.stdin.write(pickle.dumps(small))
        program.stdin.close()
        process, work = program.stdout.readline().decode().split(" ", 1)
        program.kill()
    left = [1]
    for _ in range(200):
        left = [1 for there in (not ended(int(process)), Path(work.strip()).exists()) if there]
        if not left:
            break
        time.sleep(0.05)
    assert not left


def ended(process: int) -> bool:
    """Whether this process works no more; who has no parent may stay in the table for a while."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return gone(process)
