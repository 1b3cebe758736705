"""Rows that are left out as totals or opening balances until a person says that they are bookings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pokdash.ledger.profile import LeaveOut, Profile, Sentence
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.measuring import measured
from pokdash.ledger.proposal.model import Answer, Question


def without(profile: Profile, rules: Iterable[LeaveOut]) -> tuple[LeaveOut, ...]:
    """The rules for rows that are no bookings, less these."""
    gone = list(rules)
    return tuple(one for one in profile.leave_out if one not in gone)


def ask_back(draft: Draft, key: str, sentence: Sentence, rules: Sequence[LeaveOut]) -> None:
    """Put the rows that rules leave out back if a person says that they are bookings."""
    left_out = draft.profile
    put_back = replace(left_out, leave_out=without(left_out, rules), kept=(*left_out.kept, *rules))
    if draft.ask(Question(key, "leave_out", sentence, _readings(draft, put_back))) == "keep":
        draft.profile = put_back


def _readings(draft: Draft, put_back: Profile) -> tuple[Answer, Answer]:
    left_out = draft.profile
    kept = measured(draft, put_back).total
    return (
        Answer("leave_out", Sentence("question.total_leave_out"), measured(draft, left_out).total),
        Answer("keep", Sentence("question.total_keep"), kept),
    )
