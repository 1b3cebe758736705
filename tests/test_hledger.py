"""The exported ledger as a journal for hledger, a bookkeeping program of others: it must find the same balances."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import shutil
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from command_line import ROOT, Typed
from drawn_ledgers import DRAWN, load_drawn
from recompute import Book, read_ledger, read_plan, value

HLEDGER = shutil.which("hledger")
pytestmark = pytest.mark.skipif(HLEDGER is None, reason="hledger is not installed")
START = dt.date(1999, 12, 31)
Posting = tuple[str, Decimal]


def journal(plan: dict[str, Any], book: Book) -> str:
    """One transaction for each amount of the plan and for each booking; `budget` holds what remains of a line."""
    return "\n".join(
        f"{day.isoformat()} booking\n" + "".join(f"    {account}  {amount:f}\n" for account, amount in postings)
        for day, postings in (*_given(plan), *_booked(book))
    )


def _given(plan: dict[str, Any]) -> Iterator[tuple[dt.date, list[Posting]]]:
    """What the plan allocates, and the amendments in it."""
    for line in plan["lines"]:
        for allocation in line["allocations"]:
            yield START, _both(f"budget:{line['code']}", "decided", value(allocation["amount"]))
    for change in plan.get("amendments", []):
        yield change["on"], _both(f"budget:{change['line']}", "decided", value(change["delta"]))


def _booked(book: Book) -> Iterator[tuple[dt.date, list[Posting]]]:
    """The bookings; one that pays a commitment also makes the commitment smaller."""
    for row in book.rows:
        promise = f"promised:{row.line}:{row.commitment}"
        if row.kind == "wijziging":
            yield row.day, _both(f"budget:{row.line}", "decided", row.amount)
        elif row.kind == "verplichting":
            yield row.day, _both(promise, "suppliers", row.amount)
        else:
            paid = _both(promise, "suppliers", -row.amount) if row.commitment else []
            yield row.day, [*_both(f"spent:{row.line}:{row.year}", f"budget:{row.line}", row.amount), *paid]


def _both(account: str, against: str, amount: Decimal | None) -> list[Posting]:
    assert amount is not None
    return [(account, amount), (against, -amount)]


def balances(path: Path, as_of: dt.date, account: str, depth: int) -> dict[str, Decimal]:
    """What hledger says stands on the accounts below this one, at the end of a day."""
    assert HLEDGER is not None
    after = (as_of + dt.timedelta(days=1)).isoformat()
    words = [HLEDGER, "balance", "-f", str(path), f"^{account}:", "-e", after, f"-{depth}", "--flat", "-N", "-O", "csv"]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=True)
    return {name: Decimal(amount) for name, amount in list(csv.reader(io.StringIO(done.stdout)))[1:]}


def of_line(found: dict[str, Decimal], start: str) -> str:
    """The balance of an account and those below it, negative ones left out of what is promised."""
    chosen = [amount for name, amount in found.items() if name == start or name.startswith(f"{start}:")]
    kept = [max(amount, Decimal(0)) if start.startswith("promised") else amount for amount in chosen]
    return f"{sum(kept, Decimal(0)):.2f}"


@pytest.mark.parametrize("day", ["2024-12-31", "2026-05-17", "2026-09-30"])
@pytest.mark.parametrize("name", ["sudwest-fryslan", "dordrecht"])
def test_hledger_finds_the_same_for_a_shipped_plan(
    typed: Typed, initialised_home: Path, tmp_path: Path, name: str, day: str
) -> None:
    compared = compare(typed, initialised_home, ROOT / "data" / "plans" / name, tmp_path, dt.date.fromisoformat(day))
    assert compared == len(read_plan(ROOT / "data" / "plans" / name)["lines"])


@pytest.mark.parametrize("day", ["2025-12-31", "2026-06-17", "2028-03-31"])
@pytest.mark.parametrize("seed", [1, 4])
def test_hledger_finds_the_same_for_a_drawn_ledger(typed: Typed, tmp_path: Path, seed: int, day: str) -> None:
    """The lines of which every amount is known, without carry-over into or out of the plan."""
    home, folder = load_drawn(tmp_path, seed)
    assert compare(typed, home.path, folder, tmp_path, dt.date.fromisoformat(day)) == 6


def compare(typed: Typed, home: Path, folder: Path, place: Path, as_of: dt.date) -> int:
    """Compare spent, committed and remaining of every line that hledger can know; how many lines that are."""
    ledger, path, name = place / "uit.csv", place / "uit.journal", folder.name
    assert typed(home, "export", "ledger", str(ledger), "--plan", name).status == 0
    plan = read_plan(folder)
    left_out = {"periode", "onbekend", "deels"} if name == DRAWN else set()
    plan["lines"] = [line for line in plan["lines"] if line["code"] not in left_out]
    plan["amendments"] = [change for change in plan.get("amendments", []) if change["line"] not in left_out]
    path.write_text(journal(plan, read_ledger(ledger)), encoding="utf-8")
    told = json.loads(typed(home, "position", name, "--as-of", as_of.isoformat(), "--json").out)
    figures = {part["code"]: part for part in told["lines"]}
    spent, budget = balances(path, as_of, "spent", 2), balances(path, as_of, "budget", 2)
    promised = balances(path, as_of, "promised", 3)
    for code in (line["code"] for line in plan["lines"]):
        found = [
            of_line(spent, f"spent:{code}"),
            of_line(promised, f"promised:{code}"),
            of_line(budget, f"budget:{code}"),
        ]
        assert found == [figures[code][part] for part in ("spent", "committed", "remaining")], code
    by_year = balances(path, as_of, "spent", 3)
    assert f"{sum(by_year.values(), Decimal(0)):.2f}" == told["total"]["spent"]
    return len(plan["lines"])


def test_hledger_sees_a_cent_that_is_off(typed: Typed, initialised_home: Path, tmp_path: Path) -> None:
    folder, as_of = ROOT / "data" / "plans" / "dordrecht", dt.date(2026, 9, 30)
    compare(typed, initialised_home, folder, tmp_path, as_of)
    path = tmp_path / "uit.journal"
    before = balances(path, as_of, "budget", 2)
    extra = f"\n{as_of.isoformat()} booking\n    spent:wijkteam:2026  0.01\n    budget:wijkteam  -0.01\n"
    path.write_text(path.read_text(encoding="utf-8") + extra, encoding="utf-8")
    after = balances(path, as_of, "budget", 2)
    assert before["budget:wijkteam"] - after["budget:wijkteam"] == Decimal("0.01")
