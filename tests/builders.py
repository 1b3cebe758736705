"""Small plans and ledgers for tests: both source documents as far as the arithmetic needs them, and free variations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from pokdash.domain.ledger import CommitmentBalance, Ledger, LedgerAmendment, MonthlySpending
from pokdash.domain.plan import Plan

SOURCE = {"document": "doc", "place": "p. 1", "quote": "woorden"}
ASSUMED = {"who": "test", "on": "2026-01-01", "why": "test"}


def amount(value: str | int | Decimal | None) -> dict[str, Any]:
    """An amount from the document `doc`; None is unknown."""
    return {"value": "unknown" if value is None else str(value), "kind": "source", "source": SOURCE}


def allocation(
    value: str | int | Decimal | None, year: int | None = None, period: tuple[int, int] | None = None
) -> Any:
    """An amount for a year, a period, or neither."""
    named = None if period is None else {"first": period[0], "last": period[1]}
    return {"amount": amount(value), "standing": "college", "year": year, "period": named}


def line(code: str, allocations: Iterable[Any], group: str = "lines", **more: Any) -> dict[str, Any]:
    """A line of the plan."""
    return {
        "code": code, "group": group, "name": f"Line {code}", "official_name": code, "allocations": list(allocations),
        **more,
    }  # fmt: skip


def phasing(
    code: str, first: str, last: str, kind: str = "assumption", method: str = "equal_months", **more: Any
) -> dict[str, Any]:
    """A spread of a line over months."""
    return {
        "line": code, "method": method, "kind": kind, "first_month": first, "last_month": last, "assumption": ASSUMED,
        **more,
    }  # fmt: skip


def carry_over(
    from_year: int, to_year: int, value: str | int | Decimal | None, status: str = "decided", **more: Any
) -> dict[str, Any]:
    """Money moved between two years."""
    return {"from_year": from_year, "to_year": to_year, "amount": amount(value), "status": status, **more}


def amendment(code: str, on: str, delta: str | int | Decimal | None, year: int | None = None) -> dict[str, Any]:
    """A dated change of a line's allocation."""
    return {
        "line": code, "on": on, "delta": amount(delta), "standing": "council", "decision": "besluit", "year": year,
    }  # fmt: skip


def gate(*lines: str, outcome: str | None = None, effect: str = "spending_waits") -> dict[str, Any]:
    """A study or decision that touches some lines."""
    return {
        "id": f"gate-{'-'.join(lines)}", "what": "Onderzoek", "effect": effect, "lines": lines, "source": SOURCE,
        "outcome": outcome,
    }  # fmt: skip


def plan(lines: Iterable[Mapping[str, Any]], first_year: int = 2024, last_year: int = 2027, **more: Any) -> Plan:
    """A plan of these lines; its groups are those that the lines name."""
    listed = list(lines)
    groups = dict.fromkeys(entry["group"] for entry in listed)
    return Plan.model_validate(
        {
            "format": 1, "id": "test", "municipality": "Test", "title": "Test", "first_year": first_year,
            "last_year": last_year, "money": "budget", "total": amount(None), "total_standing": "college",
            "documents": [{"id": "doc", "title": "Document", "kind": "brief"}],
            "groups": [{"code": code, "name": f"Group {code}"} for code in groups], "lines": listed, **more,
        }
    )  # fmt: skip


CLAIMS = {
    "raadslieden": {2024: 103_320, 2025: 103_320},
    "tichtby": {2024: 273_537, 2025: 301_234, 2026: 301_234, 2027: 301_234},
    "training": {2024: 14_036},
}
ACTION_LINES = {"1": 563_224, "2": 146_881, "3": 371_110, "4": 85_200, "5": 103_320, "6": 44_350}


def sudwest_fryslan(**more: Any) -> Plan:
    """Claims per year, six action lines for 2025-2027 (2.712.000 in all), with the shipped phasing."""
    claims = [
        line(code, [allocation(value, year) for year, value in years.items()], "claims")
        for code, years in CLAIMS.items()
    ]
    action = [line(code, [allocation(value, period=(2025, 2027))]) for code, value in ACTION_LINES.items()]
    within = [phasing(code, "2024-01", "2027-12", method="equal_months_within_year") for code in CLAIMS]
    spread = [phasing(code, "2025-07", "2027-12") for code in ACTION_LINES if code != "5"]
    ours = {"phasings": [*within, *spread, phasing("5", "2026-01", "2026-12")], "total": amount(2_712_000)}
    return plan([*claims, *action], **{**ours, **more})


def dordrecht(**more: Any) -> Plan:
    """One line of 2.298.000 without a named period, two carry-overs of unknown amount."""
    ours = {
        "total": amount(2_298_000),
        "phasings": [phasing("wijkteams", "2023-01", "2026-12")],
        "carry_overs": [carry_over(2022, 2023, None), carry_over(2022, 2024, None)],
    }
    return plan([line("wijkteams", [allocation(2_298_000)])], 2023, 2026, **{**ours, **more})


def spent(
    code: str, month: str, value: str | int | Decimal, fiscal_year: int | None = None, invoiced: str | int | Decimal = 0
) -> MonthlySpending:
    """One booking of a line in a month (2026-03)."""
    first = dt.date.fromisoformat(f"{month}-01")
    return MonthlySpending(code, fiscal_year or first.year, first, Decimal(value), Decimal(invoiced), 1)


def promised(
    code: str, committed: str | int | Decimal, invoiced: str | int = 0, year: int = 2026, number: str = "V-1"
) -> CommitmentBalance:
    """A commitment on a line."""
    return CommitmentBalance(number, code, year, Decimal(committed), Decimal(invoiced))


def change(code: str, on: str, delta: str | int | Decimal, year: int | None = None) -> LedgerAmendment:
    """An amendment from the ledger."""
    return LedgerAmendment(code, year, dt.date.fromisoformat(on), Decimal(delta), "besluit")


def ledger(
    spending: Iterable[MonthlySpending] = (),
    commitments: Iterable[CommitmentBalance] = (),
    amendments: Iterable[LedgerAmendment] = (),
    *,
    covered_until: dt.date | None = dt.date.max,
    committed_known: bool = True,
) -> Ledger:
    """A ledger with these sums, that covers every day if not told otherwise."""
    return Ledger(
        generation=1,
        committed_known=committed_known,
        example=False,
        covered_until=covered_until,
        imported_at=None,
        spending=tuple(spending),
        commitments=tuple(commitments),
        amendments=tuple(amendments),
    )


NOTHING_IMPORTED = ledger(covered_until=None, committed_known=False)
