"""Checks: the sums that must be equal, both sides and the difference: ties of the plan and ties of the position."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pokdash.domain.carry_over import carried
from pokdash.domain.ledger import Ledger
from pokdash.domain.money import difference, known_total, total
from pokdash.domain.plan import Plan
from pokdash.domain.plan_ties import side_amount
from pokdash.domain.position import Position
from pokdash.domain.provenance import Words

_FIGURES = ("allocated", "spent", "remaining")


@dataclass(frozen=True, slots=True)
class Check:
    """Two sums that must be equal, in euro; named by the plan (`name`) or by the text `check.<key>`."""

    name: Words | None
    key: str | None
    left: Decimal | None
    right: Decimal | None
    params: dict[str, str | Decimal | None] = field(default_factory=dict)

    @property
    def difference(self) -> Decimal | None:
        """Left − right; None where a side is unknown."""
        return difference(self.left, self.right)

    @property
    def ok(self) -> bool:
        """Both known and equal, or both unknown; a known side against an unknown one is not ok."""
        return self.left == self.right

    @property
    def verifiable(self) -> bool:
        """Whether there is something to compare; two unknown sides prove nothing."""
        return self.left is not None or self.right is not None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many checks compare something, how many of those differ, and how many compare two unknown sides."""

    compared: int
    wrong: int
    unknown: int


def tally(found: Collection[Check]) -> Tally:
    """Count checks; one that is not verifiable is neither right nor wrong."""
    verifiable = [check.verifiable for check in found]
    return Tally(sum(verifiable), sum(not check.ok for check in found), len(verifiable) - sum(verifiable))


def checks(plan: Plan, position: Position, ledger: Ledger) -> tuple[Check, ...]:
    """The plan's own ties (amounts as the documents give them, without amendments), then those of the position."""
    ties = (Check(tie.name, None, side_amount(plan, tie.left), side_amount(plan, tie.right)) for tie in plan.ties)
    return (*ties, *_position_ties(plan, position), _bookings(position, ledger))


def _position_ties(plan: Plan, position: Position) -> Iterator[Check]:
    codes = {line.code for line in plan.lines}
    no_line = carried(plan, position.as_of, None).net - carried(plan, position.as_of, codes).net
    for figure in _FIGURES:
        carry = [no_line] if figure == "remaining" and no_line else []
        lines = [getattr(line.figures, figure) for line in position.lines]
        groups = [getattr(group.figures, figure) for group in position.groups]
        years = [getattr(year.figures, figure) for year in position.years]
        right = getattr(position.total, figure)
        yield Check(None, f"lines_{figure}", _sum([*lines, *carry], right), right)
        yield Check(None, f"groups_{figure}", _sum([*groups, *carry], right), right)
        yield Check(None, f"years_{figure}", _sum([*years, getattr(position.unphased, figure)], right), right)


def _sum(parts: Sequence[Decimal | None], whole: Decimal | None) -> Decimal | None:
    """The sum of the known parts; unknown where the whole is unknown because a part is."""
    if whole is None and any(part is None for part in parts):
        return None
    return known_total(parts)


def _bookings(position: Position, ledger: Ledger) -> Check:
    booked = total(part.spent for part in ledger.spending) if ledger.spent_known else None
    return Check(None, "bookings_spent", booked, position.total.spent)
