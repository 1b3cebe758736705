"""Wat is besloten, of wat besluit de raad, en wie besluit: the decision points with their own standing."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from pokdash.domain.plan import Plan
from pokdash.domain.plan_record import DecisionPoint, PointAmount
from pokdash.domain.provenance import Standing
from pokdash.ui import parts, provenance
from pokdash.ui.say import say


def shown_with(plan: Plan) -> bool:
    """Whether the overview has room and reason for the decision points: a plan of one line."""
    return len(plan.lines) == 1


def draw(plan: Plan) -> None:
    """Every decision point with its quoted words, standing and date; then who decides, as the source tells."""
    points = [
        (document, point, _amount(plan, point)) for document in plan.documents for point in document.decision_points
    ]
    deciding = provenance.deciding(plan)
    if not points and not deciding:
        return
    parts.html(
        "decisions.html",
        title=title([point for _, point, _ in points]),
        points=points,
        deciding=deciding,
        document_name=provenance.document_name,
    )


def title(points: Collection[DecisionPoint]) -> str:
    """The heading follows the standings: a proposal is not a decision, and not every proposal is to the council."""
    proposed = [point.standing is Standing.PROPOSED for point in points]
    if not any(proposed):
        return say("decisions.title")
    if not all(proposed):
        return say("decisions.title_both")
    return say("decisions.title_council" if all(point.council for point in points) else "decisions.title_proposed")


def _amount(plan: Plan, point: DecisionPoint) -> Decimal | None:
    """The amount in euro that a point names, where the plan takes an amount from those very words; else None."""
    if point.amount is not PointAmount.GIVEN:
        return None
    amounts = [plan.total, *(entry.amount for entry in plan.stated)]
    amounts += [allocation.amount for line in plan.lines for allocation in line.allocations]
    return next((amount.value for amount in amounts if amount.source == point.text), None)
