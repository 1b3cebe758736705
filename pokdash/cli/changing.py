"""The commands that change what is counted: init, undo, redo, removing examples. The role decides who may."""

from __future__ import annotations

import argparse

from pokdash import intake
from pokdash.cli.desk import Desk
from pokdash.cli.problems import plan_problems_text, row_problems_table
from pokdash.store import queries

SHOWN_PROBLEMS = 50


def initialise(args: argparse.Namespace, desk: Desk) -> int:
    """Set up the store, load the plans and, for a plan that never had a ledger, its invented one."""
    speech = desk.speech
    outcome = intake.initialise(desk.home, desk.actor(), desk.now, examples=not args.no_examples)
    if isinstance(outcome, intake.Refused):
        return refused(outcome, desk)
    for plan_id, version in outcome.plans.loaded:
        speech.tell("cli.init.loaded", plan=plan_id, version=version)
    for plan_id in outcome.plans.unchanged:
        speech.tell("cli.init.unchanged", plan=plan_id)
    for imported in outcome.examples:
        speech.tell("cli.init.examples", plan=imported.plan, count=imported.rows - imported.duplicates)
    for _, why in outcome.refused:
        refused(why, desk)
    if outcome.plans.problems:
        speech.refuse("cli.init.problems")
        speech.complain(plan_problems_text(outcome.plans.problems, speech))
    speech.tell("cli.init.done", folder=desk.home.path)
    return 1 if outcome.plans.problems or outcome.refused else 0


def undo(args: argparse.Namespace, desk: Desk) -> int:
    """Take an import out of every figure from now on."""
    return _told(intake.undo(desk.home, args.batch, desk.actor(), desk.now, args.why), "cli.batches.was_undone", desk)


def redo(args: argparse.Namespace, desk: Desk) -> int:
    """Put an import back that was undone."""
    return _told(intake.redo(desk.home, args.batch, desk.actor(), desk.now), "cli.batches.was_redone", desk)


def _told(outcome: intake.Changed | intake.Refused, key: str, desk: Desk) -> int:
    if isinstance(outcome, intake.Refused):
        return refused(outcome, desk)
    for batch in outcome.removed_examples:
        desk.speech.tell("cli.batches.made_way", batch=batch)
    for batch in outcome.batches:
        desk.speech.tell(key, batch=batch)
    return 0


def remove_examples(args: argparse.Namespace, desk: Desk) -> int:
    """Take the invented bookings of one plan, or of all, out of every figure."""
    if (snapshot := desk.opened()) is None or (args.plan and not desk.knows(snapshot, args.plan)):
        return 1
    outcome = intake.remove_examples(desk.home, args.plan, desk.actor(), desk.now)
    if isinstance(outcome, intake.Refused):
        return refused(outcome, desk)
    if isinstance(outcome, intake.Unchanged):
        desk.speech.tell("cli.examples.none")
        return 0
    plans = {one.number: one.plan for one in queries.batches(snapshot)}
    desk.speech.tell("cli.examples.removed", plans=", ".join(sorted({plans[number] for number in outcome.batches})))
    return 0


def refused(why: intake.Refused, desk: Desk) -> int:
    """Say on stderr why nothing was changed, with the first of the problems in the file; exit status 1."""
    desk.speech.refuse(why.key, **why.params)
    if why.problems:
        desk.speech.complain(row_problems_table(why.problems[:SHOWN_PROBLEMS], desk.speech))
    if why.problem_count > SHOWN_PROBLEMS:
        desk.speech.refuse("cli.problems.more", shown=SHOWN_PROBLEMS, count=why.problem_count)
    return 1
