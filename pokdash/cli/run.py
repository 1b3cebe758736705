"""One run of the command line: read what was typed, do it, and give the exit status."""

from __future__ import annotations

import datetime as dt
import io
import os
import sys
from collections.abc import Sequence

from pokdash.cli import (
    backtesting,
    batches,
    burning_down,
    changing,
    forecasting,
    importing,
    plan_differences,
    profiles,
    reading,
    recording,
    registers,
    scenarios,
)
from pokdash.cli.arguments import language_of, parser
from pokdash.cli.desk import Command, Desk
from pokdash.cli.exporting import export_ledger
from pokdash.cli.import_outcome import REFUSED
from pokdash.cli.plan_check import check_folder
from pokdash.cli.serving import serve
from pokdash.cli.speech import Speech
from pokdash.domain.register import Register
from pokdash.intake import Home
from pokdash.store import UnreadablePlanError, VerificationError
from pokdash.store.snapshot import DamagedSnapshotError

COMMANDS: dict[str, Command] = {
    "init": changing.initialise,
    "serve": serve,
    "plans": reading.plans,
    "plans check": check_folder,
    "plans diff": plan_differences.show_differences,
    "examples remove": changing.remove_examples,
    "inspect": importing.inspect,
    "import": importing.import_file,
    "profiles": profiles.profiles,
    "profiles show": profiles.show,
    "profiles export": profiles.export,
    "profiles import": profiles.take_in,
    "profiles remove": profiles.remove,
    "batches": batches.batches,
    "batches rejected": batches.rejected,
    "batches undo": changing.undo,
    "batches redo": changing.redo,
    "export ledger": export_ledger,
    "position": reading.show_position,
    "burn-down": burning_down.show_burn_down,
    "forecast": forecasting.show_forecast,
    "forecast set": recording.recorder(recording.estimate, "cli.forecast.recorded"),
    "forecast remove": recording.recorder(recording.taken_back(Register.ESTIMATE), "cli.forecast.taken_back"),
    "backtest": backtesting.show_backtest,
    "check": reading.check,
    "phasing": registers.phasing,
    "phasing set": recording.recorder(recording.phasing, "cli.phasing.recorded"),
    "phasing remove": recording.recorder(recording.taken_back(Register.PHASING), "cli.phasing.taken_back"),
    "carry-over": registers.carry_over,
    "carry-over add": recording.recorder(recording.carry_over, "cli.carry_over.recorded"),
    "carry-over change": recording.recorder(recording.changed_carry_over, "cli.carry_over.recorded"),
    "carry-over remove": recording.recorder(recording.taken_back(Register.CARRY_OVER), "cli.carry_over.taken_back"),
    "amend": registers.amend,
    "amend add": recording.recorder(recording.amendment, "cli.amend.recorded"),
    "amend remove": recording.recorder(recording.taken_back(Register.AMENDMENT), "cli.amend.taken_back"),
    "scenario list": scenarios.show_list,
    "scenario show": scenarios.show,
    "scenario apply": scenarios.apply,
    "scenario compare": scenarios.compare,
    "scenario export": scenarios.export,
    "note": registers.note,
    "note add": recording.recorder(recording.note, "cli.note.recorded"),
    "note remove": recording.recorder(recording.taken_back(Register.NOTE), "cli.note.taken_back"),
}

INTERRUPTED = 130
"""Exit status after Ctrl+C."""
_INTERRUPTED_QUERY = "Query interrupted"
"""What DuckDB raises for Ctrl+C while it works."""
_READ_A_FILE = ("inspect", "import")
"""Commands whose refusal has a status of its own."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; exit status 0 done, 1 refused or a check that fails, 2 a command that cannot be read.

    `inspect` and `import` have 3 for refused; `import` has 2 for open questions and wrong rows.
    """
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
    except KeyboardInterrupt:
        speech.refuse("cli.interrupted")
        return INTERRUPTED
    except RuntimeError as error:
        if str(error) != _INTERRUPTED_QUERY:
            raise
        speech.refuse("cli.interrupted")
        return INTERRUPTED
    except (UnreadablePlanError, DamagedSnapshotError, VerificationError, OSError) as error:
        _tell_fault(error, speech)
        return REFUSED if args.command in _READ_A_FILE else 1
    return status


def _tell_fault(error: Exception, speech: Speech) -> None:
    """Say what is wrong with the data or with this machine."""
    if isinstance(error, UnreadablePlanError):
        speech.refuse("store.plan_unreadable")
    else:
        speech.refuse("cli.broken_machine" if isinstance(error, OSError) else "cli.store_fault", error=error)
