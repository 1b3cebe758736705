"""The command that writes the whole ledger to a file."""

from __future__ import annotations

import argparse

from pokdash import intake
from pokdash.cli.changing import refused
from pokdash.cli.desk import Desk


def export_ledger(args: argparse.Namespace, desk: Desk) -> int:
    """Write the live bookings of one plan, or of all, to a CSV, XLSX or Parquet file."""
    if (snapshot := desk.opened()) is None or (args.plan and not desk.knows(snapshot, args.plan)):
        return 1
    outcome = intake.export_ledger(snapshot, args.file, args.plan, args.as_of, args.shown_on)
    if isinstance(outcome, intake.Refused):
        return refused(outcome, desk)
    for one in outcome:
        desk.speech.tell("cli.export.done", file=one.path, plans=", ".join(one.plans), count=one.bookings)
    return 0
