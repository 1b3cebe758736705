"""The project's own layout (docs/ledger-layout.md) as a profile; its first line says that a file has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pokdash.ledger import layout, shortened
from pokdash.ledger.profile import Column, Coverage, FileShape, KindWord, Marks, Profile, Sentence
from pokdash.ledger.proposal.coverage import choose_coverage, day_in_words, stated_day
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.fitting import fitted
from pokdash.ledger.proposal.headings import Table, TopRow
from pokdash.ledger.proposal.model import Answer, Question
from pokdash.ledger.source import Kind, Trouble

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
    above = _above(top, table)
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


def choose_own_coverage(draft: Draft, top: Sequence[TopRow], table: Table) -> None:
    """Until which day a file in the own layout is complete, and its expenditures, if it says so apart.

    An own day of the expenditures that is no day, or lies after the other one, is trouble `expenditures_until` or
    `expenditures_later`.
    """
    above = _above(top, table)
    own = [row for row in above if row and row[0].casefold() == layout.EXPENDITURES_UNTIL]
    choose_coverage(draft, stated_day(draft, [" ".join(row) for row in above if row not in own]))
    if not own:
        return
    said = list(dict.fromkeys(" ".join(row[1:]) or "-" for row in own))
    day = day_in_words(draft, said[0]) if len(said) == 1 else None
    found = shortened(", ".join(said))
    if day is None:
        draft.trouble = Trouble("expenditures_until", {"found": found})
    elif draft.covered_until and day > draft.covered_until:
        params = {"found": found, "covered_until": draft.covered_until.isoformat()}
        draft.trouble = Trouble("expenditures_later", dict(params))
    else:
        draft.expenditures_until = day
        draft.prove("coverage", "expenditures_stated", day=day)


def _above(top: Sequence[TopRow], table: Table) -> list[list[str]]:
    """The cells with text of the rows above the headings."""
    return [row.filled for row in top if row.row < (table.first or table.first_row)]
