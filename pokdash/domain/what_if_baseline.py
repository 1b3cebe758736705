"""The baseline of a what-if: what a plan and its ledger say of every line at a reference date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from pokdash.domain.account import Account, open_commitments
from pokdash.domain.branch import Branch, own_branches
from pokdash.domain.budget import phased_months, planned
from pokdash.domain.carry_over import carried
from pokdash.domain.measure import Measuring
from pokdash.domain.money import ZERO, cents, difference
from pokdash.domain.month import last_day, month_number
from pokdash.domain.plan import Plan
from pokdash.domain.plan_changes import PhasingStanding
from pokdash.domain.what_if import Baseline, BaselineLine, Cell, Course


def baseline(measuring: Measuring) -> Baseline:
    """What a scenario of a plan starts from.

    The amounts are those of the accounts. Of a plan with one line that has an amount for a whole period it is what the
    phasing gives to each year, once there are months; so the money can be moved between its years.
    """
    branches = {branch.line: branch for branch in own_branches(measuring, None)}
    until = measuring.known_until
    month = month_number(until)
    first_month = month + 1 if until == last_day(month) else month
    lines = tuple(_line(measuring, line.code, branches.get(line.code)) for line in measuring.plan.lines)
    return Baseline(lines, first_month)


def _line(measuring: Measuring, line: str, branch: Branch | None) -> BaselineLine:
    known = branch is not None and measuring.ledger.spent_known
    own = measuring.of_lines({line})
    cells = tuple(_by_phasing(measuring, own[0]) if _one_phased(measuring, own) else _by_account(measuring, own))
    if branch is None or not known:
        return BaselineLine(line, None, cells, None)
    course = _course(measuring, line, branch) if branch.forecast else None
    return BaselineLine(line, branch.now, cells, course, tuple(_past(measuring, line, branch.now)))


def _past(measuring: Measuring, line: str, left: Decimal) -> Iterator[tuple[int, Decimal]]:
    """From the month before the first with bookings to that of now."""
    now, by_month = month_number(measuring.known_until), defaultdict[int, Decimal](lambda: ZERO)
    for booked in measuring.ledger.spending:
        if booked.line == line:
            by_month[min(now, month_number(booked.month))] += booked.spent
    before = left + sum(by_month.values(), ZERO)
    for month in range(min(by_month, default=now) - 1, now + 1):
        before -= by_month[month]
        yield month, cents(before)


def _by_account(measuring: Measuring, own: list[Account]) -> Iterator[Cell]:
    """The parts of a line; carry-over that is of no part is of the first one."""
    line = own[0].part.line
    years = [account.part.year for account in own]
    of_year = {year: carried(measuring.plan, measuring.as_of, {line}, year).net if year else ZERO for year in years}
    rest = carried(measuring.plan, measuring.as_of, {line}).net - sum(of_year.values(), ZERO)
    without_year = next((a for a in own if a.part.year is None), own[0])
    for account in own:
        yield Cell(
            line=line,
            year=account.part.year,
            amount=account.part.allocated,
            carried=of_year[account.part.year] + (rest if account is without_year else ZERO),
            spent=account.spent,
            committed=account.committed,
        )


def _one_phased(measuring: Measuring, own: list[Account]) -> bool:
    """Whether it is the only line of its plan, with one amount for a period, and a spread over its months."""
    return (
        len(measuring.plan.lines) == 1
        and len(own) == 1
        and own[0].part.year is None
        and phased_months([own[0].part]) is not None
        and own[0].part.allocated is not None
    )


def _by_phasing(measuring: Measuring, account: Account) -> Iterator[Cell]:
    """What the phasing gives to each year, with what was booked and promised in that fiscal year."""
    part, ledger = account.part, measuring.ledger
    spent: dict[int, Decimal] = defaultdict(lambda: ZERO)
    promised: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for booked in ledger.spending:
        if booked.line == part.line:
            spent[booked.fiscal_year] += booked.spent
    for line, year, amount in open_commitments(ledger):
        if line == part.line:
            promised[year] += amount
    first, last = phased_months([part]) or (0, 0)
    years = sorted({*range(first // 12, last // 12 + 1), *spent, *promised})
    in_years = {year: carried(measuring.plan, measuring.as_of, {part.line}, year).net for year in years}
    rest = carried(measuring.plan, measuring.as_of, {part.line}).net - sum(in_years.values(), ZERO)
    for year in years:
        by_end = planned([part], last_day(year * 12 + 11)).amount
        before = planned([part], last_day(year * 12 - 1)).amount
        yield Cell(
            line=part.line,
            year=year,
            amount=difference(by_end, before),
            carried=in_years[year] + (rest if year == years[0] else ZERO),
            spent=spent[year],
            committed=promised[year],
        )


def _course(measuring: Measuring, line: str, branch: Branch) -> Course:
    """What a line is expected to spend after now, from what it is expected to have left."""
    ahead = [one for one in branch.expected if one.day > branch.as_of] or list(branch.expected[-1:])
    ranges = [(one.low, one.high) for one in ahead]
    return Course(
        spending=tuple(cents(branch.now - one.amount) for one in ahead),
        above=tuple(cents(one.amount - low) for one, (low, _) in zip(ahead, ranges, strict=True) if low is not None),
        below=tuple(cents(high - one.amount) for one, (_, high) in zip(ahead, ranges, strict=True) if high is not None),
        committed=measuring.history(line).committed or ZERO,
        movable=branch.end_day > branch.as_of,
    )


def years_assumed(plan: Plan, planned_kind: str | None) -> bool:
    """Whether the amounts of years come from a phasing that somebody assumed: so with one line without amounts by year.

    `planned_kind` is that of the figures of the whole plan.
    """
    years = [allocation.year for line in plan.lines for allocation in line.allocations]
    return len(plan.lines) == 1 and not any(years) and planned_kind == PhasingStanding.ASSUMPTION
