"""Account: a part of a line's budget with the bookings that count against it, and the figures of a sum of accounts."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pokdash.domain.budget import BudgetPart, budget, part_year, planned
from pokdash.domain.carry_over import Carried
from pokdash.domain.ledger import CommitmentBalance, Ledger, MonthlySpending
from pokdash.domain.money import ZERO, cents, difference, known_total, total
from pokdash.domain.plan import Plan
from pokdash.domain.position import Figures


@dataclass(frozen=True, slots=True)
class Account:
    """A part of a line's budget with what was spent of it and the open commitments on it, in euro."""

    part: BudgetPart
    spent: Decimal
    committed: Decimal

    @property
    def of_unknown(self) -> bool:
        """Whether money was spent of an amount that nobody gives: then nobody can tell what is left."""
        return self.part.unknown and self.spent != 0


def accounts(plan: Plan, ledger: Ledger, as_of: dt.date) -> tuple[Account, ...]:
    """All parts of all lines; bookings of a line that the plan does not have are left out (`excluded` lists them)."""
    return split(budget(plan, ledger.amendments, as_of), ledger.spending, open_commitments(ledger))


def split(
    budget_parts: Iterable[BudgetPart],
    spending: Iterable[MonthlySpending],
    commitments: Iterable[tuple[str, int, Decimal]] = (),
) -> tuple[Account, ...]:
    """Parts of lines with the spending and open commitments (line, fiscal year, amount) that count against each."""
    parts = {(part.line, part.year): part for part in budget_parts}
    by_line: dict[str, list[BudgetPart]] = defaultdict(list)
    for part in parts.values():
        by_line[part.line].append(part)
    spent: dict[tuple[str, int | None], Decimal] = defaultdict(lambda: ZERO)
    committed: dict[tuple[str, int | None], Decimal] = defaultdict(lambda: ZERO)
    for booked in spending:
        spent[booked.line, part_year(by_line[booked.line], booked.fiscal_year)] += booked.spent
    for line, fiscal_year, amount in commitments:
        committed[line, part_year(by_line[line], fiscal_year)] += amount
    keys = list(parts) + sorted({key for key in (*spent, *committed) if by_line[key[0]] and key not in parts}, key=str)
    return tuple(Account(parts.get(key, BudgetPart(*key)), cents(spent[key]), cents(committed[key])) for key in keys)


def commitments(ledger: Ledger) -> tuple[CommitmentBalance, ...]:
    """Each commitment, one number on one line, with its fiscal years taken together under the last of them."""
    together: dict[tuple[str, str], CommitmentBalance] = {}
    for balance in ledger.commitments:
        key = (balance.number, balance.line)
        before = together.get(key, CommitmentBalance(*key, balance.fiscal_year, ZERO, ZERO))
        together[key] = CommitmentBalance(
            *key,
            fiscal_year=max(before.fiscal_year, balance.fiscal_year),
            committed=before.committed + balance.committed,
            invoiced=before.invoiced + balance.invoiced,
        )
    return tuple(together.values())


def still_open(commitment: CommitmentBalance) -> Decimal:
    """The part of a commitment (of `commitments`) that is not invoiced yet, in euro; at least 0."""
    return max(ZERO, commitment.committed - commitment.invoiced)


def open_commitments(ledger: Ledger) -> Iterator[tuple[str, int, Decimal]]:
    """Line, fiscal year and open part of each commitment.

    The open part counts in the last fiscal year of the commitment, where the rest of the work will be booked.
    """
    for commitment in commitments(ledger):
        yield commitment.line, commitment.fiscal_year, still_open(commitment)


def figures(
    chosen: Sequence[Account], carried: Carried, as_of: dt.date, ledger: Ledger, forecast: Decimal | None
) -> Figures:
    """The ten figures of a sum of accounts; what no imported file says (of `ledger`) is unknown."""
    allocated = known_total(account.part.allocated for account in chosen)
    plan_to_date = planned([account.part for account in chosen], as_of)
    spent = total(account.spent for account in chosen) if ledger.spent_known else None
    committed = total(account.committed for account in chosen) if ledger.committed_known else None
    remaining = remaining_of_accounts(chosen, carried.net) if ledger.spent_known else None
    return Figures(
        allocated=allocated,
        carried_in=carried.inward,
        carried_out=carried.outward,
        committed=committed,
        spent=spent,
        remaining=remaining,
        available=difference(remaining, committed),
        planned_to_date=plan_to_date.amount,
        planned_kind=plan_to_date.kind,
        forecast=forecast if ledger.spent_known else None,
    )


def remaining_of_accounts(chosen: Sequence[Account], net_carried: Decimal) -> Decimal | None:
    """What is left of some accounts together, by `remaining_of`."""
    return remaining_of(
        known_total(account.part.allocated for account in chosen),
        net_carried,
        total(account.spent for account in chosen),
        unknown=any(account.of_unknown for account in chosen),
    )


def remaining_of(
    allocated: Decimal | None, net_carried: Decimal, spent: Decimal, *, unknown: bool = False
) -> Decimal | None:
    """Allocated + carried in − carried out − spent, in euro: the one definition of what is left.

    `unknown` (money was spent of an amount that is unknown) makes it None: then the sum says nothing about what is
    left. An unknown amount of which nothing was spent only stays out of `allocated` (`excluded` lists it). Where no
    amount was ever given, spending and carry-over still count, so that years and unphased money add up to the total;
    None where there is nothing at all.
    """
    if unknown or (allocated is None and not spent and not net_carried):
        return None
    return cents((allocated or ZERO) + net_carried - spent)
