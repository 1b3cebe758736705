"""Position: how much is allocated, spent, committed and left. The one definition of each figure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from pokdash.domain.forecast import Choice
from pokdash.domain.money import difference


class Status(StrEnum):
    """What a line needs: see `status.py` for the rules and their order."""

    ON_SCHEDULE = "on_schedule"
    FASTER = "faster"
    SLOWER = "slower"
    SHORTAGE_EXPECTED = "shortage_expected"
    OVERCOMMITTED = "overcommitted"
    OVERSPENT = "overspent"
    NO_BOOKINGS = "no_bookings"
    WAITING = "waiting"
    NO_DATA = "no_data"


@dataclass(frozen=True, slots=True)
class Figures:
    """The ten figures of a line, group, year or plan, in euro; None is unknown, never zero."""

    allocated: Decimal | None
    carried_in: Decimal | None
    carried_out: Decimal | None
    committed: Decimal | None
    spent: Decimal | None
    remaining: Decimal | None  # allocated + carried_in - carried_out - spent
    available: Decimal | None  # remaining - committed; on screen: nog niet vastgelegd
    planned_to_date: Decimal | None
    planned_kind: str | None  # source, assumption, adopted
    forecast: Decimal | None  # expected spending at the end of the period, in all


@dataclass(frozen=True, slots=True)
class LinePosition:
    """A line's figures and status, and what they come from.

    `planned` is what the status compares with (see `Position.planned`), `expected` what `figures.forecast` comes from.
    """

    code: str
    name: str
    group: str
    figures: Figures
    status: Status
    planned: Decimal | None
    expected: Choice

    @property
    def pace(self) -> Decimal | None:
        """Planned − spent, in euro (see `Position.pace`)."""
        return difference(self.planned, self.figures.spent)


@dataclass(frozen=True, slots=True)
class GroupPosition:
    """A group's figures; its status follows the same rules as a line's."""

    code: str
    name: str  # Dutch name
    figures: Figures
    status: Status
    planned: Decimal | None

    @property
    def pace(self) -> Decimal | None:
        """Planned − spent, in euro (see `Position.pace`)."""
        return difference(self.planned, self.figures.spent)


@dataclass(frozen=True, slots=True)
class YearPosition:
    """What is allocated to one fiscal year by the sources, and what was spent of that."""

    year: int
    figures: Figures


@dataclass(frozen=True, slots=True)
class Unphased:
    """The lines with one amount for a whole period: money that no source divides over years."""

    allocated: Decimal | None
    spent: Decimal | None
    remaining: Decimal | None


@dataclass(frozen=True, slots=True)
class Excluded:
    """Something left out of a sum, and why: text keys `excluded.what.<what>` and `excluded.why.<why>` with params."""

    what: str
    why: str
    params: dict[str, str | int | Decimal | dt.date | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Position:
    """One plan version and ledger generation at one reference date."""

    plan: str
    plan_version: int
    as_of: dt.date
    covered_until: dt.date | None
    known_until: dt.date  # the reference date or, if that is earlier, where the ledger ends
    generation: int
    example: bool
    total: Figures
    total_status: Status
    total_planned: Decimal | None
    groups: tuple[GroupPosition, ...]
    lines: tuple[LinePosition, ...]
    years: tuple[YearPosition, ...]
    unphased: Unphased
    excluded: tuple[Excluded, ...]

    @property
    def spent_known(self) -> bool:
        """Whether it is known what was spent of the plan."""
        return self.total.spent is not None

    @property
    def total_pace(self) -> Decimal | None:
        """Planned − spent of the plan, in euro (see `pace`)."""
        return difference(self.total_planned, self.total.spent)

    def line(self, code: str) -> LinePosition:
        """The line with this code; KeyError where there is none."""
        for line in self.lines:
            if line.code == code:
                return line
        raise KeyError(code)

    def scope(self, scope: str) -> Figures:
        """Figures of `total`, a group code or a line code; KeyError where there is none."""
        if scope == "total":
            return self.total
        return self._part(scope).figures

    def status(self, scope: str) -> Status:
        """Status of `total`, a group code or a line code; KeyError where there is none."""
        return self.total_status if scope == "total" else self._part(scope).status

    def planned(self, scope: str) -> Decimal | None:
        """What would have been spent by the phasing at `known_until`, in euro, of `total`, a group or a line.

        Compare spending with this, and not with `planned_to_date` of the reference date: bookings that are not there
        yet are not slow spending. None is unknown; KeyError for no such scope.
        """
        return self.total_planned if scope == "total" else self._part(scope).planned

    def pace(self, scope: str) -> Decimal | None:
        """`planned` − spent of a scope, in euro; positive is slower, None unknown; KeyError for no such scope."""
        return self.total_pace if scope == "total" else self._part(scope).pace

    def _part(self, scope: str) -> GroupPosition | LinePosition:
        parts: tuple[GroupPosition | LinePosition, ...] = (*self.groups, *self.lines)
        for part in parts:
            if part.code == scope:
                return part
        raise KeyError(scope)
