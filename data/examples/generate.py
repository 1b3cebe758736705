"""Writes the invented example ledgers from the tables in `shapes.py`: seeded, so every run gives the same bytes.

Run `python data/examples/generate.py [FOLDER]`; without FOLDER the files beside this script are written.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from shapes import LEDGERS, Contract, Invoices, Salary, Shape, Single

BOOKED_UNTIL = dt.date(2026, 9, 30)
HEADER = "soort;boekdatum;boekjaar;regel;bedrag;boekstuk;boekstukregel;verplichting;besluit;omschrijving"


@dataclass(frozen=True, slots=True)
class Entry:
    """One ledger row that has no booking number yet; rows with the same `voucher` share one."""

    kind: str
    day: dt.date
    year: int
    line: str
    cents: int
    voucher: str
    what: str
    commitment: str = ""


def months(first: str, last: str) -> list[dt.date]:
    """List the first days of the months from `first` to `last`, both included."""
    start, end = (dt.date.fromisoformat(f"{month}-01") for month in (first, last))
    count = (end.year - start.year) * 12 + end.month - start.month + 1
    return [month_after(start, step) for step in range(count)]


def month_after(month: dt.date, step: int) -> dt.date:
    """Give the first day of the month `step` months later."""
    years, index = divmod(month.month - 1 + step, 12)
    return dt.date(month.year + years, index + 1, 1)


def working_day(month: dt.date, day: int) -> dt.date:
    """Give that day of the month, or the Friday before it when it falls in a weekend."""
    wanted = month.replace(day=day)
    return wanted - dt.timedelta(days=max(0, wanted.weekday() - 4))


def shares(total: int, count: int, chance: Random) -> list[int]:
    """Divide `total` into `count` unequal parts, exact to the cent; only `random()`, which never changes, is used."""
    weights = [600 + int(800 * chance.random()) for _ in range(count)]
    parts = [total * weight // sum(weights) for weight in weights]
    return [*parts[:-1], total - sum(parts[:-1])]


def salary_entries(shape: Salary) -> Iterator[Entry]:
    """Book one entry a month, on one voucher with the other salaries of that month."""
    monthly = shape.monthly
    for month in months(shape.first, shape.last):
        if month.month == 1 and f"{month:%Y-%m}" != shape.first:
            monthly += monthly * shape.raise_permille // 1000
        day = working_day(month, 24)
        yield Entry("uitgave", day, day.year, shape.line, monthly, f"salaris {month:%Y-%m}", shape.what)


def contract_entries(shape: Contract, chance: Random) -> Iterator[Entry]:
    """Book the commitment, its invoices, and at the end of the year what is released of it."""
    agreed = dt.date.fromisoformat(shape.agreed)
    number, line, what = shape.number, shape.line, shape.what
    yield Entry("verplichting", agreed, agreed.year, line, shape.committed, number, what, number)
    part = shape.paid // shape.instalments
    for step in range(shape.instalments):
        day = working_day(month_after(dt.date.fromisoformat(f"{shape.first}-01"), step), 5 + int(12 * chance.random()))
        cents = part if step + 1 < shape.instalments else shape.paid - part * step
        day = max(day, agreed)
        text = f"{what} {step + 1} van {shape.instalments}"
        yield Entry("uitgave", day, agreed.year, line, cents, f"{number}/{step}", text, number)
    if shape.released:
        last = working_day(dt.date(agreed.year, 12, 1), 18)
        yield Entry("verplichting", last, agreed.year, line, -shape.released, number, f"Vrijval {what}", number)


def invoice_entries(shape: Invoices, chance: Random) -> Iterator[Entry]:
    """Book invoices on irregular days, spread over the months."""
    span = months(shape.first, shape.last)
    for step, cents in enumerate(shares(shape.total, shape.count, chance)):
        day = working_day(span[step * len(span) // shape.count], 3 + int(26 * chance.random()))
        yield Entry("uitgave", day, day.year, shape.line, cents, f"{shape.what} {shape.first}/{step}", shape.what)


def entries(shape: Shape, chance: Random) -> Iterator[Entry]:
    """Book all ledger rows of one shape."""
    match shape:
        case Salary():
            yield from salary_entries(shape)
        case Contract():
            yield from contract_entries(shape, chance)
        case Invoices():
            yield from invoice_entries(shape, chance)
        case Single():
            day = dt.date.fromisoformat(shape.day)
            year = shape.year or day.year
            yield Entry("uitgave", day, year, shape.line, shape.amount, f"{shape.what} {shape.day}", shape.what)


def euro(cents: int) -> str:
    """Write cents in the notation of the layout: -612,45."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100},{abs(cents) % 100:02d}"


def ledger_text(plan: str, shapes: tuple[Shape, ...]) -> str:
    """Write out the whole file: preamble, header, and rows in order of booking date with their booking numbers."""
    chance = Random(f"pokdash {plan}")
    rows = sorted(
        (entry for shape in shapes for entry in entries(shape, chance)),
        key=lambda entry: (entry.day, entry.year, entry.kind, entry.voucher),
    )
    lines = ["pokdash-grootboek;1", f"geboekt t/m;{BOOKED_UNTIL}", "gegevens;voorbeeld", HEADER]
    numbers: dict[tuple[str, str], str] = {}
    latest: dict[int, int] = {}
    positions: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (row.kind, row.voucher)
        if key not in numbers and row.kind == "uitgave":
            latest[row.year] = latest.get(row.year, 0) + 1 + int(23 * chance.random())
        numbers.setdefault(key, row.voucher if row.kind == "verplichting" else f"{row.year}-{latest[row.year]:04d}")
        positions[key] = positions.get(key, 0) + 1
        cells = (row.kind, row.day, row.year, row.line, euro(row.cents), numbers[key], positions[key])
        lines.append(";".join(map(str, (*cells, row.commitment, "", row.what))))
    return "\n".join(lines) + "\n"


def write(folder: Path) -> None:
    """Write one CSV file per plan into `folder`."""
    for plan, shapes in LEDGERS.items():
        (folder / f"{plan}.csv").write_bytes(ledger_text(plan, shapes).encode("utf-8"))


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
