"""The draft proposal of a scenario: to read here, and to take along as a Word file or as Markdown."""

from __future__ import annotations

import streamlit as st

from pokdash.domain.what_if_baseline import years_assumed
from pokdash.report.document import Document, Fill, Grid
from pokdash.report.markdown import as_markdown
from pokdash.report.proposal import Ground, proposal
from pokdash.report.word import as_word
from pokdash.report.wording import phrase
from pokdash.ui import frame, parts
from pokdash.ui.cached import Facts, WhatIf
from pokdash.ui.say import say, say_count
from pokdash.ui.scenarios import Compared, Found

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def draw(known: Facts, whole: WhatIf, there: Found) -> None:
    """The proposal of one of the scenarios that are looked at, and how much of it a person still has to fill in."""
    compared = {one.letter: one for one in there.compared if one.outcome is not None}
    if not compared:
        return
    with st.container(key="scenario-proposal"):
        letter = _letter(list(compared))
        made = _made(known, whole, compared[letter])
        note = say_count("proposal.fills", len(made.fills))
        parts.html("heading.html", level=2, title=say("proposal.title", letter=letter), note=note)
        _downloads(known, compared[letter], made)
        parts.html("scenario_proposal.html", document=made, is_fill=_is_fill, is_grid=_is_grid, fill=_fill)


def _letter(letters: list[str]) -> str:
    if len(letters) == 1:
        return letters[0]
    chosen = st.segmented_control(
        say("proposal.which"), letters, default=letters[0], required=True, key="scenario-proposal-of"
    )
    return str(chosen) if chosen in letters else letters[0]


def _made(known: Facts, whole: WhatIf, one: Compared) -> Document:
    began = frame.began(one.saved.start)
    moved = began is None or began.baseline != whole.baseline
    ground = Ground(
        known.plan,
        whole.baseline,
        known.position.as_of,
        whole.last_day,
        example=known.position.example,
        moved=moved,
        years_assumed=years_assumed(known.plan, known.position.total.planned_kind),
    )
    return proposal(ground, one.saved)


def _downloads(known: Facts, one: Compared, made: Document) -> None:
    example = f"-{say('file.example')}" if known.position.example else ""
    name = f"{say('file.proposal')}-{known.plan.id}-{one.saved.id}-{one.saved.version}{example}"
    with st.container(key="scenario-proposal-files", horizontal=True):
        st.download_button(say("proposal.word"), lambda: as_word(made), f"{name}.docx", _WORD, on_click="ignore")
        st.download_button(
            say("proposal.markdown"), as_markdown(made), f"{name}.md", "text/markdown", on_click="ignore"
        )


def _fill(piece: Fill) -> str:
    return phrase("fill", what=piece.what)


def _is_fill(piece: object) -> bool:
    return isinstance(piece, Fill)


def _is_grid(block: object) -> bool:
    return isinstance(block, Grid)
