"""What-if: how every line ends when a scenario is put on a plan, by one short rule on whole cents.

A `Baseline` holds what a plan and its ledger say at a reference date: the amounts that can be changed (cells) and what
each line is expected to spend by the end of each month to come (course). A scenario is laid on it:

- spending by a month = pace × what was expected in the months from the first to the last one in which the line goes on,
  in whole percents and rounded half up (`at_pace`); at the end of the period at least what is promised.
- what is left by a month = what is left now + the changes of the amounts − that spending − what lapsed.
- where that is chosen, what is left of the amount of a year lapses when that year ends before the period does.
- the range at the end: the distances to low and high of as many months as the line goes on, at the pace.

So the expected spending does not follow an amount: a line that is given more money is not expected to spend more. A
browser computes the same from the same cents; `tests/browser` holds the two together.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from pokdash.domain.money import ZERO, cents, share, total
from pokdash.domain.month import parsed_month
from pokdash.domain.scenario import CourseChange, LeftOver, Scenario


@dataclass(frozen=True, slots=True)
class Cell:
    """An amount of a line that a scenario can change, in euro: of one fiscal year, or (`year` None) of the period.

    `carried` is what carry-over brought in − took out. `amount` None is unknown; then it cannot be changed.
    """

    line: str
    year: int | None
    amount: Decimal | None
    carried: Decimal
    spent: Decimal
    committed: Decimal

    @property
    def left(self) -> Decimal:
        """What is left of it now."""
        return (self.amount or ZERO) + self.carried - self.spent

    @property
    def floor(self) -> Decimal:
        """The least that the amount should be: what is spent and committed, less what was carried over to it."""
        return max(ZERO, self.spent + self.committed - self.carried)

    @property
    def least(self) -> Decimal:
        """The lowest choice: the floor, or the amount itself where that is below the floor already."""
        return min(self.floor, self.amount or ZERO)


@dataclass(frozen=True, slots=True)
class Course:
    """What a line is expected to spend after now, by the end of each month to come, in euro.

    `below` and `above` are the distances to the worst and best of 8 of 10 cases at the same month ends; empty without a
    range. `committed` is promised: at the end at least that is spent. `movable`: its pace and months can be chosen; not
    once the period is over.
    """

    spending: tuple[Decimal, ...]
    below: tuple[Decimal, ...]
    above: tuple[Decimal, ...]
    committed: Decimal
    movable: bool


@dataclass(frozen=True, slots=True)
class BaselineLine:
    """A line: its amounts, what is left now (None: unknown), and its course (None: nothing is expected).

    `past` is what was left at the end of each month so far (a number), had the amounts always been those of now.
    """

    line: str
    left: Decimal | None
    cells: tuple[Cell, ...]
    course: Course | None
    past: tuple[tuple[int, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Baseline:
    """Every line of a plan at a reference date; the first month to come is `first_month` (a number)."""

    lines: tuple[BaselineLine, ...]
    first_month: int

    def line(self, code: str) -> BaselineLine:
        """The line with this code; KeyError where there is none."""
        for line in self.lines:
            if line.line == code:
                return line
        raise KeyError(code)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The amounts of all lines."""
        return tuple(cell for line in self.lines for cell in line.cells)

    def of(self, lines: Collection[str]) -> Baseline:
        """Some lines only."""
        return replace(self, lines=tuple(line for line in self.lines if line.line in lines))


@dataclass(frozen=True, slots=True)
class LineOutcome:
    """What a scenario makes of a line, in euro; None is unknown.

    `left` is what is left now, `path` at the end of each month to come, `end` at the end of the period, `low` and
    `high` that in the worst and best of 8 of 10 cases. A line without a course ends short where it is short already.
    `by_year` is what is left of the amount of each year when it ends, `lapsed` what of that lapses before the period
    ends, and `left_over` what is chosen for what is left.
    """

    line: str
    allocated: Decimal | None
    delta: Decimal
    left_over: LeftOver | None
    left: Decimal | None = None
    path: tuple[Decimal, ...] = ()
    end: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    by_year: tuple[tuple[int, Decimal], ...] = ()
    lapsed: Decimal = ZERO

    @property
    def span(self) -> tuple[Decimal, Decimal] | None:
        """Between what it ends in 8 of 10 cases, of two shortages the smallest first; None where that is one amount."""
        if self.low is None or self.high is None or self.low == self.high:
            return None
        return (self.high, self.low) if self.high <= 0 else (self.low, self.high)

    @property
    def may_be_short(self) -> bool:
        """Whether no shortage is expected, and yet it remains possible."""
        return self.end is not None and self.low is not None and self.low < 0 <= self.end


@dataclass(frozen=True, slots=True)
class Side:
    """An amount in euro, 0 or more, and the lines that it is of."""

    amount: Decimal
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a scenario makes of a plan, in euro; lines over and lines short are never netted.

    `undivided` is what is still to be divided; below zero too much was divided. `surplus` is what lines have over,
    `carried_on` and `lapsed` what of that is chosen to go to a later year or to lapse, with what lapsed before.
    Of the lines `without_end` is not known how they end.
    """

    lines: tuple[LineOutcome, ...]
    allocated: Decimal
    undivided: Decimal
    surplus: Side
    shortage: Side
    may_be_short: tuple[str, ...]
    carried_on: Side
    lapsed: Side
    without_end: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether of no line is known how it ends."""
        return len(self.without_end) == len(self.lines)

    def line(self, code: str) -> LineOutcome:
        """The line with this code; KeyError where there is none."""
        for line in self.lines:
            if line.line == code:
                return line
        raise KeyError(code)


def outcome(baseline: Baseline, scenario: Scenario) -> Outcome:
    """Lay a scenario on a plan; without changes it is what the plan and its forecast say."""
    lines = tuple(_line(one, scenario, baseline.first_month) for one in baseline.lines)
    over = {one.line: one.end for one in lines if one.end is not None and one.end > 0}
    short = {one.line: -one.end for one in lines if one.end is not None and one.end < 0}
    carried_on = {one.line: over[one.line] for one in lines if one.line in over and _goes(one, LeftOver.CARRY_OVER)}
    lapsing = {
        one.line: one.lapsed + (over.get(one.line, ZERO) if _goes(one, LeftOver.LAPSE) else ZERO) for one in lines
    }
    return Outcome(
        lines=lines,
        allocated=total(one.allocated or ZERO for one in lines),
        undivided=cents(scenario.extra - total(one.delta for one in lines)),
        surplus=_side(over),
        shortage=_side(short),
        may_be_short=tuple(one.line for one in lines if one.may_be_short),
        carried_on=_side(carried_on),
        lapsed=_side({line: amount for line, amount in lapsing.items() if amount}),
        without_end=tuple(one.line for one in lines if one.end is None),
    )


def _goes(one: LineOutcome, where: LeftOver) -> bool:
    return one.left_over is where


def _side(amounts: dict[str, Decimal]) -> Side:
    return Side(total(amounts.values()), tuple(amounts))


def _line(one: BaselineLine, scenario: Scenario, first_month: int) -> LineOutcome:
    change = scenario.course(one.line)
    deltas = {cell.year: scenario.delta(cell.line, cell.year) for cell in one.cells}
    known = [cell.amount for cell in one.cells if cell.amount is not None]
    found = LineOutcome(
        line=one.line,
        allocated=total((*known, *deltas.values())) if known else None,
        delta=total(deltas.values()),
        left_over=change.left_over,
    )
    if one.left is None:
        return found
    spending = scenario_spending(one.course, change, first_month) if one.course else ()
    by_year = tuple(
        (cell.year, cents(cell.left + deltas[cell.year] - _spent_in(spending, cell.year * 12 - first_month)))
        for cell in one.cells
        if cell.year is not None
    )
    gone_on = _going_on(replace(found, by_year=by_year), one.left, spending, first_month)
    return _with_range(gone_on, one.course, change, first_month) if one.course else gone_on


def _going_on(found: LineOutcome, left_now: Decimal, spending: Sequence[Decimal], first_month: int) -> LineOutcome:
    """A line of which is known what is left now: also how it goes on and ends."""
    last = first_month + max(0, len(spending) - 1)
    chosen = found.by_year if found.left_over is LeftOver.LAPSE else ()
    lapses = [(year * 12 + 11, max(ZERO, left)) for year, left in chosen if year * 12 + 11 < last]
    now = left_now + found.delta
    path = tuple(cents(now - spent - _lapsed(lapses, month)) for month, spent in enumerate(spending, first_month))
    left = cents(now - _lapsed(lapses, first_month - 1))
    end = path[-1] if path else left if left < 0 else None
    return replace(found, left=left, path=path, end=end, lapsed=_lapsed(lapses, last))


def _with_range(found: LineOutcome, course: Course, change: CourseChange, first_month: int) -> LineOutcome:
    """The same with what is left in the worst and in the best of 8 of 10 cases, where there is a range."""
    if found.end is None or not course.above:
        return found
    first, last = window(course, change, first_month)
    spent = scenario_spending(course, change, first_month)[-1]
    above, below = (at_pace(_through(far, last - first), change.pace) for far in (course.above, course.below))
    least = max(spent - below, course.committed)
    return replace(found, low=cents(found.end - above), high=cents(found.end + (spent - least)))


def _lapsed(lapses: Sequence[tuple[int, Decimal]], month: int) -> Decimal:
    """What has lapsed by the end of a month (number)."""
    return total(amount for at, amount in lapses if at <= month)


def _spent_in(spending: Sequence[Decimal], january: int) -> Decimal:
    """What is spent after now in the months to come of a year, of which `january` counts from the first month."""
    return _through(spending, january + 11) - _through(spending, january - 1)


def _through(spending: Sequence[Decimal], at: int) -> Decimal:
    return spending[min(at, len(spending) - 1)] if at >= 0 and spending else ZERO


def at_pace(expected: Decimal, pace: int) -> Decimal:
    """`pace` percent of what was expected, in euro, half a cent rounded away from zero."""
    return share(expected, Fraction(pace, 100))


def window(course: Course, change: CourseChange, first_month: int) -> tuple[int, int]:
    """The first and last month in which the line goes on, counted from `first_month` (a number).

    A first month that has passed is now; where the last one has passed, it is -1 and the line goes on no more.
    """
    end = len(course.spending) - 1
    first = parsed_month(change.first_month) - first_month if change.first_month else 0
    last = parsed_month(change.last_month) - first_month if change.last_month else end
    return max(0, min(first, end)), max(-1, min(last, end))


def scenario_spending(course: Course, change: CourseChange, first_month: int) -> tuple[Decimal, ...]:
    """What is spent after now by the end of each month, in euro, if the line goes on as the scenario says."""
    first, last = window(course, change, first_month)
    before = _through(course.spending, first - 1)
    spent = [
        at_pace(_through(course.spending, min(at, last)) - before, change.pace) if first <= at else ZERO
        for at in range(len(course.spending))
    ]
    return (*spent[:-1], max(spent[-1], course.committed))
