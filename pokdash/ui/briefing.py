"""Spiekbrief: one sheet of paper for who has to say it, each sentence with where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import streamlit as st

from pokdash.domain.burn_down import BurnDown
from pokdash.domain.money import ZERO
from pokdash.domain.position import Figures, LinePosition, Status
from pokdash.domain.slides import Message
from pokdash.domain.status import expected_shortage, needs_attention, status_key
from pokdash.figures.burn_down_figure import inflow_open
from pokdash.ui import expectation, explanation, frame, kpis, lead, parts, provenance, since, slides
from pokdash.ui.cached import Facts
from pokdash.ui.deck import Deck
from pokdash.ui.remarks import moment
from pokdash.ui.say import about, date, listed, say, say_count, words
from pokdash.ui.what_if_board import line_name

_ROWS = 10
"""How many lines fit on the sheet; of more only those that need attention are on it, and how many are not."""
_WHY = 2
"""Of how many lines is asked why they are short."""


@dataclass(frozen=True, slots=True)
class Question:
    """What may be asked, the answer that we have, and where that comes from."""

    question: str
    answer: str
    source: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line on the sheet: its figures, how it is expected to end, and its status."""

    code: str
    name: str
    figures: Figures
    end: str
    status: str


def draw(known: Facts, drawn: BurnDown, there: Deck) -> None:
    """The sheet, as it is printed."""
    parts.html("heading.html", level=2, title=say("briefing.title"), note=say("briefing.note"))
    _, shown = frame.opened()
    meeting, imported = frame.attends().meeting, known.ledger.imported_at
    lines = _lines(known)
    with st.container(key="briefing"):
        parts.html(
            "briefing.html",
            plan=known.plan,
            meeting=f"{meeting.name}, {date(meeting.held_on)}" if meeting else "",
            sentences=list(_sentences(known, drawn, there)),
            rows=[_row(known, line) for line in lines],
            more=len(known.position.lines) - len(lines),
            total=known.position.total,
            since=_since(known, there),
            questions=list(_questions(known)),
            never=list(_never(known, drawn)),
            position=known.position,
            imported=date(imported.astimezone().date()) if imported else "",
            shown=moment(shown),
            version=str(frame.opened()[0].generation),
        )


def _sentences(known: Facts, drawn: BurnDown, there: Deck) -> Iterator[str]:
    """What is left, how it ends, and what has to be decided."""
    yield lead.sentence(known.plan, known.position)
    if known.position.total.spent is not None:
        yield " ".join([expectation.sentence(known, drawn), *expectation.margin(known, drawn)])
    asked = [one for slide in there.possible if slide.message is Message.DECISIONS for one in slide.decisions]
    names = [line_name(known.plan.line(line.code)) for line in known.position.lines if needs_attention(line)]
    if asked:
        what = listed([slides.decision_words(known, one)[0] for one in asked])
        yield f"{say_count('slide.decisions', len(asked))} {what}."
    elif names and len(known.position.lines) > 1:
        yield say("briefing.attention", names=listed(names))


def _lines(known: Facts) -> list[LinePosition]:
    lines = list(known.position.lines)
    return lines if len(lines) <= _ROWS else [line for line in lines if needs_attention(line)][:_ROWS]


def _row(known: Facts, line: LinePosition) -> Row:
    figures, short = line.figures, expected_shortage(line.figures)
    end = say("briefing.no_end") if short is None else _end(-short)
    name = line_name(known.plan.line(line.code))
    return Row(line.code, name, figures, end, say(status_key(line.status, figures.planned_kind)))


def _end(left: Decimal) -> str:
    return say("scenario.short_of" if left < 0 else "scenario.over_of", amount=about(abs(left)))


def _since(known: Facts, there: Deck) -> list[str]:
    """What changed since the last meeting; nothing where there was none."""
    told = since.compared(known, there.earlier) if there.earlier else None
    if there.earlier is None or told is None:
        return []
    return [since.sentence(known, told), *(note for note in since.notes(known, told, there.earlier) if note)]


def _questions(known: Facts) -> Iterator[Question]:
    """What a committee may ask, as far as the plan and the bookings have an answer."""
    computed = say("briefing.computed", as_of=date(known.position.as_of))
    short = [line for line in known.position.lines if line.status in (Status.SHORTAGE_EXPECTED, Status.OVERSPENT)]
    for line in short[:_WHY]:
        yield Question(say("briefing.why_short", name=line.name), _why(known, line), computed)
    if inflow_open(known.plan):
        yield Question(say("briefing.is_received"), say("kpi.inflow_unknown"), say("briefing.of_plan"))
    if known.position.total.committed:
        answer = say("briefing.committed", amount=known.position.total.committed)
        yield Question(say("briefing.is_free"), answer, computed)
    after = known.plan.after_plan
    if after:
        source = provenance.quote(known.plan, after.source).place if after.source else say("briefing.of_plan")
        yield Question(say("briefing.after", year=str(known.plan.last_year)), words(after.what), source)
    document = provenance.document_name(known.plan.documents[0])
    yield Question(say("briefing.decided"), " ".join(kpis.standing(known.plan)), document)


def _why(known: Facts, line: LinePosition) -> str:
    """The rule that made it so, and what it may spend a month to come out."""
    told = [explanation.rule(known, line.code).meaning]
    found = next((one for one in frame.expected().lines if one.line == line.code), None)
    if found and found.needed_per_month is not None:
        told.append(say("outlook.needed", amount=found.needed_per_month))
    return " ".join([*told, say("briefing.cause_unknown")])


def _never(known: Facts, drawn: BurnDown) -> Iterator[str]:
    """What cannot be said with these figures, and why not."""
    ending, total = drawn.ending, known.position.total
    if ending and ending.surplus_lines and ending.shortage_lines:
        yield say("briefing.never_net", amount=about(abs(ending.surplus - ending.shortage)))
    if total.planned_kind == "assumption":
        yield say("briefing.never_plan")
    if (total.committed or ZERO) > 0:
        yield say("briefing.never_free", amount=total.committed)
    if known.position.example:
        yield say("briefing.never_example")
