"""Overheveling: the register of money that goes to another year, what a closed year still has, and adding to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from pokdash import intake
from pokdash.domain.actor import Action, Actor
from pokdash.domain.carry_over import counts
from pokdash.domain.money import known_total
from pokdash.domain.plan_changes import CarryOver, CarryOverStatus
from pokdash.domain.provenance import Words
from pokdash.domain.recordable import Backing
from pokdash.domain.register import Register, carry_over_register
from pokdash.domain.year_panel import YearPanel, are_divided
from pokdash.texts import typed_amount
from pokdash.ui import parts, recording, take_back
from pokdash.ui.cached import Facts
from pokdash.ui.say import date, euro, language, say, words

_UNKNOWN = "unknown"


def draw(known: Facts, panels: Sequence[YearPanel], actor: Actor, carry_out: recording.CarryOut) -> None:
    """Every carry-over with its status, the sum of each closed year, and forms for who may record."""
    register = carry_over_register(known.version.filed, known.version.entries)
    with st.container(key="carry-over"):
        parts.html("heading.html", level=2, title=say("carrying.title"), note=say("carrying.note"))
        parts.html("carry_over_register.html", rows=[_row(name, one) for name, one in register.items()])
        for panel in panels if are_divided(known.plan, panels) else ():
            if panel.closed and panel.own_remaining:
                _year(panel, known.position.as_of)
        if not any(one.deadline for one in register.values()):
            parts.html("heading.html", level=None, title="", note=say("carrying.no_rule"))
        if actor.may(Action.RECORD):
            with st.expander(say("carrying.add"), key="carrying-add"):
                _add(known, actor, carry_out)
            if register:
                with st.expander(say("carrying.decide"), key="carrying-decide"):
                    _decide(known, register, actor, carry_out)
        names = {name: name for name in take_back.recorded(known, Register.CARRY_OVER)}
        take_back.draw(Register.CARRY_OVER, names, actor, carry_out)


def _row(name: str, one: CarryOver) -> dict[str, object]:
    status = _UNKNOWN if one.amount.value is None and one.status != CarryOverStatus.LAPSED else one.status.value
    told = [one.decision or "", date(one.decided_on) if one.decided_on else ""]
    if one.conditional:
        told.append(say("carrying.conditional", condition=words(one.condition) if one.condition else ""))
    elif one.status == CarryOverStatus.DECIDED:
        told.append(say("carrying.firm"))
    told.append(say("carry_over.deadline", on=one.deadline) if one.deadline else "")
    quote = one.amount.source.quote if one.amount.source else ""
    return {"name": name, "one": one, "status": status, "told": [part for part in told if part], "quote": quote}


def _year(panel: YearPanel, as_of: dt.date) -> None:
    """What is left of the money of a closed year, and which part of that somebody proposes to carry over."""
    left = panel.own_remaining or Decimal(0)
    decided = any(counts(one, as_of) for one in panel.leaving)
    proposed = [one.amount.value for one in panel.leaving if one.status == CarryOverStatus.PROPOSED]
    sentence = say("carrying.year_left" if left > 0 else "carrying.year_short", year=str(panel.year), amount=abs(left))
    rows: list[tuple[str, Decimal | None]] = []
    if None in proposed:
        rows = [(say("carrying.proposed"), None)]
    elif proposed:
        rest = left - (known_total(proposed) or Decimal(0))
        rows = [(say("carrying.proposed"), known_total(proposed))]
        rows.append((say("carrying.not_proposed" if rest * left >= 0 else "carrying.more_proposed"), rest))
    undecided = say("years.undecided_rest" if decided else "years.undecided")
    parts.html("carry_over_year.html", sentence=sentence, rows=rows, total=left, undecided=undecided)


def _add(known: Facts, actor: Actor, carry_out: recording.CarryOut) -> None:
    key = recording.fresh("carrying-add")
    years = range(known.plan.first_year - 1, known.plan.last_year + 2)
    with st.container(key="carrying-years", horizontal=True):
        start = st.selectbox(say("carrying.from"), years, index=1, key=f"{key}-from")
        end = st.selectbox(say("carrying.to"), years, index=2, key=f"{key}-to")
    names = {"": say("part.total"), **{line.code: line.name for line in known.plan.lines}}
    line = st.selectbox(say("carrying.line"), list(names), format_func=names.__getitem__, key=f"{key}-line")
    written = st.text_input(say("carrying.amount"), key=f"{key}-amount")
    record = CarryOver(
        from_year=start,
        to_year=end,
        amount=recording.backing(actor, say("phasing.draft")).amount(None),
        status=CarryOverStatus.PROPOSED,
        line=line or None,
    )
    _finish(known, record, written, key, actor, carry_out)


def _decide(known: Facts, register: dict[str, CarryOver], actor: Actor, carry_out: recording.CarryOut) -> None:
    name = st.selectbox(say("carrying.which"), list(register), key=recording.fresh("carrying-which"))
    before = register[name]
    amount = "" if before.amount.value is None else euro(before.amount.value)
    written = st.text_input(say("carrying.amount"), value=amount, key=recording.fresh(f"carrying-amount-{name}"))
    _finish(known, before, written, recording.fresh(f"carrying-decide-{name}"), actor, carry_out, name)


def _finish(  # noqa: PLR0913, PLR0917 - what a carry-over needs
    known: Facts,
    record: CarryOver,
    written: str,
    key: str,
    actor: Actor,
    carry_out: recording.CarryOut,
    name: str | None = None,
) -> None:
    """Status, condition, deadline, decision and reason; then the button."""
    statuses = [status.value for status in CarryOverStatus]
    status = st.segmented_control(
        say("carrying.status"), statuses, default=record.status.value, key=f"{key}-status", required=True,
        format_func=lambda one: say(f"carry_over_status.{one}"),
    )  # fmt: skip
    before = words(record.condition) if record.condition else ""
    condition = str(st.text_input(say("carrying.condition"), before, key=f"{key}-condition")).strip()
    deadline = recording.day("carrying.deadline", f"{key}-deadline", record.deadline)
    decision = recording.decision(known.plan, key)
    place, quote = recording.words(key) if decision else ("", "")
    decided_on = (
        st.date_input(say("carrying.decided_on"), None, format="DD-MM-YYYY", key=f"{key}-on") if decision else None
    )
    reason = recording.why(key)
    amount = typed_amount(written, language()) if written.strip() else None
    unread = bool(written.strip()) and amount is None
    backing = recording.backing(actor, reason or say("phasing.draft"), decision, place, quote)
    changed = record.model_copy(
        update={
            "amount": record.amount if _kept(record, amount, decision, backing) else backing.amount(amount),
            "status": CarryOverStatus(status or record.status),
            "conditional": bool(condition),
            "condition": record.condition if condition == before else Words(nl=condition) if condition else None,
            "deadline": deadline,
            "decision": decision or record.decision,
            "decided_on": decided_on or record.decided_on,
        }
    )
    seen = recording.seen(known.version.entries, Register.CARRY_OVER, name) if name else None
    if unread:
        parts.message("warning", say("phasing.unread", found=written))
    wanted = [] if unread or not reason else [intake.Wanted(changed, reason, name, seen=seen)]
    recording.save(say("carrying.save"), f"{key}-button", wanted, carry_out)


def _kept(record: CarryOver, amount: Decimal | None, decision: str | None, backing: Backing) -> bool:
    """Whether the amount stays as it was, with its own source: not where another decision says it."""
    same_decision = decision is None or decision == record.decision
    return amount == record.amount.value and same_decision and backing.source is None
