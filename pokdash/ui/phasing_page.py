"""Fasering: how an amount or that of a group goes over the months, what that changes on screen, and who said so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import streamlit as st

from pokdash import intake
from pokdash.domain.actor import Action, Actor
from pokdash.domain.budget import BudgetPart, budget, phased_months, planned_by_month
from pokdash.domain.measure import position
from pokdash.domain.money import ZERO, known_total
from pokdash.domain.phasing import own_assumption, phasings_of
from pokdash.domain.phasing_sums import amended, divisions
from pokdash.domain.plan import Line, Plan
from pokdash.domain.plan_changes import Phasing, PhasingStanding
from pokdash.domain.position import LinePosition, Position
from pokdash.domain.recordable import phasings
from pokdash.domain.register import Register
from pokdash.domain.status import expected_shortage
from pokdash.figures.months_figure import months_figure
from pokdash.ui import parts, phasing_typed, recording, session, take_back
from pokdash.ui.cached import Facts
from pokdash.ui.components.figure import figure
from pokdash.ui.say import about, date, language, say, words


def lines_of(known: Facts) -> tuple[Line, ...]:
    """The lines that are looked at: one, or those of a group together; of the whole plan its first line."""
    scope = session.view().line
    return known.plan.lines[:1] if scope == session.TOTAL else known.plan.lines_of(scope)


def _scope(known: Facts) -> str:
    lines = lines_of(known)
    return lines[0].code if len(lines) == 1 else session.view().line


def _name(known: Facts) -> str:
    lines = lines_of(known)
    return lines[0].name if len(lines) == 1 else words(known.plan.group(lines[0].group).label)


def heading(known: Facts) -> None:
    """Which amount there is to divide, and that without a decision it is an assumption."""
    amount = known_total(part.allocated for part in _parts(known, known.plan))
    question = say("phasing.question", amount=amount, name=_name(known))
    parts.html("lead.html", sentence=question, lines=[say("phasing.no_decision")])


def _parts(known: Facts, plan: Plan) -> list[BudgetPart]:
    codes = {line.code for line in lines_of(known)}
    return [part for part in budget(plan, known.ledger.amendments, known.position.as_of) if part.line in codes]


def draw(known: Facts, actor: Actor, carry_out: recording.CarryOut) -> None:
    """The choices, whether the amounts add up, the months as a chart, the effect, and saving it."""
    now = _parts(known, known.plan)
    _choose_lines(known)
    months = phased_months(now)
    if months is None:
        parts.message("info", say("phasing.no_months"))
        months = known.plan.first_year * 12, known.plan.last_year * 12 + 11
    typed = phasing_typed.choose(known.plan, _scope(known), {part.year for part in now}, months)
    if typed.months is None:
        parts.message("warning", typed.wrong)
        return
    amounts = {line.code: known_total(_amended(now, line.code).values()) or ZERO for line in lines_of(known)}
    new = phasings(amounts, typed.months, recording.backing(actor, say("phasing.draft")))
    tied = _check(new, now)
    others = [one for one in known.plan.phasings if one.line not in amounts]
    plan = known.plan.model_copy(update={"phasings": (*others, *new)})
    if tied:
        _chart(known, _parts(known, plan), now)
        _effect(known, plan)
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
    st.session_state["phasing_line"] = _scope(known)
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


def _chart(known: Facts, new: Sequence[BudgetPart], now: Sequence[BudgetPart]) -> None:
    codes, scope = {line.code for line in lines_of(known)}, _scope(known)
    spent = [part for part in known.ledger.spending if part.line in codes]
    chart = months_figure(planned_by_month(new), planned_by_month(now), spent, known.position.as_of, language())
    parts.html("phasing_legend.html", example=known.position.example)
    figure(chart, key=f"phasing-months-{scope}")
    name = f"{known.plan.id}-{scope}-{say('file.phasing')}"
    parts.figure_table(name, say("phasing.months"), chart.table, example=known.position.example)


def _effect(known: Facts, plan: Plan) -> None:
    """What changes on screen, and that the money does not; of several lines together and of each."""
    new = position(plan, known.version.version, known.ledger, known.position.as_of)
    columns = [
        say("phasing.effect_of", name=_name(known), day=known.position.as_of),
        say("phasing.now"),
        say("phasing.new"),
    ]
    lines = lines_of(known)
    if len(lines) == 1:
        found = _differences(known.position.line(lines[0].code), new.line(lines[0].code))
        rows: list[list[parts.Cell]] = [[say(f"phasing.effect_{name}"), before, after] for name, before, after in found]
    else:
        rows = _of_lines(known, new)
    with st.container(key="phasing-effect"):
        parts.html("heading.html", level=2, title=say("phasing.effect"), note=say("phasing.no_money"))
        parts.html("table.html", caption=say("phasing.effect"), table=parts.Table(columns, rows))


def _of_lines(known: Facts, new: Position) -> list[list[parts.Cell]]:
    """What is left of the lines together, and what should be left of each."""
    scope = _scope(known)
    left: list[parts.Cell] = [
        parts.Figure(one.scope(scope).remaining, "remaining", scope) for one in (known.position, new)
    ]
    rows = [[say("phasing.effect_remaining"), *left]]
    for line in lines_of(known):
        planned: list[parts.Cell] = [_left_by_plan(one.line(line.code)) for one in (known.position, new)]
        rows.append([say("phasing.effect_planned_of", name=line.name), *planned])
    return rows


def _differences(now: LinePosition, new: LinePosition) -> Iterator[tuple[str, parts.Cell, parts.Cell]]:
    before, after = (parts.Figure(one.figures.remaining, "remaining", one.code) for one in (now, new))
    yield "remaining", before, after
    for name, of in (("planned", _left_by_plan), ("pace", lambda one: one.pace)):
        yield name, of(now), of(new)
    yield "expected", _expected(now), _expected(new)


def _left_by_plan(line: LinePosition) -> Decimal | None:
    if line.figures.allocated is None or line.planned is None:
        return None
    return line.figures.allocated - line.planned


def _expected(line: LinePosition) -> str:
    short = expected_shortage(line.figures)
    if short is None:
        return say("kpi.no_forecast")
    return say("kpi.short" if short > 0 else "kpi.over", amount=about(abs(short)))


def _save(known: Facts, new: Sequence[Phasing], actor: Actor, carry_out: recording.CarryOut, *, tied: bool) -> None:
    """Why, and by which decision; saved as an assumption, or as adopted where a decision is chosen."""
    key = f"phasing-save-{known.plan.id}-{_scope(known)}"
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
        st.button(
            say(f"phasing.save_{kind}"),
            key=f"{key}-button",
            type="primary",
            disabled=not (tied and reason),
            on_click=recording.attempt,
            args=(wanted, carry_out),
        )
        told = say("phasing.reason_first") if tied and not reason else say("phasing.saved_as", name=actor.name)
        parts.html("heading.html", level=None, title="", note=told)


def versions(known: Facts, actor: Actor, carry_out: recording.CarryOut) -> None:
    """Every phasing of each line so far: kind, who, when and why; old ones stay, also one that is taken back."""
    for line in lines_of(known):
        _versions_of(known, line)
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
