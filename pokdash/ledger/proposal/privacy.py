"""Personal data in descriptions: left out, unless the adviser says that it stays."""

from __future__ import annotations

from pokdash.ledger.profile import Sentence
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.model import Answer, Question

KEY = "privacy.description"
"""Nobody is asked for it: the rule is to leave out. It only becomes a question when its answer cannot be used."""


def choose_personal_data(draft: Draft) -> None:
    """Put what the adviser says about personal data into the profile."""
    if KEY in draft.given:
        readings = tuple(
            Answer(choice, Sentence(f"profile.personal_data.{choice}")) for choice in ("leave_out", "keep")
        )
        draft.change(personal_data=draft.ask(Question(KEY, "privacy", Sentence("question.privacy"), readings)))
