"""Wijzigingen: what every amount was at first and is now, and recording a change with the sentence that decides it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import streamlit as st

from pokdash import intake
from pokdash.domain.actor import Action, Actor
from pokdash.domain.amended_amounts import AmendedAmount, amended_amounts
from pokdash.domain.plan_changes import Amendment
from pokdash.domain.provenance import Standing
from pokdash.domain.register import Register
from pokdash.texts import typed_amount
from pokdash.ui import parts, recording, session, take_back
from pokdash.ui.amendments import signed
from pokdash.ui.cached import Facts
from pokdash.ui.say import date, language, say

_STANDINGS = (Standing.COUNCIL, Standing.COLLEGE, Standing.PROPOSED)


def draw(known: Facts, actor: Actor, carry_out: recording.CarryOut) -> None:
    """The amounts that changed, and the forms for who may record."""
    amounts = amended_amounts(known.plan, known.ledger.amendments, known.position.as_of)
    with st.container(key="amendments"):
        parts.html("heading.html", level=2, title=say("amending.title"), note=say("amending.note"))
        _changed(known, amounts)
        if actor.may(Action.RECORD):
            with st.expander(say("amending.add"), key="amendment-form"):
                _form(known, amounts, actor, carry_out)
        shown = {
            name: f"{date(record.on)}: {signed(record.delta.value)}, {known.plan.line(record.line).name}"
            for name, record in take_back.recorded(known, Register.AMENDMENT).items()
            if isinstance(record, Amendment)
        }
        take_back.draw(Register.AMENDMENT, shown, actor, carry_out)


def _changed(known: Facts, amounts: Sequence[AmendedAmount]) -> None:
    """At first, on the reference date and with every known change; only amounts that differ somewhere."""
    columns = [say("amending.what"), say("amending.original"), say("amending.amended"), say("amending.current")]
    rows: list[list[parts.Cell]] = [
        [_place(known, one), one.original, one.amended, one.current]
        for one in amounts
        if not one.original == one.amended == one.current
    ]
    if rows:
        parts.html("table.html", caption=say("amending.title"), table=parts.Table(columns, rows))
    else:
        parts.html("heading.html", level=None, title="", note=say("amending.none"))


def _place(known: Facts, of: AmendedAmount) -> str:
    return f"{known.plan.line(of.line).name}, {of.year or say('amending.period')}"


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was filled in; `other` is the amount that gets the opposite change, so that money only moves."""

    of: AmendedAmount
    other: AmendedAmount | None
    delta: Decimal | None
    on: dt.date | None
    decision: str | None
    place: str
    quote: str
    standing: Standing
    reason: str

    @property
    def complete(self) -> bool:
        """Whether everything that a change needs is there."""
        return bool(self.delta and self.on and self.decision and self.quote and self.reason)


def _form(known: Facts, amounts: Sequence[AmendedAmount], actor: Actor, carry_out: recording.CarryOut) -> None:
    key = recording.fresh(f"amending-{known.plan.id}")
    written = _fields(known, amounts, key)
    if written is None:
        return
    wanted = _wanted(written, actor) if written.complete else []
    if written.delta:
        _effect(known, written)
    if not written.complete:
        parts.html("heading.html", level=None, title="", note=say("amending.needs"))
    recording.save(say("amending.save"), f"{key}-button", wanted, carry_out)


def _fields(known: Facts, amounts: Sequence[AmendedAmount], key: str) -> _Typed | None:
    """What is asked, in order; None where the amount cannot be read, which is said."""
    view = session.view().line
    first = next((at for at, one in enumerate(amounts) if one.line == view), 0)
    numbers = range(len(amounts))
    of = st.selectbox(
        say("amending.which"), numbers, first, format_func=lambda at: _place(known, amounts[at]), key=f"{key}-of-{view}"
    )
    typed = str(st.text_input(say("amending.delta"), key=f"{key}-delta"))
    other = st.selectbox(
        say("amending.other"),
        [at for at in numbers if at != of],
        index=None,
        format_func=lambda at: _place(known, amounts[at]),
        key=f"{key}-other",
        placeholder=say("amending.nowhere"),
    )
    on = recording.day("amending.on", f"{key}-on")
    decision = recording.decision(known.plan, key)
    place, quote = recording.words(key)
    standing = st.segmented_control(
        say("amending.standing"), _STANDINGS, default=_STANDINGS[0], key=f"{key}-standing", required=True,
        format_func=lambda one: say(f"standing.{one}"),
    )  # fmt: skip
    reason = recording.why(key)
    delta = typed_amount(typed, language()) if typed.strip() else None
    if typed.strip() and delta is None:
        parts.message("warning", say("phasing.unread", found=typed))
        return None
    chosen = None if other is None else amounts[other]
    return _Typed(amounts[of], chosen, delta, on, decision, place, quote, Standing(standing or _STANDINGS[0]), reason)


def _moved(written: _Typed) -> list[tuple[AmendedAmount, Decimal]]:
    """Each amount that changes, with by how much."""
    delta = written.delta or Decimal(0)
    return [(written.of, delta), *([(written.other, -delta)] if written.other else [])]


def _wanted(written: _Typed, actor: Actor) -> list[intake.Wanted]:
    backing = recording.backing(actor, written.reason, written.decision, written.place, written.quote)
    return [
        intake.Wanted(
            Amendment(
                line=of.line,
                on=written.on or backing.on,
                delta=backing.amount(delta),
                standing=written.standing,
                decision=written.decision or "",
                year=of.year,
            ),
            written.reason,
        )
        for of, delta in _moved(written)
    ]


def _effect(known: Facts, written: _Typed) -> None:
    """What each amount becomes once the change counts, and whether the total of the plan changes with it."""
    columns = [say("amending.effect"), say("phasing.now"), say("phasing.new")]
    rows: list[list[parts.Cell]] = [
        [_place(known, of), of.current, None if of.current is None else of.current + delta]
        for of, delta in _moved(written)
    ]
    note = "" if written.other else say("amending.total_changes", amount=signed(written.delta))
    parts.html("table.html", caption=say("amending.effect"), table=parts.Table(columns, rows, note=note))
