"""What was found in a ledger file, in words: how it is written, its columns, the evidence, the questions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pokdash.cli.answers import typed_answer
from pokdash.cli.speech import Speech
from pokdash.cli.table import text_table
from pokdash.intake.examined import ColumnSummary, Examined
from pokdash.ledger.profile import mark_term
from pokdash.ledger.proposal import Answer, Evidence, Proposal, Question, said_rests_on
from pokdash.ledger.source import Kind
from pokdash.texts import has_text

_SIGNS = {"proven": "✓", "usual": "·", "known": "✓", "answered": "✓", "asked": "?"}


def examined_text(file: str, examined: Examined, speech: Speech) -> str:
    """Everything that `inspect` shows."""
    return "\n\n".join([
        _file(file, examined, speech),
        _columns(examined.columns, speech),
        evidence_text(examined.proposal.evidence, speech),
        questions_text(examined.proposal, speech),
    ])  # fmt: skip


def notes_text(examined: Examined, speech: Speech) -> str:
    """What a person must know about a file that can be read; empty where there is nothing."""
    return "\n".join(speech.say(f"source_note.{note.key}", **note.params) for note in examined.notes)


def _file(file: str, examined: Examined, speech: Speech) -> str:
    lines = [file, *_facts(examined, speech), notes_text(examined, speech)]
    return "\n".join(filter(None, lines))


def _facts(examined: Examined, speech: Speech) -> Iterator[str]:
    source, proposal = examined.source, examined.proposal
    shape = proposal.profile.file
    delimiter = speech.say("cli.inspect.tab") if source.delimiter == "\t" else source.delimiter
    known = {
        "format": source.format,
        "member": source.member,
        "plan" if source.kind == Kind.PARQUET else "sheet": source.sheet,
        "encoding": source.encoding,
        "delimiter": delimiter,
        "header_row": shape.heading_first or None,
        "rows_read": examined.rows_read,
        "covered_until": proposal.covered_until,
    }
    for name, value in known.items():
        if value is not None:
            yield f"  {speech.say(f'cli.inspect.{name}', value=value)}"


def _columns(columns: Sequence[ColumnSummary], speech: Speech) -> str:
    names = ("column", "holds", "decimal_mark", "thousands_mark", "date_order", "sum", "first", "last")
    header = [speech.say(f"cli.inspect.{name}") for name in names]
    return text_table(header, [_column(column, speech) for column in columns], right=[5])


def _column(column: ColumnSummary, speech: Speech) -> list[str]:
    field = f"profile.field.{column.kind}"
    marks = (column.decimal_mark, column.thousands_mark)
    return [
        column.name,
        speech.say(field if has_text(field) else f"cli.inspect.kind_{column.kind}"),
        *("" if mark is None else speech.say(mark_term(mark).key) for mark in marks),
        speech.say(f"cli.inspect.{column.date_order}") if column.date_order else "",
        "" if column.total is None else speech.amount(column.total),
        *("" if day is None else day.isoformat() for day in (column.first, column.last)),
    ]


def evidence_text(evidence: Sequence[Evidence], speech: Speech) -> str:
    """Why every part of the proposal is as it is: proven, from the profile, answered, or still asked."""
    rows = [
        [
            f"{_SIGNS[one.standing]} {speech.say(f'evidence.standing.{one.standing}')}",
            speech.say(f"evidence.part.{one.part}"),
            one.sentence.said(speech.language),
        ]
        for one in evidence
    ]
    return text_table([speech.say(f"cli.inspect.{name}") for name in ("standing", "part", "evidence")], rows)


def questions_text(proposal: Proposal, speech: Speech) -> str:
    """Every open question with its readings side by side, and what to type for each; and answers of no use."""
    count = len(proposal.questions)
    told = [speech.counted("cli.inspect.questions", count) if count else speech.say("cli.inspect.no_questions")]
    told += [
        _question(number, one, said_rests_on(one, proposal.questions, speech.language), speech)
        for number, one in enumerate(proposal.questions, start=1)
    ]
    return "\n\n".join(filter(None, [*told, answer_problems_text(proposal, speech)]))


def answer_problems_text(proposal: Proposal, speech: Speech) -> str:
    """What is wrong with answers that cannot be used; empty where there are none."""
    return "\n".join(
        f"{typed_answer(one.key, one.value)}: {speech.say(f'question.problem.{one.problem}', **one.params)}"
        for one in proposal.problems
    )


def _question(number: int, question: Question, rests_on: str, speech: Speech) -> str:
    """One question: a reading on each row, and below each other what it makes of the same rows of the file."""
    places = list(dict.fromkeys((one.row, one.written) for answer in question.readings for one in answer.rows))
    totals = any(answer.total is not None for answer in question.readings)
    header = [speech.say("cli.inspect.answer"), speech.say("cli.inspect.meaning")]
    header += [speech.say("cli.inspect.row", row=row, written=written) for row, written in places]
    header += [speech.say("cli.inspect.sum")] if totals else []
    rows = [
        [*_reading(question.key, answer, places, speech), *([_total(answer.total, speech)] if totals else [])]
        for answer in question.readings
    ]
    table = text_table(header, rows, right=range(2, len(header)))
    told = [f"{number}. {question.sentence.said(speech.language)}", table]
    if rests_on:
        told.append(rests_on)
    if question.free:
        told.append(speech.say(f"cli.inspect.free_{question.free}", question=question.key))
    return "\n".join(told)


def _reading(key: str, answer: Answer, places: Sequence[tuple[int, str]], speech: Speech) -> list[str]:
    read = {(one.row, one.written): one.read for one in answer.rows}
    shown = [_read(read.get(place), speech) for place in places]
    return [typed_answer(key, answer.value), answer.meaning.said(speech.language), *shown]


def _read(value: Decimal | dt.date | None, speech: Speech) -> str:
    if value is None:
        return speech.say("cli.inspect.does_not_fit")
    return speech.amount(value) if isinstance(value, Decimal) else speech.day(value)


def _total(total: Decimal | None, speech: Speech) -> str:
    return "" if total is None else speech.amount(total)
