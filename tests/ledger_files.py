"""Ledger files for tests, in the own layout, and a small plan that they are booked on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from builders import allocation, line, plan

from pokdash.domain.plan import Plan

HEADING = "soort;boekdatum;boekjaar;regel;bedrag;boekstuk;boekstukregel;verplichting;besluit;omschrijving"
COLUMNS = HEADING.split(";")

PLAN_TOML = """
format = 1
id = "proef"
municipality = "Proefstad"
title = "Proef"
first_year = 2025
last_year = 2027
money = "budget"
total = { value = 300000, kind = "example" }
total_standing = "college"

[[documents]]
id = "brief"
title = "Brief"
kind = "brief"

[[groups]]
code = "lijnen"
name = "Lijnen"

[[lines]]
code = "a"
group = "lijnen"
name = "Lijn a"
official_name = "Lijn a"
aliases = ["alfa", "Lijn A, voluit"]
allocations = [
  { amount = { value = 100000, kind = "example" }, standing = "college", year = 2025 },
  { amount = { value = 100000, kind = "example" }, standing = "college", year = 2026 },
]

[[lines]]
code = "b"
group = "lijnen"
name = "Lijn b"
official_name = "Lijn b"
allocations = [
  { amount = { value = 100000, kind = "example" }, standing = "college", period = { first = 2025, last = 2027 } },
]
"""


def small_plan() -> Plan:
    """Two lines, a (also called alfa) and b, from 2025 to 2027."""
    lines = [
        line("a", [allocation(100000, 2025), allocation(100000, 2026)], aliases=("alfa", "Lijn A, voluit")),
        line("b", [allocation(100000, period=(2025, 2027))]),
    ]
    return plan(lines, first_year=2025, last_year=2027)


def row(**cells: object) -> str:
    """One expenditure on line a, with some cells changed (by the names of the columns)."""
    usual: Mapping[str, object] = {
        "soort": "uitgave", "boekdatum": "2026-03-02", "boekjaar": "2026", "regel": "a", "bedrag": "100,00",
        "boekstuk": "B-1", "boekstukregel": "1", "verplichting": "", "besluit": "", "omschrijving": "Inhuur",
    }  # fmt: skip
    assert cells.keys() <= usual.keys()
    return ";".join(str({**usual, **cells}[name]) for name in COLUMNS)


def rows(*amounts: str | Decimal, line: str = "a", start: int = 1, **cells: object) -> list[str]:
    """Expenditures with these amounts, each with its own booking number."""
    return [
        row(
            bedrag=f"{amount:.2f}".replace(".", ",") if isinstance(amount, Decimal) else amount,
            boekstuk=f"B-{number}",
            regel=line,
            **cells,
        )
        for number, amount in enumerate(amounts, start=start)
    ]


def file(
    lines: Iterable[str],
    covered_until: str = "2026-09-30",
    *,
    spent_until: str | None = None,
    example: bool = False,
    end: str = "\n",
) -> bytes:
    """A whole file; the first row of `lines` is line 4 of the file (one further for each optional row above it)."""
    preamble = ["pokdash-grootboek;1", f"geboekt t/m;{covered_until}"]
    preamble += [f"uitgaven t/m;{spent_until}"] if spent_until is not None else []
    preamble += ["gegevens;voorbeeld"] if example else []
    return "".join(text + end for text in [*preamble, HEADING, *lines]).encode()
