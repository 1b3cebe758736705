"""The command that compares two versions of a plan: as it was shown on one moment, and on another one or now."""

from __future__ import annotations

import argparse
from decimal import Decimal

from pokdash.cli import as_json
from pokdash.cli.desk import Desk
from pokdash.cli.speech import Speech
from pokdash.cli.table import text_table
from pokdash.domain.plan_diff import Difference, Value, differences
from pokdash.domain.provenance import Record
from pokdash.figures.difference_words import difference_said
from pokdash.store import queries


def show_differences(args: argparse.Namespace, desk: Desk) -> int:
    """List what differs; nothing to list is said too."""
    if (snapshot := desk.opened()) is None or not desk.knows(snapshot, args.plan):
        return 1
    before = queries.plan_version(snapshot, args.plan, args.from_moment)
    after = queries.plan_version(snapshot, args.plan, args.to_moment)
    if before is None or after is None:
        return desk.speech.refuse("cli.plan_diff.not_yet", plan=args.plan)
    found = differences(before.plan, after.plan)
    if args.json:
        content = {"plan": args.plan, "from_version": before.version, "to_version": after.version}
        print(as_json.written({**content, "differences": [_content(one) for one in found]}))
    elif found:
        header = [desk.speech.say(f"plan_diff.{name}") for name in ("what", "where", "before", "after")]
        print(text_table(header, [_row(one, desk.speech) for one in found]))
    else:
        desk.speech.tell("cli.plan_diff.none")
    return 0


def _content(one: Difference) -> dict[str, object]:
    return {
        "what": one.what,
        "line": one.line,
        "year": one.year,
        "before": _plain(one.before),
        "after": _plain(one.after),
    }


def _plain(value: Value) -> object:
    if isinstance(value, Record):
        return value.model_dump(mode="json", exclude_defaults=True)
    return as_json.amount(value) if isinstance(value, Decimal) else value


def _row(one: Difference, speech: Speech) -> list[str]:
    where = " ".join(str(part) for part in (one.line, one.year) if part is not None)
    said = [difference_said(value, speech.language) for value in (one.before, one.after)]
    return [speech.say(f"plan_diff.{one.what}"), where, *said]
