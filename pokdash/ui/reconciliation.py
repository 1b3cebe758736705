"""Do the amounts tie? The plan as one sum, and every tie with both sides and the difference."""

from __future__ import annotations

import streamlit as st

from pokdash.domain.checks import Check
from pokdash.ui import parts, provenance, session
from pokdash.ui.cached import Facts
from pokdash.ui.say import say, say_count, words


def name(check: Check) -> str:
    """What a check compares, in words."""
    if check.name is not None:
        return words(check.name)
    return say(f"check.{check.key}", **check.params)


def plan_as_sum(known: Facts) -> None:
    """The total and its groups, each amount with its kind and its quoted words."""
    total = known.position.total
    items = [
        (say(f"kpi.total_{known.plan.money}"), total, session.TOTAL, provenance.allocated(known.plan, session.TOTAL))
    ]
    if len(known.position.groups) > 1:
        for own, group in zip(known.plan.groups, known.position.groups, strict=True):
            items.append((words(own.name), group.figures, group.code, provenance.allocated(known.plan, group.code)))
    parts.html("plan_sum.html", items=items, plan=known.plan)


def draw(known: Facts) -> None:
    """Every tie with left, right and difference, and a download of them."""
    wrong = [check for check in known.checks if not check.ok]
    title = (
        say("reconciliation.wrong", wrong=len(wrong), count=len(known.checks))
        if wrong
        else say_count("reconciliation.right", len(known.checks))
    )
    parts.html("heading.html", level=2, title=say("reconciliation.title"), note=title)
    parts.html("reconciliation.html", checks=[(name(check), check) for check in known.checks])
    columns = [say(f"reconciliation.{column}") for column in ("name", "left_side", "right_side", "difference")]
    rows: list[list[parts.Cell]] = [[name(c), c.left, c.right, c.difference] for c in known.checks]
    with st.container(key="sums-download"):
        parts.download(f"{known.plan.id}-{known.position.as_of}-sommen", columns, rows)
    parts.html("heading.html", level=None, title="", note=say("reconciliation.note"))
