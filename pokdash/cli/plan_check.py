"""The command that checks a plan folder without loading it: `plans check FOLDER`."""

from __future__ import annotations

import argparse

from pokdash.cli.desk import Desk
from pokdash.cli.problems import plan_problems_text
from pokdash.intake import read_folder


def check_folder(args: argparse.Namespace, desk: Desk) -> int:
    """Read a plan folder and say what is wrong with it, if anything; exit status 1 when something is."""
    speech, folder = desk.speech, args.folder
    if not folder.is_dir():
        return speech.refuse("cli.plan_check.no_folder", folder=folder)
    reading, _ = read_folder(folder)
    if reading.plan is None:
        speech.refuse("cli.plan_check.wrong", folder=folder)
        speech.complain(plan_problems_text(((str(folder), problem) for problem in reading.problems), speech))
        return 1
    plan = reading.plan
    speech.tell(
        "cli.plan_check.ok",
        folder=folder,
        plan=plan.id,
        municipality=plan.municipality,
        lines=len(plan.lines),
        total=plan.total.value,
    )
    return 0
