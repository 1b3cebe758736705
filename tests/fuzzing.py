"""Files of every kind that are damaged by chance, and what an independent reader says about each booking."""

from __future__ import annotations

import datetime as dt
import io
import random
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import xlsxwriter
import xlwt  # type: ignore[import-untyped]
from ledger_sources import ods, xaf, zipped

from pokdash.ledger.export import PlanLedger, write_parquet

DATA = Path(__file__).parents[1] / "data"
HEADINGS = ("Boekdatum", "Boekstuk", "Rekening", "Omschrijving", "Bedrag")
ROWS = tuple(
    (
        f"{1 + at % 28:02}-{1 + at % 9:02}-2026",
        f"M26-{at:04}",
        "43812",
        ("Inhuur gebiedsteam", "Scholing; één dag", 'Zaal "De Stal"')[at % 3],
        f"{'-' if at % 7 == 3 else ''}{at * 37 % 90 + 1}.{at * 113 % 900 + 100},{at * 19 % 90 + 10}",
    )
    for at in range(30)
)
_AMOUNT = re.compile(r"(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?")


@dataclass(frozen=True)
class Seed:
    """A sound file. `sealed`: its format has checks of its own, so damage cannot pass for another amount."""

    name: str
    content: bytes
    sealed: bool = False


def text(delimiter: str = ";", line_end: str = "\r\n") -> str:
    def cell(written: str) -> str:
        quoted = any(char in written for char in (delimiter, '"'))
        return '"' + written.replace('"', '""') + '"' if quoted else written

    return "".join(delimiter.join(map(cell, row)) + line_end for row in (HEADINGS, *ROWS))


def amount(written: str) -> Decimal | None:
    """An amount with a decimal comma, or None for anything that is not plainly one; knows nothing of the program."""
    found = _AMOUNT.fullmatch(written.strip())
    if found is None:
        return None
    sign, whole, cents = found.groups()
    return Decimal(f"{sign}{whole.replace('.', '')}.{cents or '0'}")


def seeds() -> list[Seed]:
    plain = text()
    return [
        Seed("a.csv", plain.encode()),
        Seed("b.csv", plain.encode("cp1252")),
        Seed("c.csv", plain.encode("utf-16")),
        Seed("d.zip", zipped({"a.csv": plain.encode()}), sealed=True),
        Seed("e.xlsx", _xlsx(), sealed=True),
        Seed("f.xls", _xls()),
        Seed("g.ods", ods(_ods_rows()), sealed=True),
        Seed("h.xaf", xaf().encode()),
        Seed("j.parquet", _parquet(), sealed=True),
        Seed("i.csv", (DATA / "examples" / "dordrecht.csv").read_bytes()[:20_000]),
    ]


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The file after one to three accidents."""
    for _ in range(chance.randint(1, 3)):
        content = chance.choice(_ACCIDENTS)(content, chance)
    return content


def _flip(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice([1, 1, 3, 20])):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _drop(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    return content[:start] + content[start + chance.choice([1, 2, 50, 500]) :]


def _double(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    end = start + chance.choice([1, 20, 400])
    return content[:end] + content[start:end] + content[end:]


def _insert(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    pieces = [
        b'"',
        b"'",
        b";",
        b"\n",
        b"\r",
        b"\0",
        b"\xff\xfe",
        b"<",
        b"&x;",
        b"=1+1",
        b",-",
        b"000",
        b".",
        b"\xc3",
        b"-",
    ]
    return content[:start] + chance.choice(pieces) * chance.choice([1, 1, 2, 300]) + content[start:]


_ACCIDENTS: tuple[Callable[[bytes, random.Random], bytes], ...] = (_flip, _cut, _drop, _double, _insert)


def _xlsx() -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"created": dt.datetime(2026, 1, 1)})  # noqa: DTZ001 - always the same bytes
    sheet = book.add_worksheet("Grootboek")
    for at, row in enumerate((HEADINGS, *ROWS)):
        for column, cell in enumerate(row):
            sheet.write_string(at, column, cell)
    book.close()
    return target.getvalue()


def _parquet() -> bytes:
    """As the program itself writes it: amounts in cents, and a checksum for every page."""
    bookings = pa.table({
        "plan": ["proef"] * len(ROWS), "kind": ["expenditure"] * len(ROWS),
        "booking_date": [dt.date(2026, 1 + at % 9, 1 + at % 28) for at in range(len(ROWS))],
        "fiscal_year": pa.array([2026] * len(ROWS), pa.int16()), "line": ["a"] * len(ROWS),
        "amount": pa.array([amount(row[4]) for row in ROWS], pa.decimal128(18, 2)),
        "booking_number": [row[1] for row in ROWS], "booking_line": pa.array([1] * len(ROWS), pa.int32()),
        "commitment_number": pa.nulls(len(ROWS), pa.string()), "decision": pa.nulls(len(ROWS), pa.string()),
        "description": [row[3] for row in ROWS],
    })  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "uit.parquet"
        write_parquet([PlanLedger("proef", dt.date(2026, 9, 30), example=False, bookings=bookings.to_reader())], path)
        return path.read_bytes()


def _xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Grootboek")
    for at, row in enumerate((HEADINGS, *ROWS)):
        for column, cell in enumerate(row):
            sheet.write(at, column, cell)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _ods_rows() -> str:
    def cell(written: str) -> str:
        safe = written.replace("&", "&amp;").replace("<", "&lt;")
        return f'<table:table-cell office:value-type="string"><text:p>{safe}</text:p></table:table-cell>'

    rows = (f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in (HEADINGS, *ROWS))
    return "".join(rows)
