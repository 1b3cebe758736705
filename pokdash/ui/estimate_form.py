"""Eigen verwachting: what an adviser expects of a line, with a range, where no pace can be measured."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from pokdash import intake
from pokdash.domain.actor import Action, Actor
from pokdash.domain.plan_changes import Estimate
from pokdash.domain.register import Register
from pokdash.texts import typed_amount
from pokdash.ui import parts, recording, take_back
from pokdash.ui.cached import Facts
from pokdash.ui.phasing_scope import lines_of
from pokdash.ui.say import euro, language, say

_NAMES = ("low", "likely", "high")


def draw(known: Facts, actor: Actor, carry_out: recording.CarryOut) -> None:
    """What is expected of a line now and by which method; a form for who may record. Nothing of a group."""
    lines = lines_of(known)
    if len(lines) > 1:
        return
    line = known.position.line(lines[0].code)
    with st.container(key="estimate"):
        parts.html("heading.html", level=2, title=say("estimate.title", name=line.name), note="")
        parts.html("heading.html", level=None, title="", note=say(f"forecast_why.{line.expected.why}"))
        if actor.may(Action.RECORD):
            with st.expander(say("estimate.open"), key="estimate-form"):
                _form(known, line.code, actor, carry_out)
        recorded = take_back.recorded(known, Register.ESTIMATE)
        take_back.draw(Register.ESTIMATE, {line.code: line.name} if line.code in recorded else {}, actor, carry_out)


def _form(known: Facts, line: str, actor: Actor, carry_out: recording.CarryOut) -> None:
    key = f"estimate-{known.plan.id}-{line}"
    before = next((one for one in known.plan.estimates if one.line == line), None)
    with st.container(key=f"{key}-fields", horizontal=True):
        written = {
            name: str(
                st.text_input(
                    say(f"estimate.{name}"),
                    value="" if before is None else euro(getattr(before, name)),
                    key=f"{key}-{name}",
                )
            )
            for name in _NAMES
        }
    reason = recording.why(key)
    amounts = [typed_amount(written[name], language()) for name in _NAMES]
    wrong = _wrong(list(written.values()), amounts)
    if wrong:
        parts.message("warning", wrong)
    low, likely, high = (amount or Decimal(0) for amount in amounts)
    ready = not wrong and None not in amounts
    made = Estimate(
        line=line,
        low=max(Decimal(0), low),
        likely=max(Decimal(0), likely),
        high=max(Decimal(0), high),
        assumption=recording.backing(actor, reason or say("phasing.draft")).assumption,
    )
    seen = recording.seen(known.version.entries, Register.ESTIMATE, line)
    wanted = [intake.Wanted(made, reason, seen=seen)] if ready and reason else []
    recording.save(say("estimate.save"), f"{key}-button", wanted, carry_out)


def _wrong(written: list[str], amounts: list[Decimal | None]) -> str:
    """What is wrong with what was filled in; '' for nothing."""
    unread = [one for one, amount in zip(written, amounts, strict=True) if one.strip() and amount is None]
    if unread:
        return say("phasing.unread", found=unread[0])
    known = [amount for amount in amounts if amount is not None]
    if len(known) == len(amounts) and (known != sorted(known) or known[0] < 0):
        return say("estimate.order")
    return ""
