"""The invented ledgers: made again byte for byte, marked as invented, adding up, and realistic in shape."""

import csv
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "data" / "examples"
PLANS = ("sudwest-fryslan", "dordrecht")
COLUMNS = "soort;boekdatum;boekjaar;regel;bedrag;boekstuk;boekstukregel;verplichting;besluit;omschrijving"


def rows(plan: str) -> list[dict[str, str]]:
    with (EXAMPLES / f"{plan}.csv").open(encoding="utf-8", newline="") as file:
        preamble = [next(file).strip() for _ in range(3)]
        assert preamble == ["pokdash-grootboek;1", "geboekt t/m;2026-09-30", "gegevens;voorbeeld"]
        return list(csv.DictReader(file, delimiter=";"))


def euro(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def spent(plan: str, **where: str) -> Decimal:
    found = [row for row in rows(plan) if row["soort"] == "uitgave" and where.items() <= row.items()]
    return sum((euro(row["bedrag"]) for row in found), Decimal(0))


def still_open(plan: str, line: str) -> Decimal:
    balances: dict[str, Decimal] = {}
    for row in rows(plan):
        if row["regel"] == line and row["verplichting"]:
            sign = 1 if row["soort"] == "verplichting" else -1
            balances[row["verplichting"]] = balances.get(row["verplichting"], Decimal(0)) + sign * euro(row["bedrag"])
    assert all(balance >= 0 for balance in balances.values())
    return sum(balances.values(), Decimal(0))


def test_the_generator_gives_the_same_bytes_again(tmp_path: Path) -> None:
    subprocess.run([sys.executable, EXAMPLES / "generate.py", tmp_path], check=True)
    for plan in PLANS:
        assert (tmp_path / f"{plan}.csv").read_bytes() == (EXAMPLES / f"{plan}.csv").read_bytes()


@pytest.mark.parametrize("plan", PLANS)
def test_every_row_has_its_own_key_and_is_booked_on_a_working_day(plan: str) -> None:
    found = rows(plan)
    keys = [tuple(row[name] for name in ("soort", "boekjaar", "boekstuk", "boekstukregel")) for row in found]
    assert ";".join(found[0]) == COLUMNS
    assert len(set(keys)) == len(keys)
    for row in found:
        day = date.fromisoformat(row["boekdatum"])
        assert day.weekday() < 5
        assert day <= date(2026, 9, 30)
        assert int(row["boekjaar"]) == day.year or (day.month == 1 and int(row["boekjaar"]) == day.year - 1)


@pytest.mark.parametrize("plan", PLANS)
def test_it_has_cents_corrections_period_13_and_open_commitments(plan: str) -> None:
    found = rows(plan)
    assert any(not row["bedrag"].endswith(",00") for row in found)
    assert any(row["soort"] == "uitgave" and row["bedrag"].startswith("-") for row in found)
    assert any(row["soort"] == "verplichting" and row["bedrag"].startswith("-") for row in found)
    assert any(row["boekdatum"][:4] != row["boekjaar"] for row in found)
    assert any(still_open(plan, line) > 0 for line in {row["regel"] for row in found})


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("raadslieden", "203960.12"), ("tichtby", "790493.50"), ("training", "14186.50"), ("1", "170026.56"),
        ("2", "50111.63"), ("3", "232057.35"), ("4", "49495.83"), ("5", "79978.83"), ("6", "0"),
    ],
)  # fmt: skip
def test_what_sudwest_fryslan_spent_per_line(line: str, expected: str) -> None:
    assert spent("sudwest-fryslan", regel=line) == Decimal(expected)


@pytest.mark.parametrize(("line", "expected"), [("1", "96500.00"), ("3", "88000.00"), ("5", "30000.00")])
def test_what_sudwest_fryslan_still_has_committed(line: str, expected: str) -> None:
    assert still_open("sudwest-fryslan", line) == Decimal(expected)


@pytest.mark.parametrize(
    ("year", "expected"),
    [("2023", "508340.27"), ("2024", "561869.64"), ("2025", "579420.18"), ("2026", "427310.35")],
)
def test_what_dordrecht_spent_per_fiscal_year(year: str, expected: str) -> None:
    assert spent("dordrecht", boekjaar=year, regel="wijkteam") == Decimal(expected)
    assert still_open("dordrecht", "wijkteam") == Decimal("118400.00")
