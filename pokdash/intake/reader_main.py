"""The reading process: looks at one file after another for the process that started it, and knows nothing else.

Arguments: the work folder, the bytes of memory it may use, and how many seconds it waits for a next request. Requests
come in on its standard input, replies go out on its standard output; whatever else is printed goes to its error output.
It ends when the other end is gone, and then removes the work folder; when it waited too long; and after a fault,
because nobody knows what is left of it then.
"""

from __future__ import annotations

import os
import shutil
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import IO

from pokdash.intake.examined import Found, Request
from pokdash.intake.examining import Examiner
from pokdash.intake.outcome import Refused
from pokdash.intake.reader_pipe import Crashed, Reply, receive, send
from pokdash.intake.reading_progress import Reporter
from pokdash.ledger.examination import OUT_OF_MEMORY
from pokdash.store.faults import machine_fault

if sys.platform != "win32":
    import resource

_LARGEST_MAPPING = 8 << 30  # address space for the bytes of the file itself, which are no memory that is used


def main(work: Path, memory: int, idle: float) -> None:
    """Answer requests until there are no more."""
    requests, replies = _own_pipes()
    lock = threading.Lock()

    def reply(message: Reply) -> None:
        with lock:
            send(replies, message)

    with Examiner(work, memory) as examiner:
        while request := _next(requests, idle):
            found = _answer(examiner, request, work, memory, reply)
            reply(found)
            if isinstance(found, Crashed):
                return
    shutil.rmtree(work, ignore_errors=True)


def _next(requests: IO[bytes], idle: float) -> Request | None:
    """The next request; the process ends when it waits too long for one, and leaves what was converted."""
    timer = threading.Timer(idle, os._exit, [0])
    timer.daemon = True
    timer.start()
    message = receive(requests)
    timer.cancel()
    return message if isinstance(message, Request) else None


def _answer(
    examiner: Examiner, request: Request, work: Path, memory: int, reply: Callable[[Reply], None]
) -> Found | Crashed:
    try:
        _limit(memory, request.path.stat().st_size if request.path.exists() else 0)
        with Reporter(reply, examiner.share_done) as reporter:
            return examiner.examine(request, reporter.told)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other process must hear of it
        return Crashed(_refused(error, request, work, memory), traceback.format_exc())


def _refused(error: Exception, request: Request, work: Path, memory: int) -> Refused:
    """What the person is told of a fault: of memory, of the disk, or of this program."""
    if isinstance(error, OUT_OF_MEMORY):
        return Refused("reader.memory", {"file": request.file_name, "most": memory // 1_000_000})
    fault = machine_fault(error, work)
    if fault:
        return Refused(f"store.{fault.problem}", dict(fault.params))
    return Refused("reader.crashed", {"file": request.file_name})


def _own_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The pipes to the other process, out of the way of everything that reads standard input or prints."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return requests, replies


def _limit(memory: int, size: int) -> None:
    """What this process may take for a file of this size, which it may map into memory twice; not on Windows."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        most = memory + _LARGEST_MAPPING
        resource.setrlimit(resource.RLIMIT_AS, (min(memory + 2 * size, most), most))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
