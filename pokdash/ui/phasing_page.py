"""Fasering: how an amount or that of a group goes over the months, what that changes on screen, and who said so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import streamlit as st

from pokdash import intake
from pokdash.domain.actor import Action, Actor
from pokdash.domain.budget import BudgetPart, phased_months
from pokdash.domain.money import ZERO, known_total
from pokdash.domain.month import parsed_month
from pokdash.domain.phasing import outside_period
from pokdash.domain.phasing_sums import amended, divisions
from pokdash.domain.plan_changes import Phasing, PhasingStanding
from pokdash.domain.recordable import phasings
from pokdash.domain.register import Register
from pokdash.ui import parts, phasing_effect, phasing_typed, recording, session
from pokdash.ui.cached import Facts
from pokdash.ui.phasing_scope import lines_of, name_of, parts_of, scope_of
from pokdash.ui.say import listed, say, words


def heading(known: Facts) -> None:
    """Which amount there is to divide, and that without a decision it is an assumption."""
    amount = known_total(part.allocated for part in parts_of(known, known.plan))
    question = say("phasing.question", amount=amount, name=name_of(known))
    parts.html("lead.html", sentence=question, lines=[say("phasing.no_decision")])


def draw(known: Facts, actor: Actor, carry_out: recording.CarryOut) -> None:
    """The choices, whether the amounts add up, the months as a chart, the effect, and saving it."""
    now = parts_of(known, known.plan)
    _choose_lines(known)
    months = phased_months(now)
    if months is None:
        parts.message("info", say("phasing.no_months"))
        months = known.plan.first_year * 12, known.plan.last_year * 12 + 11
    typed = phasing_typed.choose(known.plan, scope_of(known), {part.year for part in now}, months)
    if typed.months is None:
        parts.message("warning", typed.wrong)
        return
    amounts = {line.code: _known(_amended(now, line.code)) for line in lines_of(known)}
    new = phasings(amounts, typed.months, recording.backing(actor, say("phasing.draft")))
    tied = _check(new, now) and _inside(known, new, now)
    others = [one for one in known.plan.phasings if one.line not in amounts]
    plan = known.plan.model_copy(update={"phasings": (*others, *new)})
    if tied:
        phasing_effect.months(known, parts_of(known, plan), now)
        phasing_effect.effect(known, plan)
    if actor.may(Action.RECORD):
        _save(known, new, actor, carry_out, tied=tied)


def _amended(now: Sequence[BudgetPart], line: str) -> dict[int | None, Decimal | None]:
    return amended(part for part in now if part.line == line)


def _choose_lines(known: Facts) -> None:
    """One line, or the lines of a group together."""
    names = {line.code: line.name for line in known.plan.lines}
    for group in known.plan.groups:
        if len(known.plan.lines_of(group.code)) > 1:
            names[group.code] = say("phasing.together", name=words(group.label))
    st.session_state["phasing_line"] = scope_of(known)
    st.selectbox(
        say("phasing.line"),
        list(names),
        format_func=names.__getitem__,
        key="phasing_line",
        on_change=lambda: session.choose(line=st.session_state["phasing_line"]),
    )


def _check(new: Sequence[Phasing], now: Sequence[BudgetPart]) -> bool:
    """Say whether amounts of one's own add up to what there is; True where they do."""
    given = [one for one in new if one.amounts]
    if not given:
        return True
    left = [part.left for one in given for part in divisions(one, _amended(now, one.line))]
    if all(one == 0 for one in left):
        parts.message("info", say("phasing.ties", amount=known_total(part.allocated for part in now)))
        return True
    missing = sum((one for one in left if one is not None), Decimal(0))
    key = "phasing.too_little" if missing > 0 else "phasing.too_much" if missing < 0 else "phasing.years_differ"
    parts.message("warning", say(key, amount=abs(missing)))
    return False


def _known(amounts: Mapping[int | None, Decimal | None]) -> dict[int | None, Decimal]:
    return {year: amount or ZERO for year, amount in amounts.items()}


def _inside(known: Facts, new: Sequence[Phasing], now: Sequence[BudgetPart]) -> bool:
    """Whether no line gets months outside the period of its document; months that a group adds are said too."""
    lines = {line.code: line for line in lines_of(known)}
    outside = [lines[one.line].name for one in new if outside_period(lines[one.line], one)]
    if outside:
        parts.message("warning", say("phasing.outside", names=listed(outside)))
    wider = [lines[one.line].name for one in new if len(lines) > 1 and _beyond(one, now)]
    if wider and not outside:
        parts.message("info", say("phasing.wider", names=listed(wider)))
    return not outside


def _beyond(new: Phasing, now: Sequence[BudgetPart]) -> bool:
    months = phased_months([part for part in now if part.line == new.line])
    first, last = parsed_month(new.first_month), parsed_month(new.last_month)
    return months is not None and (first < months[0] or last > months[1])


def _save(known: Facts, new: Sequence[Phasing], actor: Actor, carry_out: recording.CarryOut, *, tied: bool) -> None:
    """Why, and by which decision; saved as an assumption, or as adopted where a decision is chosen."""
    key = f"phasing-save-{known.plan.id}-{scope_of(known)}"
    with st.container(key="phasing-save"):
        decision = recording.decision(known.plan, key)
        place, quote = recording.words(key) if decision else ("", "")
        reason = recording.why(key)
        made = recording.backing(actor, reason or say("phasing.draft"), decision, place, quote)
        kind = PhasingStanding.ADOPTED if decision else PhasingStanding.ASSUMPTION
        update = {"assumption": made.assumption, "decision": decision, "source": made.source, "kind": kind}
        wanted = [
            intake.Wanted(
                one.model_copy(update=update),
                reason,
                seen=recording.seen(known.version.entries, Register.PHASING, one.line),
            )
            for one in new
        ]
        ready = wanted if tied and reason else []
        recording.save(say(f"phasing.save_{kind}"), f"{key}-button", ready, carry_out, primary=True)
        told = say("phasing.reason_first") if tied and not reason else say("phasing.saved_as", name=actor.name)
        parts.html("heading.html", level=None, title="", note=told)
