"""The slides of a presentation, each drawn for who sits far from the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from pokdash.domain.burn_down import BurnDown
from pokdash.domain.plan_changes import CarryOver
from pokdash.domain.plan_record import DecisionPoint, Gate
from pokdash.domain.position import LinePosition
from pokdash.domain.slides import Decidable, Message, Slide
from pokdash.domain.status import budget_after_carry_over, needs_attention, pace_differs
from pokdash.domain.year_burn_down import year_burn_down
from pokdash.domain.year_panel import YearPanel
from pokdash.figures.burn_down_figure import burn_down_figure
from pokdash.figures.gauge import bullet_data_uri, shares
from pokdash.store.home import Home
from pokdash.ui import (
    course,
    expectation,
    explanation,
    frame,
    lead,
    parts,
    scenarios,
    session,
    since,
    slide_scenario,
    slide_since,
)
from pokdash.ui.cached import Facts
from pokdash.ui.components.figure import figure
from pokdash.ui.deck import Deck
from pokdash.ui.say import about, exact_percent, language, say, say_count, words
from pokdash.ui.session import TOTAL


@dataclass(frozen=True, slots=True)
class Shown:
    """What a slide is drawn from: it is one of a deck."""

    known: Facts
    panels: Sequence[YearPanel]
    slide: Slide
    deck: Deck


@dataclass(frozen=True, slots=True)
class Row:
    """A line on the slide of the lines; `width` is the length of its bar, in percent of the longest."""

    line: LinePosition
    label: str
    bar: str
    width: str
    amount: str


def draw(shown: Shown) -> None:
    """The message as a sentence, and what shows that it is so."""
    drawn: dict[Message, Callable[[Shown], None]] = {
        Message.TOTAL: _total,
        Message.LINES: _lines,
        Message.BURN_DOWN: _burn_down,
        Message.YEAR: _year,
        Message.LINE: _line,
        Message.SCENARIO: _scenario,
        Message.SINCE: _since,
        Message.DECISIONS: _decisions,
    }
    drawn[shown.slide.message](shown)


def _title(shown: Shown, sentence: str, notes: Sequence[str] = ()) -> None:
    example = shown.known.position.example
    parts.html("slide_title.html", sentence=sentence, notes=[note for note in notes if note], example=example)


def _total(shown: Shown) -> None:
    known = shown.known
    total, attention = known.position.total, [line for line in known.position.lines if needs_attention(line)]
    several = len(known.position.lines) > 1 and total.spent is not None
    counted = say_count("slide.attention", len(attention), all=len(known.position.lines)) if several else ""
    _title(shown, lead.sentence(known.plan, known.position), [counted])
    parts.html(
        "slide_total.html",
        figures=total,
        label=say(f"kpi.total_{known.plan.money}"),
        bar=_bar(known, TOTAL),
        kind=total.planned_kind,
        available=total.available,
    )


def _bar(known: Facts, scope: str) -> str:
    figures, pace = known.position.scope(scope), known.position.pace(scope)
    drawn = shares(figures, pace, differs=pace_differs(pace, figures, known.plan.thresholds))
    return bullet_data_uri(drawn, dark=st.context.theme.type == "dark")


def _lines(shown: Shown) -> None:
    known = shown.known
    on_slides = [code for slide in shown.deck.shown if slide.message is Message.LINES for code in slide.lines]
    lines = [known.position.line(code) for code in on_slides]
    counted = sum(needs_attention(line) for line in lines)
    limits = known.plan.thresholds
    basis = "assumption" if known.position.total.planned_kind == "assumption" else "plan"
    rule = say(f"slide.rule_{basis}", percent=exact_percent(limits.pace_percent), euro=limits.pace_euro)
    of = _group_of(known, lines)
    sentence = say_count("slide.attention_of" if of else "slide.attention", counted, all=len(lines), group=of)
    _title(shown, sentence, [f"{say('slide.lines_note')} {rule}"])
    longest = max((budget_after_carry_over(line.figures) or 0 for line in lines), default=0)
    rows = []
    for line in (known.position.line(code) for code in shown.slide.lines):
        own, left = known.plan.line(line.code), line.figures.remaining
        width = 100 * (budget_after_carry_over(line.figures) or 0) / longest if longest > 0 else 0
        label = f"{own.number}. {own.name}" if own.number else own.name
        amount = say("unknown.amount") if left is None else _signed(about(abs(left)), short=left < 0)
        rows.append(Row(line, label, _bar(known, line.code), f"{max(1, width):.1f}%", amount))
    groups = [(words(own.label), group) for own, group in zip(known.plan.groups, known.position.groups, strict=True)]
    parts.html(
        "slide_lines.html",
        rows=rows,
        groups=groups if len(groups) > 1 else [],
        total=known.position.total,
        kind=known.position.total.planned_kind,
    )


def _group_of(known: Facts, lines: Sequence[LinePosition]) -> str:
    """The name of the group that these lines are; empty where they are of several."""
    codes = {line.group for line in lines}
    return next((words(own.label) for own in known.plan.groups if codes == {own.code}), "")


def _signed(amount: str, *, short: bool) -> str:
    return say("slide.short", amount=amount) if short else amount


def _burn_down(shown: Shown) -> None:
    known = shown.known
    drawn, _ = frame.drawn()
    _title(shown, expectation.sentence(known, drawn), expectation.without_forecast(known, drawn))
    _chart(shown, drawn, "slide-burn-down")


def _chart(shown: Shown, drawn: BurnDown, key: str) -> None:
    with st.container(key="slide-chart"):
        figure(burn_down_figure(shown.known.plan, drawn, language(), on_slide=True), key=key)


def _year(shown: Shown) -> None:
    panel = next(one for one in shown.panels if str(one.year) == shown.slide.about)
    drawn, _ = frame.drawn()
    sentence, notes = course.of_year(panel)
    _title(shown, sentence, notes)
    _chart(shown, year_burn_down(drawn, panel), f"slide-year-{panel.year}")


def _line(shown: Shown) -> None:
    known, (code,) = shown.known, shown.slide.lines
    line, (drawn, _) = known.position.line(code), frame.drawn(code)
    _title(shown, course.of_part(known, code), [expectation.sentence(known, drawn)])
    parts.html("slide_line.html", line=line, rule=explanation.rule(known, code).meaning)
    _chart(shown, drawn, f"slide-line-{code}")


def _scenario(shown: Shown) -> None:
    named = session.named_scenario(shown.slide.about)
    saved = Home.from_environment().workspace.scenario(*named) if named else None
    if saved is None:
        _title(shown, say("slide.scenario_gone"))
        return
    one, plan = scenarios.by_name(shown.known, frame.what_if(), saved)
    whose = say(f"scenario.whose_{saved.label.whose}")
    _title(shown, scenarios.sentence_of(shown.known, one), [say("slide.scenario_note", whose=whose)])
    slide_scenario.draw(shown.known, one, plan)


def _since(shown: Shown) -> None:
    known, meeting = shown.known, shown.deck.earlier
    told = since.compared(known, meeting) if meeting else None
    if meeting is None or told is None:
        _title(shown, say("since.lost"))
        return
    _title(shown, since.sentence(known, told), since.notes(known, told, meeting))
    slide_since.draw(known, told, shown.slide.lines)


def _decisions(shown: Shown) -> None:
    asked = [one for slide in shown.deck.shown for one in slide.decisions]
    _title(shown, say_count("slide.decisions", len(asked)))
    parts.html("slide_decisions.html", rows=[decision_words(shown.known, one) for one in shown.slide.decisions])


def decision_words(known: Facts, one: Decidable) -> tuple[str, str, bool]:
    """What is to be decided, what is known of it, and whether these are words of a document."""
    if isinstance(one, Gate):
        return words(one.what), say("gates.decision_needed"), False
    if isinstance(one, CarryOver):
        _, shown = frame.opened()
        return lead.countdown(known.plan, one, shown.astimezone().date()), say(f"course.status_{one.status}"), False
    return _point(one), say("standing.proposed"), True


def _point(point: DecisionPoint) -> str:
    return point.text.quote
