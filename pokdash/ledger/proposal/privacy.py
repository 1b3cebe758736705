"""Personal data in descriptions: left out, unless the adviser says that it stays."""

from __future__ import annotations

from pokdash.ledger.profile import Sentence
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.model import PERSONAL_DATA, Answer, Question


def choose_personal_data(draft: Draft) -> None:
    """Put what the adviser says about personal data into the profile."""
    if PERSONAL_DATA in draft.given:
        readings = tuple(
            Answer(choice, Sentence(f"profile.personal_data.{choice}")) for choice in ("leave_out", "keep")
        )
        draft.change(
            personal_data=draft.ask(Question(PERSONAL_DATA, "privacy", Sentence("question.privacy"), readings))
        )
