"""A writer process for the tests that kill it: imports one small file after another and tells what it did on stdout.

Run as `ledger_writer.py HOME FIRST [STEP]`; at step STEP it waits to be killed.
"""

from __future__ import annotations

import logging
import sys
import time
from pathlib import Path

from intake_home import imported
from ledger_files import file, rows

from pokdash import intake


def tell(what: str) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


class Telling(logging.Handler):
    """Hears of every step of a publication, and waits at one of them."""

    def __init__(self, stop_at: str | None) -> None:
        super().__init__()
        self._stop_at = stop_at

    def emit(self, record: logging.LogRecord) -> None:
        if record.getMessage() == self._stop_at:
            tell("waiting")
            time.sleep(60)


def main(place: str, first: str, stop_at: str | None = None) -> None:
    home = intake.Home(Path(place))
    log = logging.getLogger("pokdash.store.publishing")
    log.setLevel(logging.DEBUG)
    log.propagate = False
    tell("ready")
    number = int(first)
    while True:
        if number == int(first) + 1:
            log.addHandler(Telling(stop_at))
        imported(home, file(rows("1,00", "0,10", start=2 * number)), number)
        tell("done")
        number += 1


if __name__ == "__main__":
    main(*sys.argv[1:])
