"""Wat als with ordinary fields: the same scenario and the same outcome, where the board cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import streamlit as st

from pokdash.domain.month import first_day
from pokdash.domain.scenario import LeftOver, Scenario
from pokdash.domain.scenario_division import Division, undivided
from pokdash.domain.scenario_lines import set_aside
from pokdash.domain.what_if import BaselineLine, Cell, LineOutcome, Outcome, Side
from pokdash.texts import typed_amount
from pokdash.ui import parts, what_if_saving, what_if_state
from pokdash.ui.amendments import signed
from pokdash.ui.cached import Facts, WhatIf
from pokdash.ui.say import about, euro, language, month, say, say_count
from pokdash.ui.what_if_board import end_of, floor_words, line_name
from pokdash.ui.what_if_levers import LONGEST_SOURCE, CourseLevers, Levers, place_key, scenario_of, whole_cents
from pokdash.ui.what_if_scenario import (
    divide,
    in_plan_where_set_aside,
    lines_in_view,
    outcome_in_view,
    tell_misfits,
)

_WRONG = "what_if_wrong_amount"
_LIKE = Decimal("82660.50")
"""How an amount may be typed."""


def draw(known: Facts, whole: WhatIf) -> None:
    """The check and the buttons, the fields of every line, and what comes of it."""
    levers = what_if_state.held(known.plan.id).levers
    scenario = scenario_of(levers)
    fits = tell_misfits(known, whole, scenario)
    _check(outcome_in_view(known, whole, levers, scenario).allocated, scenario)
    _buttons(known, whole, levers)
    _modes(known, whole, levers)
    if asked := st.session_state.pop(_WRONG, None):
        parts.message("warning", asked)
    for one in lines_in_view(known, whole, levers):
        name = line_name(known.plan.line(one.line))
        with st.container(key=f"what-if-plain-{one.line}", horizontal=True):
            for cell in one.cells:
                _amount(known, name, cell, levers)
        with st.expander(f"{name}: {say('what_if.board.unfold')}"):
            _course(known, whole, one, levers)
    if fits:
        _sums(known, whole, levers, scenario)


def _check(divided: Decimal, scenario: Scenario) -> None:
    """The question, and whether the total is right."""
    rest = undivided(scenario)
    if rest:
        check = say(f"what_if.board.{'undivided' if rest > 0 else 'overdivided'}", amount=abs(rest))
    else:
        check = say("what_if.board.right", total=divided)
    parts.html("lead.html", sentence=say("what_if.board.question"), lines=[say("what_if.board.mark"), check])


def _buttons(known: Facts, whole: WhatIf, levers: Levers) -> None:
    """What can be done with all of it."""
    plan, now = known.plan.id, what_if_state.held(known.plan.id)
    rest = bool(undivided(scenario_of(levers)))
    with st.container(key="what-if-plain-buttons", horizontal=True):
        _button(known, "undo", bool(now.past), lambda: what_if_state.undo(plan))
        _button(known, "redo", bool(now.future), lambda: what_if_state.redo(plan))
        _button(known, "by_share", rest, lambda: divide(known, whole, Division.BY_SHARE))
        _button(known, "evenly", rest, lambda: divide(known, whole, Division.EVENLY))
        as_planned = Levers(locked=levers.locked, claims=levers.claims)
        _button(known, "to_plan", now.levers != as_planned, lambda: what_if_state.put(plan, as_planned))
        if what_if_saving.may_save():
            _button(known, "save", now.levers != as_planned and not rest, what_if_saving.ask)


def _modes(known: Facts, whole: WhatIf, levers: Levers) -> None:
    """Within the total, or with more or less money: how much and from where; and which lines are in view."""
    with st.container(key="what-if-plain-modes", horizontal=True):
        _control(
            "more",
            levers.more,
            lambda more: _put(known, **({"more": True} if more else {"more": False, "extra": 0, "source": ""})),
            lambda key, changed: st.radio(
                say("what_if.board.mode"), (False, True), key=key, on_change=changed, format_func=_mode, horizontal=True
            ),
        )
        if levers.more:
            label = say("what_if.board.extra_label")
            extra = signed(Decimal(levers.extra).scaleb(-2))
            _field("what-if-plain-extra", label, extra, lambda found: _put(known, extra=whole_cents(found)))
            _control(
                "source",
                levers.source,
                lambda source: _put(known, source=source),
                lambda key, changed: st.text_input(
                    say("what_if.board.source_label"), key=key, on_change=changed, max_chars=LONGEST_SOURCE
                ),
            )
        if any(set_aside(known.plan, one.line) for one in whole.baseline.lines):
            _claims(known, levers)


def _claims(known: Facts, levers: Levers) -> None:
    _control(
        "claims",
        levers.claims,
        lambda claims: _put(known, claims=claims, **({} if claims else in_plan_where_set_aside(known, levers))),
        lambda key, changed: st.checkbox(say("what_if.board.with_designated"), key=key, on_change=changed),
    )


def _mode(more: bool) -> str:  # noqa: FBT001 - as the radio gives it
    return say(f"what_if.board.{'more_or_less' if more else 'within'}")


def _control(
    name: str, now: Any, take: Callable[[Any], None], draw_it: Callable[[str, Callable[[], None]], object]
) -> None:
    """A control that shows what the levers are now, and changes them."""
    key = f"what-if-plain-{name}"
    st.session_state[key] = now
    draw_it(key, lambda: take(st.session_state[key]))


def _button(known: Facts, name: str, enabled: bool, act: Callable[[], None]) -> None:  # noqa: FBT001 - on or off
    def pressed() -> None:
        act()
        what_if_saving.keep(known)

    st.button(say(f"what_if.board.{name}"), key=f"what-if-plain-{name}", disabled=not enabled, on_click=pressed)


def _put(known: Facts, **changed: Any) -> None:
    what_if_state.put(known.plan.id, what_if_state.held(known.plan.id).levers.model_copy(update=changed))
    what_if_saving.keep(known)


def _field(key: str, label: str, shown: str, take: Callable[[Decimal], None], *, disabled: bool = False) -> None:
    """A field for an exact amount; what is no amount, and nothing at all, is said and changes nothing."""

    def typed() -> None:
        written = str(st.session_state[key]).strip()
        found = typed_amount(written, language())
        if found is not None:
            take(found)
        elif written:
            st.session_state[_WRONG] = say("what_if.wrong_amount", asked=written, like=euro(_LIKE))
        else:
            st.session_state[_WRONG] = f"{label}: {say('what_if.board.not_an_amount')}"

    st.session_state[key] = shown
    st.text_input(label, key=key, on_change=typed, disabled=disabled)


def _amount(known: Facts, name: str, cell: Cell, levers: Levers) -> None:
    """The amount of a cell, and whether it is fixed; nothing to move where it is unknown."""
    key = place_key(cell.line, cell.year)
    label = say("what_if.board.of_year", name=name, year=str(cell.year)) if cell.year else name
    if cell.amount is None:
        parts.html("heading.html", level=None, title="", note=say("what_if.board.unknown_amount", name=label))
        return
    now = cell.amount

    def take(found: Decimal) -> None:
        if found < cell.least:
            st.session_state[_WRONG] = f"{label}: {say('what_if.board.too_little', least=cell.least)}"
            return
        moved = {**levers.amounts, key: whole_cents(found - now)}
        _put(known, amounts={place: delta for place, delta in moved.items() if delta})

    with st.container(key=f"what-if-plain-{key}", horizontal=True):
        note = f"{say('what_if.board.in_plan', amount=cell.amount)}. {floor_words(known.ledger, cell)}"
        with st.container(key=f"what-if-plain-amount-{key}-field"):
            shown = euro(now + Decimal(levers.amounts.get(key, 0)).scaleb(-2))
            _field(f"what-if-plain-amount-{key}", label, shown, take, disabled=key in levers.locked)
            parts.html("heading.html", level=None, title="", note=note)
        locked = f"what-if-plain-locked-{key}"
        st.session_state[locked] = key in levers.locked
        st.checkbox(
            say("what_if.board.locked"),
            key=locked,
            on_change=lambda: _put(
                known,
                locked=tuple(one for one in levers.locked if one != key) + ((key,) if st.session_state[locked] else ()),
            ),
        )


def _course(known: Facts, whole: WhatIf, one: BaselineLine, levers: Levers) -> None:
    """The pace of a line, its months, and what happens with what is left."""
    now = levers.courses.get(one.line, CourseLevers())
    course = one.course if one.course and one.course.movable else None

    def take(**changed: Any) -> None:
        moved = {**levers.courses, one.line: now.with_months_in_order(changed)}
        _put(known, courses={line: course for line, course in moved.items() if course != CourseLevers()})

    months = [whole.baseline.first_month + at for at in range(len(course.spending))] if course else []
    paces = list(range(201)) if course else [now.pace]
    _choice(
        f"{one.line}-pace",
        say("what_if.pace"),
        [(pace, f"{pace}%") for pace in paces],
        now.pace,
        lambda chosen: take(pace=chosen),
    )
    of_months = [(number, month(first_day(number))) for number in months]
    from_now, to_end = ((None, say(f"what_if.board.{usual}")) for usual in ("from_now", "to_end"))
    _choice(
        f"{one.line}-first",
        say("what_if.board.first"),
        [from_now, *of_months],
        now.first if now.first in months else None,
        lambda chosen: take(first=chosen),
    )
    stopped = [(now.last, say("what_if.board.stopped"))] if now.last not in (None, *months) else []
    _choice(
        f"{one.line}-last",
        say("what_if.board.last"),
        [to_end, *of_months, *stopped],
        now.last,
        lambda chosen: take(last=chosen),
    )
    left = [(where, say(f"what_if.board.left_over_{where or 'open'}")) for where in (None, *LeftOver)]
    _choice(
        f"{one.line}-left", say("what_if.board.left_over"), left, now.leftOver, lambda chosen: take(leftOver=chosen)
    )


def _choice(name: str, label: str, options: list[tuple[Any, str]], now: object, take: Callable[[Any], None]) -> None:
    """A choice of values, each with its words; one that is all there is cannot be chosen."""
    key, words = f"what-if-plain-{name}", dict(options)
    st.session_state[key] = now
    st.selectbox(
        label,
        list(words),
        key=key,
        format_func=words.__getitem__,
        disabled=len(options) < 2,
        on_change=lambda: take(st.session_state[key]),
    )


def _sums(known: Facts, whole: WhatIf, levers: Levers, scenario: Scenario) -> None:
    """Before and after of every line, as a table."""
    before, after = (outcome_in_view(known, whole, levers, one) for one in (Scenario(), scenario))
    end = end_of(whole)
    names = ("col_line", "col_plan", "col_scenario", "col_difference", "col_end_plan", "col_end_scenario")
    rows: list[list[parts.Cell]] = []
    for one in after.lines:
        was = before.line(one.line)
        difference = signed(one.delta) if one.delta else say("what_if.board.same")
        name = line_name(known.plan.line(one.line))
        rows.append([name, was.allocated, one.allocated, difference, _end(was), _end(one)])
    table = parts.Table([say(f"what_if.board.{name}", end=end) for name in names], rows)
    with st.container(key="what-if-plain-sums"):
        parts.html("heading.html", level=2, title=say("what_if.board.sums_title"), note=_in_all(before, after, end))
        parts.html("table.html", caption=say("what_if.board.sums_title"), table=table)


def _in_all(before: Outcome, after: Outcome, end: str) -> str:
    """What is over and what is short in all, of the plan and of the scenario."""
    told = []
    for name in ("surplus", "shortage"):
        was, now = (
            say("what_if.board.end_unknown") if one.is_open else _side(getattr(one, name)) for one in (before, after)
        )
        both = f"{say('what_if.board.col_plan')} {was}, {say('what_if.board.col_scenario')} {now}"
        told.append(f"{say(f'what_if.board.sum_{name}', end=end)}: {both}.")
    if after.without_end and not after.is_open:
        where = say_count("what_if.board.lines", len(after.without_end))
        told.append(f"{say('what_if.board.sum_without_end')}: {where}.")
    return " ".join(told)


def _side(side: Side) -> str:
    if not side.lines:
        return say("what_if.board.not_expected")
    return say_count("what_if.board.on_lines", len(side.lines), amount=about(side.amount))


def _end(found: LineOutcome) -> str:
    """How a line ends, in words."""
    if found.end is None:
        return say("what_if.board.end_unknown")
    told = say(f"what_if.board.end_{'short' if found.end < 0 else 'over'}", amount=about(abs(found.end)))
    return f"{told}; {say('what_if.board.still_possible')}" if found.may_be_short else told
