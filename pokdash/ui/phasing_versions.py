"""Eerdere faseringen: every phasing of a line so far, and taking one back."""

from __future__ import annotations

from pokdash.domain.actor import Actor
from pokdash.domain.phasing import own_assumption, phasings_of
from pokdash.domain.plan import Line
from pokdash.domain.plan_changes import Phasing
from pokdash.domain.register import Register
from pokdash.ui import parts, recording, take_back
from pokdash.ui.cached import Facts
from pokdash.ui.phasing_scope import lines_of
from pokdash.ui.say import date, say, words


def draw(known: Facts, actor: Actor, carry_out: recording.CarryOut) -> None:
    """Every phasing of a line so far: kind, who, when and why; old ones stay. Taking back is for all the lines."""
    if len(lines_of(known)) == 1:
        _versions_of(known, lines_of(known)[0])
    recorded = take_back.recorded(known, Register.PHASING)
    names = {line.code: line.name for line in lines_of(known) if line.code in recorded}
    take_back.draw(Register.PHASING, names, actor, carry_out)


def _versions_of(known: Facts, line: Line) -> None:
    filed = known.version.filed.model_copy()
    rows = [_row(say("phasing.of_plan"), one) for one in phasings_of(filed, line)]
    if ours := own_assumption(filed, line):
        kind = say("phasing_kind.assumption")
        rows = [[say("phasing.of_plan"), kind, say("explain.assumed", who=ours.who, on=ours.on, why=say(ours.why))]]
    for entry in known.version.entries:
        if (entry.register, entry.name) == (Register.PHASING, line.code):
            if isinstance(entry.record, Phasing):
                rows.append(_row(str(entry.version), entry.record))
            else:
                day = date(entry.recorded_at.astimezone().date())
                told = say("phasing.taken_back", who=entry.actor_name, on=day, why=entry.reason)
                rows.append([str(entry.version), "", told])
    columns = [say(f"phasing.column_{name}") for name in ("version", "kind", "who")]
    parts.html(
        "heading.html", level=2, title=say("phasing.versions", name=line.name), note=say("phasing.versions_stay")
    )
    shown: list[list[parts.Cell]] = [list(row) for row in reversed(rows)]
    parts.html("table.html", caption=say("phasing.versions", name=line.name), table=parts.Table(columns, shown))


def _row(version: str, one: Phasing) -> list[str]:
    made = one.assumption
    told = say("explain.assumed", who=made.who, on=made.on, why=words(made.why))
    if one.decision:
        told = f"{told}; {say('explain.decided', decision=one.decision)}"
    kind = f"{say(f'phasing_kind.{one.kind}')}: {say(f'phasing_method.{one.method}')}"
    return [version, kind, told]
