"""The project's own layout (docs/ledger-layout.md) as a profile; its first line says that a file has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pokdash.ledger import layout
from pokdash.ledger.profile import Column, Coverage, FileShape, KindWord, Marks, Profile, Sentence
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.fitting import fitted
from pokdash.ledger.proposal.headings import Table, TopRow
from pokdash.ledger.proposal.model import Answer, Question
from pokdash.ledger.source import Kind

OWN_LAYOUT = Profile(
    name=layout.NAME,
    columns=tuple(
        Column(field, heading, number)  # type: ignore[arg-type]
        for number, (heading, field) in enumerate(layout.COLUMNS.items(), start=1)
    ),
    required=("fiscal_year", "booking_number", "booking_line"),
    marks=Marks(decimal=",", date_order="ymd"),
    kinds=tuple(KindWord(word, kind) for word, kind in layout.KINDS.items()),  # type: ignore[arg-type]
    coverage=Coverage.STATED,
)


def own_table(draft: Draft, top: Sequence[TopRow]) -> Table | None:
    """The table of a file in the own layout, which says everything itself; None for every other file."""
    if not top or top[0].filled != [layout.NAME, layout.VERSION]:
        return None
    known = draft.subject.known
    profile = replace(
        OWN_LAYOUT,
        file=FileShape(guarded=draft.subject.source.kind == Kind.TEXT),
        rules=known.rules if known else (),
        personal_data=known.personal_data if known else OWN_LAYOUT.personal_data,
    )
    found = fitted(profile, top, draft.subject.grid.columns)
    if (
        isinstance(found[0], str)
        or not isinstance(found[1], Table)
        or len(set(found[1].headings)) < len(layout.COLUMNS)
    ):
        return None
    draft.profile, table = found
    draft.fits = True
    draft.prove("file", "own_layout", row=table.first)
    return table


def choose_example(draft: Draft, top: Sequence[TopRow], table: Table) -> None:
    """Whether the bookings are invented: a file is real unless it says otherwise above its headings."""
    above = [row.filled for row in top if row.row < (table.first or table.first_row)]
    said = [row[1].casefold() for row in above if len(row) == 2 and row[0].casefold() == layout.DATA]
    if not said:
        return
    if len(set(said)) == 1 and said[0] in layout.DATA_KINDS:
        draft.example = layout.DATA_KINDS[said[0]]
        draft.prove("file", "example" if draft.example else "real")
        return
    readings = tuple(Answer(word, Sentence(f"question.data_{word}")) for word in layout.DATA_KINDS)
    words = ", ".join(said)
    answer = draft.ask(Question("example", "file", Sentence("question.data", {"words": words}), readings))
    draft.example = layout.DATA_KINDS[answer]
