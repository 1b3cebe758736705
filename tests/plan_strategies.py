"""Arbitrary plans and ledgers: years, periods and neither, unknown amounts, amendments, carry-over, corrections."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import builders
from hypothesis import strategies as st

from pokdash.domain.ledger import CommitmentBalance, Ledger, LedgerAmendment, MonthlySpending
from pokdash.domain.plan import Plan

FIRST, LAST = 2024, 2026
CODES = ("a", "b", "c", "d")

cents = st.integers(-(10**9), 10**12).map(lambda whole: Decimal(whole).scaleb(-2))
large = st.integers(0, 10**18 - 1).map(lambda whole: Decimal(whole).scaleb(-2))
days = st.dates(dt.date(FIRST - 1, 1, 1), dt.date(LAST + 2, 12, 31))
years = st.integers(FIRST, LAST)
months = st.integers(0, (LAST - FIRST + 1) * 12 - 1)


def _month(number: int) -> str:
    return f"{FIRST + number // 12}-{number % 12 + 1:02}"


@st.composite
def lines(draw: st.DrawFn, code: str, amounts: st.SearchStrategy[Decimal | None]) -> dict[str, Any]:
    """A line with amounts per year, for a period, for no named period, or several of these, also of one year."""
    own_years = draw(st.lists(years, max_size=3))
    periods = draw(st.sampled_from([(), ((FIRST, LAST),), ((LAST, LAST),), (None,), ((FIRST, LAST), (FIRST, LAST))]))
    allocations = [builders.allocation(draw(amounts), year) for year in sorted(own_years)]
    allocations += [builders.allocation(draw(amounts), period=period) for period in periods]
    if not allocations:
        allocations = [builders.allocation(draw(amounts), FIRST)]
    return builders.line(code, allocations, draw(st.sampled_from(["claims", "lines"])))


@st.composite
def phasings(draw: st.DrawFn, code: str) -> dict[str, Any]:
    """A spread over some months of the plan."""
    first, last = sorted([draw(months), draw(months)])
    kind = draw(st.sampled_from(["assumption", "adopted", "source"]))
    method = draw(st.sampled_from(["equal_months", "equal_months_within_year"]))
    return builders.phasing(code, _month(first), _month(last), kind, method)


@st.composite
def carry_overs(draw: st.DrawFn, codes: tuple[str, ...], amounts: st.SearchStrategy[Any]) -> dict[str, Any]:
    """Inside the plan or across its border, of a line or of the plan, decided or not."""
    return builders.carry_over(
        draw(st.integers(FIRST - 2, LAST + 1)),
        draw(st.integers(FIRST - 1, LAST + 2)),
        draw(amounts),
        draw(st.sampled_from(["decided", "proposed", "lapsed"])),
        line=draw(st.sampled_from([*codes, None])),
        decided_on=draw(st.none() | days),
    )


@st.composite
def plans(draw: st.DrawFn, *, unknown: bool = True, phased: bool = False) -> Plan:
    """A plan; `unknown` allows amounts that nobody gives, `phased` gives every line a spread."""
    codes = CODES[: draw(st.integers(1, len(CODES)))]
    amounts: st.SearchStrategy[Any] = st.none() | cents if unknown else cents
    spread = [code for code in codes if phased or draw(st.booleans())]
    return builders.plan(
        [draw(lines(code, amounts)) for code in codes],
        FIRST,
        LAST,
        phasings=[draw(phasings(code)) for code in spread],
        carry_overs=draw(st.lists(carry_overs(codes, amounts), max_size=4)),
        amendments=[
            builders.amendment(draw(st.sampled_from(codes)), draw(days).isoformat(), draw(amounts), year)
            for year in draw(st.lists(st.none() | years, max_size=3))
        ],
    )


@st.composite
def ledgers(draw: st.DrawFn, plan: Plan) -> Ledger:
    """Bookings on the lines of a plan, with corrections, booked in and after their fiscal year."""
    codes = st.sampled_from([line.code for line in plan.lines])
    booked = st.builds(
        MonthlySpending,
        codes,
        st.integers(FIRST, LAST + 1),
        days.map(lambda day: day.replace(day=1)),
        cents,
        cents,
        st.just(1),
    )
    promised = st.builds(
        CommitmentBalance, st.sampled_from(["V-1", "V-2"]), codes, st.integers(FIRST, LAST), cents, cents
    )
    changed = st.builds(
        LedgerAmendment, codes, st.none() | st.integers(FIRST, LAST + 1), days, cents, st.just("besluit")
    )
    covered_until = draw(st.none() | st.just(dt.date.max) | days)
    committed_known = covered_until is not None or draw(st.booleans())
    return builders.ledger(
        draw(st.lists(booked, max_size=8)) if covered_until else (),
        draw(st.lists(promised, max_size=4)) if committed_known else (),
        draw(st.lists(changed, max_size=3)),
        covered_until=covered_until,
        committed_known=committed_known,
    )
