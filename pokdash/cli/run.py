"""One run of the command line: read what was typed, do it, and give the exit status."""

from __future__ import annotations

import datetime as dt
import io
import os
import sys
from collections.abc import Sequence

from pokdash.cli import batches, changing, reading
from pokdash.cli.arguments import language_of, parser
from pokdash.cli.desk import Command, Desk
from pokdash.cli.exporting import export_ledger
from pokdash.cli.plan_check import check_folder
from pokdash.cli.serving import serve
from pokdash.cli.speech import Speech
from pokdash.intake import Home
from pokdash.store import UnreadablePlanError, VerificationError
from pokdash.store.snapshot import DamagedSnapshotError

COMMANDS: dict[str, Command] = {
    "init": changing.initialise,
    "serve": serve,
    "plans": reading.plans,
    "plans check": check_folder,
    "examples remove": changing.remove_examples,
    "import": changing.import_file,
    "batches": batches.batches,
    "batches rejected": batches.rejected,
    "batches undo": changing.undo,
    "batches redo": changing.redo,
    "export ledger": export_ledger,
    "position": reading.show_position,
    "check": reading.check,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; exit status 0 done, 1 refused or a check that fails, 2 a command that cannot be read."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8")  # JSON in a file or a pipe, also where the machine prefers another one
    words = sys.argv[1:] if argv is None else argv
    speech = Speech(language_of(words))
    args = parser(speech.language).parse_args(words)
    try:
        status = COMMANDS[args.command](args, Desk(Home.from_environment(), speech, dt.datetime.now(dt.UTC)))
        sys.stdout.flush()
    except BrokenPipeError:  # who reads has seen enough: `position … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except UnreadablePlanError:
        return speech.refuse("store.plan_unreadable")
    except (DamagedSnapshotError, VerificationError) as error:
        return speech.refuse("cli.store_fault", error=error)
    except OSError as error:
        return speech.refuse("cli.broken_machine", error=error)
    except KeyboardInterrupt:
        return 130
    return status
