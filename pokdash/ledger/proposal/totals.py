"""Rows that may be totals are only left out when they add up, or when a person says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from pokdash.ledger.profile import Filling, LeaveOut, Profile, Sentence
from pokdash.ledger.proposal.draft import Draft, Look, Tentative
from pokdash.ledger.proposal.measuring import measured
from pokdash.ledger.proposal.model import Answer, Question
from pokdash.ledger.proposal.row_rules import fitting_rows

BEFORE = ("columns", "amount", "marks", "kind", "sign")
"""As long as one of these parts is asked, sums say nothing."""
_MOST = 100  # totals that do not add up of which the rules are sought


@dataclass(frozen=True, slots=True)
class _Totals:
    """How many totals, how many of them do not add up; of the first: its row, what it says, the sum above it."""

    count: int
    apart: int
    row: int
    said: Decimal
    total: Decimal
    rows: list[int]


def confirm_totals(draft: Draft) -> None:
    """Tell whether the totals of the file add up; if not, rows that are totals by their look alone stay in.

    Without a date these are then rejected; with a date they could be bookings, and that is asked. So are totals by
    their words that do not add up: the file may be read wrongly, or rows are missing.
    """
    found = _totals(draft)
    maybe = [one for one in draft.tentative if one.rule.reason == "subtotal"]
    if found.count and not found.apart:
        for one in maybe:
            if one.look is Look.PLAIN:
                _asked(draft, "total", one, "total_plain")
                continue
            draft.prove("leave_out", one.key, count=one.count, row=one.row)
        draft.prove("leave_out", "totals_add_up", count=found.count)
    else:
        for one in maybe:
            _apart(draft, one)
        _by_words(draft)
    for one in draft.tentative:
        if one.rule.reason == "opening_balance":
            _asked(draft, "opening", one)


def _apart(draft: Draft, one: Tentative) -> None:
    """Rows that look like totals and do not add up."""
    if one.look is Look.PLAIN:
        draft.change(leave_out=_without(draft.profile, [one.rule]))
    elif one.look is Look.DATED:
        _asked(draft, "total", one)
    else:
        draft.prove("leave_out", "totals_bare_apart", count=one.count, row=one.row)
        draft.change(leave_out=_without(draft.profile, [one.rule]))


def _totals(draft: Draft) -> _Totals:
    if not any(rule.reason == "subtotal" for rule in draft.profile.leave_out):
        return _Totals(0, 0, 0, Decimal(0), Decimal(0), [])
    draft.read_as(draft.profile)
    return _Totals(*draft.rows("totals_apart", most=str(_MOST))[0])


def _by_words(draft: Draft) -> None:
    """Totals by their words that do not add up are asked once nothing is open that may be the reason."""
    found = _totals(draft)
    if not found.apart or any(question.part in BEFORE for question in draft.questions):
        return
    rules = [
        rule
        for rule in draft.profile.leave_out
        if rule.reason == "subtotal" and not _is_tentative(draft, rule) and fitting_rows(draft, rule, found.rows)
    ]
    if not rules:
        return
    without = _without(draft.profile, rules)
    params: dict[str, Filling] = {"count": found.apart, "row": found.row, "said": found.said, "total": found.total}
    question = Question("totals", "leave_out", Sentence("question.totals", params), _readings(draft, without))
    if draft.ask(question) == "keep":
        draft.change(leave_out=without, kept=(*draft.profile.kept, *rules))


def _is_tentative(draft: Draft, rule: LeaveOut) -> bool:
    return any(one.rule == rule for one in draft.tentative)


def _without(profile: Profile, rules: Iterable[LeaveOut]) -> tuple[LeaveOut, ...]:
    gone = list(rules)
    return tuple(one for one in profile.leave_out if one not in gone)


def _asked(draft: Draft, key: str, one: Tentative, said: str | None = None) -> None:
    """Put the rows back if a person says that they are bookings; `said` is the sentence if the key does not say it."""
    without = _without(draft.profile, [one.rule])
    sentence = Sentence(f"question.{said or key}", {"count": one.count, "row": one.row})
    if draft.ask(Question(key, "leave_out", sentence, _readings(draft, without))) == "keep":
        draft.change(leave_out=without, kept=(*draft.profile.kept, one.rule))


def _readings(draft: Draft, without: tuple[LeaveOut, ...]) -> tuple[Answer, Answer]:
    left_out = draft.profile
    kept = measured(draft, replace(left_out, leave_out=without)).total
    return (
        Answer("leave_out", Sentence("question.total_leave_out"), measured(draft, left_out).total),
        Answer("keep", Sentence("question.total_keep"), kept),
    )
