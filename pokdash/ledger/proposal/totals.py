"""Rows that may be totals are only left out when they add up, or when a person says so."""

from __future__ import annotations

from dataclasses import replace

from pokdash.ledger.profile import LeaveOut, Profile, Sentence
from pokdash.ledger.proposal.draft import Draft, Tentative
from pokdash.ledger.proposal.measuring import measured, ties
from pokdash.ledger.proposal.model import Answer, Question


def confirm_totals(draft: Draft) -> None:
    """Tell whether the totals of the file add up; if not, rows that are totals by their look alone stay in.

    Without a date these are then rejected; with a date they could be bookings, and that is asked.
    """
    if draft.fits:
        return
    count, add_up = ties(draft, draft.profile)
    if add_up:
        for one in draft.tentative:
            draft.prove("leave_out", one.key, count=one.count, row=one.row)
        draft.prove("leave_out", "totals_add_up", count=count)
        return
    for one in draft.tentative:
        without = _without(draft.profile, one.rule)
        if not one.dated or _asked(draft, one, without) == "keep":
            draft.change(leave_out=without)


def _without(profile: Profile, rule: LeaveOut) -> tuple[LeaveOut, ...]:
    return tuple(one for one in profile.leave_out if one != rule)


def _asked(draft: Draft, one: Tentative, without: tuple[LeaveOut, ...]) -> str:
    left_out = draft.profile
    kept = measured(draft, replace(left_out, leave_out=without)).total
    readings = (
        Answer("leave_out", Sentence("question.total_leave_out"), measured(draft, left_out).total),
        Answer("keep", Sentence("question.total_keep"), kept),
    )
    sentence = Sentence("question.total", {"count": one.count, "row": one.row})
    return draft.ask(Question("total", "leave_out", sentence, readings))
