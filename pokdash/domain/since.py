"""Since: what changed between what was shown on two moments, per line and in all."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pokdash.domain.apart import Apart, apart
from pokdash.domain.money import ZERO, difference
from pokdash.domain.position import Figures, LinePosition, Position, Status
from pokdash.domain.status import budget_after_carry_over


@dataclass(frozen=True, slots=True)
class Change:
    """What changed of a scope, in euro: what was spent more, and what may be spent in all; None cannot be compared."""

    spent: Decimal | None
    budget: Decimal | None

    @property
    def nothing(self) -> bool:
        """Whether all of it is known and the same."""
        return self.spent == self.budget == ZERO


@dataclass(frozen=True, slots=True)
class LineChange:
    """What changed of a line; `before` is the status that it had, None for a line that was not there."""

    line: LinePosition
    change: Change
    before: Status | None

    @property
    def turned(self) -> bool:
        """Whether its status is another one, or it is new."""
        return self.line.status is not self.before


@dataclass(frozen=True, slots=True)
class Since:
    """What changed in all and of every line that is there now; `gone` are the codes of lines that are not any more.

    `apart` says why what was spent cannot be compared; those changes are then None.
    """

    total: Change
    groups: dict[str, Change]
    lines: tuple[LineChange, ...]
    gone: tuple[str, ...]
    apart: tuple[Apart, ...]

    @property
    def nothing(self) -> bool:
        """Whether all that can be compared is the same, to the cent, and everything can be compared."""
        same = all(one.change.nothing and not one.turned for one in self.lines)
        return same and self.total.nothing and not self.apart and not self.gone

    def line(self, code: str) -> LineChange:
        """The change of a line; KeyError where there is none."""
        for one in self.lines:
            if one.line.code == code:
                return one
        raise KeyError(code)


def since(then: Position, now: Position) -> Since:
    """What changed from one position of a plan to another."""
    parted = apart(then, now)
    before = {line.code: line for line in then.lines}
    groups = {group.code: group.figures for group in then.groups}
    return Since(
        total=_change(then.total, now.total, parted),
        groups={group.code: _change(groups.get(group.code), group.figures, parted) for group in now.groups},
        lines=tuple(_line(before.get(line.code), line, parted) for line in now.lines),
        gone=tuple(code for code in before if code not in {line.code for line in now.lines}),
        apart=parted,
    )


def _line(before: LinePosition | None, line: LinePosition, parted: tuple[Apart, ...]) -> LineChange:
    change = _change(before.figures if before else None, line.figures, parted)
    return LineChange(line, change, before.status if before else None)


def _change(then: Figures | None, now: Figures, parted: tuple[Apart, ...]) -> Change:
    """The change of a scope; of one that was not there everything is new."""
    spent = ZERO if then is None else then.spent
    budget = ZERO if then is None else _budget(then)
    return Change(None if parted else difference(now.spent, spent), difference(_budget(now), budget))


def _budget(figures: Figures) -> Decimal | None:
    """What may be spent in all; where nothing is booked, what is allocated."""
    known = budget_after_carry_over(figures)
    return figures.allocated if known is None else known
