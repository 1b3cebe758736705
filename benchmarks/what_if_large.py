"""A large plan for the what-if benchmark: forty lines over ten years, a booking a month, through the real import."""

from __future__ import annotations

from pathlib import Path

PLAN = "groot"
LINES, FIRST_YEAR, LAST_YEAR = 40, 2021, 2030
COVERED = "2026-10-31"


def _amount(line: int) -> int:
    return 40_000 + 5_000 * (line * 37 % 83)


def _line(line: int) -> str:
    amount = _amount(line)
    source = f'source = {{ document = "besluit", place = "tabel", quote = "{amount}" }}'
    allocation = f'amount = {{ value = {amount}, kind = "source", {source} }}, standing = "council"'
    period = f"period = {{ first = {FIRST_YEAR}, last = {LAST_YEAR} }}"
    return (
        f'[[lines]]\ncode = "{line}"\ngroup = "een"\nname = "Onderdeel {line}"\nofficial_name = "Onderdeel {line}"\n'
        f"allocations = [ {{ {allocation}, {period} }} ]\n"
    )


def plan_text() -> str:
    """The plan, as TOML."""
    total = sum(_amount(line) for line in range(1, LINES + 1))
    return (
        f'format = 1\nid = "{PLAN}"\nmunicipality = "Grootstad"\ntitle = "Veertig onderdelen, tien jaar"\n'
        f'first_year = {FIRST_YEAR}\nlast_year = {LAST_YEAR}\nmoney = "budget"\ntotal_standing = "council"\n'
        f'total = {{ value = {total}, kind = "source", '
        'source = { document = "besluit", place = "kop", quote = "x" } }\n'
        '[[documents]]\nid = "besluit"\ntitle = "Raadsbesluit"\nkind = "besluit"\nstanding = "council"\n'
        'date = 2020-11-12\n[[groups]]\ncode = "een"\nname = "Onderdelen"\n'
        + "\n".join(_line(line) for line in range(1, LINES + 1))
    )


def ledger_text() -> str:
    """The bookings up to `COVERED`, in the own layout."""
    head = "soort;boekdatum;boekjaar;regel;bedrag;boekstuk;boekstukregel;verplichting;besluit;omschrijving"
    rows = [f"pokdash-grootboek;1\ngeboekt t/m;{COVERED}\n{head}"]
    for line in range(1, LINES + 1):
        for month in range((2026 - FIRST_YEAR) * 12 + 10):
            year, of_year = FIRST_YEAR + month // 12, month % 12 + 1
            amount = _amount(line) * (80 + (line * 7 + month * 13) % 45) // 12_000
            rows.append(f"uitgave;{year}-{of_year:02}-10;{year};{line};{amount},25;B{line}-{month};1;;;maand")
    return "\n".join(rows) + "\n"


def write(folder: Path) -> Path:
    """The plan folder, as `POKDASH_DATA` wants it, and the ledger file beside it; the path of the latter."""
    plan = folder / "plans" / PLAN
    plan.mkdir(parents=True)
    (plan / "plan.toml").write_text(plan_text(), encoding="utf-8")
    ledger = folder / "grootboek.csv"
    ledger.write_text(ledger_text(), encoding="utf-8")
    return ledger
