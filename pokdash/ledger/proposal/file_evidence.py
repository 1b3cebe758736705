"""What the file shows of itself: its letters, its delimiter, its sheet, and where its headings are."""

from __future__ import annotations

from dataclasses import replace

from pokdash.ledger.profile import Sentence
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.headings import Table
from pokdash.ledger.proposal.model import Answer, Question
from pokdash.ledger.source import Kind

_SHEETS = {Kind.PARQUET: "sheet_of_plan"}
"""What a table in a file is called where that is no sheet."""
_DIFFERS = "total_differs_"
_DELIMITERS = {";": "semicolon", ",": "comma", "\t": "tab", "|": "bar"}


def ask_sheet(draft: Draft) -> None:
    """Which sheet is meant, if several have rows. Another answer than the sheet that is open: open the file again."""
    source = draft.subject.source
    filled = [sheet for sheet in source.sheets if sheet.rows and not sheet.hidden]
    if len(filled) < 2 or source.sheet is None:
        return
    readings = [
        Answer(sheet.name, Sentence("question.sheet_reading", {"sheet": sheet.name, "count": sheet.rows or 0}))
        for sheet in sorted(filled, key=lambda sheet: sheet.name != source.sheet)
    ]
    sentence = Sentence(f"question.{_SHEETS.get(source.kind, 'sheet')}", {"count": len(filled)})
    chosen = draft.ask(Question("sheet", "file", sentence, tuple(readings)))
    draft.change(file=replace(draft.profile.file, sheet=chosen))


def ask_own_sheet(draft: Draft) -> None:
    """The same for the own layout: the sheet of a plan has its name. If it goes on elsewhere, that is asked."""
    plan, source = draft.subject.plan, draft.subject.source
    goes_on = plan and any(sheet.name.startswith(f"{plan.id} ") for sheet in source.sheets)
    if plan is None or source.sheet != plan.id or goes_on:
        ask_sheet(draft)


def tell_known_file(draft: Draft, table: Table) -> None:
    """The evidence that the known profile fits, and what the file has otherwise than the profile says."""
    source, shape = draft.subject.source, draft.profile.file
    draft.prove("file", "profile_fits", name=draft.profile.name, row=table.first)
    if source.delimiter and shape.delimiter and source.delimiter != shape.delimiter:
        draft.prove("file", "profile_delimiter", said=shape.delimiter, found=source.delimiter)
        draft.change(file=replace(shape, delimiter=source.delimiter, quote=source.quote or ""))


def check_audit_file(draft: Draft) -> None:
    """What an audit file says of itself; if it is not what its own totals say, a person must say that it is read."""
    facts, notes = draft.subject.source.facts, draft.subject.grid.notes
    if facts and facts.fiscal_year and facts.start and facts.end:
        year, currency = str(facts.fiscal_year), facts.currency or "EUR"
        draft.prove("file", "audit_header", year=year, start=facts.start, end=facts.end, currency=currency)
    wrong = [note for note in notes if note.key.startswith(_DIFFERS)]
    for note in notes:
        if note.key == "totals_agree":
            draft.prove("file", "audit_totals", **note.params)
    if wrong:
        sentence = Sentence(f"question.audit_{wrong[0].key}", dict(wrong[0].params))
        draft.ask(Question("audit.totals", "file", sentence, (Answer("read", Sentence("question.audit_read")),)))


def tell_file(draft: Draft, table: Table) -> None:
    """The evidence for encoding, delimiter and headings."""
    source = draft.subject.source
    if source.encoding_seen:
        seen = source.encoding_seen
        draft.prove("file", "encoding", encoding=str(source.encoding), word=seen.word, row=seen.line)
    if source.delimiter:
        name = _DELIMITERS.get(source.delimiter)
        draft.prove("file", f"delimiter_{name}" if name else "delimiter", delimiter=source.delimiter,
                    count=draft.subject.grid.columns)  # fmt: skip
    if source.kind == Kind.AUDIT_FILE:
        draft.prove("file", "audit_file")
    elif not table.first:
        draft.prove("file", "no_heading", row=table.first_row)
    elif table.last > table.first:
        draft.prove("file", "headings", first=table.first, last=table.last)
    else:
        draft.prove("file", "heading_below_titles" if table.titles else "heading", row=table.first)
