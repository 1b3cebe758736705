"""Position and burn-down once more, from the exported ledger and the plan folder, without any code of the project.

Written from `docs/figures.md`, `docs/ledger-layout.md` and `docs/plan-format.md`, with the standard library alone, and
slowly on purpose: every figure of every day is added up again from the rows. Amounts are euro; unknown is None.

    python tests/recompute.py LEDGER.csv PLAN_FOLDER 2026-09-30
"""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import json
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
Amount = Decimal | None
Place = int | None
"""Where money of a line stands: in a fiscal year, or (None) in the money that no source divides over years."""
Months = tuple[int, int]
"""First and last month of a spread, counted as year × 12 + month − 1."""


# Reading


@dataclass(frozen=True)
class Row:
    """A row of the exported ledger."""

    kind: str
    day: dt.date
    year: Place
    line: str
    amount: Decimal
    commitment: str


@dataclass(frozen=True)
class Book:
    """An exported ledger: its rows, and up to which day it is complete; None: it says nothing of expenditures."""

    rows: tuple[Row, ...]
    spent_until: dt.date | None

    def until(self, day: dt.date, kind: str) -> Iterator[Row]:
        """The rows of a kind that are booked up to and including a day."""
        return (row for row in self.rows if row.kind == kind and row.day <= day)


def read_ledger(path: Path) -> Book:
    """The exported ledger of one plan (docs/ledger-layout.md)."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [line for line in csv.reader(file, delimiter=";") if line]
    start = next(number for number, line in enumerate(cells) if line[0] == "soort")
    above = {line[0]: line[1] for line in cells[:start]}
    rows = tuple(_row(dict(zip(cells[start], line, strict=True))) for line in cells[start + 1 :])
    until = above.get("uitgaven t/m")
    if until is None and any(row.kind == "uitgave" for row in rows):
        until = above["geboekt t/m"]
    return Book(rows, None if until is None else dt.date.fromisoformat(until))


def _row(cell: dict[str, str]) -> Row:
    return Row(
        kind=cell["soort"],
        day=dt.date.fromisoformat(cell["boekdatum"]),
        year=int(cell["boekjaar"]) if cell["boekjaar"] else None,
        line=cell["regel"],
        amount=Decimal(cell["bedrag"].replace(",", ".")),
        commitment=cell["verplichting"],
    )


def read_plan(folder: Path) -> dict[str, Any]:
    """The plan as its folder gives it: every key on the highest level stands in one of the files."""
    plan: dict[str, Any] = {}
    for path in sorted(folder.glob("*.toml")):
        plan |= tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    return plan


def value(amount: dict[str, Any]) -> Amount:
    """Euros, or None where the source gives none."""
    return None if amount["value"] == "unknown" else Decimal(amount["value"]).quantize(CENT)


# What is allocated, line by line and place by place


@dataclass
class Part:
    """What a line has in one place: the known amounts with the months of their spread, and whether one is unknown."""

    known: list[tuple[Decimal, Months | None]] = field(default_factory=list)
    unknown: bool = False

    @property
    def amount(self) -> Amount:
        return sum((amount for amount, _ in self.known), ZERO) if self.known else None


class Plan:
    """The plan as its folder gives it, and what is allocated on a day."""

    def __init__(self, plan: dict[str, Any], book: Book) -> None:
        self.first, self.last = plan["first_year"], plan["last_year"]
        self.lines = {line["code"]: line for line in plan["lines"]}
        self.groups = {group["code"]: group for group in plan["groups"]}
        self.carry_overs = plan.get("carry_overs", [])
        self.phasings = {phasing["line"]: phasing for phasing in plan.get("phasings", [])}
        self.changes = [
            (change["line"], change["on"], change.get("year"), value(change["delta"]))
            for change in plan.get("amendments", [])
        ]
        self.changes += [(row.line, row.day, row.year, row.amount) for row in book.rows if row.kind == "wijziging"]

    def place(self, code: str, year: Place) -> Place:
        """Where an amendment of a fiscal year counts: in the year, or in the amount that the line has for a period."""
        allocations = self.lines[code]["allocations"]
        if year is None or any(part.get("year") == year for part in allocations):
            return year
        return None if any("year" not in part for part in allocations) else year

    def parts(self, code: str, day: dt.date) -> dict[Place, Part]:
        """The amounts of the documents, and the amendments from their own date."""
        parts: dict[Place, Part] = {}
        for allocation in self.lines[code]["allocations"]:
            part = parts.setdefault(allocation.get("year"), Part())
            amount = value(allocation["amount"])
            if amount is None:
                part.unknown = True
            else:
                part.known.append((amount, self.months(code, allocation.get("year"), allocation.get("period"))))
        for line, on, year, delta in self.changes:
            if line == code and on <= day and delta is not None:
                self._amend(code, parts, year, delta)
        return parts

    def _amend(self, code: str, parts: dict[Place, Part], year: Place, delta: Decimal) -> None:
        """Change the amount in the place of an amendment; an amount that nobody gives cannot be changed."""
        place = self.place(code, year)
        part = parts.setdefault(place, Part())
        if part.unknown and not part.known:
            return
        months = part.known[0][1] if part.known else self.months(code, place, self._span(code))
        part.known.append((delta, months))

    def _span(self, code: str) -> dict[str, int] | None:
        """From the first to the last year for which the documents give the line an amount."""
        years = [part["year"] for part in self.lines[code]["allocations"] if "year" in part]
        return {"first": min(years), "last": max(years)} if years else None

    def months(self, code: str, year: Place, period: dict[str, int] | None) -> Months | None:
        """Over which months an amount is spread: those of the phasing (of a year: in it), else all of its years."""
        own = (year, year) if year is not None else (period["first"], period["last"]) if period else None
        whole = None if own is None else (own[0] * 12, own[1] * 12 + 11)
        phasing = self.phasings.get(code)
        if phasing is None or (year is not None and phasing["method"] == "equal_months_within_year"):
            return whole
        first, last = _month(phasing["first_month"]), _month(phasing["last_month"])
        if year is None or whole is None:
            return first, last
        within = max(first, whole[0]), min(last, whole[1])
        return within if within[0] <= within[1] else whole


def _month(text: str) -> int:
    year, month = text.split("-")
    return int(year) * 12 + int(month) - 1


def planned(amount: Decimal, months: Months, day: dt.date) -> Decimal:
    """What would have been spent of an amount by a day: in equal months, by day within a month."""
    first, last = months
    now, length = day.year * 12 + day.month - 1, last - first + 1
    if now < first or now > last:
        return amount if now > last else ZERO
    before, through = (_cents(Fraction(amount) * (now - first + done) / length) for done in (0, 1))
    days = calendar.monthrange(day.year, day.month)[1]
    return before + _cents(Fraction(through - before) * day.day / days)


def _cents(exact: Fraction) -> Decimal:
    """Half up to the cent, away from zero below it."""
    cents = abs(exact) * 100
    whole = Decimal((2 * cents.numerator + cents.denominator) // (2 * cents.denominator))
    return (whole if exact >= 0 else -whole).scaleb(-2)


# The figures


@dataclass
class Figures:
    """The figures of one line, group, year or plan. `blind`: money was spent of an amount that is unknown."""

    allocated: Amount = None
    carried_in: Amount = ZERO
    carried_out: Amount = ZERO
    spent: Amount = ZERO
    committed: Amount = ZERO
    planned: Amount = None
    blind: bool = False
    moved: Decimal = ZERO

    @property
    def remaining(self) -> Amount:
        """Allocated + carried in − carried out − spent; carry-over of an unknown amount does not count."""
        if self.spent is None or self.blind or (self.allocated is None and not self.spent and not self.moved):
            return None
        return (self.allocated or ZERO) + self.moved - self.spent

    @property
    def available(self) -> Amount:
        return None if self.remaining is None or self.committed is None else self.remaining - self.committed

    def as_json(self) -> dict[str, str | None]:
        names = ("allocated", "carried_in", "carried_out", "committed", "spent", "remaining", "available")
        figures: dict[str, Amount] = {name: getattr(self, name) for name in names}
        return {name: written(amount) for name, amount in {**figures, "planned_to_date": self.planned}.items()}


def written(amount: Amount) -> str | None:
    """An amount as the commands write it."""
    return None if amount is None else f"{amount:.2f}"


class Recomputed:
    """Every figure of a plan on one reference date."""

    def __init__(self, plan: Plan, book: Book, as_of: dt.date, spread_on: dt.date | None = None) -> None:
        self.plan, self.book, self.as_of = plan, book, as_of
        self._parts = {code: plan.parts(code, as_of) for code in plan.lines}
        self._planned_on = spread_on or as_of

    def total(self) -> Figures:
        return self._figures(self.plan.lines, lambda _: True, *self._borders(lambda _: True))

    def group(self, code: str) -> Figures:
        return self._lines([line for line, entry in self.plan.lines.items() if entry["group"] == code])

    def line(self, code: str) -> Figures:
        return self._lines([code])

    def _lines(self, codes: list[str]) -> Figures:
        return self._figures(codes, lambda _: True, *self._borders(lambda line: line in codes))

    def year(self, year: int) -> Figures:
        moves = [move for move in self._decided() if self.plan.first <= year <= self.plan.last]
        entering = [value(move["amount"]) for move in moves if move["to_year"] == year != move["from_year"]]
        leaving = [value(move["amount"]) for move in moves if move["from_year"] == year != move["to_year"]]
        return self._figures(self.plan.lines, lambda place: place == year, entering, leaving)

    def years(self) -> list[int]:
        """The years of the plan, and other years in which something is allocated, spent or promised."""
        found = {place for parts in self._parts.values() for place in parts if place is not None}
        found |= {
            place
            for kind in ("uitgave", "verplichting")
            for row in self.book.until(self.as_of, kind)
            if (place := self._place(row.line, row.year)) is not None
        }
        return sorted(found | set(range(self.plan.first, self.plan.last + 1)))

    def unphased(self) -> dict[str, str | None]:
        figures = self._figures(self.plan.lines, lambda place: place is None, [], [])
        return {name: written(getattr(figures, name)) for name in ("allocated", "spent", "remaining")}

    def _decided(self) -> list[dict[str, Any]]:
        """The carry-over that was decided by now; in a plan with one line it is of that line."""
        only = next(iter(self.plan.lines)) if len(self.plan.lines) == 1 else None
        return [
            {**move, "line": move.get("line", only)}
            for move in self.plan.carry_overs
            if move["status"] == "decided" and move.get("decided_on", dt.date.min) <= self.as_of
        ]

    def _borders(self, chosen: Callable[[str | None], bool]) -> tuple[list[Amount], list[Amount]]:
        """Carry-over into and out of the years of the plan."""
        inside = range(self.plan.first, self.plan.last + 1)
        moves = [move for move in self._decided() if chosen(move["line"])]
        crossing = [move for move in moves if (move["from_year"] in inside) != (move["to_year"] in inside)]
        return (
            [value(move["amount"]) for move in crossing if move["to_year"] in inside],
            [value(move["amount"]) for move in crossing if move["from_year"] in inside],
        )

    def _figures(
        self, codes: Iterable[str], chosen: Callable[[Place], bool], entering: list[Amount], leaving: list[Amount]
    ) -> Figures:
        """The figures of these lines in these places, with what was carried in and out."""
        figures = Figures(carried_in=_sum(entering), carried_out=_sum(leaving))
        figures.moved = _sum_known(entering) - _sum_known(leaving)
        picked = [(code, place, part) for code in codes for place, part in self._parts[code].items() if chosen(place)]
        known = [part.amount for _, _, part in picked if part.amount is not None]
        figures.allocated = sum(known, ZERO) if known else None
        spreads = [self._planned(part) for _, _, part in picked if part.known]
        figures.planned = _sum(spreads) if spreads else None
        figures.spent = self._spent(codes, chosen)
        figures.committed = self._committed(codes, chosen)
        figures.blind = any(part.unknown and self._spent([code], {place}.__contains__) for code, place, part in picked)
        return figures

    def _place(self, code: str, year: Place) -> Place:
        """Where a booking counts: in its year, unless the line has no amount for that year and one without a year."""
        parts = self._parts[code]
        return None if year not in parts and None in parts else year

    def _planned(self, part: Part) -> Amount:
        """Planned to date of what a line has in one place; amounts with the same months are one amount."""
        sums: dict[Months | None, Decimal] = {}
        for amount, months in part.known:
            sums[months] = sums.get(months, ZERO) + amount
        return _sum(None if months is None else planned(sums[months], months, self._planned_on) for months in sums)

    def _spent(self, codes: Iterable[str], chosen: Callable[[Place], bool]) -> Amount:
        if self.book.spent_until is None:
            return None
        lines = set(codes)
        rows = (row for row in self.book.until(self.as_of, "uitgave") if row.line in lines)
        return sum((row.amount for row in rows if chosen(self._place(row.line, row.year))), ZERO)

    def _committed(self, codes: Iterable[str], chosen: Callable[[Place], bool]) -> Amount:
        """The open part of each commitment on each line, in the last fiscal year for which it was promised."""
        if self.book.spent_until is None and not any(row.kind == "verplichting" for row in self.book.rows):
            return None
        lines = set(codes)
        opened: dict[tuple[str, str], Decimal] = {}
        years: dict[tuple[str, str], int] = {}
        for row in self.book.rows:
            if row.line in lines and row.day <= self.as_of and row.commitment and row.year is not None:
                key, promise = (row.line, row.commitment), row.kind == "verplichting"
                opened[key] = opened.get(key, ZERO) + (row.amount if promise else -row.amount)
                if promise:
                    years[key] = max(row.year, years.get(key, row.year))
        return sum((max(left, ZERO) for key, left in opened.items() if chosen(self._place(key[0], years[key]))), ZERO)

    def scope(self, code: str) -> Figures:
        """The figures of `total`, a group or a line."""
        if code == "total":
            return self.total()
        return self.group(code) if code in self.plan.groups else self.line(code)

    def position(self) -> dict[str, Any]:
        """All of it, in the form of `position PLAN --json`."""
        plan = self.plan
        return {
            "total": self.total().as_json(),
            "groups": {code: self.group(code).as_json() for code in plan.groups},
            "lines": {code: self.line(code).as_json() for code in plan.lines},
            "years": {str(year): self.year(year).as_json() for year in self.years()},
            "unphased": self.unphased(),
        }


def _sum(amounts: Iterable[Amount]) -> Amount:
    """The sum; unknown as soon as one part is."""
    listed = list(amounts)
    return None if None in listed else sum((amount for amount in listed if amount is not None), ZERO)


def _sum_known(amounts: Iterable[Amount]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), ZERO)


# The burn-down


def month_end(month: int) -> dt.date:
    """The last day of a month, counted as year × 12 + month − 1."""
    year, number = divmod(month, 12)
    return dt.date(year, number + 1, calendar.monthrange(year, number + 1)[1])


def burn_down(  # noqa: PLR0917 - what a burn-down is of
    plan: Plan, book: Book, as_of: dt.date, scope: str, days: Iterable[dt.date], known_until: dt.date | None = None
) -> dict[str, dict[str, str | None]]:
    """Per day what remained, and what should remain by the plan as it was known on that day.

    Nothing remained that can be shown after the reference date, or after `known_until`, where the ledger ends (the
    export does not tell), and nothing at all when it is unknown on the reference date.
    """
    until = min(as_of, known_until or as_of)
    shown = Recomputed(plan, book, as_of).scope(scope).remaining is not None
    points = {}
    for day in days:
        figures = Recomputed(plan, book, min(day, as_of), spread_on=day).scope(scope)
        points[day.isoformat()] = {
            "planned": written(_less(figures.allocated, figures.planned)),
            "actual": written(figures.remaining) if shown and day <= until else None,
        }
    return points


def _less(amount: Amount, taken: Amount) -> Amount:
    return None if amount is None or taken is None else amount - taken


def main(ledger: str, folder: str, day: str) -> None:
    """Print the position, and the burn-down of the plan and of every line at the month ends of the plan's years."""
    book = read_ledger(Path(ledger))
    plan, as_of = Plan(read_plan(Path(folder)), book), dt.date.fromisoformat(day)
    days = [month_end(month) for month in range(plan.first * 12, plan.last * 12 + 12)]
    found = Recomputed(plan, book, as_of).position()
    found["burn_down"] = {scope: burn_down(plan, book, as_of, scope, days) for scope in ("total", *plan.lines)}
    sys.stdout.write(json.dumps(found, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
