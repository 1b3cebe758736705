"""The commands that only look: plans, position, check."""

from __future__ import annotations

import argparse

from pokdash.cli import as_json
from pokdash.cli.desk import Desk
from pokdash.cli.position_text import position_text
from pokdash.cli.table import text_table
from pokdash.domain.checks import Check, checks, tally
from pokdash.domain.measure import default_as_of, position
from pokdash.store import Snapshot, queries


def plans(args: argparse.Namespace, desk: Desk) -> int:
    """List the plans that are loaded."""
    if (snapshot := desk.opened()) is None:
        return 1
    versions = [queries.plan_version(snapshot, plan_id) for plan_id in queries.plan_ids(snapshot)]
    found = [version.plan for version in versions if version is not None]
    if args.json:
        print(as_json.written(as_json.plans_content(found)))
        return 0
    say = desk.speech.say
    header = [say(f"cli.plans.{name}") for name in ("id", "municipality", "title", "years", "total")]
    rows = [
        [
            plan.id,
            plan.municipality,
            plan.title,
            f"{plan.first_year}-{plan.last_year}",
            desk.speech.amount(plan.total.value),
        ]
        for plan in found
    ]
    print(text_table(header, rows, right=[4]))
    return 0


def show_position(args: argparse.Namespace, desk: Desk) -> int:
    """Show all figures of one plan at a reference date, now or as they were shown on an earlier moment."""
    if (snapshot := desk.opened()) is None or not desk.knows(snapshot, args.plan):
        return 1
    version = queries.plan_version(snapshot, args.plan, args.shown_on)
    if version is None:
        return desk.speech.refuse("cli.not_loaded_then", plan=args.plan, moment=args.shown_on)
    then = args.shown_on or desk.now
    as_of = args.as_of or default_as_of(queries.coverage(snapshot, args.plan, args.shown_on), then.astimezone().date())
    ledger = queries.ledger(snapshot, args.plan, as_of, args.shown_on)
    measured = position(version.plan, version.version, ledger, as_of)
    if args.json:
        print(as_json.written(as_json.position_content(measured, desk.speech)))
    else:
        print(position_text(version.plan, measured, desk.speech))
    return 0


def check(args: argparse.Namespace, desk: Desk) -> int:
    """Compare every two sums that must be equal; exit status 1 when a pair is not."""
    if (snapshot := desk.opened()) is None or (args.plan and not desk.knows(snapshot, args.plan)):
        return 1
    wanted = (args.plan,) if args.plan else queries.plan_ids(snapshot)
    found = {plan_id: _checks(snapshot, plan_id, desk) for plan_id in wanted}
    if args.json:
        content = [
            entry for plan_id, made in found.items() for entry in as_json.checks_content(plan_id, made, desk.speech)
        ]
        print(as_json.written(content))
    else:
        _tell_checks(found, desk)
    return 0 if all(one.ok for made in found.values() for one in made) else 1


def _checks(snapshot: Snapshot, plan_id: str, desk: Desk) -> tuple[Check, ...]:
    version = queries.plan_version(snapshot, plan_id)
    if version is None:
        return ()
    as_of = default_as_of(queries.coverage(snapshot, plan_id), desk.now.astimezone().date())
    ledger = queries.ledger(snapshot, plan_id, as_of)
    return checks(version.plan, position(version.plan, version.version, ledger, as_of), ledger)


def _tell_checks(found: dict[str, tuple[Check, ...]], desk: Desk) -> None:
    speech = desk.speech
    rows = [
        [
            plan_id,
            as_json.check_name(one, speech),
            *(speech.amount(side) for side in (one.left, one.right, one.difference)),
            speech.say(_outcome(one)),
        ]
        for plan_id, made in found.items()
        for one in made
    ]
    header = [speech.say(f"cli.check.{name}") for name in ("plan", "name", "left", "right", "difference", "outcome")]
    print(text_table(header, rows, right=[2, 3, 4]))
    counted = tally([one for made in found.values() for one in made])
    if counted.wrong:
        print(speech.counted("reconciliation.wrong", counted.wrong, all=counted.compared))
    else:
        print(speech.counted("reconciliation.right", counted.compared))
    if counted.unknown:
        print(speech.counted("reconciliation.unknown", counted.unknown))


def _outcome(check: Check) -> str:
    """The text key of what a check showed; two unknown sides show nothing."""
    if not check.verifiable:
        return "reconciliation.not_verifiable"
    return "cli.check.ok" if check.ok else "cli.check.wrong"
