"""Do the amounts tie? The plan as one sum, and every tie with both sides and the difference."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from pokdash.domain.checks import Check, tally
from pokdash.domain.position import Figures
from pokdash.domain.provenance import Kind
from pokdash.ui import parts, provenance, session
from pokdash.ui.cached import Facts
from pokdash.ui.say import say, say_count, words


@dataclass(frozen=True, slots=True)
class SumPart:
    """An amount in the sum of the plan, with its label and kind."""

    label: str
    figures: Figures
    scope: str
    kind: Kind


def name(check: Check) -> str:
    """What a check compares, in words."""
    if check.name is not None:
        return words(check.name)
    return say(f"check.{check.key}", **check.params)


def plan_as_sum(known: Facts) -> None:
    """The total and its groups, each amount with its kind and its quoted words."""
    plan, position = known.plan, known.position
    label = say(f"kpi.total_{plan.money}")
    items = [SumPart(label, position.total, session.TOTAL, provenance.allocated_kind(known, session.TOTAL))]
    if len(position.groups) > 1:
        for own, group in zip(plan.groups, position.groups, strict=True):
            kind = provenance.allocated_kind(known, group.code)
            items.append(SumPart(words(own.name), group.figures, group.code, kind))
    explained = [(item, provenance.allocated(known, item.scope)) for item in items]
    parts.html("plan_sum.html", items=explained)


def _verdict(checks: tuple[Check, ...]) -> str:
    """How many sums are right or wrong, and how many cannot be verified because their amounts are unknown."""
    counted = tally(checks)
    verdict = (
        say_count("reconciliation.wrong", counted.wrong, all=counted.compared)
        if counted.wrong
        else say_count("reconciliation.right", counted.compared)
    )
    return f"{verdict} {say_count('reconciliation.unknown', counted.unknown)}" if counted.unknown else verdict


def draw(known: Facts) -> None:
    """Every tie with left, right and difference, and a download of them."""
    parts.html("heading.html", level=2, title=say("reconciliation.title"), note=_verdict(known.checks))
    parts.html("reconciliation.html", checks=[(name(check), check) for check in known.checks])
    columns = [say(f"reconciliation.{column}") for column in ("name", "left_side", "right_side", "difference")]
    rows: list[list[parts.Cell]] = [[name(c), c.left, c.right, c.difference] for c in known.checks]
    with st.container(key="sums-download"):
        file = f"{known.plan.id}-{known.position.as_of}-{say('file.sums')}"
        parts.download(file, columns, rows, example=known.position.example)
    parts.html("heading.html", level=None, title="", note=say("reconciliation.note"))
