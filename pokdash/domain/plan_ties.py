"""Sums that must be equal: what a tie's terms are worth, and which sums of our own entry do not balance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pokdash.domain.money import strict_total
from pokdash.domain.plan import Plan
from pokdash.domain.plan_problem import Breach, written
from pokdash.domain.provenance import Path

_TERM = re.compile(r"(?P<minus>-?)(?P<what>total|group|line|stated)(:(?P<code>[^:]+))?(:(?P<year>\d{4}))?")


def side_amount(plan: Plan, terms: Sequence[str]) -> Decimal | None:
    """The sum in euro of one side of a tie; None when an amount in it is unknown.

    KeyError for a term that names nothing in this plan; a plan that `read_plan` accepted has no such term.
    """
    return strict_total(term_amount(plan, term) for term in terms)


def term_amount(plan: Plan, term: str) -> Decimal | None:
    """What a term (see `Tie`) is worth in euro, sign included; None when unknown, KeyError when it names nothing."""
    read = _TERM.fullmatch(term)
    if read is None or (read["what"] == "total") == bool(read["code"]):
        raise KeyError(term)
    amounts = _amounts(plan, read["what"], read["code"], read["year"])
    if not amounts:
        raise KeyError(term)
    amount = strict_total(amounts)
    return -amount if read["minus"] and amount is not None else amount


def _amounts(plan: Plan, what: str, code: str | None, year: str | None) -> list[Decimal | None]:
    if what == "total":
        return [plan.total.value]
    if what == "stated":
        return [entry.amount.value for entry in plan.stated if entry.id == code and year is None]
    return [
        allocation.amount.value
        for line in plan.lines
        if code == (line.group if what == "group" else line.code)
        for allocation in line.allocations
        if year is None or allocation.year == int(year)
    ]


def tie_breaches(plan: Plan) -> Iterator[Breach]:
    """The lines that do not add up to the total, and every tie that names nothing or does not balance."""
    lines = strict_total(part.amount.value for line in plan.lines for part in line.allocations)
    yield from _difference(("total", "value"), "lines_differ_from_total", plan.total.value, lines)
    for position, tie in enumerate(plan.ties):
        nameless = list(_nameless_terms(plan, position))
        yield from nameless
        if not nameless:
            left, right = side_amount(plan, tie.left), side_amount(plan, tie.right)
            yield from _difference(("ties", position), "tie_does_not_balance", left, right)


def _nameless_terms(plan: Plan, position: int) -> Iterator[Breach]:
    for side in ("left", "right"):
        for number, term in enumerate(getattr(plan.ties[position], side)):
            try:
                term_amount(plan, term)
            except KeyError:
                yield Breach(("ties", position, side, number), written(term), "unknown_term")


def _difference(path: Path, problem: str, left: Decimal | None, right: Decimal | None) -> Iterator[Breach]:
    if left is not None and right is not None and left != right:
        yield Breach(path, str(left), problem, {"left": left, "right": right, "difference": left - right})
