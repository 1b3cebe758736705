"""Wat is besloten, en wie besluit: the decision points with their own standing."""

from __future__ import annotations

from pokdash.domain.plan import Plan
from pokdash.ui import parts, provenance


def shown_with(plan: Plan) -> bool:
    """Whether the overview has room and reason for the decision points: a plan of one line."""
    return len(plan.lines) == 1


def draw(plan: Plan) -> None:
    """Every decision point with its quoted words, standing and date; then who decides, as the source tells."""
    points = [(document, point) for document in plan.documents for point in document.decision_points]
    deciding = provenance.deciding(plan)
    if not points and not deciding:
        return
    parts.html(
        "decisions.html",
        points=points,
        deciding=deciding,
        document_name=provenance.document_name,
    )
