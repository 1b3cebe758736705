"""How much CPU a ledger costs: CSV against DuckDB's COPY of the same clean rows, XLSX against its bare reader."""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter
from python_calamine import CalamineWorkbook

from pokdash.domain.plan import Plan
from pokdash.domain.plan_reading import read_plan
from pokdash.ledger.conversion import Instructions, Place, Rule, convert
from pokdash.ledger.grid import Grid
from pokdash.ledger.source import Hints, Source, attach, open_source

ROOT = Path(__file__).parents[1]
PLAN = ROOT / "data" / "plans" / "sudwest-fryslan"
FAULTS = 1000
MOST_IN_A_WORKBOOK = 1_000_000
AGAINST = {"utf-8": ("copy", 1.7), "cp1252": ("copy", 2.3), "xlsx": ("bare", 1.5)}
"""What each of our tasks is measured against, and the most that it may cost of that."""
HEADINGS = ("Boekdatum", "Boekjaar", "Rekening", "Kostenplaats", "Bedrag", "Boekstuk", "Regel", "Omschrijving")
TABLE = """create table entry (booking_date date, fiscal_year smallint, account varchar, cost_centre varchar,
    amount decimal(18, 2), booking_number varchar, booking_line integer, description varchar)"""
ROWS = """select date '2026-01-01' + (i % 270)::integer as booking_date,
    2026 as fiscal_year,
    (43000 + i % 40)::varchar as account,
    'KP' || (62000 + i % 90) as cost_centre,
    (((i * 7919) % 10000000) / 100.0)::decimal(18, 2) * (case when i % 17 = 0 then -1 else 1 end) as amount,
    '2026-' || (i // 3) as booking_number,
    (i % 3 + 1)::integer as booking_line,
    case when i % 5 = 0 then 'Training Súdwest-Fryslân ' else 'Inhuur digitale vaardigheden ' end || i as description
from range({rows}) as row(i)"""
DUTCH = """select strftime(booking_date, '%d-%m-%Y'), fiscal_year, account, cost_centre,
    case when row_number() over () % {every} = 0 then 'PM' else {amount} end, booking_number, booking_line, description
from entry"""
AMOUNT = "replace(replace(replace(format('{:,.2f}', amount), ',', '_'), '.', ','), '_', '.')"


def write_files(folder: Path, rows: int) -> None:
    """The same rows three times: clean for COPY, as a Dutch system exports them, and that in cp1252 with faults."""
    with duckdb.connect() as connection:
        connection.execute(f"create table entry as {ROWS.format(rows=rows)}")
        connection.execute(f"copy entry to '{folder}/clean.csv' (header, delimiter ';')")
        for name, every in (("utf-8", rows + 8), ("cp1252", max(rows // FAULTS, 1))):
            heading = ", ".join(f'"{name}"' for name in HEADINGS)
            query = DUTCH.format(every=every, amount=AMOUNT)
            connection.execute(
                f"copy (select * from ({query}) as dutch({heading})) to '{folder}/{name}.csv' (header, delimiter ';')"
            )
    latin = folder / "cp1252.csv"
    text = folder / "text.csv"
    latin.rename(text)
    with text.open(encoding="utf-8", newline="") as read, latin.open("w", encoding="cp1252", newline="") as written:
        while part := read.read(1 << 24):
            written.write(part)
    text.unlink()


def write_workbook(folder: Path, rows: int) -> None:
    """The same rows as a workbook: days and amounts typed, all else as text."""
    with duckdb.connect() as connection, xlsxwriter.Workbook(folder / "xlsx.xlsx", {"constant_memory": True}) as book:
        sheet, day = book.add_worksheet("Mutaties"), book.add_format({"num_format": "dd-mm-yyyy"})
        sheet.write_row(0, 0, HEADINGS)
        connection.execute(ROWS.format(rows=rows))
        for first in range(1, rows + 1, 10_000):
            for at, (date, year, account, centre, amount, *rest) in enumerate(connection.fetchmany(10_000), first):
                sheet.write_datetime(at, 0, date, day)
                sheet.write_row(at, 1, (year, account, centre, float(amount), *rest))


def bare(folder: Path) -> dict[str, object]:
    """The reader of workbooks alone: every cell as a value of Python."""
    with CalamineWorkbook.from_path(folder / "xlsx.xlsx") as book:
        rows = book.get_sheet_by_name("Mutaties").to_python(skip_empty_area=False)
    return {"rows": len(rows) - 1, "faults": 0}


def copied(folder: Path) -> dict[str, object]:
    """DuckDB alone: the clean rows into a table of a database file."""
    with duckdb.connect(str(folder / "copied.duckdb")) as connection:
        connection.execute(TABLE)
        connection.execute(f"copy entry from '{folder}/clean.csv' (header, delimiter ';')")
        return _counted(connection, "entry")


def read(path: Path, plan: Plan) -> dict[str, object]:
    """Our reader: recognise, split, convert, check every row, report the faults."""
    source = open_source(path, hints=Hints())
    if not isinstance(source, Source):
        raise SystemExit(f"{source}")
    fields = ("booking_date", "fiscal_year", "account", "cost_centre", "amount", "booking_number", "booking_line")
    places = {field: Place(at + 1, HEADINGS[at]) for at, field in enumerate((*fields, "description"))}
    line = plan.lines[0].code
    rules = tuple(Rule("account", str(43000 + number), line) for number in range(40))
    with duckdb.connect() as connection:
        attached = attach(source, connection)
        if not isinstance(attached, Grid):
            raise SystemExit(f"{attached}")
        converted = convert(connection, attached, Instructions(2, places, thousands_mark=".", rules=rules), plan)
        problems, count = converted.problems(FAULTS)
        loaded = converted.loaded
        return {"rows": loaded.rows, "total": str(loaded.total), "faults": count, "shown": len(problems)}


def _counted(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, object]:
    ((rows, total),) = connection.execute(f"select count(*), sum(amount) from {table}").fetchall()
    return {"rows": rows, "total": str(Decimal(total)), "faults": 0}


def measured(folder: Path, task: str) -> dict[str, Any]:
    """Run one task in a process of its own."""
    command = [sys.executable, __file__, "--task", task, "--folder", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return dict(json.loads(done.stdout))


def run_task(folder: Path, task: str) -> None:
    """What a process of its own does: the task, and what it cost."""
    plan = read_plan({path.name: path.read_text() for path in PLAN.iterdir()}).plan
    if plan is None:
        raise SystemExit("the plan cannot be read")
    before, began = _cpu(), time.perf_counter()
    if task == "copy":
        found = copied(folder)
    else:
        found = bare(folder) if task == "bare" else read(next(folder.glob(f"{task}.*")), plan)
    found |= {"cpu": _cpu() - before, "wall": time.perf_counter() - began}
    found["peak_mb"] = _peak()
    print(json.dumps(found))


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _peak() -> int:
    """The most memory that this process had at once, in MB (Linux); what its parent had does not count."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def main() -> None:
    """Print a table: CPU seconds, the ratio to the bare tool, wall seconds, peak memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--only", choices=("csv", "xlsx"))
    parser.add_argument("--task")
    parser.add_argument("--folder", type=Path)
    arguments = parser.parse_args()
    if arguments.task:
        run_task(arguments.folder, arguments.task)
        return
    print(f"{'task':<10}{'rows':>12}{'faults':>8}{'CPU s':>9}{'ratio':>8}{'goal':>7}{'wall s':>9}{'peak MB':>9}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if arguments.only != "xlsx":
            write_files(folder, arguments.rows)
            print_measured(folder, ("copy", "utf-8", "cp1252"))
        if arguments.only != "csv":
            write_workbook(folder, min(arguments.rows, MOST_IN_A_WORKBOOK))
            print_measured(folder, ("bare", "xlsx"))


def print_measured(folder: Path, tasks: tuple[str, ...]) -> None:
    """Run tasks, of which the first is what the others are measured against."""
    found = {}
    for task in tasks:
        one = found[task] = measured(folder, task)
        base, goal = AGAINST.get(task, (task, 1.0))
        print(
            f"{task:<10}{one['rows']:>12,}{one['faults']:>8}{one['cpu']:>9.2f}{one['cpu'] / found[base]['cpu']:>8.2f}"
            f"{goal:>7.1f}{one['wall']:>9.2f}{one['peak_mb']:>9,}"
        )


if __name__ == "__main__":
    main()
