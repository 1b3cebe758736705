"""What was found in a ledger file as JSON, with the keys that the documentation names."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from decimal import Decimal

from pokdash.cli.as_json import day, row_problem_content
from pokdash.cli.speech import Speech
from pokdash.intake import Imported, Refused, repeats
from pokdash.intake.examined import ColumnSummary, Examined
from pokdash.ledger import RowProblem
from pokdash.ledger.profile import Profile
from pokdash.ledger.proposal import AnswerProblem, Proposal, Question

NOT_READ: dict[str, object] = {
    **dict.fromkeys(("format", "encoding", "delimiter", "header_row", "rows_read")),
    "columns": [],
    "proposal": None,
    "questions": [],
}
"""What there is to say of a file that cannot be read."""


def examined_content(examined: Examined, speech: Speech) -> dict[str, object]:
    """A file as it is understood: how it is written, its columns, the proposal and what is still asked."""
    source, proposal = examined.source, examined.proposal
    return {
        "format": source.format,
        "encoding": source.encoding,
        "delimiter": source.delimiter,
        "header_row": proposal.profile.file.heading_first or None,
        "rows_read": examined.rows_read,
        "columns": [_column(column) for column in examined.columns],
        "proposal": proposal_content(proposal, speech),
        "questions": questions_content(proposal.questions, speech),
    }


def repeats_content(examined: Examined, outcome: Imported | Refused | None) -> list[dict[str, object]]:
    """Rows that count although they repeat others, and bookings that the file does not have any more."""
    return [
        {"about": one.key, "count": one.count, "total": exact(one.total), "first": list(one.first)}
        for one in (repeats(examined.conversion, outcome) if examined.conversion else ())
    ]


def _column(column: ColumnSummary) -> dict[str, object]:
    return {
        "name": column.name,
        "kind": column.kind,
        "decimal_mark": column.decimal_mark,
        "thousands_mark": column.thousands_mark,
        "date_order": column.date_order,
        "sum": exact(column.total),
        "first": day(column.first),
        "last": day(column.last),
    }


def proposal_content(proposal: Proposal, speech: Speech) -> dict[str, object]:
    """The profile that is proposed, why each part of it is so, and the answers that it rests on."""
    return {
        "profile": profile_content(proposal.profile),
        "covered_until": day(proposal.covered_until),
        "evidence": [
            {"part": one.part, "standing": one.standing.value, "text": one.sentence.said(speech.language)}
            for one in proposal.evidence
        ],
        "answers": dict(proposal.answers),
        "problems": [answer_error(one, speech) for one in proposal.problems],
    }


def profile_content(profile: Profile) -> dict[str, object]:
    """A profile with the names of its TOML; what is not said in it is left out."""
    return dataclasses.asdict(profile, dict_factory=lambda pairs: {key: value for key, value in pairs if value != ()})


def questions_content(questions: Sequence[Question], speech: Speech) -> list[dict[str, object]]:
    """What is asked, each with its readings: the value that answers it, what it means, what the rows then come to."""
    return [
        {
            "key": question.key,
            "text": question.sentence.said(speech.language),
            "readings": [
                {"value": one.value, "meaning": one.meaning.said(speech.language), "sum": exact(one.total)}
                for one in question.readings
            ],
            "rests_on": list(question.rests_on),
        }
        for question in questions
    ]


def errors_content(problems: Sequence[RowProblem], speech: Speech) -> list[dict[str, object]]:
    """What is wrong with rows: the row as a person counts it, the column, what stands there, and why that is wrong."""
    return [{key: value for key, value in row_problem_content(one, speech).items() if key != "key"} for one in problems]


def answer_error(problem: AnswerProblem, speech: Speech) -> dict[str, object]:
    """An answer that cannot be used, as an error of no row."""
    reason = speech.say(f"question.problem.{problem.problem}", **problem.params)
    return {"row": None, "column": problem.key, "value": problem.value, "reason": reason}


def exact(value: Decimal | None) -> str | None:
    """`1234.50`, with more decimals where there are more, so that no digit is lost; null for what nobody knows."""
    if value is None:
        return None
    plain = value or value.copy_abs()  # a negative zero is plain zero
    return f"{plain:f}" if int(plain.as_tuple().exponent) < -2 else f"{plain:.2f}"
