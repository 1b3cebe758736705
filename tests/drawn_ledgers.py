"""A plan with every way of giving an amount, and ledgers drawn for it: refunds, corrections, amendments, period 13."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from random import Random

from ledger_files import file, row

from pokdash import intake
from pokdash.domain.actor import Actor, Role

DRAWN = "geloot"
UNTIL = dt.date(2028, 3, 31)
ROWS = 120
_FIRST = dt.date(2025, 1, 2)
_DAYS = 3 * 365 - 3
_MANAGER = Actor("Marije", Role.MANAGER)
_NOW = dt.datetime(2028, 4, 3, 9, 0, tzinfo=dt.UTC)
_HEAD = """
format = 1
id = "geloot"
municipality = "Proefstad"
title = "Proef"
first_year = 2025
last_year = 2027
money = "budget"
total = { value = "unknown", kind = "example" }
total_standing = "college"
documents = [{ id = "brief", title = "Brief", kind = "brief" }]
groups = [{ code = "claims", name = "Claims" }, { code = "lijnen", name = "Lijnen" }]
"""
_LINES: dict[str, tuple[str, tuple[str, ...]]] = {
    "jaren": ("claims", ("value = 12345.67; year = 2025", "value = 54321.01; year = 2026")),
    "los": ("claims", ("value = 9999.99; year = 2025", "value = 10000; year = 2027")),
    "periode": ("lijnen", ("value = 100000.01; period = { first = 2025, last = 2027 }",)),
    "zonder": ("lijnen", ("value = 33333.33",)),
    "beide": ("lijnen", ("value = 1000; year = 2025", "value = 7777.77; period = { first = 2026, last = 2027 }")),
    "onbekend": ("lijnen", ('value = "unknown"; year = 2026', "value = 500.05; year = 2027")),
    "deels": ("lijnen", ('value = "unknown"; year = 2026', "value = 35000; year = 2026")),
    "twee": (
        "lijnen",
        (
            "value = 6000.01; period = { first = 2025, last = 2026 }",
            "value = 3000.05; period = { first = 2027, last = 2027 }",
        ),
    ),
    "half": ("lijnen", ("value = 1000.03; year = 2025", "value = 2000.09; year = 2026")),
}
_PHASINGS = (
    ("half", "equal_months_within_year", "2025-05", "2026-09"),
    ("beide", "equal_months", "2025-03", "2025-12"),
    ("jaren", "equal_months_within_year", "2025-01", "2026-12"),
    ("los", "equal_months", "2025-04", "2025-09"),
    ("periode", "equal_months", "2025-07", "2027-12"),
    ("zonder", "equal_months", "2025-03", "2026-10"),
)
_AMENDMENTS = (
    ("twee", "2026-02-02", "-100.01", None),
    ("half", "2025-06-15", "10.10", 2026),
    ("half", "2025-02-03", "-30.30", None),
    ("jaren", "2026-02-14", "-1234.56", 2026),
    ("jaren", "2025-11-03", "77.77", None),
    ("periode", "2025-10-20", "5000.55", None),
    ("periode", "2026-12-31", "-250.10", 2026),
    ("zonder", "2026-06-17", "-3333.33", None),
    ("los", "2026-01-02", "400.40", 2026),
    ("onbekend", "2026-03-01", "100", 2026),
    ("deels", "2026-03-02", "-5000", 2026),
)
_CARRY_OVERS = (
    (2025, 2026, "1500.25", "decided", "jaren", "2026-02-01"),
    (2024, 2025, "640.60", "decided", "periode", None),
    (2027, 2028, "99.99", "decided", None, "2027-11-11"),
    (2024, 2026, "10", "decided", None, "2026-06-17"),
    (2026, 2027, "333", "proposed", "periode", None),
    (2025, 2026, "44", "lapsed", "los", None),
    (2025, 2027, '"unknown"', "decided", "beide", "2026-01-15"),
)


def plan_text() -> str:
    """The plan folder's only file."""
    return (
        "\n\n".join(
            [
                _HEAD,
                *map(_line, _LINES),
                *map(_phasing, _PHASINGS),
                *map(_amendment, _AMENDMENTS),
                *map(_carry_over, _CARRY_OVERS),
            ]
        )
        + "\n"
    )


def _line(code: str) -> str:
    group, amounts = _LINES[code]
    blocks = [f'[[lines]]\ncode = "{code}"\ngroup = "{group}"\nname = "{code}"\nofficial_name = "{code}"']
    for amount in amounts:
        worth, _, when = amount.partition("; ")
        blocks.append(f'[[lines.allocations]]\nstanding = "college"\namount.kind = "example"\namount.{worth}\n{when}')
    return "\n\n".join(blocks)


def _phasing(given: tuple[str, str, str, str]) -> str:
    line, method, first, last = given
    return (
        f'[[phasings]]\nline = "{line}"\nmethod = "{method}"\nkind = "assumption"\nfirst_month = "{first}"\n'
        f'last_month = "{last}"\nassumption = {{ who = "Team", on = 2025-01-15, why = "Proef" }}'
    )


def _amendment(given: tuple[str, str, str, int | None]) -> str:
    line, on, delta, year = given
    named = "" if year is None else f"\nyear = {year}"
    return (
        f'[[amendments]]\nline = "{line}"\non = {on}\nstanding = "council"\ndecision = "Besluit"{named}\n'
        f'delta = {{ value = {delta}, kind = "example" }}'
    )


def _carry_over(given: tuple[int, int, str, str, str | None, str | None]) -> str:
    left, came, amount, status, code, on = given
    named = (f'\nline = "{code}"' if code else "") + (f"\ndecided_on = {on}" if on else "")
    named += '\ndecision = "Besluit"' if status == "decided" else ""
    return (
        f'[[carry_overs]]\nfrom_year = {left}\nto_year = {came}\nstatus = "{status}"{named}\n'
        f'amount = {{ value = {amount}, kind = "example" }}'
    )


def _sure_rows() -> list[str]:
    """What chance may leave out: a commitment made smaller on an earlier year, a booking on a reference date."""
    promise = {"soort": "verplichting", "verplichting": "V-next"}
    return [
        _row("S-1", "los", dt.date(2026, 2, 3), 70_007, 2027, **promise),
        _row("S-2", "los", dt.date(2026, 5, 6), -7, 2026, **promise),
        _row("S-3", "los", dt.date(2025, 2, 14), 2_502, 2025),
    ]


class _Drawing:
    """Draws rows in the own layout, and knows the commitments that it drew."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._promised: list[tuple[dt.date, str, str]] = []

    def row(self, number: int) -> str:
        """A row of some kind, on some line and day."""
        chance = self._chance
        code, day = chance.choice(list(_LINES)), _FIRST + dt.timedelta(days=chance.randrange(_DAYS))
        cents = chance.choice([1, 33, 100, 12_345, 400_001, 1_500_000])
        kind = chance.choices([self._promise, self._less, self._change, self._spend], [20, 10, 5, 65])[0]
        return kind(f"B-{number}", code, day, cents)

    def _promise(self, number: str, code: str, day: dt.date, cents: int) -> str:
        """A new commitment, on this fiscal year or the next."""
        self._promised.append((day, code, f"V-{number}"))
        year = day.year + self._chance.choice([0, 0, 1])
        return _row(number, code, day, cents, year, soort="verplichting", verplichting=f"V-{number}")

    def _less(self, number: str, code: str, day: dt.date, cents: int) -> str:
        """Less is promised than before."""
        if not self._promised:
            return self._promise(number, code, day, cents)
        first, code, known = self._chance.choice(self._promised)
        day = max(day, first)
        return _row(number, code, day, -cents, day.year, soort="verplichting", verplichting=known)

    def _change(self, number: str, code: str, day: dt.date, cents: int) -> str:
        """An amendment of a year, or of the whole period."""
        year = self._chance.choice(["", day.year, day.year + 1])
        return _row(number, code, day, self._chance.choice([cents, -cents]), year, soort="wijziging", besluit="Besluit")

    def _spend(self, number: str, code: str, day: dt.date, cents: int) -> str:
        """A cost or a refund, of this fiscal year or (in January) the one before; some pay a commitment."""
        known = ""
        if self._promised and self._chance.random() < 0.35:
            first, code, known = self._chance.choice(self._promised)
            day = max(day, first)
        late = day.month == 1 and day.year > _FIRST.year and self._chance.random() < 0.5
        return _row(
            number, code, day, self._chance.choice([cents, cents, cents, -cents]), day.year - late, verplichting=known
        )


def _row(number: str, code: str, day: dt.date, cents: int, year: object, **cells: object) -> str:
    euro, rest = divmod(abs(cents), 100)
    amount = f"{'-' if cents < 0 else ''}{euro},{rest:02}"
    return row(boekstuk=number, regel=code, boekdatum=day.isoformat(), boekjaar=year, bedrag=amount, **cells)


def drawn_rows(chance: Random, count: int) -> list[str]:
    """This many rows in the own layout."""
    drawing = _Drawing(chance)
    return [drawing.row(number) for number in range(count)]


def load_drawn(place: Path, seed: int, only: str = "") -> tuple[intake.Home, Path]:
    """A state folder with the plan and a ledger drawn for it (all of it, or rows of one kind), and the plan folder."""
    folder = place / "plans" / DRAWN
    folder.mkdir(parents=True)
    (folder / "plan.toml").write_text(plan_text(), encoding="utf-8")
    home = intake.Home(place / "var")
    loaded = intake.load_plans(home, folder.parent, _MANAGER, _NOW)
    assert isinstance(loaded, intake.PlansLoaded), loaded
    assert loaded.loaded == ((DRAWN, 1),), loaded
    chance = Random(seed)  # noqa: S311 - drawn ledgers are no secret
    content = file(
        [row for row in (*_sure_rows(), *drawn_rows(chance, ROWS)) if row.startswith(only)], UNTIL.isoformat()
    )
    outcome = intake.import_file(home, intake.LedgerFile("boekingen.csv", content), DRAWN, _MANAGER, _NOW)
    assert isinstance(outcome, intake.Imported), outcome
    return home, folder
