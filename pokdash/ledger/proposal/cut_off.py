"""A text that may stop in the middle of its last booking: no line break behind it, and less there than elsewhere."""

from __future__ import annotations

from pokdash.ledger import shortened
from pokdash.ledger.profile import Sentence
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.model import Answer, Question


def ask_cut_off(draft: Draft) -> None:
    """Ask whether the file is whole if its last booking has less at its end than others: cells, decimals, a minus."""
    if not draft.subject.source.unended or not draft.profile.has_amounts:
        return
    draft.read_as(draft.profile)
    places = [place.number for name in ("amount", "debit", "credit") if (place := draft.profile.column(name))]
    places += [year.number for year in draft.profile.year_columns]
    cells = ", ".join(f"trimmed(c{number})" for number in range(1, draft.subject.grid.columns + 1))
    for row, written in draft.rows("cut_off", cells=cells, amounts=", ".join(map(str, places))):
        params = {"row": row, "text": shortened(written)}
        readings = (Answer("read", Sentence("question.cut_off_read")),)
        draft.ask(Question("file.cut_off", "file", Sentence("question.cut_off", params), readings))
