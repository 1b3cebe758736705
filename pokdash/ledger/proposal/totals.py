"""Rows with nothing but amounts are only left out as totals when they add up."""

from __future__ import annotations

from dataclasses import replace

from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.measuring import ties


def confirm_totals(draft: Draft) -> None:
    """Tell whether the totals of the file add up; if not, rows without any word stay in, and are rejected."""
    if draft.fits:
        return
    count, add_up = ties(draft, draft.profile)
    if add_up:
        draft.prove("leave_out", "totals_add_up", count=count)
        return
    bare = [
        rule
        for rule in draft.profile.leave_out
        if rule.reason == "subtotal" and all(cell.pattern == "" for cell in rule.cells)
    ]
    if bare:
        draft.profile = replace(
            draft.profile, leave_out=tuple(rule for rule in draft.profile.leave_out if rule not in bare)
        )
        draft.evidence = [told for told in draft.evidence if told.sentence.key != "evidence.leave_out.bare_total"]
